"""Files with random slips of the hand: each compiles, or is told what is wrong; nothing else happens.

The seeds are fixed. To look at one: `mutated(seed)`.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest

from dsl.compiler import Compilation, Options, check_source, compile_source
from dsl.diagnostics.render import render_report
from dsl.source import Source

ROOT = Path(__file__).resolve().parents[3]
SEEDS, PARTS = 800, 8

TOKEN = re.compile(r'[^\W\d]\w*|\d[\w.]*|"[^"\n]*"|->|\*\*|//|==|[<>]=?|\s+|.')
ODD = (
    *("0", "-1", "1e308", "10**9", "None", "True", '"x"', "[]", "{}", "()", "?", "...", "@", "*", " not "),
    *("x", "self", "from", "output", "Dense", "Dense(3)", "ops.sum", "1/0", "[x, Dense(3)]"),
    *("if True { }", "for i in range(3) { }"),
)
STYLES = (None, "sequential", "functional", "subclass", "layer")
LOOPS = (None, "fit", "custom")


@cache
def _texts() -> tuple[str, ...]:
    files = [*sorted((ROOT / "examples").glob("*.model")), *sorted((ROOT / "tests/cases/valid").glob("*/input.model"))]
    return tuple(file.read_text(encoding="utf-8") for file in files)


def mutated(seed: int) -> str:
    """One of the sound files, with one to three of its tokens deleted, doubled, swapped or replaced."""
    rng = random.Random(seed)
    tokens = TOKEN.findall(rng.choice(_texts()))
    solid = [place for place, token in enumerate(tokens) if not token.isspace()]
    names = [place for place in solid if tokens[place][:1].isalpha()]
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        place, other = rng.choice(solid), rng.choice(solid)
        match rng.randrange(6):
            case 0:
                tokens[place] = ""
            case 1:
                tokens[place] += f" {tokens[place]}"
            case 2:
                tokens[place], tokens[other] = tokens[other], tokens[place]
            case 3:
                tokens[place] = rng.choice(ODD)
            case 4:
                tokens[place] = tokens[other]
            case _:
                tokens[rng.choice(names)] = tokens[rng.choice(names)]
    return "".join(tokens)


def _compiled(seed: int, text: str) -> Compilation:
    rng = random.Random(seed)
    options = Options(style=rng.choice(STYLES), loop=rng.choice(LOOPS))
    return compile_source(Source("mutated.model", text), options)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_mutation_breaks_the_compiler(part: int) -> None:
    for seed in range(part, SEEDS, PARTS):
        text = mutated(seed)
        assert isinstance(render_report(check_source(Source("mutated.model", text)).problems, color=True), str)
        compilation = _compiled(seed, text)
        if compilation.code is None:
            assert compilation.problems, f"seed {seed}: refused without a word"
        else:
            compile(compilation.code, "mutated.py", "exec")

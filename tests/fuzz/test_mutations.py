"""Files with random slips of the hand: each compiles, or is told what is wrong; nothing else happens.

The seeds are fixed. To look at one: `mutated(seed)`.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from tests.fuzz.mutation import mutate
from tests.fuzz.target import VARIANTS, hold

ROOT = Path(__file__).resolve().parents[2]
SEEDS, PARTS = 1200, 12


@cache
def _texts() -> tuple[str, ...]:
    files = [*sorted((ROOT / "examples").glob("*.model")), *sorted((ROOT / "tests/cases/valid").glob("*/input.model"))]
    return tuple(file.read_text(encoding="utf-8") for file in files)


def mutated(seed: int) -> str:
    """One of the sound files with a few of its words changed, some for words of another."""
    chance = random.Random(seed)
    return mutate(chance.choice(_texts()), chance, chance.choice(_texts()))


@pytest.mark.parametrize("part", range(PARTS))
def test_no_mutation_breaks_the_compiler(part: int) -> None:
    for seed in range(part, SEEDS, PARTS):
        try:
            hold(mutated(seed).encode(), (VARIANTS[seed % len(VARIANTS)],))
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error

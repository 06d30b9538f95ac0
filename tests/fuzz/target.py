"""What must hold for any bytes at all, given to the compiler as a .model file."""

from __future__ import annotations

import ast
import itertools
import zlib
from collections.abc import Sequence

import black

from dsl.compiler import Options, check_source, compile_source
from dsl.diagnostics.render import render_github, render_json, render_report
from dsl.formatting.formatter import format_source
from dsl.source import Source

STYLES = ("sequential", "functional", "subclass", "layer")
LOOPS = ("fit", "custom")
VARIANTS = tuple(itertools.product(STYLES, LOOPS))


def hold_once(data: bytes) -> None:
    """The same for one style and loop, which the bytes choose: many times faster."""
    hold(data, (VARIANTS[zlib.crc32(data) % len(VARIANTS)],))


def hold(data: bytes, variants: Sequence[tuple[str, str]] = VARIANTS) -> None:
    """Fail where the compiler raises, points outside of the file, writes no Python, or has two layouts for a file."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return  # refused when it is read, which tests/unit/cli holds
    source = Source("fuzzed.model", text)
    problems = check_source(source).problems
    for problem in problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(source.text), problem
    render_report(problems, color=True)
    render_json(problems)
    render_github(problems)
    formatted = format_source(source).text
    if formatted is not None:
        assert format_source(Source("fuzzed.model", formatted)).text == formatted, "formatting twice changes it again"
    for style, loop in variants:
        _hold_for_program(source, style, loop)


def _hold_for_program(source: Source, style: str, loop: str) -> None:
    """The program is Python, and black would leave it as it is."""
    compilation = compile_source(source, Options(style=style, loop=loop))
    if compilation.code is None:
        assert compilation.problems, "no program, and nothing that says why"
        return
    ast.parse(compilation.code)
    assert black.format_str(compilation.code, mode=black.Mode()) == compilation.code

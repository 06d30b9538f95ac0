"""`dotmodel check --fix`: make the edits that problems come with, where they are sure to be meant."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.compiler import Options, check_source
from dsl.diagnostics import Diagnostic, Fix
from dsl.reading import Importer
from dsl.records import dataclass
from dsl.source import Source

_MOST_ROUNDS = 20  # an edit may bring to light what another one mends
_SYNTAX = "E1"


@dataclass(frozen=True)
class Repaired:
    """A file after its edits: the text, what is still wrong with it, and a line of words for each edit."""

    source: Source
    problems: tuple[Diagnostic, ...]
    edits: tuple[str, ...]


def repair(source: Source) -> Repaired:
    """Make edits until none is left that mends something."""
    problems = _check(source)
    edits: list[str] = []
    for _ in range(_MOST_ROUNDS):
        step = _mend(source, problems)
        if step is None:
            break
        edits += [_describe(problem, fix) for problem, fix in step.made]
        source, problems = step.source, step.problems
    return Repaired(source, problems, tuple(edits))


@dataclass(frozen=True)
class _Step:
    source: Source
    problems: tuple[Diagnostic, ...]
    made: list[tuple[Diagnostic, Fix]]


def _mend(source: Source, problems: Sequence[Diagnostic]) -> _Step | None:
    """All edits at once; where that is no gain, the first that is one alone."""
    candidates = _apart(source, problems)
    attempts = [candidates, *([each] for each in candidates)] if len(candidates) > 1 else [candidates]
    for made in attempts:
        if not made:
            continue
        edited = _edited(source, [fix for _, fix in made])
        left = _check(edited)
        if _is_gain(problems, left, made):
            return _Step(edited, left, made)
    return None


def _check(source: Source) -> tuple[Diagnostic, ...]:
    return check_source(source, Options(read=Importer(source))).problems


def _apart(source: Source, problems: Sequence[Diagnostic]) -> list[tuple[Diagnostic, Fix]]:
    """The sure edits of this file that do not touch each other, in the order of the text."""
    sure = [
        (problem, problem.fix)
        for problem in problems
        if problem.fix is not None and problem.fix.is_sure and problem.fix.span.source is source
    ]
    chosen: list[tuple[Diagnostic, Fix]] = []
    for problem, fix in sorted(sure, key=lambda pair: (pair[1].span.start, pair[1].span.end)):
        if not chosen or fix.span.start > chosen[-1][1].span.end:
            chosen.append((problem, fix))
    return chosen


def _edited(source: Source, fixes: Sequence[Fix]) -> Source:
    text = source.text
    for fix in reversed(fixes):
        text = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
    return Source(source.name, text)


def _is_gain(before: Sequence[Diagnostic], after: Sequence[Diagnostic], made: Sequence[tuple[Diagnostic, Fix]]) -> bool:
    """Whether no edit left its problem where it was, and the syntax is no worse.

    Other problems may be new: behind a syntax error or an unknown name nothing is checked.
    """
    if _syntax_errors(after) > _syntax_errors(before):
        return False
    shift = 0
    for problem, fix in made:
        start = fix.span.start + shift
        end = start + len(fix.replacement)
        if any(each.code == problem.code and each.span.start <= end and start <= each.span.end for each in after):
            return False
        shift += len(fix.replacement) - (fix.span.end - fix.span.start)
    return True


def _syntax_errors(problems: Sequence[Diagnostic]) -> int:
    return sum(problem.code.startswith(_SYNTAX) for problem in problems)


def _describe(problem: Diagnostic, fix: Fix) -> str:
    line, column = fix.span.source.position(fix.span.start)
    old, new = fix.span.text, fix.replacement
    if not old:
        words = f"put in `{new.strip()}`"
    elif not new:
        words = f"removed `{old}`"
    else:
        words = f"wrote `{new}` for `{old}`"
    return f"{fix.span.source.name}:{line}:{column}: {words} [{problem.code}]"

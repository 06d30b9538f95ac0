"""How chains are laid out: `a -> b -> c`.

A chain stays on one line where it fits, and gets a line for each step where it does not. One that was written over
several lines keeps its rows: that a convolution stands on one line with its normalization says something.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dsl.formatting.document import HARD, LINE, SPACE, Document, Either, Group, concat, flat_width, group, indent
from dsl.formatting.words import Words
from dsl.syntax import tree

_LONG_HEAD = 60  # a list of so many characters at the start of a chain takes several lines before the arrows do


def lay_out_pipe(
    words: Words,
    node: tree.Pipe,
    step: Callable[[tree.Expr], Document],
    is_in_parentheses: Callable[[tree.Expr], bool],
) -> Document:
    """A chain; `step` lays out one of its parts."""
    rights: list[tree.Expr] = []
    left: tree.Expr = node
    while isinstance(left, tree.Pipe) and not (rights and is_in_parentheses(left)):
        rights.append(left.right)
        left = left.left
    row: list[Document] = [step(left)]
    rows = [row]
    gaps: list[Document] = []
    for right in reversed(rights):
        if words.starts_line_before(right.span):
            gaps.append(words.gap(HARD))
            row = []
            rows.append(row)
        row.append(concat(words.take(), SPACE, step(right)))
    if len(rows) == 1:
        return _one_row(row)
    head, *steps = _row(rows[0])
    lower = [concat(gap, group(*_row(each))) for gap, each in zip(gaps, rows[1:], strict=True)]
    return concat(group(head, indent(*steps)), indent(*lower))


def _one_row(steps: list[Document]) -> Document:
    """A chain that was written on one line, or with line ends in its brackets only."""
    head, *others = _row(steps)
    if SPACE in others:
        return group(head, *others)
    lines = group(head, indent(*others))
    if not isinstance(steps[0], Group) or flat_width(steps[0]) < _LONG_HEAD:
        return lines
    opened = replace(steps[0], breaks=True)  # `[ … ] -> Concatenate()`
    return Either(lines, concat(opened, *(part for step in steps[1:] for part in (SPACE, step))))


def _row(steps: list[Document]) -> list[Document]:
    """Steps on one line. Where the brackets of one end lines anyway, the arrows need not."""
    gap = SPACE if any(step.breaks for step in steps) else LINE
    return [steps[0], *(part for step in steps[1:] for part in (gap, step))]

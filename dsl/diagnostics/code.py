"""One row of the table of diagnostics."""

from __future__ import annotations

from dsl.records import dataclass


@dataclass(frozen=True)
class Code:
    """What a code stands for: the long text of `dotmodel explain`, and two whole .model files.

    `bad` gives this code, and no other error; `good` is the same file without the mistake. `files` are others
    beside it, by name and text, that both import. Tests compile both as `example.model`.
    """

    code: str
    title: str
    explanation: str
    bad: str
    good: str
    files: tuple[tuple[str, str], ...] = ()

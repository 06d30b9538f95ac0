"""Where the stages put the mistakes they find."""

from __future__ import annotations

import re

from dsl.diagnostics import Diagnostic, Fix, Label
from dsl.source import Span

_TO_WRITE = re.compile(r"write `([^`…]+)`(?: to make a layer of it)?")


def edit_for(words: str | None, span: Span, is_sure: bool = False) -> Fix | None:
    """The edit that the words beside a mistake say, where they give the whole text that belongs in its place."""
    match = _TO_WRITE.fullmatch(words or "")
    return None if match is None else Fix(span, match[1], f"write `{match[1]}`", is_sure)


class Problems:
    """A list that grows while a file is analysed; nothing is thrown across stages."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def report(
        self,
        code: str,
        message: str,
        span: Span,
        help: str = "",
        labels: tuple[Label, ...] = (),
        notes: tuple[str, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Add one mistake; `code` is a row of `dsl.diagnostics.codes`."""
        self.found.append(Diagnostic(code, message, span, help, labels, notes, fix))

    def misspelled(self, code: str, message: str, span: Span, suggestion: str | None, is_sure: bool = True) -> None:
        """Add a mistake that the closest known name may mend; a name that the file itself made up is not sure to."""
        if suggestion is None:
            self.report(code, message, span)
            return
        help = f"did you mean `{suggestion}`?"
        self.report(code, message, span, help, fix=Fix(span, suggestion, help, is_sure))


def into_call(call: Span, argument: str) -> Fix | None:
    """The edit that puts an argument in before the closing parenthesis; None where the text is no call."""
    if not call.text.endswith(")"):
        return None
    inside = call.text[:-1].rstrip()
    separator = "" if inside.endswith(("(", ",")) else ", "
    place = call.end - 1
    return Fix(Span(call.source, place, place), f"{separator}{argument}", f"add `{argument}`", False)

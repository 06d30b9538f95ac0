"""Diagnostics for programs: JSON, and the commands by which GitHub marks lines of a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dsl.diagnostics.diagnostic import Diagnostic, Severity
from dsl.source import Span


def arrange(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """In the order of files and positions; of several with the same code at the same place, the first."""
    unique: dict[tuple[str, int, int, str], Diagnostic] = {}
    for one in diagnostics:
        unique.setdefault((one.span.source.name, one.span.start, one.span.end, one.code), one)
    return [unique[place] for place in sorted(unique)]


def summarize(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; empty where there is nothing to say."""
    arranged = arrange(diagnostics)
    words = []
    for severity in Severity:
        count = sum(one.severity is severity for one in arranged)
        if count:
            words.append(f"{count} {severity.value}{'' if count == 1 else 's'}")
    return ", ".join(words)


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON list of objects; lines and columns count from 1, and the end is just after the last character."""
    return json.dumps([_fields(one) for one in arrange(diagnostics)], indent=2)


def _fields(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        **_place(diagnostic.span),
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "help": diagnostic.help,
    }


def _place(span: Span) -> dict[str, str | int]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {
        "file": span.source.name,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a line, as GitHub Actions reads them from the output of a step."""
    return "".join(_command(one) + "\n" for one in arrange(diagnostics))


def _command(diagnostic: Diagnostic) -> str:
    fields = _fields(diagnostic)
    places = {"file": fields["file"], "line": fields["line"], "endLine": fields["end_line"]}
    if fields["line"] == fields["end_line"]:  # GitHub knows columns within one line only
        places |= {"col": fields["column"], "endColumn": fields["end_column"]}
    places["title"] = diagnostic.code
    properties = ",".join(f"{name}={_escape_property(str(value))}" for name, value in places.items())
    text = "\n".join(part for part in (diagnostic.message, diagnostic.help, *diagnostic.notes) if part)
    return f"::{diagnostic.severity.value} {properties}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")

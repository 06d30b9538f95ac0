"""`docs/errors.md`: every code with its explanation and an example, made from the table of codes.

`python -m dsl.diagnostics.page` writes it anew.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from dsl.diagnostics.code import Code
from dsl.diagnostics.codes import CODES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "errors.md"

CHAPTERS = {
    "E1": "Syntax",
    "E2": "Names and declarations",
    "E3": "Values, calls and arguments",
    "E4": "Shapes",
    "E5": "Training",
    "E6": "Styles",
    "W2": "Warnings about names",
    "W3": "Warnings about layers",
    "W5": "Warnings about training",
}

INTRODUCTION = """\
# Errors

Every message of dotmodel has a code. An error, `E…`, keeps the program from being written. A warning, `W…`, does not:
it is about what is allowed and still looks like a mistake, and is given once there are no errors. Below each
explanation stands a file with the mistake: lines marked `-` are wrong, and the lines marked `+` are right in their
place.

<!-- Made by `python -m dsl.diagnostics.page` from the table in `dsl/diagnostics/`. Do not edit. -->
"""


def page() -> str:
    """The text of the page."""
    chapters = [_chapter(start, title) for start, title in CHAPTERS.items()]
    return "\n".join([INTRODUCTION, _contents(), *chapters])


def _rows(start: str) -> list[Code]:
    return sorted((row for row in CODES.values() if row.code.startswith(start)), key=lambda row: row.code)


def _contents() -> str:
    lines = [f"- {title}: {', '.join(map(_link, _rows(start)))}" for start, title in CHAPTERS.items()]
    return "\n".join([*lines, ""])


def _chapter(start: str, title: str) -> str:
    return "\n".join([f"## {title}", "", *map(_section, _rows(start))])


def _section(row: Code) -> str:
    beside = [f"Beside it, `{name}`:\n\n```\n{text}```\n" for name, text in row.files]
    example = f"```diff\n{_change(row)}```\n"
    return "\n".join([f"### {_heading(row)}\n", f"{row.explanation}\n", example, *beside])


def _heading(row: Code) -> str:
    return f"{row.code}: {row.title}"


def _link(row: Code) -> str:
    return f"[{row.code}](#{anchor(_heading(row))})"


def anchor(heading: str) -> str:
    """What GitHub calls a heading in a link: lower case, `-` for spaces, without punctuation."""
    kept = (letter for letter in heading.lower() if letter.isalnum() or letter in " -_")
    return "".join(kept).replace(" ", "-")


def _change(row: Code) -> str:
    """The whole bad file, with what makes a good one of it."""
    return "".join(_marked(row.bad.splitlines(), row.good.splitlines()))


def _marked(bad: list[str], good: list[str]) -> Iterable[str]:
    matcher = difflib.SequenceMatcher(None, bad, good, autojunk=False)
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        if what == "equal":
            yield from (f"  {line}".rstrip() + "\n" for line in bad[start:end])
        else:
            yield from (f"- {line}\n" for line in bad[start:end])
            yield from (f"+ {line}\n" for line in good[other_start:other_end])


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

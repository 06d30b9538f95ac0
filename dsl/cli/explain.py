"""`dotmodel explain`: the long text of a diagnostic."""

from __future__ import annotations

import argparse
import difflib
import textwrap

from dsl.cli.files import UsageError
from dsl.diagnostics.codes import CODES, Code


def run(options: argparse.Namespace) -> int:
    """Explain one code, or list them all."""
    print(_list() if options.code is None else _explain(_find(options.code)), end="")
    return 0


def _find(name: str) -> Code:
    row = CODES.get(name.strip().upper())
    if row is None:
        near = difflib.get_close_matches(name.strip().upper(), sorted(CODES), n=3, cutoff=0.5)
        advice = f"did you mean {_listed(near)}?" if near else "`dotmodel explain` lists them all"
        raise UsageError(f"there is no diagnostic {name!r}; {advice}")
    return row


def _listed(codes: list[str]) -> str:
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} or {codes[-1]}"


def _list() -> str:
    return "".join(f"{row.code}  {row.title}\n" for row in sorted(CODES.values(), key=lambda row: row.code))


def _explain(row: Code) -> str:
    kind = "warning" if row.code.startswith("W") else "error"
    parts = [f"{kind}[{row.code}]: {row.title}", row.explanation.rstrip()]
    for name, text in row.files:
        parts += [f"Beside the file, {name}:", _quoted(text)]
    parts += ["With this mistake:", _quoted(row.bad), "Without it:", _quoted(row.good)]
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    return textwrap.indent(text.rstrip("\n"), "    ")

"""The exception of the Python API for a file with mistakes."""

from __future__ import annotations

from dsl.diagnostics.diagnostic import Diagnostic


class ModelError(Exception):
    """A .model file has errors; `problems` are all that was found, and the text draws them."""

    def __init__(self, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        from dsl.diagnostics.render import render_report

        return render_report(self.problems, color=False).rstrip("\n")


ModelError.__module__ = "dsl"  # where users find it, and what a traceback calls it

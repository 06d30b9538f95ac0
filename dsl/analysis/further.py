"""What else does not fit in a file with mistakes: shapes, in what is known all the same."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.analysis.choose import standing_models
from dsl.analysis.elaborate.model import elaborate
from dsl.analysis.problems import Problems
from dsl.analysis.training.precision import compute_dtype
from dsl.catalog import load
from dsl.diagnostics import Severity
from dsl.ir.program import Program

OF_ONE_VALUE = (
    "E201", "E202", "E203", "E204", "E205", "E224", "E228", "E311", "E312", "E313", "E314", "E316", "E407",
)  # fmt: skip
"""Mistakes after which one value is not known, and nothing else is another."""

OF_TRAINING, OF_SHAPES = "E5", "E4"


def look_further(program: Program, parameters: Mapping[str, object], problems: Problems) -> None:
    """Add what a run of the models finds at other places than those of the mistakes that were found before.

    Nothing is added after a mistake that may have made the program another one.
    """
    errors = [problem for problem in problems.found if problem.severity is Severity.ERROR]
    if not all(error.code in OF_ONE_VALUE or error.code.startswith(OF_TRAINING) for error in errors):
        return
    further = Problems()
    for model in standing_models(program):
        elaborate(program, model, load(), further, parameters, compute_dtype(program.trainings_of(model)))
    problems.found += [
        problem
        for problem in further.found
        if problem.code.startswith(OF_SHAPES) and not any(problem.span.overlaps(error.span) for error in errors)
    ]

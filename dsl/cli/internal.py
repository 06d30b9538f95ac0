"""A fault of the compiler itself, told so that it can be reported."""

from __future__ import annotations

import os
import traceback

PHASES = {
    "syntax": "parsing",
    "formatting": "laying out the file",
    "analysis": "checking",
    "codegen": "generating Python",
    "catalog": "looking up Keras names",
    "diagnostics": "drawing a message",
}

SHOW = "DOTMODEL_TRACEBACK"


def describe(error: Exception) -> str:
    """What to tell the user: the phase, the error, and how to report it."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame.filename.replace("\\", "/").rpartition("/dsl/")[2].split("/")[0] for frame in frames]
    packages = [package for package in inside if package in PHASES]
    phase = PHASES[packages[-1]] if packages else "running the command"
    what = traceback.format_exception_only(error)[-1].strip()
    lines = [
        f"internal error while {phase}: {what}",
        "This is a fault of dotmodel, not of your file. Please report it with the file that shows it.",
    ]
    if os.environ.get(SHOW):
        lines.insert(0, "".join(traceback.format_exception(error)))
    else:
        lines.append(f"{SHOW}=1 shows where it happened.")
    return "\n".join(lines)

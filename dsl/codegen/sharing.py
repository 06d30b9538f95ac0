"""Training on several devices that cannot be: what Keras's own loop does not do, and XLA around a strategy."""

from __future__ import annotations

from dsl.codegen.limits import Limit
from dsl.ir import values
from dsl.ir.training import Setting, Training

CODE = "E514"


def unshareable(training: Training, loop: str) -> Limit | None:
    """Why a `train` block cannot be run on several devices with a loop, or None where it can."""
    distribute = training.find("distribute")
    how = _literal(distribute)
    if distribute is None or how is None:
        return None
    if how == "multi_worker" and loop == "fit":
        message = "Keras's `fit` cannot train on several workers (keras-team/keras#20585)"
        return Limit(message, distribute.value.span, 'write `loop = "custom"`, which can', CODE)
    steps, jit = training.find("steps_per_execution"), training.find("jit_compile")
    if steps is not None and loop == "fit" and _literal(steps) != 1:
        message = "Keras's `fit` runs one step at a time on several devices (keras-team/keras#19246)"
        return Limit(message, steps.value.span, 'leave it out, or write `loop = "custom"`', CODE)
    if jit is not None and _literal(jit) is not False:
        return Limit("XLA cannot compile a step that several devices share", jit.value.span, "leave it out", CODE)
    return None


def _literal(setting: Setting | None) -> object:
    value = None if setting is None else setting.value
    return value.value if isinstance(value, values.Literal) else None

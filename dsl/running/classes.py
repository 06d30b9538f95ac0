"""Outputs that tell classes apart: which do, and which class a prediction stands for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from dsl.records import dataclass


class Kind(Enum):
    """What an output gives: a score for each class, one score for yes or no (or several), or plain numbers."""

    CLASSES = "classes"
    BINARY = "binary"
    NUMBERS = "numbers"


@dataclass(frozen=True)
class Meaning:
    """What an output means; above `threshold` a score for yes or no means yes."""

    kind: Kind
    threshold: float = 0.5

    def classes(self, predicted: Any) -> Any:
        """The number of the class for each prediction; that of a score for yes or no is 0 or 1."""
        if self.kind is Kind.BINARY:
            return (predicted > self.threshold).astype("int64")
        return predicted.argmax(axis=-1)


_CLASSES = (
    "sparsecategoricalcrossentropy",
    "categoricalcrossentropy",
    "categoricalfocalcrossentropy",
    "categoricalhinge",
)
_BINARY = ("binarycrossentropy", "binaryfocalcrossentropy")
_SIGNED = ("hinge", "squaredhinge")


def meanings(model: Any, outputs: tuple[str, ...]) -> dict[str, Meaning]:
    """The meaning of each output by the loss that it was trained with."""
    loss = getattr(model, "loss", None)
    given = loss if isinstance(loss, Mapping) else dict.fromkeys(outputs, loss)
    return {name: _meaning(given.get(name)) for name in outputs}


def _meaning(loss: Any) -> Meaning:
    name = loss if isinstance(loss, str) else getattr(loss, "__name__", type(loss).__name__)
    plain = name.replace("_", "").lower()
    if plain in _CLASSES:
        return Meaning(Kind.CLASSES)
    if plain in _BINARY:
        config = loss.get_config() if hasattr(loss, "get_config") else {}
        return Meaning(Kind.BINARY, 0.0 if config.get("from_logits") else 0.5)
    return Meaning(Kind.BINARY, 0.0) if plain in _SIGNED else Meaning(Kind.NUMBERS)


def by_output(predicted: Any, outputs: tuple[str, ...]) -> dict[str, Any]:
    """Arrays by the name of the output; a model with one output gives one array."""
    return dict(predicted) if isinstance(predicted, Mapping) else {outputs[0]: predicted}

"""What Keras's recurrent wrappers can hold: layers that tell of their states, as no layer of a file does, and few of
Keras's."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.analysis.elaborate.live import Layer, LayerChain
from dsl.catalog import Entry
from dsl.ir.values import Declared

# The arguments that are recurrent, and what each has to be.
_PARTS = {
    "RNN": (("cell",), "a cell, such as `LSTMCell(8)`"),
    "StackedRNNCells": (("cells",), "cells, such as `LSTMCell(8)`"),
    "Bidirectional": (("layer", "backward_layer"), "a recurrent layer, such as `LSTM(8)`"),
}


def check_recurrent(target: Entry, arguments: Mapping[str, object]) -> None:
    """Refuse a chain, or a layer that keeps no states, where Keras moves one over a sequence."""
    names, wanted = _PARTS.get(target.name, ((), ""))
    for name in names:
        given = arguments.get(name)
        for value in given if isinstance(given, (list, tuple)) else (given,):
            if isinstance(value, LayerChain):
                raise EvaluationError("E335", f"`{target.name}` takes {wanted}, and this is a chain of layers")
            if isinstance(value, Layer) and isinstance(value.target, Entry) and not _fits(target.name, value.target):
                raise EvaluationError("E335", f"`{target.name}` takes {wanted}, and this is `{value.name}`")
            if isinstance(value, Layer) and isinstance(value.target, Declared):
                what = value.target.what
                raise EvaluationError(
                    "E335", f"`{target.name}` takes {wanted}, and `{value.name}` is a {what} of the file"
                )


def _fits(wrapper: str, layer: Entry) -> bool:
    """Whether a layer of Keras keeps states: a cell, or one that goes over a sequence itself."""
    if layer.parameter("return_sequences") is not None:
        return True
    return wrapper != "Bidirectional" and layer.name.endswith(("Cell", "Cells"))

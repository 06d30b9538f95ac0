"""On which dtypes Keras's functions cannot be called, as was measured: `op_dtypes.json`.

The file is made by `python -m dsl.catalog.op_probes`.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

from dsl.records import dataclass

FLOATS = ("float16", "bfloat16", "float32", "float64")
INTEGERS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")
TRIED = (*FLOATS, *INTEGERS, "bool", "string", "complex64")
"""The dtypes that were tried; of others nothing is known."""

PAIRED = ("float16", "float32", "float64", "int32", "int64", "uint8", "bool", "string", "complex64", "int", "float")
"""The dtypes that were tried beside each other; `int` and `float` are numbers of Python."""

_WITH_FLOATS = ("activations.threshold", "clip", "threshold")
_WITH_DTYPE = ("array", "convert_to_tensor", "empty_like", "full_like", "ones_like", "zeros_like")
_BY_RANK = ("adaptive_average_pool", "adaptive_max_pool", "average_pool", "conv", "conv_transpose", "max_pool")
_BY_FORMAT = ("conv", "conv_transpose", "image.extract_patches")


@dataclass(frozen=True)
class OpDtypes:
    """What a function refuses.

    - `names`: the arguments that are tensors it computes with.
    - `alike`: the dtypes that these cannot all have.
    - `mixed`: for a dtype of the first of them, those that the others cannot have; None where it takes one tensor.
    - `places`: the dtypes that its other tensors cannot have, by the argument's name.
    """

    names: tuple[str, ...]
    alike: frozenset[str]
    mixed: Mapping[str, frozenset[str]] | None
    places: Mapping[str, frozenset[str]]


def dtypes_of(name: str, arguments: Mapping[str, object]) -> OpDtypes | None:
    """What a function, as its rule is named, refuses when it is called with these; None where nothing is known."""
    return _row(_variant(name, arguments))


def _variant(name: str, arguments: Mapping[str, object]) -> str:
    """The row of a call, where its plain arguments decide which dtypes are taken."""
    if name in _WITH_FLOATS and any(isinstance(value, float) for value in arguments.values()):
        return f"{name} with floats"
    if name in _WITH_DTYPE and arguments.get("dtype") is not None:
        return f"{name} to strings" if arguments["dtype"] == "string" else f"{name} with dtype"
    if name in _BY_RANK:
        shape = getattr(arguments.get("inputs"), "shape", None)
        name = name if shape is None or len(shape) == 4 else f"{name} of rank {len(shape)}"
    if name.partition(" ")[0] in _BY_FORMAT and arguments.get("data_format") == "channels_first":
        return f"{name} with channels first"
    if name == "saturate_cast":
        return f"{name} to {arguments.get('dtype')}"
    return "cast to strings" if name == "cast" and arguments.get("dtype") == "string" else name


@cache
def _row(name: str) -> OpDtypes | None:
    measured = _measured()
    found = measured["functions"].get(name)
    if found is None:
        return None
    names, alike, mixed, places = found
    pairs = None if mixed is None else {one: frozenset(row) for one, row in measured["mixed"][mixed].items()}
    return OpDtypes(
        tuple(names),
        frozenset(measured["alike"][alike]),
        pairs,
        {place: frozenset(measured["alike"][row]) for place, row in places.items()},
    )


@cache
def _measured() -> dict[str, Any]:
    text = pkgutil.get_data("dsl.catalog", "op_dtypes.json")
    assert text is not None
    measured: dict[str, Any] = json.loads(text)
    return measured

"""The names of dtypes: they stand in types of inputs, and as constants elsewhere."""

from __future__ import annotations

import re

DTYPES = (
    "float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64",
    "uint8", "uint16", "uint32", "uint64", "bool", "string",
)  # fmt: skip

# What other libraries and Python call them.
OTHER_DTYPES = {
    "float": "float32", "int": "int32", "str": "string", "text": "string", "half": "float16", "double": "float64",
    "single": "float32", "long": "int64", "short": "int16", "byte": "uint8", "boolean": "bool",
}  # fmt: skip

# Where a dtype is an argument, Keras takes these as well.
_ALSO = ("int", "complex64", "complex128")
_ONLY_OF_TENSORS = ("int8", "float8_e4m3fn", "float8_e5m2")
# What layers compute in with a policy that keeps their weights in float32.
COMPUTE_DTYPES = {"mixed_float16": "float16", "mixed_bfloat16": "bfloat16"}
POLICIES = tuple(COMPUTE_DTYPES)
_QUANTIZED = re.compile(r"(?:int8|int4|float8|gptq|awq)[^_]*_from_(.*)")


def is_dtype(name: str) -> bool:
    """Whether Keras takes this for the dtype of a tensor."""
    return name in DTYPES or name in _ALSO or name in _ONLY_OF_TENSORS


def is_policy(name: str) -> bool:
    """Whether Keras takes this for the dtype of a layer, a loss or a metric, which may be a policy."""
    quantized = _QUANTIZED.fullmatch(name)
    source = quantized[1] if quantized else name
    return source in POLICIES or (is_dtype(source) and (quantized is not None or source not in _ONLY_OF_TENSORS))


def closest_dtype(name: str, more: tuple[str, ...] = ()) -> str | None:
    """The dtype that was probably meant, or one of some more names."""
    from dsl.catalog import suggest

    return OTHER_DTYPES.get(name) or suggest.suggest(name, (*DTYPES, *more))

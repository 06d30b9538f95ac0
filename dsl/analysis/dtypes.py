"""The names of dtypes: they stand in types of inputs, and as constants elsewhere."""

from __future__ import annotations

DTYPES = (
    "float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64",
    "uint8", "uint16", "uint32", "uint64", "bool", "string",
)  # fmt: skip

# What other libraries and Python call them.
OTHER_DTYPES = {
    "float": "float32", "int": "int32", "str": "string", "text": "string", "half": "float16", "double": "float64",
    "single": "float32", "long": "int64", "short": "int16", "byte": "uint8", "boolean": "bool",
}  # fmt: skip

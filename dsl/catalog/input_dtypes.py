"""On which dtypes Keras's layers cannot be called, as was measured: `input_dtypes.json`.

The file is made by `python -m dsl.catalog.input_probes`.
"""

from __future__ import annotations

import json
import pkgutil
from functools import cache
from typing import Any

TRIED = ("float32", "int32", "int64", "uint8", "bool", "string")
"""The dtypes that were tried; of others nothing is known."""


def refused_dtypes(layer: str) -> frozenset[str]:
    """The dtypes of inputs with which a layer of Keras ends in an error, when it is built or when it runs."""
    return frozenset(_measured().get(layer, ()))


@cache
def _measured() -> dict[str, list[str]]:
    text = pkgutil.get_data("dsl.catalog", "input_dtypes.json")
    assert text is not None
    measured: dict[str, Any] = json.loads(text)
    return measured["refused"]  # type: ignore[no-any-return]

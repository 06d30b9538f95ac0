"""What the compiler takes for the name of a dtype is what Keras takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dsl.analysis.dtypes import DTYPES, OTHER_DTYPES, POLICIES, is_dtype, is_policy

pytestmark = pytest.mark.tensorflow

NAMES = (
    *DTYPES, *OTHER_DTYPES, *POLICIES, "complex64", "complex128", "float8_e4m3fn", "float8_e5m2", "float8_e4m3", "int4",
    "uint4", "qint8", "mixed_float32", "int8_from_float32", "int8_from_mixed_bfloat16", "float8_from_float16",
    "int8_from_", "int8_from_int8", "Float32", "float31", "float128", "float32 ", "int4/128_from_float32",
    "mixed_float16_from_float32", "int8_from_mixed_float17",
)  # fmt: skip


def takes(make: Callable[[], Any]) -> bool:
    try:
        make()
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_dtypes_and_policies(name: str) -> None:
    keras = pytest.importorskip("tensorflow").keras
    assert is_dtype(name) == takes(lambda: keras.backend.standardize_dtype(name))
    assert is_policy(name) == takes(lambda: keras.layers.Dense(3, dtype=name))
    assert is_policy(name) == takes(lambda: keras.losses.MeanSquaredError(dtype=name))

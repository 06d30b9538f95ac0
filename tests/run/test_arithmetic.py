"""Operators between tensors of different dtypes mean the same in every style."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs

pytestmark = pytest.mark.tensorflow

EXPRESSIONS = {
    "masked": "x * (x < 0.5)",
    "mask_first": "(x < 0.5) * x",
    "whole_by_number": "n / 2 + x",
    "whole_by_whole": "n / n + x",
    "whole_and_broken": "x + n",
    "whole_by_constant": "n * 0.5 + x",
    "floor": "n // 2 + x",
    "power": "x ** 2 + 2 ** x",
    "negative": "-x + ops.abs(x)",
    "compared": "ops.where(x > 0, x, -x)",
    "both": "ops.where(ops.logical_and(x > -1, x < 1), x, 0.0)",
}


@pytest.mark.parametrize("expression", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_mixed_dtypes(expression: str, tmp_path: Path) -> None:
    text = f"model Mixed {{\n    input x: float32[4], n: int32[4]\n    m = n + 1\n    y = {expression}\n"
    text = text.replace("n /", "m /").replace("/ n", "/ m") + "    output a = y, b = x -> Dense(1)\n}\n"
    case = Case("mixed", text, Path(), discover.STYLES, ())
    reference = programs.build(case, "functional", tmp_path)
    inputs = programs.inputs_for(reference)
    expected = programs.outputs_of(reference, inputs)["a"]
    for style in ("subclass", "layer"):
        found = programs.outputs_of(programs.build(case, style, tmp_path), inputs)["a"]
        assert found.dtype == expected.dtype, style
        np.testing.assert_array_equal(found, expected, err_msg=style)

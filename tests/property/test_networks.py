"""Random networks: every style is Python that black leaves alone, and all styles compute the same."""

from __future__ import annotations

import ast
import tempfile
from pathlib import Path

import black
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from tests.cases import discover
from tests.cases.discover import Case
from tests.property.networks import networks
from tests.run import programs

COMMON = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def case_of(text: str) -> Case:
    return Case("random", text, Path(), discover.STYLES, discover.LOOPS)


@settings(COMMON, max_examples=20)
@given(networks())
def test_programs_are_python_that_black_leaves_alone(text: str) -> None:
    case = case_of(text)
    for style in programs.styles_of(case):
        code = discover.code(case, style)
        ast.parse(code)
        assert black.format_str(code, mode=black.Mode(target_versions={black.TargetVersion.PY310})) == code


@pytest.mark.tensorflow
@pytest.mark.slow
@settings(COMMON, max_examples=6)
@given(networks())
def test_all_styles_compute_the_same(text: str) -> None:
    import tensorflow as tf

    case = case_of(text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, *others = programs.styles_of(case)
        reference = programs.build(case, first, folder)
        inputs = programs.inputs_for(reference)
        outputs = programs.outputs_of(reference, inputs)
        for style in others:
            model = programs.build(case, style, folder)
            for output, value in programs.outputs_of(model, inputs).items():
                np.testing.assert_array_equal(value, outputs[output], err_msg=style)
    tf.keras.backend.clear_session()

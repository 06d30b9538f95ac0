"""One model in every style: the same weights from the same seed, the same outputs, saved too, the same training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs, saving
from tests.run.reloading import Reloader

pytestmark = pytest.mark.tensorflow

# What learns from its data first gives nothing before it has.
UNADAPTED = ("adapted", "adapted_behind", "learned_bins")

CASES = [case.without_training() for case in discover.valid_cases() if case.name not in UNADAPTED]


def case_ids(case: Case) -> str:
    return case.name


# Here a functional model is another graph to TensorFlow: losses that layers add, and gradients of what is used twice,
# are summed in another order than in a class.
SUMMED_OTHERWISE = {"added_losses", "beside_inputs", "submodel_calls"}

# Where a network forks, a functional model lists its layers as Keras finds them on its way back from the outputs,
# and not as the file names them; the other styles keep the order of the file.
FORKED = {
    "forks", "styles_in_file", "inputs_outputs", "data_records", "compositions", "layer_blocks", "layer_lists",
    "tensor_loops", "nested_targets", "random_functions", "batch_size", "dtypes", "several_results", "model_twice",
    "input_kinds", "masks", "submodel_calls", "text_inputs", "python_names", "slices",
    "zip_lengths", "beside_inputs", "submodel_options", "tuples_of_tensors",
    "masks_through", "steps_of_own_layers", "split_tensors",
}  # fmt: skip


# These draw other numbers in every call.
RANDOM = {"data_series", "sampling", "random_functions"}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=case_ids)
def test_all_styles_are_the_same_and_load_in_a_new_process(case: Case, tmp_path: Path, reloader: Reloader) -> None:
    """A model is saved before anything calls it; for what it gives at its start, it gets its first weights back."""
    first, *others = programs.styles_of(case)
    models = {style: saving.build(case, style, tmp_path / style) for style in (first, *others)}
    reference = models[first]
    inputs = programs.inputs_for(reference)
    kept = {} if case.name in RANDOM else {s: saving.save(model, inputs, tmp_path / s) for s, model in models.items()}
    outputs = programs.outputs_of(reference, inputs)
    for style in others:
        model = models[style]
        if case.name in FORKED:
            assert sorted(programs.identities(model)) == sorted(programs.identities(reference)), style
        else:
            assert programs.identities(model) == programs.identities(reference), style
        results = programs.outputs_of(model, inputs)
        assert list(results) == list(outputs), style
        for name in outputs:
            np.testing.assert_array_equal(outputs[name], results[name], err_msg=f"{style}: {name}")
    again = reloader.reload([saved for saved, _ in kept.values()])
    for (style, (_, expected)), loaded in zip(kept.items(), again, strict=True):
        assert not loaded.failed and not loaded.said, f"{style}: {loaded.failed} {loaded.said}"
        assert loaded.predictions == expected, style


@pytest.fixture
def plain_graphs() -> Iterator[None]:
    """TensorFlow runs graphs as they are: when it rewrites them, sums may differ in their last digit by the loop."""
    import tensorflow as tf

    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
    yield
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": False})


@pytest.mark.usefixtures("plain_graphs")
@pytest.mark.parametrize("case", CASES, ids=case_ids)
def test_styles_and_loops_train_alike(case: Case, tmp_path: Path) -> None:
    programs.write_samples(case, tmp_path)
    case = programs.trainable(case)
    other = other_style(case)
    found = {}
    for style, loop in (("functional", "fit"), (other, "custom")):
        module = programs.load(discover.code(case, style, loop), tmp_path, f"{case.name}_{style}_{loop}")
        found[loop] = programs.history(module, tmp_path / loop)
    assert found["custom"].keys() == found["fit"].keys()
    exact = case.name not in SUMMED_OTHERWISE
    for name, values in found["custom"].items():
        np.testing.assert_allclose(found["fit"][name], values, rtol=0 if exact else 1e-5, err_msg=f"{other}: {name}")


def other_style(case: Case) -> str:
    """What a case is trained in beside the functional style: each in its turn. The fidelity matrix has them all."""
    _, *others = programs.styles_of(case)
    number = [each.name for each in CASES].index(case.name)
    return others[number % len(others)] if others else "functional"


def test_an_input_called_like_the_network(tmp_path: Path) -> None:
    """Where Keras has numbered no layer yet, as in a process of its own."""
    import tensorflow as tf

    text = "model Image {\n    input image: float32[2]\n    output y = image -> Dense(2)\n}\n"
    case = Case("alone", text, Path(), discover.STYLES, ())
    for style in programs.styles_of(case):
        tf.keras.utils.clear_session(free_memory=False)
        assert programs.build(case, style, tmp_path).count_params() == 6


def test_an_input_called_like_a_layer(tmp_path: Path) -> None:
    text = "model Twice {\n    input dense: float32[2]\n    output y = dense -> Dense(2)\n}\n"
    case = Case("twice", text, Path(), discover.STYLES, ())
    for style in programs.styles_of(case):
        programs.build(case, style, tmp_path)

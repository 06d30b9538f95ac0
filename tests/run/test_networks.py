"""Networks of the usual kinds, each written the way that comes to mind first, in every style."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs

pytestmark = pytest.mark.tensorflow

NETWORKS = sorted((Path(__file__).parent / "networks").glob("*.model"))


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_networks_are_the_same_in_every_style(path: Path, tmp_path: Path) -> None:
    case = Case(path.stem, path.read_text(encoding="utf-8"), Path(), discover.STYLES, ()).without_training()
    first, *others = programs.styles_of(case)
    assert first == "functional" and {"subclass", "layer"} <= set(others)
    reference = programs.build(case, first, tmp_path)
    inputs = programs.inputs_for(reference)
    expected = programs.outputs_of(reference, inputs)
    for style in others:
        model = programs.build(case, style, tmp_path)
        assert sorted(programs.identities(model)) == sorted(programs.identities(reference)), style
        found = programs.outputs_of(model, inputs)
        assert list(found) == list(expected), style
        for name, values in expected.items():
            np.testing.assert_array_equal(found[name], values, err_msg=f"{style}: {name}")


@pytest.mark.parametrize("path", NETWORKS, ids=lambda path: path.stem)
def test_networks_take_a_step(path: Path, tmp_path: Path) -> None:
    """Gradients come to every weight that learns, whatever shows the way through the network."""
    import tensorflow as tf

    case = Case(path.stem, path.read_text(encoding="utf-8"), Path(), discover.STYLES, ()).without_training()
    model = programs.build(case, "functional", tmp_path)
    inputs = tf.nest.map_structure(tf.constant, programs.inputs_for(model))
    with tf.GradientTape() as tape:
        outputs = tf.nest.flatten(model(inputs, training=True))
        loss = tf.add_n([tf.reduce_mean(tf.cast(output, "float32") ** 2) for output in outputs])
    gradients = tape.gradient(loss, model.trainable_variables)
    missing = [
        weight.path for weight, gradient in zip(model.trainable_variables, gradients, strict=True) if gradient is None
    ]
    assert not missing

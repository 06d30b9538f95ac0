"""One small model for every layer of Keras.

A layer that is new in Keras gets its use from `dsl.catalog.samples`: without arguments, on an image. Where that does
not run it needs a row there, or one in `exceptions`.
"""

from __future__ import annotations

from dsl.catalog import Category
from dsl.catalog.samples import IMAGE, VECTOR, Sample, sample_of
from tests.run.walk.calls import CATALOG, Arguments, full, short

NAMES = "abcdef"

WRITTEN: dict[str, Arguments] = {
    "Bidirectional": {"layer": "LSTM(3, dropout=0.5)"},
    "FlaxLayer": {"module": "module"},
    "JaxLayer": {"call_fn": "apply"},
    "Lambda": {"function": "ops.abs"},
    "Pipeline": {"layers": '[RandomFlip("horizontal"), RandomContrast(0.2)]'},
    "RNN": {"cell": "[LSTMCell(3, dropout=0.5), GRUCell(2)]"},
    "SpectralNormalization": {"layer": "Dense(3)"},
    "StackedRNNCells": {"cells": "[GRUCell(4), LSTMCell(4)]"},
    "TFSMLayer": {"filepath": '"saved"', "call_endpoint": '"serve"'},
    "TimeDistributed": {"layer": "Dense(3)"},
    "TorchModuleWrapper": {"module": "module"},
}
"""The arguments of layers that take more than plain values; those of the others are in the samples."""

CALLED = {
    "GRUCell": "y, _ = {}(a, [a])",
    "LSTMCell": "y, _ = {}(a, [a, a])",
    "SimpleRNNCell": "y, _ = {}(a, [a])",
    "StackedRNNCells": "y, _ = {}(a, [a, [a, a]])",
}
"""The calls of layers that need more than their inputs."""


def sample_for(name: str) -> Sample:
    """The sample of a layer, by name or alias; those that cannot be run alone take a vector."""
    return sample_of(CATALOG.category(Category.LAYERS)[name].name) or Sample(shapes=(VECTOR,))


def model_with(name: str, in_full: bool) -> str:
    """A model that calls the layer once, on the inputs of its sample."""
    entry = CATALOG.category(Category.LAYERS)[name]
    sample = sample_for(name)
    arguments = _arguments(entry.name, sample)
    layer = full(entry, name, arguments) if in_full else short(name, arguments)
    ports = dict(zip(NAMES, sample.shapes, strict=False))
    declared = ", ".join(f"{port}: {sample.dtype}[{_sizes(shape)}]" for port, shape in ports.items())
    if entry.name in CALLED:
        body = CALLED[entry.name].format(layer) + "\n    output result = y"
    else:
        body = f"output result = {_inputs(list(ports), sample)} -> {layer}"
    imported = next((text for text in ("apply", "module") if text in arguments.values()), None)
    head = f"from walk_functions import {imported}\n\n" if imported else ""
    return f"{head}model M {{\n    input {declared}\n    {body}\n}}\n"


def _arguments(name: str, sample: Sample) -> Arguments:
    if name in WRITTEN:
        return WRITTEN[name]
    arguments = {key: repr(value) for key, value in sample.arguments(None).items()}
    # A cell with dropout works only inside of an `RNN`, which makes its masks anew.
    return {key: text for key, text in arguments.items() if name not in CALLED or "dropout" not in key}


def _inputs(ports: list[str], sample: Sample) -> str:
    if sample.as_list:
        return f"[{', '.join(ports)}]"
    return ports[0] if len(ports) == 1 else f"({', '.join(ports)})"


def _sizes(shape: tuple[int, ...]) -> str:
    return ", ".join(str(size) for size in shape[1:])


_SEQUENCE = "x: float32[5, 3]"
_PICTURE = f"x: float32[{_sizes(IMAGE)}]"

FORMS = {
    "two_cells": (_SEQUENCE, "output y = x -> RNN([LSTMCell(8), LSTMCell(8)])"),
    "cells_by_name": (_SEQUENCE, "cells = [LSTMCell(8), GRUCell(3)]\n    output y = x -> RNN(cells)"),
    "states": (_SEQUENCE, "y, h, c = x -> RNN(LSTMCell(4), return_state=True)\n    output z = y + h * c"),
    "backward_layer": (
        _SEQUENCE,
        'output y = x -> Bidirectional(GRU(3), backward_layer=LSTM(3, go_backwards=True), merge_mode="sum")',
    ),
    "wrappers_in_wrappers": (
        _SEQUENCE,
        "output y = x -> Bidirectional(RNN([GRUCell(4)], return_sequences=True))\n"
        "        -> TimeDistributed(SpectralNormalization(Dense(3)))",
    ),
    "chain_in_a_wrapper": (_SEQUENCE, "output y = x -> TimeDistributed(Dense(3) -> Dense(4))"),
    "layer_by_name": (_SEQUENCE, "dense = Dense(3)\n    output y = x -> TimeDistributed(dense)"),
    "masked": (_SEQUENCE, "output y = x -> Masking() -> LSTM(3)"),
    "causal": (_SEQUENCE, "output y = MultiHeadAttention(2, 3)(x, x, use_causal_mask=True)"),
    "policy": (_SEQUENCE, 'output y = x -> Dense(2, dtype=DTypePolicy("mixed_bfloat16"))'),
    "objects": (
        _SEQUENCE,
        "output y = x -> Dense(3, activation=gelu, kernel_initializer=Identity(), kernel_regularizer=L2(1e-4),\n"
        '        bias_initializer=initializers.Constant(0.5), kernel_constraint="unit_norm")',
    ),
    "lookup": (
        "x: string[3]",
        'output y = x -> StringLookup(vocabulary=["a", "b"], output_mode="multi_hot") -> Dense(2)',
    ),
    "text": (
        "x: string[1]",
        'output y = x -> TextVectorization(vocabulary=["a", "b"], output_sequence_length=4) -> Embedding(4, 2)',
    ),
    "hashed_text": ("x: string[3]", "output y = x -> Hashing(4) -> Embedding(4, 2)"),
    "crossed_text": (
        "a: string[1], b: string[1]",
        'output y = [a, b] -> HashedCrossing(5, output_mode="one_hot") -> Dense(2)',
    ),
    "bins": ("x: float32[1]", 'output y = x -> Discretization([0.0, 1.0], output_mode="one_hot") -> Dense(2)'),
    "categories": ("x: int32[3]", 'output y = x -> CategoryEncoding(4, output_mode="multi_hot") -> Dense(2)'),
    "sparse": ("x: float32[6](sparse=True)", "output y = x -> Dense(2)"),
    "augmented": (_PICTURE, "output y = x -> RandomFlip() -> RandomRotation(0.1) -> RandomZoom(0.1) -> Conv2D(2, 3)"),
    "augmented_more": (_PICTURE, "output y = x -> RandAugment() -> MixUp() -> CutMix() -> Conv2D(2, 3)"),
    "equalized": (_PICTURE, "output y = x -> Pipeline([Equalization()]) -> Conv2D(2, 3)"),
    "boxes": (
        f"{_PICTURE}, boxes: float32[3, 4], labels: float32[3]",
        'r = {"images": x, "bounding_boxes": {"boxes": boxes, "labels": labels}}\n'
        '        -> MaxNumBoundingBoxes(2, bounding_box_format="xyxy")\n    output y = r["images"]',
    ),
}
"""Inputs and statements of other uses: layers as arguments, text, sparse and labelled inputs."""


def form_model(form: str) -> str:
    """The model of one of `FORMS`."""
    inputs, body = FORMS[form]
    return f"model M {{\n    input {inputs}\n    {body}\n}}\n"

"""Multiply-adds against two counts that know nothing of ours: TensorFlow's profiler, and sums of ones."""

from __future__ import annotations

from typing import Any

import pytest

from dsl.analysis.costs.library import layer_work
from dsl.analysis.elaborate.interpreter import Interpreter
from dsl.analysis.elaborate.live import Frame
from dsl.analysis.elaborate.session import Session
from dsl.analysis.problems import Problems
from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.rule import Call
from dsl.compiler import Options, analyse, draw_source
from dsl.ir.graph import TensorSpec
from dsl.source import Source
from dsl.summary.report import report

pytestmark = pytest.mark.tensorflow

# What the profiler counts for products: two operations each. It knows nothing of additions of biases then.
PRODUCTS = ("MatMul", "BatchMatMul", "BatchMatMulV2", "Conv2D", "DepthwiseConv2dNative", "Conv2DBackpropInput")

# The shape of one sample, and the layer as a .model file and Python both write it.
PROFILED = [
    ((7,), "Dense(5)"),
    ((4, 7), "Dense(5, use_bias=False, activation='relu')"),
    ((9, 8, 3), "Conv2D(6, 3)"),
    ((9, 8, 3), "Conv2D(6, (3, 2), strides=2, padding='same')"),
    ((9, 8, 3), "DepthwiseConv2D(3, depth_multiplier=2)"),
    ((9, 8, 3), "DepthwiseConv2D(3, strides=2, padding='same')"),
    ((9, 8, 3), "SeparableConv2D(6, 3, depth_multiplier=2)"),
    ((8, 8, 3), "SeparableConv2D(6, 3, strides=2, padding='same')"),
    ((4, 5, 3), "Conv2DTranspose(6, 3, strides=2, padding='same')"),
    ((4, 5, 3), "Conv2DTranspose(6, 2, padding='same')"),
    ((9, 3), "Conv1D(6, 3, padding='causal')"),
    ((9, 4), "Conv1D(6, 3, strides=2, groups=1)"),
    ((6, 3), "LSTM(5, unroll=True)"),
    ((6, 3), "GRU(5, unroll=True)"),
    ((6, 3), "GRU(5, unroll=True, reset_after=False)"),
    ((6, 3), "SimpleRNN(5, unroll=True)"),
    ((6, 3), "Bidirectional(LSTM(5, unroll=True))"),
    ((6, 3), "Bidirectional(GRU(5, unroll=True), merge_mode='sum')"),
    ((6, 3), "RNN([LSTMCell(5), GRUCell(4)], unroll=True)"),
    ((3, 7), "TimeDistributed(Dense(5))"),
    ((7,), "BatchNormalization()"),
    ((8, 8, 3), "AveragePooling2D(2)"),
    ((8, 8, 3), "LayerNormalization()"),
    ((8, 8, 3), "UpSampling2D(2)"),
]

# The shapes of one sample of each tensor, and what is done with them as a .model file and Python both write it.
PROFILED_CALLS = [
    (((6, 8),), "layers.MultiHeadAttention(2, 3)(a, a)"),
    (((6, 8), (5, 7)), "layers.MultiHeadAttention(2, 3, value_dim=4, output_shape=9)(a, b)"),
    (((6, 8), (5, 7), (5, 4)), "layers.MultiHeadAttention(2, 3)(a, b, c, use_causal_mask=True)"),
    (((6, 8),), "layers.MultiHeadAttention(2, 3)(a, a, return_attention_scores=True)[0]"),
    (((3, 4, 8),), "layers.MultiHeadAttention(2, 3)(a, a)"),
    (((3, 4, 8),), "layers.MultiHeadAttention(2, 3, attention_axes=2)(a, a)"),
    (((6, 8), (5, 8)), "layers.Attention()([a, b])"),
    (((6, 8), (5, 8), (5, 8)), "layers.Attention(score_mode='concat')([a, b, c])"),
    (((6, 8), (5, 8)), "layers.AdditiveAttention()([a, b])"),
    (((6, 8), (5, 8)), "layers.Dot(axes=2)([a, b])"),
    (((6, 8), (6, 3)), "layers.Dot(axes=(1, 1))([a, b])"),
    (((6, 3),), "layers.LSTM(5, unroll=True, return_sequences=True, return_state=True)(a)[0]"),
    (((6, 8), (8, 5)), "a @ b"),
    (((6, 8), (8, 5)), "ops.matmul(a, b)"),
    (((6, 8), (5, 8)), "ops.einsum('bij,bkj->bik', a, b)"),
    (((6, 8), (5, 8, 3)), "ops.einsum('bij,bkjl->bikl', a, b)"),
    (((6, 2, 8), (5, 2, 8), (5, 2, 8)), "ops.dot_product_attention(a, b, c)"),
    (((6, 8), (6, 8)), "a * b + ops.tanh(a)"),
]


def ours(shapes: tuple[tuple[int, ...], ...], value: str) -> int:
    inputs = ", ".join(
        f"{name}: float32[{', '.join(map(str, shape))}]" for name, shape in zip("abc", shapes, strict=False)
    )
    graph, problems = draw_source(
        Source("one.model", f"model One {{\n    input {inputs}\n    output y = {value}\n}}\n")
    )
    assert graph is not None, problems
    amount = report(graph, 1).totals.multiply_adds
    assert amount.is_exact
    return amount.known


def profiled(function: Any, shapes: tuple[tuple[int, ...], ...]) -> int:
    """Half of the operations of all products in the graph of a function, for a batch of one."""
    import tensorflow as tf
    from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

    specs = [tf.TensorSpec((1, *shape), tf.float32) for shape in shapes]
    frozen = convert_variables_to_constants_v2(tf.function(function).get_concrete_function(*specs))
    options = tf.compat.v1.profiler.ProfileOptionBuilder(
        tf.compat.v1.profiler.ProfileOptionBuilder.float_operation()
    ).with_empty_output()
    counted = tf.compat.v1.profiler.profile(frozen.graph, cmd="op", options=options.build())
    operations = 0
    waiting = [counted]
    while waiting:
        node = waiting.pop()
        waiting += node.children
        if node.name in PRODUCTS:
            operations += node.float_ops
    return operations // 2 + sum(einsum_products(op) for op in frozen.graph.get_operations() if op.type == "Einsum")


def einsum_products(op: Any) -> int:
    """The profiler knows no Einsum: with ones for operands its results add up to the number of products."""
    import numpy as np

    operands = [np.ones(tensor.shape) for tensor in op.inputs]
    return int(np.einsum(op.get_attr("equation").decode(), *operands).sum())


@pytest.mark.parametrize(("shape", "layer"), PROFILED, ids=str)
def test_layers_against_the_profiler(shape: tuple[int, ...], layer: str) -> None:
    import tensorflow as tf

    made = eval(layer, vars(tf.keras.layers))
    made(tf.zeros((1, *shape)))
    assert ours((shape,), f"a -> {layer}".replace("'", '"')) == profiled(lambda a: made(a), (shape,))


@pytest.mark.parametrize(("shapes", "value"), PROFILED_CALLS, ids=str)
def test_calls_against_the_profiler(shapes: tuple[tuple[int, ...], ...], value: str) -> None:
    import tensorflow as tf

    names = {"layers": tf.keras.layers, "ops": tf.keras.ops}
    inputs = [tf.keras.Input(shape) for shape in shapes]
    model = tf.keras.Model(inputs, eval(value, names | dict(zip("abc", inputs, strict=False))))
    ours_text = value.replace("layers.", "").replace("'", '"')
    assert ours(shapes, ours_text) == profiled(lambda *tensors: model(list(tensors)), shapes)


# Layers without padding: with weights and inputs of one, each output is the number of products that were added.
SUMMED = [
    ((9, 3), "Conv1D(4, 3, strides=2)"),
    ((9, 8, 3), "Conv2D(6, 3, dilation_rate=2)"),
    ((9, 8, 4), "Conv2D(6, 3, groups=2)"),
    ((7, 6, 5, 3), "Conv3D(4, 2)"),
    ((7, 6, 5, 4), "Conv3D(4, (2, 1, 2), groups=2)"),
    ((9, 3), "DepthwiseConv1D(3, depth_multiplier=2)"),
    ((9, 3), "Conv1DTranspose(4, 3, strides=2)"),
    ((4, 5, 3), "Conv2DTranspose(4, 3, strides=2)"),
    ((4, 5, 3), "Conv2DTranspose(4, 2, dilation_rate=2)"),
    ((3, 4, 2, 3), "Conv3DTranspose(4, 3, strides=(2, 1, 2))"),
    ((5,), "Dense(3)"),
]


@pytest.mark.parametrize(("shape", "layer"), SUMMED, ids=str)
def test_layers_against_sums_of_ones(shape: tuple[int, ...], layer: str) -> None:
    import tensorflow as tf

    made = eval(layer, vars(tf.keras.layers))
    made(tf.zeros((1, *shape)))
    for weight in made.weights:
        weight.assign(tf.zeros_like(weight) if weight.name == "bias" else tf.ones_like(weight))
    assert ours((shape,), f"a -> {layer}".replace("'", '"')) == int(tf.reduce_sum(made(tf.ones((1, *shape)))))


# Whatever is known of their shapes: the rule is asked with the shapes that Keras has.
ALONE = [
    (((4, 7),), "EinsumDense('abc,cd->abd', output_shape=(None, 5))"),
    (((4, 6),), "EinsumDense('...x,xyz->...yz', output_shape=(2, 3))"),
    (((4, 3, 3),), "ConvLSTM1D(2, 2, unroll=True)"),
    (((3, 6, 5, 2),), "ConvLSTM2D(3, 2, unroll=True, return_sequences=True)"),
    (((3, 6, 5, 2),), "ConvLSTM2D(3, 3, strides=2, padding='same', unroll=True)"),
    (((6, 8), (6, 8)), "GroupQueryAttention(3, 4, 2)"),
    (((6, 8), (5, 8)), "GroupQueryAttention(3, 4, 1)"),
]


@pytest.mark.parametrize(("shapes", "layer"), ALONE, ids=str)
def test_rules_with_the_shapes_of_keras(shapes: tuple[tuple[int, ...], ...], layer: str) -> None:
    import tensorflow as tf

    made = eval(layer, vars(tf.keras.layers))
    inputs = [tf.keras.Input(shape) for shape in shapes]
    model = tf.keras.Model(inputs, made(*inputs))
    text = layer.replace("'", '"')
    source = f"model One {{\n    input a: float32[{', '.join(map(str, shapes[0]))}]\n    output y = {text}(a, a)\n}}\n"
    program = analyse(Source("one.model", source), Options(), Problems())
    apply = program.models[0].body[0].value
    entry = apply.layer.target
    session = Session(program, Problems(), "float32")
    arguments = Interpreter(session).value(apply.layer, Frame({})).arguments
    given = tuple(TensorSpec((None, *shape), "float32") for shape in shapes)
    results = tuple(TensorSpec(tuple(output.shape), output.dtype) for output in model.outputs)
    call = Call(entry.name, {**defaults_of(entry), **arguments}, given)
    assert layer_work(call, results) == profiled(lambda *tensors: model(list(tensors)), shapes)

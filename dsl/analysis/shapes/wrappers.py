"""Wrappers: a layer at each step, in both directions, or with a normalized kernel."""

from __future__ import annotations

from dsl.analysis.shapes.inner import inner_call
from dsl.analysis.shapes.recurrent import RECURRENT
from dsl.analysis.shapes.registry import call_layer, layer_rule
from dsl.analysis.shapes.rule import WRONG_INPUT, Call, NotKnown, ShapeError, ShapeResult, show_shape
from dsl.analysis.shapes.rule import weights as count_of
from dsl.ir.graph import ParameterCount, TensorSpec


@layer_rule("TimeDistributed")
def time_distributed(call: Call) -> ShapeResult:
    shape, step = call.shape(), step_of(call)
    result = call_layer(inner_call(call, call.get("layer"), (step,)))
    parts = ((call.get("layer"), result.count),)
    if not isinstance(result.outputs, TensorSpec) or result.outputs.shape is None:
        raise NotKnown
    sizes = result.outputs.shape
    output = TensorSpec((sizes[0], shape[1], *sizes[1:]), call.dtype)
    return ShapeResult(output, built=result.built, parts=parts)


def step_of(call: Call) -> TensorSpec:
    """What the layer inside of a `TimeDistributed` is called on at each step."""
    shape = call.shape()
    if len(shape) < 3:
        raise ShapeError(
            WRONG_INPUT,
            f"`TimeDistributed` expected a tensor of 3 or more dimensions with the batch, received {show_shape(shape)}",
        )
    return TensorSpec((shape[0], *shape[2:]), call.input().dtype)


@layer_rule("Bidirectional")
def bidirectional(call: Call) -> ShapeResult:
    if call.get("weights") is not None:
        raise NotKnown
    result = _one_way(call, "layer")
    outputs = result.outputs if isinstance(result.outputs, list) else [result.outputs]
    if result.count is None or outputs[0].shape is None:
        raise NotKnown
    both = _merged(call.get("merge_mode"), outputs[0])
    states = [*outputs[1:], *outputs[1:]]
    every = [*both, *states]
    given = every if len(every) > 1 else every[0]
    if call.get("backward_layer") is None:
        return ShapeResult(given, result.count + result.count, result.built)
    back = _one_way(call, "backward_layer")
    # Keras goes by the layer itself; one of another form for the way back is left to it.
    if back.count is None or back.outputs != result.outputs:
        raise NotKnown
    return ShapeResult(given, result.count, result.built, ((call.get("backward_layer"), back.count),))


def _one_way(call: Call, name: str) -> ShapeResult:
    """What a recurrent layer gives that goes over the sequence in one direction."""
    inner = inner_call(call, call.get(name), call.inputs[:1])
    if inner.name not in RECURRENT or inner.flag("stateful"):
        raise NotKnown
    return call_layer(inner)


def _merged(mode: object, one: TensorSpec) -> list[TensorSpec]:
    shape = one.shape or ()
    last = shape[-1]
    match mode:
        case None:
            return [one, one]
        case "concat" if last is not None:
            return [TensorSpec((*shape[:-1], 2 * last), one.dtype)]
        case "sum" | "mul" | "ave":
            return [one]
        case _:
            raise NotKnown


LAST_OF_KERNEL = {
    "Dense": "units", "Embedding": "output_dim",
    **{f"Conv{rank}D": "filters" for rank in (1, 2, 3)},
    **{f"DepthwiseConv{rank}D": "depth_multiplier" for rank in (1, 2)},
}  # fmt: skip
"""Layers with a kernel, and the argument that is its last size."""

WITHOUT_KERNEL = (
    *RECURRENT, "BatchNormalization", "Dropout", "Flatten", "LayerNormalization", "MultiHeadAttention", "PReLU", "ReLU",
    "SeparableConv1D", "SeparableConv2D",
)  # fmt: skip


@layer_rule("SpectralNormalization")
def spectral_normalization(call: Call) -> ShapeResult:
    """The layer, and a vector that goes with the last size of its kernel."""
    inner = inner_call(call, call.get("layer"), call.inputs[:1])
    result = call_layer(inner)
    if inner.name in WITHOUT_KERNEL:
        raise call.wrong("layer", f"`SpectralNormalization` expected a layer with a kernel, not `{inner.name}`")
    call.integer("power_iterations", 1)
    if inner.name not in LAST_OF_KERNEL or not isinstance(result.outputs, TensorSpec):
        raise NotKnown
    last = inner.integer(LAST_OF_KERNEL[inner.name])
    parts: tuple[tuple[object, ParameterCount | None], ...] = ((call.get("layer"), result.count),)
    # A layer without `built` of its own leaves the check of another last size to Keras.
    return ShapeResult(TensorSpec(result.outputs.shape, call.dtype), count_of(0, last), result.built, parts)

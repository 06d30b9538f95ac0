"""What to do about a shape error, where the steps before the one that fails show what was meant."""

from __future__ import annotations

import math
from collections.abc import Iterator

from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.analysis.elaborate.live import Layer
from dsl.analysis.elaborate.session import LiveNode, Session
from dsl.analysis.problems import into_call
from dsl.analysis.shapes.input_dtypes import MERGES
from dsl.analysis.shapes.rule import NO_SIZE, WRONG_COMBINATION, WRONG_INPUT
from dsl.diagnostics import Fix
from dsl.ir.graph import FromNode, Operator, Shape, TensorRef

_RECURRENT = ("GRU", "LSTM", "RNN", "SimpleRNN", "Bidirectional")
_STEPWISE = (*_RECURRENT, "TimeDistributed")
_RANKS = {"1D": 3, "2D": 4, "3D": 5}
_SELF_ATTENTION = ("Attention", "AdditiveAttention")
_SUMS = (*MERGES[:2], *MERGES[4:], "+", "-", "*", "/")
_FARTHEST = 8

Advice = tuple[str, Fix | None]
_NOTHING: Advice = "", None


def advice(error: EvaluationError, node: LiveNode, session: Session) -> Advice:
    """Words, and an edit where one would do; nothing where the message says it all."""
    if error.help or not node.inputs:
        return error.help, None
    steps = [_step(ref, session) for ref in dict.fromkeys(node.inputs)]
    shapes = [_shape(ref, session) for ref in dict.fromkeys(node.inputs)]
    if error.code == WRONG_INPUT and len(shapes) == 1:
        return _about_input(node, shapes[0], steps[0], session)
    if error.code == WRONG_COMBINATION and len(shapes) == 2 and node.does.name in (*_SUMS, "Concatenate"):
        return _about_pair(node.does, shapes, steps)
    if error.code == NO_SIZE:
        shrinking = next((step for step in _back(node, session) if _shrinks(step)), None)
        return _NOTHING if shrinking is None else _same(shrinking)
    return _NOTHING


# --- one input -----------------------------------------------------------------------------------


def _about_input(node: LiveNode, shape: Shape | None, before: LiveNode | None, session: Session) -> Advice:
    name, wanted = node.does.name, _wanted_rank(node.does.name)
    if shape is None:
        return _NOTHING
    if wanted is not None and len(shape) < wanted:
        return _too_few(name, shape, wanted, before)
    if name in _RECURRENT and len(shape) == 4 and None not in shape[2:]:
        steps, numbers = shape[1], math.prod(size or 1 for size in shape[2:])
        return f"`Reshape(({-1 if steps is None else steps}, {numbers}))` makes each row of it a step", None
    if name == "RepeatVector" and before is not None and before.does.name in _RECURRENT:
        return f"without `return_sequences=True` `{before.does.name}` gives one row for a sample", None
    if name == "Dense" and before is not None and before.does.name == "Flatten":
        pool = next((key for key, rank in _RANKS.items() if rank == len(_shape(before.inputs[0], session) or ())), None)
        words = f"`GlobalAveragePooling{pool}()` in place of `Flatten()` gives as many for every size"
        return (words, None) if pool else _NOTHING
    if name in _SELF_ATTENTION:
        return f"for self-attention: `[x, x] -> {name}()`", None
    return (f"give it a list: `[a, b] -> {name}()`", None) if name in MERGES else _NOTHING


def _too_few(name: str, shape: Shape, wanted: int, before: LiveNode | None) -> Advice:
    """The last step alone, a flattened row, or no size for channels."""
    layer = None if before is None else before.does
    if isinstance(layer, Layer) and before is not None and len(shape) == 2:
        if layer.name in _RECURRENT and wanted == 3:
            inner = layer.arguments.get("layer") if layer.name == "Bidirectional" else layer
            fix = into_call(inner.span, "return_sequences=True") if isinstance(inner, Layer) else None
            return f"`{layer.name}` gives its last step alone: `return_sequences=True` gives all of them", fix
        if layer.name == "Flatten" or layer.name.startswith("Global"):
            return f"`{layer.name}` has put the numbers of a sample into one row", None
    if len(shape) == wanted - 1 and name not in _STEPWISE and None not in shape[1:]:
        sizes = ", ".join(map(str, (*shape[1:], 1)))
        return f"`Reshape(({sizes}))` before it says that there is one channel", None
    if name in _RECURRENT and len(shape) == 2 and shape[1] is not None:
        return f"`Reshape(({shape[1]}, 1))` before it makes each number a step", None
    return _NOTHING


def _wanted_rank(name: str) -> int | None:
    return 3 if name in _STEPWISE else _RANKS.get(name.removesuffix("Transpose")[-2:])


# --- two inputs ----------------------------------------------------------------------------------


def _about_pair(does: Layer | Operator, shapes: list[Shape | None], steps: list[LiveNode | None]) -> Advice:
    one, other = shapes
    if one is None or other is None or len(one) != len(other):
        return _NOTHING
    last, name = len(one) - 1, does.name
    joined = does.arguments.get("axis", -1) if isinstance(does, Layer) and name == "Concatenate" else None
    wrong = [
        axis
        for axis, (first, second) in enumerate(zip(one, other, strict=True))
        if None not in (first, second) and first != second and joined not in (axis, axis - len(one))
        if name == "Concatenate" or 1 not in (first, second)
    ]
    smaller = steps[0] if any((one[axis] or 0) < (other[axis] or 0) for axis in wrong) else steps[1]
    if wrong and last not in wrong and smaller is not None and _shrinks(smaller):
        return _same(smaller)
    if wrong == [last] and name in _SUMS:
        layer = f"Conv{last - 1}D({one[last]}, 1)" if last > 1 else f"Dense({one[last]})"
        return f"`{layer}` brings the other to {one[last]}", None
    return _NOTHING


# --- steps before ---------------------------------------------------------------------------------


def _shrinks(node: LiveNode) -> bool:
    """Whether it is a convolution that gives less than it gets because there is no padding."""
    layer = node.does
    if not isinstance(layer, Layer) or "Conv" not in layer.name or layer.name.endswith("Transpose"):
        return False
    return str(layer.arguments.get("padding", "valid")).lower() == "valid"


def _same(node: LiveNode) -> Advice:
    layer = node.does
    assert isinstance(layer, Layer)
    fix = None if "padding" in layer.arguments else into_call(layer.span, 'padding="same"')
    return f'with `padding="same"`, `{layer.name}` keeps the sizes', fix


def _back(node: LiveNode, session: Session) -> Iterator[LiveNode]:
    """The steps before, while each has one input."""
    for _ in range(_FARTHEST):
        step = _step(node.inputs[0], session) if len(set(node.inputs)) == 1 else None
        if step is None:
            return
        yield step
        node = step


def _step(ref: TensorRef, session: Session) -> LiveNode | None:
    return session.nodes[ref.node] if isinstance(ref, FromNode) else None


def _shape(ref: TensorRef, session: Session) -> Shape | None:
    return session.spec_of(ref).shape

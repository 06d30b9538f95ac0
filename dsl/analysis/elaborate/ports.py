"""Inputs: the shapes of a model's, and how the declared shape of an own layer's meets the actual one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dsl.analysis.elaborate.describe import show
from dsl.analysis.elaborate.live import Frame
from dsl.analysis.shapes.rule import show_shape
from dsl.ir.definitions import AnyDim, Definition, Dim, InputPort, NewDim
from dsl.ir.graph import UNKNOWN, VARYING, Shape, TensorSpec, Unknown
from dsl.ir.values import Rest
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.analysis.elaborate.interpreter import Interpreter


def port_spec(port: InputPort, frame: Frame, interpreter: Interpreter) -> TensorSpec:
    """The tensor that a model of its own gets as an input, the batch dimension first."""
    if port.dims is None:
        return TensorSpec(None, port.dtype)
    batch: int | None = None
    for option in port.options:
        value = interpreter.value(option.value, frame)
        if option.name == "batch_size" and isinstance(value, int):
            batch = value
    sizes: list[int | None] = [batch]
    for dim in port.dims:
        size = _declared_size(dim, frame, interpreter)
        if isinstance(size, Unknown) and size != VARYING:
            return TensorSpec(None, port.dtype)
        sizes.append(size if isinstance(size, int) else None)
    return TensorSpec(tuple(sizes), port.dtype)


def bind_dims(
    port: InputPort, shape: Shape | None, definition: Definition, frame: Frame, interpreter: Interpreter, span: Span
) -> Shape | None:
    """Give the named dimensions their values and report a shape that does not fit, at the call `span`.

    The result is the shape inside of the definition: what is known of the actual one or declared.
    """
    if port.dims is None:
        return shape
    if shape is None:
        _bind_unknown(port.dims, frame)
        return None
    places = _align(port.dims, len(shape) - 1)
    if places is None:
        _report(port, definition, interpreter, span, f"{_rank_words(port.dims)}, received {_sample(shape)}")
        _bind_unknown(port.dims, frame)
        return None
    sizes, fits = list(shape), True
    for dim, place in places:
        actual = shape[place]
        if isinstance(dim, NewDim):
            frame.values[dim.symbol] = VARYING if actual is None else actual
            continue
        expected = _declared_size(dim, frame, interpreter)
        if not isinstance(expected, int):
            continue
        if actual is None:
            sizes[place] = expected
        elif actual != expected:
            words = f"{expected} in dimension {place}, received {actual} in the shape {show_shape(shape)}"
            _report(port, definition, interpreter, span, words)
            fits = False
    return tuple(sizes) if fits else None


def _align(dims: Sequence[Dim], rank: int) -> list[tuple[Dim, int]] | None:
    """Each declared dimension with its place in the actual shape, whose first place is the batch.

    `...` stands for any dimensions, the batch among them, so what follows it is counted from the end.
    """
    rest = next((place for place, dim in enumerate(dims) if isinstance(dim, Rest)), None)
    if rest is None:
        return [(dim, place + 1) for place, dim in enumerate(dims)] if len(dims) == rank else None
    after = len(dims) - rest - 1
    if rest + after > rank:
        return None
    front = [(dim, place + 1) for place, dim in enumerate(dims[:rest])]
    back = [(dim, rank + 1 - after + place) for place, dim in enumerate(dims[rest + 1 :])]
    return front + back


def _bind_unknown(dims: Sequence[Dim], frame: Frame) -> None:
    frame.values.update((dim.symbol, UNKNOWN) for dim in dims if isinstance(dim, NewDim))


def _declared_size(dim: Dim, frame: Frame, interpreter: Interpreter) -> int | Unknown:
    """The constant a dimension was declared with; unknown where it is not one."""
    if isinstance(dim, AnyDim):
        return VARYING
    if isinstance(dim, (NewDim, Rest)):
        return UNKNOWN
    value = interpreter.value(dim, frame)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if value is None:
        return VARYING
    if not isinstance(value, Unknown):
        interpreter.session.report(
            "E328", f"a dimension is a positive whole number or `?`, and this is {show(value)}", dim.span
        )
    return value if isinstance(value, Unknown) else UNKNOWN


def check_dtype(
    port: InputPort, dtype: str | None, definition: Definition, interpreter: Interpreter, span: Span
) -> None:
    """Report a tensor of another kind than the declared one: what is in it, and not how many bits that takes."""
    if port.dtype is not None and dtype is not None and _kind(dtype) != _kind(port.dtype):
        _report(port, definition, interpreter, span, f"{port.dtype}, received {dtype}")


def _kind(dtype: str) -> str:
    return dtype.strip("bu0123456789") if dtype != "bool" else dtype


def _rank_words(dims: Sequence[Dim]) -> str:
    count = sum(not isinstance(dim, Rest) for dim in dims)
    least = "at least " if count < len(dims) else ""
    return f"{least}{count} dimension{'' if count == 1 else 's'} beside the batch"


def _sample(shape: Shape) -> str:
    return f"{len(shape) - 1} in the shape {show_shape(shape)}"


def _report(port: InputPort, definition: Definition, interpreter: Interpreter, span: Span, words: str) -> None:
    interpreter.session.report(
        "E404",
        f"the input `{port.symbol.name}` of `{definition.written}` does not fit: expected {words}",
        span,
    )

"""EinsumDense, whose weights are what its equation says."""

from __future__ import annotations

import re
from math import prod

from dsl.analysis.shapes.dense import check_low_rank
from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import WRONG_INPUT, Call, NotKnown, ShapeError, ShapeResult, weights
from dsl.analysis.shapes.rule import show_shape as shown
from dsl.ir.graph import Shape, TensorSpec
from dsl.records import dataclass

_FORMS = (
    re.compile(r"()([a-zA-Z]+)(),([a-zA-Z]+)->([a-zA-Z]+)"),
    re.compile(r"(\.\.\.)([a-zA-Z]+)(),([a-zA-Z]+)->\.\.\.([a-zA-Z]+)"),
    re.compile(r"()([a-zA-Z]{2,})(\.\.\.),([a-zA-Z]+)->([a-zA-Z]+)\.\.\."),
)


@dataclass(frozen=True)
class _Equation:
    """The letters of an equation; the dots may stand before them, or behind."""

    dots_before: bool
    dots_behind: bool
    input: str
    kernel: str
    output: str


def _parse(call: Call) -> _Equation:
    text = call.get("equation")
    if not isinstance(text, str):
        call.refuse("equation", "an equation such as `ab,bc->ac`")
    assert isinstance(text, str)
    matches = [form.match(text) for form in _FORMS]
    found = next((match for match in matches if match is not None), None)
    if found is None:
        call.refuse("equation", "an equation such as `ab,bc->ac`, `...a,ab->...b` or `ab...,bc->ac...`")
    assert found is not None
    if found.end() < len(text) or any(len(set(part)) < len(part) for part in found.group(2, 4, 5)):
        raise NotKnown
    return _Equation(bool(found.group(1)), bool(found.group(3)), *found.group(2, 4, 5))


@layer_rule("EinsumDense")
def einsum_dense(call: Call) -> ShapeResult:
    equation, shape = _parse(call), call.one_shape()
    elided = len(shape) - len(equation.input)
    dots = equation.dots_before or equation.dots_behind
    if elided < 0 or (elided and not dots):
        raise ShapeError(
            WRONG_INPUT,
            f"`EinsumDense` expected {len(equation.input)}{' or more' if dots else ''} dimensions for "
            f"`{equation.input}`, received {shown(shape)}",
        )
    output = _output(call, equation, shape, elided)
    sizes = _sizes(call, equation, shape, output, elided)
    kernel = [_known(call, sizes[letter], shape) for letter in equation.kernel]
    bias = _bias(call, equation, sizes, shape)
    check_low_rank(call)
    return ShapeResult(TensorSpec(output, call.dtype), weights(prod(kernel) + bias), (len(shape),))


def _output(call: Call, equation: _Equation, shape: Shape, elided: int) -> Shape:
    """The batch, what the dots stand for, and the sizes of `output_shape`."""
    given = _output_sizes(call)
    if equation.dots_before:
        output = (*shape[: max(elided, 1)], *given)
    else:
        output = (shape[0], *given, *shape[len(equation.input) :])
    expected = len(equation.output) + elided
    # With dots behind, Keras takes a letter that has no size of its own for the first of what they stand for.
    is_short = len(output) < len(equation.output) if equation.dots_behind else len(output) != expected
    if is_short:
        # In part Keras notices when it runs.
        call.refuse("output_shape", f"{expected - len(output) + len(given)} sizes for `{equation.output}`")
    return output


def _output_sizes(call: Call) -> tuple[int | None, ...]:
    value = call.get("output_shape")
    given = value if isinstance(value, list | tuple) else (value,)
    if value is None or any(_is_no_size(size) or (isinstance(size, int) and size < 0) for size in given):
        call.refuse("output_shape", "sizes from 0, or None where the input's is kept")
    if not all(size is None or isinstance(size, int) for size in given):
        raise NotKnown
    return tuple(given)


def _is_no_size(size: object) -> bool:
    """Whether a size is a plain value that is no whole number."""
    return isinstance(size, float | str | list | tuple | dict)


def _sizes(call: Call, equation: _Equation, shape: Shape, output: Shape, elided: int) -> dict[str, int | None]:
    """The size of each letter, that of the output first."""
    start = elided if equation.dots_before else 0
    taken = dict(zip(equation.input, shape[start:], strict=False))
    given = dict(zip(equation.output, output[start:], strict=False))
    for letter in equation.input:
        if given.get(letter) is not None and given[letter] != taken[letter]:
            raise call.wrong(
                "output_shape",
                f"`EinsumDense` expected one size for `{letter}`, received {shown(shape)} as input and "
                f"{shown(output)} as output",
            )
    for letter in equation.output + equation.kernel:
        if letter not in equation.input and not (letter in equation.output and letter in equation.kernel):
            call.refuse("equation", f"`{letter}` to stand in two of its parts")
    return {**taken, **given}


def _known(call: Call, size: int | None, shape: Shape) -> int:
    if size is None:
        raise ShapeError(WRONG_INPUT, f"`EinsumDense` expected known sizes for its weights, received {shown(shape)}")
    return size


def _bias(call: Call, equation: _Equation, sizes: dict[str, int | None], shape: Shape) -> int:
    axes = call.get("bias_axes")
    if axes is None:
        return 0
    if isinstance(axes, list | tuple) and all(isinstance(letter, str) for letter in axes):
        axes = "".join(axes)
    if isinstance(axes, int | float | list | tuple | dict):
        call.refuse("bias_axes", f"letters of `{equation.output}`")
    if not isinstance(axes, str):
        raise NotKnown
    if not axes or any(letter not in equation.output for letter in axes):
        call.refuse("bias_axes", f"letters of `{equation.output}`")
    return prod(_known(call, sizes[letter], shape) for letter in set(axes))

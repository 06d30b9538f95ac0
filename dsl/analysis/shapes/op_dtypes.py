"""Whether a function or an operator of Keras can be called on what is in its tensors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from dsl.analysis.leaves import leaves
from dsl.analysis.shapes.rule import WRONG_DTYPE, Call, ShapeError
from dsl.catalog.op_dtypes import FLOATS, INTEGERS, TRIED, OpDtypes, dtypes_of
from dsl.ir.graph import TensorSpec

OPERATORS = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "true_divide", "//": "floor_divide", "%": "mod",
    "**": "power", "@": "matmul", "<": "less", "<=": "less_equal", ">": "greater", ">=": "greater_equal",
    "==": "equal", "!=": "not_equal",
}  # fmt: skip
"""The functions that operators stand for."""

_CONVERTING = ("fmod", "logaddexp", "logaddexp2", "mod")
"""Functions that make a tensor of a number first, whose dtype then counts like another's."""

_BESIDE_NUMBERS = {"bfloat16": "float16", "uint64": "float32"}
"""What was not tried beside numbers, and what is like it there: of `uint64` and a number Keras makes floats."""

_BESIDE_TRUE = {"bfloat16": "float16", **dict.fromkeys(INTEGERS, "int32")}
"""The same for `True`, which is a boolean and makes floats of nothing: all whole numbers are alike beside it."""

T = TypeVar("T")

Operands = Sequence[tuple[str, str]]
"""The arguments of a call that are tensors or numbers, one by one: names and dtypes."""


def check_function(call: Call) -> None:
    """Refuse a call of a function with which Keras ends in an error, at the latest when it runs."""
    name, arguments = call.name, call.arguments
    known = dtypes_of(name, arguments)
    if known is None or _looks_at_nothing(name, arguments):
        return
    if name.startswith("nan") and arguments.get("axis") in ([], ()):  # which gives back most of what it got
        known = OpDtypes(known.names, known.alike & {"complex64", "string"}, known.mixed, known.places)
    for place, refused in known.places.items():
        for dtype in _dtypes(arguments.get(place)):
            if dtype in refused:
                raise _wrong(name, place, set(TRIED) - refused, str(dtype))
    others = [value for place, value in arguments.items() if place not in known.names and place not in known.places]
    if not any(isinstance(spec, TensorSpec) for value in others for spec in leaves(value)):
        given = [place for place in known.names if arguments.get(place) is not None]
        operands = [(place, dtype) for place in given for dtype in _dtypes(arguments[place])]
        # With a policy of mixed precision, layers make one sort of floats of another.
        if call.dtype == "float32" or not all(dtype in FLOATS for _, dtype in operands):
            for together in _pairs_with_first(operands) if name == "meshgrid" else [operands]:
                _check(name, known, together)


def _pairs_with_first(operands: Sequence[T]) -> list[Sequence[T]]:
    return [[operands[0], other] for other in operands[1:]] or [operands]


def _looks_at_nothing(name: str, arguments: Mapping[str, object]) -> bool:
    """Whether a function may look at nothing of what it got, whatever is in it: at a picture without colors, say."""
    match name:
        case "diff":
            return arguments.get("n") == 0
        case "image.rgb_to_grayscale":
            shape = getattr(arguments.get("images"), "shape", None) or (None,)
            return shape[-3 if arguments.get("data_format") == "channels_first" else -1] != 3
        case "nanmean" | "nanmedian":
            return arguments.get("axis") in ([], ())
        case "tile":
            repeats = [one for one in leaves(arguments.get("repeats")) if isinstance(one, int)]
            return 0 in repeats or set(repeats) <= {1}
    return False


def certain(call: Call, outputs: TensorSpec | list[TensorSpec]) -> TensorSpec | list[TensorSpec]:
    """The outputs of a function; of dtypes for which Keras says others than TensorFlow gives, none is."""
    given = {spec.dtype for value in call.arguments.values() for spec in leaves(value) if isinstance(spec, TensorSpec)}
    beside_number = call.name in _CONVERTING and any(isinstance(one, int | float) for one in call.arguments.values())
    if given.isdisjoint(("complex64", "uint64")) and not beside_number:
        return outputs
    if isinstance(outputs, list):
        return [TensorSpec(spec.shape, None) for spec in outputs]
    return TensorSpec(outputs.shape, None)


def check_operator(sign: str, operands: Sequence[object]) -> None:
    """Refuse an operator on one or two tensors, or a tensor and a number; it does what a function does."""
    given = [("", dtype) for value in operands for dtype in _dtypes(value)]
    if len({dtype for _, dtype in given}) == 1 and given[0][1] in FLOATS:
        return  # which all of them take
    known = dtypes_of(OPERATORS[sign] if len(operands) > 1 else "negative", {})
    if known is not None:
        _check(sign, known, given)


def _check(name: str, known: OpDtypes, given: Sequence[tuple[str, str | None]]) -> None:
    operands = [(place, "bool" if dtype == "True" else dtype) for place, dtype in given if dtype is not None]
    if not operands or len(operands) < len(given):
        return  # of what is not known, nothing is said
    dtypes = [dtype for _, dtype in operands]
    beside = _BESIDE_TRUE if any(dtype == "True" for _, dtype in given) else {}
    if len(set(dtypes)) == 1:
        if dtypes[0] in known.alike:
            raise _wrong(name, operands[0][0], set(TRIED) - known.alike, dtypes[0])
    elif known.mixed is not None and _clash([beside.get(dtype, dtype) for dtype in dtypes], known.mixed):
        _refuse_mixed(name, known, operands)


def _clash(dtypes: Sequence[str], mixed: Mapping[str, frozenset[str]]) -> bool:
    """Whether tensors of these dtypes cannot go together: among more than two, if one goes with none of the others."""
    if not {"int", "float"}.isdisjoint(dtypes):
        dtypes = [_BESIDE_NUMBERS.get(dtype, dtype) for dtype in dtypes]
    first, rest = dtypes[0], set(dtypes[1:])
    if len(rest) == 1:
        return rest <= mixed.get(first, frozenset())
    every = set(dtypes)
    return any(
        all(other in mixed.get(one, ()) and one in mixed.get(other, ()) for other in every - {one}) for one in every
    )


def _refuse_mixed(name: str, known: OpDtypes, operands: Operands) -> None:
    """Blame the tensor that is refused by itself, or else the first that is not like the one before."""
    for place, dtype in operands:
        if dtype in known.alike:
            raise _wrong(name, place, set(TRIED) - known.alike, dtype)
    place, dtype = next((place, dtype) for place, dtype in operands if dtype != operands[0][1])
    dtypes = list(dict.fromkeys(dtype for _, dtype in operands))
    tensors = [dtype for dtype in dtypes if dtype in TRIED]
    wanted = next((one for one in tensors if one in FLOATS), tensors[0])
    help = NUMBERS_OF_STRINGS if "string" in dtypes else f'`ops.cast(…, "{wanted}")` gives them one dtype'
    shown = " and ".join(_NUMBERS.get(dtype, dtype) for dtype in dtypes)
    message = f"`{name}` expected dtypes that go together, received {shown}"
    raise ShapeError(WRONG_DTYPE, message, place or None, help=help)


def _wrong(name: str, place: str, taken: set[str], dtype: str) -> ShapeError:
    message = f"`{name}` expected {_words(taken)}, received {_NUMBERS.get(dtype, dtype)}"
    return ShapeError(WRONG_DTYPE, message, place or None, help=_advice(taken, dtype))


_NUMBERS = {"int": "a whole number", "float": "a number"}
NUMBERS_OF_STRINGS = "`StringLookup` and `TextVectorization` make numbers of strings"


def _words(taken: set[str]) -> str:
    """What is taken, the sorts of which all are before single dtypes."""
    left = set(taken)
    sorts = []
    for word, sort in (
        ("numbers", {*FLOATS, *INTEGERS}), ("floats", set(FLOATS)), ("whole numbers", set(INTEGERS)),
        ("booleans", {"bool"}), ("strings", {"string"}),
    ):  # fmt: skip
        if sort <= left:
            sorts.append(word)
            left -= sort
    if sorts and sorts != ["booleans"]:
        left -= {"complex64"}
    parts = [*sorts, *(dtype for dtype in TRIED if dtype in left)]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"


def _advice(taken: set[str], dtype: str) -> str:
    if dtype == "string":
        return NUMBERS_OF_STRINGS
    if dtype == "complex64":
        return "`ops.abs(…)` and `ops.real(…)` make floats of complex numbers" if "float32" in taken else ""
    if dtype == "bool" and "int32" in taken:
        return '`ops.cast(…, "int32")` makes 0 and 1 of them'
    if "float32" in taken:
        return '`ops.cast(…, "float32")` makes floats of them'
    return '`ops.cast(…, "int32")` makes whole numbers of them' if "int32" in taken else ""


def _dtypes(value: object) -> Iterator[str | None]:
    """The dtypes of the tensors and numbers in an argument; None for one that is not known, or is something else.

    `True` has one of its own: it is a boolean, and beside what was not tried with booleans stands `_BESIDE_TRUE`.
    """
    for one in leaves(value):
        match one:
            case TensorSpec(_, dtype):
                yield dtype
            case bool():
                yield "True"
            case int() | float():
                yield type(one).__name__
            case _:
                yield None

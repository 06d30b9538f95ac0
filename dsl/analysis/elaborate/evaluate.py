"""Constants: Python's operators on values that a stranger may have written, within bounds of time and memory."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from dsl.analysis.elaborate.describe import MAX_BITS, type_name, with_article
from dsl.analysis.elaborate.live import LayerChain, Outputs, Tensor
from dsl.ir.graph import UNKNOWN, VARYING, Unknown

MAX_STEPS = 200_000
MAX_ITEMS = 1_000_000
MAX_DEPTH = 100
COLLECTIONS = (list, tuple, dict, LayerChain, Outputs)
ITEMS_A_STEP = 20  # making or comparing this many items costs as much as one step


class EvaluationError(Exception):
    """What Python would raise, as a diagnostic: a code of E32x and a message."""

    def __init__(self, code: str, message: str, help: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


class LimitError(EvaluationError):
    """The file asks for more work or memory than the compiler gives it; nothing more is evaluated."""


class Meter:
    """Counts work, and stops what would take too long."""

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Count work; LimitError once there was too much of it."""
        self.left -= steps
        if self.left < 0:
            raise LimitError("E330", f"this takes more than {MAX_STEPS:,} steps to unroll")

    def spend_items(self, count: int) -> None:
        """Count the items of a string, list or tuple about to be made."""
        if count > MAX_ITEMS:
            raise LimitError("E333", f"this has more than {MAX_ITEMS:,} items")
        self.spend(count // ITEMS_A_STEP)

    def measure(self, value: object) -> None:
        """Count everything in a value, as comparing or printing it would visit it."""
        waiting: list[tuple[object, int]] = [(value, 1)] if isinstance(value, COLLECTIONS) else []
        count = 0
        while waiting:
            current, depth = waiting.pop()
            if depth > MAX_DEPTH:
                raise LimitError("E334", f"this is a list in a list more than {MAX_DEPTH} deep")
            items = _items_of(current)
            count += len(items)
            if count > MAX_ITEMS:
                self.spend_items(count)
            waiting.extend((item, depth + 1) for item in items if isinstance(item, COLLECTIONS))
        self.spend_items(count)

    def take(self, items: Iterable[object]) -> list[object]:
        """The items of something that may never end."""
        if isinstance(items, (str, list, tuple, dict, range)):
            self.spend_items(_length(items))
            return list(items)
        taken = list(islice(items, MAX_ITEMS + 1))
        self.spend_items(len(taken))
        return taken


def _items_of(value: object) -> Collection[object]:
    match value:
        case Outputs(values):
            return values.values()
        case LayerChain(stages):
            return stages
        case dict():
            return value.values()
        case _:
            assert isinstance(value, (list, tuple))
            return value


def _length(value: str | list[object] | tuple[object, ...] | dict[object, object] | range) -> int:
    if isinstance(value, range):  # `len` of a range overflows
        return max(0, -((value.start - value.stop) // value.step))
    return len(value)


# --- items ----------------------------------------------------------------------------------------


def iterate(value: object, what: str = "this") -> Iterator[object]:
    """An iterator over a value, or an EvaluationError that says that it has no items."""
    if isinstance(value, (str, list, tuple, dict, range, Iterator)):
        return iter(value)
    raise EvaluationError("E325", f"{what} is {with_article(type_name(value))} and has no items to go over")


# --- operators -----------------------------------------------------------------------------------

_BINARY: dict[str, Callable[[Any, Any], object]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "@": operator.matmul,
}

# Those that make whole numbers of whole numbers.
_WHOLE = frozenset({"+", "-", "*", "//", "%"})

_UNARY: dict[str, Callable[[Any], object]] = {"-": operator.neg, "+": operator.pos}

_COMPARE: dict[str, Callable[[Any, Any], object]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "is": operator.is_,
    "is not": operator.is_not,
}

_SEQUENCES = (str, list, tuple)


def unary(sign: str, value: object) -> object:
    """`-value`, `+value`."""
    if isinstance(value, Unknown):
        return UNKNOWN
    if not isinstance(value, (int, float)):
        raise EvaluationError("E320", f"`{sign}` does not work on {with_article(type_name(value))}")
    return _UNARY[sign](value)


def binary(sign: str, left: object, right: object, meter: Meter) -> object:
    """The value of an arithmetic operator; whole numbers made of sizes that vary do so too."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return VARYING if sign in _WHOLE and _may_be_size(left) and _may_be_size(right) else UNKNOWN
    unfit = EvaluationError(
        "E320",
        f"`{sign}` does not work on {with_article(type_name(left))} and {with_article(type_name(right))}",
    )
    if sign == "%" and isinstance(left, str):
        return _format(left, right, meter)
    numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
    if not numbers and not (sign in "+*" and _fits_sequence(sign, left, right, meter)):
        raise unfit
    if isinstance(left, int) and isinstance(right, int):
        _check_size(sign, left, right)
    try:
        result = _BINARY[sign](left, right)
    except ZeroDivisionError:
        raise EvaluationError("E321", "division by zero") from None
    except OverflowError:
        raise EvaluationError("E321", "the result is too large for a number with a fraction") from None
    except TypeError:
        raise unfit from None
    if isinstance(result, complex):
        raise EvaluationError("E321", "the result is a complex number")
    return result


def _may_be_size(value: object) -> bool:
    return value == VARYING or (isinstance(value, int) and not isinstance(value, bool))


def _fits_sequence(sign: str, left: object, right: object, meter: Meter) -> bool:
    """Whether `+` joins or `*` repeats a string, list or tuple; counts the result before it is made."""
    if sign == "+":
        if isinstance(left, _SEQUENCES) and isinstance(right, _SEQUENCES) and type(left) is type(right):
            meter.spend_items(len(left) + len(right))
            return True
        return False
    sequence, count = (left, right) if isinstance(left, _SEQUENCES) else (right, left)
    if isinstance(sequence, _SEQUENCES) and isinstance(count, int):
        meter.spend_items(len(sequence) * max(count, 0))
        return True
    return False


def _check_size(sign: str, left: int, right: int) -> None:
    if sign == "**" and abs(left) > 1:
        bits = abs(left).bit_length() * abs(right)
    elif sign == "*":
        bits = left.bit_length() + right.bit_length()
    else:
        bits = max(left.bit_length(), right.bit_length()) + 1 if sign in "+-" else 0
    if bits > MAX_BITS:
        raise LimitError("E332", f"this number has more than {MAX_BITS:,} bits")


_DIRECTIVE = re.compile(r"%([-+ #0]*)(\d{0,3})(\.\d{0,3})?([diouxXeEfFgGcrsa%])|(%)")


def _format(text: str, values: object, meter: Meter) -> object:
    """`"block_%d" % 3`, with short widths and plain values only."""
    given = values if isinstance(values, tuple) else (values,)
    if any(isinstance(value, Unknown) for value in given):
        return UNKNOWN
    if any(match.group(5) for match in _DIRECTIVE.finditer(text)):
        raise EvaluationError("E323", "this string has a `%` that is followed by no format of the language")
    if not all(value is None or isinstance(value, (bool, int, float, str)) for value in given):
        raise EvaluationError("E320", "only numbers and strings can be put into a string with `%`")
    meter.spend_items(len(text) * 100 + sum(len(value) if isinstance(value, str) else 2_000 for value in given))
    try:
        return text % given
    except (TypeError, ValueError, OverflowError) as error:
        raise EvaluationError("E323", f"these values do not fit the string: {error}") from None


def compare(sign: str, left: object, right: object, meter: Meter) -> object:
    """The value of a comparison, of `in` or of `is`."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return UNKNOWN
    if sign in ("in", "not in"):
        found = _contains(left, right, meter)
        return found if sign == "in" or isinstance(found, Unknown) else not found
    if sign not in ("is", "is not"):
        for value in (left, right):
            meter.measure(value)
        if has_unknown(left) or has_unknown(right):
            return UNKNOWN
    try:
        return _COMPARE[sign](left, right)
    except (TypeError, RecursionError):
        names = f"{with_article(type_name(left))} and {with_article(type_name(right))}"
        raise EvaluationError("E320", f"`{sign}` does not work on {names}") from None


def has_unknown(value: object) -> bool:
    """Whether there is something unknown in a value that has been measured."""
    if isinstance(value, (list, tuple)):
        return any(has_unknown(item) for item in value)
    if isinstance(value, dict):
        return any(has_unknown(item) for item in value.values())
    if isinstance(value, slice):
        return any(has_unknown(part) for part in (value.start, value.stop, value.step))
    return isinstance(value, Unknown)


def _contains(item: object, collection: object, meter: Meter) -> object:
    if isinstance(collection, str):
        if not isinstance(item, str):
            raise EvaluationError("E320", f"`in` a string needs a string, and this is {with_article(type_name(item))}")
        return item in collection
    if isinstance(collection, range):  # Python would go through it for anything but an int
        whole = isinstance(item, int) or (isinstance(item, float) and item.is_integer())
        return whole and int(item) in collection  # type: ignore[call-overload]
    if isinstance(collection, dict):
        return isinstance(item, str) and item in collection
    meter.measure(item)
    for candidate in iterate(collection, "the right side of `in`"):
        meter.spend()
        equal = compare("==", candidate, item, meter)
        if equal is not False:
            return equal
    return False


def truth(value: object) -> bool | Unknown:
    """Whether a condition holds."""
    if isinstance(value, Unknown):
        return UNKNOWN
    if isinstance(value, range):
        return _length(value) > 0
    if value is None or isinstance(value, (bool, int, float, str, list, tuple, dict)):
        return bool(value)
    if isinstance(value, (Tensor, Outputs)):
        what = with_article(type_name(value))
        raise EvaluationError("E326", f"a condition must be known when compiling, and this is {what}")
    return True

"""The compile-time functions of the language: Python's, bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from dsl.analysis.elaborate.describe import show, type_name, with_article
from dsl.analysis.elaborate.evaluate import EvaluationError, Meter, compare, iterate
from dsl.ir.graph import UNKNOWN, Unknown

Add: TypeAlias = Callable[[object, object], object]

# Keyword arguments that Python takes; all others are by position.
_KEYWORDS = {
    "enumerate": ("start",),
    "sum": ("start",),
    "round": ("number", "ndigits"),
    "int": ("base",),
    "min": ("default",),
    "max": ("default",),
    "zip": ("strict",),
}

# The least and the most positional arguments; None is any number.
_COUNTS: dict[str, tuple[int, int | None]] = {
    "range": (1, 3), "len": (1, 1), "zip": (0, None), "enumerate": (1, 2), "reversed": (1, 1), "min": (1, None),
    "max": (1, None), "sum": (1, 2), "abs": (1, 1), "round": (1, 2), "int": (0, 2), "float": (0, 1), "list": (0, 1),
    "tuple": (0, 1),
}  # fmt: skip

_LONGEST_NUMBER = 5_000


def call_builtin(name: str, positional: list[object], named: Mapping[str, object], meter: Meter, add: Add) -> object:
    """The value of a compile-time function; `add` is `+` on values of every kind."""
    for keyword in named:
        if keyword not in _KEYWORDS.get(name, ()):
            raise EvaluationError("E329", f"`{name}` has no argument `{keyword}`")
    least, most = _COUNTS[name]
    if not least <= len(positional) or (most is not None and len(positional) > most):
        takes = f"{least}" if least == most else f"{least} or more" if most is None else f"{least} to {most}"
        raise EvaluationError("E329", f"`{name}` takes {takes} arguments, and {len(positional)} are given")
    if any(isinstance(value, Unknown) for value in (*positional, *named.values())):
        return UNKNOWN
    try:
        return _Call(name, named, meter, add).run(positional)
    except OverflowError:
        raise EvaluationError("E323", f"this is too large for `{name}`") from None


class _Call:
    def __init__(self, name: str, named: Mapping[str, object], meter: Meter, add: Add) -> None:
        self.name = name
        self.named = named
        self.meter = meter
        self.add = add

    def run(self, given: list[object]) -> object:
        match self.name:
            case "range":
                return self._range(given)
            case "len":
                return self._len(given[0])
            case "zip":
                return self._zip(given)
            case "enumerate":
                start = self._whole(given[1] if len(given) > 1 else self.named.get("start", 0))
                return enumerate(iterate(given[0]), start)
            case "reversed":
                return self._reversed(given[0])
            case "list" | "tuple":
                items = self.meter.take(iterate(given[0])) if given else []
                return tuple(items) if self.name == "tuple" else items
            case "sum":
                return self._sum(given)
            case "min" | "max":
                return self._extreme(given)
            case _:
                return self._number(given)

    # --- collections -----------------------------------------------------------------------------

    def _whole(self, value: object) -> int:
        if not isinstance(value, int):
            raise EvaluationError("E323", f"`{self.name}` needs whole numbers, and this is {show(value)}")
        return value

    def _range(self, given: list[object]) -> range:
        bounds = [self._whole(value) for value in given]
        if len(bounds) == 3 and bounds[2] == 0:
            raise EvaluationError("E323", "the step of `range` cannot be 0")
        return range(*bounds)

    def _len(self, value: object) -> int:
        if isinstance(value, (str, list, tuple, dict, range)):
            return len(value)
        raise EvaluationError("E323", f"{with_article(type_name(value))} has no length")

    def _zip(self, given: list[object]) -> Iterator[object]:
        parts = [iterate(value) for value in given]
        together: Iterator[object] = zip(*parts)  # noqa: B905
        return self._strict(parts) if self.named.get("strict") else together

    def _strict(self, parts: list[Iterator[object]]) -> Iterator[object]:
        end = object()
        while True:
            items = tuple(next(part, end) for part in parts)
            ended = sum(item is end for item in items)
            if ended == len(items):
                return
            if ended:
                raise EvaluationError("E323", "the arguments of `zip` are not equally long")
            yield items

    def _reversed(self, value: object) -> Iterator[object]:
        if isinstance(value, dict):
            value = list(value)
        if isinstance(value, (str, list, tuple, range)):
            backwards: Iterator[object] = reversed(value)
            return backwards
        raise EvaluationError("E323", f"{with_article(type_name(value))} cannot be reversed")

    def _sum(self, given: list[object]) -> object:
        total = given[1] if len(given) > 1 else self.named.get("start", 0)
        if isinstance(total, str):
            raise EvaluationError("E323", "`sum` does not join strings")
        for item in iterate(given[0]):
            self.meter.spend()
            total = self.add(total, item)
        return total

    def _extreme(self, given: list[object]) -> object:
        items = iterate(given[0]) if len(given) == 1 else iter(given)
        sign = "<" if self.name == "min" else ">"
        end = object()
        best = next(items, end)
        if best is end:
            if len(given) == 1 and "default" in self.named:
                return self.named["default"]
            raise EvaluationError("E323", f"`{self.name}` of nothing")
        for item in items:
            self.meter.spend()
            better = compare(sign, item, best, self.meter)
            if isinstance(better, Unknown):
                return UNKNOWN
            best = item if better else best
        return UNKNOWN if isinstance(best, Unknown) else best

    # --- numbers ---------------------------------------------------------------------------------

    def _number(self, given: list[object]) -> object:
        values = given or [self.named[key] for key in ("number",) if key in self.named]
        value = values[0] if values else 0
        plain = isinstance(value, (int, float)) or (isinstance(value, str) and self.name in ("int", "float"))
        if not plain:
            raise EvaluationError("E323", f"`{self.name}` needs a number, and this is {show(value)}")
        if isinstance(value, str) and len(value) > _LONGEST_NUMBER:
            raise EvaluationError("E323", f"this is too large for `{self.name}`")
        try:
            return self._convert(value, given)
        except ValueError:
            raise EvaluationError("E323", f"`{self.name}` makes no number of {show(value)}") from None

    def _convert(self, value: object, given: list[object]) -> object:
        second = given[1] if len(given) > 1 else self.named.get("base", self.named.get("ndigits"))
        if self.name == "float":
            return float(value) if given else 0.0  # type: ignore[arg-type]
        if self.name == "abs":
            return abs(value)  # type: ignore[arg-type]
        if self.name == "round":
            return _round(value, None if second is None else self._whole(second))  # type: ignore[arg-type]
        if second is None:
            result = int(value)  # type: ignore[call-overload]
        elif isinstance(value, str):
            result = int(value, self._whole(second))
        else:
            raise EvaluationError("E323", "`int` takes a base for strings only")
        return result


def _round(value: int | float, digits: int | None) -> int | float:
    if isinstance(value, int) and digits is not None and digits < -1_500:
        return 0  # Python would make a number of that many digits first
    return round(value, digits)

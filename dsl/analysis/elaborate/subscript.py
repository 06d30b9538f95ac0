"""Indexing and slicing of constants, as Python does it."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.elaborate.describe import show, type_name, with_article
from dsl.analysis.elaborate.evaluate import EvaluationError, Meter
from dsl.ir.graph import UNKNOWN, Unknown


def subscript(value: object, items: tuple[object, ...], meter: Meter) -> object:
    """`value[items]`; an item is a value, a `slice` or `...`."""
    if isinstance(value, Unknown):
        return UNKNOWN
    if not isinstance(value, (str, list, tuple, range, dict)):
        raise EvaluationError("E322", f"{with_article(type_name(value))} has no items that an index could choose")
    if len(items) != 1 or items[0] is Ellipsis:
        raise EvaluationError("E322", f"{with_article(type_name(value))} takes one index")
    item = items[0]
    if isinstance(item, slice):
        return _slice(value, item, meter)
    if isinstance(item, Unknown):
        return UNKNOWN
    if isinstance(value, dict):
        return _look_up(value, item)
    if not isinstance(item, int):
        raise EvaluationError(
            "E322", f"the index of {with_article(type_name(value))} is a whole number, and this is {show(item)}"
        )
    try:
        return value[item]
    except IndexError:
        raise EvaluationError(
            "E322", f"the index {show(item)} is outside of {with_article(type_name(value))} of {len(value)}"
        ) from None


def _look_up(value: dict[str, object], key: object) -> object:
    if isinstance(key, str) and key in value:
        return value[key]
    raise EvaluationError("E322", f"there is no key {show(key)}")


def _slice(
    value: str | list[object] | tuple[object, ...] | range | dict[str, object], part: slice, meter: Meter
) -> object:
    if isinstance(value, dict):
        raise EvaluationError("E322", "a dict has no slices")
    for bound in (part.start, part.stop, part.step):
        if isinstance(bound, Unknown):
            return UNKNOWN
        if bound is not None and not isinstance(bound, int):
            raise EvaluationError("E322", f"the bounds of a slice are whole numbers, and this is {show(bound)}")
    if part.step is not None and part.step == 0:
        raise EvaluationError("E322", "the step of a slice cannot be 0")
    if not isinstance(value, range):
        meter.spend_items(len(value))
    return value[part]


def unpack(value: object, count: int, meter: Meter) -> list[object]:
    """The parts of a value that is given to `count` names."""
    if isinstance(value, Unknown):
        return [UNKNOWN] * count
    if not isinstance(value, (str, list, tuple, range, dict, Iterator)):
        raise EvaluationError("E324", f"{with_article(type_name(value))} cannot be given to {count} names")
    parts: list[object] = []
    for part in value:
        meter.spend()
        parts.append(part)
        if len(parts) > count:
            raise EvaluationError("E324", f"there are more values here than the {count} names they are given to")
    if len(parts) < count:
        raise EvaluationError("E324", f"expected {count} values for {count} names, received {len(parts)}")
    return parts

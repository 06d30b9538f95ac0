"""The Keras objects that settings are made of: which class, with which arguments, for which output."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dsl.analysis.elaborate.keras_calls import bind
from dsl.catalog import Catalog, Category, Entry
from dsl.ir import values
from dsl.ir.training import Training
from dsl.ir.values import Argument, Expr
from dsl.records import dataclass
from dsl.source import Span

# Strings that are not the name of their class in snake case.
_SHORT = {
    "mse": "MeanSquaredError", "mae": "MeanAbsoluteError", "mape": "MeanAbsolutePercentageError",
    "msle": "MeanSquaredLogarithmicError", "bce": "BinaryCrossentropy", "kld": "KLDivergence",
}  # fmt: skip


# Strings for which Keras takes the metric that fits the output.
_FITTED = ("accuracy", "acc", "crossentropy", "ce")


@dataclass(frozen=True)
class KerasUse:
    """One Keras object of a setting.

    `name` is that of its class; for a string that stands for none, such as `"accuracy"`, the string. `arguments`
    are those that were given, by parameter name.
    """

    name: str
    arguments: Mapping[str, Expr]
    entry: Entry | None
    value: Expr

    @property
    def span(self) -> Span:
        return self.value.span

    def literal(self, name: str, default: object = None) -> object:
        """The value of an argument that is written out; the default where it is not given.

        Raises NotWritten where it is computed.
        """
        given = self.arguments.get(name)
        if given is None:
            return default
        if isinstance(given, values.Literal):
            return given.value
        raise NotWritten(name)


def named_arguments(entry: Entry, arguments: tuple[Argument, ...]) -> Iterator[tuple[str, Expr]]:
    """Each argument of a call with the name of its parameter, which is empty where there is none for it."""
    for place, argument in enumerate(arguments):
        by_position = entry.by_position[place] if place < len(entry.by_position) else ""
        yield argument.name or by_position, argument.value


class NotWritten(Exception):
    """The value of an argument hangs on something, such as a parameter."""


def use_of(value: Expr, category: Category, catalog: Catalog) -> KerasUse | None:
    """The Keras object that a value makes or names; None for anything else."""
    match value:
        case values.Construct(Entry() as entry, arguments) if entry.category is category:
            positional: list[object] = [argument.value for argument in arguments if argument.name is None]
            named = {argument.name: argument.value for argument in arguments if argument.name is not None}
            bound = bind(entry, positional, named)
            return KerasUse(entry.name, bound, entry, value)  # type: ignore[arg-type]
        case values.Literal(value=str(name)):
            found = _by_string(name, category, catalog)
            return KerasUse(name if found is None else found.name, {}, found, value)
        case _:
            return None


def _by_string(name: str, category: Category, catalog: Catalog) -> Entry | None:
    if name in _FITTED:
        return None
    entry = catalog.find(_SHORT.get(name.lower(), name), category)
    if entry is not None:
        return entry
    known = catalog.category(category).canonical_names
    return next((catalog.find(one, category) for one in known if _snake(one) == name), None)


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def by_output(training: Training, setting: str, outputs: tuple[str, ...]) -> Iterator[tuple[str, Expr]]:
    """Each value of a setting with the output that it is for, where that is plain to see."""
    value = training.value(setting)
    match value:
        case None:
            return
        case values.Mapping(entries):
            for key, item in entries:
                if key in outputs:
                    yield from ((str(key), one) for one in _items(item))
        case values.Sequence(items) if len(outputs) > 1:
            if len(items) == len(outputs):
                for name, item in zip(outputs, items, strict=True):
                    yield from ((name, one) for one in _items(item))
        case _ if len(outputs) == 1:
            yield from ((outputs[0], one) for one in _items(value))


def _items(value: Expr) -> tuple[Expr, ...]:
    return value.items if isinstance(value, values.Sequence) else (value,)

"""`dataclass`, as the standard library has it, for a program that starts often and runs shortly.

The standard decorator compiles up to eight methods for each class when its module is imported: more than a third of
the time of `check`. Here `__init__` is compiled when the first object is made, and the others are not compiled at all.
What comes out is a standard dataclass for `fields`, `replace` and `match`. Only what dotmodel needs can be asked for:
no order, no fields by keyword only.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True, slots=False):
        """A class with the fields that are annotated in it."""

        def make(cls):
            return _finished(cls, frozen, eq, slots)

        return make if cls is None else make(cls)


def _finished(cls: type[Any], frozen: bool, eq: bool, slots: bool) -> type[Any]:
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # or the standard library looks for the signature
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    fields = dataclasses.fields(made)
    own = vars(cls)
    methods: dict[str, object] = {"__init__": _first_init(made, frozen, slots), "__repr__": _repr}
    if eq:
        methods["__eq__"] = _equality(tuple(field.name for field in fields if field.compare))
        methods["__hash__"] = _hash(tuple(f.name for f in fields if f.compare)) if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if frozen and slots:
        methods |= {"__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        if name not in own or (name == "__hash__" and own[name] is None):
            setattr(made, name, method)
    return made


# --- making --------------------------------------------------------------------------------------


def _first_init(cls: type[Any], frozen: bool, slots: bool) -> Callable[..., None]:
    def __init__(self: object, *given: object, **named: object) -> None:
        cls.__init__ = _init(cls, frozen, slots)
        cls.__init__(self, *given, **named)

    return __init__


def _init(cls: type[Any], frozen: bool, slots: bool) -> Callable[..., None]:
    """The method that sets every field."""
    known: dict[str, object] = {"MISSING": dataclasses.MISSING, "set_field": object.__setattr__}
    parameters, lines = ["self"], []
    for number, field in enumerate(dataclasses.fields(cls)):
        value = field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"make_{number}"] = field.default_factory
            value = f"make_{number}() if {value} is MISSING else {value}" if field.init else f"make_{number}()"
        if field.init:
            parameters.append(_parameter(field, number, known))
        elif field.default_factory is dataclasses.MISSING:
            continue  # `__post_init__` sets it
        if not frozen:
            lines.append(f"self.{field.name} = {value}")
        elif slots:
            known[f"set_{number}"] = getattr(cls, field.name).__set__
            lines.append(f"set_{number}(self, {value})")
        else:
            lines.append(f"set_field(self, {field.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    made: dict[str, Any] = {}
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"]), known, made)
    made["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    return made["__init__"]  # type: ignore[no-any-return]


def _parameter(field: dataclasses.Field[Any], number: int, known: dict[str, object]) -> str:
    if field.default is not dataclasses.MISSING:
        known[f"default_{number}"] = field.default
        return f"{field.name}=default_{number}"
    return field.name if field.default_factory is dataclasses.MISSING else f"{field.name}=MISSING"


# --- comparing and showing -----------------------------------------------------------------------


def _values(names: tuple[str, ...]) -> Callable[[object], object]:
    """What gives the values of some fields, as a tuple where they are not one."""
    return attrgetter(*names) if names else lambda _: ()


def _equality(names: tuple[str, ...]) -> Callable[[object, object], object]:
    values = _values(names)

    def __eq__(self: object, other: object) -> object:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(names: tuple[str, ...]) -> Callable[[object], int]:
    values = _values(names)

    def __hash__(self: object) -> int:
        return hash(values(self))

    return __hash__


def _repr(self: Any) -> str:
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({shown})"


# --- keeping as it is ----------------------------------------------------------------------------


def _refuse(self: object, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)

"""`dsl.records.dataclass` gives what the standard decorator gives."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from typing import Any, ClassVar

import pytest

from dsl import records

OPTIONS: list[dict[str, bool]] = [
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "eq": False},
    {"eq": False, "slots": True},
    {"slots": True},
]


def made(decorator: Callable[..., Any], **options: bool) -> Any:
    """The same class, by one decorator or the other."""

    @decorator(**options)
    class Layer:
        kind: ClassVar[str] = "layer"
        name: str
        units: int = 8
        shape: tuple[int, ...] = field(default=(), compare=False)
        seen: list[int] = field(default_factory=list, repr=False, compare=False)

        @property
        def doubled(self) -> int:
            return self.units * 2

    return Layer


@pytest.fixture(params=OPTIONS, ids=str)
def both(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    return made(records.dataclass, **request.param), made(dataclasses.dataclass, **request.param)


def outcome(work: Callable[[], object]) -> object:
    try:
        return work()
    except (TypeError, AttributeError) as error:
        return type(error)


def test_like_the_standard_one(both: tuple[Any, Any]) -> None:
    trials: list[Callable[[Any], object]] = [
        lambda cls: repr(cls("a", 3)).rpartition(".")[2],
        lambda cls: repr(cls(units=1, name="b", shape=(2,))).rpartition(".")[2],
        lambda cls: (cls("a").units, cls("a").seen, cls("a").shape, cls("a").doubled, cls.kind),
        lambda cls: cls("a").seen is cls("a").seen,
        lambda cls: (cls("a") == cls("a", shape=(1,)), cls("a") == cls("b"), cls("a") == "a", cls("a") != cls("a")),
        lambda cls: hash(cls("a")) == hash(cls("a", 8, (1,))),
        lambda cls: [f.name for f in fields(cls)],
        lambda cls: (is_dataclass(cls), cls.__match_args__, hasattr(cls("a"), "__dict__")),
        lambda cls: replace(cls("a"), units=5).units,
        lambda cls: cls(),
        lambda cls: cls("a", 1, (), [], 5),
        lambda cls: cls("a", name="b"),
        lambda cls: cls("a", other=1),
        lambda cls: copy.copy(cls("a", 4)).units,
        lambda cls: copy.deepcopy(cls("a", 4, (1,), [2])).seen,
    ]
    own, standard = both
    for number, trial in enumerate(trials):
        assert outcome(lambda trial=trial: trial(own)) == outcome(lambda trial=trial: trial(standard)), number  # type: ignore[misc]


def test_frozen_like_the_standard_one(both: tuple[Any, Any]) -> None:
    def change(cls: Any) -> object:
        layer = cls("a")
        layer.units = 3
        del layer.name
        return layer.units

    own, standard = both
    assert outcome(lambda: change(own)) == outcome(lambda: change(standard))


@records.dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float = 0.0


@records.dataclass(frozen=True)
class Named(Point):
    name: str = "p"

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a name is needed")


@records.dataclass
class Counted:
    count: int = field(init=False)

    def __post_init__(self) -> None:
        self.count = 1

    def __repr__(self) -> str:
        return "own"


@records.dataclass(frozen=True)
class Empty:
    pass


def test_inherited() -> None:
    named = Named(1.0, name="q")
    assert (named.x, named.y, named.name) == (1.0, 0.0, "q")
    assert named != Point(1.0) and Named(1.0) == Named(1.0, 0.0) and {Named(1.0)} == {Named(1.0)}
    with pytest.raises(ValueError, match="a name"):
        Named(1.0, name="")
    with pytest.raises(FrozenInstanceError):
        named.x = 2.0  # type: ignore[misc]


def test_what_a_class_says_itself_stays() -> None:
    assert Counted().count == 1 and repr(Counted()) == "own"
    assert Empty() == Empty() and len({Empty(), Empty()}) == 1


def test_pickled() -> None:
    assert pickle.loads(pickle.dumps([Point(1.0, 2.0), Named(3.0)])) == [Point(1.0, 2.0), Named(3.0)]


def test_matched() -> None:
    match Point(1.0, 2.0):
        case Point(x, y=2.0):
            assert x == 1.0
        case _:
            pytest.fail("not matched")

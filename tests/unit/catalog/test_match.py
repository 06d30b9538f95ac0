"""Arguments are matched as Python matches them."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from dsl.catalog.entry import Parameter, ParameterKind, parse_signature
from dsl.catalog.match import (
    Duplicate,
    MatchResult,
    Missing,
    TooManyPositional,
    UnknownKeyword,
    match_arguments,
)

CONV = parse_signature("filters, kernel_size, strides=(1, 1), *, name=None, **kwargs")


def match(count: int, *keywords: str, extra: tuple[str, ...] = ("dtype",), any_: bool = False) -> MatchResult:
    return match_arguments(CONV, extra, any_, count, keywords)


def test_a_right_call() -> None:
    assert match(2, "name", "dtype") == MatchResult(("filters", "kernel_size"), ())


def test_too_many_positional() -> None:
    assert match(5) == MatchResult(("filters", "kernel_size", "strides"), (TooManyPositional(3),))


def test_unknown_keyword_with_a_suggestion() -> None:
    assert match(2, "stride").mismatches == (UnknownKeyword("stride", "strides"),)
    assert match(2, "dtyp").mismatches == (UnknownKeyword("dtyp", "dtype"),)
    assert match(2, "zzz").mismatches == (UnknownKeyword("zzz", None),)


def test_a_parameter_in_use_is_not_suggested() -> None:
    assert match(2, "filter").mismatches == (UnknownKeyword("filter", None),)


def test_one_mistake_is_one_mismatch() -> None:
    assert match(0, "filter", "kernel_size").mismatches == (UnknownKeyword("filter", "filters"),)
    assert match(0, "nb_filter").mismatches == (
        UnknownKeyword("nb_filter", "filters"),
        Missing(("kernel_size",)),
    )
    assert match(2, "zzz", "zzz").mismatches == (UnknownKeyword("zzz", None),)


def test_duplicates() -> None:
    assert match(2, "filters").mismatches == (Duplicate("filters"),)
    assert match(2, "name", "name").mismatches == (Duplicate("name"),)


def test_missing() -> None:
    assert match(0).mismatches == (Missing(("filters", "kernel_size")),)


def test_any_keyword() -> None:
    assert match(2, "zzz", any_=True).mismatches == ()
    assert match(2, "zzz", "zzz", any_=True).mismatches == (Duplicate("zzz"),)


def test_a_variable_number_of_positional_arguments() -> None:
    meshgrid = parse_signature("first, *x, indexing='xy'")
    assert match_arguments(meshgrid, (), False, 3, ["indexing"]) == MatchResult(("first", "x", "x"), ())


NAMES = ("alpha", "beta", "gamma", "delta", "units", "rate", "axis")
INSPECT_KINDS = {
    ParameterKind.POSITIONAL_ONLY: inspect.Parameter.POSITIONAL_ONLY,
    ParameterKind.POSITIONAL_OR_KEYWORD: inspect.Parameter.POSITIONAL_OR_KEYWORD,
    ParameterKind.VAR_POSITIONAL: inspect.Parameter.VAR_POSITIONAL,
    ParameterKind.KEYWORD_ONLY: inspect.Parameter.KEYWORD_ONLY,
    ParameterKind.VAR_KEYWORD: inspect.Parameter.VAR_KEYWORD,
}
NAMED = (ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL_OR_KEYWORD, ParameterKind.KEYWORD_ONLY)


@st.composite
def signatures(draw: st.DrawFn) -> tuple[Parameter, ...]:
    """A random valid signature."""
    names = draw(st.permutations(NAMES))
    order = list(ParameterKind)
    kinds = sorted(draw(st.lists(st.sampled_from(NAMED), max_size=5)), key=order.index)
    positional = [kind for kind in kinds if kind is not ParameterKind.KEYWORD_ONLY]
    required = draw(st.integers(0, len(positional)))
    parameters = [
        Parameter(name, kind, needed, None if needed else "None")
        for index, (name, kind) in enumerate(zip(names, kinds, strict=False))
        for needed in [draw(st.booleans()) if kind is ParameterKind.KEYWORD_ONLY else index < required]
    ]
    if draw(st.booleans()):
        parameters.insert(len(positional), Parameter("rest", ParameterKind.VAR_POSITIONAL, False, None))
    if draw(st.booleans()):
        parameters.append(Parameter("others", ParameterKind.VAR_KEYWORD, False, None))
    return tuple(parameters)


def in_python(parameters: tuple[Parameter, ...]) -> inspect.Signature:
    empty = inspect.Parameter.empty
    return inspect.Signature(
        [inspect.Parameter(p.name, INSPECT_KINDS[p.kind], default=None if p.default else empty) for p in parameters]
    )


@given(signatures(), st.integers(0, 6), st.lists(st.sampled_from((*NAMES, "x", "y")), unique=True, max_size=4))
def test_agrees_with_python(parameters: tuple[Parameter, ...], count: int, keywords: list[str]) -> None:
    accepts_any = any(p.kind is ParameterKind.VAR_KEYWORD for p in parameters)
    result = match_arguments(parameters, (), accepts_any, count, keywords)
    # A real call: `Signature.bind` of Python 3.10 refuses a name that is positional-only and goes to **kwargs.
    scope: dict[str, Callable[..., dict[str, object]]] = {}
    exec(f"def function{in_python(parameters)}: return locals()", scope)
    try:
        bound = scope["function"](*range(count), **dict.fromkeys(keywords))
    except TypeError:
        assert result.mismatches
        return
    assert result.mismatches == ()
    assert len(result.positional) == count
    for position, name in enumerate(result.positional):
        value = bound[name]
        assert value == position or position in value

"""Constants have the value that Python gives them, and fail where Python fails."""

from __future__ import annotations

import math
import warnings
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.analysis.elaborate.model import elaborate
from dsl.analysis.problems import Problems
from dsl.catalog import load
from dsl.compiler import Options, analyse
from dsl.source import Source

FAILED = object()


def value_of(expression: str) -> Any:
    """What the compiler makes of a constant expression; FAILED where it reports a mistake."""
    text = f"model Net(p={expression}) {{\n    input x: float32[1]\n    output x -> Flatten()\n}}\n"
    problems = Problems()
    program = analyse(Source("test.model", text), Options(), problems)
    if problems.found:
        return FAILED
    graph = elaborate(program, "Net", load(), problems)
    if problems.found or graph is None:
        assert all(one.code.startswith("E3") for one in problems.found), problems.found
        return FAILED
    return graph.parameters["p"]


def python_value(expression: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = eval(expression)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return FAILED
    return FAILED if isinstance(result, complex) else result


def same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


ATOMS = st.sampled_from(
    [
        "0", "1", "2", "3", "7", "0.5", "2.0", "1e3", "True", "False", "None",
        '"ab"', '""', '"3"', "[1, 2]", "(1, 2, 3)", "[]",
    ]
)  # fmt: skip
BINARY = st.sampled_from(
    ["+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", "<=", ">", ">=", "and", "or", "in", "not in"]
)
CALLS = st.sampled_from(
    [
        "len({0})", "range({0})", "list({0})", "tuple({0})", "min({0})", "max({0}, {1})", "sum({0})", "abs({0})",
        "round({0})", "round({0}, {1})", "int({0})", "float({0})", "list(zip({0}, {1}))", "list(enumerate({0}))",
        "list(reversed({0}))", "list(range({0}, {1}))", "sum({0}, {1})", "int({0}, {1})", "max({0}, default={1})",
        "list(enumerate({0}, start={1}))", "list(zip({0}, {1}, strict=True))",
    ]
)  # fmt: skip


def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, BINARY, inner).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]} if {parts[1]} else {parts[2]})"),
        st.tuples(inner, inner).map(lambda parts: f"({parts[0]})[{parts[1]}]"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]})[{parts[1]}:{parts[2]}]"),
        st.tuples(inner).map(lambda parts: f"({parts[0]})[::-1]"),
        st.tuples(inner, inner).map(lambda parts: f"[{parts[0]}, {parts[1]}]"),
        st.tuples(CALLS, inner, inner).map(lambda parts: parts[0].format(*parts[1:])),
        inner.map(lambda part: f"(-{part})"),
        inner.map(lambda part: f"(not {part})"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]} < {parts[1]} <= {parts[2]})"),
    )


@settings(max_examples=1000, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(st.recursive(ATOMS, grow, max_leaves=8))
def test_constants_are_pythons(expression: str) -> None:
    assume_small(expression)
    expected, found = python_value(expression), value_of(expression)
    if expected is FAILED or found is FAILED:
        assert expected is found, (expected, found)
    else:
        assert same(expected, found), (expected, found)


def assume_small(expression: str) -> None:
    """Leave out what would take Python too long."""
    from hypothesis import assume

    assume(expression.count("**") <= 1 and "1e3" not in expression[expression.find("**") :])


@pytest.mark.parametrize(
    "expression",
    [
        '"%s-%d" % ("a", 3)', '"%05.2f" % 1.5', '"block_%d" % 7', '"%x" % "a"', '"%d%%" % 5', '"%d" % (1, 2)',
        '"a" in "cab"', "3 in range(2, 9, 2)", "2.0 in range(5)", "1 < 2 < 3 > 2", "(-8) ** 0.5", "10.0 ** 400",
        "0.1 + 0.2", "7 // -2", "-7 % 3", "2 ** -1", "0 ** 0", "True + True", "(1,) + (2,)", "[1] + (2,)",
        "int('0x1f', 16)", "int(' 12 ')", "float('nan')", "float('1e5')", "round(2.5)", "round(1234, -2)",
        "list('abc')", "list(zip())", "max('abc')", "min([])", "len(3)", "range(1.0)", "range(1, 2, 0)",
        "sum(['a'])", "sum([[1], [2]], [])", "'abc'[::2]", "[1, 2, 3][-4]", "[1, 2][True]", "[1, 2]['a']",
        "(1, 2, 3)[1:][0]", "not []", "[] or 3", "0 and 1 / 0", "1 if True else 1 / 0", "reversed(3)", "abs(-3.5)",
        "abs(None)", "-'a'", "None < 1", "1 == 1.0", "'a' * -1", "[[1, 2], [3]] == [[1, 2], [3]]", "None is None",
    ],
)  # fmt: skip
def test_constant(expression: str) -> None:
    expected, found = python_value(expression), value_of(expression)
    assert (expected is FAILED) == (found is FAILED), (expected, found)
    assert expected is FAILED or same(expected, found), (expected, found)

"""The examples in the docstrings of the Python API."""

from __future__ import annotations

import doctest

import pytest

import dsl

FINDER = doctest.DocTestFinder(recurse=False)


def run(name: str) -> None:
    (test,) = FINDER.find(getattr(dsl, name), name, dsl, globs=dict(vars(dsl)))
    assert test.examples
    found: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=found.append)
    assert not found, "".join(found)


def test_all_that_is_public_is_tested() -> None:
    functions = {name for name in dsl.__all__ if callable(getattr(dsl, name)) and name != "ModelError"}
    assert functions == {"compile", "check", "format", "load"}


@pytest.mark.parametrize("name", ["compile", "check", "format"])
def test_example(name: str) -> None:
    run(name)


@pytest.mark.tensorflow
def test_example_of_load() -> None:
    run("load")

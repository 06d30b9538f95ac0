"""What Python can say about a Keras object: signature, arguments of its base classes, first doc line.

`**kwargs` is followed by reading the source: what `__init__` takes out of it by name, and which
`super().__init__(…, **kwargs)` gets the rest. The tests compare the result with what Keras really accepts.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

from dsl.records import dataclass

_KEYWORDS = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


@dataclass(frozen=True)
class _Opaque:
    """The default of a parameter whose value is an object without a literal."""

    def __repr__(self) -> str:
        return "..."


@dataclass(frozen=True)
class Extras:
    """The keyword arguments that go through `**kwargs`."""

    extra: frozenset[str] = frozenset()
    undocumented: frozenset[str] = frozenset()
    accepts_any: bool = False


def parameters_of(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """The parameters of a function, or of a class's `__init__` without `self`."""
    if inspect.isclass(function):
        owner, initializer = _initializer(function, function.__mro__)
        return [] if owner is object else list(inspect.signature(initializer).parameters.values())[1:]
    return list(inspect.signature(function).parameters.values())


def signature_text(parameters: list[inspect.Parameter]) -> str:
    """A signature as Python text, without annotations; `...` is a default that has no literal."""
    plain = []
    for parameter in parameters:
        default = parameter.default
        if default is not parameter.empty and not _is_literal(default):
            default = _Opaque()
        plain.append(parameter.replace(annotation=parameter.empty, default=default))
    return str(inspect.Signature(plain))[1:-1]


def _is_literal(value: object) -> bool:
    try:
        return bool(ast.literal_eval(repr(value)) == value)
    except (ValueError, SyntaxError):
        return False


def doc_line(thing: object) -> str:
    """The first sentence line of a docstring."""
    lines = (inspect.getdoc(thing) or "").strip().split("\n\n")[0].splitlines()
    return " ".join(line.strip() for line in lines)


def extras_of(function: Callable[..., Any]) -> Extras:
    """The keyword arguments beyond the signature that a class or a function takes."""
    if inspect.isclass(function):
        return _class_extras(function, function.__mro__)
    name = _variable_keywords(parameters_of(function))
    if name is None:
        return Extras()
    body = _Body(function, name)
    return Extras(undocumented=body.taken, accepts_any=body.keeps_rest)


def _initializer(cls: type, mro: tuple[type, ...]) -> tuple[type, Callable[..., Any]]:
    for base in mro:
        if "__init__" in vars(base):
            return base, vars(base)["__init__"]
    raise TypeError(f"no __init__ in {cls}")


def _variable_keywords(parameters: list[inspect.Parameter]) -> str | None:
    return next((p.name for p in parameters if p.kind is inspect.Parameter.VAR_KEYWORD), None)


def _class_extras(cls: type, mro: tuple[type, ...]) -> Extras:
    """The extras of the first `__init__` in `mro`, a tail of the method resolution order of `cls`."""
    owner, initializer = _initializer(cls, mro)
    own = [] if owner is object else list(inspect.signature(initializer).parameters.values())[1:]
    name = _variable_keywords(own)
    if name is None:
        return Extras()
    body = _Body(initializer, name)
    if body.refuses_rest or not body.handed_on:
        return Extras(undocumented=body.taken, accepts_any=body.keeps_rest)
    rest = mro[mro.index(owner) + 1 :]
    _, base_initializer = _initializer(cls, rest)
    base = list(inspect.signature(base_initializer).parameters.values())[1:]
    outer = _class_extras(cls, rest)
    positional = sum(not isinstance(argument, ast.Starred) for argument in body.handed_on[0].args)
    given = {p.name for p in base[:positional]} | {p.name for p in own}
    given |= {keyword.arg for keyword in body.handed_on[0].keywords if keyword.arg}
    offered = {p.name for p in base if p.kind in _KEYWORDS} | outer.extra
    undocumented = (outer.undocumented | body.taken) - {p.name for p in own}
    return Extras(frozenset(offered - given - body.taken), undocumented, outer.accepts_any)


class _Body:
    """How the body of a function uses its `**kwargs`."""

    def __init__(self, function: Callable[..., Any], kwargs: str) -> None:
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        self.taken = frozenset(
            call.args[0].value
            for call in calls
            if ast.unparse(call.func) == f"{kwargs}.pop"
            and isinstance(call.args[0], ast.Constant)
            and isinstance(call.args[0].value, str)
        )
        self.handed_on = [
            call for call in calls if ast.unparse(call.func) == "super().__init__" and _spreads(call, kwargs)
        ]
        self.refuses_rest = any(
            isinstance(node, ast.If)
            and isinstance(node.test, ast.Name)
            and node.test.id == kwargs
            and any(isinstance(inner, ast.Raise) for inner in node.body)
            for node in ast.walk(tree)
        )
        self.keeps_rest = not self.refuses_rest and any(_keeps(node, kwargs) for node in ast.walk(tree))


def _spreads(call: ast.Call, kwargs: str) -> bool:
    return any(keyword.arg is None and ast.unparse(keyword.value) == kwargs for keyword in call.keywords)


def _keeps(node: ast.AST, kwargs: str) -> bool:
    """Whether a piece of code stores or passes on the whole of `**kwargs`, whatever its names are."""
    match node:
        case ast.Assign(value=value):
            return ast.unparse(value) == kwargs
        case ast.Call(args=arguments):
            return _spreads(node, kwargs) or any(ast.unparse(argument) == kwargs for argument in arguments)
        case _:
            return False

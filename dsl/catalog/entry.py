"""One public name of Keras, as data: its signature, its extra keyword arguments, its first doc line."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from enum import Enum
from functools import cached_property

from dsl.records import dataclass


class Category(Enum):
    """A namespace of `tf.keras`. The value is its name in the language (`initializers.HeNormal`)."""

    LAYERS = "layers"
    OPTIMIZERS = "optimizers"
    SCHEDULES = "schedules"
    LOSSES = "losses"
    METRICS = "metrics"
    INITIALIZERS = "initializers"
    REGULARIZERS = "regularizers"
    CONSTRAINTS = "constraints"
    CALLBACKS = "callbacks"
    ACTIVATIONS = "activations"
    OPS = "ops"
    RANDOM = "random"
    APPLICATIONS = "applications"
    DTYPE_POLICIES = "dtype_policies"
    DATASETS = "datasets"
    FUNCTIONS = "functions"
    """Calls behind the language's statements and settings: `Input`, `Layer.add_weight`, `Model.compile`."""

    @property
    def namespace(self) -> str:
        """The Python path of the namespace: `tf.keras.layers`."""
        if self is Category.SCHEDULES:
            return "tf.keras.optimizers.schedules"
        if self is Category.FUNCTIONS:
            return "tf.keras"
        return f"tf.keras.{self.value}"


FUNCTIONS = (Category.ACTIVATIONS, Category.OPS, Category.RANDOM)
"""Namespaces of functions; what the others hold is made by calling it."""

CLASS_CATEGORIES = (
    Category.LAYERS,
    Category.OPTIMIZERS,
    Category.SCHEDULES,
    Category.LOSSES,
    Category.METRICS,
    Category.INITIALIZERS,
    Category.REGULARIZERS,
    Category.CONSTRAINTS,
    Category.CALLBACKS,
    Category.DTYPE_POLICIES,
)
"""The categories whose entries are classes, in the order in which an unqualified name is looked for."""


class ParameterKind(Enum):
    """How an argument reaches a parameter, as in `inspect.Parameter.kind`."""

    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional-or-keyword"
    VAR_POSITIONAL = "var-positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "var-keyword"


BY_POSITION = (ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a signature.

    `default` is the Python text of the default value; `None` where the parameter is required, or where the
    default is an object that has no literal.
    """

    name: str
    kind: ParameterKind
    required: bool
    default: str | None


@dataclass(frozen=True)
class Entry:
    """One public class or function of Keras.

    - `python`: the path to write in generated code, `tf.keras.layers.Dense`.
    - `parameters`: those of the constructor without `self`, or of the function.
    - `extra`: keyword arguments that `**kwargs` hands on to the base classes (`name`, `dtype`, …).
    - `undocumented`: keyword arguments that the code takes out of `**kwargs` by name: old spellings, and ones
      meant for saved configurations. Keras accepts them, some with a warning; a writer should not use them.
    - `accepts_any_keyword`: `**kwargs` takes every name (`ops.einsum`, `LambdaCallback`).
    - `call`: for a layer, the parameters of `call`, without `self`.
    - `layer_arguments`: for a layer, the parameters that take a layer or a list of layers.
    """

    name: str
    aliases: tuple[str, ...]
    category: Category
    python: str
    parameters: tuple[Parameter, ...]
    extra: tuple[str, ...]
    undocumented: tuple[str, ...]
    accepts_any_keyword: bool
    call: tuple[Parameter, ...] | None
    layer_arguments: tuple[str, ...]
    doc: str

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all parameters, in their order."""
        return tuple(parameter.name for parameter in self.parameters)

    @cached_property
    def by_position(self) -> tuple[str, ...]:
        """The names of the parameters that a value without a name can go to."""
        return names_by_position(self.parameters)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name in the signature itself."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


def names_by_position(parameters: Iterable[Parameter]) -> tuple[str, ...]:
    """The names of those parameters that a value without a name can go to, one each."""
    return tuple(parameter.name for parameter in parameters if parameter.kind in BY_POSITION)


def parse_signature(text: str) -> tuple[Parameter, ...]:
    """The parameters of a signature written as Python: `"units, activation=None, *, seed=..., **kwargs"`.

    A default of `...` stands for an object that has no literal.
    """
    definition = ast.parse(f"def f({text}): ...").body[0]
    assert isinstance(definition, ast.FunctionDef)
    arguments = definition.args
    positional = arguments.posonlyargs + arguments.args
    required = len(positional) - len(arguments.defaults)
    defaults: list[ast.expr | None] = [None] * required + list(arguments.defaults)
    parameters = []
    for index, (argument, default) in enumerate(zip(positional, defaults, strict=True)):
        only = index < len(arguments.posonlyargs)
        kind = ParameterKind.POSITIONAL_ONLY if only else ParameterKind.POSITIONAL_OR_KEYWORD
        parameters.append(_parameter(argument, kind, default))
    if arguments.vararg:
        parameters.append(Parameter(arguments.vararg.arg, ParameterKind.VAR_POSITIONAL, False, None))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        parameters.append(_parameter(argument, ParameterKind.KEYWORD_ONLY, default))
    if arguments.kwarg:
        parameters.append(Parameter(arguments.kwarg.arg, ParameterKind.VAR_KEYWORD, False, None))
    return tuple(parameters)


def _parameter(argument: ast.arg, kind: ParameterKind, default: ast.expr | None) -> Parameter:
    if default is None:
        return Parameter(argument.arg, kind, True, None)
    opaque = isinstance(default, ast.Constant) and default.value is ...
    return Parameter(argument.arg, kind, False, None if opaque else ast.unparse(default))

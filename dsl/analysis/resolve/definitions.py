"""Layers, models and functions: their parameters, inputs, body and outputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dsl.analysis.dtypes import DTYPES, closest_dtype
from dsl.analysis.resolve.expressions import Expressions
from dsl.analysis.resolve.safe_names import check_names
from dsl.analysis.resolve.scope import Context
from dsl.analysis.resolve.statements import Statements, first_values
from dsl.catalog import Category
from dsl.diagnostics import Fix, Label
from dsl.ir import definitions
from dsl.ir.definitions import Definition, Dim, InputPort, Parameter
from dsl.ir.values import Argument, Kind, Rest, Role
from dsl.syntax import tree

STYLES = ("sequential", "functional", "subclass", "layer")

# Arguments of every generated class.
RESERVED = ("name", "dtype", "trainable", "self", "kwargs")


def resolve_definition(node: tree.LayerDecl | tree.ModelDecl | tree.FunctionDecl, context: Context) -> Definition:
    """The meaning of one declaration."""
    parameters = resolve_parameters(node.parameters, context)
    statements = Statements(context)
    context.scope.later = first_values(node.body)
    if isinstance(node, tree.FunctionDecl):
        for parameter in parameters:
            if parameter.default is None:
                context.scope.kinds[parameter.symbol] = Kind.TENSOR
    inputs = tuple(_resolve_port(port, context) for port in _ports(node.body, context))
    body = statements.resolve(node.body)
    style = node.style if isinstance(node, tree.ModelDecl) else None
    _report_style(style, context)
    _report_missing(node, inputs, statements.outputs, context)
    definition = Definition(
        context.owner,
        node.name.text,
        parameters,
        inputs,
        tuple(statements.outputs),
        body,
        style.text if style else None,
        node.name.span,
    )
    check_names(definition, context.problems)
    return definition


def _report_style(style: tree.Identifier | None, context: Context) -> None:
    if style is not None and style.text not in STYLES:
        known = ", ".join(f"`{name}`" for name in STYLES)
        context.problems.report(
            "E601", f"there is no style called `{style.text}`", style.span, f"the styles are {known}"
        )


def _report_missing(
    node: tree.LayerDecl | tree.ModelDecl | tree.FunctionDecl,
    inputs: Sequence[InputPort],
    outputs: Sequence[object],
    context: Context,
) -> None:
    """Report that nothing goes in, or that nothing comes out."""
    name = node.name
    if not outputs:
        message = f"the {context.owner} `{name.text}` has no output"
        context.problems.report("E210", message, name.span, "add `output value`")
    if not inputs and context.owner != "function":
        message = f"the {context.owner} `{name.text}` has no input"
        context.problems.report("E211", message, name.span, "add `input name: dtype[dims]`")


def resolve_parameters(nodes: tuple[tree.Parameter, ...], context: Context) -> tuple[Parameter, ...]:
    """The parameters of a declaration, each with its default; a default sees the parameters before it."""
    resolved = []
    for node in nodes:
        default = None
        if node.default is not None:
            default = Expressions(context).constant(node.default, "the default of a parameter")
        _report_repeated(node.name, context)
        if context.owner in ("layer", "model") and node.name.text in RESERVED:
            message = f"`{node.name.text}` is an argument that every Keras {context.owner} has already"
            if node.name.text in ("self", "kwargs"):
                message = f"`{node.name.text}` has a meaning of its own where Python makes a {context.owner}"
            context.problems.report("E212", message, node.name.span, "choose another name")
        symbol = context.scope.declare(node.name.text, Role.PARAMETER, Kind.CONSTANT, node.name.span)
        resolved.append(Parameter(symbol, default))
    return tuple(resolved)


def _report_repeated(name: tree.Identifier, context: Context) -> None:
    symbol = context.scope.symbols.get(name.text)
    if symbol is not None:
        labels = (Label(symbol.span, "first declared here"),)
        context.problems.report("E208", f"`{name.text}` is declared twice", name.span, labels=labels)


def _ports(body: tuple[tree.Stmt, ...], context: Context) -> list[tree.Port]:
    for statement in body:
        for inner in _blocks(statement):
            for nested in inner:
                if isinstance(nested, tree.Input):
                    place = nested.ports[0].name.span
                    context.problems.report("E214", "an input cannot depend on a condition or a loop", place)
    return [port for statement in body if isinstance(statement, tree.Input) for port in _typed(statement.ports)]


def _typed(ports: tuple[tree.Port, ...]) -> list[tree.Port]:
    """The ports of one statement; `left, right: float32[8]` gives both the type."""
    typed: list[tree.Port] = []
    following: tree.Port | None = None
    for port in reversed(ports):
        if port.dtype is None and following is not None:
            port = replace(port, dtype=following.dtype, dims=following.dims, options=following.options)
        typed.insert(0, port)
        following = port
    return typed


def _blocks(statement: tree.Stmt) -> tuple[tuple[tree.Stmt, ...], ...]:
    match statement:
        case tree.For(body=body):
            return (body,)
        case tree.If(then=then, orelse=orelse):
            return (then, orelse)
        case _:
            return ()


def _resolve_port(port: tree.Port, context: Context) -> InputPort:
    _report_repeated(port.name, context)
    if port.dtype is not None and port.dtype.text not in DTYPES:
        context.problems.misspelled(
            "E216",
            f"no dtype is called `{port.dtype.text}`",
            port.dtype.span,
            closest_dtype(port.dtype.text),
        )
    if context.owner == "model" and (port.dtype is None or port.dims is None):
        _report_without_shape(port, context)
        if _has_sizes_in_parentheses(port):
            port = replace(port, options=())
    dims = None if port.dims is None else tuple(_resolve_dim(dim, context) for dim in port.dims)
    expressions = Expressions(context)
    options = tuple(
        Argument(
            option.name.text if option.name else None,
            expressions.constant(option.value, "an option of an input"),
            option.span,
        )
        for option in port.options
    )
    expressions.signatures.check_options("input", "Input", options, port.name.span)
    symbol = context.scope.declare(port.name.text, Role.INPUT, Kind.TENSOR, port.name.span)
    return InputPort(symbol, port.dtype.text if port.dtype else None, dims, options, port.span)


def _has_sizes_in_parentheses(port: tree.Port) -> bool:
    return port.dims is None and bool(port.options) and all(option.name is None for option in port.options)


def _report_without_shape(port: tree.Port, context: Context) -> None:
    name, missing = port.name.text, "a dtype and a shape" if port.dtype is None else "a shape"
    dtype = port.dtype.text if port.dtype and port.dtype.text in DTYPES else "float32"
    help, fix = f"for example `{name}: {dtype}[8, 8, 1]`, or `{dtype}[]` for one number", None
    if _has_sizes_in_parentheses(port):
        meant = f"{name}: {dtype}[{', '.join(option.value.span.text for option in port.options)}]"
        help, fix = f"sizes stand in brackets: `{meant}`", Fix(port.span, meant, f"write `{meant}`", is_sure=False)
    context.problems.report("E215", f"the input `{name}` of a model needs {missing}", port.span, help, fix=fix)


def _resolve_dim(dim: tree.Dim, context: Context) -> Dim:
    match dim:
        case tree.AnyDim(span):
            return definitions.AnyDim(span)
        case tree.Ellipsis_(span):
            if context.owner == "model":
                context.problems.report(
                    "E215", "the shape of a model's input is written out", span,
                    "write one number a dimension, or `?` where it varies",
                )  # fmt: skip
            return Rest(span)
        case tree.Name(text, span) if context.owner != "model" and context.find_symbol(text) is None:
            symbol = context.scope.declare(text, Role.DIMENSION, Kind.CONSTANT, span)
            return definitions.NewDim(symbol, span)
        case _:
            return Expressions(context).constant(dim, "a dimension", Category.LAYERS)

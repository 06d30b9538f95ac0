"""Calls: what is made or invoked, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dsl.analysis.resolve.argument_values import check_together, check_values, expected_category
from dsl.analysis.resolve.branches import report_branches
from dsl.analysis.resolve.formulas import is_loss_function, loss_of, words_for
from dsl.analysis.resolve.kinds import kind_applied, kind_given, makes_tensors
from dsl.analysis.resolve.names import find_callee, unknown
from dsl.analysis.resolve.scope import Context
from dsl.analysis.resolve.signatures import Signatures
from dsl.catalog import FUNCTIONS, Category, Entry, Parameter
from dsl.catalog.refused import refusal
from dsl.ir import values
from dsl.ir.values import Argument, Expr, Kind
from dsl.source import Span
from dsl.syntax import tree


class Calls:
    """Resolves the calls of one declaration."""

    def __init__(self, context: Context, resolve_expression: Callable[[tree.Expr, Category | None], Expr]) -> None:
        self.context = context
        self.problems = context.problems
        self.resolve_expression = resolve_expression
        self.signatures = Signatures(context)

    def resolve(self, node: tree.Call, expected: Category | None) -> Expr:
        """The meaning of a call: a new layer or object, a function's value, or a layer called on tensors."""
        callee = node.callee
        if isinstance(callee, tree.Name):
            symbol = self.context.find_symbol(callee.text)
            if symbol is not None:
                return self._call_value(values.Reference(*symbol, callee.span), node)
        if isinstance(callee, tree.Attribute) and is_loss_function(callee):
            message = f"`{callee.span.text}` is not a function of the language"
            self.problems.report("E202", message, callee.name.span, words_for(callee.name.text))
            return unknown(node.span)
        if isinstance(callee, tree.Name | tree.Attribute):
            target = find_callee(self.context, callee, expected)
            if target is None:
                self._arguments(node, ())
                return unknown(node.span)
            return self._call_target(target, node, self._is_layer_wanted(expected))
        return self._call_value(self.resolve_expression(callee, Category.LAYERS), node)

    def _is_layer_wanted(self, expected: Category | None) -> bool:
        """Whether a class of a Python module, of which nothing is known, is most likely a layer here."""
        return self.context.owner != "train" and expected in (None, Category.LAYERS, Category.APPLICATIONS)

    def _call_target(self, target: values.Callee, node: tree.Call, is_layer_wanted: bool) -> Expr:
        """The meaning of a call of something known; where its arguments are wrong, a value of the same kind."""
        arguments = self._arguments(node, self.signatures.of(target))
        known = len(self.problems.found)
        if isinstance(target, Entry) and self._is_refused(target, node):
            return unknown(node.span)
        if not isinstance(target, values.PythonName | values.Builtin):
            self.signatures.check(target, arguments, node.callee.span)
        if isinstance(target, Entry):
            check_values(self.context, target, arguments)
            check_together(self.context, target, arguments)
        if any(a.value.kind is Kind.UNKNOWN for a in arguments) or report_branches(self.context, target, arguments):
            return unknown(node.span)
        value = self._value_of(target, arguments, node, is_layer_wanted)
        return value if len(self.problems.found) == known else unknown(node.span, value.kind)

    def _value_of(
        self, target: values.Callee, arguments: tuple[Argument, ...], node: tree.Call, is_layer_wanted: bool
    ) -> Expr:
        tensors = next((a for a in arguments if a.value.kind.has_tensors), None)
        is_tensor = tensors is not None or makes_tensors(self.context, target)
        kind = kind_given(self.context, target) if is_tensor else Kind.CONSTANT
        match target:
            case values.Builtin(name):
                return self._builtin(name, arguments, node.span)
            case Entry(category=category) if category in FUNCTIONS:
                return values.Invoke(target, arguments, kind, node.span)
            case values.Declared(what="function"):
                return values.Invoke(target, arguments, kind, node.span)
            case values.PythonName(name=name) if not name[:1].isupper():
                return values.Invoke(target, arguments, kind, node.span)
            case values.PythonName() if not is_layer_wanted:
                return values.Construct(target, arguments, Kind.CONSTANT, node.span)
            case Entry(category=Category.LAYERS | Category.APPLICATIONS) | values.Declared() | values.PythonName():
                return self._layer(target, arguments, tensors, node)
            case _:
                return values.Construct(target, arguments, Kind.CONSTANT, node.span)

    def _is_refused(self, entry: Entry, node: tree.Call) -> bool:
        """Report a class that nobody has a use for."""
        found = refusal(entry)
        if found is not None:
            self.problems.report("E228", f"`{entry.name}` {found.reason}", node.callee.span, found.instead)
        return found is not None

    def _layer(
        self, target: values.Callee, arguments: tuple[Argument, ...], tensor: Argument | None, node: tree.Call
    ) -> Expr:
        if tensor is not None:
            name = node.callee.span.text
            self.problems.report(
                "E307",
                f"`{name}(…)` makes a layer, and a tensor is not one of its arguments",
                tensor.value.span,
                f"call the layer on the tensor: `x -> {name}(…)` or `{name}(…)(x)`",
            )
            return unknown(node.span)
        if self.context.owner == "function":
            self.problems.report(
                "E207",
                "a function has no layers of its own",
                node.callee.span,
                "make it a `layer` instead of a `function`",
            )
            return unknown(node.span)
        return values.Construct(target, arguments, Kind.LAYER, node.span)

    def _call_value(self, value: Expr, node: tree.Call) -> Expr:
        arguments = self._arguments(node, ())
        if value.kind is Kind.UNKNOWN or any(a.value.kind is Kind.UNKNOWN for a in arguments):
            return unknown(node.span)
        if value.kind is Kind.LAYER or (value.kind is Kind.CONSTANT and isinstance(value, values.Reference)):
            if arguments and arguments[0].name is None and arguments[0].value.kind is Kind.ARGUMENTS:
                arguments = (replace(arguments[0], spread=True), *arguments[1:])
            self.signatures.check_call(value, arguments, node.span)
            return values.Apply(value, arguments, kind_applied(self.context, value), node.span)
        loss = loss_of(value)
        if loss is not None:
            message = f"`{loss.name}` belongs into a `train` block, and cannot be called on tensors"
            self.problems.report("E310", message, node.callee.span, words_for(loss.name))
        else:
            self.problems.report("E310", f"a {value.kind.value} cannot be called", node.callee.span)
        return unknown(node.span)

    def _builtin(self, name: str, arguments: tuple[Argument, ...], span: Span) -> Expr:
        kinds = [argument.value.kind for argument in arguments]
        if name in ("range", "len", "int", "float", "round"):
            kind = Kind.CONSTANT
        elif Kind.TENSOR in kinds and name in ("sum", "abs", "min", "max"):
            self.problems.report(
                "E305", f"`{name}` works on constants, and this is a tensor", span, f"use `ops.{name}`"
            )
            return unknown(span)
        else:
            kind = next((kind for kind in kinds if kind is not Kind.CONSTANT), Kind.CONSTANT)
            if name == "sum" and kind is Kind.TENSORS:
                kind = Kind.TENSOR
        return values.Invoke(values.Builtin(name), arguments, kind, span)

    # --- arguments -------------------------------------------------------------------------------

    def _arguments(self, node: tree.Call, signature: tuple[Parameter, ...]) -> tuple[Argument, ...]:
        resolved = []
        for position, argument in enumerate(node.arguments):
            name = argument.name.text if argument.name else None
            if name is None and position < len(signature):
                name = signature[position].name
            value = self.resolve_expression(argument.value, expected_category(name or ""))
            resolved.append(Argument(argument.name.text if argument.name else None, value, argument.span))
        return tuple(resolved)

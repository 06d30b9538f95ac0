"""Calls: what is made or invoked, and whether the arguments fit its signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dsl.analysis import listing
from dsl.analysis.argument_values import check_together, check_values, expected_category
from dsl.analysis.branches import report_branches
from dsl.analysis.formulas import is_loss_function, loss_of, words_for
from dsl.analysis.names import FUNCTIONS, find_callee, find_symbol, unknown
from dsl.analysis.scope import Context
from dsl.analysis.tensor_functions import makes_tensors
from dsl.catalog import Category, Entry, Parameter, ParameterKind, hints, match, suggest
from dsl.catalog.refused import refusal
from dsl.diagnostics import Label
from dsl.ir import parts, values
from dsl.ir.values import Argument, Expr, Kind
from dsl.source import Span
from dsl.syntax import tree

# The arguments of every Keras layer, which own layers take too.
OWN_EXTRA = ("name", "dtype", "trainable")

# A declared model that is used as a layer may be made by a function, and computes as its layers do.
MODEL_EXTRA = ("name", "trainable")

# The applications are functions that give a model; the program sets its attribute.
APPLICATION_EXTRA = ("trainable",)

# What an `input` or a `weight` says with its name, its type and its value, by the function of Keras it stands for.
WRITTEN_OTHERWISE = {
    "Input": ("name", "shape", "dtype", "batch_shape", "tensor"),
    "Layer.add_weight": ("name", "shape", "initializer"),
}


class Calls:
    """Resolves the calls of one declaration."""

    def __init__(self, context: Context, resolve_expression: Callable[[tree.Expr, Category | None], Expr]) -> None:
        self.context = context
        self.problems = context.problems
        self.resolve_expression = resolve_expression

    def resolve(self, node: tree.Call, expected: Category | None) -> Expr:
        """The meaning of a call: a new layer or object, a function's value, or a layer called on tensors."""
        callee = node.callee
        if isinstance(callee, tree.Name):
            symbol = find_symbol(self.context, callee.text)
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
        signature = self._signature(target)
        arguments = self._arguments(node, signature)
        if isinstance(target, Entry) and self._is_refused(target, node):
            return unknown(node.span)
        if not isinstance(target, values.PythonName | values.Builtin):
            self._check(target, signature, arguments, node)
        if isinstance(target, Entry):
            check_values(self.context, target, arguments)
            check_together(self.context, target, arguments)
        if any(a.value.kind is Kind.UNKNOWN for a in arguments) or report_branches(self.context, target, arguments):
            return unknown(node.span)
        tensors = next((a for a in arguments if a.value.kind.has_tensors), None)
        is_tensor = tensors is not None or self._makes_tensors(target)
        kind = self.kind_given(target) if is_tensor else Kind.CONSTANT
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

    def kind_given(self, target: values.Callee) -> Kind:
        """What a function or a layer gives that is called on tensors."""
        if isinstance(target, values.Declared):
            is_list = listing.gives_list(self.context.globals.definitions, target.name)
        else:
            is_list = isinstance(target, Entry) and parts.gives_list(target)
        return Kind.TENSORS if is_list else Kind.TENSOR

    def _makes_tensors(self, target: values.Callee) -> bool:
        """Whether a function gives a tensor whatever it is called on: `ops.arange(8)`, and what is made of it."""
        if isinstance(target, Entry) and target.category is Category.RANDOM:
            return True
        if self.context.owner not in ("model", "layer", "function"):
            return False
        if isinstance(target, values.Declared) and target.what == "function":
            return makes_tensors(self.context.globals.definitions, target.name)
        return isinstance(target, Entry) and target.category in FUNCTIONS

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
            self.check_call(value, arguments, node.span)
            return values.Apply(value, arguments, self.kind_applied(value), node.span)
        loss = loss_of(value)
        if loss is not None:
            message = f"`{loss.name}` belongs into a `train` block, and cannot be called on tensors"
            self.problems.report("E310", message, node.callee.span, words_for(loss.name))
        else:
            self.problems.report("E310", f"a {value.kind.value} cannot be called", node.callee.span)
        return unknown(node.span)

    def kind_applied(self, layer: Expr) -> Kind:
        """What a layer gives that is called on tensors."""
        match layer:
            case values.Reference(symbol):
                return Kind.TENSORS if symbol in self.context.scope.listing else Kind.TENSOR
            case values.Chain(stages):
                return self.kind_applied(stages[-1])
            case values.Construct(target) if not gives_states(layer):
                return self.kind_given(target)
            case values.Construct():
                return Kind.TENSORS
        return Kind.TENSOR

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

    def _signature(self, target: values.Callee) -> tuple[Parameter, ...]:
        if isinstance(target, Entry):
            return target.parameters
        if isinstance(target, values.Declared):
            parameters = self.context.globals.definitions[target.name].parameters
            if target.what == "function":
                return ()
            return tuple(_positional(p.name.text, p.default is None) for p in parameters)
        return ()

    def _check(
        self,
        target: Entry | values.Declared,
        signature: tuple[Parameter, ...],
        arguments: tuple[Argument, ...],
        node: tree.Call,
    ) -> None:
        if isinstance(target, values.Declared) and target.what == "function":
            return
        # What every Keras layer takes is handed on by own layers; a model may be made by a plain function.
        extra = _extra(target)
        anything = isinstance(target, Entry) and target.accepts_any_keyword
        self.report_mismatches(target.name, signature, extra, anything, arguments, node.callee.span)

    def check_call(self, layer: Expr, arguments: tuple[Argument, ...], span: Span) -> None:
        """Hold the arguments of a layer's call against what Keras says the layer can be called with."""
        if not isinstance(layer, values.Construct) or not isinstance(layer.target, Entry):
            return
        entry = layer.target
        if entry.call is None or any(argument.spread for argument in arguments):
            return
        named = tuple(argument for argument in arguments if argument.name is not None)
        if named:
            known = (*entry.call, _positional("training", False))
            self.report_mismatches(f"{entry.name}(…)", known, ("mask",), False, named, span, partial=True)
        self._report_missing_inputs(layer, entry.call, arguments)

    def _report_missing_inputs(
        self, layer: values.Construct, signature: tuple[Parameter, ...], arguments: tuple[Argument, ...]
    ) -> None:
        """Report what a layer is called without: the states of a cell, the value of an attention."""
        keywords = [argument.name for argument in arguments if argument.name is not None]
        result = match.match_arguments(signature, (), True, len(arguments) - len(keywords), keywords)
        for problem in result.mismatches:
            if isinstance(problem, match.Missing):
                given = ", ".join(a.value.span.text for a in arguments if a.name is None)
                missing = " and ".join(f"`{name}`" for name in problem.names)
                call = f"{layer.target.name}(…)({', '.join(filter(None, [given, *problem.names]))})"
                words = f"call it with all that it needs: `{call}`" if len(call) < 60 else ""
                self.problems.report("E314", f"a call of `{layer.target.name}` needs {missing}", layer.span, words)

    def check_options(self, what: str, function: str, options: tuple[Argument, ...], span: Span) -> None:
        """Hold the options of an `input` or a `weight` against the function of Keras that they are given to."""
        if not options:
            return
        entry = self.context.catalog.find(function, Category.FUNCTIONS)
        assert entry is not None
        known = (
            p for p in entry.parameters if p.kind in (ParameterKind.POSITIONAL_OR_KEYWORD, ParameterKind.KEYWORD_ONLY)
        )
        signature = tuple(
            replace(p, kind=ParameterKind.KEYWORD_ONLY) for p in known if p.name not in WRITTEN_OTHERWISE[function]
        )
        self.report_mismatches(what, signature, (), False, options, span, partial=True)
        own = tuple(option for option in options if option.name not in WRITTEN_OTHERWISE[function])
        check_values(self.context, entry, own, what)

    def report_mismatches(
        self,
        name: str,
        signature: tuple[Parameter, ...],
        extra: tuple[str, ...],
        anything: bool,
        arguments: tuple[Argument, ...],
        span: Span,
        partial: bool = False,
    ) -> None:
        """Report each argument that does not fit; `partial` leaves missing ones alone."""
        positional = [argument for argument in arguments if argument.name is None]
        named = [argument for argument in arguments if argument.name is not None]
        result = match.match_arguments(
            signature, extra, anything, len(positional), [argument.name or "" for argument in named]
        )
        # A name that fits nothing was probably meant for what is missing: one mistake, not two.
        strange = [p.name for p in result.mismatches if isinstance(p, match.UnknownKeyword) and not p.suggestion]
        lacking = next((p.names for p in result.mismatches if isinstance(p, match.Missing)), ())
        meant = dict(zip(strange, lacking, strict=False)) if not partial else {}
        first: dict[str | None, Argument] = {}
        for argument in named:
            first.setdefault(argument.name, argument)
        for problem in dict.fromkeys(result.mismatches):  # each once: what is given twice may be given a thousand times
            match problem:
                case match.TooManyPositional(limit):
                    counted = f"{_count(limit, 'positional argument')}, and {len(positional)} are given"
                    self.problems.report("E311", f"`{name}` takes {counted}", positional[limit].span)
                case match.UnknownKeyword(keyword, suggestion):
                    place = _keyword_span(first[keyword])
                    self._report_keyword(name, keyword, suggestion or meant.get(keyword), place)
                case match.Duplicate(keyword):
                    self._report_duplicate(name, keyword, positional, result.positional, named)
                case match.Missing(names) if not partial and len(meant) < len(names):
                    missing = " and ".join(f"`{missing}`" for missing in names[len(meant) :])
                    self.problems.report("E314", f"`{name}` needs {missing}", span)

    def _report_keyword(self, name: str, keyword: str, suggestion: str | None, place: Span) -> None:
        message = f"`{name}` has no argument `{keyword}`"
        words = suggest.hint(keyword, hints.Context.ARGUMENT)
        if words is not None and suggestion is None:
            self.problems.report("E312", message, place, words)
        else:
            self.problems.misspelled("E312", message, place, suggestion)

    def _report_duplicate(
        self,
        name: str,
        keyword: str,
        positional: list[Argument],
        places: tuple[str, ...],
        named: list[Argument],
    ) -> None:
        given = [argument for argument, place in zip(positional, places, strict=False) if place == keyword]
        given += [argument for argument in named if argument.name == keyword]
        self.problems.report(
            "E313", f"`{name}` gets its argument `{keyword}` twice", _keyword_span(given[-1]),
            labels=(Label(_keyword_span(given[0]), "first given here"),),
        )  # fmt: skip


def gives_states(layer: Expr) -> bool:
    """Whether a recurrent layer, or what wraps one, is written to give its states beside its output."""
    if not isinstance(layer, values.Construct) or not isinstance(layer.target, Entry):
        return False
    flags = (a.value for a in layer.arguments if a.name == "return_state")
    inner = (argument.value for argument in layer.arguments[:1])
    return any(isinstance(f, values.Literal) and f.value is True for f in flags) or any(map(gives_states, inner))


def _keyword_span(argument: Argument) -> Span:
    """The name of a named argument, or the whole of another."""
    span = argument.span
    return span if argument.name is None else Span(span.source, span.start, span.start + len(argument.name))


def _extra(target: Entry | values.Declared) -> tuple[str, ...]:
    """The names of arguments that something takes beside its parameters."""
    if isinstance(target, values.Declared):
        return OWN_EXTRA if target.what == "layer" else MODEL_EXTRA
    return (*target.extra, *(APPLICATION_EXTRA if target.category is Category.APPLICATIONS else ()))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _positional(name: str, required: bool) -> Parameter:
    return Parameter(name, ParameterKind.POSITIONAL_OR_KEYWORD, required, None)

"""Signatures: whether the arguments of a call are those that what is called takes."""

from __future__ import annotations

from dataclasses import replace

from dsl.analysis.resolve.argument_values import check_values
from dsl.analysis.resolve.scope import Context
from dsl.catalog import Category, Entry, Parameter, ParameterKind, hints, match, suggest
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.values import Argument, Expr
from dsl.source import Span

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


class Signatures:
    """Holds the arguments of the calls of one declaration against signatures."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.problems = context.problems

    def of(self, target: values.Callee) -> tuple[Parameter, ...]:
        """The parameters of what is called, as far as they are known before it is called."""
        if isinstance(target, Entry):
            return target.parameters
        if isinstance(target, values.Declared) and target.what != "function":
            parameters = self.context.globals.definitions[target.name].parameters
            return tuple(_positional(p.name.text, p.default is None) for p in parameters)
        return ()

    def check(self, target: Entry | values.Declared, arguments: tuple[Argument, ...], span: Span) -> None:
        """Report the arguments that something is not made with; those of a function are looked at in its call."""
        if isinstance(target, values.Declared) and target.what == "function":
            return
        # What every Keras layer takes is handed on by own layers; a model may be made by a plain function.
        anything = isinstance(target, Entry) and target.accepts_any_keyword
        self.report_mismatches(target.name, self.of(target), _extra(target), anything, arguments, span)

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
                if problem.names == ("value",) and given.isidentifier():
                    words = f"for self-attention: `({given}, {given}) -> {layer.target.name}(…)`"
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
        if not result.mismatches:
            return
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

"""Statements of a body, in their order: what each name holds from there on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dsl.analysis.resolve.expressions import Expressions
from dsl.analysis.resolve.kinds import kind_applied
from dsl.analysis.resolve.scope import Context
from dsl.catalog import Category
from dsl.diagnostics import Fix
from dsl.ir import definitions
from dsl.ir.definitions import Pattern, Stmt
from dsl.ir.values import Apply, Argument, Builtin, Expr, Invoke, Kind, Role, Symbol
from dsl.source import Span
from dsl.syntax import tree

# A loop body is read again until the kinds of its names stand still; each round settles at least one name.
LOOP_ROUNDS = 4


class Statements:
    """Resolves the statements of one body."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.problems = context.problems
        self.scope = context.scope
        self.expressions = Expressions(context)
        self.outputs: list[Symbol] = []
        # The outputs without a name: those given so far in this block, and those of the other side of an `if`.
        self.given: list[Symbol] = []
        self.other_side: list[Symbol] = []

    def resolve(self, body: tuple[tree.Stmt, ...]) -> tuple[Stmt, ...]:
        """The meaning of a block; its inputs have been declared before."""
        resolved: list[Stmt] = []
        for statement in body:
            if not isinstance(statement, tree.Input):
                resolved.extend(self._statement(statement))
        return tuple(resolved)

    def _statement(self, node: tree.Stmt) -> tuple[Stmt, ...]:
        match node:
            case tree.Assign():
                return self._assign(node)
            case tree.Output(items):
                return tuple(self._output(item) for item in items)
            case tree.Weight():
                return self._weight(node)
            case tree.For():
                return (self._for(node),)
            case tree.If():
                return (self._if(node),)
            case tree.AddLoss(value, span):
                return self._add_loss(value, span)
            case tree.Assert(test, message, span):
                check = self.expressions.constant(test, "the condition")
                words = None if message is None else self.expressions.constant(message, "the message")
                return (definitions.Assert(check, words, span),)
            case _:
                raise AssertionError(f"no rule for {type(node).__name__}")

    # --- names -----------------------------------------------------------------------------------

    def _assign(self, node: tree.Assign) -> tuple[Stmt, ...]:
        value = self.expressions.resolve(node.value)
        if value.kind is Kind.LAYER and len(node.targets) > 1:
            self.problems.report("E315", "a layer has no parts to give to several names", node.value.span)
        several = len(node.targets) > 1
        targets = tuple(self._target(name, _part(value.kind) if several else value.kind) for name in node.targets)
        if value.kind is Kind.LAYER and kind_applied(self.context, value) is Kind.TENSORS:
            self.scope.listing.update(target for target in targets if target is not None)
        else:
            self.scope.listing.difference_update(targets)
        return (definitions.Assign(targets, value, node.span),)

    def _target(self, name: tree.Identifier, kind: Kind) -> Symbol | None:
        if name.text == "_":
            return None
        old = self.scope.symbols.get(name.text)
        is_argument = self.context.owner == "function"
        if old is not None and old.role in (Role.PARAMETER, Role.WEIGHT, Role.DIMENSION) and not is_argument:
            self.problems.report(
                "E206", f"`{name.text}` is a {old.role.value} and cannot be assigned", name.span,
                "choose another name",
            )  # fmt: skip
            return old
        return self.scope.declare(name.text, Role.VARIABLE, kind, name.span)

    def _output(self, item: tree.OutputItem) -> Stmt:
        value = self.expressions.resolve(item.value)
        if self.context.owner != "function":
            self._check_output(value, item.value.span)
        symbol = self._output_symbol(item, value.kind)
        if symbol not in self.outputs:
            self.outputs.append(symbol)
        return definitions.SetOutput(symbol, value, item.span)

    def _check_output(self, value: Expr, span: Span) -> None:
        """Without an input there are no tensors, which is reported once for the whole declaration.

        What a call gives is seen when it is elaborated.
        """
        is_call = isinstance(value, Apply | Invoke)
        if value.kind in (Kind.TENSORS, Kind.ARGUMENTS) and self.context.owner == "model" and not is_call:
            words = "join them, `-> Concatenate()`, or give each a name of its own"
            self.problems.report(
                "E308", f"an output of a model is one tensor, and this is a {value.kind.value}", span, words
            )
            return
        layer = value.kind.has_layers
        has_inputs = any(symbol.role is Role.INPUT for symbol in self.scope.symbols.values())
        if layer or (value.kind is Kind.CONSTANT and has_inputs):
            words = "call it on something: `output x -> …`" if layer else ""
            self.problems.report("E308", f"an output must be a tensor, and this is a {value.kind.value}", span, words)

    def _output_symbol(self, item: tree.OutputItem, kind: Kind) -> Symbol:
        if item.name is not None and self.context.owner != "model":
            name = item.name.span
            fix = Fix(Span(name.source, name.start, item.value.span.start), "", "leave out the name")
            self.problems.report("E209", "only a model's outputs have names", name, "write `output value`", fix=fix)
        if item.name is not None:
            old = self.scope.symbols.get(item.name.text)
            if old is not None and old.role is Role.PARAMETER:
                return self._beside_parameter(item.name)
            return self.scope.declare(item.name.text, Role.VARIABLE, kind, item.name.span)
        symbol = self.other_side.pop(0) if self.other_side else self._unnamed_output(item.span)
        self.given.append(symbol)
        return symbol

    def _beside_parameter(self, name: tree.Identifier) -> Symbol:
        """An output that is called like a parameter: inside of the model the name stays that of the parameter."""
        known = [symbol for symbol in self.outputs if symbol.name == name.text]
        return known[0] if known else Symbol(name.text, Role.VARIABLE, name.span)

    def _unnamed_output(self, span: Span) -> Symbol:
        """A symbol that no name in the file can reach."""
        name = "output" if not self.outputs else f"output_{len(self.outputs) + 1}"
        known = [symbol for symbol in self.outputs if symbol.span == span]
        return known[0] if known else Symbol(name, Role.VARIABLE, span)

    def _weight(self, node: tree.Weight) -> tuple[Stmt, ...]:
        if self.context.owner != "layer":
            self.problems.report(
                "E207", f"a {self.context.owner} has no weights of its own", node.name.span,
                "put the weight into a `layer` and use that layer here",
            )  # fmt: skip
            self.scope.declare(node.name.text, Role.VARIABLE, Kind.UNKNOWN, node.name.span)
            return ()
        shape = tuple(self.expressions.constant(dim, "a dimension of a weight") for dim in node.dims)
        options = tuple(
            Argument(
                option.name.text if option.name else None,
                self.expressions.constant(option.value, "an option of a weight", _expected(option)),
                option.span,
            )
            for option in node.options
        )
        self.expressions.signatures.check_options("weight", "Layer.add_weight", options, node.name.span)
        initializer = None
        if node.initializer is not None:
            initializer = self.expressions.constant(node.initializer, "an initializer", Category.INITIALIZERS)
        symbol = self.scope.declare(node.name.text, Role.WEIGHT, Kind.TENSOR, node.name.span)
        return (definitions.MakeWeight(symbol, shape, initializer, options, node.span),)

    # --- blocks ----------------------------------------------------------------------------------

    def _if(self, node: tree.If) -> Stmt:
        words = "`ops.where(test, a, b)` chooses between tensors, element by element"
        test = self.expressions.constant(node.test, "the condition of `if`", None, words)
        before = dict(self.scope.kinds)
        given_before, self.given = self.given, []
        then = self.resolve(node.then)
        after_then = self.scope.kinds
        self.scope.kinds = dict(before)
        # What both sides give without a name is one output.
        waiting, given_then = self.other_side, self.given
        self.other_side = list(given_then)
        orelse = self.resolve(node.orelse)
        self.other_side, self.given = waiting, [*given_before, *given_then]
        self._join(after_then, node.test.span)
        return definitions.If(test, then, orelse, node.span)

    def _join(self, before: dict[Symbol, Kind], span: Span) -> None:
        for symbol, here, there in self.scope.join(before):
            self.problems.report(
                "E309", f"`{symbol.name}` is a {here.value} on one way through here and a {there.value} on the other",
                span, "give the two different names",
            )  # fmt: skip

    def _for(self, node: tree.For) -> Stmt:
        iterable = self.expressions.resolve(node.iterable)
        if iterable.kind is Kind.TENSOR:
            self.problems.report(
                "E302", "a loop goes over something known when compiling, and this is a tensor", node.iterable.span,
                "a list of tensors can be looped over, the parts of one tensor cannot",
            )  # fmt: skip
        for round in range(LOOP_ROUNDS):
            before, found = dict(self.scope.kinds), len(self.problems.found)
            outputs = len(self.outputs)
            targets = self._targets(node.targets, iterable)
            body = self.resolve(node.body)
            self._join(before, node.iterable.span)
            changed = {symbol: kind for symbol, kind in before.items() if self.scope.kinds[symbol] is not kind}
            poisoned = [symbol for symbol in changed if self.scope.kinds[symbol] is Kind.UNKNOWN]
            if len(poisoned) == len(changed) or round == LOOP_ROUNDS - 1:
                break
            # What a mistake has poisoned starts anew, so that the next round finds the mistake again.
            self.scope.kinds |= {symbol: before[symbol] for symbol in poisoned}
            del self.problems.found[found:], self.outputs[outputs:]
        return definitions.For(targets, iterable, body, node.span)

    def _targets(self, targets: tuple[tree.Target, ...], iterable: Expr) -> Pattern:
        """What a loop gives values to, each of the kind of its part of an item."""
        if len(targets) == 1 and isinstance(targets[0], tree.NestedTargets):
            return self._targets(targets[0].targets, iterable)
        given: list[Symbol | Pattern | None] = []
        for target, part in zip(targets, loop_parts(iterable, len(targets)), strict=True):
            if isinstance(target, tree.NestedTargets):
                given.append(self._targets(target.targets, part))
            else:
                given.append(self._target(target, _part(part.kind)))
        return tuple(given)

    def _add_loss(self, value: tree.Expr, span: Span) -> tuple[Stmt, ...]:
        if self.context.owner == "function":
            self.problems.report("E207", "a function cannot add a loss", value.span, "put it into a `layer`")
            return ()
        return (definitions.AddLoss(self.expressions.resolve(value), span),)


def _expected(option: tree.Argument) -> Category | None:
    kinds = {"regularizer": Category.REGULARIZERS, "constraint": Category.CONSTRAINTS}
    return kinds.get(option.name.text) if option.name else None


def _part(kind: Kind) -> Kind:
    return {Kind.TENSORS: Kind.TENSOR, Kind.ARGUMENTS: Kind.TENSOR, Kind.LAYERS: Kind.LAYER}.get(kind, kind)


def loop_parts(iterable: Expr, targets: int) -> list[Expr]:
    """For each name of a loop a list that its values come from; `zip` and `enumerate` give each name its own."""
    if isinstance(iterable, Invoke) and isinstance(iterable.target, Builtin):
        inner = [argument.value for argument in iterable.arguments]
        match iterable.target.name:
            case "zip" if len(inner) == targets > 1:
                return inner
            case "enumerate" if targets == 2 and inner:
                return [replace(iterable, kind=Kind.CONSTANT, arguments=()), inner[0]]
            case "list" | "tuple" | "reversed" if len(inner) == 1:
                return loop_parts(inner[0], targets)
    return [iterable] * targets


def _names(targets: tuple[tree.Target, ...]) -> Iterator[tree.Identifier]:
    for target in targets:
        if isinstance(target, tree.NestedTargets):
            yield from _names(target.targets)
        else:
            yield target


def first_values(body: tuple[tree.Stmt, ...]) -> dict[str, Span]:
    """Where each name of a body gets its first value."""
    found: dict[str, Span] = {}
    for statement in body:
        match statement:
            case tree.Assign(targets=targets):
                inner = {name.text: name.span for name in targets}
            case tree.For(targets=targets, body=block):
                inner = {**first_values(block), **{name.text: name.span for name in _names(targets)}}
            case tree.If(then=then, orelse=orelse):
                inner = {**first_values(orelse), **first_values(then)}
            case tree.Weight(name=name):
                inner = {name.text: name.span}
            case tree.Output(items):
                inner = {item.name.text: item.name.span for item in items if item.name}
            case _:
                inner = {}
        found = {**inner, **found}
    return found

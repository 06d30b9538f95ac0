"""Statements of a body, in their order: what each name holds from there on."""

from __future__ import annotations

from dsl.analysis.expressions import Expressions
from dsl.analysis.scope import Context
from dsl.catalog import Category
from dsl.ir import definitions
from dsl.ir.definitions import Stmt
from dsl.ir.values import Argument, Expr, Kind, Role, Symbol
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
            self.problems.report("E306", "a layer has no parts to give to several names", node.value.span)
        several = len(node.targets) > 1
        targets = tuple(self._target(name, _part(value.kind) if several else value.kind) for name in node.targets)
        return (definitions.Assign(targets, value, node.span),)

    def _target(self, name: tree.Identifier, kind: Kind) -> Symbol | None:
        if name.text == "_":
            return None
        old = self.scope.symbols.get(name.text)
        if old is not None and old.role in (Role.PARAMETER, Role.WEIGHT, Role.DIMENSION):
            self.problems.report(
                "E206", f"`{name.text}` is a {old.role.value} and cannot be assigned", name.span,
                "choose another name",
            )  # fmt: skip
            return old
        return self.scope.declare(name.text, Role.VARIABLE, kind, name.span)

    def _output(self, item: tree.OutputItem) -> Stmt:
        value = self.expressions.resolve(item.value)
        if value.kind in (Kind.CONSTANT, Kind.LAYER, Kind.LAYERS) and self.context.owner != "function":
            self.problems.report("E308", f"an output must be a tensor, and this is a {value.kind.value}", item.value.span)
        symbol = self._output_symbol(item, value.kind)
        if symbol not in self.outputs:
            self.outputs.append(symbol)
        return definitions.SetOutput(symbol, value, item.span)

    def _output_symbol(self, item: tree.OutputItem, kind: Kind) -> Symbol:
        if item.name is not None and self.context.owner != "model":
            self.problems.report("E209", "only a model's outputs have names", item.name.span)
        if item.name is not None:
            return self.scope.declare(item.name.text, Role.VARIABLE, kind, item.name.span)
        # An output without a name gets a symbol that no name in the file can reach.
        name = "output" if not self.outputs else f"output_{len(self.outputs) + 1}"
        unnamed = [symbol for symbol in self.outputs if symbol.span == item.span]
        return unnamed[0] if unnamed else Symbol(name, Role.VARIABLE, item.span)

    def _weight(self, node: tree.Weight) -> tuple[Stmt, ...]:
        if self.context.owner != "layer":
            self.problems.report(
                "E207", f"a {self.context.owner} has no weights of its own", node.span,
                "put the weight into a `layer` and use that layer here",
            )  # fmt: skip
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
        initializer = None
        if node.initializer is not None:
            initializer = self.expressions.constant(node.initializer, "an initializer", Category.INITIALIZERS)
        symbol = self.scope.declare(node.name.text, Role.WEIGHT, Kind.TENSOR, node.name.span)
        return (definitions.MakeWeight(symbol, shape, initializer, options, node.span),)

    # --- blocks ----------------------------------------------------------------------------------

    def _if(self, node: tree.If) -> Stmt:
        test = self.expressions.constant(node.test, "the condition of `if`")
        before = dict(self.scope.kinds)
        then = self.resolve(node.then)
        after_then = self.scope.kinds
        self.scope.kinds = dict(before)
        orelse = self.resolve(node.orelse)
        self.scope.join(after_then)
        return definitions.If(test, then, orelse, node.span)

    def _for(self, node: tree.For) -> Stmt:
        iterable = self.expressions.resolve(node.iterable)
        if iterable.kind is Kind.TENSOR:
            self.problems.report(
                "E302", "a loop goes over something known when compiling, and this is a tensor", node.iterable.span
            )
        for _ in range(LOOP_ROUNDS):
            before, found = dict(self.scope.kinds), len(self.problems.found)
            outputs = len(self.outputs)
            targets = tuple(self._target(name, _loop_kind(iterable)) for name in node.targets)
            body = self.resolve(node.body)
            self.scope.join(before)
            if all(self.scope.kinds[symbol] is kind for symbol, kind in before.items()):
                break
            del self.problems.found[found:], self.outputs[outputs:]
        return definitions.For(targets, iterable, body, node.span)

    def _add_loss(self, value: tree.Expr, span: tree.Span) -> tuple[Stmt, ...]:
        if self.context.owner == "function":
            self.problems.report("E207", "a function cannot add a loss", span, "put it into a `layer`")
            return ()
        return (definitions.AddLoss(self.expressions.resolve(value), span),)


def _expected(option: tree.Argument) -> Category | None:
    kinds = {"regularizer": Category.REGULARIZERS, "constraint": Category.CONSTRAINTS}
    return kinds.get(option.name.text) if option.name else None


def _part(kind: Kind) -> Kind:
    return {Kind.TENSORS: Kind.TENSOR, Kind.ARGUMENTS: Kind.TENSOR, Kind.LAYERS: Kind.LAYER}.get(kind, kind)


def _loop_kind(iterable: Expr) -> Kind:
    """The kind of what a loop gives to its names; `zip` and `enumerate` mix kinds, and the strongest wins."""
    return _part(iterable.kind)

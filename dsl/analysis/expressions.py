"""Expressions: from what was written to what it means, with the kind of every value."""

from __future__ import annotations

from dsl.analysis.calls import Calls
from dsl.analysis.names import lookup, unknown
from dsl.analysis.scope import Context, join
from dsl.catalog import Category
from dsl.ir import values
from dsl.ir.values import Expr, Kind
from dsl.source import Span
from dsl.syntax import tree


class Expressions:
    """Resolves the expressions of one declaration, reporting each mistake once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.problems = context.problems
        self.calls = Calls(context, self.resolve)

    def resolve(self, node: tree.Expr, expected: Category | None = None) -> Expr:
        """The meaning of `node`; `expected` is the Keras namespace a bare class name is looked for in first."""
        match node:
            case tree.Number(value, text, span):
                return values.Literal(value, text, span)
            case tree.String(value, span):
                return values.Literal(value, repr(value), span)
            case tree.Keyword(value, span):
                return values.Literal(value, repr(value), span)
            case tree.Name() | tree.Attribute():
                return lookup(self.context, node, expected)
            case tree.ListExpr(items, span):
                return self._sequence(items, False, span, expected)
            case tree.TupleExpr(items, span):
                return self._sequence(items, True, span, expected)
            case tree.DictExpr():
                return self._mapping(node, expected)
            case tree.Pipe():
                return self._pipe(node, expected)
            case tree.Call():
                return self.calls.resolve(node, expected)
            case tree.Index():
                return self._index(node)
            case tree.Conditional():
                return self._choice(node, expected)
            case _:
                return self._operation(node)

    def constant(self, node: tree.Expr, what: str, expected: Category | None = None) -> Expr:
        """As `resolve`, where only a value known at compile time makes sense (`what` names the place)."""
        value = self.resolve(node, expected)
        if value.kind not in (Kind.CONSTANT, Kind.UNKNOWN):
            self.problems.report(
                "E302",
                f"{what} must be known when compiling, and this is a {value.kind.value}",
                node.span,
            )
            return unknown(node.span)
        return value

    # --- collections -----------------------------------------------------------------------------

    def _sequence(
        self, items: tuple[tree.Expr, ...], is_tuple: bool, span: Span, expected: Category | None
    ) -> Expr:
        resolved = tuple(self.resolve(item, expected) for item in items)
        return values.Sequence(resolved, is_tuple, self._collection_kind(resolved, is_tuple, span), span)

    def _collection_kind(self, items: tuple[Expr, ...], is_tuple: bool, span: Span) -> Kind:
        kinds = {item.kind for item in items}
        if Kind.UNKNOWN in kinds:
            return Kind.UNKNOWN
        tensors = any(kind.has_tensors for kind in kinds)
        layers = any(kind.has_layers for kind in kinds)
        if tensors and layers:
            self.problems.report(
                "E303", "a list holds either tensors or layers, and this one holds both", span
            )
            return Kind.UNKNOWN
        if tensors:
            return Kind.ARGUMENTS if is_tuple else Kind.TENSORS
        return Kind.LAYERS if layers else Kind.CONSTANT

    def _mapping(self, node: tree.DictExpr, expected: Category | None) -> Expr:
        entries: dict[str, Expr] = {}
        for entry in node.entries:
            key = entry.key.text if isinstance(entry.key, tree.Name) else entry.key.value
            if key in entries:
                self.problems.report("E304", f"the key `{key}` is given twice", entry.key.span)
            entries[key] = self.resolve(entry.value, expected)
        kind = self._collection_kind(tuple(entries.values()), False, node.span)
        return values.Mapping(tuple(entries.items()), kind, node.span)

    def _index(self, node: tree.Index) -> Expr:
        value = self.resolve(node.value)
        items = tuple(self._index_item(item) for item in node.items)
        return values.Subscript(value, items, _element_kind(value, items), node.span)

    def _index_item(
        self, item: tree.Expr | tree.Slice | tree.Ellipsis_
    ) -> Expr | values.Range | values.Rest:
        match item:
            case tree.Ellipsis_(span):
                return values.Rest(span)
            case tree.Slice(start, stop, step, span):
                parts = (None if part is None else self.resolve(part) for part in (start, stop, step))
                return values.Range(*parts, span)
            case _:
                return self.resolve(item)

    # --- operators -------------------------------------------------------------------------------

    def _choice(self, node: tree.Conditional, expected: Category | None) -> Expr:
        test = self.constant(node.test, "the condition")
        then, orelse = self.resolve(node.then, expected), self.resolve(node.orelse, expected)
        return values.Choice(test, then, orelse, join(then.kind, orelse.kind), node.span)

    def _operation(self, node: tree.Expr) -> Expr:
        match node:
            case tree.Unary(operator, operand, span):
                resolved: tuple[Expr, ...] = (self.resolve(operand),)
            case tree.Boolean(operator, left, right, span) | tree.Binary(operator, left, right, span):
                resolved = (self.resolve(left), self.resolve(right))
            case tree.Compare(operators, operands, span):
                resolved = tuple(self.resolve(operand) for operand in operands)
                kind = self._arithmetic_kind(operators[0], resolved, span)
                if kind.has_tensors and len(operators) > 1:
                    self.problems.report("E305", "tensors cannot be compared in a chain", span)
                return values.Comparison(operators, resolved, kind, span)
            case _:
                raise AssertionError(f"no rule for {type(node).__name__}")
        if operator == "*" and resolved[0].kind is Kind.LAYER and resolved[1].kind is Kind.CONSTANT:
            return values.Repeat(resolved[0], resolved[1], span)
        return values.Operation(operator, resolved, self._arithmetic_kind(operator, resolved, span), span)

    def _arithmetic_kind(self, operator: str, operands: tuple[Expr, ...], span: Span) -> Kind:
        kinds = [operand.kind for operand in operands]
        if Kind.UNKNOWN in kinds:
            return Kind.UNKNOWN
        lists = (Kind.LAYERS, Kind.TENSORS, Kind.ARGUMENTS)
        if operator == "+" and any(kind in lists for kind in kinds):
            return self._collection_kind(operands, Kind.ARGUMENTS in kinds, span)
        wrong = next((kind for kind in kinds if kind in (*lists, Kind.LAYER)), None)
        if wrong is not None:
            self.problems.report("E305", f"`{operator}` does not work on a {wrong.value}", span)
            return Kind.UNKNOWN
        if operator in ("and", "or", "not", "in", "not in", "is", "is not") and Kind.TENSOR in kinds:
            hint = "`ops.logical_and`, `ops.logical_or` and `ops.logical_not` work on tensors"
            self.problems.report("E305", f"`{operator}` does not work on a tensor", span, notes=(hint,))
            return Kind.UNKNOWN
        return Kind.TENSOR if Kind.TENSOR in kinds else Kind.CONSTANT

    # --- the arrow -------------------------------------------------------------------------------

    def _pipe(self, node: tree.Pipe, expected: Category | None) -> Expr:
        stages: list[tree.Expr] = []
        first: tree.Expr = node
        while isinstance(first, tree.Pipe):
            stages.append(first.right)
            first = first.left
        value = self.resolve(first, expected or Category.LAYERS)
        for stage in reversed(stages):
            value = self.arrow(value, self.resolve(stage, Category.LAYERS), first.span.to(stage.span))
        return value

    def arrow(self, left: Expr, right: Expr, span: Span) -> Expr:
        """`left -> right`: apply where a tensor stands on the left, compose where a layer does."""
        if Kind.UNKNOWN in (left.kind, right.kind):
            return unknown(span)
        if right.kind.has_tensors:
            self.problems.report("E306", "the right side of `->` must be a layer, and this is a tensor", right.span)
            return unknown(span)
        if left.kind.has_tensors:
            return self._apply(left, right, span)
        if left.kind.has_layers and right.kind.has_layers:
            first = left.stages if isinstance(left, values.Chain) else (left,)
            then = right.stages if isinstance(right, values.Chain) else (right,)
            return values.Chain((*first, *then), span)
        wrong = left if not left.kind.has_layers else right
        self.problems.report("E306", "`->` joins tensors and layers, and this is neither", wrong.span)
        return unknown(span)

    def _apply(self, left: Expr, right: Expr, span: Span) -> Expr:
        arguments: tuple[values.Argument, ...] = (values.Argument(None, left, left.span),)
        if isinstance(left, values.Sequence) and left.kind is Kind.ARGUMENTS:
            arguments = tuple(values.Argument(None, item, item.span) for item in left.items)
        match right:
            case values.FunctionValue(target):
                return values.Invoke(target, arguments, Kind.TENSOR, span)
            case values.Chain(stages):
                value = left
                for stage in stages:
                    value = self._apply(value, stage, span)
                return value
            case _ if right.kind is Kind.LAYERS:
                return values.Fan(right, left, span)
            case _ if right.kind is Kind.LAYER or isinstance(right, values.Reference):
                self.calls.check_call(right, arguments, span)
                return values.Apply(right, arguments, Kind.TENSOR, span)
        self.problems.report("E306", "the right side of `->` must be a layer", right.span)
        return unknown(span)


def _element_kind(value: Expr, items: tuple[object, ...]) -> Kind:
    sliced = any(isinstance(item, values.Range) for item in items)
    if value.kind in (Kind.TENSORS, Kind.ARGUMENTS):
        return value.kind if sliced else Kind.TENSOR
    if value.kind is Kind.LAYERS:
        return value.kind if sliced else Kind.LAYER
    return value.kind

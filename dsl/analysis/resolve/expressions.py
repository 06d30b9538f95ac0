"""Expressions: from what was written to what it means, with the kind of every value."""

from __future__ import annotations

from dataclasses import replace

from dsl.analysis.problems import edit_for
from dsl.analysis.resolve.calls import Calls
from dsl.analysis.resolve.environment import is_environment, resolve_environment
from dsl.analysis.resolve.formulas import loss_of, words_for
from dsl.analysis.resolve.kinds import kind_applied, kind_given
from dsl.analysis.resolve.names import lookup, unknown
from dsl.analysis.resolve.scope import Context, join
from dsl.analysis.resolve.signatures import Signatures
from dsl.catalog import Category
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.values import Expr, Kind
from dsl.source import Span
from dsl.syntax import tree


class Expressions:
    """Resolves the expressions of one declaration, reporting each mistake once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.problems = context.problems
        self.signatures = Signatures(context)

    @property
    def calls(self) -> Calls:
        """What resolves calls; not kept, as the two would hold each other until Python's collector comes."""
        return Calls(self.context, self.resolve)

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
            case tree.Call() if is_environment(node, self.context):
                return resolve_environment(node, self.context)
            case tree.Call():
                return self.calls.resolve(node, expected)
            case tree.Index():
                return self._index(node)
            case tree.Conditional():
                return self._choice(node, expected)
            case _:
                return self._operation(node)

    def constant(self, node: tree.Expr, what: str, expected: Category | None = None, help: str = "") -> Expr:
        """As `resolve`, where only a value known at compile time makes sense (`what` names the place)."""
        value = self.resolve(node, expected)
        if value.kind not in (Kind.CONSTANT, Kind.UNKNOWN):
            self.problems.report(
                "E302",
                f"{what} must be known when compiling, and this is a {value.kind.value}",
                node.span,
                help,
            )
            return unknown(node.span)
        return value

    # --- collections -----------------------------------------------------------------------------

    def _sequence(self, items: tuple[tree.Expr, ...], is_tuple: bool, span: Span, expected: Category | None) -> Expr:
        resolved = tuple(self.resolve(item, expected) for item in items)
        return values.Sequence(resolved, is_tuple, self._collection_kind(resolved, is_tuple, span), span)

    def _collection_kind(self, items: tuple[Expr, ...], is_tuple: bool, span: Span) -> Kind:
        kinds = {item.kind for item in items}
        if Kind.UNKNOWN in kinds:
            return Kind.UNKNOWN
        tensors = any(kind.has_tensors for kind in kinds)
        layers = any(kind.has_layers for kind in kinds)
        if tensors and layers:
            self._report_mixed(items)
            return Kind.UNKNOWN
        if tensors:
            return Kind.ARGUMENTS if is_tuple else Kind.TENSORS
        return Kind.LAYERS if layers else Kind.CONSTANT

    def _report_mixed(self, items: tuple[Expr, ...]) -> None:
        layer = next(item for item in items if item.kind.has_layers)
        tensor = next(item for item in items if item.kind.has_tensors)
        self.problems.report(
            "E303", "a list holds either tensors or layers, and this one holds both", layer.span,
            f"this is a {layer.kind.value}", (Label(tensor.span, f"this is a {tensor.kind.value}"),),
            ("`->` makes a tensor of a layer: `[x, x -> Dense(8)]`",),
        )  # fmt: skip

    def _mapping(self, node: tree.DictExpr, expected: Category | None) -> Expr:
        entries: dict[values.Key, Expr] = {}
        spans: dict[values.Key, Span] = {}
        for entry in node.entries:
            key = entry.key.text if isinstance(entry.key, tree.Name) else entry.key.value
            if key in entries:
                labels = (Label(spans[key], "first given here"),)
                self.problems.report("E304", f"the key `{key}` is given twice", entry.key.span, labels=labels)
            spans.setdefault(key, entry.key.span)
            entries[key] = self.resolve(entry.value, expected)
        kind = self._collection_kind(tuple(entries.values()), False, node.span)
        return values.Mapping(tuple(entries.items()), kind, node.span)

    def _index(self, node: tree.Index) -> Expr:
        value = self.resolve(node.value)
        items = tuple(self._index_item(item) for item in node.items)
        return values.Subscript(value, items, _element_kind(value, items), node.span)

    def _index_item(self, item: tree.Expr | tree.Slice | tree.Ellipsis_) -> values.Part:
        match item:
            case tree.Ellipsis_(span):
                return values.Rest(span)
            case tree.Slice(start, stop, step, span):
                first, end, by = (None if part is None else self.resolve(part) for part in (start, stop, step))
                return values.Range(first, end, by, span)
            case _:
                return self.resolve(item)

    # --- operators -------------------------------------------------------------------------------

    def _choice(self, node: tree.Conditional, expected: Category | None) -> Expr:
        words = "`ops.where(test, a, b)` chooses between tensors, element by element"
        test = self.constant(node.test, "the condition", None, words)
        then, orelse = self.resolve(node.then, expected), self.resolve(node.orelse, expected)
        kind = join(then.kind, orelse.kind)
        if kind is Kind.UNKNOWN and Kind.UNKNOWN not in (then.kind, orelse.kind):
            self.problems.report(
                "E309",
                f"one side of this choice is a {then.kind.value}, the other a {orelse.kind.value}",
                node.span,
                notes=("`->` binds weaker than `if`: write `(x -> Dense(2)) if deep else x`",),
            )
        return values.Choice(test, then, orelse, kind, node.span)

    def _operation(self, node: tree.Expr) -> Expr:
        match node:
            case tree.Unary(operator, operand, span):
                resolved: tuple[Expr, ...] = (self.resolve(operand),)
            case tree.Boolean(operator, left, right, span) | tree.Binary(operator, left, right, span):
                resolved = (self.resolve(left), self.resolve(right))
            case tree.Compare(operators, operands, span):
                resolved = tuple(self.resolve(operand) for operand in operands)
                if operators in (("is",), ("is not",)) and _is_none(resolved[1]) and not resolved[0].kind.has_layers:
                    kind = Kind.UNKNOWN if resolved[0].kind is Kind.UNKNOWN else Kind.CONSTANT
                    return values.Comparison(operators, resolved, kind, span)
                kind = self._arithmetic_kind(operators[0], resolved, span)
                if kind.has_tensors and len(operators) > 1:
                    words = "write `ops.logical_and(a < x, x < b)`"
                    self.problems.report("E305", "tensors cannot be compared in a chain", span, words)
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
            single = next((operand for operand in operands if operand.kind in (Kind.TENSOR, Kind.LAYER)), None)
            if single is not None:
                message = f"`+` joins a list and a list, and this is a {single.kind.value}"
                shown = single.span.text
                words = f"write `[{shown}]` to add it to the list" if len(shown) < 40 and "\n" not in shown else ""
                self.problems.report("E305", message, single.span, words)
                return Kind.UNKNOWN
            return self._collection_kind(operands, Kind.ARGUMENTS in kinds, span)
        wrong = next((operand for operand in operands if operand.kind in (*lists, Kind.LAYER)), None)
        if wrong is not None:
            message = f"`{operator}` does not work on a {wrong.kind.value}"
            self.problems.report("E305", message, wrong.span, _words_on_layer(operator, wrong))
            return Kind.UNKNOWN
        if operator in ("and", "or", "not", "in", "not in", "is", "is not") and Kind.TENSOR in kinds:
            tensor = next(operand for operand in operands if operand.kind is Kind.TENSOR)
            written = {
                "and": "`ops.logical_and(a, b)`",
                "or": "`ops.logical_or(a, b)`",
                "not": "`ops.logical_not(a)`",
            }
            help = f"write {written[operator]}" if operator in written else ""
            self.problems.report("E305", f"`{operator}` does not work on a tensor", tensor.span, help)
            return Kind.UNKNOWN
        return Kind.TENSOR if Kind.TENSOR in kinds else Kind.CONSTANT

    # --- the arrow -------------------------------------------------------------------------------

    def _pipe(self, node: tree.Pipe, expected: Category | None) -> Expr:
        stages: list[tree.Expr] = []
        first: tree.Expr = node
        while isinstance(first, tree.Pipe):
            stages.append(first.right)
            first = first.left
        # A bare name on the left is most likely a tensor.
        value = self.resolve(first, expected if isinstance(first, tree.Name) else expected or Category.LAYERS)
        for stage in reversed(stages):
            value = self.arrow(value, self.resolve(stage, Category.LAYERS), first.span.to(stage.span))
        return value

    def arrow(self, left: Expr, right: Expr, span: Span) -> Expr:
        """`left -> right`: apply where a tensor stands on the left, compose where a layer does."""
        if Kind.UNKNOWN in (left.kind, right.kind):
            return unknown(span)
        if isinstance(left, values.Invoke) and isinstance(left.target, values.PythonName):
            left = replace(left, kind=Kind.TENSOR)  # what else it gives is of no use here
        if right.kind.has_tensors:
            message = "the right side of `->` must be a layer, and this is a tensor"
            is_call = isinstance(right, values.Apply) and right.span.text.endswith(")")
            words = "this calls the layer already: leave out what stands before it" if is_call else ""
            self.problems.report("E306", message, right.span, words)
            return unknown(span)
        if left.kind.has_tensors:
            return self._apply(left, right, span)
        if left.kind.has_layers and right.kind.has_layers:
            first = left.stages if isinstance(left, values.Chain) else (left,)
            then = right.stages if isinstance(right, values.Chain) else (right,)
            return values.Chain((*first, *then), span)
        if not left.kind.has_layers:
            message = f"the left side of `->` must be a tensor or a layer, and this is a {left.kind.value}"
            words = "`ops.array(…)` makes a tensor of numbers" if left.kind is Kind.CONSTANT else ""
            self.problems.report("E306", message, left.span, words)
            return unknown(span)
        return self._not_a_layer(right, span)

    def _not_a_layer(self, right: Expr, span: Span) -> Expr:
        words = ""
        if isinstance(right, values.Literal) and right.value in self.context.catalog.identifiers(Category.ACTIVATIONS):
            words = f"write `Activation({right.span.text})`"
        what = right.kind.value
        loss = loss_of(right)
        if loss is not None:
            what, words = "loss", words_for(loss.name)
        if isinstance(right, values.FunctionValue):
            what, words = "function", f"write `Activation({right.span.text})` to make a layer of it"
        message = f"the right side of `->` must be a layer, and this is a {what}"
        fix = None if loss is not None else edit_for(words, right.span)
        self.problems.report("E306", message, right.span, words, fix=fix)
        return unknown(span)

    def _apply(self, left: Expr, right: Expr, span: Span) -> Expr:
        arguments: tuple[values.Argument, ...] = (
            values.Argument(None, left, left.span, spread=left.kind is Kind.ARGUMENTS),
        )
        if isinstance(left, values.Sequence) and left.kind is Kind.ARGUMENTS:
            arguments = tuple(values.Argument(None, item, item.span) for item in left.items)
        match right:
            case values.FunctionValue(target):
                return values.Invoke(target, arguments, kind_given(self.context, target), span)
            case values.Chain(stages):
                value = left
                for stage in stages:
                    value = self._apply(value, stage, span)
                return value
            case _ if right.kind is Kind.LAYERS:
                return values.Fan(right, left, span)
            case _ if right.kind is Kind.LAYER or isinstance(right, values.Reference):
                self.signatures.check_call(right, arguments, span)
                return values.Apply(right, arguments, kind_applied(self.context, right), span)
        return self._not_a_layer(right, span)


def _is_none(value: Expr) -> bool:
    return isinstance(value, values.Literal) and value.value is None


def _words_on_layer(operator: str, operand: Expr) -> str:
    if operand.kind is not Kind.LAYER:
        return ""
    if operator == "*":
        return "a layer times a number, in this order, is that many layers in sequence: `Dense(8) * 3`"
    shown = operand.span.text
    return f"call it on something: `x -> {shown}`" if len(shown) < 40 and "\n" not in shown else "call it on something"


def _element_kind(value: Expr, items: tuple[object, ...]) -> Kind:
    sliced = any(isinstance(item, values.Range) for item in items)
    if value.kind in (Kind.TENSORS, Kind.ARGUMENTS):
        return value.kind if sliced else Kind.TENSOR
    if value.kind is Kind.LAYERS:
        return value.kind if sliced else Kind.LAYER
    return value.kind

"""Operators on values of every kind: constants are computed, tensors become nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dsl.analysis.elaborate import evaluate
from dsl.analysis.elaborate.describe import type_name, with_article
from dsl.analysis.elaborate.live import Layer, LayerChain, Outputs, Tensor, specs
from dsl.analysis.elaborate.session import Session
from dsl.analysis.elaborate.way import failed
from dsl.analysis.shapes import arithmetic, indexing
from dsl.analysis.shapes.op_dtypes import check_operator
from dsl.analysis.shapes.rule import NotKnown
from dsl.ir.graph import UNKNOWN_SPEC, Operator, TensorSpec
from dsl.source import Span


class Operators:
    """Applies operators; errors come out as EvaluationError."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.meter = session.meter

    def unary(self, sign: str, value: object, span: Span) -> object:
        if isinstance(value, Tensor):
            if sign == "+":
                raise evaluate.EvaluationError(
                    "E320", "`+` before a tensor is nothing that Keras knows", "leave it out"
                )
            return self._node(sign, [value], span, lambda: arithmetic.unary(sign, value.spec))
        return evaluate.unary(sign, value)

    def binary(self, sign: str, left: object, right: object, span: Span) -> object:
        if isinstance(left, Tensor) or isinstance(right, Tensor):
            self._check_operands(sign, left, right)
            return self._node(sign, [left, right], span, lambda: arithmetic.binary(sign, specs(left), specs(right)))
        return evaluate.binary(sign, left, right, self.meter)

    def compare(self, sign: str, left: object, right: object, span: Span) -> object:
        if sign not in ("is", "is not", "in", "not in") and (isinstance(left, Tensor) or isinstance(right, Tensor)):
            self._check_operands(sign, left, right)
            return self._node(sign, [left, right], span, lambda: arithmetic.compare(specs(left), specs(right)))
        return evaluate.compare(sign, left, right, self.meter)

    def subscript(self, value: Tensor, items: tuple[object, ...], span: Span) -> object:
        used = [value, *_parts_of_index(items)]
        return self._node("[]", used, span, lambda: indexing.index(value.spec, specs_of_index(items)))

    def add(self, left: object, right: object, span: Span) -> object:
        """`+`, as `sum` uses it."""
        return self.binary("+", left, right, span)

    def _check_operands(self, sign: str, left: object, right: object) -> None:
        for value in (left, right):
            if value is None or isinstance(value, (str, dict, Layer, LayerChain, Outputs)):
                what = with_article(type_name(value))
                raise evaluate.EvaluationError("E320", f"`{sign}` does not work on a tensor and {what}")

    def _node(self, name: str, used: list[object], span: Span, rule: Callable[[], TensorSpec]) -> object:
        node = self.session.record(Operator(name), used, span)
        try:
            try:
                spec = rule()
            except NotKnown:
                spec = UNKNOWN_SPEC
            if name != "[]":
                check_operator(name, [specs(value) for value in used])
        except evaluate.EvaluationError as error:
            failed(error, node, self.session)
            spec = UNKNOWN_SPEC
        if name == "@":
            costs = self.session.costs
            node.multiply_adds = None if costs is None else costs.product_work(specs(used[0]), specs(used[1]), spec)
        return self.session.give(node, spec)


def _parts_of_index(items: tuple[object, ...]) -> Iterator[object]:
    for item in items:
        if isinstance(item, slice):
            yield from (item.start, item.stop, item.step)
        else:
            yield item


def specs_of_index(items: tuple[object, ...]) -> tuple[object, ...]:
    """The items of an index, with the spec of each tensor in its place."""
    return tuple(
        slice(specs(item.start), specs(item.stop), specs(item.step)) if isinstance(item, slice) else specs(item)
        for item in items
    )

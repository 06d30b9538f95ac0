"""The summary of a model: a row for each part, and the totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dsl.ir.graph import Graph, LayerInstance, TensorSpec
from dsl.records import dataclass
from dsl.summary.costs import Accounts, Costs, input_bytes
from dsl.summary.outline import Block, Item, Loop, Step, Turn, outline
from dsl.summary.titles import title


@dataclass(frozen=True)
class Row:
    """One part of a model.

    - `kind`: `input`, `layer`, `operation`, `block` (an own layer, submodel or function), `weights` (those that an own
      layer makes itself), `round` (of a loop).
    - `name`: what it is called in the .model file; empty where it has no name.
    - `title`: what it is, with its arguments.
    - `is_shared`: its layer has been called before; its weights are counted there.
    - `rows`: what is inside of it; its costs are theirs and its own together.
    """

    kind: str
    name: str
    title: str
    outputs: tuple[TensorSpec, ...]
    costs: Costs
    is_shared: bool = False
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Report:
    """A model, its parts, and what they come to for a batch size."""

    graph: Graph
    rows: tuple[Row, ...]
    totals: Costs
    batch_size: int
    shared: tuple[str, ...]


def report(graph: Graph, batch_size: int) -> Report:
    """The summary of a graph."""
    accounts = Accounts(batch_size)
    inputs = tuple(Row("input", port.name, "input", (port.spec,), Costs()) for port in graph.inputs)
    rows = (*inputs, *_rows(outline(graph), accounts))
    totals = _sum(rows) + Costs(activation_bytes=input_bytes(graph, accounts))
    if not graph.complete:
        totals = _at_least(totals)
    return Report(graph, rows, totals, batch_size, tuple(dict.fromkeys(_shared(rows))))


def _rows(items: Iterable[Item], accounts: Accounts) -> tuple[Row, ...]:
    return tuple(row for item in items for row in _of_item(item, accounts))


def _of_item(item: Item, accounts: Accounts) -> list[Row]:
    if isinstance(item, Loop):
        return [_of_turn(turn, accounts) for turn in item.turns]
    node = item.node
    costs, again = accounts.of(node)
    name = _name(item)
    if isinstance(item, Step):
        kind = "layer" if isinstance(node.does, LayerInstance) else "operation"
        return [Row(kind, name, title(node), node.outputs, costs, again)]
    inside = _rows(item.items, accounts)
    if costs != Costs():
        inside = (Row("weights", "", "weights of its own", (), costs), *inside)
    return [Row("block", name, title(node), node.outputs, _sum(inside), again, inside)]


def _of_turn(turn: Turn, accounts: Accounts) -> Row:
    inside = _rows(turn.items, accounts)
    label = turn.round.label or f"round {turn.round.number + 1}"
    if len(inside) == 1:
        return replace(inside[0], name=label)
    return Row("round", label, "", (), _sum(inside), rows=inside)


def _name(item: Step | Block) -> str:
    """The name of a layer where it has one, else of its result."""
    does = item.node.does
    label = does.label if isinstance(does, LayerInstance) else None
    return label or item.node.label or ""


def _sum(rows: Iterable[Row]) -> Costs:
    return sum((row.costs for row in rows), Costs())


def _at_least(costs: Costs) -> Costs:
    return Costs(
        *(replace(amount, is_exact=False) for amount in (costs.trainable, costs.non_trainable, costs.multiply_adds)),
        *(replace(amount, is_exact=False) for amount in (costs.weight_bytes, costs.activation_bytes)),
    )


def _shared(rows: Iterable[Row]) -> Iterator[str]:
    """The layers whose weights serve several calls, by name; not what is inside of one of them."""
    for row in rows:
        if row.is_shared:
            yield row.name or row.title
        else:
            yield from _shared(row.rows)

"""The outline of a graph: its nodes as they nest in loops and in calls of own layers, submodels and functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from dsl.ir.graph import Graph, LayerInstance, Node, Round
from dsl.records import dataclass


@dataclass(frozen=True)
class Step:
    """A call of a Keras layer, or an operation on tensors."""

    node: Node


@dataclass(frozen=True)
class Block:
    """A call of an own layer, a submodel or an own function, and what happens inside of it."""

    node: Node
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Turn:
    """One round of a loop."""

    round: Round
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Loop:
    """A loop, unrolled."""

    turns: tuple[Turn, ...]


Item: TypeAlias = Step | Block | Loop


def outline(graph: Graph) -> tuple[Item, ...]:
    """What a model does, in the order in which it does it."""
    return _Outline(graph.nodes).level(())


def nodes_of(item: Item) -> Iterator[Node]:
    """All nodes in an item, those of blocks before what is inside of them."""
    match item:
        case Step(node):
            yield node
        case Block(node, items):
            yield node
            for inner in items:
                yield from nodes_of(inner)
        case Loop(turns):
            for turn in turns:
                for inner in turn.items:
                    yield from nodes_of(inner)


def layers_of(node: Node) -> Iterator[LayerInstance]:
    """The layers with weights that a node makes use of itself: its layer, and those that Keras keeps in it.

    The layers that an own layer is made of are used by the nodes inside of its call.
    """
    if isinstance(node.does, LayerInstance):
        yield node.does
        if node.inside is None:
            waiting = list(node.does.parts)
            while waiting:
                part = waiting.pop(0)
                yield part
                waiting.extend(part.parts)


class _Outline:
    """The nodes of each level, by the path that they share."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        paths = {node.inside for node in nodes}
        self.levels: dict[tuple[str, ...], list[Node]] = {}
        for node in nodes:
            path = node.path
            # What a function of constants makes belongs to no node: it stands where the function is called.
            while path and path not in paths:
                path = path[:-1]
            self.levels.setdefault(path, []).append(node)

    def level(self, path: tuple[str, ...]) -> tuple[Item, ...]:
        return self._nest(self.levels.get(path, []), len(path), 0)

    def _nest(self, nodes: list[Node], depth: int, loops: int) -> tuple[Item, ...]:
        """Items of nodes that share their first `loops` loops."""
        items: list[Item] = []
        place = 0
        while place < len(nodes):
            node = nodes[place]
            if len(node.path) > depth or len(node.rounds) <= loops:
                items.append(self._item(node))
                place += 1
                continue
            end = place
            while end < len(nodes) and _loop(nodes[end], depth, loops) == node.rounds[loops].loop:
                end += 1
            items.append(Loop(self._turns(nodes[place:end], depth, loops)))
            place = end
        return tuple(items)

    def _turns(self, nodes: list[Node], depth: int, loops: int) -> tuple[Turn, ...]:
        turns: dict[Round, list[Node]] = {}
        for node in nodes:
            turns.setdefault(node.rounds[loops], []).append(node)
        return tuple(Turn(round, self._nest(inner, depth, loops + 1)) for round, inner in turns.items())

    def _item(self, node: Node) -> Item:
        return Step(node) if node.inside is None else Block(node, self.level(node.inside))


def _loop(node: Node, depth: int, loops: int) -> int | None:
    return node.rounds[loops].loop if len(node.path) == depth and len(node.rounds) > loops else None

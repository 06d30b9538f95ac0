"""From the graph of a model to the scene that is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dsl.ir.graph import FromInput, FromNode, Graph, LayerInstance, Node, TensorRef
from dsl.picture.scene import Frame, Member, Scene, Sort, Tile, Wire
from dsl.records import dataclass
from dsl.summary.costs import Accounts, Amount, total
from dsl.summary.outline import Block, Item, Loop, Step, Turn, nodes_of, outline
from dsl.summary.titles import shown_arguments, value_text, written_name

ALL = "all"
UNNAMED_OUTPUT = "output"


@dataclass(frozen=True)
class Opening:
    """Which blocks are opened: the outer `depth` levels, those called by a name in `names`; and whether loops fold."""

    depth: int = 0
    names: frozenset[str] = frozenset()
    folds_loops: bool = False

    def opens(self, node: Node, level: int) -> bool:
        return level < self.depth or node.name in self.names or ALL in self.names


def build_scene(graph: Graph, opening: Opening) -> Scene:
    """The scene of a model."""
    return _Builder(graph, opening).scene()


class _Builder:
    def __init__(self, graph: Graph, opening: Opening) -> None:
        self.graph = graph
        self.opening = opening
        self.accounts = Accounts(1)
        self.tile_of: dict[int, str] = {}  # the tile in which a node is drawn
        self.opened: dict[int, Node] = {}
        self.counted: list[Amount] = []  # the parameters of what has been drawn

    def scene(self) -> Scene:
        graph = self.graph
        inputs = [
            Tile(f"input{place}", Sort.INPUT, port.name, "", "", (port.spec,), "")
            for place, port in enumerate(graph.inputs)
        ]
        members = [*inputs, *self._members(outline(graph), 0)]
        outputs = [
            Tile(f"output{place}", Sort.OUTPUT, port.name, "", "", (port.spec,), "")
            for place, port in enumerate(graph.outputs)
        ]
        given = ", ".join(f"{name}={value_text(value)}" for name, value in graph.parameters.items())
        title = f"{graph.model}({given})"
        return Scene(title, (*members, *outputs), tuple(dict.fromkeys(self._wires())))

    # --- tiles -----------------------------------------------------------------------------------

    def _members(self, items: Iterable[Item], level: int) -> tuple[Member, ...]:
        items = tuple(items)
        names = [item.node.label for item in items if not isinstance(item, Loop)]
        outputs = {port.name for port in self.graph.outputs} if not level else set()
        once = {name for name in names if name and names.count(name) == 1} - outputs - {UNNAMED_OUTPUT}
        return tuple(member for item in items for member in self._of_item(item, level, once))

    def _of_item(self, item: Item, level: int, names: set[str]) -> Iterator[Member]:
        match item:
            case Loop(turns) if self.opening.folds_loops:
                yield self._folded_loop(item)
            case Loop(turns):
                for turn in turns:
                    yield self._turn(turn, level)
            case Block(node, inner) if inner and self.opening.opens(node, level):
                yield self._opened(node, inner, level)
            case Block() | Step():
                yield self._tile(item, names)

    def _tile(self, item: Block | Step, names: set[str]) -> Tile:
        node, inside = item.node, list(nodes_of(item))
        parameters, shared = self._costs(inside)
        tile_id = f"node{node.index}"
        self.tile_of |= {inner.index: tile_id for inner in inside}
        does = node.does
        if isinstance(does, LayerInstance):
            sort = Sort.BLOCK if isinstance(item, Block) else Sort.LAYER
            name = does.label or (node.label if node.label in names else "") or ""
            return Tile(
                tile_id, sort, written_name(does), _details(does), name, node.outputs, _note(parameters, shared)
            )
        sort = Sort.BLOCK if isinstance(item, Block) else Sort.OPERATION
        name = node.label if node.label in names else ""
        return Tile(tile_id, sort, node.name, "", name, node.outputs, _note(parameters))

    def _opened(self, node: Node, inner: tuple[Item, ...], level: int) -> Frame:
        self.opened[node.index] = node
        start = len(self.counted)
        _, shared = self._costs([node])
        members = self._members(inner, level + 1)
        does = node.does
        kind = written_name(does) if isinstance(does, LayerInstance) else node.name
        details = _details(does) if isinstance(does, LayerInstance) else ""
        return Frame(f"frame{node.index}", kind, details, _note(total(self.counted[start:]), shared), members)

    def _turn(self, turn: Turn, level: int) -> Member:
        members = self._members(turn.items, level)
        label = turn.round.label or f"round {turn.round.number + 1}"
        if len(members) == 1:  # one frame is enough, and none for one tile
            only = members[0]
            return replace(only, name=label) if isinstance(only, Tile) else replace(only, kind=f"{label}: {only.kind}")
        first = next(node for item in turn.items for node in nodes_of(item))
        return Frame(f"round{turn.round.loop}_{turn.round.number}_{first.index}", label, "", "", members)

    def _folded_loop(self, loop: Loop) -> Tile:
        inside = list(nodes_of(loop))
        tile_id = f"loop{inside[0].index}"
        self.tile_of |= {node.index: tile_id for node in inside}
        parameters, _ = self._costs(inside)
        leaves = [node for node in inside if node.inside is None and isinstance(node.does, LayerInstance)]
        first, last = loop.turns[0].round.label, loop.turns[-1].round.label
        labels = first if first == last else f"{first} … {last}"
        count = f"{len(leaves)} layer{'' if len(leaves) == 1 else 's'}"
        kind = f"{len(loop.turns)} round{'' if len(loop.turns) == 1 else 's'}"
        return Tile(tile_id, Sort.LOOP, kind, ", ".join(filter(None, (count, labels))), "", (), _note(parameters))

    def _costs(self, nodes: list[Node]) -> tuple[Amount, bool]:
        """The parameters that nodes bring, and whether the first of them shares its own with an earlier call."""
        found = [self.accounts.of(node) for node in nodes]
        parameters = total(costs.trainable + costs.non_trainable for costs, _ in found)
        self.counted.append(parameters)
        return parameters, found[0][1]

    # --- wires -----------------------------------------------------------------------------------

    def _wires(self) -> Iterator[Wire]:
        for node in self.graph.nodes:
            if node.index in self.tile_of:
                for source in node.inputs:
                    yield from self._wire(source, self.tile_of[node.index])
        for place, port in enumerate(self.graph.outputs):
            if port.source is not None:
                yield from self._wire(port.source, f"output{place}")

    def _wire(self, source: TensorRef, target: str) -> Iterator[Wire]:
        match self._origin(source):
            case FromInput(index):
                yield Wire(f"input{index}", 0, target, self.graph.inputs[index].spec)
            case FromNode(node, output) if self.tile_of[node] != target:
                spec = self.graph.nodes[node].outputs[output]
                yield Wire(self.tile_of[node], output, target, spec)
            case _:
                pass  # a weight, or a tensor that stays in its tile

    def _origin(self, source: TensorRef) -> TensorRef | None:
        """Where a tensor comes from: a result of an opened block is made by what is inside of it."""
        current: TensorRef | None = source
        while isinstance(current, FromNode) and current.node in self.opened:
            results = self.opened[current.node].results
            current = results[current.output] if current.output < len(results) else None
        return current


def _details(layer: LayerInstance) -> str:
    """The main arguments: not how weights start or are held."""
    shown = [text for text in shown_arguments(layer) if not text.partition("=")[0].endswith(_HIDDEN)]
    return ", ".join(shown)


_HIDDEN = ("initializer", "regularizer", "constraint", "name", "seed", "use_bias")


def _note(parameters: Amount, shared: bool = False) -> str:
    """`1,280 parameters`; nothing where there are none, and where not all is known, that."""
    if shared:
        return "shared"
    if parameters.is_exact:
        return f"{parameters.known:,} parameters" if parameters.known else ""
    return f"{parameters.known:,}+ parameters" if parameters.known else "? parameters"

"""What layers, results and rounds of loops are called: by the names of the .model file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsl.analysis.elaborate.describe import show
from dsl.analysis.elaborate.live import Layer, LayerChain, Tensor
from dsl.ir.definitions import Pattern
from dsl.ir.graph import FromNode
from dsl.ir.values import Role, Symbol

if TYPE_CHECKING:
    from dsl.analysis.elaborate.session import Session

MAX_NAMED = 1_000  # items of one list or chain; what is longer keeps no names
MAX_DEPTH = 2  # of lists in lists: `towers[1][0]`
MAX_SHOWN = 24  # characters of a value in the label of a round


def give_label(symbol: Symbol, value: object, session: Session) -> None:
    """Call what a name is given to by that name, where it has none yet."""
    if symbol.role is not Role.TEMPORARY:
        _give(symbol.name, value, session, MAX_DEPTH)


def _give(name: str, value: object, session: Session, depth: int) -> None:
    match value:
        case Tensor(source=FromNode(node)):
            made = session.nodes[node]
            if made.label is None and made.path == session.path:
                made.label = name
        case Layer():
            value.label = value.label or name
        case LayerChain(stages=items) | list(items) | tuple(items) if depth and 0 < len(items) <= MAX_NAMED:
            session.meter.spend_items(len(items))
            # A list that grows in a loop has been named but for its end.
            for place in range(len(items) - 1, -1, -1):
                if getattr(items[place], "label", None) is not None:
                    break
                _give(f"{name}[{place}]", items[place], session, depth - 1)


def round_label(targets: Pattern, item: object) -> str:
    """`i=0, filters=64`: the names of a loop in one round, with the values that can be shown."""
    values = [item] if len(targets) == 1 else list(item) if isinstance(item, (list, tuple)) else []
    shown = []
    for target, value in zip(targets, values, strict=False):
        plain = value is None or isinstance(value, (bool, int, float, str))
        if isinstance(target, tuple):
            shown.append(round_label(target, value))
        elif target is not None and plain and len(show(value)) <= MAX_SHOWN:
            shown.append(f"{target.name}={show(value)}")
    return ", ".join(filter(None, shown))

"""Named chains that hold other named layers, as in `deep = tower -> Dense(4)`.

Keras loads no model that has a layer both on its own and inside of a `Sequential`. So where such a chain is only
called, its layers are kept one by one and called one after the other.
"""

from __future__ import annotations

from collections import Counter

from dsl.codegen.copies import given
from dsl.ir import contents, definitions, traverse, values
from dsl.ir.definitions import Stmt
from dsl.ir.values import Expr, Kind, Symbol


def opened_chains(body: tuple[Stmt, ...]) -> frozenset[Symbol]:
    """The names of the chains that need not be layers themselves."""
    chains = _candidates(body)
    while chains:
        uses = Counter(_other_uses(body, chains))
        left = {name: chain for name, chain in chains.items() if not uses[name]}
        if len(left) == len(chains):
            break
        chains = left
    return frozenset(chains)


def _candidates(body: tuple[Stmt, ...]) -> dict[Symbol, values.Chain]:
    assigned = [statement for statement in body if isinstance(statement, definitions.Assign)]
    chains = [(one.targets[0], one.value) for one in assigned if isinstance(one.value, values.Chain)]
    if not any(_holds_names(chain) for _, chain in chains):
        return {}
    counts = Counter(given(body))
    once = {target for one in assigned for target in one.targets if counts[target] == 1}
    return {
        name: chain
        for name, chain in chains
        if name is not None
        and name in once
        and _holds_names(chain)
        and all(_can_stand_alone(stage, once) for stage in chain.stages)
    }


def _holds_names(chain: values.Chain) -> bool:
    return any(isinstance(stage, values.Reference) for stage in chain.stages)


def _can_stand_alone(stage: Expr, once: set[Symbol | None]) -> bool:
    if isinstance(stage, values.Reference):
        return stage.kind is Kind.LAYER and stage.symbol in once
    return isinstance(stage, values.Construct)


def _other_uses(body: tuple[Stmt, ...], chains: dict[Symbol, values.Chain]) -> list[Symbol]:
    """The names of layers, wherever they are not called and not part of one of the chains."""
    called = {id(stage) for chain in chains.values() for stage in chain.stages}
    parts = [part for value in contents.of_block(body) for part in traverse.walk(value)]
    called |= {id(part.layer) for part in parts if isinstance(part, values.Apply)}
    names = (part for part in parts if isinstance(part, values.Reference) and part.kind.has_layers)
    return [name.symbol for name in names if id(name) not in called]

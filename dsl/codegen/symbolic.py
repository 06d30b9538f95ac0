"""What Keras cannot compute while a functional model is built, when tensors are only symbols.

Up to Keras 3.15 some of its functions go straight to TensorFlow, and some take one tensor as a symbol and others only
as numbers. Inside of a layer they all work, so a functional model calls them in a layer made for the call.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from dsl.catalog import Category, Entry
from dsl.codegen.sizes import size_names, takes_sizes
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.graph import Graph
from dsl.ir.program import Program
from dsl.ir.values import Part
from dsl.records import dataclass
from dsl.source import Span

# Functions that give a symbol of another shape than when they run, or none where the batch varies.
OTHER_SHAPE = frozenset({"adaptive_average_pool", "adaptive_max_pool", "rearrange", "slogdet"})

# Functions that take no symbols, or a symbol for the first argument alone; a loop takes them, and is not saved then.
NONE_SYMBOLIC = {
    Category.ACTIVATIONS: frozenset({"hard_silu", "mish", "sparsemax"}),
    Category.OPS: frozenset({"arange", "fori_loop", "while_loop"}) | OTHER_SHAPE,
}
FIRST_SYMBOLIC = frozenset({"clip", "nan_to_num", "repeat", "roll", "threshold"})


@dataclass(frozen=True)
class Unsymbolic:
    """Tells which values a functional model has to compute in a layer.

    `functions` are the own functions that hold such a value; `fixed` are the places where all sizes are known, and
    `tensors` the numbers of tensors that operations are given, by their places.
    """

    functions: frozenset[str]
    fixed: frozenset[Span]
    tensors: Mapping[Span, int]

    def is_one(self, value: Part) -> bool:
        """Whether a value has to be computed in a layer."""
        if isinstance(value, values.Invoke) and self._is_called(value):
            return True
        if isinstance(value, values.Subscript) and self.tensors.get(value.span, 0) > 1:
            return True  # an index that is a tensor
        return takes_sizes(value, {}) and value.span not in self.fixed

    def _is_called(self, call: values.Invoke) -> bool:
        match call.target:
            case values.Declared(name):
                return name in self.functions
            case Entry() as entry:
                taken = _symbolic(entry)
                given = sum(argument.value.kind.has_tensors for argument in call.arguments)
                return self.tensors.get(call.span, given) > taken and given > taken
            case _:
                return False

    def is_in(self, function: Definition) -> bool:
        """Whether an own function holds such a value."""
        names = size_names(function)
        return any(
            self.is_one(part) or (takes_sizes(part, names) and part.span not in self.fixed) for part in function.parts
        )


def _symbolic(entry: Entry) -> int:
    """How many of the first arguments of a function may be symbols."""
    if entry.category is Category.RANDOM or entry.name in NONE_SYMBOLIC.get(entry.category, ()):
        return 0
    return 1 if entry.name in FIRST_SYMBOLIC else sys.maxsize


def unsymbolic(program: Program, graph: Graph) -> Unsymbolic:
    """What of a program has to be computed in layers; functions may hold it in functions that they call."""
    functions = [definition for definition in program.definitions if definition.what == "function"]
    tensors: Counter[Span] = Counter()
    for node in graph.nodes:
        tensors[node.span] = max(tensors[node.span], len(node.inputs))
    found = Unsymbolic(frozenset(), graph.fixed, tensors)
    while True:
        holding = frozenset(function.name for function in functions if found.is_in(function))
        if holding == found.functions:
            return found
        found = replace(found, functions=holding)

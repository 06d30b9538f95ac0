"""Products of a tensor and a number, as far as a functional model must not hold them itself.

Up to Keras 3.15 the symbol of such a product says that it is sparse, and what is computed of it may say so too. A
layer with a `call` of its own is then tried out on a sparse tensor, which cannot be indexed or reshaped. A product
that comes to such a layer is computed in a layer, too, whose symbol says what is true.
"""

from __future__ import annotations

from collections.abc import Iterator

from dsl.catalog import Category, Entry
from dsl.ir import definitions, traverse, values
from dsl.ir.definitions import Definition, Stmt
from dsl.ir.program import Program
from dsl.ir.values import Argument, Expr, Part, Symbol
from dsl.source import Span

# The layers of Keras whose symbols are sparse where what they are called on is, and those that it tries out.
PASSING = frozenset(
    {
        "Add", "Average", "Concatenate", "Dot", "Flatten", "Identity", "Maximum", "Minimum", "Multiply", "Permute",
        "RandomGrayscale", "Reshape", "Subtract",
    }
)  # fmt: skip
CALLING = frozenset({"Equalization", "Lambda", "Pipeline"})


def misleading_products(model: Definition, program: Program) -> frozenset[Span]:
    """The places of the products that come to layers with a `call` of their own."""
    if not any(map(_tries_out, model.parts)):
        return frozenset()
    return _Products(model, program).found()


def _tries_out(part: Part) -> bool:
    """Whether a layer is made that Keras has to try out to know what it gives."""
    match part:
        case values.Construct(Entry(category=Category.LAYERS, name=name)):
            return name in CALLING
        case values.Construct(target, kind=values.Kind.LAYER):
            return not isinstance(target, Entry)
        case _:
            return False


class _Products:
    def __init__(self, model: Definition, program: Program) -> None:
        self.model = model
        self.program = program
        self.fed: set[Symbol] = {port.symbol for port in model.inputs}
        # The products that may make what a name stands for look sparse.
        self.behind: dict[Symbol, frozenset[Span]] = {}
        self.reaching: set[Span] = set()

    def found(self) -> frozenset[Span]:
        while True:
            before = (len(self.fed), {symbol: len(spans) for symbol, spans in self.behind.items()}, len(self.reaching))
            for targets, value in _values(self.model.body):
                spans = self._behind(value)
                if self._is_fed(value):
                    self.fed.update(targets)
                for target in targets:
                    self.behind[target] = self.behind.get(target, frozenset()) | spans
            after = (len(self.fed), {symbol: len(spans) for symbol, spans in self.behind.items()}, len(self.reaching))
            if after == before:
                return frozenset(self.reaching)

    def _is_fed(self, value: Part) -> bool:
        """Whether an input may have a part in a value, so that it is a symbol."""
        return any(
            isinstance(part, values.Apply | values.Fan)
            or (isinstance(part, values.Reference) and part.symbol in self.fed)
            for part in traverse.walk(value)  # type: ignore[arg-type]
        )

    def _behind(self, value: Part) -> frozenset[Span]:
        match value:
            case values.Reference(symbol):
                return self.behind.get(symbol, frozenset())
            case values.Subscript(inner):
                self._behind(inner)
                return frozenset()
            case values.Operation("+" | "-", (left, right)):
                sides = (self._behind(left), self._behind(right))
                return sides[0] | sides[1] if all(sides) else frozenset()
            case values.Operation("*", operands):
                return self._of_product(value, operands)
            case values.Invoke(Entry(category=Category.OPS, name="multiply"), arguments):
                return self._of_product(value, tuple(argument.value for argument in arguments))
            case values.Invoke(values.Declared(name)) if self._multiplies(name):
                return self._inside(value) | {value.span}
            case values.Apply(layer, arguments):
                return self._of_call(layer, arguments)
            case values.Fan(layers, inner):
                return self._of_call(layers, (Argument(None, inner, value.span),))
            case _:
                return self._inside(value)

    def _inside(self, value: Part) -> frozenset[Span]:
        return frozenset[Span]().union(*map(self._behind, traverse.children(value)))

    def _of_product(self, value: Expr, operands: tuple[Expr, ...]) -> frozenset[Span]:
        symbols = [operand for operand in operands if self._is_fed(operand)]
        behind = frozenset[Span]().union(*map(self._behind, operands))
        return behind | {value.span} if len(symbols) == 1 else behind

    def _of_call(self, layer: Expr, arguments: tuple[Argument, ...]) -> frozenset[Span]:
        behind = frozenset[Span]().union(*(self._behind(argument.value) for argument in arguments))
        fixes = any(argument.name == "training" for argument in arguments)
        is_plain = isinstance(layer, values.Construct) and not any(map(_tries_out, traverse.walk(layer)))
        if fixes or not is_plain:
            self.reaching |= behind
        passes = not is_plain or (isinstance(layer, values.Construct) and layer.target.name in PASSING)
        return behind if passes else frozenset()

    def _multiplies(self, function: str) -> bool:
        """Whether there is a product in a function, or in one that it calls."""
        return any(
            (isinstance(part, values.Operation) and part.operator == "*")
            or (isinstance(part, values.Invoke) and part.target.name == "multiply")
            or (isinstance(part, values.Invoke) and isinstance(part.target, values.Declared))
            for part in self.program.definition(function).parts
        )


def _values(body: tuple[Stmt, ...]) -> Iterator[tuple[tuple[Symbol, ...], Expr]]:
    """What is given to names, and other values with no name."""
    for statement in body:
        match statement:
            case definitions.Assign(targets, value) | definitions.For(targets=targets, iterable=value):
                yield tuple(target for target in targets if target is not None), value
            case definitions.SetOutput(symbol, value):
                yield (symbol,), value
            case definitions.AddLoss(value):
                yield (), value
        match statement:
            case definitions.For(body=inner):
                yield from _values(inner)
            case definitions.If(then=then, orelse=orelse):
                yield from _values((*then, *orelse))

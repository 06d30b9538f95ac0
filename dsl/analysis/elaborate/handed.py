"""Functions that are handed to Keras's: they are run on what Keras would call them on, to see what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dsl.analysis.elaborate.blame import argument_of_layer
from dsl.analysis.elaborate.definition_calls import outside
from dsl.analysis.elaborate.live import Layer, Tensor, is_unknown_list, specs, tensors
from dsl.analysis.elaborate.session import LiveNode, Session
from dsl.analysis.leaves import leaves, map_leaves
from dsl.analysis.shapes.rule import WRONG_COMBINATION, ShapeError, ShapeResult, show_shape
from dsl.catalog import Category, Entry, load
from dsl.ir.graph import UNKNOWN, UNKNOWN_SPEC, Shape, TensorSpec, Unknown
from dsl.ir.values import Declared
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.analysis.elaborate.calling import Calling

Arguments = Mapping[str, object]


class HandedFunctions:
    """What those functions of Keras give that call a function of the file."""

    def __init__(self, session: Session, calling: Calling) -> None:
        self.session = session
        self.calling = calling

    def results(self, name: str, arguments: Arguments, node: LiveNode) -> object | None:
        """What a function of Keras gives; None where that is for its shape rule to say."""
        rule = RULES.get(name)
        made = UNKNOWN if rule is None else rule(self, arguments, node.span)
        if any(one is UNKNOWN for one in leaves(made)) or any(map(is_unknown_list, tensors(made))):
            return None
        node.outputs = [tensor.spec for tensor in tensors(made)]
        return outside(made, node.index, iter(range(len(node.outputs))))

    def of_lambda(self, layer: Layer, positional: list[object], dtype: str | None, span: Span) -> ShapeResult | None:
        """What a `Lambda` gives; None where the file says which shape this has, or not which function it is."""
        function, named = layer.arguments.get("function"), layer.arguments.get("arguments")
        if layer.arguments.get("output_shape") is not None or not positional or self._asks_more(function):
            return None
        made = self.run(function, positional[:1], span, named if isinstance(named, dict) else None)
        found = [one.spec for one in tensors(made)]
        if not found or any(spec.shape is None for spec in found):
            return None
        # Keras says that all of them are of the layer's dtype, which they need not be when it runs.
        found = [TensorSpec(spec.shape, dtype if spec.dtype == dtype else None) for spec in found]
        return ShapeResult(found[0] if isinstance(made, Tensor) else found)

    def _asks_more(self, function: object) -> bool:
        """Whether a function is given more than its input by a `Lambda`: what it is told of training and masks."""
        if not isinstance(function, Declared):
            return False
        definition = self.session.definitions[function.name]
        names = [one.symbol.name for one in definition.parameters] + [one.symbol.name for one in definition.inputs]
        return not {"training", "mask"}.isdisjoint(names)

    def check_activation(self, layer: Layer, result: ShapeResult, span: Span) -> None:
        """Warn of an activation that changes the shape, which Keras does not expect of one."""
        output = result.outputs
        if isinstance(output, list) or output.shape is None:
            return
        before, after = output.shape, self._activated(layer, output, span)
        if after is None or after == before:
            return
        message = f"Keras takes for granted that an activation keeps the shape; this one makes {show_shape(after)} of "
        words = "call it on what the layer gives: `x -> Dense(8) -> activations.glu`"
        place = argument_of_layer(ShapeError("W305", "", "activation", layer)) or span
        self.session.report("W305", message + show_shape(before), place, words)

    def _activated(self, layer: Layer, output: TensorSpec, span: Span) -> Shape | None:
        """The shape of an activation's result, where this is one that may change it."""
        function = layer.arguments.get("activation")
        match function:
            case "glu":
                function = load().find("glu", Category.ACTIVATIONS)
            case Declared() | Entry(name="glu"):
                pass
            case _:
                return None
        if isinstance(layer.target, Entry) and "recurrent_initializer" in layer.target.names:
            return None  # which calls it on what it adds up inside
        made = self.run(function, [Tensor(output, None)], span)
        return made.spec.shape if isinstance(made, Tensor) else None

    def run(self, function: object, given: list[object], span: Span, named: Arguments | None = None) -> object:
        """What a function gives for some values; its steps are not among those of the model."""
        if not isinstance(function, Declared | Entry):
            return UNKNOWN
        with self.session.aside():
            return _constants_as_tensors(self.calling.call(function, given, dict(named or {}), span))

    # --- what each of them does ------------------------------------------------------------------

    def _map(self, arguments: Arguments, span: Span) -> object:
        """The function's values for each part along the first dimension, joined again."""
        function, given = arguments.get("f", arguments.get("function")), arguments.get("xs", arguments.get("elements"))
        return _stacked(self.run(function, [_parts(given)], span), given)

    def _scan(self, arguments: Arguments, span: Span) -> object:
        """The carry, which stays as it is, and what each step gives, joined."""
        start, given = _constants_as_tensors(arguments.get("init")), arguments.get("xs")
        made = self.run(arguments.get("f"), [start, _parts(given)], span)
        if isinstance(made, Unknown) or is_unknown_list(made):
            return UNKNOWN
        if not isinstance(made, tuple | list) or len(made) != 2:
            message = "`scan` expected two values of its function: what is carried on, and what is kept of the step"
            raise ShapeError(WRONG_COMBINATION, message)
        _check_rounds("scan", start, made[0])
        if given is None:
            length = arguments.get("length")
            given = Tensor(TensorSpec((length,), None), None) if isinstance(length, int) else UNKNOWN
        return (start, _stacked(made[1], given))

    def _switch(self, arguments: Arguments, span: Span) -> object:
        """What the functions give, if it is the same for all of them."""
        functions, given = arguments.get("branches"), arguments.get("operands")
        if not isinstance(functions, list | tuple) or not isinstance(given, list | tuple):
            return UNKNOWN
        made = [self.run(function, list(given), span) for function in functions]
        return made[0] if made and all(specs(one) == specs(made[0]) for one in made) else UNKNOWN

    def _counted(self, arguments: Arguments, span: Span) -> object:
        """What it starts with, which each round gives again."""
        start = _constants_as_tensors(arguments.get("init_val"))
        number = Tensor(TensorSpec((), "int32"), None)
        _check_rounds("fori_loop", start, self.run(arguments.get("body_fun"), [number, start], span))
        return start

    def _loop(self, arguments: Arguments, span: Span) -> object:
        """What it starts with, which each round gives again."""
        start = _constants_as_tensors(arguments.get("loop_vars"))
        given = list(start) if isinstance(start, list | tuple) else [start]
        self.run(arguments.get("cond"), given, span)
        _check_rounds("while_loop", start, self.run(arguments.get("body"), given, span))
        return start


RULES: Mapping[str, Callable[[HandedFunctions, Arguments, Span], object]] = {
    "fori_loop": HandedFunctions._counted,
    "map": HandedFunctions._map,
    "scan": HandedFunctions._scan,
    "switch": HandedFunctions._switch,
    "vectorized_map": HandedFunctions._map,
    "while_loop": HandedFunctions._loop,
}


def _check_rounds(name: str, start: object, made: object) -> None:
    """Refuse what a round gives that the next one cannot be called on: TensorFlow compiles one round for all."""
    before, after = list(leaves(start)), list(leaves(made))
    if any(not isinstance(one, Tensor) or one.spec.shape is None for one in (*before, *after)):
        return
    specs_before, specs_after = [one.spec for one in tensors(before)], [one.spec for one in tensors(after)]
    if len(before) != len(after) or not all(map(_may_be_alike, specs_before, specs_after)):
        expected, received = (", ".join(map(_words, found)) for found in (specs_before, specs_after))
        message = (
            f"each round of `{name}` starts with what the one before it gave: expected {expected}, received {received}"
        )
        raise ShapeError(WRONG_COMBINATION, message)


def _may_be_alike(before: TensorSpec, after: TensorSpec) -> bool:
    shapes, dtypes = (before.shape or (), after.shape or ()), (before.dtype, after.dtype)
    sizes = len(shapes[0]) == len(shapes[1]) and all(a == b or None in (a, b) for a, b in zip(*shapes, strict=True))
    return sizes and (dtypes[0] == dtypes[1] or None in dtypes)


def _words(spec: TensorSpec) -> str:
    return f"{show_shape(spec.shape or ())} of {spec.dtype}" if spec.dtype else show_shape(spec.shape or ())


def _constants_as_tensors(value: object) -> object:
    """The value with a tensor in the place of each number, as TensorFlow carries it."""

    def change(leaf: object) -> object:
        if isinstance(leaf, bool | int | float):
            return Tensor(TensorSpec((), {bool: "bool", int: "int32", float: "float32"}[type(leaf)]), None)
        return leaf if isinstance(leaf, Tensor) or leaf is None else UNKNOWN

    return map_leaves(change, value)


def _parts(value: object) -> object:
    """One part of each tensor along its first dimension."""

    def change(leaf: object) -> object:
        if not isinstance(leaf, Tensor):
            return leaf
        shape = leaf.spec.shape
        return Tensor(TensorSpec(shape[1:], leaf.spec.dtype) if shape else UNKNOWN_SPEC, leaf.source)

    return map_leaves(change, value)


def _stacked(value: object, given: object) -> object:
    """As many of each tensor as there are parts of what the function was called on."""
    first = next(tensors(given), None)
    if first is None or not first.spec.shape or isinstance(value, Unknown):
        return UNKNOWN
    count = first.spec.shape[0]

    def change(leaf: object) -> object:
        if not isinstance(leaf, Tensor) or leaf.spec.shape is None:
            return leaf
        return Tensor(TensorSpec((count, *leaf.spec.shape), leaf.spec.dtype), leaf.source)

    return map_leaves(change, value)

"""Calls of own layers, models and functions: their bodies are run with what they were given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dsl.analysis.elaborate.describe import show
from dsl.analysis.elaborate.evaluate import EvaluationError, truth
from dsl.analysis.elaborate.live import Frame, Layer, Outputs, Tensor, layers, tensors
from dsl.analysis.elaborate.ports import bind_dims, check_dtype
from dsl.analysis.elaborate.session import LiveNode, Session
from dsl.ir import definitions
from dsl.ir.definitions import Definition, InputPort
from dsl.ir.graph import (
    NO_PARAMETERS,
    UNKNOWN,
    UNKNOWN_SPEC,
    VARYING,
    FromNode,
    FromWeight,
    Operator,
    ParameterCount,
    TensorSpec,
    Unknown,
)
from dsl.ir.values import Declared, Symbol
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.analysis.elaborate.interpreter import Interpreter

CALL_OPTIONS = ("training", "mask")


class DefinitionCalls:
    """Makes own layers and runs the bodies of definitions."""

    def __init__(self, session: Session, interpreter: Interpreter) -> None:
        self.session = session
        self.interpreter = interpreter

    # --- parameters ------------------------------------------------------------------------------

    def make(self, target: Declared, positional: list[object], named: dict[str, object], span: Span) -> Layer:
        """A new own layer or submodel."""
        definition = self.session.definitions[target.name]
        names = [parameter.symbol.name for parameter in definition.parameters]
        arguments = {**dict(zip(names, positional, strict=False)), **named}
        layer = self.session.make_layer(target, arguments, span)
        layer.definition = definition
        layer.bound = self.bind_parameters(definition, arguments)
        layer.parts.extend(part for value in arguments.values() for part in layers(value))
        return layer

    def bind_parameters(self, definition: Definition, given: Mapping[str, object]) -> dict[Symbol, object]:
        """What each parameter holds; a default sees the parameters before it."""
        frame = Frame({})
        for parameter in definition.parameters:
            symbol = parameter.symbol
            if symbol.name in given:
                frame.values[symbol] = given[symbol.name]
            elif parameter.default is not None:
                frame.values[symbol] = self.interpreter.value(parameter.default, frame)
            else:
                frame.values[symbol] = UNKNOWN
        return frame.values

    # --- functions -------------------------------------------------------------------------------

    def call_function(
        self, definition: Definition, positional: list[object], named: dict[str, object], span: Span
    ) -> object:
        """The value of an own function."""
        names = [p.symbol.name for p in definition.parameters] + [port.symbol.name for port in definition.inputs]
        arguments = _match(definition, names, positional, named)
        required = {p.symbol.name for p in definition.parameters if p.default is None}
        missing = [name for name in names if name not in arguments and name in required]
        if missing:
            raise EvaluationError("E329", f"`{definition.written}` needs `{missing[0]}`")
        used = list(arguments.values())
        self.session.meter.measure(used)
        is_tensor = any(True for _ in tensors(used))
        node = self.session.record(Operator(definition.name), used, span) if is_tensor else None
        frame = Frame(self.bind_parameters(definition, arguments))
        for port in definition.inputs:
            frame.values[port.symbol] = arguments.get(port.symbol.name, UNKNOWN)
        result = self._run(definition, frame, span, node)
        if node is not None:
            return self._give(node, definition, result)
        return result[0] if len(result) == 1 else tuple(result)

    # --- layers and submodels --------------------------------------------------------------------

    def call_layer(
        self,
        layer: Layer,
        definition: Definition,
        positional: list[object],
        named: dict[str, object],
        span: Span,
    ) -> object:
        """The outputs of an own layer or a submodel."""
        node = self.session.record(layer, [*positional, *named.values()], span)
        frame = Frame(dict(layer.bound), layer)
        if not layer.is_built:
            layer.own = NO_PARAMETERS
        self._bind_inputs(definition, frame, positional, named, span)
        result = self._run(definition, frame, span, node)
        if not layer.is_built:
            layer.is_built = True
            layer.parts.extend(part for part in layer.made.values() if part not in layer.parts)
        return self._give(node, definition, result)

    def _bind_inputs(
        self,
        definition: Definition,
        frame: Frame,
        positional: list[object],
        named: dict[str, object],
        span: Span,
    ) -> None:
        ports = {port.symbol.name: port for port in definition.inputs}
        if len(positional) == 1 and len(ports) > 1 and definition.what == "model":
            positional, named = _by_name(positional[0], positional, named)
        given = _match(definition, list(ports), positional, named)
        for name, port in ports.items():
            if name not in given:
                raise EvaluationError("E329", f"`{definition.written}` needs its input `{name}`")
            frame.values[port.symbol] = self._enter_port(port, given[name], definition, frame, span)

    def _enter_port(self, port: InputPort, value: object, definition: Definition, frame: Frame, span: Span) -> object:
        """The value inside of the definition, its dimensions bound and held against the declared ones."""
        if isinstance(value, Unknown):
            self.session.is_complete = False
            value = Tensor(UNKNOWN_SPEC, None)
        if not isinstance(value, Tensor):
            if port.dims is not None:
                bind_dims(port, None, definition, frame, self.interpreter, span)
            return value
        check_dtype(port, value.spec.dtype, definition, self.interpreter, span)
        shape = bind_dims(port, value.spec.shape, definition, frame, self.interpreter, span)
        return Tensor(TensorSpec(shape, value.spec.dtype or port.dtype), value.source)

    def _run(self, definition: Definition, frame: Frame, span: Span, node: LiveNode | None) -> list[object]:
        outside = self.session.enter(definition.written, span)
        if node is not None:
            node.inside = self.session.path
        try:
            self.interpreter.statements.run(definition.body, frame)
        finally:
            self.session.leave(outside)
        return outputs_of(definition, frame, self.session)

    def _give(self, node: LiveNode, definition: Definition, result: list[object]) -> object:
        """The outputs as they are seen outside: as the results of this one node."""
        self.session.meter.measure(result)
        inner = list(tensors(result))
        node.outputs = [tensor.spec for tensor in inner]
        node.results = tuple(tensor.source for tensor in inner if tensor.source is not None)
        places = iter(range(len(inner)))
        values = [outside(value, node.index, places) for value in result]
        if len(definition.outputs) == 1:
            return values[0]
        if definition.what == "model":
            return Outputs({symbol.name: value for symbol, value in zip(definition.outputs, values, strict=True)})
        return tuple(values)

    # --- weights ---------------------------------------------------------------------------------

    def make_weight(self, statement: definitions.MakeWeight, frame: Frame) -> None:
        """A weight of the layer that is being called; later calls find the one the first has made."""
        layer = frame.owner
        assert layer is not None
        if statement.symbol in layer.weights and layer.is_built:
            frame.values[statement.symbol] = layer.weights[statement.symbol]
            return
        dims = [self._dim(self.interpreter.value(dim, frame), statement.span) for dim in statement.shape]
        options = {o.name: self.interpreter.value(o.value, frame) for o in statement.options}
        if statement.initializer is not None:
            self.interpreter.value(statement.initializer, frame)
        known = [dim for dim in dims if dim is not None]
        shape = tuple(known) if len(known) == len(dims) else None
        dtype = options.get("dtype", layer.arguments.get("dtype", self.session.dtype))
        spec = TensorSpec(shape, dtype if isinstance(dtype, str) else None)
        weight = Tensor(spec, FromWeight(layer.id, statement.symbol.name))
        frame.values[statement.symbol] = layer.weights[statement.symbol] = weight
        layer.own = _count(layer.own, shape, truth(options.get("trainable", True)))

    def _dim(self, value: object, span: Span) -> int | None:
        if value == VARYING:
            self.session.report(
                "E406",
                "a weight needs a size that is known, and this dimension varies from batch to batch",
                span,
            )
        elif not isinstance(value, Unknown) and (not isinstance(value, int) or value < 0):
            self.session.report(
                "E328", f"a dimension is a whole number that is not negative, and this is {show(value)}", span
            )
        elif isinstance(value, int):
            return value
        return None


def _count(before: ParameterCount | None, shape: tuple[int, ...] | None, trainable: object) -> ParameterCount | None:
    if before is None or shape is None or isinstance(trainable, Unknown):
        return None
    size = 1
    for dim in shape:
        size *= dim
    return before + (ParameterCount(size, 0) if trainable else ParameterCount(0, size))


def outputs_of(definition: Definition, frame: Frame, session: Session) -> list[object]:
    """The values of all outputs, in their order."""
    found = []
    for symbol in definition.outputs:
        if symbol not in frame.values:
            session.report("E220", f"the output `{symbol.name}` gets no value on the way taken here", symbol.span)
        value = frame.values.get(symbol, UNKNOWN)
        if definition.what == "model" and _are_several(value):
            session.report(
                "E308",
                "an output of a model is one tensor, and here are several",
                symbol.span,
                "give each a name, `a, b = …`, and make outputs of those",
            )
            value = UNKNOWN
        found.append(value)
    return found


def _are_several(value: object) -> bool:
    return isinstance(value, (list, tuple)) or (isinstance(value, Outputs) and len(value.values) > 1)


def outside(value: object, node: int, places: Iterator[int]) -> object:
    """The value with each tensor in it made a result of a node."""
    match value:
        case Tensor(spec):
            return Tensor(spec, FromNode(node, next(places)))
        case list():
            return [outside(item, node, places) for item in value]
        case tuple():
            return tuple([outside(item, node, places) for item in value])
        case dict():
            return {key: outside(item, node, places) for key, item in value.items()}
        case Outputs(values):
            return Outputs({name: outside(item, node, places) for name, item in values.items()})
        case _:
            return value


def _by_name(
    value: object, positional: list[object], named: dict[str, object]
) -> tuple[list[object], dict[str, object]]:
    """The inputs of a model that is called on a dict or a list of them."""
    match value:
        case dict():
            return [], {**value, **named}
        case Outputs(values):
            return [], {**values, **named}
        case list() | tuple():
            return list(value), named
        case _:
            return positional, named


def _match(
    definition: Definition, names: list[str], positional: list[object], named: Mapping[str, object]
) -> dict[str, object]:
    """The arguments of a call by name."""
    if len(positional) > len(names):
        raise EvaluationError(
            "E329", f"`{definition.written}` takes {len(names)} values, and {len(positional)} are given"
        )
    given = dict(zip(names, positional, strict=False))
    for name, value in named.items():
        if name in given:
            raise EvaluationError("E329", f"`{definition.written}` gets `{name}` twice")
        if name in names:
            given[name] = value
        elif definition.what == "function" or name not in CALL_OPTIONS:
            raise EvaluationError("E329", f"`{definition.written}` has no input `{name}`")
    return given

"""Calls of Keras's layers and functions, by their shape rules."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.analysis.dtypes import COMPUTE_DTYPES
from dsl.analysis.elaborate.blame import argument_of_function, argument_of_layer, labels_for
from dsl.analysis.elaborate.distributed import DistributedCalls, runs_inside
from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.analysis.elaborate.handed import HandedFunctions
from dsl.analysis.elaborate.live import Layer, specs, tensors
from dsl.analysis.elaborate.session import MAX_NODES, LiveNode, Session
from dsl.analysis.elaborate.way import failed
from dsl.analysis.shapes import library
from dsl.analysis.shapes.defaults import defaults_of
from dsl.analysis.shapes.rule import BUILT_OTHERWISE, Call, ShapeError, ShapeResult, show_shape
from dsl.catalog import Category, Entry, ParameterKind
from dsl.catalog.entry import names_by_position
from dsl.ir.graph import UNKNOWN_SPEC, Operator, ParameterCount, TensorSpec, Unknown
from dsl.ir.parts import gives_list, parts_of
from dsl.ir.values import Argument
from dsl.source import Span

TOO_MANY = "E311"

ONE_BY_POSITION = ("CategoryEncoding",)
"""Layers that Keras calls with one tensor by position, whatever their `call` takes."""


def bind(entry: Entry, positional: list[object], named: Mapping[str, object]) -> dict[str, object]:
    """The arguments of a call by parameter name; those of a `*args` are a list under its name."""
    bound = dict(zip(entry.by_position, positional, strict=False))
    rest = next((p.name for p in entry.parameters if p.kind is ParameterKind.VAR_POSITIONAL), None)
    if rest is not None:
        bound[rest] = positional[len(entry.by_position) :]
    return {**bound, **named}


class KerasCalls:
    """Calls Keras's layers and functions."""

    def __init__(self, session: Session, distributed: DistributedCalls, handed: HandedFunctions) -> None:
        self.session = session
        self.distributed = distributed
        self.handed = handed

    def call_layer(self, layer: Layer, positional: list[object], named: Mapping[str, object], span: Span) -> object:
        """The outputs of a layer; its first call counts its weights."""
        used = [*positional, *named.values()]
        node = self.session.record(layer, used, span)
        if any(isinstance(value, Unknown) for value in positional):
            self.session.is_complete = False
        try:
            call = self._keras_call(layer, positional, named)
            result = self._result(layer, call, positional, node)
            node.multiply_adds = 0 if node.inside is not None else self._work(call, result)
            self._build(layer, result)
        except EvaluationError as error:
            place = argument_of_layer(error)
            failed(error, node, self.session, place, labels_for(place, span))
            result = ShapeResult(UNKNOWN_SPEC, layer.own if layer.is_built else None)
            layer.own, layer.is_built = result.count, True
        return self.session.give(node, result.outputs)

    def _result(self, layer: Layer, call: Call | None, positional: list[object], node: LiveNode) -> ShapeResult:
        if call is None:
            return ShapeResult(UNKNOWN_SPEC, None)
        if runs_inside(layer):
            return self.distributed.call(layer, call, positional, node, node.span)
        result = library.call_layer(call)
        if layer.name == "Lambda":
            return self.handed.of_lambda(layer, positional, call.dtype, node.span) or result
        self.handed.check_activation(layer, result, node.span)
        return result

    def _keras_call(self, layer: Layer, positional: list[object], named: Mapping[str, object]) -> Call | None:
        """The call as rules see it; None for a layer that is not one of Keras's layers."""
        target = layer.target
        if not isinstance(target, Entry) or target.category is not Category.LAYERS:
            return None
        _check_places(target, positional)
        arguments = {**defaults_of(target), **layer.arguments}
        inputs = tuple(_as_input(specs(value)) for value in positional)
        options = {name: specs(value) for name, value in named.items()}
        return Call(target.name, arguments, inputs, options, self._dtype(layer), layer)

    def _work(self, call: Call | None, result: ShapeResult) -> int | None:
        costs = self.session.costs
        return None if call is None or costs is None else costs.layer_work(call, _listed(result.outputs))

    def _dtype(self, layer: Layer) -> str | None:
        given = layer.arguments.get("dtype")
        if given is None:
            return self.session.dtype
        return COMPUTE_DTYPES.get(given, given) if isinstance(given, str) else None

    def _build(self, layer: Layer, result: ShapeResult) -> None:
        if not layer.is_built:
            layer.is_built, layer.own = True, result.count
            layer.built = result.built
            for part, count in result.parts:
                if isinstance(part, Layer):
                    _build_part(part, count)
                    layer.parts.append(part)
            return
        before, now = layer.built, result.built
        if any(old is not None and new is not None and old != new for old, new in zip(before, now, strict=False)):
            raise ShapeError(
                BUILT_OTHERWISE,
                f"`{layer.name}` made its weights for sizes {show_shape(before)} when it was first called: "
                f"expected the same, received {show_shape(now)}",
            )

    def call_function(
        self,
        entry: Entry,
        positional: list[object],
        named: Mapping[str, object],
        span: Span,
        written: tuple[Argument, ...] = (),
    ) -> object:
        """The value of a function of `ops`, `activations` or `random`, whose arguments may be `written` in the file."""
        from dsl.analysis.shapes import functions

        for value in (*positional, *named.values()):
            self.session.meter.measure(value)
        arguments = {**defaults_of(entry), **bind(entry, positional, named)}
        call = Call(
            _op_name(entry),
            {name: specs(value) for name, value in arguments.items()},
            dtype=self.session.dtype,
        )
        constant = functions.constant_of(call)
        if constant is not None:
            return constant
        node = self.session.record(Operator(f"{entry.category.value}.{entry.name}"), list(arguments.values()), span)
        try:
            outputs: TensorSpec | list[TensorSpec] = functions.call_op(call).outputs
            made = self.handed.results(call.name, arguments, node)
            if made is not None:
                node.multiply_adds = None
                return made
            parts = parts_of(entry.name, arguments) if outputs == UNKNOWN_SPEC and gives_list(entry) else None
            if parts is not None and parts <= MAX_NODES:
                outputs = [UNKNOWN_SPEC] * parts
            costs = self.session.costs
            node.multiply_adds = None if costs is None else costs.op_work(call, _listed(outputs))
        except EvaluationError as error:
            failed(error, node, self.session, argument_of_function(error, entry, written))
            outputs = UNKNOWN_SPEC
        return self.session.give(node, outputs)


_PLACES: dict[str, int | None] = {}


def _places(entry: Entry) -> int | None:
    """How many tensors a layer's call takes by position; None where it takes any number, or that is not known."""
    if entry.python not in _PLACES:
        names = names_by_position(entry.call or ())
        takes_any = entry.call is None or any(p.kind is ParameterKind.VAR_POSITIONAL for p in entry.call)
        places = 1 if entry.name in ONE_BY_POSITION else names.index("training") if "training" in names else len(names)
        _PLACES[entry.python] = None if takes_any else places
    return _PLACES[entry.python]


def _check_places(entry: Entry, positional: list[object]) -> None:
    """Refuse more tensors than the layer's call has places for, before `training` and what follows it."""
    places = _places(entry)
    given = sum(1 for value in positional if any(True for _ in tensors(value)))
    if places is not None and given > places:
        takes = "one tensor, or one list of them" if places == 1 else f"{places} tensors by position"
        raise ShapeError(TOO_MANY, f"a call of `{entry.name}` takes {takes}, and {given} are given")


def _op_name(entry: Entry) -> str:
    """The name that rules know: `ops.nn.relu` and `activations.relu` are `relu`; random functions keep theirs."""
    if entry.category is Category.RANDOM:
        return f"random.{entry.name}"
    if entry.category is Category.ACTIVATIONS:
        return f"activations.{entry.name}"
    space, _, name = entry.name.rpartition(".")
    return name if space in ("", "nn", "numpy") else entry.name


def _listed(outputs: TensorSpec | list[TensorSpec]) -> list[TensorSpec]:
    return outputs if isinstance(outputs, list) else [outputs]


def _as_input(value: object) -> object:
    """A positional argument of a layer's call as rules see it."""
    return UNKNOWN_SPEC if isinstance(value, Unknown) else value


def _build_part(part: Layer, count: ParameterCount | None) -> None:
    if not part.is_built:
        part.is_built, part.own = True, count

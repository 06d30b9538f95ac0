"""Classes: a declared layer, or a whole network as a `tf.keras.Model` or a `tf.keras.layers.Layer`."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from dsl.analysis.training.precision import compute_dtype
from dsl.catalog import load
from dsl.codegen import view
from dsl.codegen.fixed import handing_on, hands_training_on, is_handed_on
from dsl.codegen.literals import attribute, identifier, string
from dsl.codegen.naming import Names, local_names, module_names
from dsl.codegen.objects import object_parameters
from dsl.codegen.phases import all_reads, makes, needing_shapes, select_called, select_made, used_by_calls
from dsl.codegen.printer import Printer
from dsl.codegen.regularizers import take_out
from dsl.codegen.seeds import GENERATOR, generators
from dsl.codegen.split import Attributes, Caller, Maker
from dsl.codegen.steps import Body, Set, Step, walk
from dsl.codegen.uses import Uses
from dsl.ir.definitions import Definition, InputPort, NewDim, Parameter
from dsl.ir.program import Program
from dsl.ir.values import Rest, Symbol

# What a generated class defines itself, beside what Keras's classes have.
OWN_ATTRIBUTES = frozenset({"build", "call", "get_config", GENERATOR})

# Where a layer keeps its seed generator.
KEPT_GENERATOR = f"self.{GENERATOR}"

BASES = {"model": "tf.keras.Model", "layer": "tf.keras.layers.Layer"}

DimText = Callable[[InputPort, int], str]


def write_class(
    definition: Definition, body: Body, program: Program, uses: Uses, base: str, package: str, built: view.Block = ()
) -> view.Class:
    """The class of a definition; `base` is `model` or `layer`. `built` is what `__init__` builds it by, if it does."""
    if hands_training_on(definition, program):
        body = handing_on(body)
    writer = _ClassWriter(definition, body, program, uses, base)
    return view.Class(
        name=identifier(definition.name),
        base=BASES[base],
        package=package,
        parameters=writer.parameters(),
        init=writer.init(built),
        build_parameters=writer.build_parameters(),
        build=writer.build(),
        call_parameters=writer.call_parameters(),
        call=writer.call(),
        output_shape=writer.output_shape(),
        objects=writer.objects(),
        keeps_dtypes=definition.what == "model" and computes_otherwise(program),
    )


def computes_otherwise(program: Program) -> bool:
    """Whether layers may compute in another dtype than inputs have."""
    return compute_dtype(program.trainings) != "float32"


def kept_at(definition: Definition, body: Body, program: Program, uses: Uses, learner: str) -> str:
    """The attribute of a `Layer` in which it keeps the layer that learns from data under a name."""
    slot = next(one.slot for one in body.learners if one.name == learner)
    writer = _ClassWriter(definition, body, program, uses, "layer")
    return writer.attributes.place[slot.symbol].removeprefix("self.")


class _ClassWriter:
    def __init__(self, definition: Definition, body: Body, program: Program, uses: Uses, base: str) -> None:
        dims = {dim.symbol for port in definition.inputs for _, dim in _new_dims(port)}
        early = take_out(body.steps, dims, needing_shapes(body.steps, dims))
        self.definition = definition
        self.body = body = replace(body, steps=early.steps)
        self.with_regularizers = early.with_regularizers
        self.regularizers = early.names
        self.program = program
        self.is_model = base == "model"
        self.uses = uses
        self.locals = local_names(definition, body, program)
        known = load().reserved_attributes
        reserved = (known.model if self.is_model else known.layer) | OWN_ATTRIBUTES
        self.attribute_names = Names(reserved)
        self.parameter_attributes = {
            parameter.symbol: self.attribute_names.unique(self._attribute(parameter.symbol.name, reserved))
            for parameter in definition.parameters
        }
        self.attributes = Attributes(body, self.attribute_names, "self.", "")
        for symbol, name in early.names.items():
            self.attributes.place[symbol] = f"self.{self.attribute_names.unique(name)}"
        self.generators = generators(body.steps)
        self.in_build = needing_shapes(body.steps, dims)

    def _attribute(self, name: str, reserved: frozenset[str]) -> str:
        return f"{name}_" if name in reserved else attribute(name)

    # --- parts of the class ----------------------------------------------------------------------

    def parameters(self) -> tuple[view.Parameter, ...]:
        printer = Printer(self.locals.of)
        return tuple(
            view.Parameter(
                name=self.locals.of[parameter.symbol],
                text=parameter_text(parameter, printer),
                key=string(self.locals.of[parameter.symbol]),
                attribute=self.parameter_attributes[parameter.symbol],
            )
            for parameter in self.definition.parameters
        )

    def objects(self) -> tuple[str, ...]:
        """The keys of the configuration under which layers or functions may stand."""
        symbols = object_parameters(self.definition, self.program)
        return tuple(string(self.locals.of[symbol]) for symbol in symbols)

    def init(self, built: view.Block) -> view.Block:
        steps = select_made(self.with_regularizers, self._is_made_early, self.body.lists)
        names = {**self.locals.of, **self.attributes.place}
        seed = tuple(view.Assign(KEPT_GENERATOR, "tf.keras.random.SeedGenerator()") for _ in self.generators)
        frozen = () if self._builds_inside() else self._frozen(steps)
        return (*seed, *Maker(self.attributes, Printer(names)).block(steps), *built, *frozen)

    def _frozen(self, steps: tuple[Step, ...]) -> view.Block:
        """Freezes the layers inside: Keras does so where `trainable` changes, and not where it is an argument.

        It comes after these are built, as some of them make their own layers then.
        """
        if self.definition.name not in self.uses.told or not any(makes(step) for step in walk(steps)):
            return ()
        comment = view.Do("# Keras hands on to the layers inside only what changes.")
        changed = (view.Assign("self.trainable", "True"), view.Assign("self.trainable", "False"))
        return (view.If("not self.trainable", (comment, *changed), ()),)

    def _is_made_early(self, step: Step) -> bool:
        if isinstance(step, Set) and not self.regularizers.keys().isdisjoint(step.targets):
            return True
        return makes(step) and step not in self.in_build

    def build(self) -> view.Block:
        """Weights, layers whose arguments depend on the input's shape, and the state of all layers inside."""
        steps = select_made(self.body.steps, lambda step: step in self.in_build, self.body.lists)
        shapes = dict(zip((port.symbol for port in self.definition.inputs), self.build_parameters(), strict=False))
        dims = self._dims(all_reads(steps), lambda port, index: f"{shapes[port.symbol]}[{index}]")
        made = (*dims, *Maker(self.attributes, Printer(self._stored_names())).block(steps))
        if not self._builds_inside():
            return (*made, *self._frozen(steps))
        comment = view.Do("# Builds the layers inside.")
        return (*made, comment, view.Do(self._spec(self._symbolic_inputs())), *self._frozen(self.body.steps))

    def _builds_inside(self) -> bool:
        """Whether `build` builds the layers inside, by a call on symbols.

        Keras builds those of a model at its first call, which a `TimeDistributed` never makes.
        """
        has_layers = any(makes(step) for step in walk(self.body.steps))
        is_called = self.is_model and self.definition.name not in self.uses.distributed
        return has_layers and not is_called and self.definition.name not in self.uses.on_lists

    def _spec(self, inputs: str) -> str:
        """What the layer gives, by calling it; one that says its output shape would be asked for that instead."""
        if self.definition.name in self.uses.distributed:
            return f"tf.keras.Operation.compute_output_spec(self, {inputs})"
        return f"self.compute_output_spec({inputs})"

    def _symbolic_inputs(self) -> str:
        inputs = self.definition.inputs
        if not self._takes_dict():
            shapes = self.build_parameters()
            return ", ".join(_input_of(port, shape) for port, shape in zip(inputs, shapes, strict=True))
        keys = [string(port.symbol.name) for port in inputs]
        pairs = (f"{key}: {_input_of(port, f'input_shape[{key}]')}" for key, port in zip(keys, inputs, strict=True))
        return "{" + ", ".join(pairs) + "}"

    def call(self) -> view.Block:
        outputs = self.body.outputs
        steps = select_called(self.body.steps, outputs)
        names = Printer(self._stored_names(), self.body.promoting)
        dims = self._dims(
            used_by_calls(steps), lambda port, index: f"tf.keras.ops.shape({self.locals.of[port.symbol]})[{index}]"
        )
        caller = Caller(self.attributes, names, self.locals, steps)
        keys = [output.name for output in outputs] if self.definition.what == "model" else []
        block = (*self._unpack(steps), *dims, *caller.block(steps))
        return return_last(block, [self.locals.of[output] for output in outputs], keys)

    def output_shape(self) -> str:
        """`TimeDistributed` asks the layer inside for it, which has one input and one output."""
        ports = (self.definition.inputs, self.definition.outputs)
        if any(len(each) > 1 for each in ports) or self.definition.name not in self.uses.distributed:
            return ""
        return f"{self._spec(_input_of(self.definition.inputs[0], 'input_shape'))}.shape"

    def build_parameters(self) -> tuple[str, ...]:
        """As Keras wants them: `input_shape` for one input, `<name>_shape` for each of several."""
        inputs = self.definition.inputs
        if len(inputs) == 1 or self._takes_dict():
            return ("input_shape",)
        return tuple(f"{self.locals.of[port.symbol]}_shape" for port in inputs)

    def call_parameters(self) -> tuple[str, ...]:
        """A model takes `training` too: `fit` tells it only to one that does, and Keras hands it on to its layers."""
        names = ["inputs"] if self._takes_dict() else [self.locals.of[port.symbol] for port in self.definition.inputs]
        if is_handed_on(self.body):
            return (*names, "training=False")
        return (*names, "training=None") if self.is_model else tuple(names)

    # --- details ---------------------------------------------------------------------------------

    def _takes_dict(self) -> bool:
        return self.definition.what == "model" and len(self.definition.inputs) > 1

    def _unpack(self, steps: tuple[Step, ...]) -> view.Block:
        if not self._takes_dict():
            return ()
        used = used_by_calls(steps) | set(self.body.outputs)
        return tuple(
            view.Assign(self.locals.of[port.symbol], f"inputs[{string(port.symbol.name)}]")
            for port in self.definition.inputs
            if port.symbol in used
        )

    def _stored_names(self) -> Mapping[Symbol, str]:
        """What symbols are called after `__init__`: parameters are attributes then."""
        parameters = {symbol: f"self.{name}" for symbol, name in self.parameter_attributes.items()}
        drawn = dict.fromkeys(self.generators, KEPT_GENERATOR)
        return ChainMap({**parameters, **self.attributes.place, **drawn}, self.locals.of)

    def _dims(self, used: set[Symbol], text: DimText) -> view.Block:
        return tuple(
            view.Assign(
                self.locals.give(dim.symbol, identifier(dim.symbol.name, module_names(self.program))),
                text(port, index),
            )
            for port in self.definition.inputs
            for index, dim in _new_dims(port)
            if dim.symbol in used
        )


def parameter_text(parameter: Parameter, printer: Printer) -> str:
    """A parameter as it stands in a `def` line."""
    name = printer.names[parameter.symbol]
    return name if parameter.default is None else f"{name}={printer.text(parameter.default)}"


def return_last(block: view.Block, names: list[str], keys: Sequence[str] = ()) -> view.Block:
    """A block that ends by returning the values of `names`: one, a tuple, or with `keys` a dict.

    What only gets its name at the end of the block is returned without one.
    """
    texts = list(names)
    rest = list(block)
    for place in reversed(range(len(names))):
        last = rest[-1] if rest else None
        if not isinstance(last, view.Assign) or last.target != names[place]:
            break
        if any(re.search(rf"\b{last.target}\b", text) for text in texts[place + 1 :]):
            break
        texts[place] = last.value
        rest.pop()
    if len(texts) > 1 and keys:
        pairs = zip(keys, texts, strict=True)
        return (*rest, view.Return("{" + ", ".join(f"{string(key)}: {text}" for key, text in pairs) + "}"))
    return (*rest, view.Return(", ".join(texts)))


def _input_of(port: InputPort, shape: str) -> str:
    dtype = "" if port.dtype in (None, "float32") else f", dtype={string(port.dtype or '')}"
    return f"tf.keras.Input(batch_shape={shape}{dtype})"


def _new_dims(port: InputPort) -> Iterator[tuple[int, NewDim]]:
    """The dimensions that a shape gives names to, with their place in the shape of the tensor.

    The batch dimension comes first in the tensor and is not written; `...` stands for it and any others, so what
    follows it is counted from the end.
    """
    dims = port.dims or ()
    rest = next((place for place, dim in enumerate(dims) if isinstance(dim, Rest)), None)
    for place, dim in enumerate(dims):
        if isinstance(dim, NewDim):
            after_rest = rest is not None and place > rest
            yield place - len(dims) if after_rest else place + 1, dim

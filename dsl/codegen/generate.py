"""Generate: from a program that can be written to the view of the Python program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from dsl.codegen import view
from dsl.codegen.adapting import Samples, Shown
from dsl.codegen.beside import LAYER as BESIDE_INPUTS
from dsl.codegen.classes import computes_otherwise, kept_at, parameter_text, return_last, write_class
from dsl.codegen.data import is_arrays
from dsl.codegen.data.imports import import_lines, python_imports
from dsl.codegen.fixed import LAYER as FIXED_TRAINING
from dsl.codegen.flags import write_flags
from dsl.codegen.frozen import SET_TRAINABLE, are_parts
from dsl.codegen.inline import write_inline
from dsl.codegen.literals import docstring, identifier, string
from dsl.codegen.lower import lower_split
from dsl.codegen.masks import reached_by_masks
from dsl.codegen.models import MAIN, Network, write_before, write_model
from dsl.codegen.naming import let_names, local_names
from dsl.codegen.needs import needs_here, needs_numpy, reads_environment, reads_values, stdlib
from dsl.codegen.plan import Plan, Written
from dsl.codegen.printer import Printer
from dsl.codegen.seeds import GENERATOR, generators
from dsl.codegen.stand_ins import BUILT_OUTSIDE, LEARNED_BINS
from dsl.codegen.training import parameter_names, write_training
from dsl.codegen.uses import uses_of
from dsl.ir.training import Training

NO_AXIS = "A mask is for an axis that the output does not have."


def generate(plan: Plan) -> view.Module:
    """The view of a planned program."""
    return _Generator(plan).module()


class _Generator:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.program = plan.program
        self.request = plan.request
        self.definition = plan.model.definition
        self.uses = uses_of(plan.program)
        self.masks = reached_by_masks(plan.graph)
        self.package = string(identifier_of(plan.request.file))
        self.before_layers: list[view.Builder] = []

    def module(self) -> view.Module:
        training, block = self._training(), self.request.training
        style, loop = self.plan.model.style, training.loop if training else None
        made = f"{self.request.model}, generated from {self.request.file} (style: {style}"
        made += f", loop: {loop})" if loop else ")"
        lets = let_names(self.program)
        flags = write_flags(self.definition, block, self.program)
        return view.Module(
            style=style,
            docstring=docstring(f"{made}. Edit the .model file instead."),
            stdlib_imports=stdlib(training, flags, block),
            imports=(*(("import numpy as np",) if needs_numpy(training) else ()), "import tensorflow as tf"),
            own_imports=self._own_imports(),
            needs_here=training is not None and needs_here(training),
            reads_values=reads_values(flags),
            reads_numbers=block is not None and reads_environment(block, "env number"),
            lets=tuple(view.Assign(lets[let.symbol], Printer(lets).text(let.value)) for let in self.program.lets),
            parts=(*self._parts(), *self.before_layers),
            training=training,
            flags=flags,
        )

    # --- parts -----------------------------------------------------------------------------------

    def _parts(self) -> tuple[view.Part, ...]:
        others = [part for other in self.plan.others for part in self._part(other)]
        return (*self._helpers(), *others, *self._model(self.plan.model, MAIN))

    def _helpers(self) -> tuple[view.Part, ...]:
        """What the other parts make use of."""
        helpers: list[view.Part] = []
        written = (*self.plan.others, self.plan.model)
        if any(are_parts(one.lowered.steps) for one in written):
            helpers.append(view.SetTrainable(SET_TRAINABLE))
        if any(one.fixes_training for one in written):
            helpers.append(view.FixedTraining(FIXED_TRAINING, self.package, computes_otherwise(self.program)))
        if any(one.has_beside for one in written):
            helpers.append(view.BesideInputs(BESIDE_INPUTS, self.package, computes_otherwise(self.program)))
        used = frozenset[str]().union(*(one.stand_ins for one in written))
        if LEARNED_BINS in used:
            helpers.append(view.LearnedBins(LEARNED_BINS, self.package))
        if BUILT_OUTSIDE in used:
            helpers.append(view.BuiltOutside(BUILT_OUTSIDE, self.package))
        return tuple(helpers)

    def _part(self, written: Written) -> tuple[view.Part, ...]:
        match written.definition.what:
            case "function":
                return (self._function(written),)
            case "layer":
                return (self._layer(written),)
            case _:
                return self._model(written, identifier(written.definition.name))

    def _model(self, written: Written, name: str) -> tuple[view.Part, ...]:
        network = Network(written.definition, written.body, written.style, name, self.package, self.uses)
        return write_model(network, self.program, self.plan.catalog)

    def _layer(self, layer: Written) -> view.Class:
        name = layer.definition.name
        written = write_class(layer.definition, layer.body, self.program, self.uses, "layer", self.package)
        if name in self.masks.handing_on:
            return replace(written, init=(view.Assign("self.supports_masking", "True"), *written.init))
        if name in self.plan.lifted:
            written = replace(written, keeps_dtypes=computes_otherwise(self.program))
        if name in self.plan.lifted and self.masks.starts_any:
            return replace(written, ends_masks="As the function itself hands no mask on.")
        return replace(written, ends_masks=NO_AXIS) if name in self.masks.ending else written

    def _function(self, function: Written) -> view.Function:
        definition, body = function.definition, function.body
        names = local_names(definition, body, self.program)
        drawn = dict.fromkeys(generators(body.steps), GENERATOR)
        printer = Printer({**names.of, **drawn}, body.promoting)
        inputs = [names.of[port.symbol] for port in definition.inputs]
        parameters = [parameter_text(parameter, printer) for parameter in definition.parameters]
        block = return_last(write_inline(body.steps, printer), [names.of[output] for output in definition.outputs])
        keyword_only = ("*", GENERATOR) if drawn else ()
        return view.Function(identifier(definition.name), (*inputs, *parameters, *keyword_only), self.package, block)

    def _own_imports(self) -> tuple[str, ...]:
        imports = [(name.module, name.name, identifier(name.given)) for name in self.program.imports]
        if self.request.training is not None:
            imports += python_imports(self.request.training)
        return import_lines(imports)

    # --- training --------------------------------------------------------------------------------

    def _training(self) -> view.Training | None:
        planned = self.plan.training
        if planned is None:
            return None
        return write_training(
            planned.block,
            self.definition,
            self.program,
            planned.loop,
            self.request.folder,
            tuple(self._adapted(one, planned.block) for one in planned.shown),
            planned.arrays,
            planned.labels,
            let_names(self.program),
            self.plan.graph,
        )

    def _adapted(self, found: Shown, training: Training) -> view.Adapted:
        model, body = self.definition, self.plan.model.lowered
        layer = f"model.get_layer({string(found.learner.name)})"
        if self.plan.model.style == "layer":
            split = lower_split(model, self.program, body)
            layer = f"model.layers[-1].{kept_at(model, split, self.program, self.uses, found.learner.name)}"
        samples = Samples(is_arrays(training), len(model.inputs) > 1)
        if found.inputs is not None and len(found.inputs) == 1:
            return view.Adapted(layer, samples.of(found.inputs[0].name))
        network = Network(model, body, self.plan.model.style, MAIN, self.package, self.uses)
        builder, inputs = write_before(network, self.program, self.plan.catalog, found)
        self.before_layers.append(builder)
        names = parameter_names(model, training, self.program)
        local = local_names(model, body, self.program)
        given = [f"{local.of[p.symbol]}={names[p.symbol]}" for p in model.parameters]
        return view.Adapted(layer, f"{samples.batches(inputs)}.map({builder.name}({', '.join(given)}))")


def identifier_of(file: str) -> str:
    """The name under which a file's classes are registered with Keras: the file's own."""
    return PurePath(file).stem

"""Generate: from a program to the view of the Python program that is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

from dsl.analysis.problems import Problems
from dsl.catalog import Catalog
from dsl.codegen import view
from dsl.codegen.adapting import Samples, Shown, refusals, shown
from dsl.codegen.bins import LAYER as LEARNED_BINS
from dsl.codegen.bins import has_bins, with_bins
from dsl.codegen.chain import find_fork
from dsl.codegen.class_weight import Unfit
from dsl.codegen.classes import kept_at, parameter_text, return_last, write_class
from dsl.codegen.data import is_arrays
from dsl.codegen.data.imports import SETTINGS, import_line, python_imports
from dsl.codegen.dtypes import promoting
from dsl.codegen.fixed import LAYER as FIXED_TRAINING
from dsl.codegen.fixed import has_fixed
from dsl.codegen.flags import write_flags
from dsl.codegen.frozen import SET_TRAINABLE, are_parts
from dsl.codegen.inline import write_inline
from dsl.codegen.labels import labels_for
from dsl.codegen.lift import lift_random
from dsl.codegen.limits import drawn_values, limits, made_by_tensors
from dsl.codegen.literals import docstring, identifier, string
from dsl.codegen.lower import lower, lower_split
from dsl.codegen.masks import reached_by_masks
from dsl.codegen.models import MAIN, Network, write_before, write_model
from dsl.codegen.naming import let_names, local_names
from dsl.codegen.needs import needs_here, needs_numpy, reads_environment, reads_values, stdlib
from dsl.codegen.printer import Printer
from dsl.codegen.reach import draws_when_built, needed
from dsl.codegen.seeds import GENERATOR, generators, with_generators
from dsl.codegen.sharing import unshareable
from dsl.codegen.steps import Body
from dsl.codegen.synthetic import Array, UnknownShape, arrays_for
from dsl.codegen.training import parameter_names, write_training
from dsl.codegen.uses import uses_of
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.graph import Graph
from dsl.ir.program import Program
from dsl.ir.training import Training
from dsl.source import Span

DEFAULT_LOOP = "fit"


@dataclass(frozen=True)
class Request:
    """What is to be generated from a program.

    `file` is the name of the .model file without folders; `folder` leads from the generated program's folder to
    the .model file's, `""` where they are the same. `style` and `loop` are None where the file decides.
    """

    file: str
    folder: str
    model: str
    training: Training | None
    style: str | None
    loop: str | None


def generate(
    program: Program, request: Request, graph: Graph, catalog: Catalog, problems: Problems
) -> view.Module | None:
    """The view of the requested program, or None where the file asks for what cannot be."""
    writer = _generator(program, request, graph, catalog, problems)
    module = None if writer is None else writer.module()
    return None if writer is None or writer.failed else module


def check(program: Program, request: Request, graph: Graph, catalog: Catalog, problems: Problems) -> None:
    """Report what cannot be written of the requested program, without writing it."""
    writer = _generator(program, request, graph, catalog, problems)
    if writer is not None:
        writer.check()


def _generator(
    program: Program, request: Request, graph: Graph, catalog: Catalog, problems: Problems
) -> _Generator | None:
    program = needed(program, request.model, request.training)
    refused = tuple(drawn_values(program))
    for limit in refused:
        problems.report(limit.code, limit.message, limit.span, limit.help)
    if refused:
        return None
    return _Generator(with_generators(lift_random(program)), request, graph, catalog, problems)


class _Generator:
    def __init__(self, program: Program, request: Request, graph: Graph, catalog: Catalog, problems: Problems) -> None:
        self.program = program
        self.request = request
        self.graph = graph
        self.catalog = catalog
        self.problems = problems
        self.uses = uses_of(program)
        self.failed = False
        self.fixes_training = False
        self.learns_bins = False
        self.masks = reached_by_masks(graph)
        operators = promoting(graph)
        self.bodies = {d.name: lower(d, program, operators) for d in program.definitions}
        self.package = string(identifier_of(request.file))
        self.model = program.definition(request.model)
        self.before_layers: list[view.Builder] = []
        self.style = self._style(self.model, request.style or self.model.style)

    def module(self) -> view.Module:
        training, block = self._training(), self.request.training
        style, loop = self.style, training.loop if training else None
        made = f"{self.request.model}, generated from {self.request.file} (style: {style}"
        made += f", loop: {loop})" if loop else ")"
        lets = let_names(self.program)
        flags = write_flags(self.model, self.request.training, self.program)
        parts = self._parts()
        return view.Module(
            docstring=docstring(f"{made}. Edit the .model file instead."),
            stdlib_imports=stdlib(training, flags, self.request.training),
            imports=(*(("import numpy as np",) if needs_numpy(training) else ()), "import tensorflow as tf"),
            own_imports=self._own_imports(),
            needs_here=training is not None and needs_here(training),
            reads_values=reads_values(flags),
            reads_numbers=block is not None and reads_environment(block, "env number"),
            lets=tuple(view.Assign(lets[let.symbol], Printer(lets).text(let.value)) for let in self.program.lets),
            parts=(*parts, *self.before_layers),
            training=training,
            flags=flags,
        )

    def check(self) -> None:
        """Come upon everything that is refused."""
        self._training()
        for definition in self.program.definitions:
            self._body(definition, self._written_as(definition))

    # --- styles ----------------------------------------------------------------------------------

    def _written_as(self, definition: Definition) -> str:
        """The style of a model; what else there is is written in one way."""
        if definition is self.model or definition.what != "model":
            return self.style if definition is self.model else definition.what
        return self._style(definition, definition.style or self.style)

    def _style(self, model: Definition, wanted: str | None) -> str:
        """The style a model is written in; a wanted one that cannot be is reported."""
        body = self.bodies[model.name]
        fork = find_fork(model, body)
        if wanted is None:
            return "functional" if fork else "sequential"
        if wanted == "sequential" and fork is not None:
            if model is self.model:
                self._fail(
                    "E602",
                    f"`{model.name}` cannot be sequential, as it is not one chain of layers",
                    model.span,
                    labels=(Label(fork.span, f"here is {fork.reason}"),),
                    notes=("`functional`, the default here, takes any network",),
                )
            return "functional"
        return wanted

    def _body(self, definition: Definition, style: str) -> Body:
        """The steps of a definition as a style needs them; what cannot be written is refused."""
        body = self.bodies[definition.name]
        in_class = style in ("subclass", "layer")
        is_split = in_class or (style == "functional" and self._draws_when_built(definition))
        if is_split:
            body = lower_split(definition, self.program, body)
        self.fixes_training |= style == "functional" and has_fixed(body)
        if in_class and has_bins(body):
            self.learns_bins = True
            body = with_bins(body)
        early = made_by_tensors(definition, body) if is_split else ()
        for limit in (*limits(definition, body, in_class), *early):
            self._fail(limit.code, limit.message, limit.span, limit.help)
        return body

    def _draws_when_built(self, definition: Definition) -> bool:
        return draws_when_built(definition, self.program, self.catalog)

    def _fail(self, code: str, message: str, span: Span, help: str = "", **more: tuple[object, ...]) -> None:
        self.failed = True
        self.problems.report(code, message, span, help, **more)  # type: ignore[arg-type]

    # --- parts -----------------------------------------------------------------------------------

    def _parts(self) -> tuple[view.Part, ...]:
        written: list[view.Part] = []
        for definition in self.program.definitions:
            if definition is not self.model:
                written += self._part(definition)
        written += self._model_part(self.model, self.style, MAIN)
        return (*self._helpers(), *written)

    def _helpers(self) -> tuple[view.Part, ...]:
        """What the other parts make use of."""
        helpers: list[view.Part] = []
        if any(are_parts(body.steps) for body in self.bodies.values()):
            helpers.append(view.SetTrainable(SET_TRAINABLE))
        if self.fixes_training:
            helpers.append(view.FixedTraining(FIXED_TRAINING, self.package))
        if self.learns_bins:
            helpers.append(view.LearnedBins(LEARNED_BINS, self.package))
        return tuple(helpers)

    def _part(self, definition: Definition) -> tuple[view.Part, ...]:
        match definition.what:
            case "function":
                self._body(definition, "function")
                return () if self.failed else (self._function(definition),)
            case "layer":
                body = self._body(definition, "layer")
                return () if self.failed else (self._layer(definition, body),)
            case _:
                return self._model_part(definition, self._written_as(definition), identifier(definition.name))

    def _model_part(self, definition: Definition, style: str, name: str) -> tuple[view.Part, ...]:
        body = self._body(definition, style)
        if self.failed:
            return ()
        network = Network(definition, body, style, name, self.package, self.uses)
        return write_model(network, self.program, self.catalog)

    def _layer(self, definition: Definition, body: Body) -> view.Class:
        written = write_class(definition, body, self.program, self.uses, "layer", self.package)
        if definition.name in self.masks.handing_on:
            return replace(written, init=(view.Assign("self.supports_masking", "True"), *written.init))
        return replace(written, ends_masks=definition.name in self.masks.ending)

    def _function(self, definition: Definition) -> view.Function:
        body = self.bodies[definition.name]
        names = local_names(definition, body, self.program)
        drawn = dict.fromkeys(generators(body.steps), GENERATOR)
        printer = Printer({**names.of, **drawn}, body.promoting)
        inputs = [names.of[port.symbol] for port in definition.inputs]
        parameters = [parameter_text(parameter, printer) for parameter in definition.parameters]
        block = return_last(write_inline(body.steps, printer), [names.of[output] for output in definition.outputs])
        keyword_only = ("*", GENERATOR) if drawn else ()
        return view.Function(identifier(definition.name), (*inputs, *parameters, *keyword_only), self.package, block)

    def _own_imports(self) -> tuple[str, ...]:
        lines = [import_line(name.module, name.name, identifier(name.given)) for name in self.program.imports]
        if self.request.training is not None:
            lines += python_imports(self.request.training)
        return tuple(dict.fromkeys(lines))

    # --- training --------------------------------------------------------------------------------

    def _training(self) -> view.Training | None:
        training = self.request.training
        if training is None or training.source("data") is None:
            return None
        given = training.value("loop")
        loop = self.request.loop or (str(given.value) if isinstance(given, values.Literal) else DEFAULT_LOOP)
        limit = unshareable(training, loop)
        if limit is not None:
            self._fail(limit.code, limit.message, limit.span, limit.help)
        body = self.bodies[self.model.name]
        adapted = self._adapted_layers(body, training)
        labels = labels_for(self.model, body, self.graph, training.value("loss"))
        arrays, lets = self._arrays(training), let_names(self.program)
        try:
            return write_training(
                training, self.model, self.program, loop, self.request.folder, adapted, arrays, labels, lets, self.graph
            )
        except Unfit as problem:
            setting = training.find("class_weight")
            assert setting is not None
            self._fail("E509", str(problem), setting.span)
            return None

    def _arrays(self, training: Training) -> dict[str, Array]:
        """Random arrays, where the block asks for them."""
        source = next(
            (s for name in SETTINGS if (s := training.source(name)) and s.name == "synthetic"),
            None,
        )
        if source is None:
            return {}
        try:
            return arrays_for(self.graph, training)
        except UnknownShape as output:
            self._fail(
                "E507",
                f"nothing random can be made to fit the output `{output}`, as its shape is not known",
                source.span,
            )
            return {}

    def _adapted_layers(self, body: Body, training: Training) -> tuple[view.Adapted, ...]:
        for refusal in refusals(self.model, self.program.definitions, body, self.graph):
            message = f"this layer has to learn from the training data before it is used, and it {refusal.reason}"
            self._fail("E513", message, refusal.span, "give it what it needs to know as arguments")
        found = [one for one in shown(body) if isinstance(one, Shown)]
        return () if self.failed else tuple(self._adapted(one, body, training) for one in found)

    def _adapted(self, found: Shown, body: Body, training: Training) -> view.Adapted:
        layer = f"model.get_layer({string(found.learner.name)})"
        if self.style == "layer":
            split = lower_split(self.model, self.program, body)
            layer = f"model.layers[-1].{kept_at(self.model, split, self.program, self.uses, found.learner.name)}"
        samples = Samples(is_arrays(training), len(self.model.inputs) > 1)
        if found.inputs is not None and len(found.inputs) == 1:
            return view.Adapted(layer, samples.of(found.inputs[0].name))
        network = Network(self.model, body, self.style, MAIN, self.package, self.uses)
        builder, inputs = write_before(network, self.program, self.catalog, found)
        self.before_layers.append(builder)
        names = parameter_names(self.model, training, self.program)
        local = local_names(self.model, body, self.program)
        given = [f"{local.of[p.symbol]}={names[p.symbol]}" for p in self.model.parameters]
        return view.Adapted(layer, f"{samples.batches(inputs)}.map({builder.name}({', '.join(given)}))")


def identifier_of(file: str) -> str:
    """The name under which a file's classes are registered with Keras: the file's own."""
    return PurePath(file).stem

"""Plan: in which style each definition of a program is written, and what of it cannot be written.

This is all of generating that can fail. It needs none of the modules that write, so that `check` starts fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dsl.analysis.problems import Problems
from dsl.catalog import Catalog
from dsl.codegen.adapting import Shown, refusals, shown
from dsl.codegen.beside import has_beside, with_beside
from dsl.codegen.chain import find_fork
from dsl.codegen.dtypes import promoting
from dsl.codegen.fixed import has_fixed
from dsl.codegen.known_labels import misfits
from dsl.codegen.labels import Labels, labels_for
from dsl.codegen.layer_names import clashes
from dsl.codegen.lift import lift_products, lift_random, lift_unsymbolic
from dsl.codegen.limits import Limit, drawn_values, limits, made_by_tensors, unclear_sizes
from dsl.codegen.lower import lower, lower_split
from dsl.codegen.named_lists import with_named_lists
from dsl.codegen.nested import unloadable
from dsl.codegen.reach import draws_when_built, needed
from dsl.codegen.seeds import drawing_functions, is_drawn, with_generators
from dsl.codegen.sharing import unshareable
from dsl.codegen.sizes import SizesWrittenOut
from dsl.codegen.stand_ins import in_a_class, in_a_graph, stand_ins, with_stand_ins
from dsl.codegen.steps import Body
from dsl.codegen.symbolic import unsymbolic
from dsl.codegen.synthetic import Array, UnknownShape, arrays_for
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.graph import Graph
from dsl.ir.program import Program
from dsl.ir.training import Training
from dsl.records import dataclass

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


@dataclass(frozen=True)
class Written:
    """One definition as it is written.

    `style` is the style of a model, else what it is: a layer, a function. `body` holds its steps as the style needs
    them, `lowered` as they are before. `stand_ins` are the classes that stand in for layers of Keras in it;
    `fixes_training` and `has_beside` say that they make use of the layer that is there for that.
    """

    definition: Definition
    style: str
    body: Body
    lowered: Body
    stand_ins: frozenset[str]
    fixes_training: bool
    has_beside: bool


@dataclass(frozen=True)
class TrainingPlan:
    """What has to be known of a `train` block with data: the layers that learn from it before, the random arrays that
    it asks for, and what stands against each output. `loop` is `fit` or `custom`.
    """

    block: Training
    loop: str
    shown: tuple[Shown, ...]
    arrays: Mapping[str, Array]
    labels: Mapping[str, Labels]


@dataclass(frozen=True)
class Plan:
    """A program that can be written: `program` holds what is needed, `model` is what `build_model` gives.

    `lifted` are the layers in it that the file does not declare: what a model leaves to a layer.
    """

    program: Program
    request: Request
    graph: Graph
    catalog: Catalog
    model: Written
    others: tuple[Written, ...]
    training: TrainingPlan | None
    lifted: frozenset[str]


def plan(program: Program, request: Request, graph: Graph, catalog: Catalog, problems: Problems) -> Plan | None:
    """How the requested program is written, or None where it asks for what cannot be."""
    program = with_named_lists(needed(program, request.model, request.training))
    program, unclear = _drawn_sizes(program)
    refused = (*drawn_values(program), *unclear)
    for limit in refused:
        problems.report(limit.code, limit.message, limit.span, limit.help)
    if refused:
        return None
    declared = frozenset(definition.name for definition in program.definitions)
    planner = _Planner(with_generators(lift_random(program)), declared, request, graph, catalog, problems)
    planned = planner.plan()
    return None if planner.failed else planned


def _drawn_sizes(program: Program) -> tuple[Program, tuple[Limit, ...]]:
    """The program whose models say of which tensors the sizes are that they draw random numbers with."""
    drawing = drawing_functions(program)
    sizes = {model.name: SizesWrittenOut(model, lambda value: is_drawn(value, drawing)) for model in program.models}
    definitions = tuple(sizes[d.name].model if d.name in sizes else d for d in program.definitions)
    unclear = tuple(limit for one in sizes.values() for limit in unclear_sizes(one))
    return replace(program, definitions=definitions), unclear


class _Planner:
    def __init__(
        self,
        program: Program,
        declared: frozenset[str],
        request: Request,
        graph: Graph,
        catalog: Catalog,
        problems: Problems,
    ) -> None:
        self.program = program
        self.declared = declared
        self.request = request
        self.graph = graph
        self.catalog = catalog
        self.problems = problems
        self.failed = False
        operators = promoting(graph)
        self.lowered = {d.name: lower(d, program, operators) for d in program.definitions}
        self.model = program.definition(request.model)
        self.style = self._style(self.model, request.style or self.model.style)
        self.program = self._symbolic(program)
        self.model = self.program.definition(request.model)
        changed = [d for d in self.program.definitions if d not in program.definitions]
        self.lowered.update((d.name, lower(d, self.program, operators)) for d in changed)

    def plan(self) -> Plan:
        written = {d.name: self._written(d) for d in self.program.definitions}
        model = written.pop(self.model.name)
        others = tuple(written.values())
        lifted = frozenset(written) - self.declared
        return Plan(self.program, self.request, self.graph, self.catalog, model, others, self._training(), lifted)

    def _symbolic(self, program: Program) -> Program:
        """The program whose functional models leave to layers what cannot be computed with symbols."""
        found = unsymbolic(program, self.graph)
        definitions = []
        functional = {model.name for model in program.models if self._written_as(model) == "functional"}
        for definition in program.definitions:
            if definition.name in functional:
                sizes = SizesWrittenOut(definition, lambda value: value.span not in self.graph.fixed)
                definition = sizes.model
                for limit in unclear_sizes(sizes):
                    self._fail(limit)
            definitions.append(definition)
        program = lift_unsymbolic(replace(program, definitions=tuple(definitions)), functional, found)
        return lift_products(program, functional)

    # --- styles ----------------------------------------------------------------------------------

    def _style(self, model: Definition, wanted: str | None) -> str:
        """The style a model is written in; a wanted one that cannot be is reported."""
        fork = find_fork(model, self.lowered[model.name])
        if wanted is None:
            return "functional" if fork else "sequential"
        if wanted == "sequential" and fork is not None:
            if model is self.model:
                self._fail(
                    Limit(
                        f"`{model.name}` cannot be sequential, as it is not one chain of layers", model.span, "", "E602"
                    ),
                    labels=(Label(fork.span, f"here is {fork.reason}"),),
                    notes=("`functional`, the default here, takes any network",),
                )
            return "functional"
        return wanted

    def _written_as(self, definition: Definition) -> str:
        """The style of a model; what else there is is written in one way."""
        if definition is self.model:
            return self.style
        if definition.what != "model":
            return definition.what
        return self._style(definition, definition.style or self.style)

    def _written(self, definition: Definition) -> Written:
        """A definition with its steps as its style needs them; what cannot be written is refused."""
        style, lowered = self._written_as(definition), self.lowered[definition.name]
        body = lowered
        in_class = style in ("subclass", "layer")
        is_split = in_class or (style == "functional" and draws_when_built(definition, self.program, self.catalog))
        if is_split:
            body = lower_split(definition, self.program, body)
        body = with_stand_ins(body, in_a_class if in_class else in_a_graph(self.catalog))
        early = made_by_tensors(definition, body) if is_split else ()
        for limit in (*limits(definition, body, style), *early):
            self._fail(limit)
        if style in ("functional", "sequential"):
            self._check_names(definition, lowered)
            self._warn_of_nested(body)
        is_functional = style == "functional"
        fixes_training = is_functional and has_fixed(body)
        beside = is_functional and not self.failed and has_beside(definition, body)
        if beside:
            body = with_beside(definition, body)
        return Written(definition, style, body, lowered, stand_ins(body), fixes_training, beside)

    def _check_names(self, definition: Definition, body: Body) -> None:
        for clash in clashes(definition, body, self.graph):
            message = f"`{clash.name}` {clash.reason}, and a model has each name once"
            limit = Limit(message, clash.span, "choose another name, or the style `subclass`", "E606")
            self._fail(limit, labels=(Label(clash.before, "here"),))

    def _warn_of_nested(self, body: Body) -> None:
        for span in unloadable(body):
            message = "Keras saves a functional model with this layer inside of another one too, and cannot load it"
            self.problems.report("W304", message, span, "choose the style `subclass`, which is loaded")

    def _fail(self, limit: Limit, **more: tuple[object, ...]) -> None:
        self.failed = True
        self.problems.report(limit.code, limit.message, limit.span, limit.help, **more)  # type: ignore[arg-type]

    # --- training --------------------------------------------------------------------------------

    def _training(self) -> TrainingPlan | None:
        block = self.request.training
        if block is None or block.source("data") is None:
            return None
        body = self.lowered[self.model.name]
        labels = labels_for(self.model, body, self.graph, block)
        self._check_class_weight(block, labels)
        for misfit in misfits(block, labels):
            self._fail(misfit)
        given = block.value("loop")
        loop = self.request.loop or (str(given.value) if isinstance(given, values.Literal) else DEFAULT_LOOP)
        limit = unshareable(block, loop)
        if limit is not None:
            self._fail(limit)
        return TrainingPlan(block, loop, self._shown(body), self._arrays(block), labels)

    def _check_class_weight(self, block: Training, labels: Mapping[str, Labels]) -> None:
        setting, given = block.find("class_weight"), block.value("class_weight")
        if setting is None or not isinstance(given, values.Mapping):
            return
        reason = next(iter(labels.values())).misfit([int(key) for key, _ in given.entries])
        if reason:
            self._fail(Limit(reason, setting.span, "", "E509"))

    def _arrays(self, block: Training) -> dict[str, Array]:
        """Random arrays, where the block asks for them."""
        source = next((source for source in block.sources if source.name == "synthetic"), None)
        if source is None:
            return {}
        try:
            return arrays_for(self.graph, block)
        except UnknownShape as output:
            message = f"nothing random can be made to fit the output `{output}`, as its shape is not known"
            self._fail(Limit(message, source.span, "", "E507"))
            return {}

    def _shown(self, body: Body) -> tuple[Shown, ...]:
        """What the layers that have to learn from the training data are called on."""
        for refusal in refusals(self.model, self.program.definitions, body, self.graph):
            message = f"this layer has to learn from the training data before it is used, and it {refusal.reason}"
            self._fail(Limit(message, refusal.span, "give it what it needs to know as arguments", "E513"))
        return tuple(one for one in shown(body) if isinstance(one, Shown))

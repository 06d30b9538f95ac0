"""Generate: from a program to the view of the Python program that is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from dsl.analysis.problems import Problems
from dsl.catalog import Catalog
from dsl.codegen import view
from dsl.codegen.chain import find_fork
from dsl.codegen.class_weight import Unfit
from dsl.codegen.classes import parameter_text, return_last, write_class
from dsl.codegen.data import is_arrays
from dsl.codegen.data.imports import SETTINGS, import_line, python_imports
from dsl.codegen.dtypes import promoting
from dsl.codegen.flags import write_flags
from dsl.codegen.inline import write_inline
from dsl.codegen.labels import labels_for
from dsl.codegen.lift import lift_random
from dsl.codegen.limits import limits
from dsl.codegen.literals import docstring, identifier, string
from dsl.codegen.lower import lower
from dsl.codegen.models import MAIN, Network, write_model
from dsl.codegen.naming import let_names, local_names
from dsl.codegen.printer import Printer
from dsl.codegen.reach import draws_when_built, needed
from dsl.codegen.steps import Learner
from dsl.codegen.synthetic import Array, UnknownShape, arrays_for
from dsl.codegen.training import write_training
from dsl.diagnostics import Label
from dsl.ir import traverse, values
from dsl.ir.definitions import Definition
from dsl.ir.graph import Graph
from dsl.ir.program import Program
from dsl.ir.training import DataSource, Training
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
    program = lift_random(needed(program, request.model, request.training))
    writer = _Generator(program, request, graph, catalog, problems)
    module = writer.module()
    return None if writer.failed else module


class _Generator:
    def __init__(self, program: Program, request: Request, graph: Graph, catalog: Catalog, problems: Problems) -> None:
        self.program = program
        self.request = request
        self.graph = graph
        self.catalog = catalog
        self.problems = problems
        self.failed = False
        operators = promoting(graph)
        self.bodies = {d.name: lower(d, program, operators) for d in program.definitions}
        self.package = string(identifier_of(request.file))
        self.model = program.definition(request.model)
        self.style = self._style(self.model, request.style or self.model.style)

    def module(self) -> view.Module:
        training = self._training()
        style, loop = self.style, training.loop if training else None
        made = f"{self.request.model}, generated from {self.request.file} (style: {style}"
        made += f", loop: {loop})" if loop else ")"
        lets = let_names(self.program)
        flags = write_flags(self.model, self.request.training, self.program)
        parts = self._parts()
        return view.Module(
            docstring=docstring(f"{made}. Edit the .model file instead."),
            stdlib_imports=_stdlib(training, flags, self.request.training),
            imports=(*(("import numpy as np",) if _needs_numpy(training) else ()), "import tensorflow as tf"),
            own_imports=self._own_imports(),
            needs_here=training is not None and _needs_here(training),
            lets=tuple(view.Assign(lets[let.symbol], Printer(lets).text(let.value)) for let in self.program.lets),
            parts=parts,
            training=training,
            flags=flags,
        )

    # --- styles ----------------------------------------------------------------------------------

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

    def _check_body(self, definition: Definition, style: str) -> None:
        """Refuse what cannot be written yet."""
        in_class = style in ("subclass", "layer")
        is_split = in_class or (style == "functional" and self._draws_when_built(definition))
        is_main, trains = definition.name == self.request.model, self.request.training is not None
        for limit in limits(definition, self.bodies[definition.name], in_class, is_split, is_main, trains):
            self._fail("E901", limit.message, limit.span, limit.help)

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
        return (*written, *self._model_part(self.model, self.style, MAIN))

    def _part(self, definition: Definition) -> tuple[view.Part, ...]:
        match definition.what:
            case "function":
                self._check_body(definition, "function")
                return () if self.failed else (self._function(definition),)
            case "layer":
                self._check_body(definition, "layer")
                body = self.bodies[definition.name]
                return () if self.failed else (write_class(definition, body, self.program, "layer", self.package),)
            case _:
                style = self._style(definition, definition.style or self.style)
                return self._model_part(definition, style, identifier(definition.name))

    def _model_part(self, definition: Definition, style: str, name: str) -> tuple[view.Part, ...]:
        self._check_body(definition, style)
        if self.failed:
            return ()
        network = Network(definition, self.bodies[definition.name], style, name, self.package)
        return write_model(network, self.program, self.catalog)

    def _function(self, definition: Definition) -> view.Function:
        body = self.bodies[definition.name]
        names = local_names(definition, body, self.program)
        printer = Printer(names.of, body.promoting)
        inputs = [names.of[port.symbol] for port in definition.inputs]
        parameters = [parameter_text(parameter, printer) for parameter in definition.parameters]
        block = return_last(write_inline(body.steps, printer), [names.of[output] for output in definition.outputs])
        return view.Function(identifier(definition.name), (*inputs, *parameters), self.package, block)

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
        body = self.bodies[self.model.name]
        adapted = tuple(self._adapted(learner, training) for learner in body.learners)
        labels = labels_for(self.model, body, self.graph, training.value("loss"))
        arrays, lets = self._arrays(training), let_names(self.program)
        try:
            return write_training(
                training, self.model, self.program, loop, self.request.folder, adapted, arrays, labels, lets
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

    def _adapted(self, learner: Learner, training: Training) -> view.Adapted:
        layer = f"model.get_layer({string(learner.name)})"
        if self.style == "layer":
            layer = f"model.layers[-1].{learner.slot.base}"
        part = ""
        if len(self.model.inputs) > 1 and isinstance(learner.value, values.Reference):
            part = f"[{string(learner.value.symbol.name)}]"
        if is_arrays(training):
            return view.Adapted(layer, f"training[0]{part}")
        return view.Adapted(layer, f"training.map(lambda x, *_: x{part}).batch(batch_size)")


def identifier_of(file: str) -> str:
    """The name under which a file's classes are registered with Keras: the file's own."""
    return PurePath(file).stem


def _stdlib(training: view.Training | None, flags: tuple[view.Flag, ...], block: Training | None) -> tuple[str, ...]:
    lines = ["import argparse", *(("import ast",) if any("ast." in flag.options for flag in flags) else ())]
    if training is not None:
        lines += ["import csv"] if "csv" in training.data.readers else []
        lines += ["import json", "import math"]
        lines += ["import os"] if block is not None and _reads_environment(block) else []
        lines += ["from pathlib import Path"]
    return tuple(lines)


def _reads_environment(training: Training) -> bool:
    """Whether a value of the block is `env(…)`."""
    found: list[values.Expr] = [p.default for p in training.parameters if p.default is not None]
    for setting in training.settings:
        if isinstance(setting.value, DataSource):
            found += [option.value for option in setting.value.options]
            found += [value for _, value in setting.value.fields]
        else:
            found.append(setting.value)
    parts = (part for value in found for part in traverse.walk(value))
    return any(isinstance(part, values.Invoke) and part.target == values.Builtin("env") for part in parts)


def _needs_numpy(training: view.Training | None) -> bool:
    if training is None:
        return False
    reads = {"npz", "csv", "checked"} & set(training.data.readers)
    made = any(isinstance(line, view.Assign) and "np." in line.value for line in training.data.load)
    return bool(reads) or made


def _needs_here(training: view.Training) -> bool:
    texts = [training.save, *(line.value for line in training.data.load if isinstance(line, view.Assign))]
    return "tfrecord" in training.data.readers or any(re.search(r"\bHERE / ", text) for text in texts)

"""The compiler: one function that reads as the way of the data, from text to Python."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from typing import TYPE_CHECKING

from dsl.analysis.choose import choose_model, choose_training, standing_models
from dsl.analysis.elaborate.model import elaborate
from dsl.analysis.further import look_further
from dsl.analysis.lints.lint import lint_file, lint_graph, lint_training
from dsl.analysis.problems import Problems
from dsl.analysis.resolve.gather import Read, Unit, gather
from dsl.analysis.resolve.overrides import override
from dsl.analysis.resolve.program import resolve
from dsl.analysis.training.exports import check_exports
from dsl.analysis.training.losses import check_loss
from dsl.analysis.training.precision import compute_dtype
from dsl.catalog import load
from dsl.diagnostics import Diagnostic, Severity
from dsl.diagnostics.reports import arrange
from dsl.ir.graph import Graph
from dsl.ir.interface import Interface
from dsl.ir.program import Program
from dsl.ir.training import Training
from dsl.records import dataclass
from dsl.source import Source

if TYPE_CHECKING:
    from dsl.analysis.elaborate.session import CostRules
    from dsl.codegen.plan import Plan


@dataclass(frozen=True)
class Options:
    """What a caller may choose beside the file.

    `settings` overrides parameters (`hidden`) and training settings (`train.epochs`) by the text of their value;
    `folder` leads from the folder of the generated program to that of the .model file. `read` gives the files that
    are imported, by their path; without it, none can be. `parameters` are values with which the model is checked in
    place of its defaults.
    """

    style: str | None = None
    loop: str | None = None
    model: str | None = None
    train: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    read: Read | None = None
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Compilation:
    """The generated program, or None where the file has errors; and every problem, in the order of the file.

    `interface` tells about a program that trains its model, and is None for one that only shows it; `parameters` are
    the names of what `build_model` takes, as the file calls them.
    """

    code: str | None
    problems: tuple[Diagnostic, ...]
    interface: Interface | None = None
    parameters: tuple[str, ...] = ()

    @property
    def trains(self) -> bool:
        """Whether the program trains its model."""
        return self.interface is not None


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python's cyclic collector from walking, again and again, trees that are all in use until the end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_collector_paused()
def compile_source(source: Source, options: Options = Options()) -> Compilation:
    """The Python program for a file.

    text ─parse─▶ syntax tree ─resolve─▶ program ─plan─▶ plan ─generate─▶ view ─render─▶ Python

    Imported files join before they are resolved: each is parsed, and all of them are one program.
    """
    from dsl.analysis.costs import library as costs

    problems = Problems()
    program = _analyse_and_lint(source, options, problems)
    if has_errors(problems):
        return Compilation(None, _arranged(problems))
    model = choose_model(program, options.model, options.train, source, problems)
    training = None if model is None else choose_training(program, model, options.train, source, problems)
    plan = None if model is None else _plan(program, model, training, source, options, problems, costs)
    parameters = () if model is None else tuple(each.symbol.name for each in program.definition(model).parameters)
    if plan is None or has_errors(problems):
        return Compilation(None, _arranged(problems), parameters=parameters)

    from dsl.codegen.generate import generate
    from dsl.codegen.interface import interface_of
    from dsl.codegen.render import render

    module = generate(plan)
    interface = interface_of(plan, module) if module.training else None
    return Compilation(render(module), _arranged(problems), interface, parameters)


@_collector_paused()
def check_source(source: Source, options: Options = Options()) -> Compilation:
    """What is wrong with a file: everything up to the plan, for each model that stands for itself."""
    problems = Problems()
    program = _analyse_and_lint(source, options, problems)
    if not has_errors(problems):
        for model in standing_models(program):
            blocks: list[Training | None] = [*program.trainings_of(model)]
            for training in blocks or [None]:
                _plan(program, model, training, source, options, problems)
    return Compilation(None, _arranged(problems))


@_collector_paused()
def draw_source(source: Source, options: Options = Options()) -> tuple[Graph | None, tuple[Diagnostic, ...]]:
    """The graph of the model that a file is about, or None where the file has errors; and every problem."""
    problems = Problems()
    program = analyse(source, options, problems)
    model = None if has_errors(problems) else choose_model(program, options.model, options.train, source, problems)
    graph = None
    if model is not None:
        from dsl.analysis.costs import library as costs

        dtype = compute_dtype(program.trainings_of(model))
        graph = elaborate(program, model, load(), problems, dtype=dtype, costs=costs)
    return None if has_errors(problems) else graph, _arranged(problems)


def analyse(source: Source, options: Options, problems: Problems) -> Program:
    """Parse and resolve; where the syntax is wrong, the rest would only repeat it in other words."""
    return _resolved(_gathered(source, options, problems), options, problems)


def _analyse_and_lint(source: Source, options: Options, problems: Problems) -> Program:
    """The same, with a look at what is allowed and still seems to be a mistake."""
    units = _gathered(source, options, problems)
    program = _resolved(units, options, problems)
    if not has_errors(problems):
        lint_file(program, units[-1].file, source, load(), problems)
    return program


def _gathered(source: Source, options: Options, problems: Problems) -> tuple[Unit, ...]:
    units = gather(source, options.read, problems)
    override(units, options.settings, problems)
    return units


def _resolved(units: tuple[Unit, ...], options: Options, problems: Problems) -> Program:
    if any(unit.is_broken for unit in units):
        return Program((), (), (), ())
    program = resolve(units, load(), problems)
    if has_errors(problems):
        look_further(program, options.parameters, problems)
    return program


def _plan(
    program: Program,
    model: str,
    training: Training | None,
    source: Source,
    options: Options,
    problems: Problems,
    costs: CostRules | None = None,
) -> Plan | None:
    """How the program of a model is to be written, or None where there are mistakes in its graph or its training.

    `costs` tell how many steps should run in one call; a check can do without.
    """
    dtype = compute_dtype([training] if training else [])
    graph = elaborate(program, model, load(), problems, options.parameters, dtype, costs)
    if graph is None or has_errors(problems):
        return None
    lint_graph(graph, problems)
    if training is not None:
        check_loss(program, training, problems)
        check_exports(graph, training, problems)
        lint_training(graph, training, load(), problems)

    from dsl.codegen.plan import Request, plan

    name = source.name.replace("\\", "/").rpartition("/")[2]
    request = Request(name, options.folder, model, training, options.style, options.loop)
    return plan(program, request, graph, load(), problems)


def _arranged(problems: Problems) -> tuple[Diagnostic, ...]:
    """The problems in the order of the file; warnings once there are no errors, from which many would come."""
    errors = [problem for problem in problems.found if problem.severity is Severity.ERROR]
    return tuple(arrange(errors or problems.found))


def has_errors(problems: Problems) -> bool:
    """Whether any of the problems keeps a program from being written."""
    return any(problem.severity is Severity.ERROR for problem in problems.found)

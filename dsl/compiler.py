"""The compiler: one function that reads as the way of the data, from text to Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dsl.analysis.choose import choose_model, choose_training
from dsl.analysis.overrides import override
from dsl.analysis.problems import Problems
from dsl.analysis.resolve import resolve
from dsl.catalog import load
from dsl.diagnostics import Diagnostic, Severity
from dsl.ir.program import Program
from dsl.source import Source
from dsl.syntax.parser import parse


@dataclass(frozen=True)
class Options:
    """What a caller may choose beside the file.

    `settings` overrides parameters (`hidden`) and training settings (`train.epochs`) by the text of their value;
    `folder` leads from the folder of the generated program to that of the .model file.
    """

    style: str | None = None
    loop: str | None = None
    model: str | None = None
    train: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""


@dataclass(frozen=True)
class Compilation:
    """The generated program, or None where the file has errors; and every problem, in the order of the file."""

    code: str | None
    problems: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def check_source(source: Source, options: Options = Options()) -> Compilation:
    """Everything up to the generated text: what is wrong with a file, without writing anything."""
    problems, _ = analyse(source, options)
    return Compilation(None, ordered(problems))


def compile_source(source: Source, options: Options = Options()) -> Compilation:
    """The Python program for a file."""
    problems, program = analyse(source, options)
    if program is None or any(problem.severity is Severity.ERROR for problem in problems.found):
        return Compilation(None, ordered(problems))

    from dsl.codegen.generate import Request, generate
    from dsl.codegen.render import render
    from dsl.codegen.synthetic import Synthetic

    model = choose_model(program, options.model, options.train, source, problems)
    training = choose_training(program, model, options.train, source, problems) if model else None
    if model is None or problems.found:
        return Compilation(None, ordered(problems))
    name = source.name.replace("\\", "/").rpartition("/")[2]
    request = Request(name, options.folder, model, training, options.style, options.loop)
    module = generate(program, request, Synthetic({}), load(), problems)
    if module is None:
        return Compilation(None, ordered(problems))
    return Compilation(render(module), ordered(problems))


def analyse(source: Source, options: Options) -> tuple[Problems, Program | None]:
    """Parse and resolve; the program is None where the syntax is broken beyond use."""
    problems = Problems()
    file, syntax_errors = parse(source)
    problems.found += syntax_errors
    file = override(file, options.settings, problems)
    return problems, resolve(file, load(), problems)


def ordered(problems: Problems) -> tuple[Diagnostic, ...]:
    """The problems in the order of the file."""
    return tuple(sorted(problems.found, key=lambda problem: (problem.span.source.name, problem.span.start)))

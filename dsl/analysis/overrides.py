"""Values given beside the file (`--set`), put into its syntax tree so that every check sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dsl.analysis.problems import Problems
from dsl.source import Source, Span
from dsl.syntax import tree
from dsl.syntax.parser import parse


def override(file: tree.File, settings: Mapping[str, str], problems: Problems) -> tree.File:
    """The file with other defaults: `hidden` for model parameters, `train.epochs` for settings."""
    for name, text in settings.items():
        source = Source(f"--set {name}", f"let value = {text}")
        parsed, errors = parse(source)
        value = next((d.value for d in parsed.declarations if isinstance(d, tree.Let)), None)
        if errors or value is None or len(parsed.declarations) != 1:
            problems.report("E219", f"`{text}` is not a value", Span(source, 12, len(source.text)))
            continue
        block, _, setting = name.rpartition(".")
        changed, found = _in_trains(file, block, setting, value) if block else _in_models(file, name, value)
        if not found:
            problems.report("E219", f"there is nothing called `{name}` to set", Span(source, 0, 0))
        file = changed
    return file


def _in_models(file: tree.File, name: str, value: tree.Expr) -> tuple[tree.File, bool]:
    found = False
    declarations: list[tree.Decl] = []
    for declaration in file.declarations:
        if isinstance(declaration, tree.ModelDecl):
            parameters = tuple(
                replace(parameter, default=value) if parameter.name.text == name else parameter
                for parameter in declaration.parameters
            )
            found = found or any(parameter.name.text == name for parameter in parameters)
            declaration = replace(declaration, parameters=parameters)
        declarations.append(declaration)
    return replace(file, declarations=tuple(declarations)), found


def _in_trains(file: tree.File, block: str, name: str, value: tree.Expr) -> tuple[tree.File, bool]:
    """`train` stands for every block; a block's own name for that one."""
    found = False
    declarations: list[tree.Decl] = []
    for declaration in file.declarations:
        if isinstance(declaration, tree.TrainDecl) and block in (
            "train",
            (declaration.alias or declaration.model).text,
        ):
            found = True
            declaration = _with_setting(declaration, name, value)
        declarations.append(declaration)
    return replace(file, declarations=tuple(declarations)), found


def _with_setting(block: tree.TrainDecl, name: str, value: tree.Expr) -> tree.TrainDecl:
    parameters = tuple(
        replace(parameter, default=value) if parameter.name.text == name else parameter
        for parameter in block.parameters
    )
    if parameters != block.parameters or any(parameter.name.text == name for parameter in parameters):
        return replace(block, parameters=parameters)
    identifier = tree.Identifier(name, value.span)
    setting = tree.Setting(identifier, value, value.span)
    others = tuple(old for old in block.settings if old.name.text != name)
    return replace(block, settings=(*others, setting))

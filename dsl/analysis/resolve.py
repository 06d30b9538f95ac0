"""Resolve: from the syntax tree of a file to its program."""

from __future__ import annotations

import keyword

from dsl.analysis.definitions import resolve_definition
from dsl.analysis.expressions import Expressions
from dsl.analysis.problems import Problems
from dsl.analysis.scope import Context, Globals, Scope
from dsl.analysis.training import resolve_training
from dsl.catalog import Catalog
from dsl.diagnostics import Label
from dsl.ir.definitions import Definition
from dsl.ir.program import Let, Program
from dsl.ir.values import Kind, PythonName, Role, Symbol
from dsl.syntax import tree


def resolve(file: tree.File, catalog: Catalog, problems: Problems) -> Program:
    """The program that a file describes; mistakes go to `problems`, and what is sound is kept."""
    names = _declare(file, problems)
    lets = _resolve_lets(file, catalog, problems, names)
    definitions = _resolve_definitions(file, catalog, problems, names)
    models = {d.name: d for d in definitions if d.what == "model"}
    trainings = tuple(
        training
        for declaration in file.declarations
        if isinstance(declaration, tree.TrainDecl)
        for training in resolve_training(declaration, models, Context(catalog, problems, names, Scope(), "train"))
    )
    _check_blocks(file, problems)
    return Program(lets, tuple(names.imports.values()), definitions, trainings)


def _declare(file: tree.File, problems: Problems) -> Globals:
    names = Globals()
    seen: dict[str, tree.Identifier] = {}
    for declaration in file.declarations:
        match declaration:
            case tree.LayerDecl(name) | tree.ModelDecl(name) | tree.FunctionDecl(name):
                if _is_new(name, seen, problems):
                    names.definitions[name.text] = declaration
            case tree.Let(name):
                if _is_new(name, seen, problems):
                    names.lets[name.text] = (Symbol(name.text, Role.LET, name.span), Kind.CONSTANT)
            case tree.ModuleImport(module, imported):
                _check_words((module, *imported), problems)
                for name in imported:
                    if _is_new(name, seen, problems):
                        names.imports[name.text] = PythonName(module.text, name.text)
            case tree.FileImport(path, imported):
                # Poisoned, so that the names are not reported as well.
                names.lets |= {
                    name.text: (Symbol(name.text, Role.LET, name.span), Kind.UNKNOWN)
                    for name in imported
                    if _is_new(name, seen, problems)
                }
                problems.report("E901", "imports from another .model file are not supported yet", path.span)
            case tree.TrainDecl():
                pass
    return names


def _check_words(names: tuple[tree.Identifier, ...], problems: Problems) -> None:
    """What is imported is written into the program as it is, so it must be a name in Python too."""
    for name in names:
        word = next((part for part in name.text.split(".") if keyword.iskeyword(part)), None)
        if word is not None:
            message = f"`{word}` is a word of Python itself, and nothing can be imported by that name"
            problems.report("E227", message, name.span)


def _check_blocks(file: tree.File, problems: Problems) -> None:
    """Each `train` block has a name of its own: that of its model, or the one after `as`."""
    seen: dict[str, tree.Identifier] = {}
    for declaration in file.declarations:
        if isinstance(declaration, tree.TrainDecl):
            name = declaration.alias or declaration.model
            first = seen.setdefault(name.text, name)
            if first is not name:
                labels = (Label(first.span, "first declared here"),)
                words = f"a second block gets a name: `train {declaration.model.text} as second {{ … }}`"
                message = f"there are two `train` blocks called `{name.text}`"
                problems.report("E208", message, name.span, words, labels)


def _is_new(name: tree.Identifier, seen: dict[str, tree.Identifier], problems: Problems) -> bool:
    first = seen.setdefault(name.text, name)
    if first is not name:
        labels = (Label(first.span, "first declared here"),)
        problems.report("E208", f"`{name.text}` is declared twice", name.span, labels=labels)
    return first is name


def _resolve_lets(file: tree.File, catalog: Catalog, problems: Problems, names: Globals) -> tuple[Let, ...]:
    """The constants, in their order; one sees only those above it."""
    every, visible = names.lets, dict[str, tuple[Symbol, Kind]]()
    lets = []
    for declaration in file.declarations:
        if isinstance(declaration, tree.Let) and declaration.name.text not in visible:
            partial = Globals(visible, names.definitions, names.imports)
            scope = Scope({name: symbol.span for name, (symbol, _) in every.items()})
            expressions = Expressions(Context(catalog, problems, partial, scope, "let"))
            value = expressions.constant(declaration.value, "a `let`")
            visible[declaration.name.text] = every[declaration.name.text]
            lets.append(Let(every[declaration.name.text][0], value))
    return tuple(lets)


def _resolve_definitions(
    file: tree.File, catalog: Catalog, problems: Problems, names: Globals
) -> tuple[Definition, ...]:
    found = []
    for declaration in file.declarations:
        match declaration:
            case tree.LayerDecl(name) | tree.ModelDecl(name) | tree.FunctionDecl(name):
                if names.definitions.get(name.text) is declaration:
                    owner = {tree.LayerDecl: "layer", tree.ModelDecl: "model"}.get(type(declaration), "function")
                    context = Context(catalog, problems, names, Scope(), owner)
                    found.append(resolve_definition(declaration, context))
    return tuple(found)

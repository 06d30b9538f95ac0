"""Resolve: from the syntax trees of a file and of those it imports to their program."""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from dataclasses import replace

from dsl.analysis.problems import Problems
from dsl.analysis.resolve.definitions import resolve_definition
from dsl.analysis.resolve.expressions import Expressions
from dsl.analysis.resolve.gather import Unit
from dsl.analysis.resolve.guesses import closest
from dsl.analysis.resolve.link import Part, link, seen_definitions
from dsl.analysis.resolve.scope import Context, Globals, Scope
from dsl.analysis.training.blocks import resolve_training
from dsl.catalog import Catalog
from dsl.diagnostics import Label
from dsl.ir.definitions import Definition
from dsl.ir.program import Let, Program
from dsl.ir.values import Kind, PythonName, Role, Symbol
from dsl.syntax import tree


def resolve(units: tuple[Unit, ...], catalog: Catalog, problems: Problems) -> Program:
    """The program that a file and those it imports describe; mistakes go to `problems`, and what is sound is kept."""
    parts: dict[Unit, Part] = {}
    for unit in units:
        parts[unit] = _resolve_unit(unit, unit is units[-1], parts, catalog, problems)
    return link(tuple(parts.values()))


def _resolve_unit(unit: Unit, is_main: bool, parts: Mapping[Unit, Part], catalog: Catalog, problems: Problems) -> Part:
    """One file, whose imports are resolved already. Of an imported one, the `train` blocks are left out."""
    names = _declare(unit, parts, problems)
    lets = _resolve_lets(unit.file, catalog, problems, names)
    definitions = _resolve_definitions(unit.file, catalog, problems, names)
    part = Part(unit.source, names, lets, definitions)
    if not is_main:
        return part
    known = {name: found for name, found in seen_definitions(part, parts.values()).items() if found.what == "model"}
    trainings = tuple(
        training
        for declaration in unit.file.declarations
        if isinstance(declaration, tree.TrainDecl)
        for training in resolve_training(declaration, known, Context(catalog, problems, names, Scope(), "train"))
    )
    _check_blocks(unit.file, problems)
    return replace(part, trainings=trainings)


def _declare(unit: Unit, parts: Mapping[Unit, Part], problems: Problems) -> Globals:
    names = Globals()
    seen: dict[str, tree.Identifier] = {}
    for declaration in unit.file.declarations:
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
                other = unit.imports.get(path.value)
                for name in imported:
                    if _is_new(name, seen, problems):
                        _import(name, other, None if other is None else parts[other].names, names, problems)
            case tree.TrainDecl():
                pass
    return names


def _import(
    name: tree.Identifier, unit: Unit | None, theirs: Globals | None, ours: Globals, problems: Problems
) -> None:
    """Take a name over from another file; poisoned, where there is no such file or name, so as to report it once."""
    if theirs is not None and ours.take(name.text, theirs):
        return
    ours.lets[name.text] = (Symbol(name.text, Role.LET, name.span), Kind.UNKNOWN)
    if unit is None or theirs is None:
        return
    blocks = [one.alias or one.model for one in unit.file.declarations if isinstance(one, tree.TrainDecl)]
    block = next((block for block in blocks if block.text == name.text), None)
    if block is not None:
        labels = (Label(block.span, "this is a `train` block"),)
        words = "a model is imported, and a `train` block for it written here"
        problems.report("E235", f"`{name.text}` cannot be imported", name.span, words, labels)
        return
    message = f"`{unit.source.name}` has nothing called `{name.text}`"
    problems.misspelled("E233", message, name.span, closest(name.text, theirs.names()), is_sure=False)


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
    every = names.lets
    own = {declaration.name.text for declaration in file.declarations if isinstance(declaration, tree.Let)}
    visible = {name: let for name, let in every.items() if name not in own}
    later = {name: symbol.span for name, (symbol, _) in every.items()}
    lets = []
    for declaration in file.declarations:
        if isinstance(declaration, tree.Let) and declaration.name.text not in visible:
            partial = Globals(visible, names.definitions, names.imports)
            expressions = Expressions(Context(catalog, problems, partial, Scope(later), "let"))
            value = expressions.constant(declaration.value, "a `let`")
            visible[declaration.name.text] = every[declaration.name.text]
            lets.append(Let(every[declaration.name.text][0], value, declaration.name.text))
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

"""Gather: the files that a .model file imports, and those that they import, parsed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field
from pathlib import PurePath
from typing import TypeAlias

from dsl.analysis.problems import Problems
from dsl.records import dataclass
from dsl.source import SUFFIX, Missing, Source, Unreadable
from dsl.syntax import tree
from dsl.syntax.parser import parse

# Gives the text of a file by its path, or raises Unreadable. The same file, however its path is written, is the
# same Source, the one that is compiled included: so it is known that a file is there already.
Read: TypeAlias = Callable[[str], Source]


@dataclass(eq=False)
class Unit:
    """One file: its tree, and the files it imports, by the path as written; what cannot be had is not there."""

    source: Source
    file: tree.File
    is_broken: bool
    imports: dict[str, Unit] = field(default_factory=dict)


def gather(source: Source, read: Read | None, problems: Problems) -> tuple[Unit, ...]:
    """A file and all that it needs, each once and after those that it imports; so the file itself is the last."""
    units = {source: _parse(source, problems)}
    way = [(units[source], _imports(units[source]))]
    ordered: list[Unit] = []
    while way:
        unit, rest = way[-1]
        statement = next(rest, None)
        if statement is None:
            ordered.append(unit)
            way.pop()
            continue
        found = _read(unit.source, statement.path, read, problems)
        circle = [step.source for step, _ in way]
        if found is None or found in circle:
            if found is not None:
                _report_circle([*circle[circle.index(found) :], found], statement.path, problems)
            continue
        if found not in units:
            units[found] = _parse(found, problems)
            way.append((units[found], _imports(units[found])))
        unit.imports[statement.path.value] = units[found]
    return tuple(ordered)


def _parse(source: Source, problems: Problems) -> Unit:
    file, errors = parse(source)
    problems.found += errors
    return Unit(source, file, bool(errors))


def _imports(unit: Unit) -> Iterator[tree.FileImport]:
    return (declaration for declaration in unit.file.declarations if isinstance(declaration, tree.FileImport))


def _read(importer: Source, path: tree.String, read: Read | None, problems: Problems) -> Source | None:
    """The file that a path leads to from the one it is written in."""
    written = path.value
    if read is None:
        message = "nothing can be imported here, as this text is in no file"
        problems.report("E236", message, path.span, "files are looked for beside the one that imports them")
        return None
    if not written.endswith(SUFFIX):
        message = f"`{written}` is not a {SUFFIX} file"
        if written.endswith(".py"):
            words = "a Python module is imported by its name, without quotes: `from my_layers import Scale`"
            problems.report("E232", message, path.span, words)
        else:
            problems.misspelled("E232", message, path.span, f'"{written}{SUFFIX}"' if written.isidentifier() else None)
        return None
    name = str(PurePath(importer.name).parent / written)
    try:
        return read(name)
    except Missing:
        message, words = f"there is no file `{name}`", "a path leads on from the folder of the file it is written in"
        problems.report("E231", message, path.span, words)
    except Unreadable as error:
        problems.report("E232", f"`{name}` cannot be imported: {error}", path.span)
    return None


def _report_circle(circle: list[Source], path: tree.String, problems: Problems) -> None:
    shown = [source.name for source in circle]
    if len(shown) > _SHOWN_STEPS:
        shown = [*shown[: _SHOWN_STEPS - 1], "…", shown[-1]]
    words = "what several of them need can stand in a file of its own"
    message = f"these files import each other in a circle: {' → '.join(shown)}"
    if len(circle) == 2:
        words, message = "what it declares can be seen in all of it", f"the file imports itself: {' → '.join(shown)}"
    problems.report("E234", message, path.span, words)


_SHOWN_STEPS = 8


def declaration_of(unit: Unit, name: str) -> tree.Decl | None:
    """What a name at the top level of a file stands for, in whichever file that is declared."""
    here: Unit | None = unit
    while here is not None:
        declaration = next((one for one in here.file.declarations if name in declared_names(one)), None)
        if not isinstance(declaration, tree.FileImport):
            return declaration
        here = here.imports.get(declaration.path.value)
    return None


def declared_names(declaration: tree.Decl) -> tuple[str, ...]:
    """The names that a declaration gives to its file; a `train` block gives none."""
    match declaration:
        case tree.FileImport(names=names) | tree.ModuleImport(names=names):
            return tuple(name.text for name in names)
        case tree.TrainDecl():
            return ()
        case _:
            return (declaration.name.text,)

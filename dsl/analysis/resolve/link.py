"""Link: one program out of a file and those it imports, in which no two things have the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field, replace
from pathlib import PurePath

from dsl.analysis.resolve.scope import Globals
from dsl.ir.definitions import Definition
from dsl.ir.program import Let, Program
from dsl.ir.rewrite import retarget
from dsl.ir.training import Training
from dsl.ir.values import Callee, Declared, PythonName, Symbol
from dsl.records import dataclass
from dsl.source import Source, Span


@dataclass(frozen=True)
class Part:
    """One file, resolved; all names are those that the file itself uses."""

    source: Source
    names: Globals
    lets: tuple[Let, ...]
    definitions: tuple[Definition, ...]
    trainings: tuple[Training, ...] = ()


def seen_definitions(part: Part, others: Iterable[Part]) -> dict[str, Definition]:
    """What the layers, models and functions are that can be seen in a file, its own and imported ones."""
    every = {definition.span: definition for other in (*others, part) for definition in other.definitions}
    spans = {name: declaration.name.span for name, declaration in part.names.definitions.items()}
    return {name: every[span] for name, span in spans.items() if span in every}


def link(parts: tuple[Part, ...]) -> Program:
    """The program of files that stand after those they import; the last is the one that is compiled.

    What can be seen there keeps its name. The others do where it is free, and where it is not get that of their
    file before it: `BlocksResidual`, `blocks_width`.
    """
    main, names = parts[-1], _named(parts)
    linked = [_renamed(part, names) for part in parts]
    imports = (names.imported[name] for part in parts for name in part.names.imports.values())
    return Program(
        tuple(let for part in linked for let in part.lets),
        tuple(dict.fromkeys(imports)),
        tuple(definition for part in linked for definition in part.definitions),
        linked[-1].trainings,
        own=frozenset(definition.name for definition in linked[-1].definitions),
        visible=frozenset(main.names.definitions),
    )


@dataclass
class _Names:
    """The name of each thing in the program; definitions are known by the place of their own name."""

    lets: dict[Symbol, str] = field(default_factory=dict)
    definitions: dict[Span, str] = field(default_factory=dict)
    imported: dict[PythonName, PythonName] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def unique(self, name: str, source: Source) -> str:
        """The name itself where it is free, else one made of it and the name of its file."""
        wish, number = name, 1
        while wish in self.taken:
            wish = _prefixed(source, name) + (f"_{number}" if number > 1 else "")
            number += 1
        self.taken.add(wish)
        return wish


def _named(parts: tuple[Part, ...]) -> _Names:
    """Names for everything: first what is seen in the file that is compiled, then the rest as it is imported."""
    names = _Names()
    for part in (parts[-1], *parts[:-1]):
        for symbol, _ in part.names.lets.values():
            if symbol not in names.lets:
                names.lets[symbol] = names.unique(symbol.name, symbol.span.source)
        for name, declaration in part.names.definitions.items():
            span = declaration.name.span
            if span not in names.definitions:
                names.definitions[span] = names.unique(name, span.source)
        for python in part.names.imports.values():
            if python not in names.imported:
                given = names.unique(python.name, part.source)
                names.imported[python] = replace(python, alias=None if given == python.name else given)
    return names


def _prefixed(source: Source, name: str) -> str:
    """A name with that of its file before it, written as a class where it is written as one."""
    stem = PurePath(source.name.replace("\\", "/")).stem
    words = re.findall(r"[A-Za-z0-9]+", stem)
    if not words or words[0][0].isdigit():
        words.insert(0, "file")
    if name[:1].isupper() and not name.isupper():
        return "".join(word[0].upper() + word[1:] for word in words) + name
    return "_".join((*words, name))


def _renamed(part: Part, names: _Names) -> Part:
    """The part with the names of the program in it."""
    lets = tuple(replace(let, name=names.lets[let.symbol]) for let in part.lets)
    definitions = tuple(replace(one, name=names.definitions[one.span]) for one in part.definitions)
    declared = {name: names.definitions[one.name.span] for name, one in part.names.definitions.items()}
    if all(name == new for name, new in declared.items()) and not any(
        names.imported[python].alias for python in part.names.imports.values()
    ):
        return replace(part, lets=lets, definitions=definitions)

    def change(target: Callee) -> Callee:
        match target:
            case Declared(name):
                return replace(target, name=declared[name])
            case PythonName():
                return names.imported[target]
            case _:
                return target

    renamed = retarget(change)
    return replace(
        part,
        lets=tuple(replace(let, value=renamed.value(let.value)) for let in lets),
        definitions=tuple(renamed.definition(one) for one in definitions),
        trainings=tuple(renamed.training(one) for one in part.trainings),
    )

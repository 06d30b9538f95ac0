"""Names inside of a declaration that hide something of the same name outside of it."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.problems import Problems
from dsl.analysis.resolve.dotted_names import NAMESPACES
from dsl.analysis.resolve.names import BUILTINS
from dsl.catalog import CLASS_CATEGORIES, FUNCTIONS, Catalog
from dsl.ir import definitions
from dsl.ir.definitions import Definition, Stmt
from dsl.ir.program import Program
from dsl.ir.values import Symbol
from dsl.source import Span
from dsl.syntax import tree


def warn_of_hidden(program: Program, file: tree.File, catalog: Catalog, problems: Problems) -> None:
    """Report each name of a declaration that stands for something else at the top level, in Keras or the language."""
    outside = _top_level(file)
    for declaration in file.declarations:
        if isinstance(declaration, tree.Let | tree.LayerDecl | tree.ModelDecl | tree.FunctionDecl):
            hidden = _known(declaration.name.text, catalog)
            if hidden is not None:
                _report(declaration.name.text, hidden, declaration.name.span, problems)
    for definition in program.definitions:
        if definition.name in program.own:
            for symbol in dict.fromkeys(_declared(definition)):
                hidden = outside.get(symbol.name) or _known(symbol.name, catalog)
                if hidden is not None:
                    _report(symbol.name, hidden, symbol.span, problems)


def _report(name: str, hidden: str, span: Span, problems: Problems) -> None:
    problems.report("W208", f"`{name}` hides {hidden}", span, "another name keeps both at hand")


def _top_level(file: tree.File) -> dict[str, str]:
    """What the names at the top level of the file stand for."""
    found: dict[str, str] = {}
    for declaration in file.declarations:
        match declaration:
            case tree.Let(name):
                found[name.text] = f"the constant `let {name.text}`"
            case tree.LayerDecl(name):
                found[name.text] = f"the layer `{name.text}`"
            case tree.ModelDecl(name):
                found[name.text] = f"the model `{name.text}`"
            case tree.FunctionDecl(name):
                found[name.text] = f"the function `{name.text}`"
            case tree.FileImport(names=names) | tree.ModuleImport(names=names):
                found |= {name.text: f"`{name.text}`, which is imported" for name in names}
            case tree.TrainDecl():
                pass
    return found


def _known(name: str, catalog: Catalog) -> str | None:
    if name in BUILTINS:
        return f"the function `{name}` of the language"
    if NAMESPACES.get(name) in FUNCTIONS:
        return f"the namespace `{name}` of Keras"
    spaces = [category for category in CLASS_CATEGORIES if name in catalog.category(category)]
    return f"`{spaces[0].namespace}.{name}`" if spaces and name[:1].isupper() else None


def _declared(definition: Definition) -> Iterator[Symbol]:
    """The names that a declaration gives to its parameters, inputs, sizes, weights and values."""
    yield from (parameter.symbol for parameter in definition.parameters)
    for port in definition.inputs:
        yield port.symbol
        yield from (dim.symbol for dim in port.dims or () if isinstance(dim, definitions.NewDim))
    yield from _given(definition.body)


def _given(body: tuple[Stmt, ...]) -> Iterator[Symbol]:
    for statement in body:
        match statement:
            case definitions.Assign(targets=targets):
                yield from (target for target in targets if target is not None)
            case definitions.For(targets=targets, body=inner):
                yield from (target for target in targets if target is not None)
                yield from _given(inner)
            case definitions.If(then=then, orelse=orelse):
                yield from _given((*then, *orelse))
            case definitions.MakeWeight(symbol=symbol):
                yield symbol

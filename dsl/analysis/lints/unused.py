"""What is declared and never used: inputs, parameters, weights, values, constants, imports, declarations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dsl.analysis.lints.liveness import Liveness
from dsl.analysis.problems import Problems
from dsl.diagnostics import Fix
from dsl.ir import traverse, values
from dsl.ir.definitions import Assign, Definition, MakeWeight, Parameter, SetOutput
from dsl.ir.program import Program
from dsl.ir.values import Kind, Part, Role, Symbol
from dsl.source import Source, Span
from dsl.syntax import tree


def warn_of_unused(program: Program, file: tree.File, source: Source, problems: Problems) -> None:
    """Report what the file declares and nothing in it uses."""
    own = [definition for definition in program.definitions if definition.name in program.own]
    for definition in own:
        _warn_inside(definition, problems)
    for training in program.trainings:
        read = _symbols(training.parts)
        _warn_parameters(training.parameters, read, f"the `train` block `{training.name}`", problems)
    names = set(_names_used(program, own))
    if own:  # else the file gathers what others import from it
        _warn_imports(file, names, problems)
    # A file that trains nothing may be there for others to import from.
    if program.trainings:
        _warn_top_level(program, own, names, source, problems)


# --- inside of a declaration ---------------------------------------------------------------------


def _warn_inside(definition: Definition, problems: Problems) -> None:
    flow = Liveness(definition)
    read = _symbols(definition.parts)
    for port in definition.inputs:
        if port.symbol not in flow.at_start and _counts(port.symbol):
            message = f"the input `{port.symbol.name}` of `{definition.written}` is never used"
            problems.report("W201", message, port.symbol.span, "use it, or take it out")
    _warn_parameters(definition.parameters, read, f"`{definition.written}`", problems)
    for symbol, statement in flow.unread:
        if _counts(symbol):
            _warn_value(symbol, statement, read, problems)


def _warn_parameters(parameters: tuple[Parameter, ...], read: set[Symbol], owner: str, problems: Problems) -> None:
    for parameter in parameters:
        symbol = parameter.symbol
        if symbol not in read and _counts(symbol):
            message = f"the parameter `{symbol.name}` of {owner} is never used"
            problems.report("W204", message, symbol.span, "use it, or take it out")


def _warn_value(
    symbol: Symbol, statement: Assign | MakeWeight | SetOutput, read: set[Symbol], problems: Problems
) -> None:
    name = symbol.name
    match statement:
        case MakeWeight():
            problems.report("W203", f"the weight `{name}` is never used", symbol.span, "no output can depend on it")
        case SetOutput(span=span):
            problems.report("W202", f"the output `{name}` gets another value below", span, "this one is lost")
        case Assign(targets, value) if symbol in read:
            message = f"this value of `{name}` is never used"
            problems.report("W202", message, statement.span, f"`{name}` gets another value before it is read")
        case Assign(targets, value):
            words = "`_` drops a part" if len(targets) > 1 else "no output can depend on it"
            if value.kind is Kind.LAYER:
                words = "this layer is called on nothing"
            problems.report("W202", f"`{name}` is never used", _place(name, statement), words)


def _place(name: str, statement: Assign) -> Span:
    """Where a name is given a value; the whole statement where that cannot be told."""
    targets = [target for target in statement.targets if target is not None]
    found = next((target.span for target in targets if target.name == name), statement.span)
    return found if statement.span.start <= found.start < statement.span.end else statement.span


def _counts(symbol: Symbol) -> bool:
    """As in Python, a name that starts with `_` may be left alone."""
    return not symbol.name.startswith("_")


# --- at the top level ----------------------------------------------------------------------------


def _warn_imports(file: tree.File, used: set[str], problems: Problems) -> None:
    for declaration in file.declarations:
        if isinstance(declaration, (tree.FileImport, tree.ModuleImport)):
            for name in declaration.names:
                if name.text not in used:
                    message, fix = f"`{name.text}` is imported and never used", _take_out(declaration, name)
                    problems.report("W205", message, name.span, "take it out", fix=fix)


def _take_out(declaration: tree.FileImport | tree.ModuleImport, name: tree.Identifier) -> Fix:
    """The edit that leaves a name out of an import, or the import out of the file; importing may do something too."""
    place, names = declaration.span, declaration.names
    index = names.index(name)
    if len(names) > 1 and index > 0:
        place = Span(place.source, names[index - 1].span.end, name.span.end)
    elif len(names) > 1:
        place = Span(place.source, name.span.start, names[1].span.start)
    return Fix(place, "", f"take out `{name.text}`", is_sure=False)


def _warn_top_level(
    program: Program, own: list[Definition], used: set[str], source: Source, problems: Problems
) -> None:
    for let in program.lets:
        if let.symbol.span.source is source and let.name not in used and _counts(let.symbol):
            problems.report("W206", f"`{let.name}` is never used", let.symbol.span, "take it out")
    trained = {training.model for training in program.trainings}
    for definition in own:
        if definition.name not in used | trained and definition.what != "model":
            message = f"the {definition.what} `{definition.written}` is never used"
            problems.report("W207", message, definition.span, "use it, or take it out")


def _names_used(program: Program, own: Iterable[Definition]) -> Iterator[str]:
    """The names of constants, declarations and imports that the file itself names anywhere."""
    for definition in own:
        yield from (name for name in _named(definition.parts) if name != definition.name)
    for let in program.lets:
        yield from _named(traverse.walk(let.value))
    for training in program.trainings:
        yield training.model
        yield from _named(training.parts)


def _named(found: Iterable[Part]) -> Iterator[str]:
    for part in found:
        match part:
            case values.Reference(symbol) if symbol.role is Role.LET:
                yield symbol.name
            case values.Construct(target) | values.Invoke(target) | values.FunctionValue(target):
                if isinstance(target, values.Declared):
                    yield target.name
                elif isinstance(target, values.PythonName):
                    yield target.given


def _symbols(found: Iterable[Part]) -> set[Symbol]:
    return {part.symbol for part in found if isinstance(part, values.Reference)}

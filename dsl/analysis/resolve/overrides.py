"""Values given beside the file (`--set`), put into its syntax tree so that every check sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dsl.analysis.problems import Problems
from dsl.analysis.resolve.gather import Unit, declaration_of, declared_names
from dsl.catalog import suggest
from dsl.records import dataclass
from dsl.source import Source, Span
from dsl.syntax import tree
from dsl.syntax.parser import parse


@dataclass(frozen=True)
class Given(Source):
    """What was given to `--set`, shown as it was given.

    The text is a `let` that is parsed, whose name is as long as the one that was given: places in the value are
    found by moving them by the length of `let `.
    """

    shown: str = ""

    @classmethod
    def of(cls, name: str, text: str) -> Given:
        return cls(f"--set {name}", f"{_LET}{'v' * len(name)}={text}", f"{name}={text}")

    def position(self, offset: int) -> tuple[int, int]:
        line, column = super().position(offset)
        return (1, max(1, column - len(_LET))) if line == 1 else (line, column)

    def line(self, number: int) -> str:
        return self.shown.split("\n")[0] if number == 1 else super().line(number)

    def part(self, start: int, end: int) -> Span:
        """The place of a part of the name."""
        return Span(self, len(_LET) + start, len(_LET) + end)


_LET = "let "


def override(units: tuple[Unit, ...], settings: Mapping[str, str], problems: Problems) -> None:
    """Give other defaults to the trees: `hidden` for model parameters, `train.epochs` for settings.

    The models are those of the file and those that it imports by name.
    """
    main = units[-1]
    for name, text in settings.items():
        source = Given.of(name, text)
        parsed, errors = parse(source)
        value = next((d.value for d in parsed.declarations if isinstance(d, tree.Let)), None)
        if errors or value is None or len(parsed.declarations) != 1:
            place = Span(source, len(_LET) + len(name) + 1, len(source.text))
            problems.report("E219", f"`{text}` is not a value", place, "a value is written as in a .model file")
            continue
        block, dot, setting = name.rpartition(".")
        if not dot:
            seen = _models(main)
            changed = [_in_models(unit, seen, name, value) for unit in units]
        else:
            identifier = tree.Identifier(setting, source.part(len(block) + 1, len(name)))
            changed = [_in_trains(main, block, identifier, value)]
        if not any(changed):
            _report_unknown(main, name, source.part(0, len(name)), problems)


def _models(main: Unit) -> list[tree.ModelDecl]:
    """The models that can be seen in a file."""
    names = [name for declaration in main.file.declarations for name in declared_names(declaration)]
    found = (declaration_of(main, name) for name in dict.fromkeys(names))
    return [declaration for declaration in found if isinstance(declaration, tree.ModelDecl)]


def _report_unknown(main: Unit, name: str, span: Span, problems: Problems) -> None:
    file = main.file
    blocks = ["train", *(_name(d) for d in file.declarations if isinstance(d, tree.TrainDecl))]
    block, dot, setting = name.rpartition(".")
    if dot:
        message = f"there is no `train` block called `{block}`" if blocks[1:] else "the file has no `train` block"
        near = [f"{other}.{setting}" for other in (suggest.suggest(block, blocks),) if other and blocks[1:]]
        problems.misspelled("E219", message, span, near[0] if near else None)
        return
    names = [parameter.name.text for model in _models(main) for parameter in model.parameters]
    settings = {s.name.text for d in file.declarations if isinstance(d, tree.TrainDecl) for s in d.settings}
    near_name = f"train.{name}" if name in settings else suggest.suggest(name, names)
    problems.misspelled("E219", f"no model has a parameter called `{name}`", span, near_name)


def _name(block: tree.TrainDecl) -> str:
    return (block.alias or block.model).text


def _in_models(unit: Unit, models: list[tree.ModelDecl], name: str, value: tree.Expr) -> bool:
    """Change the default in those of the models that the file declares; whether one has such a parameter."""
    found = False
    declarations: list[tree.Decl] = []
    for declaration in unit.file.declarations:
        if isinstance(declaration, tree.ModelDecl) and any(declaration is model for model in models):
            parameters = tuple(
                replace(parameter, default=value) if parameter.name.text == name else parameter
                for parameter in declaration.parameters
            )
            found = found or any(parameter.name.text == name for parameter in parameters)
            declaration = replace(declaration, parameters=parameters)
        declarations.append(declaration)
    unit.file = replace(unit.file, declarations=tuple(declarations))
    return found


def _in_trains(unit: Unit, block: str, name: tree.Identifier, value: tree.Expr) -> bool:
    """`train` stands for every block; a block's own name for that one."""
    found = False
    declarations: list[tree.Decl] = []
    for declaration in unit.file.declarations:
        if isinstance(declaration, tree.TrainDecl) and block in ("train", _name(declaration)):
            found = True
            declaration = _with_setting(declaration, name, value)
        declarations.append(declaration)
    unit.file = replace(unit.file, declarations=tuple(declarations))
    return found


def _with_setting(block: tree.TrainDecl, name: tree.Identifier, value: tree.Expr) -> tree.TrainDecl:
    if any(parameter.name.text == name.text for parameter in block.parameters):
        parameters = tuple(
            replace(parameter, default=value) if parameter.name.text == name.text else parameter
            for parameter in block.parameters
        )
        return replace(block, parameters=parameters)
    setting = tree.Setting(name, value, value.span)
    others = tuple(old for old in block.settings if old.name.text != name.text)
    return replace(block, settings=(*others, setting))

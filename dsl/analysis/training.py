"""Train blocks: settings, data sources and the objects they are made of."""

from __future__ import annotations

import keyword
from collections.abc import Mapping

from dsl.analysis.definitions import resolve_parameters
from dsl.analysis.expressions import Expressions
from dsl.analysis.names import check_name, closest
from dsl.analysis.scope import Context
from dsl.analysis.settings import CHOICES, LATER, SETTINGS, SettingCheck, folded
from dsl.catalog import Category, hints, suggest
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.definitions import Definition, Parameter
from dsl.ir.training import DataSource, Setting, Training
from dsl.ir.values import Argument, Expr, Kind
from dsl.source import Span
from dsl.syntax import tree

DATA_SETTINGS = ("data", "validation_data")

# Flags that every generated program that trains has.
PROGRAM_FLAGS = ("epochs", "batch_size", "seed", "run_dir", "fresh", "help")

# The arguments of each data source that are not names of the model's inputs and outputs; the first is by position.
SOURCES: dict[str, tuple[str, ...]] = {
    "npz": ("path",),
    "csv": ("path",),
    "keras_dataset": ("name", "split"),
    "synthetic": ("samples",),
    "python": ("function",),
}

SOURCES_LATER = (
    "image_dataset_from_directory", "text_dataset_from_directory", "audio_dataset_from_directory",
    "timeseries", "tfrecord", "tfds",
)  # fmt: skip


def resolve_training(node: tree.TrainDecl, models: Mapping[str, Definition], context: Context) -> tuple[Training, ...]:
    """The meaning of a `train` block; nothing where its model is not known."""
    model = models.get(node.model.text)
    if model is None:
        _report_model(node.model, models, context)
        return ()
    parameters = resolve_parameters(node.parameters, context)
    _check_flags(model, parameters, context)
    settings: dict[str, Setting] = {}
    spans: dict[str, Span] = {}
    for setting in node.settings:
        name = setting.name
        first = spans.setdefault(name.text, name.span)
        if first is not name.span:
            labels = (Label(first, "first given here"),)
            context.problems.report("E502", f"the setting `{name.text}` is given twice", name.span, labels=labels)
        resolved = _resolve_setting(setting, model, context)
        if resolved is not None:
            settings[name.text] = resolved
    block = (node.alias or node.model).text
    return (Training(node.model.text, block, parameters, tuple(settings.values()), node.model.span),)


def _report_model(name: tree.Identifier, models: Mapping[str, Definition], context: Context) -> None:
    message = f"no model is called `{name.text}`"
    if context.globals.lets.get(name.text, (None, None))[1] is Kind.UNKNOWN:
        return  # could not be imported, which is reported there
    other = context.globals.definitions.get(name.text)
    if other is None:
        context.problems.misspelled("E225", message, name.span, closest(name.text, models))
    elif not isinstance(other, tree.ModelDecl):
        what = "layer" if isinstance(other, tree.LayerDecl) else "function"
        labels = (Label(other.name.span, f"this is a {what}"),)
        context.problems.report("E225", message, name.span, "only a model is trained", labels)


def _check_flags(model: Definition, parameters: tuple[Parameter, ...], context: Context) -> None:
    """Each parameter of the model and the block is a flag of the generated program, so their names must differ."""
    own = {parameter.symbol.name: parameter.symbol for parameter in model.parameters}
    for symbol in [*own.values(), *(parameter.symbol for parameter in parameters)]:
        if symbol.name in PROGRAM_FLAGS:
            flag = "--" + symbol.name.replace("_", "-")
            message = f"`{symbol.name}` cannot be a parameter, as every program that trains has a flag `{flag}`"
            context.problems.report("E212", message, symbol.span, "choose another name")
    for parameter in parameters:
        first = own.get(parameter.symbol.name)
        if first is not None:
            context.problems.report(
                "E208", f"`{first.name}` is a parameter of the model already", parameter.symbol.span,
                "choose another name", (Label(first.span, "first declared here"),),
            )  # fmt: skip


def _resolve_setting(node: tree.Setting, model: Definition, context: Context) -> Setting | None:
    name = node.name.text
    if name in LATER:
        context.problems.report("E901", f"the setting `{name}` is not supported yet", node.name.span)
        return None
    rule = SETTINGS.get(name)
    if rule is None:
        _report_setting(node.name, context)
        return None
    if name in DATA_SETTINGS:
        source = _resolve_source(node.value, model, context)
        return None if source is None else Setting(name, source, node.span)
    if name in CHOICES and isinstance(node.value, tree.Name) and node.value.text in CHOICES[name]:
        words = f'write `"{node.value.text}"`'
        context.problems.report("E503", f"`{name}` must be a string, and this is a name", node.value.span, words)
        return None
    value = Expressions(context).constant(node.value, f"the setting `{name}`", rule.category)
    if value.kind is Kind.UNKNOWN:
        return None
    SettingCheck(model, context).check(node, value)
    return Setting(name, value, node.span)


def _report_setting(name: tree.Identifier, context: Context) -> None:
    message = f"there is no setting called `{name.text}`"
    words = suggest.hint(name.text, hints.Context.SETTING)
    if words is not None:
        context.problems.report("E501", message, name.span, words)
    else:
        context.problems.misspelled("E501", message, name.span, closest(name.text, [*SETTINGS, *LATER]))


# --- data ----------------------------------------------------------------------------------------


def _resolve_source(node: tree.Expr, model: Definition, context: Context) -> DataSource | None:
    if not isinstance(node, tree.Call) or not isinstance(node.callee, tree.Name):
        context.problems.report(
            "E505",
            'a data source is a call such as `npz("data.npz")`',
            node.span,
            f"one of {', '.join(SOURCES)}",
        )
        return None
    name = node.callee.text
    if name in SOURCES_LATER:
        context.problems.report("E901", f"the data source `{name}` is not supported yet", node.callee.span)
        return None
    if name not in SOURCES:
        message = f"no data source is called `{name}`"
        context.problems.misspelled("E505", message, node.callee.span, closest(name, SOURCES))
        return None
    return _match_source(name, node, model, context)


def _match_source(name: str, node: tree.Call, model: Definition, context: Context) -> DataSource | None:
    expressions = Expressions(context)
    own, ports = SOURCES[name], _ports(model)
    options: list[Argument] = []
    fields: list[tuple[str, Expr]] = []
    seen: dict[str, Span] = {}
    for position, argument in enumerate(node.arguments):
        value = expressions.constant(argument.value, "an argument of a data source")
        key = argument.name.text if argument.name else own[0] if position == 0 else None
        place = argument.name.span if argument.name else argument.span
        if key is None:
            context.problems.report("E311", f"`{name}` takes 1 positional argument", place, "give the others a name")
            continue
        if seen.setdefault(key, place) is not place:
            labels = (Label(seen[key], "first given here"),)
            context.problems.report("E313", f"`{name}` gets its argument `{key}` twice", place, labels=labels)
        elif key in own:
            _check_option(name, key, value, context)
            options.append(Argument(key, value, argument.span))
        elif key in ports:
            _check_field(name, key, value, context)
            fields.append((key, value))
        else:
            message = f"`{key}` is neither an argument of `{name}` nor an input or output of `{model.name}`"
            context.problems.misspelled("E504", message, place, closest(key, [*own, *ports]))
    source = DataSource(name, tuple(options), tuple(fields), node.span)
    if source.option(own[0]) is None:
        context.problems.report("E314", f"`{name}` needs `{own[0]}`", node.callee.span)
        return None
    return source


def _check_option(source: str, name: str, value: Expr, context: Context) -> None:
    if value.kind is Kind.UNKNOWN:
        return
    is_written = name in ("name", "function")  # these decide what the program imports
    literal = folded(value)
    if literal is None:
        if is_written or isinstance(value, values.FunctionValue | values.Construct):
            context.problems.report("E503", f"`{name}` of `{source}` must be a string that is written here", value.span)
        return
    given = literal.value
    wanted: type = int if name == "samples" else str
    if not isinstance(given, wanted) or isinstance(given, bool):
        words = "a whole number" if wanted is int else "a string"
        context.problems.report("E503", f"`{name}` of `{source}` must be {words}", value.span)
    elif isinstance(given, int) and given < 1:
        context.problems.report("E503", f"`{name}` of `{source}` must be at least 1", value.span)
    elif name == "function" and not _is_function(str(given)):
        message = "the function is written as `module:function`, as Python would import it"
        context.problems.report("E503", message, value.span, 'for example `python("my_data:load")`')
    elif name == "split" and given not in ("train", "test"):
        context.problems.report("E503", "`split` must be one of 'train', 'test'", value.span)
    elif name == "name":
        check_name(context, value, context.catalog.category(Category.DATASETS), Category.DATASETS)


def _is_function(text: str) -> bool:
    """Whether a text is `package.module:function`; nothing else may get into an import line."""
    module, _, function = text.partition(":")
    return all(part.isidentifier() and not keyword.iskeyword(part) for part in (*module.split("."), function))


def _ports(model: Definition) -> list[str]:
    return [port.symbol.name for port in model.inputs] + [symbol.name for symbol in model.outputs]


def _check_field(source: str, port: str, value: Expr, context: Context) -> None:
    match value:
        case values.Literal(value=str()):
            return
        case values.Sequence(items=items) if source == "csv":
            if items and all(isinstance(item, values.Literal) and isinstance(item.value, str) for item in items):
                return
    wanted = "a column name or a list of column names" if source == "csv" else "the name of a field"
    if value.kind is not Kind.UNKNOWN:
        context.problems.report("E503", f"`{port}` must be {wanted}", value.span)

"""Train blocks: settings, data sources and the objects they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dsl.analysis.definitions import resolve_parameters
from dsl.analysis.expressions import Expressions
from dsl.analysis.scope import Context
from dsl.catalog import Category, suggest
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.training import DataSource, Setting, Training
from dsl.ir.values import Argument, Expr, Kind
from dsl.syntax import tree


@dataclass(frozen=True)
class Rule:
    """What a setting takes: `category` is where its class names are looked for, `by_output` allows a dict."""

    category: Category | None = None
    by_output: bool = False
    types: tuple[type, ...] = ()


SETTINGS: dict[str, Rule] = {
    "data": Rule(),
    "validation_data": Rule(),
    "validation_split": Rule(types=(int, float)),
    "batch_size": Rule(types=(int,)),
    "epochs": Rule(types=(int,)),
    "shuffle": Rule(types=(bool,)),
    "seed": Rule(types=(int,)),
    "loss": Rule(Category.LOSSES, by_output=True),
    "loss_weights": Rule(by_output=True),
    "metrics": Rule(Category.METRICS, by_output=True),
    "optimizer": Rule(Category.OPTIMIZERS),
    "loop": Rule(types=(str,)),
    "callbacks": Rule(Category.CALLBACKS),
    "dtype_policy": Rule(types=(str,)),
    "jit_compile": Rule(types=(bool, str)),
    "steps_per_execution": Rule(types=(int,)),
    "save": Rule(types=(str,)),
}

LATER = (
    "test_data", "weighted_metrics", "class_weight", "distribute", "checkpoint", "tensorboard", "export",
)  # fmt: skip

CHOICES: dict[str, tuple[object, ...]] = {
    "loop": ("fit", "custom"),
    "dtype_policy": ("float32", "mixed_float16", "mixed_bfloat16"),
    "jit_compile": (True, False, "auto"),
}

DATA_SETTINGS = ("data", "validation_data")

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


def resolve_training(
    node: tree.TrainDecl, models: Mapping[str, Definition], context: Context
) -> tuple[Training, ...]:
    """The meaning of a `train` block; nothing where its model is not known."""
    model = models.get(node.model.text)
    if model is None:
        context.problems.misspelled(
            "E203", f"no model is called `{node.model.text}`", node.model.span, suggest.suggest(node.model.text, models)
        )
        return ()
    parameters = resolve_parameters(node.parameters, context)
    settings: dict[str, Setting] = {}
    for setting in node.settings:
        if setting.name.text in settings:
            context.problems.report("E502", f"the setting `{setting.name.text}` is given twice", setting.name.span)
        resolved = _resolve_setting(setting, model, context)
        if resolved is not None:
            settings[setting.name.text] = resolved
    name = (node.alias or node.model).text
    return (Training(node.model.text, name, parameters, tuple(settings.values()), node.model.span),)


def _resolve_setting(node: tree.Setting, model: Definition, context: Context) -> Setting | None:
    name = node.name.text
    if name in LATER:
        context.problems.report("E901", f"the setting `{name}` is not supported yet", node.name.span)
        return None
    rule = SETTINGS.get(name)
    if rule is None:
        closest = suggest.suggest(name, [*SETTINGS, *LATER])
        context.problems.misspelled("E501", f"there is no setting called `{name}`", node.name.span, closest)
        return None
    if name in DATA_SETTINGS:
        source = _resolve_source(node.value, model, context)
        return None if source is None else Setting(name, source, node.span)
    value = Expressions(context).constant(node.value, f"the setting `{name}`", rule.category)
    if value.kind is Kind.UNKNOWN:
        return None
    _check_literal(name, rule, value, context)
    if isinstance(value, values.Mapping):
        _check_outputs(node, name, rule, value, model, context)
    return Setting(name, value, node.span)


def _check_literal(name: str, rule: Rule, value: Expr, context: Context) -> None:
    if not rule.types or not isinstance(value, values.Literal):
        return
    wrong_bool = isinstance(value.value, bool) and bool not in rule.types
    if not isinstance(value.value, rule.types) or wrong_bool:
        wanted = " or ".join(kind.__name__ for kind in rule.types)
        context.problems.report("E503", f"`{name}` must be {wanted}, and this is {value.text}", value.span)
    elif name in CHOICES and value.value not in CHOICES[name]:
        wanted = ", ".join(repr(choice) for choice in CHOICES[name])
        context.problems.report("E503", f"`{name}` must be one of {wanted}", value.span)
    elif name in ("batch_size", "epochs", "steps_per_execution") and int(value.value or 0) < 1:
        context.problems.report("E503", f"`{name}` must be at least 1", value.span)
    elif name == "validation_split" and not 0 <= float(value.value or 0) < 1:
        context.problems.report("E503", "`validation_split` must be at least 0 and less than 1", value.span)


def _check_outputs(
    node: tree.Setting, name: str, rule: Rule, value: values.Mapping, model: Definition, context: Context
) -> None:
    if not rule.by_output:
        context.problems.report("E503", f"`{name}` takes one value, not a dict", value.span)
        return
    outputs = [symbol.name for symbol in model.outputs]
    keys = {}
    if isinstance(node.value, tree.DictExpr):
        keys = {
            entry.key.text if isinstance(entry.key, tree.Name) else entry.key.value: entry.key.span
            for entry in node.value.entries
        }
    for key, _ in value.entries:
        if key not in outputs:
            context.problems.misspelled(
                "E504", f"`{model.name}` has no output called `{key}`", keys.get(key, value.span),
                suggest.suggest(key, outputs),
            )  # fmt: skip


# --- data ----------------------------------------------------------------------------------------


def _resolve_source(node: tree.Expr, model: Definition, context: Context) -> DataSource | None:
    if not isinstance(node, tree.Call) or not isinstance(node.callee, tree.Name):
        context.problems.report(
            "E505", "a data source is a call such as `npz(\"data.npz\")`", node.span, f"one of {', '.join(SOURCES)}"
        )
        return None
    name = node.callee.text
    if name in SOURCES_LATER:
        context.problems.report("E901", f"the data source `{name}` is not supported yet", node.callee.span)
        return None
    if name not in SOURCES:
        closest = suggest.suggest(name, SOURCES)
        context.problems.misspelled("E505", f"no data source is called `{name}`", node.callee.span, closest)
        return None
    return _match_source(name, node, model, context)


def _match_source(name: str, node: tree.Call, model: Definition, context: Context) -> DataSource | None:
    expressions = Expressions(context)
    own, ports = SOURCES[name], _ports(model)
    options: list[Argument] = []
    fields: list[tuple[str, Expr]] = []
    for position, argument in enumerate(node.arguments):
        value = expressions.constant(argument.value, "an argument of a data source")
        key = argument.name.text if argument.name else own[0] if position == 0 else None
        if key is None:
            context.problems.report("E311", f"`{name}` takes 1 positional argument", argument.span)
        elif key in own:
            options.append(Argument(key, value, argument.span))
        elif key in ports:
            _check_field(name, key, value, context)
            fields.append((key, value))
        else:
            context.problems.misspelled(
                "E504",
                f"`{key}` is neither an argument of `{name}` nor an input or output of `{model.name}`",
                argument.name.span if argument.name else argument.span,
                suggest.suggest(key, [*own, *ports]),
            )
    source = DataSource(name, tuple(options), tuple(fields), node.span)
    if source.option(own[0]) is None:
        context.problems.report("E314", f"`{name}` needs `{own[0]}`", node.span)
        return None
    return source


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

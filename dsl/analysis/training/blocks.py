"""Train blocks: their settings and the objects they are made of."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.analysis.resolve.definitions import resolve_parameters
from dsl.analysis.resolve.expressions import Expressions
from dsl.analysis.resolve.guesses import closest
from dsl.analysis.resolve.scope import Context
from dsl.analysis.training.settings import CHOICES, SETTINGS, SettingCheck
from dsl.analysis.training.sources import resolve_source
from dsl.analysis.training.whole_training import check_training
from dsl.catalog import hints, suggest
from dsl.diagnostics import Label
from dsl.ir.definitions import Definition, Parameter
from dsl.ir.training import DataSource, Setting, Training
from dsl.ir.values import Kind
from dsl.source import Span
from dsl.syntax import tree

DATA_SETTINGS = ("data", "validation_data", "test_data")

# Flags that every generated program that trains has.
PROGRAM_FLAGS = ("epochs", "batch_size", "seed", "run_dir", "fresh", "help")


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
    _check_weights(settings, context)
    block = (node.alias or node.model).text
    training = Training(node.model.text, block, parameters, tuple(settings.values()), node.model.span)
    check_training(training, context)
    return (training,)


def _report_model(name: tree.Identifier, models: Mapping[str, Definition], context: Context) -> None:
    message = f"no model is called `{name.text}`"
    if context.globals.lets.get(name.text, (None, None))[1] is Kind.UNKNOWN:
        return  # could not be imported, which is reported there
    other = context.globals.definitions.get(name.text)
    if other is None:
        context.problems.misspelled("E225", message, name.span, closest(name.text, models), is_sure=len(models) == 1)
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
    rule = SETTINGS.get(name)
    if rule is None:
        _report_setting(node.name, context)
        return None
    if name in DATA_SETTINGS:
        source = resolve_source(node.value, model, context)
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


def _check_weights(settings: Mapping[str, Setting], context: Context) -> None:
    """A sample has the weight of its class or one of its own."""
    weights, data = settings.get("class_weight"), settings.get("data")
    if weights is None or data is None or not isinstance(data.value, DataSource):
        return
    own = next((option for option in data.value.options if option.name == "sample_weight"), None)
    if own is not None:
        message = "there is a weight for each class, and one for each sample as well"
        labels = (Label(own.span, "the weights of the samples"),)
        context.problems.report("E509", message, weights.span, "leave out one of them", labels)


def _report_setting(name: tree.Identifier, context: Context) -> None:
    message = f"there is no setting called `{name.text}`"
    words = suggest.hint(name.text, hints.Context.SETTING)
    if words is not None:
        context.problems.report("E501", message, name.span, words)
    else:
        context.problems.misspelled("E501", message, name.span, closest(name.text, SETTINGS))

"""The settings of a `train` block: what each takes, and whether a value fits."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType

from dsl.analysis.problems import Problems, edit_for
from dsl.analysis.resolve.guesses import check_identifier, closest
from dsl.analysis.resolve.names import THINGS
from dsl.analysis.resolve.scope import Context
from dsl.analysis.training.exports import check_formats
from dsl.analysis.training.vector_metrics import several_numbers
from dsl.catalog import Category, Entry
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.values import Expr
from dsl.records import dataclass
from dsl.source import Span
from dsl.syntax import tree


@dataclass(frozen=True)
class Rule:
    """What a setting takes: `category` is where its class names are looked for, `by_output` allows a dict.

    `types` are the types of a plain value, `least` its lower bound.
    """

    category: Category | None = None
    by_output: bool = False
    types: tuple[type, ...] = ()
    least: int | None = None
    is_list: bool = False


SETTINGS: dict[str, Rule] = {
    "data": Rule(),
    "validation_data": Rule(),
    "test_data": Rule(),
    "validation_split": Rule(types=(int, float)),
    "batch_size": Rule(types=(int,), least=1),
    "epochs": Rule(types=(int,), least=1),
    "shuffle": Rule(types=(bool,)),
    "seed": Rule(types=(int,), least=0),
    "loss": Rule(Category.LOSSES, by_output=True),
    "loss_weights": Rule(by_output=True),
    "metrics": Rule(Category.METRICS, by_output=True),
    "weighted_metrics": Rule(Category.METRICS, by_output=True),
    "class_weight": Rule(),
    "optimizer": Rule(Category.OPTIMIZERS),
    "loop": Rule(types=(str,)),
    "callbacks": Rule(Category.CALLBACKS, is_list=True),
    "dtype_policy": Rule(types=(str,)),
    "jit_compile": Rule(types=(bool, str)),
    "steps_per_execution": Rule(types=(int,), least=1),
    "terminate_on_nan": Rule(types=(bool,)),
    "distribute": Rule(types=(str, NoneType)),
    "checkpoint": Rule(types=(str, NoneType)),
    "checkpoint_seconds": Rule(types=(int, float), least=0),
    "save": Rule(types=(str,)),
    "export": Rule(),
    "tensorboard": Rule(types=(str,)),
}

# Where `None` says what leaving out the setting says.
NONE_IS_NOTHING = (Category.LOSSES, Category.METRICS)

CHOICES: dict[str, tuple[object, ...]] = {
    "loop": ("fit", "custom"),
    "dtype_policy": ("float32", "mixed_float16", "mixed_bfloat16"),
    "jit_compile": (True, False, "auto"),
    "distribute": (None, "mirrored", "multi_worker"),
}

_WORDS: dict[type, str] = {
    NoneType: "`None`",
    bool: "`True` or `False`",
    int: "a whole number",
    float: "a number",
    str: "a string",
}


def written_names(value: tree.Expr) -> Mapping[str, Span]:
    """The keys of a dict, and where they stand."""
    if not isinstance(value, tree.DictExpr):
        return {}
    keys = [entry.key for entry in value.entries]
    return {key.text if isinstance(key, tree.Name) else str(key.value): key.span for key in keys}


class SettingCheck:
    """Holds the settings of one model's training against what they take."""

    def __init__(self, model: Definition, context: Context) -> None:
        self.model = model
        self.context = context
        self.problems: Problems = context.problems

    def check(self, node: tree.Setting, value: Expr) -> None:
        """Report what is wrong with the value of one setting; at most one mistake for each of its parts."""
        name, rule = node.name.text, SETTINGS[node.name.text]
        if rule.types:
            self._check_plain(name, rule, value)
        elif name == "export":
            check_formats(value, written_names(node.value), self.problems)
        elif name == "class_weight":
            self._check_class_weight(value, written_names(node.value))
        elif isinstance(value, values.Mapping):
            self._check_outputs(name, rule, value, written_names(node.value))
        elif name == "loss_weights":
            self._check_loss_weights(name, value)
        else:
            self._check_objects(name, rule, value)

    # --- plain values ----------------------------------------------------------------------------

    def _check_plain(self, name: str, rule: Rule, value: Expr) -> None:
        given = folded(value)
        if given is None:
            if isinstance(value, values.Sequence | values.Mapping | values.Construct):
                self._wrong(name, _wanted(rule), value, f", and this is {_described(value)}")
            return
        plain = given.value
        wrong_bool = isinstance(plain, bool) and bool not in rule.types
        if not isinstance(plain, rule.types) or wrong_bool:
            self._wrong(name, _wanted(rule), value, f", and this is {_described(given)}")
        elif name in CHOICES and plain not in CHOICES[name]:
            wanted = ", ".join(repr(choice) for choice in CHOICES[name])
            self._wrong(name, f"one of {wanted}", value)
        elif rule.least is not None and isinstance(plain, int | float) and plain < rule.least:
            self._wrong(name, f"at least {rule.least}", value)
        elif name == "validation_split" and isinstance(plain, int | float) and not 0 <= plain < 1:
            self._wrong(name, "at least 0 and less than 1", value)
        elif name in ("checkpoint", "tensorboard") and not str(plain).strip():
            self._wrong(name, "the path of a folder", value)

    def _wrong(self, name: str, wanted: str, value: Expr, more: str = "", help: str = "") -> None:
        self.problems.report(
            "E503", f"`{name}` must be {wanted}{more}", value.span, help, fix=edit_for(help, value.span, is_sure=True)
        )

    def _check_class_weight(self, value: Expr, spans: Mapping[str, Span]) -> None:
        """A dict from the number of a class to its weight."""
        if not isinstance(value, values.Mapping):
            self._wrong("class_weight", "a dict from classes to weights", value, "", "for example `{0: 1.0, 1: 2.5}`")
            return
        for key, weight in value.entries:
            place = spans.get(str(key), value.span)
            given = folded(weight)
            if not isinstance(key, int):
                message = f"a class is a whole number from 0 on, and this is {_key_described(key)}"
                self.problems.report("E503", message, place, "classes are numbered in the order of the model's output")
            elif given is not None and (isinstance(given.value, bool) or not isinstance(given.value, int | float)):
                self._wrong("class_weight", "a number for each class", weight, f", and this is {_described(given)}")
            elif given is not None and isinstance(given.value, int | float) and given.value < 0:
                self._wrong("class_weight", "at least 0 for each class", weight)
        if len(self.model.outputs) != 1:
            message = f"`class_weight` is for one output, and `{self.model.name}` has {len(self.model.outputs)}"
            words = "give each sample a weight: `npz(path, sample_weight=…)`"
            self.problems.report("E509", message, value.span, words)

    # --- Keras objects ---------------------------------------------------------------------------

    def _check_outputs(self, name: str, rule: Rule, value: values.Mapping, spans: Mapping[str, Span]) -> None:
        if not rule.by_output:
            self._wrong(name, "one value, not a dict", value)
            return
        outputs = [symbol.name for symbol in self.model.outputs]
        for key, item in value.entries:
            if key not in outputs:
                near = closest(str(key), outputs)
                shown = ", ".join(f"`{output}`" for output in outputs)
                words = f"did you mean `{near}`?" if near else f"its outputs: {shown}"
                self.problems.report(
                    "E504",
                    f"`{self.model.name}` has no output called `{key}`",
                    spans.get(str(key), value.span),
                    words,
                )
            elif rule.category is not None:
                self._check_objects(name, rule, item)
            elif name == "loss_weights":
                self._check_weight(name, item)

    def _check_objects(self, name: str, rule: Rule, value: Expr) -> None:
        if rule.category is None:
            return
        if isinstance(value, values.Sequence):
            for item in value.items:
                self._check_object(name, rule.category, item)
        elif rule.is_list and (isinstance(value, values.Construct) or folded(value) is not None):
            thing = THINGS[rule.category].partition(" ")[2]
            shown = value.span.text if len(value.span.text) < 40 else "…"
            more = f", and this is {_described(value)}"
            is_number = isinstance(value, values.Literal) and not isinstance(value.value, str)
            self._wrong(name, f"a list of {thing}s", value, more, "" if is_number else f"write `[{shown}]`")
        else:
            self._check_object(name, rule.category, value)

    def _check_object(self, name: str, category: Category, value: Expr) -> None:
        thing = THINGS[category]
        literal = folded(value)
        if literal is not None:
            plain = literal.value
            if isinstance(plain, str) and self.context.catalog.identifiers(category):
                check_identifier(self.context, value, category)
            elif plain is not None or category not in NONE_IS_NOTHING:
                self._wrong(name, thing, value, f", and this is {_described(literal)}")
        elif isinstance(value, values.Construct) and isinstance(value.target, Entry):
            entry = value.target
            if entry.category is not category:
                other = THINGS.get(entry.category, "something else")
                self._wrong(name, thing, value, f", and `{entry.name}` is {other}")
        several = several_numbers(value) if category is Category.METRICS else None
        if several is not None:
            each, help = several
            more = f", and this gives one for each {each}"
            self._wrong(name, "of one number each", value, more, help)

    def _check_loss_weights(self, name: str, value: Expr) -> None:
        """A dict by output, which is checked elsewhere, or a list with a weight for each."""
        literal = folded(value)
        outputs = len(self.model.outputs)
        if literal is not None and literal.value is not None:
            self._wrong(name, "a dict by output, or a list", value, f", and this is {_described(literal)}")
        elif isinstance(value, values.Sequence):
            for item in value.items:
                self._check_weight(name, item)
            if len(value.items) != outputs:
                wanted = (
                    f"a list of {outputs}, one for each output" if outputs > 1 else "a list of 1, for the one output"
                )
                self._wrong(name, wanted, value, f", and this has {len(value.items)}")

    def _check_weight(self, name: str, value: Expr) -> None:
        literal = folded(value)
        if literal is not None and (isinstance(literal.value, bool) or not isinstance(literal.value, int | float)):
            self._wrong(name, "a number for each output", value, f", and this is {_described(literal)}")


def _wanted(rule: Rule) -> str:
    types = [kind for kind in rule.types if not (kind is int and float in rule.types)]
    return " or ".join(_WORDS[kind] for kind in types)


def folded(value: Expr) -> values.Literal | None:
    """A literal, also one with a minus before it."""
    match value:
        case values.Literal():
            return value
        case values.Operation("-", (values.Literal(value=plain, text=text),)) if isinstance(plain, int | float):
            return values.Literal(-plain, f"-{text}", value.span)
        case _:
            return None


def _key_described(key: values.Key) -> str:
    return f"`{key}`" if isinstance(key, float) else "a name"


def _described(value: Expr) -> str:
    match value:
        case values.Literal(value=str()):
            return "a string"
        case values.Literal(text=text):
            return f"`{text}`"
        case values.Sequence(is_tuple=is_tuple):
            return "a tuple" if is_tuple else "a list"
        case values.Mapping():
            return "a dict"
        case values.Construct(target=Entry(category=category)) if category in THINGS:
            return THINGS[category]
        case _:
            return "an object"

"""Data sources: what each takes, and whether a call fits."""

from __future__ import annotations

import keyword
from dataclasses import replace

from dsl.analysis.problems import edit_for
from dsl.analysis.resolve.expressions import Expressions
from dsl.analysis.resolve.guesses import check_name, closest
from dsl.analysis.resolve.scope import Context
from dsl.analysis.resolve.signatures import Signatures
from dsl.analysis.training.settings import folded
from dsl.analysis.training.source_fit import misfit, misfit_of_data_set
from dsl.analysis.training.source_formats import of_another_format, reader_of
from dsl.catalog import Category, Entry, ParameterKind
from dsl.catalog.datasets import CHOICES
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.training import DataSource
from dsl.ir.values import Argument, Expr, Kind
from dsl.records import dataclass
from dsl.source import Span
from dsl.syntax import tree


@dataclass(frozen=True)
class Source:
    """What a data source takes.

    `own` are its arguments, the first of them by position; `needed` are those that it cannot do without.
    `function` is the function of `tf.keras.utils` whose arguments it takes as well; a data set of Keras takes those of
    its `load_data`. `fields` says whether the model's inputs and outputs may be named, `pair` that it gives one input
    and one output only.
    """

    own: tuple[str, ...]
    needed: tuple[str, ...]
    function: str = ""
    fields: bool = True
    pair: bool = False


def _directory(kind: str) -> Source:
    return Source(("directory",), ("directory",), f"utils.{kind}_dataset_from_directory", fields=False, pair=True)


SOURCES: dict[str, Source] = {
    "npz": Source(("path", "sample_weight"), ("path",)),
    "csv": Source(("path", "sample_weight"), ("path",)),
    "image_dataset_from_directory": _directory("image"),
    "text_dataset_from_directory": _directory("text"),
    "audio_dataset_from_directory": _directory("audio"),
    "timeseries": Source(
        ("path", "sequence_length", "ahead"),
        ("path", "sequence_length"),
        "utils.timeseries_dataset_from_array",
        pair=True,
    ),
    "tfrecord": Source(("pattern",), ("pattern",)),
    "keras_dataset": Source(("name", "split"), ("name",)),
    "tfds": Source(("name", "split"), ("name",)),
    "synthetic": Source(("samples",), ("samples",)),
    "python": Source(("function",), ("function",)),
}

# Arguments of Keras's functions that the generated program settles itself, and what to write instead.
SETTLED = {
    "batch_size": "`batch_size` is a setting of the `train` block",
    "shuffle": "`shuffle` is a setting of the `train` block",
    "seed": "`seed` is a setting of the `train` block",
    "validation_split": "`validation_split` is a setting of the `train` block",
    "subset": "`validation_split` is a setting of the `train` block",
    "verbose": "the program says how many files there are",
    "format": "the program reads with `tf.data`",
    "ragged": "samples of different lengths are padded",
    "data": "the data are the columns named after the model's input",
    "start_index": "all rows of the file are cut into windows",
    "end_index": "all rows of the file are cut into windows",
    "targets": "`ahead` says which row a window is held against",
}

SETTLED_OF_DATASETS = {"path": "Keras keeps the file in its own folder"}

WHOLE_NUMBERS = (
    "samples", "sequence_length", "ahead", "sequence_stride", "sampling_rate", "output_sequence_length",
    "num_words", "maxlen", "skip_top",
)  # fmt: skip
FROM_ZERO = ("ahead", "skip_top")
STRINGS = ("path", "directory", "pattern", "name", "split", "function", "sample_weight", *CHOICES)

# These decide what the program imports.
WRITTEN = ("name", "function")

# Sources of columns, of which an input may take several.
TABLES = ("csv", "timeseries")


def resolve_source(node: tree.Expr, model: Definition, context: Context) -> DataSource | None:
    """The source that a setting such as `data` names, or None where it is none."""
    if not isinstance(node, tree.Call) or not isinstance(node.callee, tree.Name):
        reader = reader_of(node.value) if isinstance(node, tree.String) else None
        help = f"one of {', '.join(SOURCES)}" if reader is None else f"write `{reader}({node.span.text})`"
        message = 'a data source is a call such as `npz("data.npz")`'
        context.problems.report("E505", message, node.span, help, fix=edit_for(help, node.span, is_sure=True))
        return None
    name = node.callee.text
    if name not in SOURCES:
        message = f"no data source is called `{name}`"
        context.problems.misspelled("E505", message, node.callee.span, closest(name, SOURCES))
        return None
    return _Match(name, model, context).match(node)


class _Match:
    """Holds one call of a data source against what it takes."""

    def __init__(self, name: str, model: Definition, context: Context) -> None:
        self.name = name
        self.source = SOURCES[name]
        self.model = model
        self.context = context
        self.problems = context.problems
        self.inputs = [port.symbol.name for port in model.inputs]
        self.ports = self.inputs + [symbol.name for symbol in model.outputs]
        self.own = [key for key in self.source.own if key != "sample_weight" or key not in self.ports]

    def match(self, node: tree.Call) -> DataSource | None:
        options: list[Argument] = []
        fields: list[tuple[str, Expr]] = []
        others: list[Argument] = []
        seen: dict[str, Span] = {}
        given = self._given(node)
        function = self._function(given)
        for key, value, argument in given:
            place = argument.name.span if argument.name else argument.span
            if key is None:
                message = f"`{self.name}` takes 1 positional argument"
                self.problems.report("E311", message, place, "give the others a name")
            elif seen.setdefault(key, place) is not place:
                labels = (Label(seen[key], "first given here"),)
                message = f"`{self.name}` gets its argument `{key}` twice"
                self.problems.report("E313", message, place, labels=labels)
            elif key in self.own:
                self._check_option(key, value)
                options.append(Argument(key, value, argument.span))
            elif self.source.fields and key in self.ports:
                self._check_field(key, value)
                fields.append((key, value))
            elif function is not None and (not self.source.fields or function.parameter(key)):
                others.append(Argument(key, value, argument.span))
            else:
                message = (
                    f"`{key}` is neither an argument of `{self.name}` nor an input or output of `{self.model.name}`"
                )
                near = closest(key, [*self.own, *self.ports, *(function.names if function else ())])
                self.problems.misspelled("E504", message, place, near, is_sure=near in self.own)
        if function is not None:
            self._check_others(function, others, node)
        source = DataSource(self.name, (*options, *others), tuple(fields), node.span)
        return source if self._has_all(source, node) and self._fits_model(source, node) else None

    def _given(self, node: tree.Call) -> list[tuple[str | None, Expr, tree.Argument]]:
        """The arguments with their names and values; one without a name is the first, or has no place."""
        return [
            (
                argument.name.text if argument.name else self.own[0] if position == 0 else None,
                Expressions(self.context).constant(argument.value, "an argument of a data source"),
                argument,
            )
            for position, argument in enumerate(node.arguments)
        ]

    def _function(self, given: list[tuple[str | None, Expr, tree.Argument]]) -> Entry | None:
        """Keras's own function, whose arguments the source takes as well."""
        if self.source.function:
            return self.context.catalog.find(self.source.function, Category.FUNCTIONS)
        if self.name != "keras_dataset":
            return None
        name = next((folded(value) for key, value, _ in given if key == "name"), None)
        return self.context.catalog.find(str(name.value), Category.DATASETS) if name is not None else None

    def _has_all(self, source: DataSource, node: tree.Call) -> bool:
        missing = [key for key in self.source.needed if source.option(key) is None]
        if missing:
            words = " and ".join(f"`{key}`" for key in missing)
            self.problems.report("E314", f"`{self.name}` needs {words}", node.callee.span)
        return not missing

    def _fits_model(self, source: DataSource, node: tree.Call) -> bool:
        if not self.source.pair:
            return self.name != "keras_dataset" or self._fits_data_set(source, node)
        if len(self.ports) == 2:
            wrong = misfit(source, self.model.inputs[0])
            if wrong is not None:
                labels = (Label(self.model.inputs[0].span, "the input"),)
                self.problems.report("E508", f"`{self.name}` {wrong}", node.span, labels=labels)
            return wrong is None
        message = f"`{self.name}` gives one input and one output, and `{self.model.name}` has "
        message += f"{_counted(self.inputs, 'input')} and {_counted(self.ports[len(self.inputs) :], 'output')}"
        words = '`python("module:function")` takes a `tf.data.Dataset` of any form'
        self.problems.report("E508", message, node.span, words)
        return False

    def _fits_data_set(self, source: DataSource, node: tree.Call) -> bool:
        """Whether inputs have the form of the samples of a data set that is known."""
        for port in self.model.inputs:
            wrong = misfit_of_data_set(source, port)
            if wrong is not None:
                labels = (Label(port.span, "the input"),)
                self.problems.report("E508", wrong[0], node.span, wrong[1], labels)
                return False
        return True

    def _check_others(self, entry: Entry, others: list[Argument], node: tree.Call) -> None:
        """The arguments of Keras's own function."""
        settled = SETTLED_OF_DATASETS if entry.category is Category.DATASETS else SETTLED
        left = []
        for argument in others:
            assert argument.name is not None
            if argument.name in settled:
                place = Span(argument.span.source, argument.span.start, argument.span.start + len(argument.name))
                message = f"`{self.name}` has no argument `{argument.name}` here"
                self.problems.report("E312", message, place, settled[argument.name])
            else:
                left.append(argument)
                self._check_option(argument.name, argument.value)
        known = [p for p in entry.parameters if p.name not in (*settled, *self.own)]
        signature = tuple(replace(p, kind=ParameterKind.KEYWORD_ONLY) for p in known)
        Signatures(self.context).report_mismatches(
            self.name, signature, tuple(self.own), False, tuple(left), node.callee.span, partial=True
        )

    # --- values ----------------------------------------------------------------------------------

    def _check_option(self, name: str, value: Expr) -> None:
        if value.kind is Kind.UNKNOWN or name not in (*WHOLE_NUMBERS, *STRINGS):
            return
        literal = folded(value)
        if literal is not None and literal.value is None and name in ("num_words", "maxlen"):
            return
        if literal is None:
            is_written = name in WRITTEN
            if is_written or isinstance(value, values.FunctionValue | values.Construct):
                self._wrong(name, "a string that is written here", value)
            return
        given = literal.value
        wanted: type = int if name in WHOLE_NUMBERS else str
        if not isinstance(given, wanted) or isinstance(given, bool):
            self._wrong(name, "a whole number" if wanted is int else "a string", value)
        elif isinstance(given, int) and given < (name not in FROM_ZERO):
            self._wrong(name, "at least 0" if name in FROM_ZERO else "at least 1", value)
        elif name in ("path", "pattern") and (wrong := of_another_format(self.name, str(given))) is not None:
            self.problems.report("E503", f"`{self.name}` {wrong[0]}", value.span, wrong[1])
        elif name == "function" and not _is_function(str(given)):
            message = "the function is written as `module:function`, as Python would import it"
            self.problems.report("E503", message, value.span, 'for example `python("my_data:load")`')
        elif name in CHOICES and given not in CHOICES[name]:
            wanted_words = " or ".join(f'"{choice}"' for choice in CHOICES[name])
            self.problems.report("E503", f"`{name}` must be {wanted_words}", value.span)
        elif self.name == "keras_dataset" and name == "split" and given not in ("train", "test"):
            self.problems.report("E503", "`split` must be one of 'train', 'test'", value.span)
        elif self.name == "keras_dataset" and name == "name":
            check_name(self.context, value, self.context.catalog.category(Category.DATASETS), Category.DATASETS)

    def _wrong(self, name: str, wanted: str, value: Expr) -> None:
        self.problems.report("E503", f"`{name}` of `{self.name}` must be {wanted}", value.span)

    def _check_field(self, port: str, value: Expr) -> None:
        is_table = self.name in TABLES
        match value:
            case values.Literal(value=str()):
                return
            case values.Sequence(items=items) if is_table:
                if items and all(isinstance(item, values.Literal) and isinstance(item.value, str) for item in items):
                    return
            case values.Reference() | values.Invoke():
                return
        wanted = "a column name or a list of column names" if is_table else "the name of a field"
        if value.kind is not Kind.UNKNOWN:
            self.problems.report("E503", f"`{port}` must be {wanted}", value.span)


def _is_function(text: str) -> bool:
    """Whether a text is `package.module:function`; nothing else may get into an import line."""
    module, _, function = text.partition(":")
    return all(part.isidentifier() and not keyword.iskeyword(part) for part in (*module.split("."), function))


def _counted(names: list[str], noun: str) -> str:
    return f"{len(names)} {noun}" + ("" if len(names) == 1 else "s")

"""How a model is trained: the settings of a `train` block, resolved."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property

from dsl.catalog.datasets import KnownData, known_data
from dsl.ir.definitions import Parameter
from dsl.ir.values import Argument, Expr, Literal, Part
from dsl.records import dataclass
from dsl.source import Span

# The settings that are data sources.
DATA = ("data", "validation_data", "test_data")


@dataclass(frozen=True, slots=True)
class DataSource:
    """`npz(path, image="images")`: where samples come from.

    `options` are the source's own arguments; `fields` says under which field, or fields, of the source each
    input and output of the model stands.
    """

    name: str
    options: tuple[Argument, ...]
    fields: tuple[tuple[str, Expr], ...]
    span: Span = field(compare=False, repr=False)

    def option(self, name: str) -> Expr | None:
        """The value of one of the source's own arguments, or None where it was not given."""
        return next((a.value for a in self.options if a.name == name), None)

    @property
    def known(self) -> KnownData | None:
        """What is in the data set of Keras that it is; None where that is not known."""
        name, label_mode = self.option("name"), self.option("label_mode")
        if self.name != "keras_dataset" or not isinstance(name, Literal):
            return None
        return known_data(name.value, label_mode.value if isinstance(label_mode, Literal) else None)

    def gives(self, port: str, field: str, default: str) -> bool:
        """Whether a port of the model gets that field, `default` where the file does not say which."""
        given = dict(self.fields).get(port)
        return default == field if given is None else isinstance(given, Literal) and given.value == field


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting that was given."""

    name: str
    value: Expr | DataSource
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class Training:
    """A `train` block: which model, under which name, with which settings."""

    model: str
    name: str
    parameters: tuple[Parameter, ...]
    settings: tuple[Setting, ...]
    span: Span = field(compare=False, repr=False)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every value in it, and everything inside of those."""
        from dsl.ir import contents, traverse

        return tuple(traverse.walk(*contents.of_training(self)))

    def value(self, name: str) -> Expr | None:
        """The value of a setting that is an expression, or None where it was not given."""
        setting = self.find(name)
        return None if setting is None or isinstance(setting.value, DataSource) else setting.value

    def source(self, name: str) -> DataSource | None:
        """The data source given for a setting, or None."""
        setting = self.find(name)
        return setting.value if setting and isinstance(setting.value, DataSource) else None

    @property
    def sources(self) -> tuple[DataSource, ...]:
        """Every data source that was given."""
        found = (self.source(name) for name in DATA)
        return tuple(source for source in found if source is not None)

    def find(self, name: str) -> Setting | None:
        """The setting called `name`, or None where it was not given."""
        return next((s for s in self.settings if s.name == name), None)

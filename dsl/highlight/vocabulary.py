"""The names that the language and Keras give, by their role."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dsl.analysis.dtypes import DTYPES
from dsl.analysis.resolve import environment
from dsl.analysis.resolve.definitions import STYLES
from dsl.analysis.resolve.dotted_names import NAMESPACES
from dsl.analysis.resolve.names import BUILTINS
from dsl.analysis.training import settings, sources
from dsl.catalog import Category, catalog
from dsl.catalog.entry import CLASS_CATEGORIES
from dsl.highlight.roles import Role
from dsl.highlight.terminals import Unclassified
from dsl.records import dataclass

CATEGORIES: Mapping[Category, Role | None] = {
    Category.LAYERS: Role.LAYER,
    Category.OPTIMIZERS: Role.OPTIMIZER,
    Category.SCHEDULES: Role.SCHEDULE,
    Category.LOSSES: Role.LOSS,
    Category.METRICS: Role.METRIC,
    Category.INITIALIZERS: Role.INITIALIZER,
    Category.REGULARIZERS: Role.REGULARIZER,
    Category.CONSTRAINTS: Role.CONSTRAINT,
    Category.CALLBACKS: Role.CALLBACK,
    Category.ACTIVATIONS: Role.ACTIVATION,
    Category.OPS: Role.OP,
    Category.RANDOM: Role.RANDOM,
    Category.APPLICATIONS: Role.APPLICATION,
    Category.DTYPE_POLICIES: Role.DTYPE_POLICY,
    Category.DATASETS: None,  # names of data sets stand in strings
    Category.FUNCTIONS: None,  # written as statements and settings
}


@dataclass(frozen=True)
class Vocabulary:
    """Names, sorted.

    - `classes`: those that stand for a class of Keras without a namespace; a name of several categories counts for
      the first. `called`: their old spellings in small letters, which are names of one's own until they are called.
    - `members`: the names behind each namespace (`ops`, `ops.image`, `schedules`) and their role.
    """

    classes: Mapping[Role, tuple[str, ...]]
    called: Mapping[Role, tuple[str, ...]]
    members: Mapping[str, tuple[Role, tuple[str, ...]]]
    settings: tuple[str, ...]
    sources: tuple[str, ...]
    builtins: tuple[str, ...]
    styles: tuple[str, ...]
    dtypes: tuple[str, ...]

    @property
    def namespaces(self) -> tuple[str, ...]:
        """The words that namespaces are written with: `ops`, `image`, …"""
        return tuple(sorted({word for namespace in self.members for word in namespace.split(".")}))


@cache
def load_vocabulary() -> Vocabulary:
    """The names of the language and of the catalogue. Raises `Unclassified`."""
    classes, called = _classes()
    return Vocabulary(
        classes=classes,
        called=called,
        members=_members(),
        settings=tuple(sorted(settings.SETTINGS)),
        sources=tuple(sorted(sources.SOURCES)),
        builtins=tuple(sorted({*BUILTINS, environment.NAME})),
        styles=STYLES,
        dtypes=DTYPES,
    )


def role_of(category: Category) -> Role | None:
    """The role of the names of a category; None where they are not written as names. Raises `Unclassified`."""
    if category not in CATEGORIES:
        raise Unclassified(
            f"the catalogue's category {category.name} has no role: give it one in dsl/highlight/vocabulary.py"
        )
    return CATEGORIES[category]


def _classes() -> tuple[dict[Role, tuple[str, ...]], dict[Role, tuple[str, ...]]]:
    seen: set[str] = set()
    classes: dict[Role, tuple[str, ...]] = {}
    called: dict[Role, tuple[str, ...]] = {}
    for category in CLASS_CATEGORIES:
        role = role_of(category)
        names = sorted(set(catalog.load().category(category)) - seen)
        seen |= set(names)
        if role is not None:
            classes[role] = tuple(name for name in names if name[:1].isupper())
            called[role] = tuple(name for name in names if not name[:1].isupper())
    return classes, {role: names for role, names in called.items() if names}


def _members() -> dict[str, tuple[Role, tuple[str, ...]]]:
    members: dict[str, tuple[Role, tuple[str, ...]]] = {}
    for category in Category:
        role = role_of(category)
        if role is None:
            continue
        (namespace,) = (name for name, owner in NAMESPACES.items() if owner is category)
        by_prefix: dict[str, list[str]] = {}
        for name in catalog.load().category(category):
            prefix, _, last = f"{namespace}.{name}".rpartition(".")
            by_prefix.setdefault(prefix, []).append(last)
        members |= {prefix: (role, tuple(sorted(names))) for prefix, names in by_prefix.items()}
    return members

"""What Keras offers, read from `keras.json` without importing TensorFlow.

The file is made from the installed Keras by `python -m dsl.catalog.build`. Reading it costs a few
milliseconds; an entry becomes an object when it is looked up.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any

from dsl.catalog.entry import CLASS_CATEGORIES, Category, Entry, parse_signature
from dsl.records import dataclass


@dataclass(frozen=True)
class ReservedAttributes:
    """Attribute names that Keras's own instances have, which a generated class must not take for its own."""

    model: frozenset[str]
    layer: frozenset[str]


class CategoryEntries(Mapping[str, Entry]):
    """The names of one category, aliases included. An alias gives the entry of the name it stands for."""

    def __init__(self, category: Category, rows: Mapping[str, Mapping[str, Any]]) -> None:
        self.category = category
        self._rows = rows
        self._made: dict[str, Entry] = {}

    @cached_property
    def _canonical(self) -> dict[str, str]:
        names = {name: name for name in self._rows}
        for name, row in self._rows.items():
            names |= dict.fromkeys(row.get("aliases", ()), name)
        return names

    def __getitem__(self, name: str) -> Entry:
        canonical = self._canonical[name]
        if canonical not in self._made:
            self._made[canonical] = _entry(canonical, self.category, self._rows[canonical])
        return self._made[canonical]

    def __contains__(self, name: object) -> bool:
        return name in self._canonical

    def __iter__(self) -> Iterator[str]:
        return iter(self._canonical)

    def __len__(self) -> int:
        return len(self._canonical)

    @property
    def canonical_names(self) -> tuple[str, ...]:
        """The names without aliases."""
        return tuple(self._rows)


class Catalog:
    """The public names of one version of Keras."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.keras_version: str = data["keras"]
        self.tensorflow_version: str = data["tensorflow"]
        self._categories = {
            category: CategoryEntries(category, data["entries"][category.value]) for category in Category
        }

    def category(self, category: Category) -> CategoryEntries:
        return self._categories[category]

    def find(self, name: str, category: Category) -> Entry | None:
        """The entry of that name or alias in one category."""
        return self._categories[category].get(name)

    def find_anywhere(self, name: str) -> tuple[Entry, ...]:
        """The entries of that name in every category of classes: `Identity` is a layer and an initializer."""
        found = (self.find(name, category) for category in CLASS_CATEGORIES)
        return tuple(entry for entry in found if entry is not None)

    def identifiers(self, category: Category) -> frozenset[str]:
        """The strings that Keras takes instead of an object: `"relu"`, `"adam"`, `"glorot_uniform"`.

        For losses and metrics these include the ones that only `Model.compile` understands. Empty where a
        category has none.
        """
        return frozenset(self._data["identifiers"].get(category.value, ()))

    @cached_property
    def reserved_attributes(self) -> ReservedAttributes:
        layer = frozenset(self._data["reserved"]["layer"])
        return ReservedAttributes(layer | frozenset(self._data["reserved"]["model"]), layer)

    def draws_seed_when_built(self, layer_name: str) -> bool:
        """Whether building the layer draws from Python's `random`, and so moves the seeds of later layers.

        Measured by running each layer. True as well for the few that could not be run, which is the answer
        that is safe to act on. A wrapper draws if the layer inside it does; that is not counted here.
        """
        entry = self.find(layer_name, Category.LAYERS)
        seeds = self._data["seeds"]
        return entry is not None and entry.name in (*seeds["drawn"], *seeds["unmeasured"])


def _entry(name: str, category: Category, row: Mapping[str, Any]) -> Entry:
    call = row.get("call")
    return Entry(
        name=name,
        aliases=tuple(row.get("aliases", ())),
        category=category,
        python=row.get("python", f"{category.namespace}.{name}"),
        parameters=parse_signature(row["signature"]),
        extra=tuple(row.get("extra", ())),
        undocumented=tuple(row.get("undocumented", ())),
        accepts_any_keyword=row.get("any_keyword", False),
        call=None if call is None else parse_signature(call),
        layer_arguments=tuple(row.get("layer_arguments", ())),
        doc=row.get("doc", ""),
    )


@cache
def load() -> Catalog:
    """The catalogue that comes with the package."""
    # pkgutil, as importing importlib.resources alone takes three times as long as reading the file.
    text = pkgutil.get_data("dsl.catalog", "keras.json")
    assert text is not None
    return Catalog(json.loads(text))

"""Whether a model is still the one that was trained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

# Drawn or counted when a layer is made, or set in training: they say nothing about what the layer is.
VARYING = frozenset({"name", "seed", "module", "trainable", "build_config", "shared_object_id", "inbound_nodes"})

# What layers learn before the training; a model that is only built has not learnt it.
LEARNT = frozenset({"vocabulary", "vocabulary_size", "idf_weights", "bin_boundaries", "mean", "variance"})


def change(trained: Any, present: Any) -> str | None:
    """The first difference between two models in words, or None: in their weights, or in what layers are made with.

    The layers are looked at where Keras keeps them as data, in sequential and functional models.
    """
    weights = [[(weight.path, tuple(weight.shape)) for weight in model.weights] for model in (trained, present)]
    if len(weights[0]) != len(weights[1]):
        return f"it had {len(weights[0])} weights, and has {len(weights[1])}"
    for (path, before), (_, after) in zip(*weights, strict=True):
        if before != after:
            return f"`{path}` had the shape {before}, and has {after}"
    return next(_layer_changes(trained, present), None)


def _layer_changes(trained: Any, present: Any) -> Iterator[str]:
    before, after = (model.get_config().get("layers") for model in (trained, present))
    if before is None or after is None:
        return
    empty: dict[str, Any] = {}
    for old, new in zip_longest(before, after, fillvalue=empty):
        names = old.get("class_name"), new.get("class_name")
        if names[0] != names[1]:
            yield f"a layer was {_named(names[0])}, and is {_named(names[1])}"
        for key, was, now in _differences(old.get("config", {}), new.get("config", {})):
            if key in LEARNT and (now is None or key == "vocabulary_size"):
                continue
            yield f"`{key}` of a layer {names[0]} was {_short(was)}, and is {_short(now)}"


def _named(name: str | None) -> str:
    return "missing" if name is None else f"`{name}`"


def _differences(before: Any, after: Any, key: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Where two configurations differ: the innermost key, and both values."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in [*before, *(name for name in after if name not in before)]:
            if name not in VARYING:
                inner = key if name in ("config", "class_name") else str(name)
                yield from _differences(before.get(name), after.get(name), inner)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for old, new in zip(before, after, strict=True):
            yield from _differences(old, new, key)
    elif _plain(before) != _plain(after):
        yield key, before, after


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _plain(value: Any) -> Any:
    """Lists for tuples, as they come back from JSON."""
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items() if name not in VARYING}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value

"""Python functions that the walk through the catalogue gives to Keras."""

from __future__ import annotations


def halve(epoch: int, rate: float) -> float:
    """A schedule of learning rates."""
    return rate / 2


def note_epoch(epoch: int, logs: dict[str, float]) -> None:
    """What is done at the end of an epoch."""


def apply(parameters: object, inputs: object) -> object:
    """What a layer of another framework computes."""
    return inputs


# Stands for a layer object of another framework.
module = None

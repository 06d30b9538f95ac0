"""What is in the data sets that Keras fetches. Source: the documentation of their `load_data` in Keras 3.15."""

from __future__ import annotations

from dsl.records import dataclass


@dataclass(frozen=True)
class KnownData:
    """The shape of one sample and of its label, None for a size that varies.

    - `classes`: labels are the whole numbers from 0 to below it; 0 where they are measurements.
    """

    name: str
    sample: tuple[int | None, ...]
    label: tuple[int, ...] = ()
    classes: int = 0

    @property
    def is_sequences(self) -> bool:
        """Whether the samples are lists of different lengths."""
        return None in self.sample


KNOWN = {
    known.name: known
    for known in (
        KnownData("boston_housing", (13,)),
        KnownData("california_housing", (8,)),
        KnownData("cifar10", (32, 32, 3), (1,), 10),
        KnownData("cifar100", (32, 32, 3), (1,), 100),
        KnownData("fashion_mnist", (28, 28), (), 10),
        KnownData("imdb", (None,), (), 2),
        KnownData("mnist", (28, 28), (), 10),
        KnownData("reuters", (None,), (), 46),
    )
}

CHOICES = {"label_mode": ("fine", "coarse"), "version": ("small", "large")}
"""Arguments of `load_data` that are one of a few words."""

_COARSE = KnownData("cifar100", (32, 32, 3), (1,), 20)


def known_data(name: object, label_mode: object = None) -> KnownData | None:
    """What is in the data set of that name; None where that is not known."""
    if name == "cifar100" and label_mode == "coarse":
        return _COARSE
    return KNOWN.get(name) if isinstance(name, str) else None

"""A confusion matrix: its cells, what they come to for each class, and which classes are mixed up most."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.records import dataclass

MAX_SHOWN = 50  # classes of a matrix that can still be read
MAX_PAIRS = 6


@dataclass(frozen=True)
class Cell:
    """How many samples of a class were taken for another, and which share of the class they are."""

    count: int
    share: float
    is_right: bool
    title: str

    @property
    def style(self) -> str:
        """How strong the colour is."""
        return f"--share:{self.share:.3f}"

    @property
    def classes(self) -> str:
        """The classes of the cell in the page."""
        names = ["right" if self.is_right else "wrong"]
        names += ["strong"] if self.share > 0.55 else []
        return " ".join(names if self.count else [*names, "none"])


@dataclass(frozen=True)
class ClassScore:
    """For one class: how many samples it has, and three measures, None where they would be 0 / 0."""

    name: int
    samples: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True)
class Pair:
    """Samples of one class that were taken for another."""

    true: int
    given: int
    count: int


@dataclass(frozen=True)
class Confusion:
    """All of it; `rows` is empty where the matrix is too large to be read."""

    rows: tuple[tuple[Cell, ...], ...]
    scores: tuple[ClassScore, ...]
    pairs: tuple[Pair, ...]
    accuracy: float | None

    @property
    def size(self) -> str:
        """How dense the matrix is, as a class of the page."""
        return "roomy" if len(self.rows) <= 12 else "dense" if len(self.rows) <= 24 else "tiny"


def confusion(matrix: Sequence[Sequence[int]]) -> Confusion:
    """The matrix with a row for each true and a column for each predicted class."""
    classes = range(len(matrix))
    total = sum(map(sum, matrix))
    pairs = sorted(((matrix[a][b], a, b) for a in classes for b in classes if a != b and matrix[a][b]), reverse=True)
    rows = tuple(tuple(_cell(matrix, true, given) for given in classes) for true in classes)
    return Confusion(
        rows=rows if len(matrix) <= MAX_SHOWN else (),
        scores=tuple(_score(matrix, each) for each in classes),
        pairs=tuple(Pair(true, given, count) for count, true, given in pairs[:MAX_PAIRS]),
        accuracy=sum(matrix[each][each] for each in classes) / total if total else None,
    )


def _cell(matrix: Sequence[Sequence[int]], true: int, given: int) -> Cell:
    count, samples = matrix[true][given], sum(matrix[true])
    what = f"class {true} recognized" if true == given else f"class {true} taken for {given}"
    title = f"{what}: {count:,} of {samples:,}"
    return Cell(count, count / samples if samples else 0.0, true == given, title)


def _score(matrix: Sequence[Sequence[int]], each: int) -> ClassScore:
    right, samples, taken = matrix[each][each], sum(matrix[each]), sum(row[each] for row in matrix)
    return ClassScore(
        each,
        samples,
        right / taken if taken else None,
        right / samples if samples else None,
        2 * right / (samples + taken) if samples + taken else None,
    )

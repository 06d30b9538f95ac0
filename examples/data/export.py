"""Writes the data files of the examples: `python examples/data/export.py [FOLDER]`.

Three of them are copies of sets that scikit-learn ships; tickets.npz is made up here, from a fixed seed. The
files hold no dates, so that a rebuild with the same versions of numpy and zlib shows no difference.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.datasets import load_diabetes, load_digits, load_wine

HERE = Path(__file__).resolve().parent

VOCABULARY = 120
DEPARTMENTS = 4
TAGS = 12


def digits() -> dict[str, np.ndarray]:
    """1,797 handwritten digits, 8 x 8 grey values from 0 to 16, in their order (other writers last)."""
    source: Any = load_digits()
    return {
        "images": source.images.astype("uint8")[..., np.newaxis],
        "labels": source.target.astype("uint8"),
    }


def diabetes() -> dict[str, np.ndarray]:
    """442 patients, ten raw measurements each, and how far the disease went in the year after, shuffled."""
    source: Any = load_diabetes(scaled=False)
    order = np.random.RandomState(0).permutation(len(source.target))
    return {
        "measurements": source.data[order].astype("float32"),
        "progression": source.target[order].astype("float32"),
    }


def wine() -> tuple[list[str], list[list[object]]]:
    """Header and rows of 178 wines, thirteen measurements and a class from 0 to 2, shuffled."""
    source: Any = load_wine()
    order = np.random.RandomState(0).permutation(len(source.target))
    rows = [[*map(float, source.data[row]), int(source.target[row])] for row in order]
    return [*source.feature_names, "class"], rows


def tickets(count: int = 800) -> dict[str, np.ndarray]:
    """Made-up support tickets: word numbers of a title and a body, twelve tags, a priority and a department.

    Each department has words of its own, which come up in its tickets more often than others. A ticket is
    urgent when its title holds an urgent word or when its tags say so. One answer in twenty is wrong.
    """
    random = np.random.RandomState(0)
    words_each = 10
    common = 2 + words_each * DEPARTMENTS  # 0 pads, 1 is the urgent word, then come the departments' own words
    department = random.randint(DEPARTMENTS, size=count)
    urgent_title = random.random_sample(count) < 0.3
    tags = (random.random_sample((count, TAGS)) < 0.15).astype("uint8")

    def words(length: int, own_share: float) -> np.ndarray:
        own = 2 + department[:, None] * words_each + random.randint(words_each, size=(count, length))
        any_word = random.randint(common, VOCABULARY, size=(count, length))
        text = np.where(random.random_sample((count, length)) < own_share, own, any_word)
        lengths = random.randint(length // 2, length + 1, size=(count, 1))
        return np.where(np.arange(length) < lengths, text, 0)

    title, body = words(8, own_share=0.4), words(24, own_share=0.25)
    title[urgent_title, random.randint(4, size=urgent_title.sum())] = 1
    priority = urgent_title | (tags[:, 0] == 1)

    wrong = random.random_sample(count) < 0.05
    department = np.where(wrong, random.randint(DEPARTMENTS, size=count), department)
    priority = np.where(random.random_sample(count) < 0.05, ~priority, priority)
    return {
        "title": title.astype("uint8"),
        "body": body.astype("uint8"),
        "tags": tags,
        "priority": priority.astype("uint8"),
        "department": department.astype("uint8"),
    }


def write_npz(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """What `np.savez_compressed` writes, without the time of day."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.getvalue())


def write_csv(path: Path, header: list[str], rows: list[list[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(folder: Path = HERE) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_npz(folder / "digits.npz", digits())
    write_npz(folder / "diabetes.npz", diabetes())
    write_npz(folder / "tickets.npz", tickets())
    write_csv(folder / "wine.csv", *wine())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

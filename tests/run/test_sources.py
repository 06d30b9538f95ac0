"""Data sources other than arrays: both loops come to the same with real small files."""

from __future__ import annotations

import math
import sys
import types
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases.discover import LOOPS, Case, code
from tests.run import programs

pytestmark = pytest.mark.tensorflow

STYLES = ("functional", "subclass")


def case(text: str) -> Case:
    return Case("source", text, Path(), (), LOOPS)


def histories(text: str, tmp_path: Path) -> list[dict[str, list[float]]]:
    """The histories of all styles and loops."""
    found = []
    for style in STYLES:
        for loop in LOOPS:
            module = programs.load(code(case(text), style, loop), tmp_path, f"{style}_{loop}")
            found.append(programs.history(module, tmp_path / f"{style}_{loop}"))
    return found


def same(text: str, tmp_path: Path) -> dict[str, list[float]]:
    """The history that all styles and loops have in common."""
    found = histories(text, tmp_path)
    assert all(history == found[0] for history in found)
    assert all(np.isfinite(values).all() for values in found[0].values())
    return found[0]


def load(text: str, tmp_path: Path, loop: str = "fit") -> Any:
    return programs.load(code(case(text), "functional", loop), tmp_path)


# --- folders -------------------------------------------------------------------------------------


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


# --- series --------------------------------------------------------------------------------------

SERIES = """model Weather {
    input hours: float32[6, 2]
    output temperature = hours -> Flatten() -> Dense(1)
}

train Weather {
    data = timeseries("weather.PART", sequence_length=6, hours=FIELDS, temperature="t"MORE)
    validation_split = 0.25
    loss = MeanSquaredError()
    batch_size = 4
    epochs = 2
}
"""


def series(part: str, fields: str, more: str = "") -> str:
    return SERIES.replace("PART", part).replace("FIELDS", fields).replace("MORE", more)


def test_a_series_in_a_table(tmp_path: Path) -> None:
    rows = [f"{hour / 10},{(hour % 5) / 5},{hour}" for hour in range(40)]
    (tmp_path / "weather.csv").write_text("a,b,t\n" + "\n".join(rows) + "\n")
    text = series("csv", '["a", "b"]')
    same(text, tmp_path)
    training, validation = load(text, tmp_path).load_data()
    windows = [*training.as_numpy_iterator(), *validation.as_numpy_iterator()]
    assert len(windows) == 34
    assert [float(target) for _, target in windows] == [float(hour) for hour in range(6, 40)]
    np.testing.assert_allclose(windows[3][0][:, 0], np.arange(3, 9) / 10, rtol=1e-6)


def test_a_series_in_arrays(tmp_path: Path) -> None:
    hours = np.arange(80).reshape(40, 2)
    np.savez(tmp_path / "weather.npz", hours=hours, t=hours[:, 0])
    text = series("npz", '"hours"', ", ahead=0, sampling_rate=2, sequence_stride=3")
    same(text, tmp_path)
    training, _ = load(text, tmp_path).load_data()
    for window, target in training.as_numpy_iterator():
        assert window.shape == (6, 2) and window[-1, 0] == target


# --- records -------------------------------------------------------------------------------------

RECORDS = """model Records {
    input words: int32[?], size: float32[2], name: string[1]
    w = words -> Embedding(20, 4, mask_zero=True) -> LSTM(4)
    n = name -> StringLookup(vocabulary=["a", "b"], output_mode="one_hot")
    output kind = [w, size, n] -> Concatenate() -> Dense(3)
}

train Records {
    data = tfrecord("part-*.tfrecord", size="sizes")
    validation_split = 0.25
    loss = SparseCategoricalCrossentropy(from_logits=True)
    SETTINGS
    batch_size = 4
    epochs = 3
}
"""


def write_records(folder: Path) -> None:
    import tensorflow as tf

    rng = np.random.default_rng(0)
    for part in range(2):
        with tf.io.TFRecordWriter(str(folder / f"part-{part}.tfrecord")) as file:
            for number in range(7):
                words = rng.integers(1, 20, 1 + number % 4)
                features = {
                    "words": tf.train.Feature(int64_list=tf.train.Int64List(value=words)),
                    "sizes": tf.train.Feature(float_list=tf.train.FloatList(value=rng.random(2))),
                    "name": tf.train.Feature(bytes_list=tf.train.BytesList(value=[b"ab"[number % 2 :][:1]])),
                    "kind": tf.train.Feature(int64_list=tf.train.Int64List(value=[number % 3])),
                }
                example = tf.train.Example(features=tf.train.Features(feature=features))
                file.write(example.SerializeToString())


@pytest.mark.parametrize("settings", ["", "shuffle = False"])
def test_records_of_different_lengths(settings: str, tmp_path: Path) -> None:
    write_records(tmp_path)
    same(RECORDS.replace("SETTINGS", settings), tmp_path)


def test_batches_are_padded_to_their_longest(tmp_path: Path) -> None:
    write_records(tmp_path)
    module = load(RECORDS.replace("SETTINGS", ""), tmp_path)
    training, _ = module.load_data()
    batches = module.training_batches(training, 2, 2, 3)
    lengths = [words.shape[1] for words in (inputs["words"] for inputs, _ in batches.as_numpy_iterator())]
    assert len(lengths) == 2 * math.ceil(len(training) / 2)
    assert set(lengths) > {4} or len(set(lengths)) > 1


TFDS = """model Digits {
    input image: float32[4, 4, 1]
    output label = image -> Rescaling(1 / 255) -> Flatten() -> Dense(3)
}

train Digits {
    data = tfds("tiny", split="train[:80%]")
    test_data = tfds("tiny", split="test")
    loss = SparseCategoricalCrossentropy(from_logits=True)
    batch_size = 4
    epochs = 2
}
"""


def test_tensorflow_datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tensorflow as tf

    def tiny(name: str, split: str) -> tf.data.Dataset:
        assert name == "tiny" and split in ("train[:80%]", "test")
        rng = np.random.default_rng(0)
        images = rng.integers(0, 255, (10, 4, 4, 1)).astype("uint8")
        return tf.data.Dataset.from_tensor_slices({"image": images, "label": rng.integers(0, 3, 10)})

    stand_in = types.ModuleType("tensorflow_datasets")
    stand_in.load = tiny  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tensorflow_datasets", stand_in)
    same(TFDS, tmp_path)
    monkeypatch.setitem(sys.modules, "tensorflow_datasets", None)
    with pytest.raises(SystemExit, match="'tiny' needs tensorflow_datasets: pip install"):
        load(TFDS, tmp_path).load_data()


UNSIZED = """model Python {
    input x: float32[4]
    output y = x -> Dropout(0.2) -> Dense(2)
}

train Python {
    data = python("cases_data:weighted")
    validation_data = python("cases_data:weighted")
    test_data = python("cases_data:plain")
    loss = MeanSquaredError()
    weighted_metrics = ["mae"]
    batch_size = 4
    epochs = 3
}
"""


def test_weights_and_unknown_length_from_python(tmp_path: Path) -> None:
    history = same(UNSIZED, tmp_path)
    assert {"mae", "val_mae"} <= set(history)


ENVIRONMENT = """let batch = 4
let held_out = "held_out.npz"

model Net {
    input x: float32[3]
    output y = x -> Dense(1)
}

train Net(rate=env("RATE", 0.1)) {
    data = npz(env("DATA", "net.npz"))
    validation_data = npz(held_out)
    loss = MeanSquaredError()
    optimizer = SGD(rate)
    batch_size = batch
    epochs = env("EPOCHS", 2)
}
"""


def test_environment_and_constants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    for name in ("net", "held_out", "other"):
        np.savez(tmp_path / f"{name}.npz", x=rng.random((8, 3)), y=rng.random((8, 1)))
    assert len(same(ENVIRONMENT, tmp_path)["val_loss"]) == 2
    monkeypatch.setenv("EPOCHS", "3")
    monkeypatch.setenv("DATA", "other.npz")
    assert len(same(ENVIRONMENT, tmp_path)["loss"]) == 3


# --- what cannot be read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (images(), "insects: there is no such folder$"),
        (RECORDS.replace("SETTINGS", ""), r"part-\*.tfrecord: there are no such files$"),
        (series("csv", '["a", "b"]'), "weather.csv: there is no such file$"),
    ],
    ids=["folder", "records", "series"],
)
def test_nothing_is_there(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=said):
        load(text, tmp_path).load_data()


def test_folders_that_do_not_fit(tmp_path: Path) -> None:
    (tmp_path / "insects" / "ant").mkdir(parents=True)
    with pytest.raises(SystemExit, match="insects: No images found"):
        load(images(), tmp_path).load_data()
    write_folders(tmp_path / "more" / "insects", "png", write_image, 2)
    with pytest.raises(SystemExit, match="insects has 2 classes, and the model tells 1 apart"):
        load(images(1), tmp_path / "more").load_data()


def test_a_series_that_is_too_short(tmp_path: Path) -> None:
    np.savez(tmp_path / "weather.npz", hours=np.zeros((5, 2)), t=np.zeros(5))
    with pytest.raises(SystemExit, match="5 rows are too few for windows of 6, 1 ahead"):
        load(series("npz", '"hours"'), tmp_path).load_data()


@pytest.mark.parametrize(
    ("function", "said"), [("endless", "The samples never end"), ("nothing", "The data have no samples to train on")]
)
def test_functions_that_give_no_samples_to_count(function: str, said: str, tmp_path: Path) -> None:
    text = UNSIZED.replace("weighted", function, 1)
    with pytest.raises(SystemExit, match=said):
        load(text, tmp_path).train(run_dir=str(tmp_path / "run"))

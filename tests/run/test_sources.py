"""Data sources other than arrays and folders: both loops come to the same with real small files."""

from __future__ import annotations

import math
import sys
import types
from pathlib import Path

import numpy as np
import pytest

from tests.run.sources import load, same

pytestmark = pytest.mark.tensorflow

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
        (RECORDS.replace("SETTINGS", ""), r"part-\*.tfrecord: there are no such files$"),
        (series("csv", '["a", "b"]'), "weather.csv: there is no such file$"),
    ],
    ids=["records", "series"],
)
def test_nothing_is_there(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=said):
        load(text, tmp_path).load_data()


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

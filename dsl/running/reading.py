"""What a prediction is made for: a table, arrays, images or lines of text, as the inputs of the model need them."""

from __future__ import annotations

import csv
import math
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dsl.ir.interface import InputForm, Interface
from dsl.records import dataclass
from dsl.running.request import Refused

IMAGES = (".bmp", ".gif", ".jpeg", ".jpg", ".png")


@dataclass(frozen=True)
class Samples:
    """An array for each input; `files` are the names of the files the samples are from, where each is one."""

    arrays: dict[str, Any]
    files: tuple[str, ...] = ()


def read_samples(data: str, interface: Interface) -> Samples:
    """The samples in a file or folder. Raises Refused where they do not fit the model."""
    path = Path(data)
    if not path.exists():
        raise Refused(f"{data}: there is no such file or folder")
    ending = path.suffix.lower()
    if path.is_dir() or ending in IMAGES:
        return _read_images(path, interface)
    readers = {".csv": _read_csv, ".npz": _read_npz, ".txt": _read_lines}
    if ending not in readers:
        known = ", ".join((*readers, *IMAGES))
        raise Refused(f"{data}: not among what predictions can be made for: {known}, or a folder of images")
    arrays = readers[ending](path, interface)
    counts = {len(array) for array in arrays.values()}
    if len(counts) > 1 or counts == {0}:
        raise Refused(
            f"{data}: " + ("there are no samples in it" if counts == {0} else "not as many samples for each input")
        )
    return Samples({form.name: _checked(arrays[form.name], form, data) for form in interface.inputs})


def _checked(array: Any, form: InputForm, data: str) -> Any:
    """The array in the form of the input; a last dimension of 1 may be left out."""
    if form.shape is None:
        return array
    if array.ndim == len(form.shape) and form.shape[-1:] == (1,):
        array = array[..., None]
    given, wanted = array.shape[1:], form.shape
    if len(given) != len(wanted) or any(size not in (None, have) for size, have in zip(wanted, given, strict=True)):
        shape = ", ".join("?" if size is None else str(size) for size in wanted)
        raise Refused(f"{data}: samples for `{form.name}` have the shape {list(given)}, and the model takes [{shape}]")
    return array


# --- arrays --------------------------------------------------------------------------------------


def _read_npz(path: Path, interface: Interface) -> dict[str, Any]:
    import numpy as np

    try:
        with np.load(path) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError) as error:
        raise Refused(f"{path}: cannot be read as arrays: {error}") from None
    if len(interface.inputs) == len(arrays) == 1:  # nothing else can be meant
        arrays = {interface.inputs[0].name: next(iter(arrays.values()))}
    return {form.name: _array(arrays, form, path) for form in interface.inputs}


def _array(arrays: dict[str, Any], form: InputForm, path: Path) -> Any:
    import numpy as np

    name = next((name for name in (form.name, *form.fields) if name in arrays), None)
    if name is None:
        held = ", ".join(f"`{each}`" for each in arrays)
        raise Refused(f"{path}: there is no array `{form.fields[0]}` for the input `{form.name}`; there are: {held}")
    array = arrays[name]
    if form.dtype == "string":
        return np.asarray([str(each) for each in array.ravel()], dtype=object).reshape(array.shape)
    try:
        return array.astype(form.dtype if form.dtype != "bfloat16" else "float32")
    except (TypeError, ValueError):
        raise Refused(f"{path}: the array `{name}` holds no numbers, and `{form.name}` takes {form.dtype}") from None


# --- tables --------------------------------------------------------------------------------------


def _read_csv(path: Path, interface: Interface) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if row]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path}: cannot be read as a table: {error}") from None
    if not rows:
        raise Refused(f"{path}: the file is empty")
    header, *body = rows
    for number, row in enumerate(body, 2):
        if len(row) != len(header):
            raise Refused(f"{path}, row {number}: {len(row)} values, and {len(header)} columns have a name")
    return {form.name: _columns(header, body, form, len(interface.inputs) == 1, path) for form in interface.inputs}


def _columns(header: Sequence[str], body: Sequence[Sequence[str]], form: InputForm, is_only: bool, path: Path) -> Any:
    """The columns of one input, in its shape."""
    import numpy as np

    names = _names(header, form, is_only, path)
    places = [header.index(name) for name in names]
    values = [
        [_value(row[place], form, path, number, header[place]) for place in places]
        for number, row in enumerate(body, 2)
    ]
    dtype = object if form.dtype == "string" else form.dtype if form.dtype != "bfloat16" else "float32"
    array = np.asarray(values, dtype=dtype).reshape(len(body), len(names))
    shape = form.shape if form.shape is not None and None not in form.shape else (len(names),)
    wanted = math.prod(size or 1 for size in shape)
    if wanted != len(names):
        raise Refused(f"{path}: {len(names)} columns for `{form.name}`, and a sample has {wanted} values")
    return array.reshape((len(body), *shape))


def _names(header: Sequence[str], form: InputForm, is_only: bool, path: Path) -> list[str]:
    """The columns of an input: those the file maps it to, one of its name, or numbered ones `name_0`, `name_1`, …"""
    for names in (list(form.fields), [form.name]):
        if all(name in header for name in names):
            return names
    size = math.prod(form.shape) if form.shape is not None and None not in form.shape else 0  # type: ignore[arg-type]
    numbered = [[f"{stem}_{number}" for number in range(size)] for stem in (form.name, form.fields[0])]
    for names in numbered:
        if names and all(name in header for name in names):
            return names
    if is_only and size == len(header):
        return list(header)
    missing = next((name for name in form.fields if name not in header), form.name)
    also = f" (nor `{form.name}_0` to `{form.name}_{size - 1}`)" if size > 1 and len(form.fields) == 1 else ""
    raise Refused(f"{path}: there is no column `{missing}`{also} for the input `{form.name}`")


def _value(text: str, form: InputForm, path: Path, row: int, column: str) -> Any:
    if form.dtype == "string":
        return text
    is_whole = form.dtype.startswith(("int", "uint"))
    try:
        return int(text) if is_whole else float(text)
    except ValueError:
        what = "whole number" if is_whole else "number"
        raise Refused(f"{path}, row {row}: {text!r} in the column `{column}` is not a {what}") from None


# --- text and images -----------------------------------------------------------------------------


def _read_lines(path: Path, interface: Interface) -> dict[str, Any]:
    import numpy as np

    (form,) = interface.inputs if len(interface.inputs) == 1 else (None,)
    if form is None or form.dtype != "string":
        raise Refused(f"{path}: lines of text are for a model with one input, of text")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path}: cannot be read as text: {error}") from None
    return {form.name: np.asarray(lines, dtype=object)}


def _read_images(path: Path, interface: Interface) -> Samples:
    """Images as `image_dataset_from_directory` reads them, so that they are scaled as in training."""
    form = interface.inputs[0]
    shape = form.shape or ()
    channels = shape[2] if len(shape) == 3 else 1
    is_image = len(shape) in (2, 3) and channels in (1, 3, 4) and form.dtype != "string"
    if len(interface.inputs) > 1 or not is_image:
        raise Refused(f"{path}: images are for a model with one input [height, width, channels]")
    if None in shape[:2]:
        raise Refused(f"{path}: `{form.name}` takes images of any size; give them as arrays in an .npz file")
    files = sorted(each for each in path.iterdir() if each.suffix.lower() in IMAGES) if path.is_dir() else [path]
    if not files:
        raise Refused(f"{path}: no images in this folder ({', '.join(IMAGES)})")
    images = _load_images(files, shape, {1: "grayscale", 3: "rgb", 4: "rgba"}[int(channels or 1)], interface)
    images = images if len(shape) == 3 else images[..., 0]
    dtype = form.dtype if form.dtype != "bfloat16" else "float32"
    return Samples({form.name: images.astype(dtype)}, tuple(file.name for file in files))


def _load_images(files: Sequence[Path], shape: Sequence[int | None], colors: str, interface: Interface) -> Any:
    import numpy as np
    import tensorflow as tf

    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(files):  # Keras sorts by name
            shutil.copyfile(file, Path(folder) / f"{number:09d}{file.suffix.lower()}")
        images = tf.keras.utils.image_dataset_from_directory(
            folder, labels=None, color_mode=colors, image_size=tuple(shape[:2]), batch_size=None, shuffle=False,
            verbose=False, **dict(interface.image_options),
        )  # fmt: skip
        try:
            return np.stack([image.numpy() for image in images])
        except tf.errors.InvalidArgumentError as error:
            raise Refused(f"{files[0].parent}: an image cannot be read: {str(error).splitlines()[0]}") from None

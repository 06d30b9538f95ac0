"""Whether what a data source gives has the form that the model's one input takes."""

from __future__ import annotations

import math

from dsl.ir import values
from dsl.ir.definitions import Dim, InputPort
from dsl.ir.training import DataSource
from dsl.ir.values import Expr

# How many dimensions the samples of a source have, and what they are called.
RANKS = {
    "image_dataset_from_directory": ((3,), "images of the shape [height, width, channels]"),
    "audio_dataset_from_directory": ((2,), "sounds of the shape [samples, channels]"),
    "timeseries": ((1, 2), "windows of the shape [rows] or [rows, columns]"),
}


def misfit(source: DataSource, port: InputPort) -> str | None:
    """What is wrong, as the rest of a sentence about the source; None where nothing is."""
    dims = port.dims or ()
    name = port.symbol.name
    if source.name == "text_dataset_from_directory":
        is_text = port.dtype == "string" and len(dims) <= 1
        return None if is_text else f"gives text, and `{name}` takes {port.dtype}: declare it as `string[1]`"
    ranks, given = RANKS.get(source.name, ((len(dims),), ""))
    if len(dims) not in ranks:
        return f"gives {given}, and `{name}` has {len(dims)} dimension" + ("" if len(dims) == 1 else "s")
    for option, wanted in _sizes(source, dims):
        if wanted != option:
            return f"gives samples of the size {_shown(option)} here, and `{name}` takes {_shown(wanted)}"
    return None


def misfit_of_data_set(source: DataSource, port: InputPort) -> tuple[str, str] | None:
    """What is wrong between a data set and an input, as a sentence, and what to do about it."""
    known, declared = source.known, " ".join(port.span.text.split())
    if known is None or port.dims is None or not source.gives(port.symbol.name, "x", default="x"):
        return None
    wanted = tuple(_number(dim) for dim in port.dims)
    given = known.sample
    pairs = zip(wanted, given, strict=False)
    fits = len(wanted) == len(given) and all(None in pair or pair[0] == pair[1] for pair in pairs)
    if fits and port.dtype != "string":
        return None
    if known.is_sequences:
        return (
            f"`{known.name}` has lists of word numbers, and this is `{declared}`",
            "declare it as `int32[200]`, cut and padded to 200, or as `int32[?]`",
        )
    shown = ", ".join(map(str, given))
    help = f"declare it as `float32[{shown}]`"
    if wanted == (*given, 1):
        help += f", and begin with `Reshape(({shown}, 1))`"
    elif None not in wanted and math.prod(size or 0 for size in wanted) == math.prod(size or 0 for size in given):
        help += ", and begin with " + ("`Flatten()`" if len(wanted) == 1 else f"`Reshape({wanted})`")
    return f"`{known.name}` has samples of the shape [{shown}], and this is `{declared}`", help


def _sizes(source: DataSource, dims: tuple[Dim, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The sizes that the source is told, each with that of the input, where both are plain numbers."""
    found = []
    for option, count in (("image_size", 2), ("sequence_length", 1), ("output_sequence_length", 1)):
        value = source.option(option)
        given, wanted = _numbers(value, count), tuple(_number(dim) for dim in dims[:count])
        plain = tuple(size for size in wanted if size is not None)
        if given and len(plain) == len(given):
            found.append((given, plain))
    return found


def _numbers(value: Expr | None, count: int) -> tuple[int, ...]:
    match value:
        case values.Literal(value=int() as size):
            return (size,) * count
        case values.Sequence(items=items):
            sizes = tuple(_number(item) for item in items)
            return tuple(size for size in sizes if size is not None) if len(sizes) == count else ()
        case _:
            return ()


def _number(dim: object) -> int | None:
    return dim.value if isinstance(dim, values.Literal) and isinstance(dim.value, int) else None


def _shown(sizes: tuple[int, ...]) -> str:
    return " by ".join(map(str, sizes))

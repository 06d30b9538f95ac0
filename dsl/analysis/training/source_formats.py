"""Whether a data source reads files of the format that a path's ending names."""

from __future__ import annotations

_READS = {"npz": (".npz",), "csv": (".csv",), "timeseries": (".csv", ".npz"), "tfrecord": (".tfrecord", ".tfrecords")}
_KINDS = {
    "npz": "`.npz` files of numpy", "csv": "CSV tables", "timeseries": "CSV tables and `.npz` files",
    "tfrecord": "TFRecord files",
}  # fmt: skip
_READ_BY = {".npz": "npz", ".csv": "csv", ".tfrecord": "tfrecord", ".tfrecords": "tfrecord"}

_SAVEZ = "`numpy.savez(path, **arrays)` writes arrays by name"
_OTHERS = {
    ".npy": _SAVEZ, ".mat": _SAVEZ, ".h5": _SAVEZ, ".hdf5": _SAVEZ, ".pkl": _SAVEZ, ".pickle": _SAVEZ,
    ".xlsx": "save the sheet as CSV", ".xls": "save the sheet as CSV",
    ".parquet": "`to_csv` of pandas writes it as CSV",
}  # fmt: skip


def of_another_format(source: str, path: str) -> tuple[str, str] | None:
    """What is wrong with the file, as the rest of a sentence about the source, and what to do about it."""
    ending = path[path.rfind(".") :].lower() if "." in path else ""
    reads = _READS.get(source, ())
    if ending in reads or not reads or ending not in {**_READ_BY, **_OTHERS}:
        return None
    other = _READ_BY.get(ending)
    help = _OTHERS[ending] if other is None else f"`{other}(…)` reads it"
    return f"reads {_KINDS[source]}, and this is a `{ending}` file", help


def reader_of(path: str) -> str | None:
    """The source that reads files of the format that a path's ending names."""
    return _READ_BY.get(path[path.rfind(".") :].lower()) if "." in path else None

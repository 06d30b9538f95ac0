"""Reading .model files, for those who do it: `dsl.compile` and `dsl.check`, and the command line."""

from __future__ import annotations

import os
from pathlib import Path

from dsl.source import SUFFIX, Missing, Source, Unreadable

# More than this is no page of text that describes a network.
MAX_BYTES = 10_000_000


def read_file(name: str) -> Source:
    """The text of a .model file, shown under the name it is given by; Unreadable where it has none."""
    path = Path(name)
    try:
        if path.is_dir():
            raise Unreadable(f"this is a folder, not a {SUFFIX} file")
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except FileNotFoundError:
        raise Missing("there is no such file") from None
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from None
    except ValueError as error:  # a path that holds a NUL
        raise Unreadable(f"cannot be read: {error}") from None
    if data is None:
        raise Unreadable(f"larger than {MAX_BYTES // 1_000_000} MB, which is no {SUFFIX} file")
    return decode(name, data)


def decode(name: str, data: bytes) -> Source:
    """The text that bytes hold, with `\\n` line ends; Unreadable where they are not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8: byte {error.start} cannot be decoded") from None
    return Source(name, text.replace("\r\n", "\n").replace("\r", "\n"))


class Importer:
    """Reads the files that a file imports, each once: by whatever path it is reached, it is the same Source."""

    def __init__(self, main: Source) -> None:
        self._sources = {os.path.realpath(main.name): main}

    def __call__(self, name: str) -> Source:
        """The file at a path; Unreadable where it is none."""
        try:
            place = os.path.realpath(name)
        except (OSError, ValueError) as error:
            raise Unreadable(f"cannot be read: {error}") from None
        if place not in self._sources:
            if os.path.exists(place) and not os.path.isfile(place) and not os.path.isdir(place):
                raise Unreadable("this is no file")  # reading a pipe would wait for its other end
            self._sources[place] = read_file(name)
        return self._sources[place]

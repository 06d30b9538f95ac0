"""Files: reading .model files and writing programs, whole or not at all."""

from __future__ import annotations

import glob
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from dsl.reading import read_file
from dsl.source import SUFFIX, Source, Unreadable


class InputError(Exception):
    """A file or folder that cannot be used; the message is one line for the user."""


class UsageError(Exception):
    """Options that do not go together; the message is one line for the user."""


def read_source(name: str) -> Source:
    """The text of a .model file, shown under the name the user gave."""
    try:
        source = read_file(name)
    except Unreadable as error:
        raise InputError(f"{name}: {error}") from None
    if not source.text.strip():
        raise InputError(f"{name}: the file is empty")
    return source


def find_files(names: list[str]) -> list[str]:
    """The .model files that names, folders and patterns stand for, each once."""
    found: dict[str, None] = {}
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = sorted(
                str(file) for file in path.rglob(f"*{SUFFIX}") if file.is_file() and _is_visible(file, path)
            )
            if not inside:
                raise InputError(f"{name}: no {SUFFIX} file in this folder")
        elif not path.exists() and glob.has_magic(name):
            matches = glob.glob(name, recursive=True)
            inside = sorted(match for match in matches if match.endswith(SUFFIX) and Path(match).is_file())
            if not inside:
                raise InputError(f"{name}: no {SUFFIX} file fits this pattern")
        else:
            inside = [name]
        found |= dict.fromkeys(inside)
    return list(found)


def _is_visible(file: Path, folder: Path) -> bool:
    """Whether a file is in no hidden folder, such as `.venv`."""
    return not any(part.startswith(".") for part in file.relative_to(folder).parts)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is never there in part: beside it first, then in its place.

    A link is followed, and what is no file (`/dev/null`, a pipe) is written to and stays what it is.
    """
    target = Path(os.path.realpath(path))
    content = content.encode() if isinstance(content, str) else content
    if target.exists() and not target.is_file():
        _write_through(target, content)
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def _write_through(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

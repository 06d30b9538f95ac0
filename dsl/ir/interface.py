"""What a trained program takes and gives, for those who use the model that it left."""

from __future__ import annotations

from dsl.records import dataclass


@dataclass(frozen=True)
class InputForm:
    """One input: the shape of a sample, with None for what varies or is not known, and where data keep it.

    `fields` are the names of columns or arrays; the input's own name where the file maps it to none.
    """

    name: str
    shape: tuple[int | None, ...] | None
    dtype: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Interface:
    """A program that trains: the folder of its runs, what goes in, the names of what comes out.

    `image_options` say how a folder of images is read, `settings` are those of the block as they are written.
    """

    model: str
    run_dir: str
    inputs: tuple[InputForm, ...]
    outputs: tuple[str, ...]
    image_options: tuple[tuple[str, object], ...]
    settings: tuple[tuple[str, str], ...]
    style: str
    loop: str

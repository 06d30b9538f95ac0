"""The dotmodel compiler: from .model files to tf.keras Python.

`compile` and `check` are the compiler without the command line; neither imports TensorFlow.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsl.compiler import Compilation
    from dsl.diagnostics import Diagnostic
    from dsl.reading import Importer
    from dsl.source import Source

__version__ = "0.1.0"

__all__ = ["__version__", "check", "compile"]


def compile(
    source: str | os.PathLike[str],
    *,
    style: str | None = None,
    loop: str | None = None,
    model: str | None = None,
    train: str | None = None,
    settings: dict[str, str] | None = None,
) -> Compilation:
    """The Python program for a .model file, given by its path or as text.

    A string with a line end in it is the text itself, and then imports no other .model file. `settings` overrides
    parameters (`hidden`) and training settings (`train.epochs`) by the text of their value. The result has `code`,
    None where there are errors, and `problems`. Raises OSError where a path cannot be read.

    >>> compile("model M {\\n input x: float32[4]\\n output y = x -> Dense(2)\\n}\\n").problems
    ()
    """
    from dsl.compiler import Options, compile_source

    text, read = _source(source)
    return compile_source(text, Options(style, loop, model, train, settings or {}, read=read))


def check(source: str | os.PathLike[str]) -> tuple[Diagnostic, ...]:
    """What is wrong with a .model file, given by its path or as text.

    >>> [problem.message for problem in check("model M {\\n input x: float32[4]\\n output y = x -> Dens(2)\\n}\\n")]
    ['no layer is called `Dens`']
    """
    from dsl.compiler import Options, check_source

    text, read = _source(source)
    return check_source(text, Options(read=read)).problems


def _source(source: str | os.PathLike[str]) -> tuple[Source, Importer | None]:
    """The text, and what reads the files it imports; a text that is in no file imports none."""
    from dsl.reading import Importer
    from dsl.source import Source

    if isinstance(source, str) and "\n" in source:
        return Source("<text>", source), None
    text = Source(os.fspath(source), Path(source).read_text(encoding="utf-8-sig"))
    return text, Importer(text)

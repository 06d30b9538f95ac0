"""The dotmodel compiler: from .model files to tf.keras Python.

`compile`, `check` and `format` are the compiler without the command line; none of them imports TensorFlow. `load`
builds the model of a file in this process.

A file is given by its path, or as text: a string with a line end in it is the text itself, and then imports no other
.model file. Where a path cannot be read, OSError is raised, and UnicodeDecodeError where it holds no text.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dsl.diagnostics.error import ModelError

if TYPE_CHECKING:
    import tensorflow as tf

    from dsl.compiler import Compilation
    from dsl.diagnostics import Diagnostic
    from dsl.reading import Importer
    from dsl.source import Source

__version__ = "0.1.0"

__all__ = ["ModelError", "__version__", "check", "compile", "format", "load"]


def compile(
    source: str | os.PathLike[str],
    *,
    style: str | None = None,
    loop: str | None = None,
    model: str | None = None,
    train: str | None = None,
    settings: dict[str, str] | None = None,
) -> Compilation:
    r"""The Python program for a .model file, given by its path or as text.

    `settings` overrides parameters (`hidden`) and training settings (`train.epochs`) by the text of their value. The
    result has `code`, None where there are errors, and `problems`.

    >>> text = "model M(units=2) {\n    input x: float32[4]\n    output y = x -> Dense(units)\n}\n"
    >>> compilation = compile(text, style="functional", settings={"units": "3"})
    >>> compilation.problems
    ()
    >>> "def build_model(units=3):" in compilation.code
    True
    """
    from dsl.compiler import Options, compile_source

    text, read = _source(source)
    return compile_source(text, Options(style, loop, model, train, settings or {}, read=read))


def check(source: str | os.PathLike[str]) -> tuple[Diagnostic, ...]:
    r"""What is wrong with a .model file, given by its path or as text.

    >>> for problem in check("model M {\n    input x: float32[4]\n    output y = x -> Dens(2)\n}\n"):
    ...     print(problem.code, problem.message, problem.help)
    E203 no layer is called `Dens` did you mean `Dense`?
    """
    from dsl.compiler import Options, check_source

    text, read = _source(source)
    return check_source(text, Options(read=read)).problems


def format(source: str | os.PathLike[str]) -> str:
    r"""A .model file, given by its path or as text, in the one layout. The file itself stays as it is.

    Raises ModelError where there are syntax errors.

    >>> print(format("model M{\n  input x:float32[4]\n  output y=x->Dense( 2 )}\n"), end="")
    model M {
        input x: float32[4]
        output y = x -> Dense(2)
    }
    >>> try:
    ...     format("let a = = 1\n")
    ... except ModelError as error:
    ...     print(error)
    error[E111]: expected an expression after `=`, found `=`
      ┌─ <text>:1:9
    1 │ let a = = 1
      │         ^
    <BLANKLINE>
    1 error
    """
    from dsl.formatting.formatter import format_source

    formatted = format_source(_source(source)[0])
    if formatted.text is None:
        raise ModelError(formatted.problems)
    return formatted.text


def load(
    source: str | os.PathLike[str],
    /,
    *,
    style: str | None = None,
    model: str | None = None,
    **parameters: object,
) -> tf.keras.Model:
    r"""The model that a .model file describes, built in this process. Needs TensorFlow.

    `style` and `model` choose as in `compile`; all other names are parameters of the model. The file is checked with
    them first: ModelError is raised where it has errors, TypeError for a parameter that the model does not have.
    Warnings of the compiler come as Python's. Python modules that the file imports are looked for beside it.

    >>> text = "model M(units=2) {\n    input x: float32[4]\n    output y = x -> Dense(units)\n}\n"
    >>> load(text, units=3).output_shape
    (None, 3)
    """
    from dsl.building import build
    from dsl.compiler import Options

    text, read = _source(source)
    folder = None if read is None else str(Path(source).resolve().parent)
    return build(text, Options(style, model=model, read=read), parameters, folder)


def _source(source: str | os.PathLike[str]) -> tuple[Source, Importer | None]:
    """The text, and what reads the files it imports; a text that is in no file imports none."""
    from dsl.reading import Importer
    from dsl.source import Source

    if isinstance(source, str) and "\n" in source:
        return Source("<text>", source.replace("\r\n", "\n").replace("\r", "\n")), None
    text = Source(os.fspath(source), Path(source).read_text(encoding="utf-8-sig"))
    return text, Importer(text)

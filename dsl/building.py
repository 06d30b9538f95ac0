"""Models out of .model files, in the process that asks for them: what `dsl.load` does."""

from __future__ import annotations

import ast
import difflib
import importlib.util
import inspect
import itertools
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from dsl.compiler import Compilation, Options, compile_source
from dsl.diagnostics import Severity
from dsl.diagnostics.error import ModelError
from dsl.diagnostics.render import render_text
from dsl.source import Source

if TYPE_CHECKING:
    import tensorflow as tf

_Modules = dict[tuple[str, str | None], ModuleType]

_numbers = itertools.count(1)
_modules: _Modules = {}  # by the text of the program and the folder that it imports from


def build(source: Source, options: Options, parameters: Mapping[str, object], folder: str | None) -> tf.keras.Model:
    """The model that a file describes, with the given parameters; Python modules are imported from `folder`.

    Raises ModelError where the file has errors, TypeError for a parameter that the model lacks or that is no constant
    of the language, and ImportError where TensorFlow or a module that the file names is missing.
    """
    values = {name: _constant(name, value) for name, value in parameters.items()}
    compilation = compile_source(
        source, Options(options.style, model=options.model, read=options.read, parameters=values)
    )
    _refuse_unknown(values, compilation)
    if compilation.code is None:
        raise ModelError(compilation.problems)
    for problem in compilation.problems:
        if problem.severity is Severity.WARNING:
            warnings.warn(f"\n{render_text(problem, color=False)}", stacklevel=3)
    if importlib.util.find_spec("tensorflow") is None:
        raise ImportError("building a model needs TensorFlow, which is not installed: pip install 'dotmodel[train]'")
    module = _import_program(compilation.code, source.name, folder)
    # Python may have words of its own for some of the names; the order is the file's.
    names = dict(zip(compilation.parameters, inspect.signature(module.build_model).parameters, strict=True))
    return module.build_model(**{names[name]: value for name, value in values.items()})


def _constant(name: str, value: object) -> object:
    """A value as the language has it; a number of NumPy becomes one of Python."""
    if isinstance(value, (list, tuple)):
        items = [_constant(name, item) for item in value]
        return items if isinstance(value, list) else tuple(items)
    if isinstance(value, dict):
        return {key: _constant(name, item) for key, item in value.items()}
    if type(value).__module__ == "numpy" and not getattr(value, "shape", None) and hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    kind = type(value).__name__
    raise TypeError(f"the parameter `{name}` takes numbers, texts and lists or dicts of these. Received: a `{kind}`")


def _refuse_unknown(values: Mapping[str, object], compilation: Compilation) -> None:
    """Name the parameters that the model has, unless the file was too broken to know them."""
    known = compilation.parameters
    if not known and compilation.code is None:
        return
    for name in values:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            advice = f"; did you mean `{near[0]}`?" if near else ""
            has = f"it has {', '.join(f'`{each}`' for each in known)}" if known else "it has none"
            raise TypeError(f"the model has no parameter `{name}`{advice} ({has})")


def _import_program(code: str, name: str, folder: str | None) -> ModuleType:
    """The module of a program. It stands in a file: TensorFlow reads the text of functions that it compiles."""
    if (code, folder) in _modules:
        return _modules[code, folder]
    stem = re.sub(r"\W", "_", Path(name).stem) or "model"
    path = Path(_program_folder().name) / f"dotmodel_{stem}_{next(_numbers)}.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # classes are looked up in their module
    try:
        with _importing_from(folder, code):
            spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[path.stem]
        raise
    _modules[code, folder] = module
    return module


@cache
def _program_folder() -> tempfile.TemporaryDirectory[str]:
    """Where programs stand as long as the process lives."""
    return tempfile.TemporaryDirectory(prefix="dotmodel-", ignore_cleanup_errors=True)


@contextmanager
def _importing_from(folder: str | None, code: str) -> Iterator[None]:
    """Let a program import the Python modules that stand in a folder, before all others."""
    if folder is None:
        yield
        return
    _refuse_namesakes(folder, _imported(code))
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(folder)


def _imported(code: str) -> list[str]:
    """The modules that a program imports, without what is inside of them."""
    nodes = ast.parse(code).body
    return [node.module.partition(".")[0] for node in nodes if isinstance(node, ast.ImportFrom) and node.module]


def _refuse_namesakes(folder: str, modules: Sequence[str]) -> None:
    """A module of another folder that is imported already would be taken for the one beside the .model file."""
    for name in modules:
        present = getattr(sys.modules.get(name), "__file__", None)
        own = [path for path in (Path(folder, f"{name}.py"), Path(folder, name, "__init__.py")) if path.is_file()]
        if present and own and os.path.realpath(present) != os.path.realpath(own[0]):
            raise ImportError(
                f"the file imports `{name}` from {own[0]}, but {present} is already imported under that name"
            )

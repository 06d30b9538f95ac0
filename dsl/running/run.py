"""A trained run: its program as a module, its record, its model."""

from __future__ import annotations

import importlib.util
import inspect
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from dsl.records import dataclass
from dsl.running.changes import change
from dsl.running.request import Refused, Request


@dataclass(frozen=True)
class Run:
    """What `run.json` says, the module of the program, and the trained model."""

    record: Mapping[str, Any]
    module: ModuleType
    model: Any

    @property
    def batch_size(self) -> int:
        """The number of samples in a batch, as in training."""
        return int(self.record["settings"]["batch_size"])


def open_run(request: Request) -> Run:
    """The run that a request is about. Raises Refused where there is none, or its model is another one by now."""
    record = _read_record(request)
    path = Path(request.run_dir) / record["model"]
    if not path.exists():
        raise Refused(f"{path}: the trained model is not there any more; train it again")
    module = _import_program(request.program)
    model = _load(path, module, request)
    found = change(model, _build(module, record, request))
    if found is not None:
        raise Refused(f"{request.file}: the model has changed since it was trained: {found}; train it again")
    return Run(record, module, model)


def _read_record(request: Request) -> dict[str, Any]:
    path = Path(request.run_dir) / "run.json"
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(record["model"], str) or not isinstance(record["settings"]["batch_size"], int):
            raise ValueError
    except FileNotFoundError:
        raise Refused(f"{request.run_dir}: no trained run is here; `dotmodel train {request.file}` makes one") from None
    except (OSError, ValueError, KeyError, TypeError):
        raise Refused(f"{path}: this is not the record of a run") from None
    return dict(record)


def _import_program(program: str) -> ModuleType:
    """The module; what stands beside it can be imported, as when it is run."""
    path = Path(program).resolve()
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # Keras looks classes up by their module
    spec.loader.exec_module(module)
    return module


def _load(path: Path, module: ModuleType, request: Request) -> Any:
    """The model; classes and functions that are not registered are those of the program."""
    import tensorflow as tf

    own = {name: value for name, value in vars(module).items() if callable(value) and not name.startswith("_")}
    try:
        return tf.keras.models.load_model(path, custom_objects=own)
    except (TypeError, ValueError, KeyError, AttributeError, OSError, ImportError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise Refused(f"{path}: cannot be loaded with {request.file} as it is now: {reason}") from None


def _build(module: ModuleType, record: Mapping[str, Any], request: Request) -> Any:
    """The model as the file has it now, with the parameters of the run."""
    import tensorflow as tf

    tf.keras.backend.clear_session()
    parameters = inspect.signature(module.build_model).parameters.values()
    given = {}
    # Python may have words of its own for some of the names; the order is the file's.
    for name, parameter in zip(request.parameters, parameters, strict=True):
        plain = isinstance(parameter.default, (bool, int, float, str, type(None), list, dict))
        if name in record["settings"] and plain:
            given[parameter.name] = record["settings"][name]
    return module.build_model(**given)

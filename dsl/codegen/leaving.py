"""What a run leaves beside the model and its history: a record, logs for TensorBoard, the model in other formats."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.analysis.training.exports import FORMATS
from dsl.codegen import view
from dsl.codegen.data.ports import Ports
from dsl.codegen.literals import string
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.training import Training
from dsl.ir.values import Symbol

TENSORBOARD = "tensorboard"


def write_leaving(training: Training, model: Definition, ports: Ports) -> view.Leaving:
    """The exports of a trained model, and the packages that the run needs beside TensorFlow."""
    export = training.value("export")
    entries = export.entries if isinstance(export, values.Mapping) else ()
    packages = [package for key, _ in entries for package in FORMATS[str(key)].packages]
    packages += [TENSORBOARD] if training.value("tensorboard") is not None else []
    paths = {str(key): ports.path(path) for key, path in entries}
    return view.Leaving(
        exports=tuple(f"{string(key)}: {path}" for key, path in paths.items()),
        onnx_inputs=len(model.inputs) if "onnx" in paths else 0,
        packages=", ".join(string(package) for package in packages),
    )


def kept_for_later(
    training: Training, model: Definition, names: Mapping[Symbol, str], save: str, ports: Ports
) -> list[str]:
    """The callbacks before those of the file: one that keeps a record of the run, and one for TensorBoard."""
    used = {"batch_size": "batch_size", "seed": "seed"}
    used |= {each.symbol.name: names[each.symbol] for each in (*model.parameters, *training.parameters)}
    settings = ", ".join(f"{string(name)}: {variable}" for name, variable in used.items())
    texts = [f"RunRecord(run_dir, {save}, {{{settings}}})"]
    folder = training.value(TENSORBOARD)
    if folder is not None:
        texts.append(f"tf.keras.callbacks.TensorBoard(str({ports.path(folder)} / Path(run_dir).name))")
    return texts

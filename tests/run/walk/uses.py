"""One small use in the language of every public class of Keras: the texts of .model files.

A name that is new in Keras gets a use without arguments by itself; where that does not run, it needs a row here, or
one among the exceptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dsl.catalog import Category, Entry, ParameterKind, load
from dsl.catalog.samples import Sample, sample_of

CATALOG = load()
NAMES = "abcdef"

Arguments = Mapping[str, str]
"""The text of each argument by its name, in the order of the signature."""


@dataclass(frozen=True)
class Program:
    """A .model file, and whether it trains its model. `arrays` are data that it reads from `data.npz`."""

    text: str
    trains: bool = False


def called(entry: Entry, name: str, arguments: Arguments, in_full: bool) -> str:
    """A call by name or alias; `in_full` with its namespace, and with positional arguments where they can be."""
    if not in_full:
        return f"{name}({', '.join(f'{key}={text}' for key, text in arguments.items())})"
    rest = dict(arguments)
    placed = []
    for parameter in entry.parameters:
        if parameter.kind not in (ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL_OR_KEYWORD):
            break
        if parameter.name not in rest:
            break
        placed.append(rest.pop(parameter.name))
    named = [f"{key}={text}" for key, text in rest.items()]
    return f"{entry.category.value}.{name}({', '.join([*placed, *named])})"


# --- layers --------------------------------------------------------------------------------------

NESTED: dict[str, Arguments] = {
    "Bidirectional": {"layer": "LSTM(3, dropout=0.5)"},
    "Lambda": {"function": "ops.abs"},
    "Pipeline": {"layers": '[RandomFlip("horizontal"), RandomContrast(0.2)]'},
    "RNN": {"cell": "[LSTMCell(3, dropout=0.5), GRUCell(2)]"},
    "SpectralNormalization": {"layer": "Dense(3)"},
    "StackedRNNCells": {"cells": "[GRUCell(4), LSTMCell(4)]"},
    "TimeDistributed": {"layer": "Dense(3)"},
}
"""The arguments of layers that take other things than plain values; those of the others are in the samples."""

CALLS = {
    "GRUCell": "y, _ = {layer}(a, [a])",
    "LSTMCell": "y, _, _ = {layer}(a, [a, a])",
    "SimpleRNNCell": "y, _ = {layer}(a, [a])",
    "StackedRNNCells": "y, _ = {layer}(a, [a, [a, a]])",
}
"""How layers are called that are not called on their inputs alone."""


def layer_program(name: str, in_full: bool) -> Program:
    """A model that calls the layer once, on the inputs of its sample."""
    entry = CATALOG.category(Category.LAYERS)[name]
    sample = sample_of(entry.name)
    assert sample is not None, f"the layer {name} needs a sample in dsl/catalog/samples.py, or an exception"
    layer = called(entry, name, _layer_arguments(entry.name, sample), in_full)
    ports = dict(zip(NAMES, sample.shapes, strict=False))
    if entry.name in CALLS:
        body = CALLS[entry.name].format(layer=layer) + "\n    output result = y"
    else:
        body = f"output result = {_inputs(list(ports), sample)} -> {layer}"
    declared = ", ".join(f"{port}: {sample.dtype}[{_sizes(shape)}]" for port, shape in ports.items())
    return Program(f"model M {{\n    input {declared}\n    {body}\n}}\n")


def _layer_arguments(name: str, sample: Sample) -> Arguments:
    if name in NESTED:
        return NESTED[name]
    arguments = {key: repr(value) for key, value in sample.arguments(None).items()}
    return {key: text for key, text in arguments.items() if name not in CALLS or "dropout" not in key}


def _inputs(ports: list[str], sample: Sample) -> str:
    if sample.as_list:
        return f"[{', '.join(ports)}]"
    return ports[0] if len(ports) == 1 else f"({', '.join(ports)})"


def _sizes(shape: tuple[int, ...]) -> str:
    return ", ".join(str(size) for size in shape[1:])


# --- training ------------------------------------------------------------------------------------

OPTIMIZERS: dict[str, Arguments] = {
    "LossScaleOptimizer": {"inner_optimizer": "Adam()"},
    "MultiOptimizer": {"optimizer_map": 'OptimizerMap(Adam(), {".*/bias": SGD(0.1)})'},
}
SCHEDULES: dict[str, Arguments] = {
    "CosineDecay": {"initial_learning_rate": "0.1", "decay_steps": "10"},
    "CosineDecayRestarts": {"initial_learning_rate": "0.1", "first_decay_steps": "10"},
    "ExponentialDecay": {"initial_learning_rate": "0.1", "decay_steps": "10", "decay_rate": "0.9"},
    "InverseTimeDecay": {"initial_learning_rate": "0.1", "decay_steps": "10", "decay_rate": "0.9"},
    "PiecewiseConstantDecay": {"boundaries": "[1, 2]", "values": "[0.1, 0.01, 0.001]"},
    "PolynomialDecay": {"initial_learning_rate": "0.1", "decay_steps": "10"},
}
METRICS: dict[str, Arguments] = {
    "IoU": {"num_classes": "2", "target_class_ids": "[0]"},
    "MeanIoU": {"num_classes": "2"},
    "MeanMetricWrapper": {"fn": "distance"},
    "OneHotIoU": {"num_classes": "3", "target_class_ids": "[0]"},
    "OneHotMeanIoU": {"num_classes": "3"},
    "PrecisionAtRecall": {"recall": "0.5"},
    "RecallAtPrecision": {"precision": "0.5"},
    "SensitivityAtSpecificity": {"specificity": "0.5"},
    "SparseTopKCategoricalAccuracy": {"k": "2"},
    "SpecificityAtSensitivity": {"sensitivity": "0.5"},
    "TopKCategoricalAccuracy": {"k": "2"},
}
CALLBACKS: dict[str, Arguments] = {
    "BackupAndRestore": {"backup_dir": '"backup"'},
    "CSVLogger": {"filename": '"log.csv"'},
    "EarlyStopping": {"monitor": '"loss"', "patience": "2"},
    "LambdaCallback": {"on_epoch_end": "print_epoch"},
    "LearningRateScheduler": {"schedule": "halve"},
    "ModelCheckpoint": {"filepath": '"best.keras"', "monitor": '"loss"', "save_best_only": "True"},
    "OrbaxCheckpoint": {"directory": '"orbax"', "monitor": '"loss"'},
    "ReduceLROnPlateau": {"monitor": '"loss"'},
    "RemoteMonitor": {"root": '"http://localhost:9"'},
    "TensorBoard": {"log_dir": '"logs"'},
}
ARGUMENTS: dict[Category, dict[str, Arguments]] = {
    Category.OPTIMIZERS: OPTIMIZERS,
    Category.SCHEDULES: SCHEDULES,
    Category.METRICS: METRICS,
    Category.CALLBACKS: CALLBACKS,
}

FUNCTION = """function distance(y_true, y_pred) {
    output ops.mean(ops.abs(y_true - y_pred), axis=-1)
}
"""


@dataclass(frozen=True)
class Parts:
    """What stands at the places of the model and the `train` block that a use changes."""

    head: str = ""
    dense: str = "Dense(3"
    settings: dict[str, str] = field(default_factory=dict)

    def program(self) -> Program:
        settings = {
            "data": "synthetic(8)", "loss": "BinaryCrossentropy()", "optimizer": "SGD(0.1)", "batch_size": "4",
            **self.settings,
        }  # fmt: skip
        lines = "".join(f"    {name} = {text}\n" for name, text in settings.items())
        model = (
            "model M {\n    input x: float32[3]\n"
            f'    output result = x -> {self.dense}) -> Activation("softmax")\n}}\n'
        )
        return Program(f"{self.head}{model}train M {{\n{lines}}}\n", True)


def object_program(category: Category, name: str, in_full: bool) -> Program:
    """A model and its training with one optimizer, loss, metric, … of that name."""
    entry = CATALOG.category(category)[name]
    thing = called(entry, name, ARGUMENTS.get(category, {}).get(entry.name, {}), in_full)
    match category:
        case Category.OPTIMIZERS:
            return Parts(settings={"optimizer": thing}).program()
        case Category.SCHEDULES:
            return Parts(settings={"optimizer": f"SGD({thing})"}).program()
        case Category.LOSSES:
            return Parts(settings={"loss": thing}).program()
        case Category.METRICS:
            head = FUNCTION if "distance" in thing else ""
            sparse = "SparseCategoricalCrossentropy()" if "Sparse" in name else "BinaryCrossentropy()"
            return Parts(head, settings={"loss": sparse, "metrics": f"[{thing}]"}).program()
        case Category.INITIALIZERS | Category.REGULARIZERS | Category.CONSTRAINTS:
            return Parts(dense=f"Dense(3, kernel_{category.value[:-1]}={thing}").program()
        case Category.CALLBACKS:
            imported = next((f for f in ("print_epoch", "halve") if f in thing), "")
            head = f"from walk_functions import {imported}\n" if imported else ""
            ema = {"optimizer": "SGD(0.1, use_ema=True)"} if name == "SwapEMAWeights" else {}
            return Parts(head, settings={"callbacks": f"[{thing}]", **ema}).program()
        case _:
            raise AssertionError(category)

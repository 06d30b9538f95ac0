"""One small model and its training for every optimizer, schedule, loss, metric, … of Keras."""

from __future__ import annotations

from dataclasses import dataclass, field

from dsl.catalog import Category
from tests.run.walk.calls import CATALOG, Arguments, full, short

_START = {"initial_learning_rate": "0.1", "decay_steps": "10"}

ARGUMENTS: dict[Category, dict[str, Arguments]] = {
    Category.OPTIMIZERS: {
        "LossScaleOptimizer": {"inner_optimizer": "Adam()"},
        "MultiOptimizer": {"optimizer_map": 'OptimizerMap(Adam(), {".*/bias": SGD(0.1)})'},
        "OptimizerMap": {"default_optimizer": "Adam()", "optimizer_map": '{".*/kernel": SGD(0.1)}'},
    },
    Category.SCHEDULES: {
        "CosineDecay": _START,
        "CosineDecayRestarts": {"initial_learning_rate": "0.1", "first_decay_steps": "10"},
        "ExponentialDecay": {**_START, "decay_rate": "0.9"},
        "InverseTimeDecay": {**_START, "decay_rate": "0.9"},
        "PiecewiseConstantDecay": {"boundaries": "[1, 2]", "values": "[0.1, 0.01, 0.001]"},
        "PolynomialDecay": _START,
    },
    Category.METRICS: {
        "F1Score": {"average": '"macro"'},
        "FBetaScore": {"average": '"macro"'},
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
    },
    Category.CALLBACKS: {
        "BackupAndRestore": {"backup_dir": '"backup"'},
        "CSVLogger": {"filename": '"log.csv"'},
        "EarlyStopping": {"monitor": '"loss"', "patience": "2"},
        "LambdaCallback": {"on_epoch_end": "note_epoch"},
        "LearningRateScheduler": {"schedule": "halve"},
        "ModelCheckpoint": {"filepath": '"best.keras"', "monitor": '"loss"', "save_best_only": "True"},
        "OrbaxCheckpoint": {"directory": '"orbax"', "monitor": '"loss"'},
        "ReduceLROnPlateau": {"monitor": '"loss"'},
        "RemoteMonitor": {"root": '"http://localhost:9"'},
        "TensorBoard": {"log_dir": '"logs"'},
    },
}
"""The arguments of what cannot be made without any, or is not worth much without."""

DISTANCE = """function distance(y_true, y_pred) {
    output ops.mean(ops.abs(y_true - y_pred), axis=-1)
}

"""

CLASS_LOSSES = ("CategoricalGeneralizedCrossEntropy", "Circle")
"""Losses that compare with class numbers; those called `Sparse…` too."""


@dataclass(frozen=True)
class Training:
    """The places of a file that differ from one use to another."""

    head: str = ""
    inputs: str = "3"
    dense: str = "Dense(3"
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        settings = {
            "data": "synthetic(8)",
            "loss": "BinaryCrossentropy()",
            "optimizer": "SGD(0.1)",
            "batch_size": "4",
            **self.settings,
        }
        lines = "".join(f"    {name} = {text}\n" for name, text in settings.items())
        return (
            f"{self.head}model M {{\n    input x: float32[{self.inputs}]\n"
            f'    output result = x -> {self.dense}) -> Activation("softmax")\n}}\n\n'
            f"train M {{\n{lines}}}\n"
        )


def training_with(category: Category, name: str, in_full: bool) -> str:
    """A model trained with one optimizer, loss, metric, … of that name.

    The data of some losses, class numbers, are in `classes.npz` and `ctc.npz`.
    """
    entry = CATALOG.category(category)[name]
    arguments = ARGUMENTS.get(category, {}).get(entry.name, {})
    return _training(category, name, full(entry, name, arguments) if in_full else short(name, arguments)).text


def _training(category: Category, name: str, thing: str) -> Training:
    match category:
        case Category.OPTIMIZERS if name == "OptimizerMap":
            return Training(settings={"optimizer": f"MultiOptimizer({thing})"})
        case Category.OPTIMIZERS:
            return Training(settings={"optimizer": thing})
        case Category.SCHEDULES:
            return Training(settings={"optimizer": f"SGD({thing})"})
        case Category.LOSSES if name == "CTC":
            return Training(inputs="5, 3", settings={"data": 'npz("ctc.npz")', "loss": thing})
        case Category.LOSSES if name in CLASS_LOSSES:
            return Training(settings={"data": 'npz("classes.npz")', "loss": thing})
        case Category.LOSSES:
            return Training(settings={"loss": thing})
        case Category.METRICS:
            head = DISTANCE if "distance" in thing else ""
            return Training(head, settings={"loss": _loss_for(name), "metrics": f"[{thing}]"})
        case Category.INITIALIZERS if "STFT" in name.upper():
            return Training(inputs="8, 3", dense=f"Conv1D(6, 4, kernel_initializer={thing}")
        case Category.INITIALIZERS | Category.REGULARIZERS | Category.CONSTRAINTS:
            return Training(dense=f"Dense(3, kernel_{category.value[:-1]}={thing}")
        case Category.CALLBACKS:
            return _with_callback(name, thing)
        case _:
            raise AssertionError(category)


def _loss_for(metric: str) -> str:
    """A loss for which `synthetic` makes answers that the metric can compare with."""
    if "Sparse" in metric:
        return "SparseCategoricalCrossentropy()"
    # A correlation with answers that are all the same is no number.
    return "MeanSquaredError()" if "Correlation" in metric else "BinaryCrossentropy()"


def _with_callback(name: str, thing: str) -> Training:
    function = next((function for function in ("note_epoch", "halve") if function in thing), None)
    optimizer = "SGD(0.1, use_ema=True)" if name == "SwapEMAWeights" else "SGD(0.1)"
    head = f"from walk_functions import {function}\n\n" if function else ""
    return Training(head, settings={"callbacks": f"[{thing}]", "optimizer": optimizer})


BUILT = ("EfficientNetB0", "MobileNetV2", "VGG16")
"""The applications that are built; the others are only compiled."""


def application(name: str) -> str:
    """A model that ends with a new head on one of `applications`."""
    call = short(f"applications.{name}", {"weights": "None", "include_top": "False"})
    return f"model M {{\n    input x: float32[32, 32, 3]\n    output y = x -> {call} -> Flatten() -> Dense(2)\n}}\n"


ACTIVATIONS = {
    "threshold": "output y = activations.threshold(x -> Dense(4), 0.1, 0.0)",
}
"""The statements that use the activations that take more than a tensor."""


def activated(name: str, in_full: bool) -> str:
    """A model with an activation: as an argument and as a string, or, in full, as a function."""
    if in_full:
        body = ACTIVATIONS.get(name, f"output y = x -> Dense(4) -> activations.{name}")
    else:
        by_string = f'Activation("{name}")'
        body = ACTIVATIONS.get(name, f"output y = x -> Dense(4, activation={name})\n    output z = x -> {by_string}")
    return f"model M {{\n    input x: float32[4]\n    {body}\n}}\n"

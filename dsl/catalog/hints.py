"""Pointed words for names that people bring along, where a replacement alone does not say enough."""

from __future__ import annotations

from enum import Enum


class Context(Enum):
    """Where the unknown name stands."""

    CLASS = "class"
    """A layer, optimizer, loss or other class being called."""
    ARGUMENT = "argument"
    """A keyword argument of a call."""
    OP = "op"
    """A function of `ops`, or a tensor function called without it."""
    VALUE = "value"
    """A bare name in an expression."""
    SETTING = "setting"
    """A setting of a `train` block."""
    STATEMENT = "statement"
    """A method of Keras written where the language has a statement."""


_INPUT = "the shape of the data is given by an `input` statement: `input image: float32[28, 28, 1]`"
_TRAIN = "training is described by a `train` block, and run with `dotmodel train` or the generated program"
_WEIGHT = "a weight is a statement of a `layer`: `weight kernel: [features, units] = GlorotUniform()`"
_SCHEDULE = "`decay` was removed from Keras; give a schedule: `learning_rate=ExponentialDecay(1e-3, 1000, 0.9)`"
_CUDNN = "`{0}` uses cuDNN by itself on a GPU, as long as its arguments are the ones cuDNN knows"
_INFERRED = "there is no such argument: a layer sees the size of its input by itself"
_LOGITS = "`{0}(from_logits=True)` is the loss that takes raw scores, as PyTorch's does"
_CAPITAL = "`{0}` is written with a capital letter, as in Python"
_NOTHING = "the word for nothing is `None`, as in Python"
_EVALUATE = "`validation_data` and `test_data` of the `train` block say what is evaluated on"

_CLASS_HINTS = {
    "BCELoss": "`BinaryCrossentropy()` takes probabilities, as PyTorch's `BCELoss` does",
    "BCEWithLogitsLoss": _LOGITS.format("BinaryCrossentropy"),
    "Conv": "say in how many dimensions: `Conv1D`, `Conv2D` or `Conv3D`",
    "CrossEntropy": (
        "`SparseCategoricalCrossentropy` for labels that are numbers, `CategoricalCrossentropy` for one-hot labels"
    ),
    "CrossEntropyLoss": _LOGITS.format("SparseCategoricalCrossentropy"),
    "CuDNNGRU": _CUDNN.format("GRU"),
    "CuDNNLSTM": _CUDNN.format("LSTM"),
    "Input": _INPUT,
    "InputLayer": _INPUT,
    "Linear": "Keras's fully connected layer is `Dense(units)`; it sees the size of its input by itself",
    "Merge": "each way to merge is a layer: `Add`, `Average`, `Concatenate`, `Dot`, `Maximum`, `Multiply`",
    "Momentum": "`SGD(momentum=0.9)`",
    "NLLLoss": "`SparseCategoricalCrossentropy()` takes probabilities, `from_logits=True` raw scores",
    "Sequential": "a chain is written with `->`: `tower = Dense(64) -> Dense(10)` is a layer",
    "Swish": '`Activation("swish")`, or `activation="swish"` of the layer before',
    "SyncBatchNormalization": "`BatchNormalization(synchronized=True)`",
    "TimeDistributedDense": "`Dense` works on the last dimension of any input by itself",
}

_ARGUMENT_HINTS = {
    "batch_input_shape": _INPUT,
    "batch_shape": _INPUT,
    "decay": _SCHEDULE,
    "in_channels": _INFERRED,
    "in_features": _INFERRED,
    "init": "`kernel_initializer` (Keras 1's `init`)",
    "input_dim": _INPUT,
    "input_length": _INFERRED,
    "input_shape": _INPUT,
    "lr_decay": _SCHEDULE,
    "num_features": _INFERRED,
    "weights": "initial weights come from an initializer: `kernel_initializer=Constant(…)`",
}

_OP_HINTS = {
    "Variable": _WEIGHT,
    "add_variable": _WEIGHT,
    "add_weight": _WEIGHT,
    "print": "there is no printing inside a model; look at values with a callback",
}

_VALUE_HINTS = {
    "NULL": _NOTHING,
    "Null": _NOTHING,
    "false": _CAPITAL.format("False"),
    "nil": _NOTHING,
    "none": _CAPITAL.format("None"),
    "null": _NOTHING,
    "true": _CAPITAL.format("True"),
    "undefined": _NOTHING,
}

_SETTING_HINTS = {
    "early_stopping": '`callbacks = [EarlyStopping(monitor="val_loss", patience=5)]`',
    "learning_rate": "the learning rate belongs to the optimizer: `optimizer = Adam(learning_rate=1e-3)`",
    "lr": "the learning rate belongs to the optimizer: `optimizer = Adam(learning_rate=1e-3)`",
    "mixed_precision": '`dtype_policy = "mixed_float16"`',
    "momentum": "the momentum belongs to the optimizer: `optimizer = SGD(momentum=0.9)`",
    "style": "the style stands behind the name of the model: `model Name as subclass { … }`",
}

_STATEMENT_HINTS = {
    "add_loss": "`add_loss` is a statement: `add_loss value`",
    "add_metric": "metrics belong to the `train` block: `metrics = [MeanAbsoluteError()]`",
    "add_variable": _WEIGHT,
    "add_weight": _WEIGHT,
    "compile": _TRAIN,
    "evaluate": _EVALUATE,
    "evaluate_generator": _EVALUATE,
    "fit": _TRAIN,
    "fit_generator": _TRAIN,
}

HINTS: dict[Context, dict[str, str]] = {
    Context.CLASS: _CLASS_HINTS,
    Context.ARGUMENT: _ARGUMENT_HINTS,
    Context.OP: _OP_HINTS,
    Context.VALUE: _VALUE_HINTS,
    Context.SETTING: _SETTING_HINTS,
    Context.STATEMENT: _STATEMENT_HINTS,
}
"""By context, a sentence for a name."""

"""What a `train` block must be as a whole, beyond what each of its settings must be."""

from __future__ import annotations

from dsl.analysis.resolve.scope import Context
from dsl.ir import contents, traverse, values
from dsl.ir.training import Setting, Training
from dsl.ir.values import Role

# The settings that are used inside of `train()`, where the parameters are at hand.
INSIDE_TRAIN = frozenset(
    {
        "loss", "loss_weights", "metrics", "weighted_metrics", "class_weight", "optimizer", "callbacks",
        "dtype_policy", "jit_compile", "steps_per_execution",
    }
)  # fmt: skip

# The settings that are flags of the program themselves.
FLAGS = ("batch_size", "epochs", "seed")


def check_training(training: Training, context: Context) -> None:
    """Report parameters where none can be used, and a file that Keras would not save to."""
    for setting in training.settings:
        if setting.name not in INSIDE_TRAIN:
            _check_without_parameters(setting, context)
    save = training.value("save")
    if isinstance(save, values.Literal) and isinstance(save.value, str) and not save.value.endswith(".keras"):
        context.problems.report(
            "E503", "`save` must end with `.keras`, the format that holds the whole model", save.span
        )


def _check_without_parameters(setting: Setting, context: Context) -> None:
    why = "it is a flag of the program itself" if setting.name in FLAGS else "it is read before there are any"
    for value in contents.of_setting(setting):
        for part in traverse.walk(value):
            if isinstance(part, values.Reference) and part.symbol.role is Role.PARAMETER:
                message = f"`{setting.name}` must be known without parameters: {why}"
                context.problems.report("E503", message, part.span)

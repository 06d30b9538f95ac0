"""What to write on tensors instead of one of Keras's losses: these are for `train` blocks."""

from __future__ import annotations

import re

from dsl.catalog import Category, Entry
from dsl.ir import values
from dsl.ir.values import Expr
from dsl.syntax import tree

FORMULAS = {
    "mean_squared_error": "ops.mean(ops.square(a - b))",
    "mean_absolute_error": "ops.mean(ops.abs(a - b))",
    "mean_squared_logarithmic_error": "ops.mean(ops.square(ops.log1p(a) - ops.log1p(b)))",
    "mean_absolute_percentage_error": "100 * ops.mean(ops.abs((a - b) / a))",
    "binary_crossentropy": "ops.mean(ops.binary_crossentropy(a, b))",
    "categorical_crossentropy": "ops.mean(ops.categorical_crossentropy(a, b))",
    "sparse_categorical_crossentropy": "ops.mean(ops.sparse_categorical_crossentropy(a, b))",
    "kl_divergence": "ops.mean(ops.sum(a * ops.log(a / b), axis=-1))",
    "log_cosh": "ops.mean(ops.log(ops.cosh(b - a)))",
    "poisson": "ops.mean(b - a * ops.log(b))",
    "hinge": "ops.mean(ops.relu(1 - a * b))",
    "squared_hinge": "ops.mean(ops.square(ops.relu(1 - a * b)))",
    "cosine_similarity": "-ops.mean(ops.sum(ops.normalize(a) * ops.normalize(b), axis=-1))",
}
SHORT = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "msle": "mean_squared_logarithmic_error",
    "mape": "mean_absolute_percentage_error",
    "bce": "binary_crossentropy",
    "kld": "kl_divergence",
    "kldivergence": "kl_divergence",
}
LOSSES = (Category.LOSSES, Category.METRICS)


def loss_of(value: Expr) -> Entry | None:
    """The loss or metric that a value is a new one of."""
    match value:
        case values.Construct(Entry(category=category) as entry) if category in LOSSES:
            return entry
        case _:
            return None


def is_loss_function(node: tree.Attribute) -> bool:
    """Whether a dotted name is that of a loss as Keras has it as a function: `losses.mean_squared_error`."""
    spaces = [category.value for category in LOSSES]
    name = node.name.text
    return node.value.span.text.rpartition(".")[2] in spaces and name[:1].islower() and _key(name) in FORMULAS


def words_for(name: str) -> str:
    """What to write instead of a loss called on tensors `a` (what is right) and `b` (what is guessed)."""
    formula = FORMULAS.get(_key(name))
    return "write its formula with `ops`" if formula is None else f"write `{formula}`"


def _key(name: str) -> str:
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    return SHORT.get(snake.replace("_", ""), snake)

"""Names of Keras that are not run in these tests, or not in every style, and why.

What the compiler refuses is in `dsl.catalog.refused`.
"""

from __future__ import annotations

from dsl.catalog import Category

Name = tuple[Category, str]

ONLY_COMPILED: dict[Name, str] = {
    (Category.LAYERS, "FlaxLayer"): "needs JAX, Flax and a module of it, which a file imports from Python",
    (Category.LAYERS, "JaxLayer"): "needs JAX and a function of it, which a file imports from Python",
    (Category.LAYERS, "TorchModuleWrapper"): "needs PyTorch and a module of it, which a file imports from Python",
}
"""Written and compiled, but not run."""

PACKAGES: dict[Name, str] = {
    (Category.CALLBACKS, "OrbaxCheckpoint"): "orbax-checkpoint",
    (Category.CALLBACKS, "TensorBoard"): "tensorboard",
}
"""Run only where another package is installed, and compiled everywhere."""

FAILING: dict[tuple[Category, str, str], str] = {}
"""What does not run in one style."""

FAILING_FORMS: dict[tuple[str, str], str] = {}
"""The same for `layers.FORMS`."""

DICE = {"AugMix"}
"""Layers that throw Python's own dice in each call, so that no two models agree in training."""

LOOPS_DIFFER: dict[Name, str] = {}
"""What trains in both loops, and not alike."""

BEHIND_STATEMENTS = {
    Category.LAYERS: {"InputSpec"},
    Category.LOSSES: {"Reduction"},
}
"""Public classes that are not in the catalogue, as a file has no place for them."""

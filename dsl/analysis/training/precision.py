"""What a model computes in, as the `train` blocks say."""

from __future__ import annotations

from collections.abc import Iterable

from dsl.analysis.dtypes import COMPUTE_DTYPES
from dsl.ir.training import Training
from dsl.ir.values import Literal


def compute_dtype(trainings: Iterable[Training]) -> str | None:
    """The dtype of a model's layers in its `train` blocks; None where those do not agree."""
    policies = {
        value.value if isinstance(value, Literal) else None if value else "float32"
        for training in trainings
        for value in [training.value("dtype_policy")]
    }
    policy = policies.pop() if len(policies) == 1 else None if policies else "float32"
    return COMPUTE_DTYPES.get(policy, policy) if isinstance(policy, str) else None

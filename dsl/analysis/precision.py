"""What a model computes in, as the `train` blocks say."""

from __future__ import annotations

from dsl.ir.program import Program
from dsl.ir.values import Literal

COMPUTE_DTYPES = {"mixed_float16": "float16", "mixed_bfloat16": "bfloat16"}


def compute_dtype(program: Program, model: str) -> str | None:
    """The dtype of the model's layers; None where its `train` blocks do not agree."""
    policies = {
        value.value if isinstance(value, Literal) else None if value else "float32"
        for training in program.trainings
        if training.model == model
        for value in [training.value("dtype_policy")]
    }
    policy = policies.pop() if len(policies) == 1 else None if policies else "float32"
    return COMPUTE_DTYPES.get(policy, policy) if isinstance(policy, str) else None

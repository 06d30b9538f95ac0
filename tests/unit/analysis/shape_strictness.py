"""What is reported although Keras takes it, and why."""

from __future__ import annotations

STRICTER = {
    "`sparse`": "a number, string or list for a flag: some layers look for `True` itself, others for anything true",
    "`pad_to_max_tokens`": "as `sparse`",
    "`mask_token` of `IntegerLookup`": "a list for a number, with which no model is saved",
    "`value_range` of `RandomColorJitter`": "more than two numbers, of which a change of contrast takes the first",
    "`num_query_heads` of": "no heads at all, of which nothing but the bias is left",
    "`MaxNumBoundingBoxes` expected one tensor": "a list of images, of which it looks at nothing",
    "`mask_token` of `StringLookup`": "any value becomes a word, `True` and 0.5 too",
    "`pool_size` of": "a fraction, which is taken where sizes vary",
    "`strides` of": "as `pool_size`: TensorFlow cuts the fraction off",
    "`dilation_rate` of": "as `strides`",
    "`padding` of `ZeroPadding": "as `pool_size`",
    "`bin_boundaries` of `Discretization`: expected a list": "a dict for a list, of which Keras takes the keys",
    "`target_shape` of `Reshape`: expected a list": "as `bin_boundaries`",
    "`attention_axes` of": "an axis that the query has only where Keras has split it into heads",
    "`height` of": "pictures of no rows, which `CenterCrop` and `RandomCrop` cut out of sizes that vary only",
    "`width` of": "as `height`",
    "`lora_rank` of": "an empty list for a number, which stands for none",
    "`output_shape` of `EinsumDense`: expected": "more sizes than letters, of which Keras takes the last",
    "`num_bins` of `HashedCrossing`": "numbers put into no bins at all, which become 0",
    "Cell` expected a tensor of 2 dimensions": "a sequence for one step, of which Keras takes the steps for a batch",
    "Cell` expected a state of 2 dimensions": "as a sequence for one step; a GRU cuts its gates out of the steps then",
    **{
        f"`Adaptive{kind}Pooling{rank}D` expected a tensor of {rank + 2} dimensions": (
            "a tensor with fewer, of which Keras says that it gives more dimensions than it does"
        )
        for kind in ("Average", "Max")
        for rank in (2, 3)
    },
    "`EinsumDense` expected 2 dimensions": "a tensor with more, of which Keras says another shape than it gives",
}
"""Beginnings of messages: of what we say what is meant where Keras takes whatever it gets, and why."""


def is_meant(message: str) -> bool:
    """Whether a report is one of those."""
    return any(beginning in message for beginning in STRICTER)

"""Values that users give to arguments of layers, most of them right: what `wrong` seldom comes to."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.unit.analysis.shape_refusals import changeable
from tests.unit.analysis.shape_strategies import strategy_of
from tests.unit.analysis.shape_values import Config

USUAL: dict[str, list[object]] = {
    "activation": ["relu", "softmax", None],
    "addition_factor": [0.1],
    "all_ops": [True, False],
    "alpha": [0.2, 1.0, 0.0],
    "antialias": [True],
    "attention_axes": [None, (1,), 1],
    "axis": [-1, 1, [1, 2], (-1,)],
    "bins": [64, 256],
    "brightness_factor": [0.2],
    "chain_depth": [-1, [1, 2]],
    "clip_limit": [4.0],
    "contrast_factor": [0.2],
    "data_format": ["channels_first", "channels_last"],
    "dropout": [0.0, 0.5],
    "encoding": ["utf-8"],
    "epsilon": [0.001, 1e-07],
    "factor": [0.5, (0.1, 0.5), 0.0],
    "fill_mode": ["constant", "nearest", "reflect", "wrap"],
    "fill_value": [0.0, 1.0],
    "flash_attention": [None, False],
    "go_backwards": [True, False],
    "hue_factor": [0.2],
    "interpolation": ["nearest", "bilinear"],
    "invert": [False, True],
    "kernel_size": [3],
    "logit_soft_cap": [1.0, None],
    "lora_alpha": [1.0],
    "lora_rank": [2],
    "mag_exp": [2.0],
    "mask_value": [0.0, -1.0, 1, "a"],
    "max_freq": [None, 100.0],
    "max_value": [6, None],
    "min_freq": [20.0],
    "min_power": [1e-10],
    "mode": ["horizontal", "horizontal_and_vertical"],
    "momentum": [0.9],
    "negative_slope": [0.0, 0.1],
    "num_chains": [2],
    "num_ops": [2],
    "offset": [0.5, 1],
    "oov_method": ["farmhash"],
    "oov_token": ["[OOV]", -1, None],
    "pad_to_aspect_ratio": [True],
    "periodic": [True, False],
    "power_to_db": [True, False],
    "ragged": [False],
    "recurrent_activation": ["sigmoid", None],
    "recurrent_dropout": [0.0, 0.5],
    "ref_power": [1.0],
    "renorm": [False, True],
    "renorm_momentum": [0.9],
    "salt": [1, [1, 2]],
    "sampling_rate": [16000],
    "saturation_factor": [0.2],
    "scale": [0.5, 1, (0.1, 0.2)],
    "scaling": ["density", "spectrum", None],
    "sigma": [1.0, (0.1, 1.0)],
    "sliding_window": [2, None],
    "sparse": [False, True],
    "synchronized": [False],
    "theta": [1.0],
    "threshold": [0.0, 1],
    "threshold_factor": [0.1],
    "tile_grid_size": [(2, 2)],
    "top_db": [80.0],
    "unit_forget_bias": [True, False],
    "unroll": [True, False],
    "use_cudnn": ["auto", False],
    "value_range": [(0, 1), (0, 255), (-1, 1)],
    "width_factor": [0.2, (-0.1, 0.1)],
    "window": ["hann", "hamming", None],
    "x_factor": [0.2],
    "y_factor": [0.2],
    "zero_output_for_mask": [True],
}
"""By the name of the argument, whatever layer has it."""


@st.composite
def usual(draw: Any, name: str) -> Config:
    """A configuration of the layer's own strategy, with some of its other arguments."""
    arguments, inputs, as_list = draw(strategy_of(name))
    chosen = draw(st.lists(st.sampled_from(named(name)), min_size=1, max_size=3, unique=True))
    given = {each: draw(st.sampled_from(USUAL[each])) for each in chosen}
    return {**arguments, **given}, inputs, as_list


def named(layer: str) -> list[str]:
    """The arguments of a layer for which there are such values."""
    return [parameter.name for parameter in changeable(layer) if parameter.name in USUAL]

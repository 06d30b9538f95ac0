"""Python literals and identifiers: the only place where a value becomes text between quotes."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Mapping
from functools import lru_cache

# Names that generated modules use themselves; a name of the .model file that is one of these gets a `_`.
MODULE_NAMES = frozenset(
    {
        "tf", "np", "argparse", "ast", "csv", "json", "math", "Path", "HERE", "BATCH_SIZE", "EPOCHS", "SEED",
        "main", "train", "build_model", "load_data", "read_npz", "read_csv", "read_keras_dataset",
        "read_folder", "read_tfrecord", "read_tfds", "checked", "cut_windows", "test_run", "os", "split",
        "counted", "training_batches", "Batches", "StopOnNaN", "Checkpoint", "written_whole", "plain_state",
        "packed", "unpacked", "description", "continue_csv_logs", "CHECKPOINT_SECONDS", "contextlib",
        "difflib", "signal", "tempfile", "threading", "time", "zipfile", "zlib", "use_device", "WRITERS",
        "workers", "slurm_config", "is_chief", "check_parts", "own_callbacks", "shared_out", "save_run",
        "seed_generator", "from_environment", "self", "set_trainable", "python_value", "AddLosses", "FixedTraining",
        "LearnedBins", "BesideInputs", "like_output", "BuiltOutside", "OneNumber",
    }
)  # fmt: skip


def string(text: str) -> str:
    """The Python literal of a string."""
    return repr(text)


def docstring(text: str) -> str:
    """A triple-quoted literal that holds `text`, whatever is in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    printable = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in escaped)
    return f'"""{printable}"""'


def identifier(name: str, taken: frozenset[str] = MODULE_NAMES) -> str:
    """A Python identifier for a name of the language: the name itself wherever Python allows it."""
    if not name.isidentifier():
        raise ValueError(f"not an identifier: {name!r}")
    name = _without_dunder(name)
    return f"{name}_" if keyword.iskeyword(name) or hasattr(builtins, name) or name in taken else name


def call_parameter(name: str) -> str:
    """What an input of an own layer is called in `call`: Keras fills in itself what is called as masks are."""
    return f"{name}_" if name == "training" or name == "mask" or name.endswith("_mask") else name


def attribute(name: str) -> str:
    """The name of an attribute: everything but Python's keywords may be one."""
    name = _without_dunder(name)
    return f"{name}_" if keyword.iskeyword(name) else name


def _without_dunder(name: str) -> str:
    """A name with one underscore before it instead of several: in a class Python would mean another one by them."""
    return f"_{name.lstrip('_')}_" if name.startswith("__") else name


@lru_cache(maxsize=1000)
def snake_case(name: str) -> str:
    """`BatchNormalization` as `batch_normalization`, in the way Keras names its layers."""
    words = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", words).lower()


def camel_case(name: str) -> str:
    """`truncated_normal` as `TruncatedNormal`."""
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))


def by_name(texts: Mapping[str, str]) -> str:
    """One value as Python text, or a dict of several."""
    if len(texts) == 1:
        return next(iter(texts.values()))
    return "{" + ", ".join(f"{string(name)}: {text}" for name, text in texts.items()) + "}"

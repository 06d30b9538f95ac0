"""Whatever the strings of a file hold, they stay strings; whatever its names are, they stay names."""

from __future__ import annotations

import ast
import builtins
import keyword
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dsl.codegen.literals import snake_case
from tests.cases import discover
from tests.cases.discover import Case
from tests.run import programs

# A smaller counter-example says little here, and takes minutes.
PHASES = (Phase.explicit, Phase.generate)
COMMON = settings(phases=PHASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

TEXTS = """let word = {0}

model Texts(note={0}) {{
    input x: float32[2]
    output y = x -> Dense(2, activation="relu" if note == word else "tanh")
}}

train Texts {{
    data = npz({0}, x={0}, y={0})
    loss = MeanSquaredError()
    metrics = [MeanAbsoluteError(name={0})]
    save = {0} + ".keras"
}}
"""


def shape(node: ast.AST) -> str:
    """The syntax of a program with every string taken out."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            part.value = ""
    return ast.dump(node)


def quoted(text: str) -> str:
    """A text as a literal of the language."""
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text) + '"'


@settings(COMMON, max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_strings_cannot_put_code_into_a_program(text: str) -> None:
    plain, odd = (
        discover.code(Case("texts", TEXTS.format(quoted(each)), Path(), (), ()), "subclass", "fit")
        for each in ("plain", text)
    )
    tree = ast.parse(odd)
    strings = {part.value for part in ast.walk(tree) if isinstance(part, ast.Constant)}
    assert text in strings
    assert shape(tree) == shape(ast.parse(plain))


@pytest.mark.parametrize(
    "text",
    ['"""', "'''", '"; import os #', "{{ 7 * 7 }}", "{% for %}", "\\", "\n", "\\n", "{#", "%s {0}", "\u2028", "$x"],
)
def test_strings_with_a_meaning_elsewhere(text: str) -> None:
    case = Case("texts", TEXTS.format(quoted(text)), Path(), (), ())
    for style in discover.STYLES:
        tree = ast.parse(discover.code(case, style, "fit"))
        assert text in {part.value for part in ast.walk(tree) if isinstance(part, ast.Constant)}


# Words of the language, and names that its compiler asks not to use.
OURS = {
    "assert", "as", "add_loss", "else", "false", "for", "from", "function", "if", "import", "in", "input", "is",
    "layer", "let", "model", "not", "and", "or", "output", "train", "weight", "True", "False", "None",
    "name", "dtype", "trainable", "self", "epochs", "seed", "run_dir", "help",  # the last four are flags
}  # fmt: skip

# Names that Python, Keras's classes or the program itself have a use for.
TAKEN = sorted(
    {
        *keyword.kwlist, *(name for name in dir(builtins) if name.islower() and name.isalpha()),
        "tf", "np", "argparse", "csv", "json", "math", "os", "Path", "HERE", "SEED", "EPOCHS", "BATCH_SIZE", "main",
        "build_model", "load_data", "split", "save_run", "training_batches", "parser", "arguments", "argv", "inputs",
        "outputs", "layers", "build", "call", "get_config", "kwargs", "training", "weights", "losses", "metrics",
        "add_weight", "input_shape", "seed_generator", "dense_1", "dense_layer", "block", "x", "x_input",
        "seed", "epochs",
        "run_dir", "history", "validation", "batches", "steps", "optimizer", "loss", "compile", "fit", "summary",
        "samples", "read_npz", "path", "fields", "ast", "keras", "ops", "result", "results", "Model",
    }
    - OURS
)  # fmt: skip

NAMED = """let {0} = 3

function {1}(value) {{
    output value * 2
}}

layer {2}(units, {3}=1) {{
    input {4}: float32[..., features]
    weight {5}: [features, units] = GlorotUniform()
    {6} = {4} @ {5}
    output {6} -> Dense(units + {3})
}}

model {7}({8}=2, {9}=[3, 4]) {{
    input {10}: float32[2], {11}: float32[{0}]
    {12} = Dense({8})
    {13} = [{10} -> {12}, {11} -> Dense({8})] -> Add()
    for {14} in {9} {{
        {13} = {13} -> Dense({14}) -> {2}({8})
    }}
    output {15} = {1}({13}), {16} = {13}
}}

train {7}({17}=0.1) {{
    data = npz("named.npz")
    loss = MeanSquaredError()
    optimizer = SGD({17})
    batch_size = 4
}}
"""


def clashes(chosen: list[str]) -> bool:
    """Whether an input has the name that Keras gives to a layer: that is refused where there are several inputs."""
    return not {"dense", "dense_1", "add", snake_case(chosen[2])}.isdisjoint(chosen[10:12])


names = st.lists(st.sampled_from(TAKEN), min_size=18, max_size=18, unique=True).filter(
    lambda chosen: not clashes(chosen)
)


@settings(COMMON, max_examples=20)
@given(names)
def test_names_with_a_meaning_elsewhere(chosen: list[str]) -> None:
    case = Case("named", NAMED.format(*chosen), Path(), discover.STYLES, discover.LOOPS)
    for style in ("functional", "subclass", "layer"):
        ast.parse(discover.code(case, style, "custom"))


@pytest.mark.tensorflow
@pytest.mark.slow
@settings(COMMON, max_examples=6)
@given(names)
def test_programs_with_such_names_train(chosen: list[str]) -> None:
    import tensorflow as tf

    text = NAMED.format(*chosen)
    case = Case("named", text, Path(), discover.STYLES, discover.LOOPS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_samples(folder, chosen)
        found = []
        for style, loop in (("functional", "fit"), ("subclass", "custom"), ("layer", "fit")):
            module = programs.load(discover.code(case, style, loop), folder)
            module.main(["--epochs", "1", "--run-dir", str(folder / style)])
            found.append((folder / style / "history.json").read_text(encoding="utf-8"))
            tf.keras.models.load_model(folder / style / "model.keras")
        assert found[1:] == found[:1] * 2
    tf.keras.backend.clear_session()


def write_samples(folder: Path, chosen: list[str]) -> None:
    import numpy as np

    rng = np.random.default_rng(0)
    sizes = {chosen[10]: 2, chosen[11]: 3, chosen[15]: 3, chosen[16]: 3}
    arrays = {name: rng.standard_normal((8, size)).astype("float32") for name, size in sizes.items()}
    if "file" in arrays:  # `savez` has an argument of this name.
        import zipfile

        with zipfile.ZipFile(folder / "named.npz", "w") as archive:
            for name, array in arrays.items():
                with archive.open(f"{name}.npy", "w") as entry:
                    np.lib.format.write_array(entry, array)
    else:
        np.savez(folder / "named.npz", **arrays)

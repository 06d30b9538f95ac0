"""Nothing in Keras is out of reach: every public name is used in a .model file, compiled and run.

The names come from the catalogue, which another test holds against the installed Keras, so that a new one is used
here as well. One that cannot run as `walk` writes it gets a row in `walk.layers` or `walk.objects`, or, with the
reason, in `walk.exceptions`; `docs/keras-coverage.md` is made from these tables.
"""

from __future__ import annotations

import importlib.util
import inspect
import itertools
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dsl.analysis.elaborate.model import elaborate
from dsl.analysis.problems import Problems
from dsl.catalog import Category
from dsl.catalog.refused import REFUSED
from dsl.compiler import Options, analyse, compile_source
from dsl.source import Source
from tests.run import programs
from tests.run.walk import layers, objects
from tests.run.walk.calls import CATALOG
from tests.run.walk.exceptions import (
    BEHIND_STATEMENTS,
    DICE,
    FAILING,
    FAILING_FORMS,
    LOOPS_DIFFER,
    ONLY_COMPILED,
    PACKAGES,
)
from tests.run.walk.page import WALKED, page

pytestmark = pytest.mark.tensorflow

STYLES = ("functional", "subclass")
LOOPS = ("fit", "custom")
TRAINED = tuple(c for c in WALKED if c not in (Category.LAYERS, Category.ACTIVATIONS))


def names_of(category: Category, refused: bool = False) -> list[str]:
    """The names and aliases of a category that the compiler takes, or those that it refuses."""
    names = CATALOG.category(category)
    return [name for name in names if (names[name].name in REFUSED.get(category, {})) == refused]


def canonical(category: Category, name: str) -> tuple[Category, str]:
    return category, CATALOG.category(category)[name].name


@cache
def code(text: str, style: str, loop: str | None = None) -> str:
    compilation = compile_source(Source("walk.model", text), Options(style=style, loop=loop))
    assert compilation.code is not None, [(p.code, p.message, p.span.text) for p in compilation.problems]
    return compilation.code


def in_category(*categories: Category, refused: bool = False) -> list[Any]:
    return [
        pytest.param(category, name, id=f"{category.value}.{name}")
        for category in categories
        for name in names_of(category, refused)
    ]


@pytest.fixture(autouse=True)
def clean_keras(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As for the other tests here, without collecting garbage each time: that takes longer than most of these."""
    import tensorflow as tf

    monkeypatch.syspath_prepend(str(programs.MODULES))
    yield
    tf.keras.config.set_dtype_policy("float32")
    tf.keras.utils.clear_session(free_memory=False)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Relative paths that programs write to lead there; warnings of Keras about its own code are not looked at."""
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


# --- models --------------------------------------------------------------------------------------


def arrays_for(text: str) -> Any:
    """Samples that fit the inputs of a model: numbers from 0 to 1, whole ones up to 2, and letters."""
    import tensorflow as tf

    problems = Problems()
    graph = elaborate(analyse(Source("walk.model", text), Options(), problems), "M", CATALOG, problems)
    assert graph is not None and all(port.spec.shape is not None for port in graph.inputs)
    rng = np.random.default_rng(0)

    def array(dtype: str, shape: tuple[int, ...]) -> Any:
        if dtype == "string":
            return tf.constant(rng.choice(np.array(["a", "b", "c"]), size=shape))
        if dtype.startswith("int"):
            return tf.constant(rng.integers(0, 3, size=shape).astype(dtype))
        numbers = tf.constant(rng.random(shape).astype(dtype))
        return tf.sparse.from_dense(numbers) if "sparse=True" in text else numbers

    arrays = {p.name: array(p.spec.dtype or "float32", (2, *(p.spec.shape or ())[1:])) for p in graph.inputs}
    return arrays if len(arrays) > 1 else next(iter(arrays.values()))


def step(text: str, style: str, folder: Path) -> list[Any]:
    """What a freshly built model gives in training and after, with gradients taken on the way."""
    import tensorflow as tf

    inputs = arrays_for(text)
    program = programs.load(code(text, style), folder, style)
    tf.keras.utils.set_random_seed(3)
    model = program.build_model()
    with tf.GradientTape() as tape:
        outputs = tf.nest.flatten(model(inputs, training=True))
        means = [tf.reduce_mean(tf.cast(o, "float32")) for o in outputs if o.dtype.is_floating]
    if model.trainable_variables and means:
        gradients = tape.gradient(means, model.trainable_variables)
        assert any(gradient is not None for gradient in gradients)
    outputs += tf.nest.flatten(model(inputs, training=False))
    return [output.numpy() for output in outputs]


def check_styles(
    texts: Mapping[str, str], folder: Path, failing: Collection[str] = (), same: slice = slice(None)
) -> None:
    """The model runs and gives the same numbers in each style; one that is known not to still does not."""
    results = {style: step(texts[style], style, folder) for style in STYLES if style not in failing}
    for style in failing:
        with pytest.raises((TypeError, ValueError)):
            step(texts[style], style, folder)
            pytest.fail("this runs by now: take it out of the exceptions")
    if not failing:
        for ours, theirs in zip(results["functional"][same], results["subclass"][same], strict=True):
            np.testing.assert_array_equal(ours, theirs)


def failing_styles(category: Category, name: str) -> list[str]:
    return [style for style in STYLES if (*canonical(category, name), style) in FAILING]


RUN_LAYERS = [n for n in names_of(Category.LAYERS) if canonical(Category.LAYERS, n) not in ONLY_COMPILED]


@pytest.mark.parametrize("name", RUN_LAYERS)
def test_layers_run(name: str, tmp_path: Path) -> None:
    if name == "TFSMLayer":
        save_a_model(tmp_path / "saved")
    texts = {"functional": layers.model_with(name, False), "subclass": layers.model_with(name, True)}
    same = slice(1, None) if name in DICE else slice(None)
    check_styles(texts, tmp_path, failing_styles(Category.LAYERS, name), same)


def save_a_model(folder: Path) -> None:
    """A SavedModel that takes the input of the sample of `TFSMLayer`."""
    import tensorflow as tf

    shape = layers.sample_for("TFSMLayer").shapes[0]
    tf.keras.Sequential([tf.keras.Input(shape[1:]), tf.keras.layers.Dense(2)]).export(folder, verbose=False)


@pytest.mark.parametrize("form", layers.FORMS)
def test_forms_run(form: str, tmp_path: Path) -> None:
    failing = [style for style in STYLES if (form, style) in FAILING_FORMS]
    check_styles(dict.fromkeys(STYLES, layers.form_model(form)), tmp_path, failing)


@pytest.mark.parametrize("name", names_of(Category.ACTIVATIONS))
def test_activations_run(name: str, tmp_path: Path) -> None:
    for style, in_full in itertools.product(STYLES, (False, True)):
        outputs = step(objects.activated(name, in_full), style, tmp_path)
        assert all(np.isfinite(output).all() for output in outputs)


@pytest.mark.parametrize(("category", "name"), list(ONLY_COMPILED), ids=lambda part: getattr(part, "value", part))
def test_the_rest_compiles(category: Category, name: str) -> None:
    assert category is Category.LAYERS
    for style in STYLES:
        code(layers.model_with(name, style == "subclass"), style)


# --- training ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def class_numbers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of the losses that `synthetic` does not make them for."""
    folder = tmp_path_factory.mktemp("data")
    rng = np.random.default_rng(0)
    vectors, sequences = (rng.standard_normal((8, *shape)).astype("float32") for shape in ((3,), (5, 3)))
    np.savez(folder / "classes.npz", x=vectors, result=rng.integers(3, size=8))
    np.savez(folder / "ctc.npz", x=sequences, result=rng.integers(1, 3, size=(8, 2)))
    return folder


def trained(text: str, style: str, loop: str, folder: Path) -> dict[str, list[float]]:
    """The history of a training, where Keras calls metrics by their first names."""
    import tensorflow as tf

    tf.keras.utils.clear_session(free_memory=False)
    program = programs.load(code(text, style, loop), folder, f"{style}_{loop}")
    return programs.history(program, folder / f"{style}_{loop}")


@pytest.mark.parametrize(("category", "name"), in_category(*TRAINED))
def test_training_runs(category: Category, name: str, tmp_path: Path, class_numbers: Path) -> None:
    texts = {in_full: objects.training_with(category, name, in_full) for in_full in (False, True)}
    for style, loop in itertools.product(STYLES, LOOPS):
        code(texts[loop == "custom"], style, loop)
    package = PACKAGES.get(canonical(category, name))
    if package is not None and importlib.util.find_spec(package.partition("-")[0]) is None:
        pytest.skip(f"compiled, and not run: {package} is not installed")
    for data in class_numbers.iterdir():
        (tmp_path / data.name).symlink_to(data)
    fitted = trained(texts[False], "functional", "fit", tmp_path)
    looped = trained(texts[True], "subclass", "custom", tmp_path)
    assert fitted.keys() == looped.keys()
    assert all(np.isfinite(values).all() for values in (*fitted.values(), *looped.values()))
    alike = all(np.allclose(looped[key], fitted[key], rtol=1e-5, atol=0) for key in fitted)
    assert alike == (canonical(category, name) not in LOOPS_DIFFER), (fitted, looped)


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(("category", "name"), in_category(*WALKED, refused=True))
def test_refused_names_have_a_message(category: Category, name: str) -> None:
    inner = "Dense(3)" if name == "Wrapper" else ""
    text = f"let thing = {category.value}.{name}({inner})\nmodel M {{\n    input x: float32[4]\n    output y = x\n}}\n"
    if category is Category.LAYERS:
        text = f"model M {{\n    input x: float32[4]\n    output y = x -> {name}({inner})\n}}\n"
    problems = compile_source(Source("walk.model", text)).problems
    assert [(problem.code, problem.message.split("`")[1]) for problem in problems] == [("E228", name)]


def test_tables_name_what_there_is() -> None:
    """No row is left over of a name that Keras has no more."""
    rows = [(category, name) for category, names in REFUSED.items() for name in names]
    rows += [*ONLY_COMPILED, *PACKAGES, *((category, name) for category, name, _ in FAILING)]
    rows += [(Category.LAYERS, name) for name in (*layers.WRITTEN, *layers.CALLED)]
    rows += [(category, name) for category, names in objects.ARGUMENTS.items() for name in names]
    assert [row for row in rows if row[1] not in CATALOG.category(row[0]).canonical_names] == []


@pytest.mark.parametrize("category", [c for c in WALKED if c is not Category.ACTIVATIONS])
def test_no_public_class_is_left_out(category: Category) -> None:
    import tensorflow as tf

    module: Any = tf
    for part in category.namespace.split(".")[1:]:
        module = getattr(module, part)
    classes = {name for name, thing in vars(module).items() if inspect.isclass(thing) and not name.startswith("_")}
    assert classes - BEHIND_STATEMENTS.get(category, set()) == set(CATALOG.category(category))


def test_the_page_is_fresh(root: Path, golden: Callable[[Path, str], None]) -> None:
    golden(root / "docs" / "keras-coverage.md", page())


# --- models of others ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", CATALOG.category(Category.APPLICATIONS))
def test_applications_compile(name: str) -> None:
    for style in STYLES:
        code(objects.application(name), style)


@pytest.mark.slow
@pytest.mark.parametrize("name", objects.BUILT)
def test_applications_are_built(name: str, tmp_path: Path) -> None:
    for style in STYLES:
        model = programs.load(code(objects.application(name), style), tmp_path, style).build_model()
        assert model(np.zeros((1, 32, 32, 3), "float32")).shape == (1, 2)

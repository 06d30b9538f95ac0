"""The catalogue says what the installed Keras says and does."""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import pytest

from dsl.catalog import Category, Entry, load
from dsl.catalog.build import PARTS
from dsl.catalog.samples import NOT_RUNNABLE, sample_of

pytestmark = pytest.mark.tensorflow

CATALOG = load()
LAYERS = CATALOG.category(Category.LAYERS)
REBUILD = "keras.json is stale; rebuild it with: python -m dsl.catalog.build"


@pytest.fixture(scope="module")
def tf() -> Any:
    return pytest.importorskip("tensorflow")


def resolve(tf: Any, path: str) -> Any:
    thing = tf
    for part in path.split(".")[1:]:
        thing = getattr(thing, part)
    return thing


def test_the_file_is_fresh(tf: Any) -> None:
    from dsl.catalog.build import CATALOG_FILE, differences, installed

    changed = differences(CATALOG_FILE.read_text(encoding="utf-8"), installed())
    assert not changed, REBUILD + "\n" + "\n".join(changed[:20])


def test_check_says_what_differs(
    tf: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dsl.catalog import build

    stale = tmp_path / "keras.json"
    monkeypatch.setattr(build, "CATALOG_FILE", stale)
    monkeypatch.setattr(build, "installed", lambda: "new\n")
    stale.write_text("old\n")
    assert build.main(["--check"]) == 1
    assert "-old\n+new\n" in capsys.readouterr().out
    assert stale.read_text() == "old\n"
    assert build.main([]) == 0
    assert stale.read_text() == "new\n"
    assert build.main(["--check"]) == 0


def test_the_versions(tf: Any) -> None:
    assert tf.keras.version() == CATALOG.keras_version
    assert tf.__version__ == CATALOG.tensorflow_version


@pytest.mark.parametrize("category", Category)
def test_every_path_leads_to_an_object(tf: Any, category: Category) -> None:
    for name, entry in CATALOG.category(category).items():
        thing = resolve(tf, entry.python)
        assert callable(thing), name
        if category not in (Category.DATASETS,):
            assert resolve(tf, f"{category.namespace}.{name}") is thing, name


@pytest.mark.parametrize(
    ("category", "base"),
    [
        (Category.LAYERS, "Layer"),
        (Category.OPTIMIZERS, "Optimizer"),
        (Category.LOSSES, "Loss"),
        (Category.METRICS, "Metric"),
        (Category.INITIALIZERS, "Initializer"),
        (Category.REGULARIZERS, "Regularizer"),
        (Category.CONSTRAINTS, "Constraint"),
        (Category.CALLBACKS, None),
        (Category.DTYPE_POLICIES, "DTypePolicy"),
    ],
)
def test_no_public_class_is_missing(tf: Any, category: Category, base: str | None) -> None:
    module = resolve(tf, category.namespace)
    parent = object if base is None else getattr(module, base)
    classes = {name for name, thing in vars(module).items() if inspect.isclass(thing) and issubclass(thing, parent)}
    assert set(CATALOG.category(category)) - set(PARTS) == classes


def test_no_public_op_is_missing(tf: Any) -> None:
    names = {name for name, thing in vars(tf.keras.ops).items() if inspect.isfunction(thing)}
    found = {name for name in CATALOG.category(Category.OPS) if "." not in name}
    assert found == {name for name in names if not name.startswith("_")}
    for space in ("image", "linalg", "nn", "numpy"):
        inner = vars(getattr(tf.keras.ops, space))
        assert {f"{space}.{name}" for name in inner if not name.startswith("_")} <= set(CATALOG.category(Category.OPS))


KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional-only",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional-or-keyword",
    inspect.Parameter.VAR_POSITIONAL: "var-positional",
    inspect.Parameter.KEYWORD_ONLY: "keyword-only",
    inspect.Parameter.VAR_KEYWORD: "var-keyword",
}


def described(function: Any) -> list[tuple[str, str, bool]]:
    parameters = list(inspect.signature(function).parameters.values())[1:]
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [(p.name, KINDS[p.kind], p.default is p.empty and p.kind not in variable) for p in parameters]


@pytest.mark.parametrize("name", LAYERS.canonical_names)
def test_signatures_of_layers(tf: Any, name: str) -> None:
    entry, layer = LAYERS[name], getattr(tf.keras.layers, name)
    assert [(p.name, p.kind.value, p.required) for p in entry.parameters] == described(layer.__init__)
    assert entry.call is not None
    assert [(p.name, p.kind.value, p.required) for p in entry.call] == described(layer.call)
    signature = inspect.signature(layer.__init__).parameters
    for parameter in entry.parameters:
        if parameter.default is not None:
            assert eval(parameter.default) == signature[parameter.name].default


REFUSALS = ("unexpected keyword", "multiple values", "nrecognized", "not recognized")


def refuses(make: Any, arguments: dict[str, Any], keyword: str, value: object) -> bool:
    """Whether Keras says that it knows no such argument. Being unhappy with the value is something else."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            make(**arguments, **{keyword: value})
    except (TypeError, ValueError) as error:
        return any(words in str(error) for words in REFUSALS)
    except Exception:
        return False
    return False


def parameters_of_bases(cls: type) -> dict[str, object]:
    """Every keyword parameter of every `__init__` of a class and its bases, with its default."""
    found: dict[str, object] = {}
    for base in reversed(cls.__mro__[:-1]):
        if "__init__" in vars(base):
            for parameter in list(inspect.signature(vars(base)["__init__"]).parameters.values())[1:]:
                if parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
                    default = parameter.default
                    found[parameter.name] = None if default is parameter.empty else default
    return found


def check_extras(cls: type, entry: Entry, arguments: dict[str, Any]) -> None:
    own = {parameter.name for parameter in entry.parameters}
    for keyword, default in parameters_of_bases(cls).items():
        if keyword in own or keyword in entry.undocumented:
            continue
        expected = keyword not in entry.extra
        assert refuses(cls, arguments, keyword, default) == expected, f"{entry.name}({keyword}={default!r})"
    for keyword in entry.undocumented:
        assert not refuses(cls, arguments, keyword, None), f"{entry.name}({keyword}=None)"


@pytest.mark.parametrize("name", sorted(set(LAYERS.canonical_names) - NOT_RUNNABLE))
def test_arguments_of_the_bases_of_layers(tf: Any, name: str) -> None:
    sample = sample_of(name)
    assert sample is not None
    layer = getattr(tf.keras.layers, name)
    arguments = sample.arguments(tf.keras)
    if name == "HashedCrossing":  # throws its **kwargs away unread; for us, as for all others, it takes none
        assert LAYERS[name].extra == ()
        return
    check_extras(layer, LAYERS[name], arguments)
    assert refuses(layer, arguments, "unheard_of", None)


@pytest.mark.parametrize("name", CATALOG.category(Category.OPTIMIZERS).canonical_names)
def test_arguments_of_the_bases_of_optimizers(tf: Any, name: str) -> None:
    entry = CATALOG.category(Category.OPTIMIZERS)[name]
    optimizers = tf.keras.optimizers
    needed = {
        "LossScaleOptimizer": {"inner_optimizer": optimizers.SGD()},
        "Optimizer": {"learning_rate": 0.1},
    }
    if name in ("MultiOptimizer", "OptimizerMap"):
        pytest.skip("takes other optimizers, and no arguments of a base")
    arguments = needed.get(name, {})
    optimizer = getattr(optimizers, name)
    if name == "Optimizer":
        assert all(not refuses(optimizer, {}, keyword, None) for keyword in entry.extra)
    elif name != "LossScaleOptimizer":  # which takes the arguments of its base only to complain about them
        check_extras(optimizer, entry, arguments)
    assert refuses(optimizer, arguments, "unheard_of", None) or name == "LossScaleOptimizer"


@pytest.mark.parametrize("name", LAYERS.canonical_names)
def test_seeds_drawn_when_a_layer_is_built(tf: Any, name: str) -> None:
    from dsl.catalog.measure import draws_seed

    drawn = draws_seed(name)
    assert CATALOG.draws_seed_when_built(name) == (drawn is None or drawn)


@pytest.mark.parametrize(
    "category",
    [category for category in Category if CATALOG.identifiers(category) and category is not Category.METRICS],
)
def test_identifiers_are_accepted(tf: Any, category: Category) -> None:
    module = resolve(tf, category.namespace)
    only_compile = {"ce", "crossentropy"} if category is Category.LOSSES else set()
    for identifier in CATALOG.identifiers(category) - only_compile:
        assert module.get(identifier) is not None


def test_metric_identifiers_are_accepted(tf: Any) -> None:
    for identifier in CATALOG.identifiers(Category.METRICS) - {"acc"}:
        assert tf.keras.metrics.get(identifier) is not None

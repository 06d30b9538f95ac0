"""Where a trained model goes beside its `.keras` file: `export`, a dict from a format of Keras to a path."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.analysis.problems import Problems
from dsl.analysis.resolve.guesses import closest
from dsl.diagnostics import Fix
from dsl.ir import values
from dsl.ir.graph import Graph, LayerInstance
from dsl.ir.training import Training
from dsl.ir.values import Expr
from dsl.records import dataclass
from dsl.source import Span


@dataclass(frozen=True)
class Format:
    """A format of `Model.export`: what its files end with (a folder has no ending), and what writing it needs.

    `packages` are those beside TensorFlow that have to be installed.
    """

    ending: str
    packages: tuple[str, ...] = ()


FORMATS: dict[str, Format] = {
    "tf_saved_model": Format(""),
    "onnx": Format(".onnx", ("tf2onnx", "onnx")),
    "litert": Format(".tflite"),
    "openvino": Format(".xml", ("openvino",)),
}

# What others call them.
ALSO_CALLED = {
    "tflite": "litert", "lite": "litert", "saved_model": "tf_saved_model", "savedmodel": "tf_saved_model",
    "tf": "tf_saved_model", "SavedModel": "tf_saved_model",
}  # fmt: skip

# Layers of which tf2onnx writes a file that no runtime takes, mostly without an error; measured in
# tests/run/test_exports.py.
NOT_IN_ONNX = frozenset(
    {
        "AugMix", "CutMix", "Discretization", "Hashing", "HashedCrossing", "IntegerLookup", "MelSpectrogram",
        "MixUp", "Normalization", "RandAugment", "RandomBrightness", "RandomColorDegeneration",
        "RandomColorJitter", "RandomContrast", "RandomCrop", "RandomElasticTransform", "RandomErasing", "RandomFlip",
        "RandomGaussianBlur", "RandomGrayscale", "RandomHue", "RandomInvert", "RandomPerspective",
        "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear",
        "RandomTranslation", "RandomZoom", "Solarization", "StringLookup", "TextVectorization",
    }
)  # fmt: skip


def check_formats(value: Expr, spans: Mapping[str, Span], problems: Problems) -> None:
    """Report what is no dict from formats to paths, and paths that do not fit their format."""
    if not isinstance(value, values.Mapping):
        words = 'for example `{"onnx": "model.onnx"}`'
        problems.report("E503", "`export` must be a dict from formats to paths", value.span, words)
        return
    for key, path in value.entries:
        form = FORMATS.get(str(key))
        if form is None:
            _report_format(str(key), spans.get(str(key), value.span), problems)
        elif isinstance(path, values.Literal):
            _check_path(str(key), form, path, problems)
        elif isinstance(path, values.Sequence | values.Mapping | values.Construct):
            problems.report("E503", "a path must be a string", path.span)


def _report_format(name: str, span: Span, problems: Problems) -> None:
    message = f"Keras exports to no format called `{name}`"
    near = ALSO_CALLED.get(name) or closest(name, FORMATS)
    if near is None:
        shown = ", ".join(f"`{form}`" for form in FORMATS)
        problems.report("E503", message, span, f"its formats: {shown}")
        return
    help = f"did you mean `{near}`?"
    quote = span.text[0] if span.text[:1] in ("'", '"') else ""
    problems.report("E503", message, span, help, fix=Fix(span, f"{quote}{near}{quote}", help, True))


def _check_path(name: str, form: Format, path: values.Literal, problems: Problems) -> None:
    if not isinstance(path.value, str):
        problems.report("E503", f"a path must be a string, and this is `{path.text}`", path.span)
    elif form.ending and not path.value.endswith(form.ending):
        problems.report("E503", f"the path of `{name}` must end with `{form.ending}`", path.span)
    elif not form.ending and path.value.strip("./\\ ") == "":
        problems.report("E503", f"`{name}` writes a folder of its own, and this names none", path.span)
    elif not form.ending and path.value.lower().endswith((".keras", ".h5", ".onnx", ".tflite", ".pb", ".xml")):
        problems.report("E503", f"`{name}` writes a folder, and this path is that of a file", path.span)


def check_exports(graph: Graph, training: Training, problems: Problems) -> None:
    """Report a model with layers that the converter to ONNX does not know."""
    export = training.value("export")
    if not isinstance(export, values.Mapping) or "onnx" not in dict(export.entries):
        return
    span = next(path.span for key, path in export.entries if key == "onnx")
    unknown = next((layer for layer in graph.layers if _is_unknown(layer)), None)
    text = next((port.name for port in graph.inputs if port.spec.dtype == "string"), None)
    if unknown is not None:
        reason = f"`{unknown.name}` is not among the layers that tf2onnx knows"
    elif text is not None:
        reason = f"the input `{text}` is text"
    else:
        return
    words = "`litert` and `tf_saved_model` take it; or leave it out of the model, and prepare the data with it"
    problems.report("E520", f"`{graph.model}` cannot be exported to ONNX: {reason}", span, words)


def _is_unknown(layer: LayerInstance) -> bool:
    return layer.name in NOT_IN_ONNX and not isinstance(layer.target, values.Declared | values.PythonName)

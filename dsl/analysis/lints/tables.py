"""Tables with fewer rows than the numbers that are looked up in them."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.analysis.lints.endings import last_step
from dsl.analysis.problems import Problems
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.graph import FromInput, Graph, LayerInstance
from dsl.ir.training import Training

# What looks numbers up, and the argument that says how many there are. Keras's `CategoryEncoding` drops what is beyond
# them; `Embedding` ends the training on a CPU, and gives zeros on a GPU.
_TABLES = {"Embedding": "input_dim", "CategoryEncoding": "num_tokens"}

_VOCABULARIES = ("TextVectorization", "StringLookup", "IntegerLookup")


def warn_of_tables(graph: Graph, problems: Problems) -> None:
    """Report lookups of numbers that a layer before them makes, where its highest are beyond the table."""
    seen = set()
    for node in graph.nodes:
        if node.name not in _TABLES or not isinstance(node.does, LayerInstance) or len(node.inputs) != 1:
            continue
        rows = node.does.arguments.get(_TABLES[node.name])
        before = last_step(graph, node.inputs[0])
        count = _count(before.does) if before is not None and isinstance(before.does, LayerInstance) else None
        if before is None or count is None or not isinstance(rows, int) or rows >= count or node.span in seen:
            continue
        seen.add(node.span)
        message = f"`{before.name}` gives numbers up to {count - 1}, and `{node.name}` knows those up to {rows - 1}"
        labels = (Label(before.span, f"{count} numbers, from 0"),)
        problems.report("W308", message, node.span, f"take `{node.name}({count}, …)`", labels)


def warn_of_words(graph: Graph, training: Training, problems: Problems) -> None:
    """Report words of a data set, limited to the most frequent of them, that are looked up in too small a table."""
    source = training.source("data")
    limit = None if source is None else source.option("num_words")
    count = _number(limit.value) if isinstance(limit, values.Literal) else None
    if source is None or limit is None or count is None:
        return
    for node in graph.nodes:
        if node.name != "Embedding" or not isinstance(node.does, LayerInstance) or len(node.inputs) != 1:
            continue
        rows, ref = node.does.arguments.get("input_dim"), node.inputs[0]
        if isinstance(ref, FromInput) and isinstance(rows, int) and rows < count:
            port = graph.inputs[ref.index].name
            if source.gives(port, "x", default="x"):
                message = f"`{port}` has numbers up to {count - 1}, and `Embedding` knows those up to {rows - 1}"
                labels = (Label(limit.span, f"{count} numbers, from 0"),)
                problems.report("W308", message, node.span, f"take `Embedding({count}, …)`", labels)


def _count(layer: LayerInstance) -> int | None:
    """How many numbers a layer gives, from 0 on; None where that hangs on what it learns."""
    given = layer.arguments
    if given.get("output_mode", "int") != "int" or given.get("invert"):
        return None
    if layer.name == "Hashing":
        return _number(given.get("num_bins"))
    if layer.name == "Discretization":
        boundaries = given.get("bin_boundaries")
        return len(boundaries) + 1 if isinstance(boundaries, list | tuple) else _number(given.get("num_bins"))
    return _vocabulary(layer.name, given) if layer.name in _VOCABULARIES else None


def _vocabulary(name: str, given: Mapping[str, object]) -> int | None:
    words = given.get("vocabulary")
    if not isinstance(words, list | tuple):
        return _number(given.get("max_tokens")) if words is None else None
    if name == "TextVectorization":
        return len(words) + 2  # padding, and what is not known
    unknown = _number(given.get("num_oov_indices", 1))
    return None if unknown is None else len(words) + unknown + (given.get("mask_token") is not None)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None

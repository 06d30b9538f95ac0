"""Tables with fewer rows than the numbers that are looked up in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from dsl.analysis.lints.endings import last_step
from dsl.analysis.problems import Problems
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.graph import FromInput, Graph, LayerInstance, Node
from dsl.ir.training import Training
from dsl.source import Span

# What looks numbers up, and the argument that says how many there are. Keras's `CategoryEncoding` drops what is beyond
# them; `Embedding` ends the training on a CPU, and gives zeros on a GPU.
_TABLES = {"Embedding": "input_dim", "CategoryEncoding": "num_tokens"}

_VOCABULARIES = ("TextVectorization", "StringLookup", "IntegerLookup")


def warn_of_tables(graph: Graph, problems: Problems) -> None:
    """Report lookups of numbers that a layer before them makes, where its highest are beyond the table."""
    seen: set[Span] = set()
    for node, rows in _lookups(graph, _TABLES):
        before = last_step(graph, node.inputs[0])
        count = _count(before.does) if before is not None and isinstance(before.does, LayerInstance) else None
        if before is not None and count is not None and rows < count and node.span not in seen:
            seen.add(node.span)
            _report(node, rows, f"`{before.name}` gives", count, before.span, problems)


def warn_of_words(graph: Graph, training: Training, problems: Problems) -> None:
    """Report words of a data set, limited to the most frequent of them, that are looked up in too small a table."""
    source = training.source("data")
    limit = None if source is None else source.option("num_words")
    count = _number(limit.value) if isinstance(limit, values.Literal) else None
    if source is None or limit is None or count is None:
        return
    for node, rows in _lookups(graph, ("Embedding",)):
        ref = node.inputs[0]
        name = graph.inputs[ref.index].name if isinstance(ref, FromInput) else None
        if name is not None and rows < count and source.gives(name, "x", default="x"):
            _report(node, rows, f"`{name}` has", count, limit.span, problems)


def _lookups(graph: Graph, names: Collection[str]) -> Iterator[tuple[Node, int]]:
    """The lookups of one tensor, each with the number of its rows."""
    for node in graph.nodes:
        if node.name in names and isinstance(node.does, LayerInstance) and len(node.inputs) == 1:
            rows = node.does.arguments.get(_TABLES[node.name])
            if isinstance(rows, int):
                yield node, rows


def _report(node: Node, rows: int, giver: str, count: int, place: Span, problems: Problems) -> None:
    message = f"{giver} numbers up to {count - 1}, and `{node.name}` knows those up to {rows - 1}"
    labels = (Label(place, f"{count} numbers, from 0"),)
    problems.report("W308", message, node.span, f"take `{node.name}({count}, …)`", labels)


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

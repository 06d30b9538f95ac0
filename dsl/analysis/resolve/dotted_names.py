"""Names with dots: a namespace of Keras, and a name in it."""

from __future__ import annotations

from dsl.analysis.problems import edit_for
from dsl.analysis.resolve.guesses import closest, unknown_message, words_in
from dsl.analysis.resolve.scope import Context
from dsl.catalog import FUNCTIONS, Category, Entry, hints, suggest
from dsl.ir.values import Kind
from dsl.source import Span
from dsl.syntax import tree

# What other libraries are imported as.
FOREIGN = ("tf", "np", "numpy", "tensorflow", "torch", "nn", "F", "K", "math", "jnp", "jax", "keras")

# A namespace is written as in Keras; schedules also stand where Keras has them.
NAMESPACES = {
    category.value: category for category in Category if category not in (Category.DATASETS, Category.FUNCTIONS)
}


def find_dotted(context: Context, node: tree.Attribute) -> Entry | None:
    nodes = [node]
    while isinstance(nodes[-1].value, tree.Attribute):
        nodes.append(nodes[-1].value)
    root, parts = nodes[-1].value, [attribute.name.text for attribute in reversed(nodes)]
    if not isinstance(root, tree.Name):
        _report_attribute(context, "a value", nodes[-1])
        return None
    category, name = _split(root.text, parts)
    if category is None:
        _report_namespace(context, root, nodes, parts)
        return None
    entry = context.catalog.find(name, category)
    if entry is None:
        _report_missing(context, name, category, node.name.span)
    return entry


def _split(root: str, parts: list[str]) -> tuple[Category | None, str]:
    """The namespace of a dotted name, and the name in it: `ops.nn.relu` is `nn.relu` in `ops`."""
    namespace, _, name = ".".join([root, *parts]).rpartition(".")
    for prefix in ("tf.keras.", "keras."):
        namespace = namespace.removeprefix(prefix)
    category = NAMESPACES.get(namespace) or NAMESPACES.get(namespace.rpartition(".")[2])
    if category is not None:
        return category, name
    space, _, rest = namespace.partition(".")
    return NAMESPACES.get(space), f"{rest}.{name}"


def _report_namespace(context: Context, root: tree.Name, nodes: list[tree.Attribute], parts: list[str]) -> None:
    symbol = context.find_symbol(root.text)
    if symbol is not None:
        what = f", which is a {symbol[1].value},"
        if symbol[1] is not Kind.UNKNOWN:
            _report_attribute(context, f"`{root.text}`{what}", nodes[-1])
        return
    if root.text in context.globals.names():
        _report_attribute(context, f"`{root.text}`", nodes[-1])
        return
    namespace = ".".join([root.text, *parts[:-1]])
    message = f"no namespace is called `{namespace}`"
    place = Span(
        root.span.source,
        root.span.start,
        nodes[min(1, len(nodes) - 1)].span.end if parts[1:] else root.span.end,
    )
    statement = suggest.hint(parts[-1], hints.Context.STATEMENT)
    if root.text in FOREIGN:
        words = _own_word(context, parts[-1])
        context.problems.report("E224", message, place, words, fix=edit_for(words, nodes[-1].span))
    elif statement is not None:
        context.problems.report("E224", message, place, statement)
    else:
        context.problems.misspelled("E224", message, place, closest(namespace, NAMESPACES))


def _own_word(context: Context, name: str) -> str:
    """What is written for a name of TensorFlow, NumPy or PyTorch."""
    category, prefix = (Category.LAYERS, "") if name[:1].isupper() else (Category.OPS, "ops.")
    known = context.catalog.category(category)
    found = name if name in known else closest(name, known.canonical_names)
    if found is not None:
        return f"write `{prefix}{found}`"
    return "functions on tensors are in `ops`, as in `ops.exp(x)`"


def _report_attribute(context: Context, owner: str, node: tree.Attribute) -> None:
    name = node.name.text
    words = suggest.hint(name, hints.Context.STATEMENT) or ""
    if name in context.catalog.category(Category.OPS):
        words = f"write `ops.{name}(…)`"
    context.problems.report("E205", f"{owner} has no attributes or methods", node.name.span, words)


def _report_missing(context: Context, name: str, category: Category, span: Span) -> None:
    message = unknown_message(name, category)
    words = suggest.hint(name, hints.Context.OP if category in FUNCTIONS else hints.Context.CLASS)
    words = words or words_in(context, name, category)
    if words is not None:
        context.problems.report(*message, span, words)
        return
    context.problems.misspelled(*message, span, closest(name, context.catalog.category(category).canonical_names))

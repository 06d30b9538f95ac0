"""Names: what a bare or dotted name stands for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from dsl.analysis.dtypes import DTYPES
from dsl.analysis.problems import edit_for
from dsl.analysis.scope import Context
from dsl.catalog import Category, Entry, hints, load, suggest
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.values import Expr, Kind, Role, Symbol
from dsl.source import Span
from dsl.syntax import tree

BUILTINS = (
    "range", "len", "zip", "enumerate", "reversed", "min", "max", "sum", "abs", "round", "int", "float",
    "list", "tuple",
)  # fmt: skip

# Namespaces of functions; what the others hold is made by calling it.
FUNCTIONS = (Category.ACTIVATIONS, Category.OPS, Category.RANDOM)

# What the call of a class of each namespace makes.
THINGS = {
    Category.LAYERS: "a layer",
    Category.APPLICATIONS: "a layer",
    Category.OPTIMIZERS: "an optimizer",
    Category.SCHEDULES: "a schedule",
    Category.LOSSES: "a loss",
    Category.METRICS: "a metric",
    Category.INITIALIZERS: "an initializer",
    Category.REGULARIZERS: "a regularizer",
    Category.CONSTRAINTS: "a constraint",
    Category.CALLBACKS: "a callback",
    Category.ACTIVATIONS: "an activation",
    Category.DTYPE_POLICIES: "a dtype policy",
}

# What a `train` block is made of, where a class of a Python module does nothing before it is called.
FOR_TRAINING = (Category.OPTIMIZERS, Category.SCHEDULES, Category.LOSSES, Category.METRICS, Category.CALLBACKS)

# After so many mistakes no names are looked for that may have been meant: each is looked for among all that are known.
MOST_GUESSES = 200

# What other libraries are imported as.
FOREIGN = ("tf", "np", "numpy", "tensorflow", "torch", "nn", "F", "K", "math", "jnp", "jax", "keras")

# A namespace is written as in Keras; schedules also stand where Keras has them.
NAMESPACES = {
    category.value: category for category in Category if category not in (Category.DATASETS, Category.FUNCTIONS)
}


def unknown(span: Span) -> Expr:
    """A value that poisons what is made of it, so that one mistake is not reported ten times."""
    return values.Reference(Symbol("?", Role.VARIABLE, span), Kind.UNKNOWN, span)


def lookup(context: Context, node: tree.Name | tree.Attribute, expected: Category | None) -> Expr:
    """The value of a name that is not called: a symbol, or a function or class named as a value."""
    if isinstance(node, tree.Name):
        symbol = find_symbol(context, node.text)
        if symbol is not None:
            return values.Reference(*symbol, node.span)
        if _is_dtype(context, node):
            return values.Literal(node.text, repr(node.text), node.span)
    target = find_callee(context, node, expected)
    if target is None or not _is_value(context, target, node, expected):
        return unknown(node.span)
    return values.FunctionValue(target, node.span)


def _is_dtype(context: Context, node: tree.Name) -> bool:
    """Whether a name is that of a dtype, and the file does not give it another meaning."""
    is_own = node.text in context.globals.names() or node.text in context.scope.later
    return node.text in DTYPES and not is_own


def _is_value(
    context: Context, target: values.Callee, node: tree.Name | tree.Attribute, expected: Category | None
) -> bool:
    """Whether something that can be called is a value as well: functions are, and what makes layers is not."""
    match target:
        case Entry(category=category) if category in FUNCTIONS:
            return True
        case values.PythonName(name=name) if expected in FOR_TRAINING and _is_class_name(name):
            thing = THINGS[expected]
            message = f"`{name}` is named like a class, and that is not {thing} yet: it must be called to make one"
        case values.PythonName() | values.Declared(what="function"):
            return True
        case Entry(name=name, category=category):
            thing = THINGS.get(category, "an object")
            message = f"`{name}` is not {thing} yet: it must be called to make one"
        case values.Declared(name):
            message = f"`{name}` must be called to make a layer of it"
        case values.Builtin(name):
            message = f"`{name}` is a function that must be called"
    shown = node.span.text
    required = isinstance(target, Entry) and any(parameter.required for parameter in target.parameters)
    bare = isinstance(target, Entry | values.PythonName) and not required
    words = f"write `{shown}()`" if bare else f"write `{shown}(…)`"
    context.problems.report("E316", message, node.span, words, fix=edit_for(words, node.span, is_sure=True))
    return False


def _is_class_name(name: str) -> bool:
    """Whether a name of a Python module is, by the custom of Python, that of a class: `MyLoss`, and not `SSIM`."""
    return name[:1].isupper() and not name.isupper()


def find_symbol(context: Context, name: str) -> tuple[Symbol, Kind] | None:
    """The variable, parameter or constant that a name stands for here, with the kind of its value."""
    symbol = context.scope.symbols.get(name)
    if symbol is not None:
        return symbol, context.scope.kinds[symbol]
    return context.globals.lets.get(name)


def find_callee(context: Context, node: tree.Name | tree.Attribute, expected: Category | None) -> values.Callee | None:
    """What is called by a name: something of the file, of Python, of the language, or of Keras.

    Reports the name and gives None where there is no such thing.
    """
    if isinstance(node, tree.Attribute):
        return _find_dotted(context, node)
    name = node.text
    if name in context.globals.definitions:
        return values.Declared(name, _what(context.globals.definitions[name]))
    if name in context.globals.imports:
        return context.globals.imports[name]
    if name in BUILTINS:
        return values.Builtin(name)
    return _find_keras(context, name, expected, node.span)


def _what(declaration: tree.LayerDecl | tree.ModelDecl | tree.FunctionDecl) -> str:
    match declaration:
        case tree.LayerDecl():
            return "layer"
        case tree.ModelDecl():
            return "model"
        case _:
            return "function"


def _find_keras(context: Context, name: str, expected: Category | None, span: Span) -> Entry | None:
    if expected is not None:
        entry = context.catalog.find(name, expected)
        if entry is not None:
            return entry
    entries = context.catalog.find_anywhere(name)
    if len(entries) == 1:
        return entries[0]
    if entries:
        choices = " or ".join(f"`{entry.category.value}.{name}`" for entry in entries)
        context.problems.report("E204", f"`{name}` is the name of several things", span, f"write {choices}")
        return None
    _report_unknown(context, name, expected, span)
    return None


def _report_unknown(context: Context, name: str, expected: Category | None, span: Span) -> None:
    is_value = suggest.hint(name, hints.Context.VALUE) is not None
    code, message = _unknown_message(name, None if is_value else expected)
    later = context.scope.later.get(name)
    if later is not None and later.start >= span.end:
        labels = (Label(later, "it gets its value only here"),)
        context.problems.report("E201", f"`{name}` has no value yet", span, labels=labels)
        return
    words = _words_about(context, name, expected)
    if words is not None:
        context.problems.report(code, message, span, words, fix=edit_for(words, span))
        return
    if len(context.problems.found) > MOST_GUESSES:
        context.problems.report(code, message, span)
        return
    known = [*context.scope.symbols, *context.globals.names()]
    keras = context.catalog.category(expected).canonical_names if expected else ()
    near = closest(name, [*known, *keras, *BUILTINS, *DTYPES])
    context.problems.misspelled(code, message, span, near, is_sure=near not in known)


def _words_about(context: Context, name: str, expected: Category | None) -> str | None:
    """What to write instead of a name that is known from elsewhere, or from another place of Keras."""
    where = (hints.Context.CLASS,) if expected else (hints.Context.STATEMENT,)
    words = next(filter(None, (suggest.hint(name, place) for place in (hints.Context.VALUE, *where))), None)
    if words is not None:
        return words
    if expected is not None:
        return _words_in(context, name, expected)
    owners = (d for d in context.globals.definitions.values() if any(p.name.text == name for p in d.parameters))
    owner = next(owners, None)
    if owner is not None:
        return f"a parameter of `{owner.name.text}` is seen only there; this needs one of its own"
    written = [f"`{space.value}.{name}`" for space in FUNCTIONS if context.catalog.find(name, space)]
    return f"write {' or '.join(written)}" if written else None


def _words_in(context: Context, name: str, category: Category) -> str | None:
    """What to write instead of a name that a category has only as a string, or that is in another category."""
    if category is Category.LAYERS and name in context.catalog.category(Category.APPLICATIONS):
        return f"write `applications.{name}`"
    is_string = name in context.catalog.identifiers(category)
    if is_string and closest(name, context.catalog.category(category).canonical_names) is None:
        return f'write `"{name}"`'
    return None


def closest(name: str, candidates: Iterable[str]) -> str | None:
    """The name that was probably meant; one or two letters are too few to guess from."""
    found = suggest.suggest(name, candidates)
    return found if found is None or len(name) > 2 or found.casefold() == name.casefold() else None


REGISTERED = re.compile(r"[\w.-]+>[\w.]+")
"""A string that names what a Python module has registered: `package>Name`."""


def check_identifier(context: Context, value: Expr, category: Category) -> None:
    """Report a string that stands for a Keras object (`"relu"`, `"adam"`) and is the name of none."""
    if not isinstance(value, values.Literal) or not REGISTERED.fullmatch(str(value.value)):
        check_name(context, value, context.catalog.identifiers(category), category)


def unknown_identifier(name: str, category: Category | None) -> tuple[str, str] | None:
    """The code and message for a string that stands for no Keras object, where one is expected."""
    if category is None or category is Category.LAYERS or REGISTERED.fullmatch(name):
        return None
    known = load().identifiers(category)
    return None if not known or name in known else _unknown_message(name, category)


def check_name(context: Context, value: Expr, known: Collection[str], category: Category) -> None:
    """Report a string that is none of the names known in a category."""
    if not isinstance(value, values.Literal) or not isinstance(value.value, str):
        return
    if not known or value.value in known:
        return
    alike = [name for name in known if name[:1].islower() or value.value[:1].isupper()]
    near = closest(value.value, alike)
    quoted = None if near is None else f'"{near}"'
    context.problems.misspelled(*_unknown_message(value.value, category), value.span, quoted)


def _unknown_message(name: str, expected: Category | None) -> tuple[str, str]:
    if expected is Category.LAYERS:
        return "E203", f"no layer is called `{name}`"
    if expected is not None:
        return "E202", f"nothing in `{expected.value}` is called `{name}`"
    return "E201", f"nothing here is called `{name}`"


# --- dotted names --------------------------------------------------------------------------------


def _find_dotted(context: Context, node: tree.Attribute) -> Entry | None:
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
    symbol = find_symbol(context, root.text)
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
    message = _unknown_message(name, category)
    words = suggest.hint(name, hints.Context.OP if category in FUNCTIONS else hints.Context.CLASS)
    words = words or _words_in(context, name, category)
    if words is not None:
        context.problems.report(*message, span, words)
        return
    context.problems.misspelled(*message, span, closest(name, context.catalog.category(category).canonical_names))

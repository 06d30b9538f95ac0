"""Names: what a bare or dotted name stands for."""

from __future__ import annotations

from dsl.analysis.scope import Context
from dsl.catalog import Category, Entry, hints, suggest
from dsl.ir import values
from dsl.ir.values import Expr, Kind, Role, Symbol
from dsl.source import Span
from dsl.syntax import tree

BUILTINS = (
    "range", "len", "zip", "enumerate", "reversed", "min", "max", "sum", "abs", "round", "int", "float",
    "list", "tuple",
)  # fmt: skip

# A namespace is written as in Keras; schedules also stand where Keras has them.
NAMESPACES = {category.value: category for category in Category}


def unknown(span: Span) -> Expr:
    """A value that poisons what is made of it, so that one mistake is not reported ten times."""
    return values.Reference(Symbol("?", Role.VARIABLE, span), Kind.UNKNOWN, span)


def lookup(context: Context, node: tree.Name | tree.Attribute, expected: Category | None) -> Expr:
    """The value of a name that is not called: a symbol, or a function or class named as a value."""
    if isinstance(node, tree.Name):
        symbol = find_symbol(context, node.text)
        if symbol is not None:
            return values.Reference(*symbol, node.span)
    target = find_callee(context, node, expected)
    return unknown(node.span) if target is None else values.FunctionValue(target, node.span)


def find_symbol(context: Context, name: str) -> tuple[Symbol, Kind] | None:
    """The variable, parameter or constant that a name stands for here, with the kind of its value."""
    symbol = context.scope.symbols.get(name)
    if symbol is not None:
        return symbol, context.scope.kinds[symbol]
    return context.globals.lets.get(name)


def find_callee(
    context: Context, node: tree.Name | tree.Attribute, expected: Category | None
) -> values.Callee | None:
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
    known = [*context.scope.symbols, *context.globals.names()]
    keras = context.catalog.category(expected).canonical_names if expected else ()
    words = suggest.hint(name, hints.Context.CLASS if expected else hints.Context.VALUE)
    code, message = _unknown_message(name, expected)
    if words is not None:
        context.problems.report(code, message, span, words)
    else:
        context.problems.misspelled(code, message, span, suggest.suggest(name, [*known, *keras, *BUILTINS]))


def _unknown_message(name: str, expected: Category | None) -> tuple[str, str]:
    if expected is Category.LAYERS:
        return "E203", f"no layer is called `{name}`"
    if expected is not None:
        return "E202", f"nothing in `{expected.value}` is called `{name}`"
    return "E201", f"nothing here is called `{name}`"


def _find_dotted(context: Context, node: tree.Attribute) -> Entry | None:
    parts: list[str] = [node.name.text]
    value: tree.Expr = node.value
    while isinstance(value, tree.Attribute):
        parts.append(value.name.text)
        value = value.value
    if not isinstance(value, tree.Name):
        context.problems.report("E205", "only a name of Keras has parts after a dot", node.span)
        return None
    parts.append(value.text)
    dotted = ".".join(reversed(parts))
    namespace, _, name = dotted.rpartition(".")
    for prefix in ("tf.keras.", "keras."):
        namespace = namespace.removeprefix(prefix)
    category = NAMESPACES.get(namespace) or NAMESPACES.get(namespace.rpartition(".")[2])
    if category is None:
        root, _, rest = namespace.partition(".")
        category = NAMESPACES.get(root)
        name = f"{rest}.{name}" if category else name
    if category is None:
        names = suggest.suggest(namespace, NAMESPACES)
        context.problems.misspelled("E202", f"no namespace is called `{namespace}`", value.span, names)
        return None
    entry = context.catalog.find(name, category)
    if entry is None:
        closest = suggest.suggest(name, context.catalog.category(category).canonical_names)
        context.problems.misspelled(*_unknown_message(name, category), node.name.span, closest)
    return entry

"""Names: what a bare or dotted name stands for."""

from __future__ import annotations

from dsl.analysis.dtypes import DTYPES
from dsl.analysis.problems import edit_for
from dsl.analysis.resolve.dotted_names import find_dotted
from dsl.analysis.resolve.guesses import closest, unknown_message, words_in
from dsl.analysis.resolve.scope import Context
from dsl.catalog import FUNCTIONS, Category, Entry, hints, suggest
from dsl.diagnostics import Label
from dsl.ir import values
from dsl.ir.values import Expr, Kind, Role, Symbol
from dsl.source import Span
from dsl.syntax import tree

BUILTINS = (
    "range", "len", "zip", "enumerate", "reversed", "min", "max", "sum", "abs", "round", "int", "float",
    "list", "tuple",
)  # fmt: skip

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


def unknown(span: Span, kind: Kind = Kind.UNKNOWN) -> Expr:
    """A value that poisons what is made of it, so that one mistake is not reported ten times."""
    return values.Reference(Symbol("?", Role.VARIABLE, span), kind, span)


def lookup(context: Context, node: tree.Name | tree.Attribute, expected: Category | None) -> Expr:
    """The value of a name that is not called: a symbol, or a function or class named as a value."""
    if isinstance(node, tree.Name):
        symbol = context.find_symbol(node.text)
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


def find_callee(context: Context, node: tree.Name | tree.Attribute, expected: Category | None) -> values.Callee | None:
    """What is called by a name: something of the file, of Python, of the language, or of Keras.

    Reports the name and gives None where there is no such thing.
    """
    if isinstance(node, tree.Attribute):
        return find_dotted(context, node)
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
    code, message = unknown_message(name, None if is_value else expected)
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
        return words_in(context, name, expected)
    owners = (d for d in context.globals.definitions.values() if any(p.name.text == name for p in d.parameters))
    owner = next(owners, None)
    if owner is not None:
        return f"a parameter of `{owner.name.text}` is seen only there; this needs one of its own"
    written = [f"`{space.value}.{name}`" for space in FUNCTIONS if context.catalog.find(name, space)]
    return f"write {' or '.join(written)}" if written else None

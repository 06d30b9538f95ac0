"""What a name that is not there was probably meant to be, and names of Keras that stand in strings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from dsl.analysis.resolve.scope import Context
from dsl.catalog import Category, load, suggest
from dsl.ir import values
from dsl.ir.values import Expr


def closest(name: str, candidates: Iterable[str]) -> str | None:
    """The name that was probably meant; one or two letters are too few to guess from."""
    found = suggest.suggest(name, candidates)
    return found if found is None or len(name) > 2 or found.casefold() == name.casefold() else None


def unknown_message(name: str, expected: Category | None) -> tuple[str, str]:
    """The code and message for a name that is not there, where one of a category is expected, or any."""
    if expected is Category.LAYERS:
        return "E203", f"no layer is called `{name}`"
    if expected is not None:
        return "E202", f"nothing in `{expected.value}` is called `{name}`"
    return "E201", f"nothing here is called `{name}`"


def words_in(context: Context, name: str, category: Category) -> str | None:
    """What to write instead of a name that a category has only as a string, or that is in another category."""
    if category is Category.LAYERS and name in context.catalog.category(Category.APPLICATIONS):
        return f"write `applications.{name}`"
    is_string = name in context.catalog.identifiers(category)
    if is_string and closest(name, context.catalog.category(category).canonical_names) is None:
        return f'write `"{name}"`'
    return None


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
    return None if not known or name in known else unknown_message(name, category)


def check_name(context: Context, value: Expr, known: Collection[str], category: Category) -> None:
    """Report a string that is none of the names known in a category."""
    if not isinstance(value, values.Literal) or not isinstance(value.value, str):
        return
    if not known or value.value in known:
        return
    alike = [name for name in known if name[:1].islower() or value.value[:1].isupper()]
    near = closest(value.value, alike)
    quoted = None if near is None else f'"{near}"'
    context.problems.misspelled(*unknown_message(value.value, category), value.span, quoted)

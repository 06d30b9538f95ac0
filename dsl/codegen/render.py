"""From the view to Python text: Jinja lays it out, black formats it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from dsl.codegen import view

if TYPE_CHECKING:
    from jinja2 import Environment

# The statements a template can ask about, under the name of their class.
STATEMENTS: tuple[type, ...] = (view.Assign, view.Do, view.Return, view.For, view.If)


def render(module: view.Module) -> str:
    """The text of a generated program."""
    import black

    text = environment().get_template("program.py.j2").render(module=module)
    return black.format_str(text, mode=black.Mode())


@cache
def environment() -> Environment:
    """What lays out a template of ours."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("dsl.templates", ""),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,
        auto_reload=False,
    )
    for statement in STATEMENTS:
        environment.tests[statement.__name__.lower()] = _is_a(statement)
    return environment


def _is_a(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)

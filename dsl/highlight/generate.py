"""The syntax files, by the name of their engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from dsl.highlight.contexts import build_syntax
from dsl.highlight.pygments_module import pygments_module
from dsl.highlight.rules import Syntax
from dsl.highlight.textmate import textmate
from dsl.highlight.vim import vim

FORMATS: Mapping[str, Callable[[Syntax], str]] = {"textmate": textmate, "vim": vim, "pygments": pygments_module}

# Where the files are kept in the repository. The lexer is there twice: as a file to take away, and to be installed.
FILES: Mapping[str, tuple[PurePosixPath, ...]] = {
    "textmate": (PurePosixPath("editors/textmate/dotmodel.tmLanguage.json"),),
    "vim": (PurePosixPath("editors/vim/syntax/dotmodel.vim"),),
    "pygments": (PurePosixPath("editors/pygments/dotmodel_lexer.py"), PurePosixPath("dsl/highlight/lexer.py")),
}


def render(engine: str) -> str:
    """The text of the syntax file for `textmate`, `vim` or `pygments`. Raises `Unclassified`."""
    return FORMATS[engine](build_syntax())

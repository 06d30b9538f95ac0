"""The grammar's terminals, each with its role. One that has none stops the generator."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache

import lark

from dsl.highlight.roles import Role
from dsl.records import dataclass
from dsl.syntax.loading import grammar_text


class Unclassified(Exception):
    """Something of the grammar or the catalogue that has no role, or no longer the shape its rule was written for."""


class By(Enum):
    """What decides on the role of a terminal that has no single one."""

    PLACE = "what stands around it"
    PARTS = "the terminals it is made of, or the characters inside"
    NOTHING = "it is not drawn"


TERMINALS: Mapping[str, Role | By] = {
    **dict.fromkeys(("FROM", "IMPORT"), Role.IMPORT),
    **dict.fromkeys(("LET", "FUNCTION", "LAYER", "MODEL", "TRAIN"), Role.DECLARATION),
    "AS": Role.AS,
    **dict.fromkeys(("INPUT", "WEIGHT", "OUTPUT", "ADD_LOSS", "ASSERT"), Role.STATEMENT),
    **dict.fromkeys(("IF", "ELSE"), Role.CONDITION),
    "FOR": Role.LOOP,
    **dict.fromkeys(("AND", "OR", "NOT", "IN", "IS"), Role.WORD_OPERATOR),
    **dict.fromkeys(("TRUE", "FALSE"), Role.BOOLEAN),
    "NONE": Role.NONE,
    "ARROW": Role.PIPE,
    **dict.fromkeys(("PLUS", "MINUS", "STAR", "SLASH", "FLOOR_DIVIDE", "PERCENT", "POWER", "AT"), Role.ARITHMETIC),
    **dict.fromkeys(("EQUALS", "NOT_EQUALS", "AT_MOST", "AT_LEAST", "LESSTHAN", "MORETHAN"), Role.COMPARISON),
    "EQUAL": Role.ASSIGNMENT,
    **dict.fromkeys(("COMMA", "COLON"), Role.SEPARATOR),
    "DOT": Role.ACCESSOR,
    **dict.fromkeys(("LPAR", "RPAR"), Role.PARENTHESIS),
    **dict.fromkeys(("LSQB", "RSQB"), Role.BRACKET),
    **dict.fromkeys(("LBRACE", "RBRACE"), Role.BRACE),
    "QMARK": Role.ANY_DIMENSION,
    "ELLIPSIS": Role.ELLIPSIS,
    "HEXADECIMAL": Role.HEXADECIMAL,
    "OCTAL": Role.OCTAL,
    "BINARY": Role.BINARY,
    "FLOAT": Role.FLOAT,
    "INTEGER": Role.INTEGER,
    "NUMBER": By.PARTS,
    "STRING": By.PARTS,
    "NAME": By.PLACE,
    "COMMENT": Role.COMMENT,
    **dict.fromkeys(("WHITESPACE", "NEWLINE"), By.NOTHING),
    **dict.fromkeys(("FOREIGN_MARK", "MALFORMED_NUMBER", "UNEXPECTED_CHARACTER"), Role.ERROR),
    "UNTERMINATED_STRING": Role.UNCLOSED,
}


@dataclass(frozen=True)
class Terminal:
    """One terminal: its text, or where it `is_pattern` its regular expression in Python's notation."""

    name: str
    text: str
    is_pattern: bool

    @property
    def is_word(self) -> bool:
        return not self.is_pattern and self.text.isidentifier()

    @property
    def role(self) -> Role | By:
        return TERMINALS[self.name]


@cache
def load_terminals() -> Mapping[str, Terminal]:
    """The terminals of the language. Raises `Unclassified`."""
    return read_terminals(grammar_text())


def read_terminals(grammar: str) -> Mapping[str, Terminal]:
    """The terminals of a grammar by name, those too that others are made of. Raises `Unclassified`."""
    lexer = lark.Lark(grammar, parser=None, lexer="basic", start="file")  # without a parser Lark keeps them all
    found = {
        terminal.name: Terminal(terminal.name, *_text(terminal.pattern.value, terminal.pattern.type == "re"))
        for terminal in sorted(lexer.terminals, key=lambda terminal: terminal.name)
    }
    _check(found)
    return found


def _text(text: str, is_pattern: bool) -> tuple[str, bool]:
    """A pattern with its line ends written as escapes, and without escapes that only Lark's notation needs."""
    return (text.replace("\n", r"\n").replace(r"\/", "/") if is_pattern else text), is_pattern


def _check(found: Mapping[str, Terminal]) -> None:
    for terminal in found.values():
        if terminal.name not in TERMINALS:
            raise Unclassified(
                f"the grammar's terminal {terminal.name} (`{terminal.text}`) has no role: "
                "give it one in dsl/highlight/terminals.py"
            )
    for name in TERMINALS:
        if name not in found:
            raise Unclassified(f"the grammar has no terminal {name}: take it out of dsl/highlight/terminals.py")


# Strings, names and stray characters are drawn by rules that say what these say. Where one changes, those must follow.
_DRAWN_BY_HAND = {
    "NAME": r"[^\W\d]\w*",
    "STRING": r"""(?:"(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])*')""",
    "UNEXPECTED_CHARACTER": r"(?s:.)",
}


def check_shapes(terminals: Mapping[str, Terminal]) -> None:
    """Hold the terminals whose rules are written by hand against what they were then. Raises `Unclassified`."""
    for name, pattern in _DRAWN_BY_HAND.items():
        if terminals[name].text != pattern:
            raise Unclassified(
                f"the grammar's terminal {name} has changed: its rules in dsl/highlight/ are written by hand; "
                "adapt them, and the pattern in dsl/highlight/terminals.py"
            )

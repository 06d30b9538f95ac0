"""Comments, numbers and strings, and marks of other languages."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.highlight.roles import Role
from dsl.highlight.rules import Match, Region, Rules
from dsl.highlight.terminals import Terminal

# In this order the first that matches is the one that the grammar takes.
_NUMBERS = ("HEXADECIMAL", "OCTAL", "BINARY", "FLOAT", "INTEGER", "MALFORMED_NUMBER")

# Those of `dsl.syntax.literals`; a test holds the two against each other.
_ESCAPE = r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^{}\"'\\\n]+\}|[\\'\"abfnrtv])"
_BAD_ESCAPE = r"\\."


def literal_rules(terminals: Mapping[str, Terminal]) -> Rules:
    """The rules for what stands for itself, wherever it stands."""
    return (
        Match(Role.COMMENT, terminals["COMMENT"].text),
        _string("double", '"', Role.DOUBLE_QUOTED),
        _string("single", "'", Role.SINGLE_QUOTED),
        Match(Role.UNCLOSED, terminals["UNTERMINATED_STRING"].text),
        *(Match(_role(terminals[name]), terminals[name].text) for name in (*_NUMBERS, "FOREIGN_MARK")),
    )


def _string(name: str, quote: str, role: Role) -> Region:
    """A string that is closed on its line; one that is not is a mistake as a whole."""
    plain = rf"[^{quote}\\\n]"
    rules = (Match(Role.ESCAPE, _ESCAPE), Match(Role.BAD_ESCAPE, _BAD_ESCAPE), Match(role, rf"{plain}+"))
    begin = rf"{quote}(?=(?:\\.|{plain})*{quote})"
    return Region(f"{name}-quoted", begin, role, quote, rules, end_role=role, role=role)


def _role(terminal: Terminal) -> Role:
    role = terminal.role
    assert isinstance(role, Role)
    return role

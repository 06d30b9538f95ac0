"""The shape of a syntax description: contexts of rules, which all engines can be given.

Patterns are regular expressions of the part that Python, Oniguruma and (after translation) Vim share. A context is
tried rule by rule; the first that matches at the leftmost place counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from typing import TypeAlias

from dsl.highlight.roles import Role
from dsl.records import dataclass

WORD_END = r"(?!\w)"


@dataclass(frozen=True)
class Match:
    """Text of one role: `before`, one of `words` where there are any, `after`."""

    role: Role
    before: str = ""
    words: tuple[str, ...] = ()
    after: str = ""

    @property
    def pattern(self) -> str:
        middle = "(?:" + "|".join(map(re.escape, self.words)) + ")" if self.words else ""
        return self.before + middle + self.after


@dataclass(frozen=True)
class Region:
    """What stands from `begin` to `end`, with rules of its own; text that none of them matches has the role `role`.

    An end with the role None is looked for and left to the context outside.
    """

    name: str
    begin: str
    begin_role: Role
    end: str
    rules: Rules
    end_role: Role | None = None
    role: Role | None = None


@dataclass(frozen=True)
class Include:
    """All rules of the context of that name."""

    name: str


Rule: TypeAlias = Match | Region | Include
Rules: TypeAlias = tuple[Rule, ...]


@dataclass(frozen=True)
class Syntax:
    """Contexts by name; `file` is where a text begins.

    The order is that of Vim, where the later goes first: what others include at their end stands before them, what they
    include at their beginning after them.
    """

    contexts: dict[str, Rules] = field(default_factory=dict)

    def scopes(self) -> Iterator[tuple[str, Rules]]:
        """All rule lists with a name: the contexts, and the insides of their regions."""
        for name, rules in self.contexts.items():
            yield name, rules
            yield from _insides(rules)


def _insides(rules: Rules) -> Iterator[tuple[str, Rules]]:
    for rule in rules:
        if isinstance(rule, Region):
            yield rule.name, rule.rules
            yield from _insides(rule.rules)


def words(role: Role, names: tuple[str, ...], *, before: str = "", after: str = "") -> Match:
    """Whole words."""
    return Match(role, before, names, WORD_END + after)

"""The Pygments lexer: a Python module of its own, which needs nothing but Pygments."""

from __future__ import annotations

import textwrap

from dsl.highlight.rules import Include, Match, Region, Rule, Rules, Syntax

_HEAD = '''\
"""A Pygments lexer for .model files. Made by `dotmodel syntax pygments`. Do not edit."""

from pygments.lexer import RegexLexer, include, words
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

__all__ = ["DotmodelLexer"]


class DotmodelLexer(RegexLexer):
    """For the .model language: neural networks and their training, compiled to tf.keras."""

    name = "dotmodel"
    aliases = ["dotmodel"]
    filenames = ["*.model"]
    mimetypes = ["text/x-dotmodel"]

    tokens = {
        "root": [
            include("file"),
        ],
        "whitespace": [
            (r"[ \\t\\r\\f]+", Whitespace),
            (r"\\n", Whitespace),
        ],
'''
_WIDTH = 118


def pygments_module(syntax: Syntax) -> str:
    """The text of the module."""
    lines = [_HEAD]
    regions = {rule.name: rule for _, rules in syntax.scopes() for rule in rules if isinstance(rule, Region)}
    for name, rules in syntax.scopes():
        lines.append(_state(name, rules, regions.get(name)))
    return "".join([*lines, "    }\n"])


def _state(name: str, rules: Rules, region: Region | None) -> str:
    entries = []
    if region is not None:
        role = region.end_role.token if region.end_role else "Whitespace"  # an end without a role is empty
        entries.append(f'({_literal(region.end)}, {role}, "#pop"),')
    if region is None or region.role is None:
        entries.append('include("whitespace"),')
    entries += map(_entry, rules)
    body = textwrap.indent("\n".join(entries), " " * 12)
    return f'        "{name}": [\n{body}\n        ],\n'


def _entry(rule: Rule) -> str:
    match rule:
        case Include(name):
            return f'include("{name}"),'
        case Region(name=name, begin=begin, begin_role=role):
            return f'({_literal(begin)}, {role.token}, "{name}"),'
        case Match(role=role, words=()):
            return f"({_literal(rule.pattern)}, {role.token}),"
        case Match():
            return f"({_words(rule)}, {rule.role.token}),"


def _words(rule: Match) -> str:
    names = textwrap.fill(
        ", ".join(map(_quoted, rule.words)) + ",", _WIDTH - 20, break_on_hyphens=False, break_long_words=False
    )
    sides = [
        f"{side}={_literal(pattern)}" for side, pattern in (("prefix", rule.before), ("suffix", rule.after)) if pattern
    ]
    inside = "\n".join(["(", textwrap.indent(names, "    "), "),", *(f"{side}," for side in sides)])
    return "words(\n" + textwrap.indent(inside, "    ") + "\n)"


def _quoted(word: str) -> str:
    return f'"{word}"'


def _literal(pattern: str) -> str:
    """A raw string."""
    if '"' not in pattern:
        return f'r"{pattern}"'
    if "'" not in pattern:
        return f"r'{pattern}'"
    return f'r"""{pattern}"""' if not pattern.endswith('"') else f"r'''{pattern}'''"

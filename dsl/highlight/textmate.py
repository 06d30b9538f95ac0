"""The TextMate grammar: `dotmodel.tmLanguage.json`, read by VS Code, Sublime Text, JetBrains, Shiki and others."""

from __future__ import annotations

import json
from typing import TypeAlias

from dsl.highlight.rules import Include, Match, Region, Rule, Rules, Syntax

SCOPE = "source.dotmodel"

Json: TypeAlias = "dict[str, Json] | list[Json] | str"


def textmate(syntax: Syntax) -> str:
    """The grammar as JSON."""
    repository: dict[str, Json] = {name: {"patterns": _patterns(rules)} for name, rules in syntax.contexts.items()}
    grammar: dict[str, Json] = {
        "comment": "Made by `dotmodel syntax textmate`. Do not edit.",
        "name": "dotmodel",
        "scopeName": SCOPE,
        "fileTypes": ["model"],
        "patterns": [{"include": "#file"}],
        "repository": repository,
    }
    return json.dumps(grammar, indent=2, ensure_ascii=False) + "\n"


def _patterns(rules: Rules, region: Region | None = None) -> list[Json]:
    plain = region.role if region else None  # what already has the role of the region needs no rule
    return [_pattern(rule) for rule in rules if not (isinstance(rule, Match) and rule.role is plain)]


def _pattern(rule: Rule) -> Json:
    match rule:
        case Include(name):
            return {"include": f"#{name}"}
        case Match(role=role):
            return {"name": role.scope, "match": rule.pattern}
        case Region():
            return _region(rule)


def _region(region: Region) -> Json:
    made: dict[str, Json] = {} if region.role is None else {"name": region.role.scope}
    made["begin"] = region.begin
    made["beginCaptures"] = _capture(region.begin_role.scope, "begin", region)
    made["end"] = region.end
    if region.end_role is not None:
        made["endCaptures"] = _capture(region.end_role.scope, "end", region)
    return made | {"patterns": _patterns(region.rules, region)}


def _capture(scope: str, side: str, region: Region) -> Json:
    """The scope of a begin or an end; that of a string is a mark of its own inside the string."""
    if region.role is not None:
        scope = f"punctuation.definition.string.{side}.dotmodel"
    elif region.end_role is not None:
        scope = scope.replace(".dotmodel", f".{side}.dotmodel")
    return {"0": {"name": scope}}

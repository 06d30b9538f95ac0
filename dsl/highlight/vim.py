"""The syntax file for Vim and Neovim."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.highlight.roles import Role
from dsl.highlight.rules import Include, Match, Region, Rules, Syntax
from dsl.highlight.vim_pattern import vim_pattern

_HEAD = """\
" Vim syntax file
" Language: dotmodel
" Made by `dotmodel syntax vim`. Do not edit.

if exists("b:current_syntax")
  finish
endif

let s:keep_cpo = &cpo
set cpo&vim

syntax case match
syntax sync fromstart
"""

_TAIL = """
let b:current_syntax = "dotmodel"

let &cpo = s:keep_cpo
unlet s:keep_cpo
"""


def vim(syntax: Syntax) -> str:
    """The text of the file.

    Where several items of Vim match at one place, the one defined last counts: rules stand in reverse.
    """
    top = _included(syntax, "file")
    lines = [line for name, rules in syntax.contexts.items() for line in _context(name, rules, name in top)]
    links = [f"highlight default link {role.vim_group} {role.vim_link}" for role in Role if role.vim_link]
    return "\n".join([_HEAD, *lines, "", *links, _TAIL])


def _included(syntax: Syntax, name: str) -> set[str]:
    """A context and all that it includes: what may stand outside of any region."""
    included = (rule.name for rule in syntax.contexts[name] if isinstance(rule, Include))
    return {name}.union(*(_included(syntax, one) for one in included))


def _context(name: str, rules: Rules, is_top: bool) -> Iterator[str]:
    """The items of a context, after those of the insides of its regions."""
    for rule in rules:
        if isinstance(rule, Region):
            yield from _context(rule.name, rule.rules, False)
    own = [rule for rule in rules if not isinstance(rule, Include)]
    yield f'\n" {name}'
    where = "" if is_top else " contained"
    for rule in reversed(own):
        if isinstance(rule, Match):
            yield f"syntax match {_group(name, rule.role)} {_delimited(rule.pattern)}{where}"
        else:
            yield _region(name, rule, where)
    for role in dict.fromkeys(rule.role for rule in own if isinstance(rule, Match)):
        yield f"highlight default link {_group(name, role)} {role.vim_group}"
    yield f"syntax cluster {_cluster(name)} contains={','.join(_contents(name, rules))}"


def _contents(name: str, rules: Rules) -> Iterator[str]:
    seen = set()
    for rule in rules:
        match rule:
            case Include(included):
                item = f"@{_cluster(included)}"
            case Match(role=role):
                item = _group(name, role)
            case Region():
                item = _region_group(name, rule)
        if item not in seen:
            seen.add(item)
            yield item


def _region(context: str, region: Region, where: str) -> str:
    group = _region_group(context, region)
    end_group = region.end_role.vim_group if region.end_role else "NONE"
    parts = [
        f"syntax region {group}",
        f"matchgroup={region.begin_role.vim_group} start={_delimited(region.begin)}",
        f"matchgroup={end_group} end={_delimited(region.end)}",
        f"contains=@{_cluster(region.name)}",
    ]
    link = f"\nhighlight default link {group} {region.role.vim_group}" if region.role else ""
    return " ".join(parts) + where + link


def _region_group(context: str, region: Region) -> str:
    if region.role is not None:
        return _group(context, region.role)
    return f"dotmodel_{context}_{region.name}".replace("-", "_")


def _group(context: str, role: Role) -> str:
    """The group of one role in one context: Vim lets a context choose among groups, not among items of a group."""
    return f"{role.vim_group}_{context}".replace("-", "_")


def _cluster(name: str) -> str:
    return f"dotmodel_{name}".replace("-", "_")


def _delimited(pattern: str) -> str:
    return "~" + vim_pattern(pattern).replace("~", r"\~") + "~"

"""The parser's stack, fed with tokens one by one."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from typing import Any

import lark
from lark.parsers.lalr_analysis import Shift

from dsl.records import dataclass
from dsl.syntax.lexeme import END, Lexeme


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule of the grammar: what builds its node, how many parts it has, and whether its one part is handed on."""

    build: Callable[[list[Any]], Any]
    size: int
    origin: str
    hands_on: bool


class _Tables:
    """The tables of a parser, in the form in which they are looked up fastest. They serve for any text."""

    def __init__(self, parse_conf: Any) -> None:
        self.states = parse_conf.states
        self.callbacks = parse_conf.callbacks
        self.rules: dict[int, _Rule] = {}  # by identity: Lark computes the hash of a rule anew whenever it is asked
        self.rests: dict[tuple[int, int, str], int] = {}

    def rule(self, rule: Any) -> _Rule:
        hands_on = len(rule.expansion) == 1 and rule.options.expand1 and rule.alias is None
        found = self.rules[id(rule)] = _Rule(self.callbacks[rule], len(rule.expansion), rule.origin.name, hands_on)
        return found

    def rest(self, below: int, top: int, kind: str) -> int:
        """The state in which a part comes to rest that a dozen rules hand on: a number is a power, a term, a sum …"""
        place = (below, top, kind)
        while kind in self.states[top]:
            action, target = self.states[top][kind]
            if action is Shift or not (self.rules.get(id(target)) or self.rule(target)).hands_on:
                break
            top = self.states[below][target.origin.name][1]
        self.rests[place] = top
        return top


@lru_cache(maxsize=1)
def _tables(parser: lark.Lark) -> _Tables:
    machine: Any = parser.parse_interactive("")
    return _Tables(machine.parser_state.parse_conf)


class Machine:
    """One run of a parser."""

    def __init__(self, parser: lark.Lark) -> None:
        self._lark: Any = parser.parse_interactive("")
        self._tables = _tables(parser)

    @property
    def height(self) -> int:
        """How many states are on the stack."""
        return len(self._lark.parser_state.state_stack)

    def feed(self, lexeme: Lexeme) -> Any:
        """What Lark's `feed_token` does, in less time; gives the whole tree after the last token.

        Mistakes and the end of the text are left to Lark, which needs no more of a token than its type.
        """
        tables, kind, state = self._tables, lexeme.type, self._lark.parser_state
        table, rules, rests = tables.states, tables.rules, tables.rests
        states, values = state.state_stack, state.value_stack
        row = table[states[-1]]
        while kind != END and kind in row:
            action, target = row[kind]
            if action is Shift:
                states.append(target)
                values.append(lexeme)
                return None
            rule = rules.get(id(target)) or tables.rule(target)
            if rule.hands_on:
                below, top = states[-2:]
                states[-1] = rests.get((below, top, kind)) or tables.rest(below, top, kind)
            else:
                start = len(values) - rule.size
                parts = values[start:]
                del states[len(states) - rule.size :], values[start:]  # first, as what builds may find a mistake
                built = rule.build(parts)
                states.append(table[states[-1]][rule.origin][1])
                values.append(built)
            row = table[states[-1]]
        return self._lark.feed_token(lexeme)

    def drop_to(self, height: int) -> None:
        """Forget whatever lies above."""
        state = self._lark.parser_state
        del state.state_stack[height:]
        del state.value_stack[height - 1 :]

    def accepts(self) -> set[str]:
        """The types of the tokens that can stand here."""
        accepted: set[str] = self._lark.accepts()
        return accepted

    def can_feed(self, kind: str) -> bool:
        """Whether a token can stand here. (`accepts` asks this of all tokens, which takes much longer.)"""
        if kind not in self._lark.choices():
            return False
        state = self._lark.parser_state.copy(deepcopy_values=False)
        state.parse_conf = copy(state.parse_conf)
        state.parse_conf.callbacks = {}
        try:
            state.feed_token(lark.Token(kind, ""))
        except lark.UnexpectedInput:
            return False
        return True

"""Where statements end, and how deep expressions are nested."""

from __future__ import annotations

from dsl.syntax.lexeme import CLOSER_OF, CLOSERS, END, NEWLINE, Lexeme

MAX_DEPTH = 200  # levels of the tree; a bracket counts twice
MAX_STAGES = 10_000  # `a -> b -> c …` in one expression

# A line that starts with one of these goes on with the line before.
_CONTINUATIONS = frozenset({"ARROW", "ELSE", "LBRACE", NEWLINE, END})
_OPERATORS = frozenset(
    {
        *(
            "PLUS",
            "MINUS",
            "STAR",
            "SLASH",
            "FLOOR_DIVIDE",
            "PERCENT",
            "AT",
            "POWER",
            "NOT",
            "AND",
            "OR",
            "IF",
        ),
        *("LESSTHAN", "MORETHAN", "AT_MOST", "AT_LEAST", "EQUALS", "NOT_EQUALS", "IN", "IS", "ELSE", "DOT"),
    }
)


def end_statements(lexemes: list[Lexeme]) -> list[Lexeme]:
    """Only those NEWLINE tokens that end a statement; brackets must be in pairs."""
    kept: list[Lexeme] = []
    open_brackets: list[Lexeme] = []
    following = lexemes[1:] + lexemes[-1:]
    for lexeme, next_one in zip(lexemes, following, strict=True):
        if lexeme.type == NEWLINE:
            inside = bool(open_brackets) and not open_brackets[-1].opens_block
            if inside or next_one.type in _CONTINUATIONS:
                continue
        elif lexeme.type in CLOSER_OF:
            open_brackets.append(lexeme)
        elif lexeme.type in CLOSERS:
            open_brackets.pop()
        kept.append(lexeme)
    return kept


def mark_depth(lexemes: list[Lexeme]) -> None:
    """Mark each place where the tree would be deeper than `MAX_DEPTH`.

    The depth is counted from above, without parsing: every operator since the last comma or arrow at its
    level may be one level of the tree. So no later phase, which walks the tree by recursion, can run out of
    stack.
    """
    levels = [0]
    stages = [0]
    depth = 0
    for lexeme in lexemes:
        kind = lexeme.type
        if kind in CLOSER_OF:
            levels.append(2)
            stages.append(0)
            depth += 2
        elif kind in CLOSERS:
            depth -= levels.pop()
            stages.pop()
            levels[-1] += 1  # `f(a)(b)[c]` is nested, too
            depth += 1
        elif kind in _OPERATORS:
            levels[-1] += 1
            depth += 1
        elif kind in ("COMMA", "ARROW", NEWLINE):
            floor = 2 if len(levels) > 1 else 0
            depth -= levels[-1] - floor
            levels[-1] = floor
            stages[-1] = stages[-1] + 1 if kind == "ARROW" else 0
        lexeme.too_deep = depth > MAX_DEPTH or stages[-1] > MAX_STAGES

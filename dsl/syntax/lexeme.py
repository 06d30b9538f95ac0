"""A word of the text, as the parser is fed with it."""

from __future__ import annotations

from dsl.records import dataclass
from dsl.source import Span

NEWLINE = "NEWLINE"
END = "$END"  # Lark's own name for the end of the input

CLOSER_OF = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}
CLOSERS = frozenset(CLOSER_OF.values())
TEXT_OF = {"LPAR": "(", "RPAR": ")", "LSQB": "[", "RSQB": "]", "LBRACE": "{", "RBRACE": "}"}

DECLARATIONS = frozenset({"FROM", "LET", "FUNCTION", "LAYER", "MODEL", "TRAIN"})
STATEMENTS = frozenset({"INPUT", "WEIGHT", "OUTPUT", "FOR", "IF", "ADD_LOSS", "ASSERT"})


@dataclass(slots=True, eq=False)
class Lexeme:
    """One token: `type` is the name of its terminal in the grammar, `value` what a literal stands for.

    `opens_block` marks the `{` and `}` of a block, as against those of a dict. `too_deep` marks the place
    where an expression or a block is nested deeper than the compiler follows.
    """

    type: str
    text: str
    span: Span
    value: str | int | float = ""
    opens_block: bool = False
    too_deep: bool = False

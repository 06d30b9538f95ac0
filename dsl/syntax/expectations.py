"""What is wrong at a token that can't stand where it stands, in words."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from dsl.diagnostics.diagnostic import Diagnostic, Fix
from dsl.records import dataclass
from dsl.source import Span
from dsl.syntax.lexeme import DECLARATIONS, END, NEWLINE, STATEMENTS, Lexeme

_ALIKE = 0.65
"""How much of a misspelled keyword is that of the right one: `fro` is taken for `for`, `print` not for `input`."""

_EXPRESSION_STARTS = frozenset({"NAME", "NUMBER", "STRING", "LPAR", "LSQB", "MINUS", "NOT", "TRUE"})

# Terminals that are worth naming, in the order in which they are named.
_NAMED = {
    "EQUAL": "`=`", "COLON": "`:`", "COMMA": "`,`", "DOT": "`.`", "RPAR": "`)`", "RSQB": "`]`",
    "RBRACE": "`}`", "LPAR": "`(`", "LSQB": "`[`", "LBRACE": "`{`", "AS": "`as`", "IMPORT": "`import`",
    "IN": "`in`", "ELSE": "`else`", "IF": "`if`", NEWLINE: "the end of the line",
}  # fmt: skip


@dataclass(frozen=True)
class Situation:
    """Where the parser stopped: what it could have gone on with, what it found, and what stands before."""

    accepted: Collection[str]
    found: Lexeme
    before: Lexeme | None
    first: Lexeme
    following: Lexeme | None
    in_block: bool


def explain(at: Situation) -> Diagnostic:
    """The diagnostic for an unexpected token."""
    return _known_mistake(at) or Diagnostic("E111", _message(at), _place(at), help=_help(at), fix=_fix(at))


def _message(at: Situation) -> str:
    expected = _listed(_expected(at))
    after = "" if at.before is None else f" after {_shown(at.before)}"
    return f"expected {expected}{after}, found {_found(at)}"


def _expected(at: Situation) -> list[str]:
    accepted = set(at.accepted)
    if {"LET", "MODEL"} <= accepted and "ADD_LOSS" not in accepted:
        return ["a declaration"]
    if {"ADD_LOSS", "OUTPUT"} <= accepted and "LET" not in accepted:
        return ["a statement", "`}`"]
    closers = [_NAMED[name] for name in ("RPAR", "RSQB", "RBRACE") if name in accepted]
    if accepted >= _EXPRESSION_STARTS:
        return ["an expression", *closers]
    if {"ADD_LOSS", "LET"} <= accepted:
        return ["a name", *closers]
    if "PLUS" in accepted:  # after an operand any operator may follow; what ends the expression says more
        telling = accepted - {"DOT", "LPAR", "LSQB", "IN", "IF"}
        named = [text for name, text in _NAMED.items() if name in telling]
        return named or ["an operator"]
    names = ["a name"] if "NAME" in accepted else []
    names += ["a string"] if "STRING" in accepted else []
    return names + [text for name, text in _NAMED.items() if name in accepted] or ["something else"]


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _shown(lexeme: Lexeme) -> str:
    if lexeme.type == "STRING":
        return "the string" if len(lexeme.text) > 20 else f"`{lexeme.text}`"
    return f"`{lexeme.text}`" if len(lexeme.text) <= 30 else "the name"


def _found(at: Situation) -> str:
    found = at.found
    end = at.before.span.end if at.before is not None else found.span.start
    if found.type == NEWLINE or (found.type == END and "\n" in found.span.source.text[end:]):
        return "end of line"
    if found.type == END:
        return "end of file"
    reserved = found.text.isidentifier() and found.type == found.text.upper()
    if reserved and "NAME" in at.accepted:
        return f"`{found.text}`, a reserved word"
    return _shown(found)


def _place(at: Situation) -> Span:
    if at.found.type in (NEWLINE, END) and at.before is not None:
        end = at.before.span.end
        return Span(at.before.span.source, end, end)
    return at.found.span


# The beginnings of lines in Python and other languages, and what to write instead.
_OTHER_LANGUAGES = {
    "def": "a function is written `function name(a) { … }`",
    "class": "a network is written `model Name { … }`, a custom layer `layer Name { … }`",
    "return": "a result is written `output value`",
    "import": "names come out of a Python module with `from module import name`",
    "elif": "write `else if`",
    "while": "the only loop is `for name in values { … }`",
    "const": "a constant is written `let name = value`",
    "var": "write `name = value`",
    "param": "parameters stand in parentheses after the name: `model Name(a, b=1) { … }`",
    "block": "a block of layers is written `layer Name { … }`",
    "network": "a network is written `model Name { … }`",
    "pass": "a block may be empty",
}

# (what was found, what could have stood there, the advice)
_ADVICE: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"COLON"}), "LBRACE", "a block stands in `{ }`"),
    (frozenset({"EQUALS", "COLON"}), "EQUAL", "write `=`"),
    (frozenset({"EQUAL"}), "EQUALS", "two values are compared with `==`"),
    (frozenset({"EQUAL"}), "COLON", "a dict is written `{name: value}`"),
    (frozenset({"AS"}), "NEWLINE", "a name that is imported keeps its name"),
    (_EXPRESSION_STARTS - {"LPAR", "LSQB", "MINUS"}, "RPAR", "is a `,` missing?"),
    (_EXPRESSION_STARTS - {"LPAR", "LSQB", "MINUS"}, "RSQB", "is a `,` missing?"),
    (frozenset({"STAR", "POWER"}), "RPAR", "arguments can't be unpacked with `*` or `**`"),
    (frozenset({"FOR"}), "RSQB", "there are no comprehensions; collect values in a `for` block"),
    (frozenset({"FLOOR_DIVIDE"}), "NAME", "a comment starts with `#`"),
)


def _help(at: Situation) -> str:
    if at.before is not None and at.before.text == "lambda":
        return "a function is written `function name(a) { … }`, outside of the model"
    if at.found.type == "EQUAL" and at.first.type == "INPUT":
        return f"write `:` and a shape: `input {at.first.text if at.before is None else at.before.text}: float32[8]`"
    if _is_shape_without_dtype(at):
        return "the dtype stands before the sizes: `float32[…]`"
    if at.before is not None and at.found.type in ("NUMBER", "STRING") and at.before.text[:1].isupper():
        return f"arguments stand in parentheses: `{at.before.text}({at.found.text})`" if "LPAR" in at.accepted else ""
    meant = _statement_meant(at)
    if meant is not None:
        return f"did you mean `{meant}`?"
    word = next((one.text for one in (at.first, at.found) if one.text in _OTHER_LANGUAGES), None)
    if word is not None and (at.before is None or at.before is at.first):
        return _OTHER_LANGUAGES[word]
    if at.found.type == "EQUAL" and at.before is at.first and at.before.text.upper() == at.before.type:
        return f"`{at.before.text}` is a reserved word"
    if _is_dtype_of_weight(at):
        return "a weight has the dtype of its layer: only its sizes are written, `weight kernel: [3, 4]`"
    for found, possible, advice in _ADVICE:
        if at.found.type in found and possible in at.accepted:
            return advice
    return ""


def _fix(at: Situation) -> Fix | None:
    if at.found.type == "EQUALS" and "EQUAL" in at.accepted:
        return Fix(at.found.span, "=", "write `=`")
    meant = _statement_meant(at)
    if meant is not None and at.before is not None:
        return Fix(at.before.span, meant, f"write `{meant}`")
    if _is_shape_without_dtype(at):
        return Fix(
            Span(at.found.span.source, at.found.span.start, at.found.span.start), "float32", "write `float32`", False
        )
    if _is_dtype_of_weight(at) and at.following is not None and at.following.type == "LSQB":
        return Fix(at.found.span, "", f"leave out `{at.found.text}`", is_sure=False)
    return None


def _statement_meant(at: Situation) -> str | None:
    """The keyword that the first of two names in a row was probably meant to be."""
    return _keyword_meant(at.before, STATEMENTS) if at.before is at.first and at.found.type == "NAME" else None


def _keyword_meant(word: Lexeme | None, keywords: Collection[str]) -> str | None:
    """The keyword that a name was probably meant to be."""
    if word is None or word.type != "NAME":
        return None
    near = difflib.get_close_matches(word.text.lower(), sorted(map(str.lower, keywords)), 1, _ALIKE)
    return near[0] if near else None


def _is_dtype_of_weight(at: Situation) -> bool:
    return at.first.type == "WEIGHT" and at.found.type == "NAME" and at.accepted == {"LSQB"}


def _is_shape_without_dtype(at: Situation) -> bool:
    return at.first.type == "INPUT" and at.found.type == "LSQB" and at.before is not None and at.before.type == "COLON"


_GOES_ON_AFTER_NAME = frozenset({"ARROW", "LPAR", "DOT", "LSQB", "PLUS", "MINUS", "STAR", "SLASH", NEWLINE, "RBRACE"})


def _outside_of_block(at: Situation) -> Diagnostic:
    place = at.found.span
    message = "only declarations can stand outside of a block"
    if at.following is None or at.following.type != "EQUAL":
        meant = _keyword_meant(at.found, DECLARATIONS)
        help = "expected `model`, `layer`, `train`, `let`, …" if meant is None else f"did you mean `{meant}`?"
        fix = None if meant is None else Fix(place, meant, f"write `{meant}`")
        return Diagnostic("E112", message, place, help=help, fix=fix)
    help = f"write `let {at.found.text} = …`"
    fix = Fix(Span(place.source, place.start, place.start), "let ", help)
    return Diagnostic("E112", message, place, help=help, fix=fix)


def _known_mistake(at: Situation) -> Diagnostic | None:
    found, first = at.found, at.first
    if found.text in _OTHER_LANGUAGES or first.text in _OTHER_LANGUAGES:
        return None
    is_start = found is first
    if not at.in_block and is_start and found.type in STATEMENTS | {"NAME"}:
        return _outside_of_block(at)
    if at.in_block and is_start and found.type in DECLARATIONS:
        message = f"a `{found.text}` can't stand inside a block"
        if found.type != "LET" or at.following is None:
            return Diagnostic("E112", message, found.span)
        help = f"write `{at.following.text} = …`"
        edit = Fix(Span(found.span.source, found.span.start, at.following.span.start), "", help)
        return Diagnostic("E112", message, found.span, help=help, fix=edit)
    is_value = at.before is first and first.type == "NAME" and found.type in _GOES_ON_AFTER_NAME
    if at.in_block and (is_value or (is_start and found.type in _EXPRESSION_STARTS - {"NAME"})):
        help = "write `name = …` or `output …`"
        return Diagnostic("E113", "nothing is done with this value", first.span, help=help)
    return None

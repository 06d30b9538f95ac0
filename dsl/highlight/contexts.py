"""The contexts of the language: where a name is declared, where it is an argument's, where a word is a setting.

The words and patterns come from the grammar's terminals and the vocabulary; what is written here is where they stand.
"""

from __future__ import annotations

from dsl.highlight.literals import literal_rules
from dsl.highlight.roles import Role
from dsl.highlight.rules import WORD_END, Include, Match, Region, Rule, Rules, Syntax, words
from dsl.highlight.terminals import By, Terminal, check_shapes, load_terminals
from dsl.highlight.vocabulary import Vocabulary, load_vocabulary

_NAME = r"[^\W\d]\w*"
_CAPITAL = r"[A-Z]\w*"
_NEXT = r"[ \t]*"  # what may stand between a name and the mark that says what it is
_IS_SET = rf"(?={_NEXT}=(?!=))"
_IS_CALLED = rf"(?={_NEXT}\()"
_IS_KEY = rf"(?={_NEXT}:)"
_NO_MEMBER = r"(?<!\.)"
_NAME_END = rf"{WORD_END}(?!{_NEXT}[.(])"

# A declaration ends with its block, or where a line starts with something that can't be a part of its head.
_HEAD_END = r"(?<=\})|^(?=[ \t]*[^ \t\r\n{#])"
# Vim does not see the end of a line for a region when one inside of it has just ended there: it sees the next line.
_LINE = "$|^"
_LINE_END = rf"{_LINE}|(?=\}})"


def build_syntax() -> Syntax:
    """The whole description. Raises `Unclassified`."""
    terminals = load_terminals()
    check_shapes(terminals)
    return _Contexts(dict(terminals), load_vocabulary()).build()


class _Contexts:
    def __init__(self, terminals: dict[str, Terminal], vocabulary: Vocabulary) -> None:
        self.terminals = terminals
        self.vocabulary = vocabulary

    def build(self) -> Syntax:
        inner = (Include("expression"),)
        return Syntax(
            {
                "expression": self._expression(),
                "parentheses": (Match(Role.KEYWORD_ARGUMENT, _NAME + _IS_SET), *inner),
                "brackets": inner,
                "dimensions": (Include("literals"), Include("members"), *self._dimensions(), *inner),
                "members": self._members(),
                "block": (Match(Role.KEY, _NAME + _IS_KEY), *self._statements(), *inner),
                "settings": (*self._settings(), *inner),
                "parameters": self._parameters(),
                "file": (*self._declarations(), *inner),
                "literals": literal_rules(self.terminals),
            }
        )

    # --- expressions -----------------------------------------------------------------------------

    def _expression(self) -> Rules:
        return (
            Include("literals"),
            Include("members"),
            self._bracketed("parentheses", "LPAR", "RPAR"),
            self._bracketed("brackets", "LSQB", "RSQB"),
            self._bracketed("block", "LBRACE", "RBRACE"),
            *self._marks(),
            *self._reserved(),
            *self._names(),
            Match(Role.ERROR, r"[^ \t\r\n\f]"),
        )

    def _members(self) -> Rules:
        """Names behind a dot: before all others, as the reserved words are names there."""
        members = tuple(
            words(role, names, before=rf"(?<=\b{namespace.replace('.', chr(92) + '.')}\.)")
            for namespace, (role, names) in self.vocabulary.members.items()
        )
        namespaces = words(Role.NAMESPACE, self.vocabulary.namespaces, after=rf"(?={_NEXT}\.)")
        return (namespaces, *members, Match(Role.PROPERTY, rf"(?<=\.)(?<!\.\.){_NAME}"))

    def _bracketed(self, context: str, opening: str, closing: str, *, region: str = "") -> Region:
        begin, end = self.terminals[opening], self.terminals[closing]
        name = region or f"in-{context}"
        return Region(name, f"\\{begin.text}", _role(begin), f"\\{end.text}", (Include(context),), end_role=_role(end))

    def _marks(self) -> Rules:
        """Operators and punctuation, the long ones first."""
        marks = [one for one in self.terminals.values() if not one.is_pattern and not one.is_word]
        marks.sort(key=lambda mark: (-len(mark.text), _role(mark).name, mark.text))
        grouped: dict[tuple[int, Role], list[str]] = {}
        for mark in marks:
            grouped.setdefault((len(mark.text), _role(mark)), []).append(mark.text)
        return tuple(Match(role, words=tuple(texts)) for (_, role), texts in grouped.items())

    def _reserved(self) -> Rules:
        """All reserved words; where one is a name, a rule before these says so."""
        grouped: dict[Role, list[str]] = {}
        for terminal in self.terminals.values():
            if terminal.is_word:
                grouped.setdefault(_role(terminal), []).append(terminal.text)
        return tuple(words(role, tuple(sorted(texts))) for role, texts in grouped.items())

    def _names(self) -> Rules:
        known = self.vocabulary
        return (
            *(words(role, names) for role, names in known.classes.items()),
            *(words(role, names, after=_IS_CALLED) for role, names in known.called.items()),
            words(Role.BUILTIN, known.builtins, after=_IS_CALLED),
            Match(Role.CLASS, _CAPITAL + _IS_CALLED),
            Match(Role.CALL, _NAME + _IS_CALLED),
            Match(Role.VARIABLE, _NAME),
        )

    # --- statements ------------------------------------------------------------------------------

    def _statements(self) -> Rules:
        return (
            self._statement("INPUT", Role.INPUT_NAME, self._type()),
            self._statement("WEIGHT", Role.WEIGHT_NAME, self._value("weight-value", _LINE_END)),
            Region(
                "output",
                self._word("OUTPUT"),
                Role.STATEMENT,
                _LINE_END,
                (Match(Role.OUTPUT_NAME, _NAME + _IS_SET), Include("expression")),
            ),
        )

    def _statement(self, terminal: str, name: Role, special: Region) -> Region:
        """`input` or `weight`: names, dimensions, options, and what is special to each."""
        rules: Rules = (
            Include("literals"),
            special,
            self._bracketed("dimensions", "LSQB", "RSQB", region=f"{terminal.lower()}-dimensions"),
            self._bracketed("parentheses", "LPAR", "RPAR", region=f"{terminal.lower()}-options"),
            *self._only(name),
        )
        return Region(terminal.lower(), self._word(terminal), Role.STATEMENT, _LINE_END, rules)

    def _type(self) -> Region:
        rules = (Include("literals"), words(Role.DTYPE, self.vocabulary.dtypes), Include("expression"))
        return Region("type", ":", Role.SEPARATOR, r"(?=[,(\[}#])|$", rules)

    def _value(self, name: str, end: str) -> Region:
        """The value behind a `=`."""
        return Region(name, "=(?!=)", Role.ASSIGNMENT, end, (Include("expression"),))

    def _dimensions(self) -> Rules:
        return (*self._reserved(), Match(Role.DIMENSION, _NAME + _NAME_END))

    def _settings(self) -> Rules:
        return (
            words(Role.SETTING, self.vocabulary.settings, after=_IS_SET),
            words(Role.SOURCE, self.vocabulary.sources, before=_NO_MEMBER, after=_IS_CALLED),
        )

    # --- declarations ----------------------------------------------------------------------------

    def _declarations(self) -> Rules:
        return (
            self._import(),
            Region(
                "let",
                self._word("LET"),
                Role.DECLARATION,
                rf"{_LINE}|(?==)",
                (Include("literals"), *self._only(Role.CONSTANT_NAME)),
            ),
            self._declaration("FUNCTION", Role.FUNCTION_NAME, "block"),
            self._declaration("LAYER", Role.LAYER_NAME, "block"),
            self._declaration("MODEL", Role.MODEL_NAME, "block"),
            self._declaration("TRAIN", Role.MODEL_NAME, "settings"),
        )

    def _import(self) -> Region:
        names = Region("imported", self._word("IMPORT"), Role.IMPORT, "$", (Include("expression"),))
        path = (Include("literals"), names, Match(Role.NAMESPACE, _NAME), Include("expression"))
        return Region("import", self._word("FROM"), Role.IMPORT, _LINE, path)

    def _declaration(self, terminal: str, name: Role, block: str) -> Region:
        kind = terminal.lower()
        rules: Rules = (
            Include("literals"),
            self._alias(kind),
            self._bracketed("parameters", "LPAR", "RPAR", region=f"{kind}-parameters"),
            self._bracketed(block, "LBRACE", "RBRACE", region=f"{kind}-block"),
            *self._only(name),
        )
        return Region(kind, self._word(terminal), Role.DECLARATION, _HEAD_END, rules)

    def _alias(self, kind: str) -> Region:
        """`as` and what follows it: the name of a `train` block, otherwise a style."""
        other = Role.TRAIN_NAME if kind == "train" else Role.VARIABLE
        styles: tuple[Rule, ...] = () if kind == "train" else (words(Role.STYLE, self.vocabulary.styles),)
        rules = (Include("literals"), *styles, *self._only(other))
        return Region(f"{kind}-as", self._word("AS"), Role.AS, "(?=[({#])|$", rules)

    def _parameters(self) -> Rules:
        default = self._value("default", "(?=[,)])")
        return (Include("literals"), default, *self._only(Role.PARAMETER))

    def _only(self, role: Role) -> Rules:
        """For where names are of one role; the rest is a mistake there, and looks as it does elsewhere."""
        return (*self._reserved(), Match(role, _NAME), Include("expression"))

    def _word(self, terminal: str) -> str:
        """The pattern of a reserved word, which is a name behind a dot."""
        return _NO_MEMBER + self.terminals[terminal].text + WORD_END


def _role(terminal: Terminal) -> Role:
    role = terminal.role
    assert not isinstance(role, By), f"{terminal.name} is no mark or word"
    return role

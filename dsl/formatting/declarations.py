"""How a file and its declarations are laid out."""

from __future__ import annotations

from dsl.formatting.brackets import bracket
from dsl.formatting.document import HARD, NOTHING, SPACE, Document, concat
from dsl.formatting.statements import Statements
from dsl.formatting.words import Blank, Words
from dsl.syntax import tree

_WITH_BLOCK = (tree.FunctionDecl, tree.LayerDecl, tree.ModelDecl, tree.TrainDecl)


def lay_out_file(words: Words, file: tree.File) -> Document:
    """A whole file: a free line before and behind each declaration that has a block."""
    printer = _Declarations(words)
    parts: list[Document] = []
    before: tree.Decl | None = None
    for declaration in file.declarations:
        blank = Blank.ANYWHERE
        if before is not None and (isinstance(before, _WITH_BLOCK) or isinstance(declaration, _WITH_BLOCK)):
            blank = Blank.AT_LEAST_ONE
        parts += [words.gap(HARD, blank), printer.declaration(declaration)]
        before = declaration
    comments, line = words.closing(HARD)
    return concat(*parts, comments, line)


class _Declarations:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.statements = Statements(words)
        self.expressions = self.statements.expressions

    def declaration(self, node: tree.Decl) -> Document:
        """One declaration, without the line end."""
        match node:
            case tree.FileImport() | tree.ModuleImport():
                return self._import(node)
            case tree.Let(_, value):
                return concat(self._head(), self.statements.assigned(value))
            case tree.FunctionDecl() | tree.LayerDecl() | tree.ModelDecl():
                head = concat(self._head(), self._parameters(node.parameters), self._renamed())
                return concat(head, self.statements.block(node.body, self.statements.statement))
            case tree.TrainDecl():
                head = concat(self._head(), self._renamed(), self._parameters(node.parameters))
                return concat(head, self.statements.block(node.settings, self._setting))

    def _head(self) -> Document:
        """The keyword and the name."""
        return concat(self.words.take(), SPACE, self.words.take())

    def _renamed(self) -> Document:
        """` as name`, where it was written."""
        return concat(SPACE, self._head()) if self.words.next_type == "AS" else NOTHING

    def _import(self, node: tree.FileImport | tree.ModuleImport) -> Document:
        words = 1 if isinstance(node, tree.FileImport) else 2 * node.module.text.count(".") + 1
        place = concat(self.words.take(), SPACE, self.statements.taken(words), SPACE)
        return concat(place, self.words.take(), SPACE, self.statements.names(node.names))

    def _parameters(self, parameters: tuple[tree.Parameter, ...]) -> Document:
        if self.words.next_type != "LPAR":
            return NOTHING
        return bracket(self.words, parameters, self._parameter)

    def _parameter(self, parameter: tree.Parameter) -> Document:
        if parameter.default is None:
            return self.words.take()
        return concat(self.statements.taken(2), self.expressions.operand(parameter.default))

    def _setting(self, setting: tree.Setting) -> Document:
        return concat(self.words.take(), self.statements.assigned(setting.value))

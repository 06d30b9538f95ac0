"""What a piece of text is to a reader, and what each engine calls that, so that every theme colours it.

TextMate scopes are those that themes know (`entity.name.type`, `support.class`, …); `.dotmodel` is put behind them. Vim
groups are the standard ones a colour scheme sets; an empty one leaves the text as it is. Pygments has token types.
"""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """(TextMate scope, Vim group, Pygments token)."""

    # --- words of the language ---
    IMPORT = ("keyword.control.import", "Include", "Keyword.Namespace")
    DECLARATION = ("storage.type.declaration", "Structure", "Keyword.Declaration")
    AS = ("keyword.control.as", "Keyword", "Keyword")
    STATEMENT = ("keyword.other.statement", "Statement", "Keyword.Reserved")
    CONDITION = ("keyword.control.conditional", "Conditional", "Keyword")
    LOOP = ("keyword.control.loop", "Repeat", "Keyword")
    WORD_OPERATOR = ("keyword.operator.wordlike", "Operator", "Operator.Word")
    BOOLEAN = ("constant.language.boolean", "Boolean", "Keyword.Constant")
    NONE = ("constant.language.none", "Constant", "Keyword.Constant")

    # --- marks ---
    PIPE = ("keyword.operator.pipe", "Operator", "Operator")
    ARITHMETIC = ("keyword.operator.arithmetic", "Operator", "Operator")
    COMPARISON = ("keyword.operator.comparison", "Operator", "Operator")
    ASSIGNMENT = ("keyword.operator.assignment", "Operator", "Operator")
    SEPARATOR = ("punctuation.separator", "Delimiter", "Punctuation")
    ACCESSOR = ("punctuation.accessor", "Delimiter", "Punctuation")
    PARENTHESIS = ("punctuation.section.parens", "Delimiter", "Punctuation")
    BRACKET = ("punctuation.section.brackets", "Delimiter", "Punctuation")
    BRACE = ("punctuation.section.braces", "Delimiter", "Punctuation")
    ANY_DIMENSION = ("constant.language.dimension", "Special", "Keyword.Constant")
    ELLIPSIS = ("constant.language.ellipsis", "Special", "Keyword.Constant")

    # --- literals and comments ---
    HEXADECIMAL = ("constant.numeric.hex", "Number", "Number.Hex")
    OCTAL = ("constant.numeric.oct", "Number", "Number.Oct")
    BINARY = ("constant.numeric.bin", "Number", "Number.Bin")
    FLOAT = ("constant.numeric.float", "Float", "Number.Float")
    INTEGER = ("constant.numeric.dec", "Number", "Number.Integer")
    DOUBLE_QUOTED = ("string.quoted.double", "String", "String.Double")
    SINGLE_QUOTED = ("string.quoted.single", "String", "String.Single")
    ESCAPE = ("constant.character.escape", "SpecialChar", "String.Escape")
    COMMENT = ("comment.line.number-sign", "Comment", "Comment.Single")

    # --- names that are declared ---
    MODEL_NAME = ("entity.name.type.model", "Function", "Name.Class")
    LAYER_NAME = ("entity.name.type.layer", "Function", "Name.Class")
    FUNCTION_NAME = ("entity.name.function", "Function", "Name.Function")
    TRAIN_NAME = ("entity.name.type.train", "Function", "Name.Class")
    CONSTANT_NAME = ("variable.other.constant", "Identifier", "Name.Constant")
    PARAMETER = ("variable.parameter", "Identifier", "Name.Variable")
    INPUT_NAME = ("variable.other.input", "Identifier", "Name.Variable")
    WEIGHT_NAME = ("variable.other.weight", "Identifier", "Name.Variable")
    OUTPUT_NAME = ("variable.other.output", "Identifier", "Name.Variable")

    # --- names that are used ---
    CLASS = ("entity.name.type.reference", "Type", "Name.Class")
    CALL = ("entity.name.function.call", "Function", "Name.Function")
    PROPERTY = ("variable.other.property", "", "Name")
    VARIABLE = ("variable.other.readwrite", "", "Name")
    DIMENSION = ("variable.other.dimension", "Identifier", "Name.Variable")
    KEYWORD_ARGUMENT = ("variable.parameter.function-call", "Identifier", "Name.Attribute")
    KEY = ("variable.other.property.key", "Identifier", "Name.Attribute")

    # --- names of the language ---
    SETTING = ("support.variable.setting", "Label", "Name.Attribute")
    SOURCE = ("support.function.source", "Function", "Name.Builtin")
    BUILTIN = ("support.function.builtin", "Function", "Name.Builtin")
    STYLE = ("support.constant.style", "Constant", "Name.Constant")
    DTYPE = ("support.type.dtype", "Type", "Keyword.Type")
    NAMESPACE = ("entity.name.namespace", "Include", "Name.Namespace")

    # --- names of Keras ---
    LAYER = ("support.class.layer", "Type", "Name.Builtin")
    OPTIMIZER = ("support.class.optimizer", "Type", "Name.Builtin.Pseudo")
    SCHEDULE = ("support.class.schedule", "Type", "Name.Builtin.Pseudo")
    LOSS = ("support.class.loss", "Type", "Name.Builtin.Pseudo")
    METRIC = ("support.class.metric", "Type", "Name.Builtin.Pseudo")
    INITIALIZER = ("support.class.initializer", "Type", "Name.Builtin.Pseudo")
    REGULARIZER = ("support.class.regularizer", "Type", "Name.Builtin.Pseudo")
    CONSTRAINT = ("support.class.constraint", "Type", "Name.Builtin.Pseudo")
    CALLBACK = ("support.class.callback", "Type", "Name.Builtin.Pseudo")
    DTYPE_POLICY = ("support.class.dtype-policy", "Type", "Name.Builtin.Pseudo")
    APPLICATION = ("support.class.application", "Type", "Name.Builtin")
    ACTIVATION = ("support.function.activation", "Function", "Name.Builtin")
    OP = ("support.function.ops", "Function", "Name.Builtin")
    RANDOM = ("support.function.random", "Function", "Name.Builtin")

    # --- mistakes ---
    UNCLOSED = ("invalid.illegal.unclosed-string", "Error", "Error")
    BAD_ESCAPE = ("invalid.illegal.escape", "Error", "Error")
    ERROR = ("invalid.illegal", "Error", "Error")

    @property
    def scope(self) -> str:
        """The TextMate scope: `support.class.layer.dotmodel`."""
        return f"{self.value[0]}.dotmodel"

    @property
    def vim_group(self) -> str:
        """The group of ours in Vim: `dotmodelKeywordArgument`."""
        return "dotmodel" + self.name.title().replace("_", "")

    @property
    def vim_link(self) -> str:
        """The standard group that ours is drawn as; empty for plain text."""
        return self.value[1]

    @property
    def token(self) -> str:
        """The Pygments token type below `Token`: `Name.Builtin`."""
        return self.value[2]

"""E1xx: the text does not follow the grammar."""

from __future__ import annotations

from dsl.diagnostics.code import Code

SYNTAX = (
    Code(
        "E101",
        "unexpected character",
        "No word of the language has this character in it. It often comes with text that was\n"
        "copied from a page: curly quotes, long dashes, spaces that do not break a line. Inside\n"
        "strings and comments any character is allowed.",
        bad="let rate = 0.1 $\n",
        good="let rate = 0.1\n",
    ),
    Code(
        "E102",
        "unterminated string",
        "A string ends on the line it starts on, with the quote it starts with. There are no\n"
        "triple quotes; write `\\n` for a line end in a string.",
        bad='let name = "digits\n',
        good='let name = "digits"\n',
    ),
    Code(
        "E103",
        "malformed number",
        "Numbers are written as in Python: `10_000`, `0x1F`, `1e-3`, `.5`. A number other than 0\n"
        "has no leading zeros, and a `_` stands between two digits.",
        bad="let size = 012\n",
        good="let size = 12\n",
    ),
    Code(
        "E104",
        "number too large",
        "A number, whole or not, must fit into a 64-bit float: the largest is about 1.8e308.",
        bad="let rate = 1e999\n",
        good="let rate = 1e99\n",
    ),
    Code(
        "E105",
        "unknown escape in a string",
        "After a backslash, a string may have what Python knows: `\\n`, `\\t`, `\\\\`, `\\'`, `\\\"`,\n"
        "`\\x41`, `\\u00e4`, `\\N{BULLET}` and a few more. A backslash itself is written `\\\\`; paths\n"
        "are best written with `/`.",
        bad='let path = "data\\digits.npz"\n',
        good='let path = "data/digits.npz"\n',
    ),
    Code(
        "E106",
        "string with a prefix",
        'There are no f-strings, raw strings or byte strings. Join strings with `+`: `"run-" +\nname`.',
        bad='let path = f"data/digits.npz"\n',
        good='let path = "data/digits.npz"\n',
    ),
    Code(
        "E107",
        "mark of another language",
        "The operators are Python's, and `->`: write `and`, `or` and `not`, not `&&`, `||` and\n"
        "`!`. A comment starts with `#`. A statement ends at the end of its line, without `;`. A\n"
        "value is changed with `x = x + 1`.",
        bad="let size = 3;\n",
        good="let size = 3\n",
    ),
    Code(
        "E108",
        "bracket never closed",
        "A `(`, `[` or `{` has no partner. The mark is at the opening bracket; a second one shows\n"
        "where the rest of the text no longer fits.",
        bad="let shape = (3, 4\nlet size = 2\n",
        good="let shape = (3, 4)\nlet size = 2\n",
    ),
    Code(
        "E109",
        "closing bracket without a partner",
        "This bracket closes nothing, or something that was opened with another bracket.",
        bad="let shape = [3, 4)\n",
        good="let shape = [3, 4]\n",
    ),
    Code(
        "E110",
        "nested too deeply",
        "An expression is nested more than a hundred brackets or two hundred operators deep, or\n"
        "has more than ten thousand `->`. Give its parts names.",
        bad=f"let size = {'(' * 150}1{')' * 150}\n",
        good="let size = ((1))\n",
    ),
    Code(
        "E111",
        "unexpected word",
        "The text does not follow the grammar here. The message says what could stand in this\nplace.",
        bad="let size =\n",
        good="let size = 3\n",
    ),
    Code(
        "E112",
        "statement in the wrong place",
        "A file is a list of declarations (`from`, `let`, `function`, `layer`, `model`, `train`),\n"
        "and these can't be nested; all else stands inside their blocks.",
        bad="size = 3\n",
        good="let size = 3\n",
    ),
    Code(
        "E113",
        "value without a use",
        "A line holds a value and does nothing with it. Give it a name, or make it an output.",
        bad="model Digits {\n    input image: float32[8]\n    image -> Dense(10)\n}\n",
        good="model Digits {\n    input image: float32[8]\n    output image -> Dense(10)\n}\n",
    ),
    Code(
        "E114",
        "positional argument after a named one",
        "As in Python, arguments without a name come first.",
        bad="layer Tower {\n    input x\n    output x -> Dense(units=10, True)\n}\n",
        good="layer Tower {\n    input x\n    output x -> Dense(units=10, use_bias=True)\n}\n",
    ),
    Code(
        "E115",
        "parameter without a default after one with a default",
        "As in Python, parameters without a default come first.",
        bad="layer Tower(depth=2, units) {\n    input x\n    output x -> Dense(units) * depth\n}\n",
        good="layer Tower(units, depth=2) {\n    input x\n    output x -> Dense(units) * depth\n}\n",
    ),
    Code(
        "E116",
        "not a name",
        "A name is made of letters, digits and `_`, as in Python. Letters of all alphabets are\n"
        "allowed, but not those that Python takes for another one, such as a ligature or a\n"
        "full-width letter.",
        bad="let ﬁlters = 32\n",
        good="let filters = 32\n",
    ),
)

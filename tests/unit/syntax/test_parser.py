"""Trees and positions of sound texts."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.source import Source, Span
from dsl.syntax import tree
from dsl.syntax.parser import find_comments, parse

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.model"))
Node = TypeVar("Node")
EXPRESSIONS = tree.Expr.__args__  # type: ignore[attr-defined]


def parse_soundly(text: str) -> tree.File:
    file, problems = parse(Source("a.model", text))
    assert problems == []
    return file


def value_of(expression: str) -> tree.Expr:
    (let,) = parse_soundly(f"let x = {expression}").declarations
    assert isinstance(let, tree.Let)
    return let.value


def all_nodes(node: object) -> Iterator[object]:
    if isinstance(node, tuple):
        for item in node:
            yield from all_nodes(item)
    elif dataclasses.is_dataclass(node) and type(node).__module__.startswith(tree.__name__):
        yield node
        for field in dataclasses.fields(node):
            yield from all_nodes(getattr(node, field.name))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_parse(path: Path) -> None:
    parse_soundly(path.read_text("utf-8"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_text_of_every_node_is_what_was_written(path: Path) -> None:
    file = parse_soundly(path.read_text("utf-8"))
    kinds = set()
    for node in all_nodes(file.declarations):
        text = node.span.text  # type: ignore[attr-defined]
        kinds.add(type(node))
        if isinstance(node, tree.Identifier | tree.Name):
            assert text == node.text
        elif isinstance(node, EXPRESSIONS):
            bare_tuple = isinstance(node, tree.TupleExpr) and not text.startswith("(")
            assert value_of(f"({text})" if bare_tuple else text) == node
        elif isinstance(node, tree.Decl.__args__):  # type: ignore[attr-defined]
            assert parse_soundly(text).declarations == (node,)
        elif isinstance(node, tree.Stmt.__args__):  # type: ignore[attr-defined]
            (layer,) = parse_soundly(f"layer A {{ {text} }}").declarations
            assert isinstance(layer, tree.LayerDecl) and layer.body == (node,)
    if path.stem == "everything":
        written = {kind for kind in vars(tree).values() if dataclasses.is_dataclass(kind) and kind is not Span}
        assert written - kinds == {tree.File}


def test_the_whole_of_a_small_file() -> None:
    file = parse_soundly('train A as b(c=1) { data = npz("d.npz", x=[1, -2.5]) }')
    items = new(tree.ListExpr, (number("1"), new(tree.Unary, "-", number("2.5"))))
    path = new(tree.Argument, None, new(tree.String, "d.npz"))
    field = new(tree.Argument, new(tree.Identifier, "x"), items)
    call = new(tree.Call, new(tree.Name, "npz"), (path, field))
    parameter = new(tree.Parameter, new(tree.Identifier, "c"), number("1"))
    setting = new(tree.Setting, new(tree.Identifier, "data"), call)
    names = new(tree.Identifier, "A"), new(tree.Identifier, "b")
    assert file == new(tree.File, (new(tree.TrainDecl, *names, (parameter,), (setting,)),))


def new(kind: Callable[..., Node], *parts: object) -> Node:
    """A node at no place; places do not count when trees are compared."""
    return kind(*parts, Span(Source("", ""), 0, 0))


def number(text: str) -> tree.Number:
    return new(tree.Number, ast.literal_eval(text), text)


def test_arrow_binds_weakest_and_to_the_left() -> None:
    a, b, c = (new(tree.Name, name) for name in "abc")
    assert value_of("a -> b -> c") == new(tree.Pipe, new(tree.Pipe, a, b), c)
    assert value_of("a if b else c -> a") == new(tree.Pipe, new(tree.Conditional, b, a, c), a)
    assert value_of("a -> b * 3") == new(tree.Pipe, a, new(tree.Binary, "*", b, number("3")))
    assert value_of("not a -> b") == new(tree.Pipe, new(tree.Unary, "not", a), b)


def test_line_ends() -> None:
    plain = parse_soundly("model A {\n    x = y -> B(1)\n    if x { }\n    else { }\n}\n")
    for text in (
        "model A { x = y -> B(1)\n if x { } else { } }",
        "\n\n# c\nmodel A\n{\n\n# c\n\tx = y # c\n\n # c\n\t\t-> B(\n# c\n1,\n)\nif x\n{}\n\n# c\nelse\n{\n}\n# c\n}",
        "model A {\r\n    x = y -> B(1)\r\n    if x { }\r\n    else { }\r\n}\r\n",
        "\ufeffmodel A {\n    x = y\n -> B(1)\n    if x { } else { }\n}",
    ):
        assert parse_soundly(text) == plain


@pytest.mark.parametrize("text", ["", "\n", "# only a comment", "\n\n  \n# c\n\n"])
def test_empty_files(text: str) -> None:
    assert parse_soundly(text).declarations == ()


def test_comments_are_found_outside_of_strings_only() -> None:
    source = Source("a.model", 'let a = "# no" # one\n# two\nlet b = [1, # three\n2] #')
    assert [span.text for span in find_comments(source)] == ["# one", "# two", "# three", "#"]


NUMBERS = [
    "0",
    "00",
    "1_000",
    "0x1F",
    "0XfF_f",
    "0o17",
    "0b1_01",
    "1.",
    ".5",
    "1e-3",
    "1_0.2_5E+1_0",
    "0.0",
    "01.5",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_are_pythons(text: str) -> None:
    number = value_of(text)
    expected = ast.literal_eval(text)
    assert isinstance(number, tree.Number) and number.text == text
    assert (number.value, type(number.value)) == (expected, type(expected))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_strings_are_pythons(text: str) -> None:
    for literal in (repr(text), ascii(text)):
        assert value_of(literal) == new(tree.String, text)


@pytest.mark.parametrize("escape", [r"\\", r"\'", r"\"", r"\a\b\f\n\r\t\v", r"\0\12\101\1234", r"\N{BULLET}"])
def test_escapes_are_pythons(escape: str) -> None:
    assert value_of(f'"{escape}"') == new(tree.String, ast.literal_eval(f'"{escape}"'))


# --- the same structure as Python's ---

BINARY = [
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "@",
    "**",
    "and",
    "or",
    "==",
    "<",
    ">=",
    "in",
    "not in",
    "is",
    "is not",
]
ATOMS = st.sampled_from(["a", "b", "1", "2.5", "'s'", "None", "True", "[a, 1]", "(b,)", "f(a, k=b)", "a.b", "a[1:, 0]"])


def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from(BINARY), inner).map(" ".join),
        st.tuples(st.sampled_from(["-", "+", "not "]), inner).map("".join),
        st.tuples(inner, inner, inner).map(lambda parts: "{} if {} else {}".format(*parts)),
        inner.map("({})".format),
        inner.map("g({})".format),
    )


PYTHON_EXPRESSIONS = st.recursive(ATOMS, compound, max_leaves=12)


@settings(max_examples=300, deadline=None)
@given(PYTHON_EXPRESSIONS)
def test_precedence_is_pythons(text: str) -> None:
    try:
        expected = ast.parse(text, mode="eval").body
    except SyntaxError:  # `1 + not a`
        _, problems = parse(Source("a.model", f"let x = {text}"))
        assert problems
        return
    assert in_full(value_of(text)) == in_full_python(expected)


def in_full(node: object) -> str:
    """An expression with every bracket written."""
    match node:
        case tree.Unary(operator, operand):
            return f"({operator} {in_full(operand)})"
        case tree.Binary(operator, left, right) | tree.Boolean(operator, left, right):
            return f"({in_full(left)} {operator} {in_full(right)})"
        case tree.Compare(operators, operands):
            return f"({operators} {[in_full(operand) for operand in operands]})"
        case tree.Conditional(test, then, orelse):
            return f"({in_full(then)} if {in_full(test)} else {in_full(orelse)})"
        case tree.Call(callee, arguments):
            return f"{in_full(callee)}({[in_full(argument.value) for argument in arguments]})"
        case _:
            return node.span.text.strip("()")  # type: ignore[attr-defined, no-any-return]


PYTHON_OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.MatMult: "@",
    ast.Pow: "**", ast.Eq: "==", ast.Lt: "<", ast.GtE: ">=", ast.In: "in", ast.NotIn: "not in", ast.Is: "is",
    ast.IsNot: "is not", ast.USub: "-", ast.UAdd: "+", ast.Not: "not", ast.And: "and", ast.Or: "or",
}  # fmt: skip


def in_full_python(node: ast.expr) -> str:
    match node:
        case ast.UnaryOp(op=op, operand=operand):
            return f"({PYTHON_OPERATORS[type(op)]} {in_full_python(operand)})"
        case ast.BinOp(left=left, op=op, right=right):
            return f"({in_full_python(left)} {PYTHON_OPERATORS[type(op)]} {in_full_python(right)})"
        case ast.BoolOp(op=op, values=[*values, last]):  # Python holds `a and b and c` in one list
            rest = values[0] if len(values) == 1 else ast.BoolOp(op=op, values=values)
            return f"({in_full_python(rest)} {PYTHON_OPERATORS[type(op)]} {in_full_python(last)})"
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            operators = tuple(PYTHON_OPERATORS[type(op)] for op in ops)
            return f"({operators} {[in_full_python(operand) for operand in [left, *comparators]]})"
        case ast.IfExp(test=test, body=then, orelse=orelse):
            return f"({in_full_python(then)} if {in_full_python(test)} else {in_full_python(orelse)})"
        case ast.Call(func=func, args=args, keywords=keywords):
            values = [*args, *(keyword.value for keyword in keywords)]
            return f"{in_full_python(func)}({[in_full_python(value) for value in values]})"
        case _:
            return ast.unparse(node).strip("()")


def test_a_block_may_open_some_lines_below() -> None:
    blocks = parse_soundly("layer Head\n# a\n# b\n\n\n{\n input x\n if x\n\n\n\n {\n }\n output x\n}\n")
    assert blocks == parse_soundly("layer Head {\n input x\n if x {\n }\n output x\n}\n")

"""Templates only lay out: what is written is decided in Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parent.parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))

# What would be a decision, a look into a value, or quoting.
FORBIDDEN = (
    nodes.BinExpr,
    nodes.UnaryExpr,
    nodes.Compare,
    nodes.CondExpr,
    nodes.Getitem,
    nodes.Slice,
    nodes.List,
    nodes.Tuple,
    nodes.Dict,
    nodes.Filter,
    nodes.Call,
    nodes.Test,
)

# Layout: lists with commas, deeper lines, no empty lines, the body of a block that may be empty.
FILTERS = {"join", "indent", "trim"}
CALLS = {"block", "line"}
TESTS = {"assign", "do", "return", "for", "if"}


def complaint(node: nodes.Node) -> str:
    """Why a node does not belong in a template; empty where it does."""
    match node:
        case nodes.Filter(name=name) if name in FILTERS:
            return ""
        case nodes.Test(name=name) if name in TESTS:
            return ""
        case nodes.Call(node=nodes.Name(name=name)) if name in CALLS:
            return ""
        case nodes.Call(node=nodes.Getattr(attr=name)) if name in CALLS:
            return ""
        case nodes.Or(right=nodes.Const(value="pass")):
            return ""
        case nodes.Or() | nodes.And() | nodes.Not():
            return "a condition"
        case _ if isinstance(node, FORBIDDEN):
            return type(node).__name__
    return ""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_templates_decide_nothing(path: Path) -> None:
    tree = Environment(trim_blocks=True, lstrip_blocks=True).parse(path.read_text(encoding="utf-8"))
    found = [f"line {node.lineno}: {said}" for node in tree.find_all(nodes.Node) if (said := complaint(node))]
    assert not found


@pytest.mark.parametrize(
    "text",
    ["{{ a[0] }}", "{% if a == b %}{% endif %}", "{{ '%s' | format(a) }}", "{{ a + b }}", "{{ a.name() }}"],
)
def test_the_lint_sees(text: str) -> None:
    assert any(complaint(node) for node in Environment().parse(text).find_all(nodes.Node))

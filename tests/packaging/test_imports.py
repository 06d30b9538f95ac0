"""Imports go one way through the compiler, and what a command does not need it does not load."""

from __future__ import annotations

import ast
import graphlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "dsl"

# Each may import itself and what stands before it. `dsl` is the package's own face, in dsl/__init__.py.
ORDER = (
    "records", "source", "grammar", "templates", "diagnostics", "syntax", "formatting", "catalog", "ir", "analysis",
    "summary", "picture", "highlight", "codegen", "deploy", "compiler", "reading", "building", "running", "report",
    "dsl", "cli", "lsp",
)  # fmt: skip

# What only other commands need.
UNUSED = ("dsl.codegen.view", "dsl.codegen.generate", "dsl.analysis.costs.library", "dsl.formatting", "dsl.summary")

HEAVY = ("black", "jinja2", "pygls", "tensorflow", "keras", "numpy")


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def layer(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def known(target: str) -> str:
    """The module of ours that an imported name lies in: `dsl.ir.values.Expr` lies in `dsl.ir.values`."""
    while target not in MODULES and layer(target) not in ("grammar", "templates") and "." in target:
        target = target.rpartition(".")[0]
    return target


def targets(node: ast.AST, module: str) -> list[str]:
    """The modules of ours that one statement imports."""
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
        base = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
        names = [f"{base}.{alias.name}" for alias in node.names]
    return [known(name) for name in names if name.split(".")[0] == "dsl"]


def syntax_tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def test_every_package_has_its_place() -> None:
    assert {layer(module) for module in MODULES} <= set(ORDER)


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str) -> None:
    place = ORDER.index(layer(module))
    wrong = [
        f"line {getattr(node, 'lineno', 0)} imports {target}"
        for node in ast.walk(syntax_tree(module))  # inside functions too
        for target in targets(node, module)
        if ORDER.index(layer(target)) > place
    ]
    assert not wrong


def test_dataclasses_are_those_that_are_quick_to_define() -> None:
    standard = [
        module
        for module in MODULES
        for node in ast.walk(syntax_tree(module))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if any(alias.name == "dataclass" for alias in node.names) and module != "dsl.records"
    ]
    assert not standard, "import it from dsl.records"


def test_no_module_imports_itself_through_others() -> None:
    graph = {
        module: {target for node in syntax_tree(module).body for target in targets(node, module)} - {module}
        for module in MODULES
    }
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the cycle


def loaded_by(*arguments: str, among: tuple[str, ...] = HEAVY) -> list[str]:
    """Which of some modules are loaded after the command has run in a process of its own."""
    program = (
        "import json, sys\n"
        "from dsl.cli.main import entry\n"
        "sys.argv = ['dotmodel', *sys.argv[1:]]\n"
        "try:\n"
        "    code = entry()\n"
        "except SystemExit as stop:\n"
        "    code = stop.code\n"
        f"print(json.dumps([code or 0, [name for name in {among} if name in sys.modules]]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    code, loaded = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stdout + done.stderr
    return loaded


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["check", "examples/digits.model"],
        ["fmt", "tests/cases/valid/loops/input.model", "--check"],
        ["explain", "E203"],
        ["syntax", "textmate"],
        ["summary", "examples/digits.model"],
    ],
    ids=" ".join,
)
def test_light_commands_load_nothing_heavy(arguments: list[str]) -> None:
    assert loaded_by(*arguments) == []


def test_check_loads_nothing_that_only_others_need() -> None:
    assert loaded_by("check", "examples/digits.model", among=UNUSED) == []


def test_graph_loads_nothing_heavy(tmp_path: Path) -> None:
    assert loaded_by("graph", "examples/digits.model", "-o", str(tmp_path / "digits.svg")) == []


def test_compile_does_not_load_tensorflow(tmp_path: Path) -> None:
    loaded = loaded_by("compile", "examples/digits.model", "-o", str(tmp_path / "digits.py"))
    assert set(loaded) <= {"black", "jinja2"}

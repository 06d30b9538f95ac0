"""Names out of other .model files: which thing they are, what they are called, and what comes along."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

import pytest

from dsl.compiler import Compilation, Options, check_source, compile_source
from dsl.source import Missing, Source

NET = "model Net {\n    input x: float32[4]\n    output y = x -> Block(2)\n}\n"
BLOCK = "layer Block(units) {\n    input x\n    output x -> Dense(units)\n}\n"


@dataclass
class Folder:
    """Files in memory, and which of them were read."""

    files: dict[str, str]
    read: list[str] = field(default_factory=list)

    def __call__(self, name: str) -> Source:
        self.read.append(name)
        if name not in self.files:
            raise Missing("there is no such file")
        return Source(name, self.files[name])

    def compile(self, main: str = "main.model", **options: object) -> Compilation:
        return compile_source(Source(main, self.files[main]), Options(read=self, **options))  # type: ignore[arg-type]

    def code(self, main: str = "main.model", **options: object) -> str:
        compilation = self.compile(main, **options)
        assert compilation.code is not None, [(p.code, p.message) for p in compilation.problems]
        return compilation.code


def names(code: str) -> list[str]:
    """What a program declares at its top level: its constants, classes and functions, but not the usual ones."""
    found = []
    for statement in ast.parse(code).body:
        match statement:
            case ast.Assign(targets=[ast.Name(name)]) | ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                found.append(name)
            case ast.ImportFrom(names=aliases):
                found += [alias.asname or alias.name for alias in aliases]
    return [name for name in found if name not in ("build_model", "main")]


def test_the_same_file_along_two_ways_is_there_once() -> None:
    folder = Folder(
        {
            "main.model": 'from "a.model" import A\nfrom "b.model" import B\nfrom "base.model" import Block\n'
            + NET.replace("Block(2)", "A() -> B() -> Block(2)"),
            "a.model": 'from "base.model" import Block\nlayer A {\n input x\n output x -> Block(3)\n}\n',
            "b.model": 'from "base.model" import Block\nlayer B {\n input x\n output x -> Block(5)\n}\n',
            "base.model": BLOCK,
        }
    )
    assert names(folder.code()) == ["Block", "A", "B"]


def test_a_name_can_be_taken_from_a_file_that_imports_it() -> None:
    folder = Folder(
        {
            "main.model": 'from "all.model" import Block, size, loss\n'
            + NET.replace("(2)", "(size)")
            + "train Net {\n data = synthetic(8)\n loss = loss\n}\n",
            "all.model": 'from "base.model" import Block, size\nfrom my_losses import loss\n',
            "base.model": "let size = 3\n" + BLOCK,
        }
    )
    assert {"loss", "size", "Block"} <= set(names(folder.code()))


def test_paths_lead_on_from_the_importing_file() -> None:
    folder = Folder(
        {
            "nets/main.model": 'from "parts/a.model" import Block\n' + NET,
            "nets/parts/a.model": 'from "../../common/b.model" import size\n'
            + BLOCK.replace("Dense(units)", "Dense(size)"),
            "nets/parts/../../common/b.model": "let size = 3\n",
        }
    )
    folder.code("nets/main.model")
    assert folder.read == ["nets/parts/a.model", "nets/parts/../../common/b.model"]


def test_only_what_is_needed_comes_along() -> None:
    folder = Folder(
        {
            "main.model": 'from "blocks.model" import Block, Other\n' + NET,
            "blocks.model": "let unused = 1\nfrom my_layers import Odd\n"
            + BLOCK
            + "layer Other {\n input x\n output x -> Odd(unused)\n}\n",
        }
    )
    assert names(folder.code()) == ["Block"]


def test_what_comes_along_cannot_be_seen() -> None:
    hidden = "let size = 3\nlayer Inner {\n input x\n output x -> Dense(size)\n}\n"
    blocks = hidden + "layer Block(units) {\n input x\n output x -> Inner() -> Dense(units)\n}\n"
    main = 'from "blocks.model" import Block\n' + NET.replace("Block(2)", "Block(size) -> Inner()")
    problems = Folder({"main.model": main, "blocks.model": blocks}).compile().problems
    assert [(problem.code, problem.span.text) for problem in problems] == [("E201", "size"), ("E203", "Inner")]


@pytest.mark.parametrize(
    ("file", "renamed"),
    [
        ("blocks.model", "BlocksBlock"),
        ("my-res blocks.model", "MyResBlocksBlock"),
        ("3d.model", "File3dBlock"),
        ("….model", "FileBlock"),
    ],
)
def test_a_name_that_clashes_gets_that_of_its_file(file: str, renamed: str) -> None:
    folder = Folder(
        {
            "main.model": f'from "{file}" import Tower\n' + BLOCK + NET.replace("Block(2)", "Block(2) -> Tower()"),
            file: BLOCK + "layer Tower {\n input x\n output x -> Block(7)\n}\n",
        }
    )
    assert names(folder.code()) == [renamed, "Tower", "Block"]


def test_files_of_the_same_name_are_told_apart() -> None:
    tower = BLOCK + "layer {0} {{\n input x\n output x -> Block(7)\n}}\n"
    files = {f"{one}/blocks.model": tower.replace("{0}", one).replace("{{", "{").replace("}}", "}") for one in "ABC"}
    main = "".join(f'from "{one}/blocks.model" import {one}\n' for one in "ABC")
    folder = Folder({"main.model": main + NET.replace("Block(2)", "A() -> B() -> C()"), **files})
    assert names(folder.code()) == ["Block", "A", "BlocksBlock", "B", "BlocksBlock_2", "C"]


def test_python_names_that_clash() -> None:
    use = "layer {0} {\n input x\n output x -> Odd()\n}\n"
    folder = Folder(
        {
            "main.model": 'from one import Odd\nfrom "a.model" import A\nfrom "b.model" import B\n'
            + NET.replace("Block(2)", "A() -> B() -> Odd()"),
            "a.model": "from two import Odd\n" + use.replace("{0}", "A"),
            "b.model": "from one import Odd\n" + use.replace("{0}", "B"),
        }
    )
    code = folder.code()
    assert names(code) == ["Odd", "AOdd", "A", "B"]
    assert "from two import Odd as AOdd\n" in code


def test_constants_are_in_the_order_they_need_each_other() -> None:
    folder = Folder(
        {
            "main.model": 'let wide = size * 2\nfrom "a.model" import size\n' + BLOCK + NET.replace("(2)", "(wide)"),
            "a.model": "let base = 3\nlet size = base + 1\n",
        }
    )
    assert names(folder.code())[:3] == ["base", "size", "wide"]


# --- models --------------------------------------------------------------------------------------

SMALL = "model Small(size=2) {\n    input x: float32[4]\n    output y = x -> Dense(size)\n}\n"


def test_an_imported_model_can_be_trained() -> None:
    main = 'from "small.model" import Small\ntrain Small {\n data = synthetic(8)\n loss = "mse"\n}\n'
    folder = Folder({"main.model": main, "small.model": SMALL})
    compilation = folder.compile(settings={"size": "7", "train.epochs": "3"})
    assert compilation.trains
    assert compilation.code is not None
    assert "def build_model(size=7)" in compilation.code
    assert not check_source(Source("main.model", main), Options(read=folder)).problems


def test_which_model_a_file_with_imports_is_about() -> None:
    files = {"small.model": SMALL, "only.model": 'from "small.model" import Small\n'}
    files["main.model"] = files["only.model"] + NET.replace("Block(2)", "Dense(2)")
    folder = Folder(files)
    assert folder.code("only.model").startswith('"""Small, generated from only.model')
    assert folder.code().startswith('"""Net, ')
    assert folder.code(model="Small").startswith('"""Small, ')


def test_the_models_of_imported_files_are_not_chosen() -> None:
    main = 'from "small.model" import size\n' + NET.replace("Block(2)", "Dense(size)")
    folder = Folder({"main.model": main, "small.model": "let size = 2\n" + SMALL})
    assert folder.code().startswith('"""Net, ')
    assert [problem.code for problem in folder.compile(model="Small").problems] == ["E225"]
    assert [problem.code for problem in folder.compile(settings={"sizes": "1"}).problems] == ["E219"]


# --- mistakes ------------------------------------------------------------------------------------


def test_a_text_in_no_file_imports_nothing() -> None:
    text = 'from "blocks.model" import Block\n' + NET
    assert [problem.code for problem in compile_source(Source("<text>", text)).problems] == ["E236"]


def test_a_faulty_file_along_two_ways_is_reported_once() -> None:
    use = 'from "base.model" import Block\nlayer {0} {\n input x\n output x -> Block(3)\n}\n'
    folder = Folder(
        {
            "main.model": 'from "a.model" import A\nfrom "b.model" import B\n' + NET.replace("Block(2)", "A() -> B()"),
            "a.model": use.replace("{0}", "A"),
            "b.model": use.replace("{0}", "B"),
            "base.model": "layer Block(units) {\n    input x\n    output x -> Dense(units\n}\n",
        }
    )
    found = folder.compile().problems
    assert [(problem.code, problem.span.source.name) for problem in found] == [("E108", "base.model")]
    assert folder.read.count("base.model") <= 2


def test_a_long_chain_of_imports() -> None:
    count = 3000
    files = {f"f{n}.model": f'from "f{n + 1}.model" import Block\n' for n in range(count)}
    files |= {"main.model": 'from "f0.model" import Block\n' + NET, f"f{count}.model": BLOCK}
    assert names(Folder(files).code()) == ["Block"]
    files[f"f{count}.model"] = 'from "f0.model" import Block\n'
    (problem,) = Folder(files).compile().problems
    assert problem.code == "E234"
    assert len(problem.message) < 300


def test_what_an_imported_function_gives_is_told_from_the_names_of_its_own_file() -> None:
    folder = Folder(
        {
            "main.model": 'from "parts.model" import places, thirds\n'
            "model Net {\n    input x: float32[6]\n    total = places(6) -> Embedding(6, 1) -> Flatten()\n"
            "    for part in thirds(x) {\n        total = total + part\n    }\n    output y = total\n}\n",
            "parts.model": "function cut(x, n) {\n    output ops.split(x, n, axis=-1)\n}\n"
            "function thirds(x) {\n    output cut(x, 3)\n}\n"
            "function places(n=6) {\n    output count(n)\n}\n"
            "function count(n=1) {\n    output ops.reshape(ops.arange(2), (1, 2))\n}\n",
        }
    )
    assert "for part in thirds(x)" in folder.code(style="functional")

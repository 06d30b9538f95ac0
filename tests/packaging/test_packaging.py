"""What a user installs: the wheel and the sdist, each in an environment of its own without TensorFlow."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

KINDS = ("wheel", "sdist")
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "*.egg-info", "build", "dist", "runs", "node_modules"
)


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command that must succeed; nothing of this checkout is on its path."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Installed:
    """A distribution, and a folder elsewhere with an environment that it alone is installed in."""

    archive: Path
    folder: Path

    def dotmodel(self, *arguments: str | Path) -> str:
        return run(self.folder / "env" / "bin" / "dotmodel", *arguments, cwd=self.folder)

    def python(self, program: str) -> str:
        return run(self.folder / "env" / "bin" / "python", "-c", program, cwd=self.folder)


@pytest.fixture(scope="module", params=KINDS)
def installed(request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp(request.param)
    source = folder / "source"
    shutil.copytree(root, source, ignore=NOT_COPIED)  # a build must not find what an earlier one left
    run(sys.executable, "-m", "build", f"--{request.param}", "--outdir", folder / "dist", source, cwd=folder)
    (archive,) = (folder / "dist").iterdir()
    shutil.rmtree(source)
    venv.create(folder / "env", with_pip=True)
    pip = folder / "env" / "bin" / "pip"
    run(pip, "install", "--quiet", "--disable-pip-version-check", archive, cwd=folder)
    return Installed(archive, folder)


def test_version(installed: Installed) -> None:
    version = installed.archive.name.removesuffix(".tar.gz").split("-")[1]
    assert installed.dotmodel("--version").split() == ["dotmodel", version]


def test_compiles_an_example(installed: Installed, examples: Path) -> None:
    code = installed.dotmodel("compile", examples / "digits.model", "-o", "-")
    functions = [node.name for node in ast.parse(code).body if isinstance(node, ast.FunctionDef)]
    assert "build_model" in functions


def test_tensorflow_does_not_come_along(installed: Installed) -> None:
    find = "import importlib.util as u; print([n for n in ('tensorflow', 'keras', 'numpy') if u.find_spec(n)])"
    assert installed.python(find).strip() == "[]"


def test_pygments_finds_the_lexer(installed: Installed, examples: Path) -> None:
    run(installed.folder / "env" / "bin" / "pip", "install", "--quiet", "pygments", cwd=installed.folder)
    shown = run(
        installed.folder / "env" / "bin" / "pygmentize", "-f", "html", examples / "digits.model", cwd=installed.folder
    )
    assert '<span class="kd">model</span>' in shown


def test_every_module_and_data_file_is_there(installed: Installed, root: Path) -> None:
    installed_files = set(
        installed.python(
            "import dsl, pathlib\n"
            "top = pathlib.Path(dsl.__file__).parent\n"
            "print(*(p.relative_to(top).as_posix() for p in top.rglob('*') if p.is_file()), sep='\\n')"
        ).split("\n")
    )
    shipped = {"dsl": "", "grammar": "grammar/", "templates": "templates/"}
    wanted = {
        prefix + path.relative_to(root / folder).as_posix()
        for folder, prefix in shipped.items()
        for pattern in ("*.py", "*.lark", "*.j2", "*.json", "py.typed")
        for path in (root / folder).rglob(pattern)
    }
    assert wanted - installed_files == set()
    assert any(name.endswith(".lark") for name in wanted)
    assert any(name.endswith(".j2") for name in wanted)
    assert any(name.startswith("catalog/") and name.endswith(".json") for name in wanted)


def test_the_licence_comes_along(installed: Installed) -> None:
    if installed.archive.suffix == ".whl":
        names = zipfile.ZipFile(installed.archive).namelist()
    else:
        with tarfile.open(installed.archive) as archive:
            names = archive.getnames()
    assert any(name.endswith("/LICENSE") for name in names)

"""The command line as a whole: exit codes, colour, broken pipes, and faults of the compiler itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dsl
from dsl.cli import compile as compile_command
from dsl.cli import internal
from dsl.cli.main import main

COMMAND = (sys.executable, "-c", "from dsl.cli.main import entry; entry()")
ESCAPE = "\x1b["


def _run(*arguments: str, root: Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env={**known, "PYTHONPATH": str(root), **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


# --- exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["compile"],
        ["compile", "a.model", "b.model"],
        ["compile", "a.model", "--style", "modern"],
        ["compile", "a.model", "--loop", "while"],
        ["compile", "a.model", "--frobnicate"],
        ["compile", "a.model", "--", "--epochs", "3"],
        ["train"],
    ],
)
def test_wrong_use(arguments: list[str], here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "usage: dotmodel" in capsys.readouterr().err


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"dotmodel {dsl.__version__}\n"
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("compile", "check", "train"))
    for command in ("compile", "check", "train"):
        assert main([command, "--help"]) == 0


def test_exit_code_of_the_process(sound: Path, faulty: Path, root: Path, here: Path) -> None:
    codes = [_run("check", name, root=root, cwd=here).returncode for name in ("digits.model", "faulty.model")]
    assert [*codes, _run("check", root=root, cwd=here).returncode] == [0, 1, 2]


def test_output_does_not_hang_on_the_encoding(root: Path, here: Path) -> None:
    (here / "größe.model").write_text(
        'model Size {\n    input x: float32[4]\n    output y = x -> Dense(2, name="größe")\n}\n', encoding="utf-8"
    )
    done = _run("compile", "größe.model", "-o", "-", root=root, cwd=here, PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and "größe" in done.stdout.decode()
    (here / "faulty.model").write_text("model Size {\n    input x: float32[4]\n    output y = X\n}\n", encoding="utf-8")
    done = _run("check", "faulty.model", root=root, cwd=here, PYTHONIOENCODING="ascii")
    assert done.returncode == 1 and b"E201" in done.stderr


def test_program_does_not_depend_on_the_hash_seed(sound: Path, root: Path, here: Path) -> None:
    programs = {
        _run("compile", "digits.model", "-o", "-", root=root, cwd=here, PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2", "3")
    }
    assert len(programs) == 1 and programs != {b""}


# --- broken pipes and interrupts -----------------------------------------------------------------


def test_broken_pipe(sound: Path, root: Path, here: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*COMMAND, "compile", "digits.model", "-o", "-"],
            cwd=here,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_interrupt(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(compile_command, "compile_source", interrupt)
    assert main(["compile", "digits.model"]) == 130


# --- colour --------------------------------------------------------------------------------------


def test_no_colour_where_there_is_no_terminal(faulty: Path, root: Path, here: Path) -> None:
    assert ESCAPE not in _run("check", "faulty.model", root=root, cwd=here, TERM="xterm").stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no pseudo-terminals")
@pytest.mark.parametrize(
    ("environment", "colored"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colour_on_a_terminal(environment: dict[str, str], colored: bool, faulty: Path, root: Path, here: Path) -> None:
    import pty

    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [*COMMAND, "check", "faulty.model"],
            cwd=here,
            env={**known, "PYTHONPATH": str(root), **environment},
            stderr=theirs,
            check=False,
            timeout=60,
        )
        shown = os.read(ours, 100_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 1 and "E203" in shown
    assert (ESCAPE in shown) is colored


# --- faults of the compiler ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stage", "phase"),
    [
        ("dsl.compiler.gather", "running the command"),
        ("dsl.syntax.parser.lex", "parsing"),
        ("dsl.analysis.resolve.program.resolve_definition", "checking"),
        ("dsl.codegen.generate.write_model", "generating Python"),
    ],
)
@pytest.mark.parametrize("error", [RuntimeError, RecursionError, MemoryError])
def test_internal_error(
    stage: str,
    phase: str,
    error: type[Exception],
    sound: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.delenv(internal.SHOW, raising=False)
    monkeypatch.setattr(stage, fail)
    assert main(["compile", "digits.model"]) == 3
    assert not sound.with_suffix(".py").exists()
    shown = capsys.readouterr().err
    assert shown.startswith(f"internal error while {phase}: {error.__name__}")
    assert "Please report it" in shown and "Traceback" not in shown


def test_internal_error_shows_where_it_happened_on_request(
    sound: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("something is odd")

    monkeypatch.setenv(internal.SHOW, "1")
    monkeypatch.setattr("dsl.compiler.resolve", fail)
    assert main(["check", "digits.model"]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_phase_is_not_read_from_the_folders_above() -> None:
    folder = Path("/home/someone/analysis/syntax/catalog")
    code = compile("raise RuntimeError('odd')", str(folder / "dsl/cli/files.py"), "exec")
    try:
        exec(code, {})
    except RuntimeError as error:
        assert "running the command" in internal.describe(error)

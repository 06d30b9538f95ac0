"""`dotmodel compile`: what it writes, and where."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dsl.cli.main import main
from tests.unit.cli.conftest import SOUND, TWO_BLOCKS, TWO_MODELS, listing


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# --- where the program goes ----------------------------------------------------------------------


def test_default_output_is_beside_the_file(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", "digits.model"]) == 0
    ast.parse(_text(sound.with_suffix(".py")))
    assert capsys.readouterr() == ("", "")


def test_dash_prints(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = listing(here)
    assert main(["compile", "digits.model", "-o", "-"]) == 0
    assert listing(here) == before
    printed = capsys.readouterr().out
    main(["compile", "digits.model"])
    assert printed == _text(sound.with_suffix(".py"))


def test_output_in_a_new_folder_finds_the_data(sound: Path, here: Path) -> None:
    assert main(["compile", "digits.model", "--output", "made/new/out.py"]) == 0
    assert "../.." in _text(here / "made/new/out.py")


def test_same_program_from_everywhere(sound: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = set()
    (here / "elsewhere").mkdir()
    for folder, name in ((here, "digits.model"), (here / "elsewhere", "../digits.model"), (here, str(sound))):
        monkeypatch.chdir(folder)
        assert main(["compile", name]) == 0
        programs.add(sound.with_suffix(".py").read_bytes())
    assert len(programs) == 1


def test_program_is_written_with_plain_line_ends(sound: Path) -> None:
    sound.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert main(["compile", "digits.model"]) == 0
    program = sound.with_suffix(".py").read_bytes()
    assert b"\r" not in program and not program.startswith(b"\xef\xbb\xbf")
    sound.write_text(SOUND)
    main(["compile", "digits.model"])
    assert sound.with_suffix(".py").read_bytes() == program


# --- check ---------------------------------------------------------------------------------------


def test_check_of_what_is_not_there(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = listing(here)
    assert main(["compile", "digits.model", "--check"]) == 1
    assert listing(here) == before
    assert "digits.py: not there yet" in capsys.readouterr().err


def test_check_of_what_is_up_to_date(sound: Path, here: Path) -> None:
    main(["compile", "digits.model"])
    before = listing(here)
    assert main(["compile", "digits.model", "--check"]) == 0
    assert listing(here) == before


def test_check_of_what_is_older(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["compile", "digits.model"])
    old = sound.with_suffix(".py").read_bytes()
    sound.write_text(SOUND.replace("hidden=128", "hidden=64"))
    assert main(["compile", "digits.model", "--check"]) == 1
    assert sound.with_suffix(".py").read_bytes() == old
    assert "digits.py: not up to date" in capsys.readouterr().err


def test_check_needs_a_file(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", "digits.model", "--check", "-o", "-"]) == 2
    assert "--check" in capsys.readouterr().err


# --- choices -------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["sequential", "functional", "subclass", "layer"])
@pytest.mark.parametrize("loop", ["fit", "custom"])
def test_style_and_loop(style: str, loop: str, sound: Path) -> None:
    assert main(["compile", "digits.model", "--style", style, "--loop", loop]) == 0
    docstring = ast.get_docstring(ast.parse(_text(sound.with_suffix(".py"))))
    assert docstring is not None and f"(style: {style}, loop: {loop})" in docstring


def test_set_gives_a_parameter_another_default(sound: Path) -> None:
    main(["compile", "digits.model", "-o", "set.py", "--set", "hidden=256"])
    sound.write_text(SOUND.replace("hidden=128", "hidden=256"))
    main(["compile", "digits.model", "-o", "written.py"])
    assert _text(sound.with_name("set.py")) == _text(sound.with_name("written.py"))


@pytest.mark.parametrize("name", ["train.epochs", "Digits.epochs"])
def test_set_gives_a_setting_another_value(name: str, sound: Path) -> None:
    main(["compile", "digits.model", "-o", "set.py", "--set", f"{name}=3"])
    sound.write_text(SOUND.replace("epochs = 10", "epochs = 3"))
    main(["compile", "digits.model", "-o", "written.py"])
    assert _text(sound.with_name("set.py")) == _text(sound.with_name("written.py"))


def test_set_adds_a_setting(sound: Path) -> None:
    main(["compile", "digits.model", "-o", "set.py", "--set", "train.seed=5", "--set", "train.batch_size=16"])
    more = SOUND.replace("epochs = 10", "epochs = 10\n    seed = 5\n    batch_size = 16")
    sound.write_text(more)
    main(["compile", "digits.model", "-o", "written.py"])
    assert _text(sound.with_name("set.py")) == _text(sound.with_name("written.py"))


@pytest.mark.parametrize(
    ("setting", "code", "words"),
    [
        ("hiden=3", "E219", "did you mean `hidden`?"),
        ("epochs=3", "E219", "did you mean `train.epochs`?"),
        ("trian.epochs=3", "E219", "did you mean `train.epochs`?"),
        ("train.epoch=3", "E501", "did you mean `epochs`?"),
        ("train.epochs=many", "E201", "many"),
        ("train.epochs=0", "E503", "at least 1"),
        ("hidden=3 +", "E219", "is not a value"),
        ("hidden=3\nlet x = 4", "E219", "is not a value"),
        ("hidden=__import__('os')", "E201", "__import__"),
    ],
)
def test_wrong_setting(
    setting: str, code: str, words: str, sound: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = listing(here)
    assert main(["compile", "digits.model", "--set", setting]) == 1
    assert listing(here) == before
    shown = capsys.readouterr().err
    assert f"error[{code}]" in shown and words in shown
    assert f"--set {setting.partition('=')[0]}:1:" in shown


@pytest.mark.parametrize("setting", ["hidden", "=3", "hidden=", " =", ""])
def test_setting_that_is_none(setting: str, sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", "digits.model", "--set", setting]) == 2
    assert "is not NAME=VALUE" in capsys.readouterr().err


def test_model(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "two.model").write_text(TWO_MODELS)
    assert main(["compile", "two.model"]) == 1
    assert "E218" in capsys.readouterr().err
    for model in ("First", "Second"):
        assert main(["compile", "two.model", "-o", "-", "--model", model]) == 0
        assert f'"""{model}, generated from two.model' in capsys.readouterr().out
    assert main(["compile", "two.model", "-o", "-", "--model", "Secnd"]) == 1
    assert "did you mean `Second`?" in capsys.readouterr().err


def test_train(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "two.model").write_text(TWO_BLOCKS)
    assert main(["compile", "two.model"]) == 1
    assert "E218" in capsys.readouterr().err
    for block, epochs in (("Digits", 10), ("finetune", 2)):
        assert main(["compile", "two.model", "-o", "-", "--train", block]) == 0
        assert f"EPOCHS = {epochs}" in capsys.readouterr().out
    assert main(["compile", "two.model", "-o", "-", "--train", "fintune"]) == 1
    assert "did you mean `finetune`?" in capsys.readouterr().err

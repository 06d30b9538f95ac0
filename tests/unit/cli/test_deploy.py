"""`dotmodel deploy kubeflow`: what is written and where, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dsl.cli import deploy
from dsl.cli.main import main
from tests.unit.cli.conftest import SOUND, TWO_BLOCKS, listing

DEPLOY = ("deploy", "kubeflow", "digits.model")
TOGETHER = SOUND.replace("epochs = 10", 'distribute = "multi_worker"\n    loop = "custom"')


def read(path: Path) -> dict[str, Any]:
    return {each["kind"]: each for each in yaml.safe_load_all(path.read_text(encoding="utf-8"))}


def test_it_holds_the_program_that_compile_writes(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(DEPLOY) == 0
    assert main(["compile", "digits.model"]) == 0
    assert capsys.readouterr() == ("", "")
    assert sorted(listing(here)) == ["digits.model", "digits.py", "digits.yaml"]
    assert read(here / "digits.yaml")["ConfigMap"]["data"] == {"digits.py": (here / "digits.py").read_text()}


def test_another_file_and_standard_output(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*DEPLOY, "-o", "jobs/one.yaml"]) == 0
    before = listing(here)
    assert main([*DEPLOY, "-o", "-"]) == 0
    assert listing(here) == before
    assert capsys.readouterr().out == (here / "jobs/one.yaml").read_text()


def test_options(sound: Path, here: Path) -> None:
    sound.write_text(TWO_BLOCKS)
    choices = ["--train", "finetune", "--set", "hidden=7", "--gpus", "2", "--restarts", "0", "--namespace", "team"]
    assert main([*DEPLOY, *choices, "--image", "mine:1", "--", "--epochs", "5"]) == 0
    found = read(here / "digits.yaml")
    assert found["TFJob"]["metadata"] == {"name": "finetune", "namespace": "team"}
    assert "hidden=7" in found["ConfigMap"]["data"]["finetune.py"]
    (container,) = found["TFJob"]["spec"]["tfReplicaSpecs"]["Worker"]["template"]["spec"]["containers"]
    assert container["command"] == ["python", "/work/finetune.py", "--epochs", "5"]
    assert (container["image"], container["resources"]["limits"]) == ("mine:1", {"nvidia.com/gpu": 2})


def test_what_is_in_the_cluster_already(sound: Path, here: Path) -> None:
    assert main([*DEPLOY, "--namespace", "2-team", "--volume", "2.shared"]) == 0
    found = read(here / "digits.yaml")
    assert list(found) == ["ConfigMap", "TFJob"]
    assert {each["metadata"]["namespace"] for each in found.values()} == {"2-team"}
    volumes = found["TFJob"]["spec"]["tfReplicaSpecs"]["Worker"]["template"]["spec"]["volumes"]
    assert volumes[0]["persistentVolumeClaim"] == {"claimName": "2.shared"}


def test_several_workers(sound: Path, here: Path) -> None:
    sound.write_text(TOGETHER)
    assert main([*DEPLOY, "--workers", "4"]) == 0
    assert read(here / "digits.yaml")["TFJob"]["spec"]["tfReplicaSpecs"]["Worker"]["replicas"] == 4


def refused(here: Path, *arguments: str) -> int:
    """The exit code of a command that writes nothing."""
    before = listing(here)
    code = main(arguments)
    assert listing(here) == before
    return code


def test_a_faulty_file(faulty: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(here, "deploy", "kubeflow", "faulty.model") == 1
    assert "E203" in capsys.readouterr().err


def test_nothing_to_train(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound.write_text(SOUND.partition("train")[0])
    assert refused(here, *DEPLOY) == 1
    assert "there is nothing to train" in capsys.readouterr().err


def test_a_program_that_trains_alone(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(here, *DEPLOY, "--workers", "2") == 1
    assert "digits.model: this program trains alone" in capsys.readouterr().err


def test_a_program_that_is_too_large(
    sound: Path, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(deploy, "MOST", 1000)
    assert refused(here, *DEPLOY) == 1
    assert capsys.readouterr().err.endswith(" bytes, and a ConfigMap holds 1,000\n")


def test_a_file_of_someone_else(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "digits.yaml").write_text("kind: Pod\n")
    assert refused(here, *DEPLOY) == 1
    assert "not written by dotmodel" in capsys.readouterr().err
    (here / "digits.yaml").unlink()
    assert [main(DEPLOY), main([*DEPLOY, "--gpus", "1"])] == [0, 0]
    assert "nvidia.com/gpu: 1" in (here / "digits.yaml").read_text()


@pytest.mark.parametrize(
    "options",
    [
        ["--workers", "0"], ["--gpus", "-1"], ["--restarts", "x"], ["--name", "Net"], ["--name", "-a"], ["--name", ""],
        ["--name", "a" * 51], ["--name", "a\nb"], ["--name", "a\n"], ["--namespace", "A"], ["--volume", "a_b"],
        ["--storage", "10 Gi"], ["--storage", "much"], ["--image", ""], ["--image", "a b"], ["--image", "a\nb"],
    ],
)  # fmt: skip
def test_wrong_use(options: list[str], sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(here, *DEPLOY, *options) == 2
    assert f"argument {options[0]}" in capsys.readouterr().err


def test_other_clusters(sound: Path, here: Path) -> None:
    assert refused(here, "deploy", "spark", "digits.model") == 2

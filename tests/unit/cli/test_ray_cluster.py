"""`dotmodel train --cluster ray`, as far as it goes without Ray: what is refused, and what is heard from workers."""

from __future__ import annotations

import importlib.util
import sys
import types
from pathlib import Path

import pytest

from dsl.cli.main import main
from dsl.cli.ray_cluster import Ears
from tests.unit.cli.conftest import SOUND, listing

TOGETHER = SOUND.replace("epochs = 10", 'distribute = "multi_worker"\n    loop = "custom"')
TRAIN = ("train", "digits.model", "--cluster")


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The packages that seem to be installed."""
    names = {"ray", "tensorflow"}
    find = importlib.util.find_spec

    def find_spec(name: str, package: str | None = None) -> object:
        if name in ("ray", "tensorflow"):
            return object() if name in names else None
        return find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    return names


def refused(here: Path, *arguments: str) -> int:
    """The exit code of a command that writes nothing."""
    before = listing(here)
    code = main(arguments)
    assert listing(here) == before
    return code


def test_ray_is_missing(sound: Path, here: Path, installed: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    sound.write_text(TOGETHER)
    installed.remove("ray")
    assert refused(here, *TRAIN, "ray", "--workers", "2") == 1
    expected = "error: training on Ray needs Ray, which is not installed: pip install 'dotmodel[ray]'\n"
    assert capsys.readouterr().err == expected


def test_a_program_that_trains_alone(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(here, *TRAIN, "ray", "--workers", "2") == 1
    assert "digits.model: this program trains alone" in capsys.readouterr().err


def test_how_many_workers(sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(here, *TRAIN, "ray") == 2
    assert capsys.readouterr().err == "dotmodel: error: --cluster needs --workers N\n"


@pytest.mark.parametrize("address", ["", "ray://", "raylet", "10.0.0.1:6379", "spark"])
def test_what_is_no_cluster(address: str, sound: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(here, *TRAIN, address, "--workers", "2") == 2
    assert "is neither ray nor ray://ADDRESS" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cluster", "variable", "address"),
    [("ray", "", "local"), ("ray", "head:6379", "head:6379"), ("ray://head:10001", "other:6379", "ray://head:10001")],
)
def test_a_cluster_that_cannot_be_reached(
    cluster: str,
    variable: str,
    address: str,
    sound: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = []

    def init(address: str, **options: object) -> None:
        asked.append((address, "num_cpus" in options))
        raise ConnectionError("\nnobody answers\nfor long")

    monkeypatch.setitem(sys.modules, "ray", types.SimpleNamespace(init=init))
    monkeypatch.setenv("RAY_ADDRESS", variable)
    monkeypatch.delenv("RAY_AUTH_MODE", raising=False)
    sound.write_text(TOGETHER)
    assert main([*TRAIN, cluster, "--workers", "2"]) == 1
    token = "" if address == "local" else "; if the cluster wants a token, set RAY_AUTH_MODE=token"
    assert capsys.readouterr().err == f"error: no cluster of Ray can be reached at {address}: nobody answers{token}\n"
    assert asked == [(address, address == "local")]


def test_what_workers_say(capsys: pytest.CaptureFixture[str]) -> None:
    ears = Ears(lambda told: None)
    for told in [
        ("started", 0, None), ("started", 1, None),
        ("stdout", 0, "Epoch 1/2\n"), ("stdout", 1, "Epoch 1/2\n"), ("stderr", 0, "I0000 a library starts\n"),
        ("ended", 1, -9), ("ended", 0, 1),
        ("started", 1, None), ("started", 0, None), ("ended", 0, 3),
        ("ended", 1, 0),
    ]:  # fmt: skip
        ears.hear(*told)
    said = capsys.readouterr()
    assert said.out == "Epoch 1/2\n"
    assert said.err.splitlines() == [
        "[worker 1] Epoch 1/2",
        "Worker 1 has ended with signal 9, so the others are ended",
        "Starting all workers again",
        "Worker 0 has ended with exit code 3, so the others are ended",
    ]
    assert ears.code == 3


def test_the_code_of_the_first_that_failed(capsys: pytest.CaptureFixture[str]) -> None:
    ears = Ears(lambda told: None)
    for worker, code in ((0, 0), (1, -9), (2, 1)):
        ears.hear("ended", worker, code)
    assert ears.code == 137
    ears.hear("started", 0, None)
    ears.hear("started", 0, None)
    assert ears.code == 0

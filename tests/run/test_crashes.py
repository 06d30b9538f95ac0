"""Real processes that are killed, interrupted, and that find no room: nothing is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.cases.discover import LOOPS, STYLES, Case, code
from tests.run.modules import lives

pytestmark = [pytest.mark.tensorflow, pytest.mark.slow]

NET = """model Net {
    input x: float32[3]
    output label = x -> Dense(8) -> BatchNormalization() -> ReLU() -> Dropout(0.3) -> Dense(2)
}

train Net {
    data = npz("net.npz", x="inputs", label="labels")
    validation_split = 0.25
    loss = SparseCategoricalCrossentropy(from_logits=True)
    optimizer = Adam(CosineDecay(0.05, 60))
    callbacks = [EarlyStopping("loss", patience=9, restore_best_weights=True)]
    batch_size = 4
    epochs = 20
    steps_per_execution = 1
    checkpoint = "kept"
    checkpoint_seconds = 0
}
"""


def program(folder: Path, style: str = "functional", loop: str = "fit", settings: str = "") -> Path:
    """A program with its data, in a folder of its own."""
    folder.mkdir()
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((38, 3)).astype("float32")
    np.savez(folder / "net.npz", inputs=inputs, labels=(inputs.sum(axis=1) > 0).astype("int32"))
    case = Case("net", NET.replace("epochs = 20", f"epochs = 20\n    {settings}"), Path(), STYLES, LOOPS)
    path = folder / f"net_{loop}.py"
    path.write_text(code(case, style, loop), encoding="utf-8")
    return path


def end(path: Path) -> dict[str, Any]:
    """All that a training has come to."""
    with np.load(path.parent / "kept" / "state.npz") as file:
        state = {name: file[name].tobytes() for name in file if name.startswith(("model", "optimizer"))}
    return {"state": state, "history": json.loads((path.parent / "runs" / "Net" / "history.json").read_text())}


def position(path: Path) -> tuple[int, int]:
    """The epochs and steps that the checkpoint knows of."""
    with np.load(path.parent / "kept" / "state.npz") as file:
        state = json.loads(str(file["state"]))
    return state["epoch"], state["step"]


@pytest.mark.parametrize(("style", "loop"), [("subclass", "custom"), ("functional", "fit")])
def test_a_run_that_is_killed_many_times_ends_as_one_that_is_not(style: str, loop: str, tmp_path: Path) -> None:
    """25 random moments each, from the start of the process on; a run that has come to its end starts over.

    On a busy machine most of them may come before the training: then there are more.
    """
    whole, killed = (program(tmp_path / name, style, loop) for name in ("whole", "killed"))
    lives.live(whole)  # the first life waits for the server
    begun = time.monotonic()
    assert lives.live(whole, None, "--fresh")[0] == 0, lives.said(whole)
    length = time.monotonic() - begun
    draw = random.Random(7)
    kills, flags, places = 0, (), []
    while kills < 25 or (len({step for _, step in places}) <= 3 and kills < 75):
        with lives.lifetime(lives.start(killed, None, *flags)) as process:
            process.join(draw.uniform(0.2, 1) * length)
        flags = ()
        if process.exitcode == 0:
            assert end(killed) == end(whole)
            flags = ("--fresh",)
        else:
            assert process.exitcode == -signal.SIGKILL, lives.said(killed)
            kills += 1
        if (killed.parent / "kept" / "state.npz").exists():
            places.append(position(killed))
    assert lives.live(killed)[0] == 0, lives.said(killed)
    assert end(killed) == end(whole)
    assert len({step for _, step in places}) > 3, "too few kills in the middle of an epoch to tell anything"


@pytest.mark.parametrize("part", [0.0, 0.3, 0.7, 0.999, 1.0])
def test_a_state_is_never_torn(part: float, tmp_path: Path) -> None:
    path = program(tmp_path / "net")
    exitcode, _ = lives.live(path, lives.DiesWriting(9, part))
    assert exitcode == -signal.SIGKILL
    assert position(path) == (1, 0), "the eighth state is the last that was written: seven steps, and the epoch"
    exitcode, said = lives.live(path)
    assert exitcode == 0 and "after 1 epochs and 0 steps" in said


def interrupted(path: Path, signals: list[int]) -> tuple[int, str]:
    """The end of a life that gets signals once its training goes on."""
    with lives.lifetime(lives.start(path)) as process:
        limit = time.monotonic() + 60
        while not (path.parent / "kept" / "state.npz").exists() and time.monotonic() < limit:
            time.sleep(0.01)
        for number in signals:
            os.kill(process.pid, number)
        process.join(60)
    return process.exitcode, lives.said(path)


@pytest.mark.parametrize(("number", "expected"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_first_interrupt_saves_and_ends(number: int, expected: int, tmp_path: Path) -> None:
    path = program(tmp_path / "net", settings="shuffle = False")
    exitcode, said = interrupted(path, [number])
    assert exitcode == expected
    assert "Finishing the step; once more ends the program at once" in said
    assert f"Saved {path.parent}/kept/state.npz; the same command goes on from there" in said
    assert lives.live(path)[0] == 0


def test_a_full_disk_keeps_the_last_state(tmp_path: Path) -> None:
    whole, full = (program(tmp_path / name) for name in ("whole", "full"))
    assert lives.live(full, None, "--epochs", "1")[0] == 0
    before = (full.parent / "kept" / "state.npz").read_bytes()
    exitcode, said = lives.live(full, lives.limit_files)
    assert exitcode == 1
    assert said.endswith(f"{full.parent}/kept/state.npz could not be written: File too large; the last one is kept\n")
    assert (full.parent / "kept" / "state.npz").read_bytes() == before
    assert sorted(os.listdir(full.parent / "kept")) == ["best.keras", "state.npz"]
    assert lives.live(full)[0] == lives.live(whole)[0] == 0
    assert end(full) == end(whole)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = program(tmp_path / "net")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    (path.parent / "kept").mkdir(mode=0o555)
    path.with_suffix(".log").touch(mode=0o666)
    exitcode, said = lives.live(path, lives.as_nobody)
    assert exitcode == 1
    assert said.splitlines()[-1] == f"{path.parent}/kept: no checkpoint can be kept there: Permission denied"

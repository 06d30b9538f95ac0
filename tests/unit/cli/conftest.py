"""What the tests of the command line share: a folder to work in, and files that are sound or faulty."""

from __future__ import annotations

from pathlib import Path

import pytest

SOUND = """model Digits(hidden=128) {
    input image: float32[64]
    output digit = image -> Dense(hidden, activation="relu") -> Dense(10)
}

train Digits {
    data = npz("digits.npz", image="images", digit="labels")
    loss = SparseCategoricalCrossentropy(from_logits=True)
    epochs = 10
}
"""

FAULTY = """model Digits {
    input image: float32[64]
    output digit = image -> Dens(10)
}
"""

TWO_MODELS = """model First {
    input x: float32[4]
    output y = x -> Dense(1)
}

model Second {
    input x: float32[4]
    output y = x -> Dense(2)
}
"""

TWO_BLOCKS = f"""{SOUND}
train Digits as finetune {{
    data = npz("few.npz", image="images", digit="labels")
    loss = SparseCategoricalCrossentropy(from_logits=True)
    epochs = 2
}}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def sound(here: Path) -> Path:
    """A file without mistakes, in that folder."""
    (here / "digits.model").write_text(SOUND)
    return here / "digits.model"


@pytest.fixture
def faulty(here: Path) -> Path:
    """A file with one mistake, in that folder."""
    (here / "faulty.model").write_text(FAULTY)
    return here / "faulty.model"


def listing(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder under one, with what the files hold."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}

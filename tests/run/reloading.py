"""Saved models in a new process, which has run nothing but the imports of their programs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.run import programs


@dataclass(frozen=True)
class Saved:
    """A saved model: its generated program, its file, and samples to predict for."""

    program: Path
    model: Path
    samples: Path


@dataclass(frozen=True)
class Reloaded:
    """What a saved model predicts in the other process, or why it does not; `said` are warnings."""

    predictions: dict[str, str]
    said: tuple[str, ...] = ()
    failed: str = ""


class Reloader:
    """One process for many saved models, as TensorFlow takes seconds to import. It starts with the first of them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed in `close`)

    def reload(self, saved: Sequence[Saved]) -> list[Reloaded]:
        """What each of the models predicts after loading."""
        process = self._started()
        assert process.stdin is not None and process.stdout is not None
        jobs = [{name: str(path) for name, path in asdict(one).items()} for one in saved]
        process.stdin.write(json.dumps(jobs) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        assert line, f"the process ended: {self._last_errors()}"
        answers: list[dict[str, Any]] = json.loads(line)
        return [
            Reloaded(one.get("predictions", {}), tuple(one.get("said", ())), one.get("failed", "")) for one in answers
        ]

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate(timeout=60)
        self._errors.close()

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, str(programs.MODULES / "reload.py")],
                env=programs.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                text=True,
            )
        return self._process

    def _last_errors(self) -> str:
        self._errors.seek(0)
        return self._errors.read()[-2000:]

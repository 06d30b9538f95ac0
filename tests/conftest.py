"""What all tests share: a quiet TensorFlow, paths, and files of expected text that one command accepts."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

# Before any test imports TensorFlow, and for the programs that tests start: no start-up messages, and one
# thread each, so that two test workers share two cores and sums are added in one order.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_NUM_INTRAOP_THREADS", "1")
os.environ.setdefault("TF_NUM_INTEROP_THREADS", "1")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take the present output as the expected one")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """With `-v`, the table of `tests/run/test_fidelity.py`."""
    passed = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    lines = sorted(str(value) for report in passed for name, value in report.user_properties if name == "fidelity")
    if lines and config.option.verbose > 0:
        from tests.run.fidelity import heading

        terminalreporter.section("fidelity")
        terminalreporter.write_line("\n".join([heading(), *lines]))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def examples(root: Path) -> Path:
    """The folder of the example .model files."""
    return root / "examples"


@pytest.fixture(scope="session")
def accept(pytestconfig: pytest.Config) -> bool:
    """Whether expected files are to be rewritten."""
    return bool(pytestconfig.getoption("--accept"))


@pytest.fixture(scope="session")
def golden(accept: bool) -> Callable[[Path, str], None]:
    """`golden(path, text)`: the text is what the file holds; with `--accept` the file is made to hold it."""

    def check(path: Path, text: str) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if not path.exists():
            pytest.fail(f"{path.relative_to(ROOT)} is not there yet: look at the output, then `make accept`")
        assert text == path.read_text(encoding="utf-8"), f"{path.relative_to(ROOT)} differs; `make accept` takes it"

    return check


@pytest.fixture
def seconds() -> Callable[[Callable[[], object]], float]:
    """`seconds(run)`: the processor's time that a call takes in a process that holds nothing else.

    The collector of garbage does not walk the objects of earlier tests, among them all of TensorFlow.
    """

    def timed(run: Callable[[], object]) -> float:
        start = time.process_time()
        run()
        return time.process_time() - start

    gc.collect()
    gc.freeze()
    return timed

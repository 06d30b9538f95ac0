"""The engines, where they are there; and every sound .model file of the repository."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.editors import engines


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "model_file" in metafunc.fixturenames:
        metafunc.parametrize("model_file", MODEL_FILES, ids=lambda path: path.relative_to(engines.ROOT).as_posix())


MODEL_FILES = (
    *sorted((engines.ROOT / "examples").glob("*.model")),
    *sorted((engines.ROOT / "tests" / "cases" / "valid").glob("*/*.model")),
    *sorted((engines.ROOT / "tests" / "unit" / "syntax" / "samples").glob("*.model")),
    engines.HERE / "samples" / "places.model",
)


@pytest.fixture(scope="session")
def modules(pytestconfig: pytest.Config) -> Path:
    """The folder of the packages that tests with node need."""
    for command in ("node", "npm"):
        if shutil.which(command) is None:
            pytest.skip(f"needs {command}, which is not installed")
    assert pytestconfig.cache is not None
    return engines.node_modules(Path(pytestconfig.cache.mkdir("editors-node")))


@pytest.fixture(scope="session")
def vim() -> None:
    """Skips where there is no Vim, or one that was built without highlighting."""
    if shutil.which("vim") is None:
        pytest.skip("needs vim, which is not installed")
    if "+syntax" not in engines.run("vim", "--version"):
        pytest.skip("needs a vim with +syntax; this one was built without")


@pytest.fixture(scope="session")
def textmate_painted(modules: Path) -> dict[Path, engines.Painted]:
    """All files in one process: starting node takes longer than reading them."""
    return dict(zip(MODEL_FILES, engines.textmate(modules, MODEL_FILES), strict=True))


@pytest.fixture(scope="session")
def vim_painted(vim: None, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, engines.Painted]:
    """All files in one process."""
    painted = engines.vim(MODEL_FILES, tmp_path_factory.mktemp("vim"))
    return dict(zip(MODEL_FILES, painted, strict=True))

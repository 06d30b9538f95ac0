"""The cache of the parser: faster, and never in the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsl.source import Source
from dsl.syntax import loading
from dsl.syntax.parser import parse

TEXT = "model A { input x: float32[3]\n output x -> Dense(1) }"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache directory, used by the next call of `load_parser`."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    loading.load_parser.cache_clear()
    yield tmp_path / "dotmodel"
    loading.load_parser.cache_clear()


def parse_anew() -> object:
    loading.load_parser.cache_clear()
    file, problems = parse(Source("a.model", TEXT))
    assert problems == []
    return file


def test_a_warm_cache_gives_the_same_trees(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = parse_anew()
    (path,) = cache.iterdir()
    assert path.suffix == ".json"
    monkeypatch.setattr(loading, "make_parser", None)  # not needed any more
    assert parse_anew() == cold


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"data": {}, "memo": {}}', "\0\udcff"])
def test_a_broken_cache_is_made_anew(cache: Path, content: str) -> None:
    tree = parse_anew()
    (path,) = cache.iterdir()
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert parse_anew() == tree
    assert set(json.loads(path.read_bytes())) == {"data", "memo"}


def test_a_cut_off_cache_is_made_anew(cache: Path) -> None:
    tree = parse_anew()
    (path,) = cache.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert parse_anew() == tree


def test_no_place_for_a_cache(cache: Path) -> None:
    cache.write_text("a file where the directory should be")
    parse_anew()


def test_a_directory_in_place_of_the_cache(cache: Path) -> None:
    parse_anew()
    (path,) = cache.iterdir()
    path.unlink()
    path.mkdir()
    parse_anew()
    assert [one.name for one in cache.iterdir()] == [path.name]


def test_no_home(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)

    def no_home() -> Path:
        raise RuntimeError("no home directory")

    monkeypatch.setattr(Path, "home", no_home)
    parse_anew()

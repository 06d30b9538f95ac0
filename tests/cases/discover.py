"""The cases: a folder with `input.model`, and the programs that it is expected to become.

A folder may hold `options.txt` with lines such as `styles: functional subclass` and `loops: fit`; without it the
case is written in every style that the compiler does not refuse, and with both loops where it trains. Other .model
files of the folder are there to be imported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dsl.compiler import Compilation, Options, compile_source
from dsl.reading import read_file
from dsl.source import Source

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent.parent / "examples"
STYLES = ("sequential", "functional", "subclass", "layer")
LOOPS = ("fit", "custom")

# A model that cannot be sequential.
NOT_A_CHAIN = "E602"


@dataclass(frozen=True)
class Case:
    """A .model file, and the folder of the programs that are expected of it; it imports files out of `folder`."""

    name: str
    text: str
    expected: Path
    styles: tuple[str, ...]
    loops: tuple[str, ...]
    folder: Path | None = None

    @property
    def trains(self) -> bool:
        return re.search(r"^train ", self.text, re.MULTILINE) is not None

    def without_training(self) -> Case:
        """The same models, with no `train` block after them."""
        return Case(self.name, re.split(r"^train ", self.text, flags=re.MULTILINE)[0], *self._rest())

    def with_training(self, block: str) -> Case:
        """The same models, with another `train` block."""
        return Case(self.name, f"{self.without_training().text}\n{block}\n", *self._rest())

    def _rest(self) -> tuple[Path, tuple[str, ...], tuple[str, ...], Path | None]:
        return self.expected, self.styles, self.loops, self.folder

    def blocks(self) -> list[str]:
        """The names of the `train` blocks, where there are several to choose from."""
        found = [own or model for model, own in re.findall(r"^train (\w+)(?: as (\w+))?", self.text, re.MULTILINE)]
        return found if len(found) > 1 else []

    def variants(self) -> dict[str, tuple[str, str | None, str | None]]:
        """Style, loop and `train` block of each expected program, by the name of its file."""
        if not self.trains:
            return {f"{style}.py": (style, None, None) for style in self.styles}
        return {
            "_".join(filter(None, (block, style, f"{loop}.py"))): (style, loop, block)
            for block in self.blocks() or [None]
            for style in self.styles
            for loop in self.loops
        }


def compiled_anew(
    case: Case,
    style: str | None,
    loop: str | None,
    folder: str = "",
    model: str | None = None,
    train: str | None = None,
) -> Compilation:
    """What the compiler makes of a case; the file is called like the case. Of several blocks the first is meant."""
    if model is None and train is None:
        train = next(iter(case.blocks()), None)
    source = Source(f"{case.name}.model", case.text)
    read = None if case.folder is None else importer(case.folder, source)
    return compile_source(source, Options(style=style, loop=loop, folder=folder, model=model, train=train, read=read))


_kept = cache(compiled_anew)


def compiled(
    case: Case,
    style: str | None,
    loop: str | None,
    folder: str = "",
    model: str | None = None,
    train: str | None = None,
) -> Compilation:
    """The same, once for all tests; there is no loop where nothing is trained."""
    return _kept(case, style, loop if case.trains else None, folder, model, train)


def importer(folder: Path, main: Source) -> Callable[[str], Source]:
    """What reads the files that a case imports; they are shown by their path in its folder."""
    sources = {main.name: main}

    def read(name: str) -> Source:
        name = os.path.normpath(name)
        if name not in sources:
            sources[name] = Source(name, read_file(str(folder / name)).text)
        return sources[name]

    return read


def is_refused(case: Case, style: str) -> bool:
    """Whether the model cannot be written in the style: every style but one takes any model."""
    if style != "sequential":
        return False
    return any(problem.code == NOT_A_CHAIN for problem in compiled(case, style, LOOPS[0]).problems)


def code(
    case: Case,
    style: str | None,
    loop: str | None = None,
    folder: str = "",
    model: str | None = None,
    train: str | None = None,
) -> str:
    """The program of a case that has no errors."""
    compilation = compiled(case, style, loop, folder, model, train)
    assert compilation.code is not None, [(p.code, p.message, p.span.text) for p in compilation.problems]
    return compilation.code


@cache
def valid_cases() -> tuple[Case, ...]:
    """The folders of `valid/`."""
    return tuple(_valid(folder) for folder in sorted((HERE / "valid").iterdir()) if folder.is_dir())


@cache
def example_cases() -> tuple[Case, ...]:
    """The .model files of `examples/`, in every style and with both loops."""
    return tuple(
        Case(path.stem, path.read_text(encoding="utf-8"), HERE / "examples" / path.stem, STYLES, LOOPS, EXAMPLES)
        for path in sorted(EXAMPLES.glob("*.model"))
    )


def _valid(folder: Path) -> Case:
    options = _options(folder / "options.txt")
    text = (folder / "input.model").read_text(encoding="utf-8")
    styles, loops = options.get("styles", STYLES), options.get("loops", LOOPS)
    return Case(folder.name, text, folder / "expected", styles, loops, folder)


def _options(path: Path) -> dict[str, tuple[str, ...]]:
    if not path.exists():
        return {}
    pairs = (line.partition(":") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {key.strip(): tuple(values.split()) for key, _, values in pairs}

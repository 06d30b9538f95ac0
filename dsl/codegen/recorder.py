"""Steps as they are put down, and the blocks they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dsl.codegen.steps import Step


class Recorder:
    """The steps of the block that is being written.

    `blocks` leads from the body to that block: what kind each is (`body`, `loop` or `branch`), and its number.
    """

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.blocks: list[tuple[str, int]] = []
        self._opened = 0

    def add(self, step: Step) -> None:
        """Put down one step."""
        self.steps.append(step)

    @contextmanager
    def inside(self, kind: str) -> Iterator[list[Step]]:
        """Collect the steps of a block of its own."""
        outside, self.steps = self.steps, []
        self._opened += 1
        self.blocks.append((kind, self._opened))
        yield self.steps
        self.blocks.pop()
        self.steps = outside

    @property
    def loops(self) -> int:
        """How many loops the present block is inside of."""
        return sum(kind == "loop" for kind, _ in self.blocks)

    def is_within(self, blocks: tuple[tuple[str, int], ...]) -> bool:
        """Whether the present block is the given one, or inside of it."""
        return tuple(self.blocks[: len(blocks)]) == blocks

    @property
    def is_outermost_loop(self) -> bool:
        """Whether the present block is the body of a loop that stands in no other loop."""
        return self.loops == 1 and self.blocks[-1][0] == "loop"

"""What is wrong with a .model file, as a value: the compiler collects these, others draw them."""

from __future__ import annotations

from enum import Enum

from dsl.records import dataclass
from dsl.source import Span


class Severity(Enum):
    """How bad it is: an error stops the compilation, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Label:
    """A word about another place that has to do with the fault."""

    span: Span
    text: str


@dataclass(frozen=True)
class Fix:
    """One edit that would mend the fault: replace the text of `span` by `replacement`.

    `is_sure` tells what can only have been meant from a guess, such as another name of the file that is spelled alike;
    `dotmodel check --fix` makes no guesses.
    """

    span: Span
    replacement: str
    text: str
    is_sure: bool = True


@dataclass(frozen=True)
class Diagnostic:
    """One mistake at one place.

    `code` is a row of `dsl.diagnostics.codes`; `message` is one sentence, `help` the words beside the marked
    text ("did you mean `Dense`?"), `notes` whole lines below the drawing.
    """

    code: str
    message: str
    span: Span
    help: str = ""
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    fix: Fix | None = None

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code.startswith("W") else Severity.ERROR

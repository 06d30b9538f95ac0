"""The page: what is shown of a run, and the HTML that it becomes."""

from __future__ import annotations

import base64
import math
import statistics
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from dsl.ir.interface import Interface
from dsl.records import dataclass
from dsl.report.charts import Line, curves, histogram, scatter
from dsl.report.matrix import Confusion, confusion
from dsl.report.scales import duration, number, percent, share

if TYPE_CHECKING:
    from jinja2 import Environment

VALIDATION = "val_"
MAX_SCORES = 30  # classes that are listed one by one


@dataclass(frozen=True)
class Run:
    """What is known of a run: `run.json`, `history.json`, `test.json`, and how predictions and the truth go together.

    `file` is the name of the .model file, `picture` the architecture as SVG, or empty.
    """

    file: str
    interface: Interface
    record: Mapping[str, Any]
    history: Mapping[str, Sequence[float]]
    test: Mapping[str, float]
    compared: Mapping[str, Any]
    picture: str


@dataclass(frozen=True)
class Fact:
    """A number to read first."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Curve:
    """A metric: its drawing, and its last values in training and validation."""

    name: str
    drawing: str
    training: str
    validation: str


@dataclass(frozen=True)
class Residuals:
    """Numbers that are predicted: both drawings, and what they come to."""

    scatter: str
    histogram: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Comparison:
    """One output; one of the two, or none where the forms of predictions and truth tell nothing."""

    name: str
    confusion: Confusion | None
    residuals: Residuals | None


def render_page(run: Run) -> str:
    """The HTML of the report: one file that loads nothing."""
    samples = run.compared["samples"]
    return _environment().get_template("page.html.j2").render(
        run=run,
        facts=_facts(run),
        curves=_curves(run.history),
        comparisons=[_comparison(name, each) for name, each in run.compared["outputs"].items()],
        compared_on=f"{samples:,} {run.compared['data']} sample{'' if samples == 1 else 's'}",
        test=[(name, number(value)) for name, value in run.test.items()],
        used=[(name, str(value)) for name, value in run.record["settings"].items()],
        environment_rows=_environment_rows(run),
        picture=base64.b64encode(run.picture.encode()).decode(),
        max_scores=MAX_SCORES,
    )  # fmt: skip


def _facts(run: Run) -> list[Fact]:
    """The last values of the metrics, the loss last, and what the run took."""
    held = {
        name.removeprefix(VALIDATION): values for name, values in run.history.items() if name.startswith(VALIDATION)
    }
    where = "validation" if held else "training"
    shown = held or {name: values for name, values in run.history.items() if name != "learning_rate"}
    names = sorted(shown, key=lambda name: (name.endswith("loss"), name == "loss"))
    chosen = [name for name in names if not name.endswith("loss")][:3] + [name for name in names if name == "loss"]
    facts = [Fact(name, number(shown[name][-1]), where) for name in chosen if shown[name]]
    seconds = run.record["seconds"]
    epochs = max((len(values) for values in run.history.values()), default=0)
    facts.append(Fact("epochs", f"{epochs:,}", f"of {run.record['settings']['epochs']:,}"))
    if seconds and run.record["steps"]:
        # The first epoch has the time in it that TensorFlow takes to trace the model.
        step = statistics.median(seconds[1:] or seconds) / run.record["steps"]
        facts.append(Fact("time per step", duration(step), f"{duration(math.fsum(seconds))} in all"))
    facts.append(Fact("parameters", f"{run.compared['parameters']:,}"))
    return facts


def _curves(history: Mapping[str, Sequence[float]]) -> list[Curve]:
    names = list(dict.fromkeys(name.removeprefix(VALIDATION) for name in history))
    names.sort(key=lambda name: (name != "loss", name == "learning_rate"))
    found = []
    for name in names:
        lines = [
            Line(role, label, values)
            for role, label, key in (("train", "training", name), ("held", "validation", VALIDATION + name))
            if (values := history.get(key))
        ]
        last = {line.role: number(line.values[-1]) for line in lines}
        if lines:
            found.append(Curve(name, curves(name, lines), last.get("train", ""), last.get("held", "")))
    return found


def _comparison(name: str, found: Mapping[str, Any] | None) -> Comparison:
    if found is None:
        return Comparison(name, None, None)
    if found["kind"] == "confusion":
        return Comparison(name, confusion(found["matrix"]), None)
    facts = (
        Fact("mean absolute error", number(found["mean_absolute_error"])),
        Fact("root mean squared error", number(found["root_mean_squared_error"])),
        Fact("R²", number(found["r2"])),
    )
    return Comparison(
        name, None, Residuals(scatter(found["points"]), histogram(found["counts"], found["edges"]), facts)
    )


def _environment_rows(run: Run) -> list[tuple[str, str]]:
    versions = run.record["versions"]
    rows = [("device", ", ".join(run.record["devices"]))]
    rows += [(name, str(version)) for name, version in versions.items()]
    seconds = run.record["seconds"]
    if seconds:
        rows.append(("first epoch", duration(seconds[0])))
        rows.append(("epoch, median", duration(statistics.median(seconds[1:] or seconds))))
        rows.append(("steps in an epoch", f"{run.record['steps']:,}" if run.record["steps"] else "–"))
    return rows


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("dsl.report", ""),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
    )
    environment.filters["share"] = share
    environment.filters["percent"] = percent
    return environment

"""Names of metrics under which the history has something else."""

from __future__ import annotations

from dsl.analysis.lints.objects import NotWritten, by_output, use_of
from dsl.analysis.problems import Problems
from dsl.catalog import Catalog, Category
from dsl.ir.training import Training

_TAKEN = "loss"


def warn_of_metric_names(training: Training, outputs: tuple[str, ...], catalog: Catalog, problems: Problems) -> None:
    """Report metrics whose figures would take the place of the loss."""
    for setting in ("metrics", "weighted_metrics"):
        for output, value in by_output(training, setting, outputs):
            metric = use_of(value, Category.METRICS, catalog)
            try:
                taken = metric is not None and metric.literal("name") == _TAKEN
            except NotWritten:
                continue
            if metric is not None and taken:
                lost = _TAKEN if len(outputs) == 1 else f"{output}_{_TAKEN}"
                message = f"the history has the loss under `{lost}`, and this metric would take its place"
                problems.report("W511", message, metric.arguments["name"].span, "give it another name")

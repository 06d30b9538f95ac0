"""All warnings: about a file as it is written, and about one model as it is trained."""

from __future__ import annotations

from dsl.analysis.lints.callbacks import warn_of_callbacks
from dsl.analysis.lints.data import warn_of_data
from dsl.analysis.lints.flags import warn_of_flags
from dsl.analysis.lints.frozen import warn_of_frozen
from dsl.analysis.lints.hidden import warn_of_hidden
from dsl.analysis.lints.layer_numbers import warn_of_layer_numbers
from dsl.analysis.lints.loss_numbers import warn_of_loss_numbers
from dsl.analysis.lints.losses import losses_of, warn_of_losses
from dsl.analysis.lints.metric_names import warn_of_metric_names
from dsl.analysis.lints.metrics import warn_of_metrics
from dsl.analysis.lints.optimizers import warn_of_optimizers
from dsl.analysis.lints.pairings import warn_of_pairings
from dsl.analysis.lints.scans import warn_of_scans
from dsl.analysis.lints.squashed import warn_of_squashed
from dsl.analysis.lints.tables import warn_of_tables, warn_of_words
from dsl.analysis.lints.unused import warn_of_unused
from dsl.analysis.problems import Problems
from dsl.catalog import Catalog
from dsl.ir.graph import Graph
from dsl.ir.program import Program
from dsl.ir.training import Training
from dsl.source import Source
from dsl.syntax import tree


def lint_file(program: Program, file: tree.File, source: Source, catalog: Catalog, problems: Problems) -> None:
    """Report what is never used, names that hide others, and what is strange in layers."""
    warn_of_unused(program, file, source, problems)
    warn_of_hidden(program, file, catalog, problems)
    warn_of_frozen(program, problems)
    warn_of_flags(program, problems)
    warn_of_layer_numbers(program, problems)


def lint_graph(graph: Graph, problems: Problems) -> None:
    """Report what is known of a model only once its shapes are."""
    warn_of_scans(graph, problems)
    warn_of_squashed(graph, problems)
    warn_of_tables(graph, problems)


def lint_training(graph: Graph, training: Training, catalog: Catalog, problems: Problems) -> None:
    """Report losses, metrics, callbacks and optimizers that do not go together, or with which nothing is learned."""
    outputs = tuple(port.name for port in graph.outputs)
    warn_of_data(training, problems)
    warn_of_words(graph, training, problems)
    losses = losses_of(graph, training, catalog)
    warn_of_losses(losses, problems)
    warn_of_pairings(losses, problems)
    warn_of_loss_numbers(losses, training, problems)
    warn_of_metrics(losses, training, catalog, problems)
    warn_of_metric_names(training, outputs, catalog, problems)
    warn_of_callbacks(training, outputs, catalog, problems)
    warn_of_optimizers(training, catalog, problems)

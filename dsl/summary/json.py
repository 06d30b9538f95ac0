"""The summary of a model as data for programs."""

from __future__ import annotations

import json

from dsl.ir.graph import TensorSpec
from dsl.summary.costs import Amount, Costs
from dsl.summary.report import Report, Row
from dsl.summary.titles import value_text


def render_json(report: Report) -> str:
    """One object; a number that is not known is null, and `at_least` says which totals are only a part."""
    data = {
        "model": report.graph.model,
        "parameters": {name: value_text(value) for name, value in report.graph.parameters.items()},
        "batch_size": report.batch_size,
        "complete": report.graph.complete,
        "rows": [_row(row) for row in report.rows],
        "outputs": [{"name": port.name, **_spec(port.spec)} for port in report.graph.outputs],
        "shared": list(report.shared),
        "totals": _totals(report.totals),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _row(row: Row) -> dict[str, object]:
    costs = row.costs
    return {
        "kind": row.kind,
        "name": row.name or None,
        "layer": row.title,
        "outputs": [_spec(spec) for spec in row.outputs],
        "trainable": _known(costs.trainable),
        "non_trainable": _known(costs.non_trainable),
        "multiply_adds": _known(costs.multiply_adds),
        "shared": row.is_shared,
        "rows": [_row(inner) for inner in row.rows],
    }


def _spec(spec: TensorSpec) -> dict[str, object]:
    return {"shape": None if spec.shape is None else list(spec.shape), "dtype": spec.dtype}


def _known(amount: Amount) -> int | None:
    return amount.known if amount.is_exact else None


def _totals(costs: Costs) -> dict[str, object]:
    amounts = {
        "parameters": costs.trainable + costs.non_trainable,
        "trainable": costs.trainable,
        "non_trainable": costs.non_trainable,
        "multiply_adds": costs.multiply_adds,
        "weight_bytes": costs.weight_bytes,
        "activation_bytes": costs.activation_bytes,
    }
    known: dict[str, object] = {name: amount.known for name, amount in amounts.items()}
    return {**known, "at_least": [name for name, amount in amounts.items() if not amount.is_exact]}

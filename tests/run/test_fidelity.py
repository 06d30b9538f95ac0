"""The fidelity matrix: every example and every feature, in every style and with both loops, comes to the same.

A row is one model and its training, a column a style and a loop. In each row all cells have to have

- the same weights, bit for bit, before the training;
- the same history, number for number: on one CPU thread all of them run the same graph;
- the same predictions after it, bit for bit;
- and these again from the saved model, in a process that has only imported the generated program; files that hold the
  same, as the two loops of a style save them, are loaded once.

`pytest -v` shows the table at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.cases import discover
from tests.cases.discover import Case
from tests.run import fidelity, programs, saving
from tests.run.fidelity import Row
from tests.run.modules.reload import predictions
from tests.run.reloading import Reloader

pytestmark = [pytest.mark.tensorflow, pytest.mark.slow]

# Where a model and its layers have losses of their own, a class adds them up in another order than a functional model.
SUMMED_OTHERWISE = {"sampling"}

ROWS = [*fidelity.example_rows(), *fidelity.feature_rows()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_all_cells_of_a_row_agree(
    row: Row,
    tmp_path: Path,
    reloader: Reloader,
    record_property: Callable[[str, object], None],
    request: pytest.FixtureRequest,
) -> None:
    if "keras_dataset" in row.case.text:
        request.getfixturevalue("small_mnist")
    fidelity.write_data(tmp_path)
    cells = {column: fidelity.run(row, column, tmp_path) for column in fidelity.columns(row)}
    first = next(iter(cells.values()))
    record_property("fidelity", fidelity.line(row, cells))
    for column, cell in cells.items():
        assert sorted(cell.weights) == sorted(first.weights), f"weights at the start: {column}"
        if row.name in SUMMED_OTHERWISE:
            assert close(cell.results["history.json"], first.results["history.json"]), f"history: {column}"
        else:
            assert cell.results == first.results, f"history: {column}"
        assert cell.predictions == first.predictions, f"predictions: {column}"
    kept = {saving.content(cell.saved): (column, cell) for column, cell in cells.items()}  # each kind of file once
    again = reloader.reload([cell.saved for _, cell in kept.values()])
    for (column, cell), loaded in zip(kept.values(), again, strict=True):
        assert not loaded.failed and not loaded.said, f"loading: {column}: {loaded.failed} {loaded.said}"
        assert loaded.predictions == cell.predictions, f"predictions after loading: {column}"


def close(ours: dict[str, list[float]], theirs: dict[str, list[float]]) -> bool:
    """Whether two histories agree to 1e-5 of their numbers."""
    return list(ours) == list(theirs) and all(ours[name] == pytest.approx(theirs[name], rel=1e-5) for name in ours)


def test_every_feature_has_a_row() -> None:
    found = {feature for row in fidelity.feature_rows() for feature in row.features}
    assert sorted(found) == sorted(fidelity.FEATURES)


MASK_AFTER_ATTENTION = """model M {
    input tokens: int32[?]
    words = tokens -> Embedding(9, 4, mask_zero=True)
    seen = (words, words) -> MultiHeadAttention(2, 3)
    output y = [seen -> GRU(3), words -> GRU(3)] -> Concatenate()
}
"""


@pytest.mark.parametrize("style", ["subclass", "layer"])
def test_attention_of_keras_takes_the_mask_of_its_inputs_away(style: str, tmp_path: Path) -> None:
    """In a class only: what is called on `words` later sees no mask. docs/generated-programs.md says so."""
    case = Case("masked", MASK_AFTER_ATTENTION, Path(), discover.STYLES, ())
    tokens = np.array([[1, 2, 0, 0], [3, 4, 5, 0]], "int32")
    found = [predictions(programs.build(case, name, tmp_path), tokens) for name in ("functional", style)]
    assert found[0] != found[1], "Keras leaves the mask alone by now: take it out of the documents"


STATEFUL = """model M {
    input x: float32[3, 2](batch_size=4)
    output y = x -> SimpleRNN(3, stateful=True) -> Dense(1)
}
"""


@pytest.mark.parametrize("style", ["subclass", "layer"])
def test_keras_cannot_build_a_stateful_layer_inside_of_another(style: str, tmp_path: Path) -> None:
    case = Case("stateful", STATEFUL, Path(), discover.STYLES, ())
    programs.build(case, "functional", tmp_path)
    with pytest.raises(ValueError, match="stateless scope"):
        programs.build(case, style, tmp_path)

"""The page about a run, from what is known of it: no run, no TensorFlow."""

from __future__ import annotations

import math

import pytest

from dsl.ir.interface import Interface
from dsl.report.charts import Line, curves
from dsl.report.matrix import confusion
from dsl.report.page import Run, render_page
from dsl.report.scales import Scale, covering, duration, number, tick_texts

EVIL = "<script>\"&'</script>"


def run(history: dict[str, list[float]], outputs: dict[str, object] | None = None) -> Run:
    return Run(
        file=f"{EVIL}.model",
        interface=Interface(EVIL, "runs/x", (), ("y",), (), ((EVIL, EVIL),), "functional", "fit"),
        record={
            "settings": {"epochs": 3, "batch_size": 8, EVIL: EVIL},
            "devices": [EVIL],
            "versions": {"tensorflow": EVIL},
            "steps": 5,
            "seconds": [2.0, 0.1, 0.3],
        },
        history=history,
        test={EVIL: 0.5},
        compared={"data": "validation", "samples": 9, "parameters": 1234, "outputs": outputs or {}},
        picture="<svg/>",
    )


def test_nothing_of_the_run_is_markup() -> None:
    page = render_page(run({EVIL: [1.0, 0.5], f"val_{EVIL}": [1.0, 0.5]}))
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") > 8


def test_time_per_step_leaves_out_the_first_epoch() -> None:
    assert "<b>40 ms</b>" in render_page(run({"loss": [1.0, 0.5, 0.4]}))


@pytest.mark.parametrize("values", [[math.nan] * 3, [1.0, math.inf, 2.0], [0.0], [1e9, 1e-9], [3.0, 3.0]])
def test_curves_of_any_numbers(values: list[float]) -> None:
    drawing = curves("loss", [Line("train", "training", values)])
    numbers = [part for part in ("nan", "inf") if part in drawing.lower().replace("–", "")]
    assert not numbers
    assert drawing.count('class="band"') == len(values)
    assert drawing.count('class="dot') == (0 if all(math.isnan(value) for value in values) else 1)


def test_confusion() -> None:
    found = confusion([[3, 1, 0], [0, 4, 0], [0, 0, 0]])
    assert found.accuracy == 7 / 8
    assert [(pair.true, pair.given, pair.count) for pair in found.pairs] == [(0, 1, 1)]
    assert [(s.samples, s.precision, s.recall, s.f1) for s in found.scores] == [
        (4, 1.0, 0.75, 6 / 7),
        (4, 0.8, 1.0, 8 / 9),
        (0, None, None, None),
    ]
    assert confusion([[0] * 60] * 60).rows == ()


def test_scales() -> None:
    assert Scale(0, 1, 0, 100).ticks() == pytest.approx((0, 0.25, 0.5, 0.75, 1))
    assert tick_texts((0, 0.25, 0.5)) == ("0.00", "0.25", "0.50")
    assert tick_texts((-20, 0, 20)) == ("−20", "0", "20")
    assert covering([], 0, 1).low < 0 < covering([], 0, 1).high
    assert [number(value) for value in (0.94722, 12345.6, 1e-5, math.nan, None, -math.inf)] == [
        "0.9472", "12,346", "1.000e−05", "–", "–", "−∞",
    ]  # fmt: skip
    assert [duration(value) for value in (2e-5, 0.00306, 3.0, 600, 9000)] == [
        "20 µs",
        "3.06 ms",
        "3 s",
        "10 min",
        "2.5 h",
    ]

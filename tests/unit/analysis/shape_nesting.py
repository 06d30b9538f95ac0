"""Random configurations of recurrent cells, of layers that hold layers, and of equations."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dsl.ir.graph import TensorSpec
from tests.unit.analysis.shape_values import (
    BOOLS,
    FORMATS,
    SAME,
    Config,
    Inner,
    given_or_not,
    inner,
    one_or_each,
    tensor,
)

FLOAT = st.just("float32")
STATES = st.sampled_from(["float32", "float32", "float32", "float16", "int32"])
CELLS = st.sampled_from(["GRUCell", "LSTMCell", "SimpleRNNCell"])


@st.composite
def cell_arguments(draw: Any, name: str) -> dict[str, Any]:
    options = {"use_bias": BOOLS, **({"reset_after": BOOLS} if name == "GRUCell" else {})}
    return {"units": draw(st.integers(1, 4)), **draw(given_or_not(**options))}


@st.composite
def cell(draw: Any, name: str) -> Config:
    arguments = draw(cell_arguments(name))
    size, states = draw(st.integers(1, 4)), draw(st.sampled_from([arguments["units"]] * 4 + [3, 1, None]))
    batches = [draw(st.sampled_from([2, 2, None, 1])) for _ in range(2)]
    inputs = [TensorSpec((batches[0], size), "float32"), TensorSpec((batches[1], states), draw(STATES))]
    return arguments, inputs, False


@st.composite
def some_cell(draw: Any) -> Inner:
    name = draw(CELLS)
    return inner(name, **draw(cell_arguments(name)))


@st.composite
def rnn(draw: Any, name: str) -> Config:
    several = st.lists(some_cell(), min_size=1, max_size=3)
    cells = draw(st.one_of(some_cell(), several, several.map(lambda found: inner("StackedRNNCells", cells=found))))
    simple = isinstance(cells, Inner) and cells.target.name != "StackedRNNCells"
    options = {"return_sequences": BOOLS, "go_backwards": BOOLS, "unroll": BOOLS, "stateful": BOOLS}
    arguments = {"cell": cells, **draw(given_or_not(**options, **({"return_state": BOOLS} if simple else {})))}
    given_input = draw(tensor(draw(st.sampled_from([3, 3, 3, 2])), (-1,) if simple else (), dtype=FLOAT))
    batch = draw(st.sampled_from([None, None, 2]))
    return arguments, [TensorSpec((batch, *(given_input.shape or ())[1:]), "float32")], False


@st.composite
def conv_lstm(draw: Any, name: str) -> Config:
    rank = int(name[-2])
    options = {
        "padding": SAME, "strides": one_or_each(rank), "dilation_rate": one_or_each(rank, 1, 2), "use_bias": BOOLS,
        "data_format": FORMATS, "return_sequences": BOOLS, "return_state": BOOLS, "stateful": BOOLS,
    }  # fmt: skip
    arguments = {"filters": draw(st.integers(1, 3)), "kernel_size": draw(one_or_each(rank))}
    arguments |= draw(given_or_not(**options))
    varying = draw(st.sampled_from([False, False, False, True]))
    shape = draw(tensor(draw(st.sampled_from([rank + 3] * 5 + [rank + 2])), dtype=FLOAT, varying=varying)).shape or ()
    steps, batch = draw(st.sampled_from([shape[1], None])), draw(st.sampled_from([None, 2]))
    return arguments, [TensorSpec((batch, steps, *shape[2:]), "float32")], False


EQUATIONS = st.sampled_from(
    [
        "ab,bc->ac", "abc,cd->abd", "abc,cde->abde", "abcd,cde->abe", "...a,ab->...b", "...ab,bc->...ac",
        "ab...,bc->ac...", "abc,bd->adc", "ab,bc->ad", "ab,ac->bc", "ab->ac", "ab,b->a", "a...,ab->b...", "ab,bc->abc",
    ]
)  # fmt: skip


@st.composite
def einsum(draw: Any, name: str) -> Config:
    equation = draw(EQUATIONS)
    before, _, after = equation.partition("->")
    letters = before.partition(",")[0].strip(".")
    rank = len(letters) + (draw(st.integers(0, 2)) if "." in equation else draw(st.sampled_from([0, 0, 0, -1])))
    given = draw(tensor(max(rank, 1), dtype=FLOAT))
    count = len(after.strip(".")) - (0 if equation.startswith("...") and rank > len(letters) else 1)
    size = st.one_of(st.none(), st.integers(1, 4), st.sampled_from([size or 2 for size in given.shape or ()]))
    output = draw(st.tuples(*[size] * max(count + draw(st.sampled_from([0, 0, 0, -1])), 0)))
    arguments = {"equation": equation, "output_shape": output}
    return arguments | draw(given_or_not(bias_axes=st.sampled_from(["c", "d", "b", "ac", "cd", ""]))), [given], False


@st.composite
def grouped(draw: Any, name: str) -> Config:
    arguments = {"head_dim": draw(st.integers(1, 3)), "num_query_heads": draw(st.sampled_from([2, 4, 3]))}
    arguments |= {"num_key_value_heads": draw(st.sampled_from([1, 1, 2]))}
    arguments |= draw(given_or_not(use_bias=BOOLS, use_gate=BOOLS))
    query = draw(tensor(3, (-1,), dtype=FLOAT))
    last = draw(st.sampled_from([query.shape[-1]] * 4 + [5]))
    value = TensorSpec((None, draw(st.sampled_from([None, 3, 4])), last), "float32")
    key = TensorSpec((None, draw(st.sampled_from([value.shape[1]] * 3 + [7])), draw(st.integers(1, 4))), "float32")
    return arguments, [query, value, key][: draw(st.integers(2, 3))], False


@st.composite
def reversible(draw: Any, name: str) -> Config:
    arguments = {"input_dim": draw(st.integers(1, 5)), "output_dim": draw(st.integers(1, 5))}
    arguments |= draw(given_or_not(mask_zero=BOOLS, tie_weights=BOOLS))
    return arguments, [draw(tensor(draw(st.integers(1, 3)), dtype=st.just("int32")))], False


@st.composite
def spectral(draw: Any, name: str) -> Config:
    layer, rank = draw(
        st.sampled_from(
            [
                (inner("Dense", units=3), 2), (inner("Conv2D", filters=2, kernel_size=3), 4),
                (inner("Conv1D", filters=3, kernel_size=1, use_bias=False), 3), (inner("Dropout", rate=0.5), 2),
                (inner("DepthwiseConv2D", kernel_size=2), 4), (inner("LSTM", units=2), 3),
            ]
        )
    )  # fmt: skip
    given = draw(tensor(rank, (-1,), dtype=FLOAT))
    arguments = {"layer": layer, **draw(given_or_not(power_iterations=st.integers(0, 3)))}
    return arguments, [given], False

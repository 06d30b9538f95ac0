"""Random valid networks as .model texts."""

from __future__ import annotations

from hypothesis import strategies as st

WIDTH = 4

ACTIVATIONS = st.sampled_from(['"relu"', '"tanh"', "None", "activations.gelu"])


@st.composite
def layers(draw: st.DrawFn) -> str:
    """A layer that takes a vector of any length and gives one of `WIDTH`."""
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return f"Dense({WIDTH}, activation={draw(ACTIVATIONS)})"
    if kind == 1:
        return f"Dense(units, use_bias={draw(st.booleans())})"
    if kind == 2:
        return f"Block({draw(st.integers(1, 5))}, {draw(st.booleans())})"
    return f"(Dense({draw(st.integers(1, 6))}) -> {draw(same_size)} -> Dense({WIDTH}))"


same_size = st.sampled_from(
    ["ReLU()", "Dropout(0.5)", 'Activation("sigmoid")', "BatchNormalization()", "LayerNormalization()", "Identity()"]
)
merges = st.sampled_from(["Add()", "Average()", "Maximum()", "Multiply()", f"Concatenate() -> Dense({WIDTH})"])
tests = st.sampled_from(["wide", "not wide", "i % 2 == 0", "i > 0 and wide", "depth < 3"])


@st.composite
def statements(draw: st.DrawFn, depth: int, indent: str) -> list[str]:
    """Lines that set `x` anew, as often as they like."""
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        lines += draw(statement(depth, indent))
    return lines


def statement(depth: int, indent: str) -> st.SearchStrategy[list[str]]:
    kinds = [chain(indent), fork(indent), arithmetic(indent), repeated(indent), shared(indent)]
    if depth > 0:
        kinds += [loop(depth, indent), condition(depth, indent)]
    return st.one_of(kinds)


@st.composite
def chain(draw: st.DrawFn, indent: str) -> list[str]:
    stages = draw(st.lists(st.one_of(layers(), same_size), min_size=1, max_size=3))
    return [f"{indent}x = x -> {' -> '.join(stages)}"]


@st.composite
def repeated(draw: st.DrawFn, indent: str) -> list[str]:
    return [f"{indent}x = x -> {draw(layers())} * {draw(st.sampled_from(['2', 'depth', '(1 + 1)']))}"]


@st.composite
def fork(draw: st.DrawFn, indent: str) -> list[str]:
    arms = draw(st.lists(layers(), min_size=2, max_size=3))
    return [f"{indent}x = x -> [{', '.join(arms)}] -> {draw(merges)}"]


@st.composite
def arithmetic(draw: st.DrawFn, indent: str) -> list[str]:
    form = draw(
        st.sampled_from(["x + (x -> L)", "(x -> L) * 0.5 - x ** 2", "ops.tanh(x) + x[:, :1] @ ops.ones((1, 4))"])
    )
    first = [f"{indent}x = x -> {draw(layers())}"]
    return [*first, f"{indent}x = {form.replace('L', draw(layers()))}"]


@st.composite
def shared(draw: st.DrawFn, indent: str) -> list[str]:
    if indent != "    ":
        return draw(chain(indent))
    stages = [f"Dense({WIDTH})", *draw(st.lists(same_size, max_size=1)), f"Dense({WIDTH})"]
    return [
        f"{indent}x = x -> Dense({WIDTH})",
        f"{indent}shared = {' -> '.join(stages)}",
        f"{indent}x = [x -> shared, x -> shared] -> {draw(merges)}",
    ]


@st.composite
def loop(draw: st.DrawFn, depth: int, indent: str) -> list[str]:
    over = draw(st.sampled_from(["i in range(depth)", "i in [1, 2]", "i, f in enumerate(sizes)", "_ in range(2)"]))
    inside = draw(statements(depth - 1, indent + "    "))
    if over.startswith("_"):
        inside = [line.replace("i % 2 == 0", "wide").replace("i > 0", "depth > 0") for line in inside]
    return [f"{indent}for {over} {{", *inside, f"{indent}}}"]


@st.composite
def condition(draw: st.DrawFn, depth: int, indent: str) -> list[str]:
    test = draw(tests)
    if indent == "    ":
        test = test.replace("i % 2 == 0", "wide").replace("i > 0", "depth > 0")
    then = draw(statements(depth - 1, indent + "    "))
    lines = [f"{indent}if {test} {{", *then]
    if draw(st.booleans()):
        orelse = draw(statements(depth - 1, indent + "    "))
        lines += [f"{indent}}} else {{", *orelse]
    return [*lines, f"{indent}}}"]


BLOCK = """layer Block(units, residual=True) {
    input x
    y = x -> Dense(units, activation="relu") -> Dense(4)
    if residual {
        y = y + (x -> Dense(4))
    }
    output y
}
"""


@st.composite
def networks(draw: st.DrawFn) -> str:
    """A file with one model, and now and then with a name of its own for the result."""
    body = "\n".join(draw(statements(2, "    ")))
    output = draw(
        st.sampled_from(["output x", "output y = x", "output y = x -> Dense(2)", "output a = x, b = x -> Dense(1)"])
    )
    return f"""{BLOCK}
model Random(depth=2, units={WIDTH}, sizes=[3, 5], wide={draw(st.booleans())}) {{
    input x: float32[{draw(st.integers(1, 5))}]
    i = 1
    x = x -> Dense({WIDTH})
{body}
    {output}
}}
"""

"""The way to a shape error: the steps before the one that fails, each with the shape that it gave."""

from __future__ import annotations

from collections.abc import Iterator

from dsl.analysis.elaborate.advice import advice
from dsl.analysis.elaborate.evaluate import EvaluationError
from dsl.analysis.elaborate.session import LiveNode, Session
from dsl.analysis.shapes.rule import show_shape
from dsl.diagnostics import Label
from dsl.ir.graph import FromInput, FromNode, TensorRef, TensorSpec
from dsl.source import Span

MOST_STEPS = 8
ABOUT_SHAPES = ("E401", "E402", "E403", "E405", "E408")
_WIDEST = 48


def failed(
    error: EvaluationError, node: LiveNode, session: Session, place: Span | None = None, labels: tuple[Label, ...] = ()
) -> None:
    """Report an error of a step with the way to it, and what is to be done about it."""
    error.help, fix = advice(error, node, session) if error.code in ABOUT_SHAPES else (error.help, None)
    session.failed(error, place or node.span, way_to(error, node, session), labels, fix)


def way_to(error: EvaluationError, node: LiveNode, session: Session) -> tuple[str, ...]:
    """Lines from the inputs to what `node` was called on; where that is several tensors, one line for each.

    Nothing where it was called on an input itself, whose shape is in the message, or where the fault is another.
    """
    if error.code not in ABOUT_SHAPES:
        return ()
    refs = tuple(dict.fromkeys(node.inputs))
    if len(refs) == 1:
        steps = list(reversed(list(_back(refs[0], session))))
        if len(steps) == 1 and isinstance(refs[0], FromInput):
            return ()
    else:
        steps = [_step(ref, session) for ref in refs[:MOST_STEPS]]
    width = max((len(name) for name, _ in steps), default=0)
    return tuple(f"{name:<{width}}  {shape}".rstrip() for name, shape in steps)


def _back(ref: TensorRef, session: Session) -> Iterator[tuple[str, str]]:
    """Steps from a tensor back to where it starts, or to where several come together."""
    for _ in range(MOST_STEPS):
        yield _step(ref, session)
        sources = dict.fromkeys(session.nodes[ref.node].inputs) if isinstance(ref, FromNode) else {}
        if len(sources) != 1:
            break
        ref = next(iter(sources))
    else:
        yield "…", ""
        return
    if len(sources) > 1:
        yield "…", ""


def _step(ref: TensorRef, session: Session) -> tuple[str, str]:
    match ref:
        case FromInput(index):
            name = session.inputs[index][0]
        case FromNode(index, _):
            name = _shortened(session.nodes[index])
        case _:
            name = ref.name
    return name, _shape(session.spec_of(ref))


def _shortened(node: LiveNode) -> str:
    """What the file says at the step, on one line."""
    text = " ".join(node.span.text.split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _shape(spec: TensorSpec) -> str:
    return "not known" if spec.shape is None else show_shape(spec.shape)

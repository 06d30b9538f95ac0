"""Elaborate: a model run with concrete parameters and symbolic shapes, to a graph of layer calls."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.analysis.elaborate.definition_calls import outputs_of
from dsl.analysis.elaborate.evaluate import LimitError
from dsl.analysis.elaborate.freeze import freeze
from dsl.analysis.elaborate.interpreter import Interpreter
from dsl.analysis.elaborate.live import Frame, Tensor
from dsl.analysis.elaborate.ports import port_spec
from dsl.analysis.elaborate.session import CostRules, Session, Stopped
from dsl.analysis.problems import Problems
from dsl.analysis.resolve.recursion import report_recursion
from dsl.catalog import Catalog
from dsl.ir.definitions import Definition
from dsl.ir.graph import FromInput, Graph
from dsl.ir.program import Program


def elaborate(
    program: Program,
    model: str,
    catalog: Catalog,
    problems: Problems,
    parameters: Mapping[str, object] | None = None,
    dtype: str | None = "float32",
    costs: CostRules | None = None,
) -> Graph | None:
    """The graph of the model called `model`; mistakes go to `problems`.

    `parameters` are given instead of the defaults. `dtype` is what layers compute in where they don't say. Without
    `costs`, no multiply-adds are known. After a mistake the graph holds what could still be followed. None where
    there is no such graph: the model is made of itself, or it asks for more than the compiler gives.
    """
    definition = next((d for d in program.models if d.name == model), None)
    if definition is None or report_recursion(program, model, problems):
        return None
    session = Session(program, problems, dtype, costs)
    session.place = definition.span
    try:
        return _Elaboration(session, definition).run(parameters or {})
    except Stopped:
        return None
    except LimitError as error:
        session.report(error.code, error.message, session.place)
    except RecursionError:
        session.report("E334", "this is nested too deeply; give its parts names", session.place)
    return None


class _Elaboration:
    def __init__(self, session: Session, definition: Definition) -> None:
        self.session = session
        self.definition = definition
        self.interpreter = Interpreter(session)

    def run(self, given: Mapping[str, object]) -> Graph:
        for let in self.session.program.lets:
            self.session.place = let.symbol.span
            self.session.lets[let.symbol] = self.interpreter.value(let.value, Frame({}))
        self._check_parameters(given)
        bound = self.interpreter.calling.definitions.bind_parameters(self.definition, given)
        self.session.meter.measure(list(bound.values()))
        frame = Frame(dict(bound))
        for place, port in enumerate(self.definition.inputs):
            spec = port_spec(port, frame, self.interpreter)
            self.session.inputs.append((port.symbol.name, spec))
            frame.values[port.symbol] = Tensor(spec, FromInput(place))
        inputs = [(port.symbol.name, frame.values[port.symbol]) for port in self.definition.inputs]
        self.interpreter.statements.run(self.definition.body, frame)
        outputs = outputs_of(self.definition, frame, self.session)
        named = [(symbol.name, value) for symbol, value in zip(self.definition.outputs, outputs, strict=True)]
        parameters = {symbol.name: value for symbol, value in bound.items()}
        return freeze(self.session, self.definition.name, parameters, inputs, named)

    def _check_parameters(self, given: Mapping[str, object]) -> None:
        names = [parameter.symbol.name for parameter in self.definition.parameters]
        for name in given:
            if name not in names:
                self.session.report(
                    "E223",
                    f"the model `{self.definition.name}` has no parameter `{name}`",
                    self.definition.span,
                )
        for parameter in self.definition.parameters:
            if parameter.default is None and parameter.symbol.name not in given:
                self.session.report(
                    "E222",
                    f"the parameter `{parameter.symbol.name}` of the model `{self.definition.name}` has no value",
                    parameter.symbol.span,
                    "give it a default",
                )

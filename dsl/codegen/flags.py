"""Command-line flags of the generated program: one for each parameter of the model and its training."""

from __future__ import annotations

from dsl.codegen import view
from dsl.codegen.literals import string
from dsl.codegen.naming import let_names
from dsl.codegen.printer import Printer
from dsl.codegen.training import parameter_names
from dsl.ir import values
from dsl.ir.definitions import Definition, Parameter
from dsl.ir.program import Program
from dsl.ir.training import Training
from dsl.ir.values import Expr

# The function that reads a flag which may be a value of any kind.
PYTHON_VALUE = "python_value"


def write_flags(model: Definition, training: Training | None, program: Program) -> tuple[view.Flag, ...]:
    """The flags, in the order of the parameters."""
    names = parameter_names(model, training, program)
    printer = Printer({**let_names(program), **names})
    parameters = (*model.parameters, *(training.parameters if training else ()))
    return tuple(_flag(parameter, names[parameter.symbol], printer, program) for parameter in parameters)


def _flag(parameter: Parameter, name: str, printer: Printer, program: Program) -> view.Flag:
    flag = "--" + parameter.symbol.name.replace("_", "-").strip("-")
    parts = [string(flag), _type(parameter.default, program)]
    if parameter.default is None:
        parts.append("required=True")
    else:
        parts.append(f"default={printer.text(parameter.default)}")
    if flag[2:].replace("-", "_") != name:
        parts.append(f"dest={string(name)}")
    return view.Flag(", ".join(part for part in parts if part), name)


def _type(default: Expr | None, program: Program) -> str:
    """How the text after a flag becomes a value of the kind that the default has."""
    match _followed(default, program):
        case values.Literal(value=bool()):
            return "action=argparse.BooleanOptionalAction"
        case values.Literal(value=int()):
            return "type=int"
        case values.Literal(value=float()):
            return "type=float"
        case values.Literal(value=None):
            return f"type={PYTHON_VALUE}"
        case values.Literal(value=str()):
            return ""
        case values.Operation(operator="-", operands=(operand,)):
            return _type(operand, program)
        case values.Invoke(target=values.Builtin("env number"), arguments=(_, value)):
            return _type(value.value, program)
        case values.Invoke(target=values.Builtin("env")):
            return ""
        case values.Sequence(items=items) if _item_type(items, program):
            return f'nargs="+", {_item_type(items, program)}'
        case _:
            return "type=ast.literal_eval"


def _item_type(items: tuple[Expr, ...], program: Program) -> str:
    """The type of the items of a list, where they are numbers of one type."""
    kinds = {_type(item, program) for item in items}
    if kinds == {"type=int", "type=float"}:
        return "type=float"
    return kinds.pop() if len(kinds) == 1 and kinds <= {"type=int", "type=float"} else ""


def _followed(value: Expr | None, program: Program) -> Expr | None:
    """What a name of a `let` stands for."""
    lets = {let.symbol: let.value for let in program.lets}
    while isinstance(value, values.Reference) and value.symbol in lets:
        value = lets[value.symbol]
    return value

"""Expressions as Python text."""

from __future__ import annotations

from collections.abc import Mapping, Set

from dsl.catalog import Entry
from dsl.codegen.dtypes import FUNCTIONS
from dsl.codegen.frozen import SET_TRAINABLE, split_trainable
from dsl.codegen.literals import identifier
from dsl.ir import values
from dsl.ir.values import Argument, Expr, Part, Symbol
from dsl.source import Span

# How tightly each operator binds in Python; an operand that binds less tightly gets parentheses.
BINARY = {
    "or": 2, "and": 3, "in": 5, "not in": 5, "is": 5, "is not": 5, "<": 5, "<=": 5, ">": 5, ">=": 5, "==": 5,
    "!=": 5, "+": 10, "-": 10, "*": 11, "@": 11, "/": 11, "//": 11, "%": 11, "**": 13,
}  # fmt: skip
UNARY = {"not": 4, "-": 12, "+": 12}
CONDITIONAL = 1
COMPARISON = 5
ATOM = 15


class Printer:
    """Prints expressions; `names` says what Python calls each symbol where the text will stand.

    `promoting` are the places of operators that are written as Keras's functions.
    """

    def __init__(self, names: Mapping[Symbol, str], promoting: Set[Span] = frozenset()) -> None:
        self.names = names
        self.promoting = promoting

    def text(self, value: Expr) -> str:
        """The Python text of a value."""
        return self._print(value)[0]

    def callee(self, value: Expr) -> str:
        """The text of a value that is called: in parentheses where a call would bind tighter."""
        return self._operand(value, ATOM)

    def arguments(self, arguments: tuple[Argument, ...]) -> str:
        """The text between the parentheses of a call."""
        return ", ".join(self._argument(argument) for argument in arguments)

    def _argument(self, argument: Argument) -> str:
        text = self.text(argument.value)
        if argument.name is not None:
            return f"{argument.name}={text}"
        return f"*{text}" if argument.spread else text

    def _print(self, value: Expr) -> tuple[str, int]:
        match value:
            case values.Literal(text=text):
                return text, ATOM
            case values.Reference(symbol):
                return self.names[symbol], ATOM
            case values.FunctionValue(target):
                return callee(target), ATOM
            case values.Operation(operator, operands, span=span):
                if span in self.promoting and len(operands) == 2:
                    return self._function(operator, operands), ATOM
                return self._operation(operator, operands)
            case values.Comparison((operator,), operands, span=span) if span in self.promoting:
                return self._function(operator, operands), ATOM
            case values.Comparison(operators, operands):
                parts = [self._operand(operand, COMPARISON + 1) for operand in operands]
                pairs = zip(operators, parts[1:], strict=True)
                return parts[0] + "".join(f" {operator} {part}" for operator, part in pairs), COMPARISON
            case values.Choice(test, then, orelse):
                first, condition = (self._operand(part, CONDITIONAL + 1) for part in (then, test))
                return f"{first} if {condition} else {self._operand(orelse, CONDITIONAL)}", CONDITIONAL
            case _:
                return self._compound(value), ATOM

    def _compound(self, value: Expr) -> str:
        match value:
            case values.Sequence(items, is_tuple):
                inner = ", ".join(map(self.text, items))
                if not is_tuple:
                    return f"[{inner}]"
                return f"({inner},)" if len(items) == 1 else f"({inner})"
            case values.Mapping(entries):
                return "{" + ", ".join(f"{key!r}: {self.text(item)}" for key, item in entries) + "}"
            case values.Subscript(inner, items):
                return f"{self._operand(inner, ATOM)}[{', '.join(map(self._index, items))}]"
            case values.Construct() if (told := split_trainable(value))[1] is not None:
                return f"{SET_TRAINABLE}({self.text(told[0])}, {self.text(told[1])})"
            case values.Construct(target, arguments) | values.Invoke(target, arguments):
                return f"{callee(target)}({self.arguments(arguments)})"
            case values.Apply(layer, arguments):
                return f"{self._operand(layer, ATOM)}({self.arguments(arguments)})"
            case values.Fan(layers, inner):
                return f"[layer({self.text(inner)}) for layer in {self._operand(layers, CONDITIONAL + 1)}]"
            case values.Chain(stages):
                return f"tf.keras.Sequential([{', '.join(map(self.text, stages))}])"
            case values.Repeat(layer, count):
                return f"tf.keras.Sequential([{self.text(layer)} for _ in range({self.text(count)})])"
        raise AssertionError(f"no text for {type(value).__name__}")

    def _operation(self, operator: str, operands: tuple[Expr, ...]) -> tuple[str, int]:
        if len(operands) == 1:
            level = UNARY[operator]
            space = " " if operator == "not" else ""
            return f"{operator}{space}{self._operand(operands[0], level)}", level
        level = BINARY[operator]
        right_first = operator == "**"
        left = self._operand(operands[0], level + right_first)
        # `-x ** 2` on the right of `**` needs no parentheses: `2 ** -x`.
        right = self._operand(operands[1], UNARY["-"] if right_first else level + 1)
        return f"{left} {operator} {right}", level

    def _function(self, operator: str, operands: tuple[Expr, ...]) -> str:
        return f"tf.keras.ops.{FUNCTIONS[operator]}({', '.join(map(self.text, operands))})"

    def _operand(self, value: Expr, level: int) -> str:
        text, own = self._print(value)
        return text if own >= level else f"({text})"

    def _index(self, item: Part) -> str:
        match item:
            case values.Rest():
                return "..."
            case values.Range(start, stop, step):
                parts = ["" if part is None else self.text(part) for part in (start, stop)]
                return ":".join(parts) + ("" if step is None else f":{self.text(step)}")
            case _:
                return self.text(item)


def callee(target: values.Callee) -> str:
    """The Python name of what is called."""
    match target:
        case Entry(python=python):
            return python
        case values.Builtin("env"):
            return "os.environ.get"
        case values.Builtin("env number"):
            return "from_environment"
        case values.Builtin(name):
            return name
        case values.PythonName():
            return identifier(target.given)
        case _:
            return identifier(target.name)

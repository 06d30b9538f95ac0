"""What `ops.cond` is given: functions that take nothing, which leaves little to be computed in them."""

from __future__ import annotations

from dsl.analysis.resolve.scope import Context
from dsl.catalog import Category, Entry
from dsl.ir import values
from dsl.ir.values import Argument
from dsl.syntax import tree

BRANCHES = ("true_fn", "false_fn")
CODE = "E407"


def report_branches(context: Context, target: values.Callee, arguments: tuple[Argument, ...]) -> bool:
    """Report a branch of `ops.cond` that is a tensor or a function of tensors; whether there was one."""
    if not isinstance(target, Entry) or target.category is not Category.OPS or target.name != "cond":
        return False
    names = target.names
    given = {argument.name or names[place]: argument for place, argument in enumerate(arguments[: len(names)])}
    if any(given[name].value.kind.has_tensors for name in BRANCHES if name in given):
        shown = ", ".join(given[name].value.span.text for name in names if name in given)
        words = f"write `ops.where({shown})`, which takes tensors" if len(shown) < 60 else "`ops.where` takes tensors"
        argument = next(given[name] for name in BRANCHES if name in given and given[name].value.kind.has_tensors)
        context.problems.report(
            CODE, "`ops.cond` chooses between functions, and this is a tensor", argument.span, words
        )
        return True
    for name in BRANCHES:
        taken = _first_input(context, given[name]) if name in given else None
        if taken is not None:
            function = given[name].value.span.text
            message = f"`ops.cond` calls its functions with nothing, and `{function}` takes `{taken}`"
            context.problems.report(CODE, message, given[name].span, _switched(given, taken))
            return True
    return False


def _first_input(context: Context, argument: Argument) -> str | None:
    """The first thing that an own function has to be called with."""
    match argument.value:
        case values.FunctionValue(values.Declared(name, "function")):
            function = context.globals.definitions[name]
            assert isinstance(function, tree.FunctionDecl)
            return next((p.name.text for p in function.parameters if p.default is None), None)
        case _:
            return None


def _switched(given: dict[str, Argument], taken: str) -> str:
    """The same with `ops.switch`, which hands on what the functions are called with."""
    if not given.keys() >= {"pred", *BRANCHES}:
        return "`ops.switch` calls functions with tensors"
    pred, true_fn, false_fn = (given[name].value.span.text for name in ("pred", *BRANCHES))
    call = f'ops.switch(ops.cast({pred}, "int32"), [{false_fn}, {true_fn}], {taken})'
    return f"`{call}` hands tensors on" if len(call) < 100 else "`ops.switch` calls functions with tensors"

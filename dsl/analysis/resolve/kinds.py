"""Kinds of what calls give: a tensor, or a list of them."""

from __future__ import annotations

from dsl.analysis.resolve import listing, tensor_functions
from dsl.analysis.resolve.scope import Context
from dsl.catalog import FUNCTIONS, Category, Entry
from dsl.ir import parts, values
from dsl.ir.values import Expr, Kind


def makes_tensors(context: Context, target: values.Callee) -> bool:
    """Whether a function gives a tensor whatever it is called on: `ops.arange(8)`, and what is made of it."""
    if isinstance(target, Entry) and target.category is Category.RANDOM:
        return True
    if context.owner not in ("model", "layer", "function"):
        return False
    if isinstance(target, values.Declared) and target.what == "function":
        return tensor_functions.makes_tensors(context.globals, target.name)
    return isinstance(target, Entry) and target.category in FUNCTIONS


def kind_given(context: Context, target: values.Callee) -> Kind:
    """What a function gives, or a layer of this class, that is called on tensors."""
    if isinstance(target, values.Declared):
        is_list = listing.gives_list(context.globals, target.name)
    else:
        is_list = isinstance(target, Entry) and parts.gives_list(target)
    return Kind.TENSORS if is_list else Kind.TENSOR


def kind_applied(context: Context, layer: Expr) -> Kind:
    """What a layer gives that is called on tensors."""
    match layer:
        case values.Reference(symbol):
            return Kind.TENSORS if symbol in context.scope.listing else Kind.TENSOR
        case values.Chain(stages):
            return kind_applied(context, stages[-1])
        case values.Construct(target):
            return Kind.TENSORS if _gives_states(layer) else kind_given(context, target)
    return Kind.TENSOR


def _gives_states(layer: Expr) -> bool:
    """Whether a recurrent layer, or what wraps one, is written to give its states beside its output."""
    if not isinstance(layer, values.Construct) or not isinstance(layer.target, Entry):
        return False
    flags = (a.value for a in layer.arguments if a.name == "return_state")
    inner = (argument.value for argument in layer.arguments[:1])
    return any(isinstance(f, values.Literal) and f.value is True for f in flags) or any(map(_gives_states, inner))

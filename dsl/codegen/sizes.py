"""Sizes of tensors that a functional model asks for with `ops.shape`, and what is computed with them.

While such a model is built, a size that varies is None, with which nothing can be computed. What is computed with
one becomes a layer of its own, inside of which sizes are known; for that it has to say where they come from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from dsl.catalog import Category, Entry
from dsl.ir import contents, definitions, traverse, values
from dsl.ir.definitions import Definition, Stmt
from dsl.ir.values import Expr, Kind, Part, Role, Symbol
from dsl.source import Span

Known = Mapping[Symbol, Expr]
"""The names that stand for sizes at some place, and what they stand for there."""


def is_size(value: Part, known: Known) -> bool:
    """Whether a value is made of the sizes of tensors, and of no tensor itself."""
    match value:
        case values.Reference(symbol):
            return symbol in known
        case values.Invoke(Entry(category=Category.OPS, name="shape")):
            return True
        case values.Subscript(inner):
            return is_size(inner, known)
        case values.Operation(operands=parts) | values.Comparison(operands=parts) | values.Sequence(items=parts):
            return _are_sizes(parts, known)
        case values.Choice(test, then, orelse):
            return _are_sizes((test, then, orelse), known)
        case values.Invoke(values.Builtin(), arguments):
            return _are_sizes(tuple(argument.value for argument in arguments), known)
        case _:
            return False


def _are_sizes(parts: tuple[Expr, ...], known: Known) -> bool:
    sizes = [is_size(part, known) for part in parts]
    tensors = [part.kind.has_tensors and not is_one for part, is_one in zip(parts, sizes, strict=True)]
    return any(sizes) and not any(tensors)


def takes_sizes(value: Part, known: Known) -> bool:
    """Whether a value is a tensor that is computed with sizes."""
    if is_size(value, known):
        return False
    match value:
        case values.Invoke(target) if isinstance(target, values.Builtin):
            return False
        case values.Invoke() | values.Operation() | values.Comparison() | values.Subscript():
            return any(is_size(part, known) for part in _parts(value))
        case _:
            return False


def _parts(value: Part) -> Iterator[Part]:
    for part in traverse.children(value):
        yield part
        if isinstance(part, values.Sequence | values.Mapping | values.Range):
            yield from _parts(part)


def size_names(definition: Definition) -> dict[Symbol, Expr]:
    """All names of a definition that stand for sizes anywhere."""
    found: dict[Symbol, Expr] = {}
    while True:
        before = len(found)
        for statement in definitions.assignments(definition.body):
            if is_size(statement.value, found):
                found.update((target, statement.value) for target in statement.targets if target is not None)
        if len(found) == before:
            return found


class SizesWrittenOut:
    """A model in which what is computed with sizes says itself of which tensors they are, where `is_asked` for.

    `unclear` are uses of a name that stands for one size or another.
    """

    def __init__(self, model: Definition, is_asked: Callable[[Expr], bool]) -> None:
        self.is_asked = is_asked
        self.unclear: list[Span] = []
        self._names = size_names(model)
        self._assigned = Counter(target for one in definitions.assignments(model.body) for target in one.targets)
        # What a name stands for at the present place; None for what is no size there.
        self._known: dict[Symbol, Expr | None] = {}
        self._used: set[Symbol] = set()
        self.model = model
        if self._names:
            self.model = _without(self._used, replace(model, body=self._block(model.body)))

    # --- statements ------------------------------------------------------------------------------

    def _block(self, body: tuple[Stmt, ...]) -> tuple[Stmt, ...]:
        return tuple(new for statement in body for new in self._statement(statement))

    def _statement(self, statement: Stmt) -> tuple[Stmt, ...]:
        match statement:
            case definitions.Assign():
                return self._assign(statement)
            case definitions.SetOutput() | definitions.AddLoss():
                return (replace(statement, value=self._value(statement.value)),)
            case definitions.For(body=body):
                self._forget(body)
                body = self._block(body)
                self._forget(body)
                return (replace(statement, body=body),)
            case definitions.If(then=then, orelse=orelse):
                before = dict(self._known)
                then = self._block(then)
                self._known = before
                orelse = self._block(orelse)
                self._forget((*then, *orelse))
                return (replace(statement, then=then, orelse=orelse),)
            case _:
                return (statement,)

    def _forget(self, body: tuple[Stmt, ...]) -> None:
        """Note that it is not clear which value the names have that a block may assign."""
        for assign in definitions.assignments(body):
            for target in assign.targets:
                if target in self._names and target is not None:
                    self._known.pop(target, None)

    def _assign(self, statement: definitions.Assign) -> tuple[Stmt, ...]:
        targets, value = statement.targets, statement.value
        if not is_size(value, self._here()):
            new = replace(statement, value=self._value(value))
            self._known.update((target, None) for target in targets if target in self._names and target is not None)
            return (new,)
        kept: list[Stmt] = []
        value = self._kept(value, kept)
        inside = self._written_out(value)
        for place, target in enumerate(targets):
            if target is not None:
                self._known[target] = inside if len(targets) == 1 else _item(inside, place)
        return (*kept, replace(statement, value=value))

    def _kept(self, value: Expr, kept: list[Stmt]) -> Expr:
        """The value with a name for each tensor whose sizes it has, which still means that tensor later on."""
        if not isinstance(value, values.Invoke) or isinstance(value.target, values.Builtin):
            return traverse.rebuild(value, lambda part: self._kept(part, kept))
        given = value.arguments[0]
        tensor = self._value(given.value)
        if not isinstance(tensor, values.Reference) or self._assigned[tensor.symbol] > _once(tensor.symbol):
            name = tensor.symbol.name if isinstance(tensor, values.Reference) else "x"
            symbol = Symbol(name, Role.TEMPORARY, given.span)
            kept.append(definitions.Assign((symbol,), tensor, given.span))
            if isinstance(tensor, values.Reference):
                self._used.add(symbol)
            tensor = values.Reference(symbol, tensor.kind, given.span)
        return replace(value, arguments=(replace(given, value=tensor),))

    # --- expressions -----------------------------------------------------------------------------

    def _value(self, value: Expr) -> Expr:
        """The value with its sizes written out where it is computed with any."""
        if takes_sizes(value, self._here()) and self.is_asked(value):
            return self._written_out(value)
        return traverse.rebuild(value, self._value)

    def _written_out(self, value: Expr) -> Expr:
        if not isinstance(value, values.Reference) or value.symbol not in self._here():
            return traverse.rebuild(value, self._written_out)
        found = self._known.get(value.symbol)
        if found is None:
            self.unclear.append(value.span)
            return value
        self._used.add(value.symbol)
        return found

    def _here(self) -> Known:
        """The names that may stand for sizes at the present place."""
        plain = {symbol for symbol, value in self._known.items() if value is None}
        return {symbol: value for symbol, value in self._names.items() if symbol not in plain}


def _once(symbol: Symbol) -> int:
    """How often a name is assigned that always means the same tensor."""
    return 0 if symbol.role is Role.INPUT else 1


def _item(value: Expr, place: int) -> Expr:
    if isinstance(value, values.Sequence):
        return value.items[place]
    return values.Subscript(value, (values.Literal(place, str(place), value.span),), Kind.TENSOR, value.span)


def _without(names: set[Symbol], model: Definition) -> Definition:
    """The model without the statements that give values to some names, where nothing uses these any more."""
    while True:
        used = set().union(*map(traverse.symbols, contents.of_block(model.body)))
        shorter = replace(model, body=_shorter(model.body, names - used))
        if shorter == model:
            return model
        model = shorter


def _shorter(body: tuple[Stmt, ...], unused: set[Symbol]) -> tuple[Stmt, ...]:
    kept: list[Stmt] = []
    for statement in body:
        match statement:
            case definitions.Assign(targets) if all(target in unused or target is None for target in targets):
                continue
            case definitions.For(body=inner):
                kept.append(replace(statement, body=_shorter(inner, unused)))
            case definitions.If(then=then, orelse=orelse):
                kept.append(replace(statement, then=_shorter(then, unused), orelse=_shorter(orelse, unused)))
            case _:
                kept.append(statement)
    return tuple(kept)

"""Which argument goes to which parameter, by Python's own rules, and what does not fit.

Knows nothing of syntax or diagnostics: the analysis turns the mismatches into diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dsl.catalog.entry import Parameter, ParameterKind, names_by_position
from dsl.catalog.suggest import suggest
from dsl.records import dataclass

_KEYWORD = (ParameterKind.POSITIONAL_OR_KEYWORD, ParameterKind.KEYWORD_ONLY)


@dataclass(frozen=True)
class TooManyPositional:
    """More positional arguments were given than there are parameters for; the one at `limit` is the first."""

    limit: int


@dataclass(frozen=True)
class UnknownKeyword:
    """No parameter has this name. `suggestion` is one that was perhaps meant."""

    name: str
    suggestion: str | None


@dataclass(frozen=True)
class Duplicate:
    """The parameter gets a value twice: by keyword twice, or by position and by keyword."""

    name: str


@dataclass(frozen=True)
class Missing:
    """Required parameters that get no value."""

    names: tuple[str, ...]


Mismatch = TooManyPositional | UnknownKeyword | Duplicate | Missing


@dataclass(frozen=True)
class MatchResult:
    """`positional` has the parameter's name for each positional argument that has a place, in order.

    Keyword arguments go to the parameter of their own name. `mismatches` is empty when the call is right.
    """

    positional: tuple[str, ...]
    mismatches: tuple[Mismatch, ...]


def match_arguments(
    parameters: Sequence[Parameter],
    extra: Iterable[str],
    accepts_any: bool,
    positional_count: int,
    keyword_names: Sequence[str],
) -> MatchResult:
    """Matches a call against a signature.

    `extra` are keyword names taken beyond the parameters, and with `accepts_any` every name is; a
    `**kwargs` among the parameters takes nothing by itself. `keyword_names` are as written, repeats included.
    """
    positional = _place(parameters, positional_count)
    mismatches: list[Mismatch] = []
    if len(positional) < positional_count:
        mismatches.append(TooManyPositional(len(positional)))
    own = [parameter.name for parameter in parameters if parameter.kind in _KEYWORD]
    known = {*own, *extra}
    taken = known.intersection(positional)
    unknown = []
    for name in keyword_names:
        if name not in known and not accepts_any:
            unknown.append(name)
        elif name in taken:
            mismatches.append(Duplicate(name))
        taken.add(name)
    guesses = {}
    if unknown:
        unused = [name for name in (*own, *sorted(extra)) if name not in taken]
        guesses = {name: suggest(name, unused) for name in unknown}
    mismatches += [UnknownKeyword(name, guess) for name, guess in guesses.items()]
    mismatches += _missing(parameters, positional, taken.union(filter(None, guesses.values())))
    return MatchResult(positional, tuple(mismatches))


def _place(parameters: Sequence[Parameter], count: int) -> tuple[str, ...]:
    """The parameters that the first `count` positional arguments go to; fewer when there is no place."""
    names = names_by_position(parameters)
    rest = next((p.name for p in parameters if p.kind is ParameterKind.VAR_POSITIONAL), None)
    if rest is not None:
        names += (rest,) * (count - len(names))
    return names[:count]


def _missing(parameters: Sequence[Parameter], positional: Sequence[str], taken: set[str]) -> list[Missing]:
    """The required parameters without a value. One that a misspelt keyword probably meant is not counted."""
    names = []
    for parameter in parameters:
        if parameter.required:
            by_position_only = parameter.kind is ParameterKind.POSITIONAL_ONLY
            if parameter.name not in (positional if by_position_only else taken):
                names.append(parameter.name)
    return [Missing(tuple(names))] if names else []

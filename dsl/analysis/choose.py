"""Which model and which `train` block of a file is meant."""

from __future__ import annotations

from dsl.analysis.problems import Problems
from dsl.catalog import suggest
from dsl.ir import values
from dsl.ir.definitions import Definition
from dsl.ir.program import Program
from dsl.ir.training import Training
from dsl.source import Source, Span


def choose_model(
    program: Program, model: str | None, train: str | None, source: Source, problems: Problems
) -> str | None:
    """The model asked for, else the one of a `train` block, else the only one that no other model uses."""
    names = [definition.name for definition in program.models if definition.name in program.visible]
    start = Span(source, 0, 0)
    if model is not None:
        if model not in names:
            closest = suggest.suggest(model, names)
            help = f"did you mean `{closest}`?" if closest else ""
            problems.report("E225", f"no model is called `{model}`", start, help)
            return None
        return model
    if train is not None:
        block = next((block for block in program.trainings if block.name == train), None)
        if block is None:
            _report_no_training(train, [block.name for block in program.trainings], start, problems)
        return None if block is None else block.model
    if not names:
        problems.report("E217", "the file has no model", start, "a model is `model Name { … }`")
        return None
    free = list(dict.fromkeys(training.model for training in program.trainings)) or standing_models(program)
    if len(free) == 1:
        return free[0]
    choices = ", ".join(f"`{name}`" for name in free or names)
    problems.report("E218", f"the file has several models: {choices}", start, "say which with `--model`")
    return None


def choose_training(
    program: Program, model: str, train: str | None, source: Source, problems: Problems
) -> Training | None:
    """The `train` block asked for, else the only one of the model; None where it has none."""
    blocks = [training for training in program.trainings if training.model == model]
    if train is not None:
        chosen = next((block for block in blocks if block.name == train), None)
        if chosen is None:
            _report_no_training(train, [block.name for block in blocks], Span(source, 0, 0), problems, f" of `{model}`")
        return chosen
    if len(blocks) > 1:
        choices = ", ".join(f"`{block.name}`" for block in blocks)
        problems.report(
            "E218",
            f"`{model}` has several `train` blocks: {choices}",
            blocks[1].span,
            "say which with `--train`",
        )
        return None
    return blocks[0] if blocks else None


def _report_no_training(name: str, names: list[str], span: Span, problems: Problems, owner: str = "") -> None:
    closest = suggest.suggest(name, names)
    help = f"did you mean `{closest}`?" if closest else ""
    problems.report("E226", f"no `train` block{owner} is called `{name}`", span, help)


def standing_models(program: Program) -> list[str]:
    """The models that stand for themselves: trained ones, and those inside of no other."""
    used, trained = _used(program), {training.model for training in program.trainings}
    own = any(model.name in program.own for model in program.models)
    # An imported model stands for itself only where it is trained, or where the file has none of its own.
    known = trained | (program.own if own else program.visible)
    return [
        model.name
        for model in program.models
        if model.name in known and (model.name in trained or model.name not in used)
    ]


def _used(program: Program) -> set[str]:
    """The models that stand inside of other models or layers."""
    return {name for definition in program.definitions for name in _models_in(definition)}


def _models_in(definition: Definition) -> set[str]:
    return {
        part.target.name
        for part in definition.parts
        if isinstance(part, values.Construct) and isinstance(part.target, values.Declared)
        if part.target.name != definition.name
    }

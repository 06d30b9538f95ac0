"""The functions that train a model, from the settings of its `train` block."""

from __future__ import annotations

from collections.abc import Mapping

from dsl.codegen import view
from dsl.codegen.class_weight import write_class_weight
from dsl.codegen.classes import parameter_text
from dsl.codegen.data import write_data
from dsl.codegen.data.ports import Ports
from dsl.codegen.executions import has_callback, steps_per_execution
from dsl.codegen.labels import Labels
from dsl.codegen.leaving import kept_for_later, write_leaving
from dsl.codegen.literals import identifier, string
from dsl.codegen.naming import Names, module_names
from dsl.codegen.printer import Printer
from dsl.codegen.synthetic import Array
from dsl.ir import traverse, values
from dsl.ir.definitions import Definition, Parameter
from dsl.ir.graph import Graph
from dsl.ir.program import Program
from dsl.ir.training import Training
from dsl.ir.values import Expr, Symbol

DEFAULT_OPTIMIZER = "tf.keras.optimizers.Adam()"

# Settings that `Model.compile` takes as they are.
COMPILE_SETTINGS = ("jit_compile",)

# Settings that are lists in `Model.compile`.
LISTS = ("metrics", "weighted_metrics")

# What `train` has for itself; a parameter of the model or the block that is called so gets a `_`.
TRAIN_NAMES = frozenset(
    {
        "epochs", "batch_size", "seed", "run_dir", "fresh", "model", "history", "training", "validation",
        "test", "class_weight", "batches", "steps", "validation_batches", "callbacks", "run", "checkpoint",
        "mean_loss", "class_weights", "iterator", "strategy", "left", "replicas", "evaluate", "stride",
        "epoch", "first", "last", "logs", "results",
    }
)  # fmt: skip


def write_training(
    training: Training,
    model: Definition,
    program: Program,
    loop: str,
    folder: str,
    adapted: tuple[view.Adapted, ...],
    arrays: Mapping[str, Array],
    labels: Mapping[str, Labels],
    lets: dict[Symbol, str],
    graph: Graph,
) -> view.Training:
    """The view of a `train` block."""
    names = parameter_names(model, training, program)
    printer = Printer({**lets, **names})
    ports = Ports(model, labels, arrays, printer, folder)
    data, save = write_data(training, ports), _save(training, printer, folder)
    stops_on_nan = not _is_false(training.value("terminate_on_nan")) and not has_callback(training, "TerminateOnNaN")
    measures_python = _measures_python(training)
    parameters = (*model.parameters, *training.parameters)
    first = [*(["OneNumber()"] if measures_python else []), *kept_for_later(training, model, names, save, ports)]
    last = ["StopOnNaN()"] if stops_on_nan and not _is_set(training.value("checkpoint")) else []
    policy = training.value("dtype_policy")
    return view.Training(
        loop=loop,
        parameters=tuple(parameter_text(parameter, printer) for parameter in parameters),
        model_arguments=", ".join(
            f"{identifier(p.symbol.name, module_names(program))}={names[p.symbol]}" for p in model.parameters
        ),
        run_dir=string(f"runs/{training.name}"),
        batch_size=_text(training, "batch_size", "32", printer),
        epochs=_text(training, "epochs", "1", printer),
        seed=_text(training, "seed", "0", printer),
        shuffle=not _is_false(training.value("shuffle")),
        weighted=_is_weighted(training),
        class_weight=_class_weight(training, labels, printer),
        policy="" if policy is None else printer.text(policy),
        adapted=adapted,
        compile_arguments=_compile_arguments(training, model, printer),
        steps_per_execution=steps_per_execution(training, graph, data.is_arrays, loop, printer),
        callbacks=(*first, *_callbacks(training, printer), *last),
        stops_on_nan=stops_on_nan,
        measures_python=measures_python,
        save=save,
        leaving=write_leaving(training, model, ports),
        data=data,
        checkpoints=_checkpoints(training, printer, folder, tuple(names[p.symbol] for p in parameters)),
        devices=view.Devices(strategy_of(training), is_custom=loop == "custom"),
        logs_csv=has_callback(training, "CSVLogger"),
    )


def parameter_names(model: Definition, training: Training | None, program: Program) -> dict[Symbol, str]:
    """What the parameters of the model and of the block are called in `train` and on the command line."""
    taken = module_names(program) | TRAIN_NAMES
    names = Names(taken)
    parameters: tuple[Parameter, ...] = (*model.parameters, *(training.parameters if training else ()))
    return {p.symbol: names.unique(identifier(p.symbol.name, taken)) for p in parameters}


def _text(training: Training, name: str, default: str, printer: Printer) -> str:
    value = training.value(name)
    return default if value is None else printer.text(value)


def _is_false(value: Expr | None) -> bool:
    return isinstance(value, values.Literal) and value.value is False


def _is_set(value: Expr | None) -> bool:
    """Whether a setting was given, and not as `None`."""
    return value is not None and not (isinstance(value, values.Literal) and value.value is None)


def _measures_python(training: Training) -> bool:
    """Whether there are metrics of which nothing is known: they may come to several numbers."""
    given = [training.value(name) for name in ("metrics", "weighted_metrics")]
    return any(
        isinstance(part, values.Construct) and isinstance(part.target, values.PythonName)
        for value in given
        if value is not None
        for part in traverse.walk(value)
    )


def strategy_of(training: Training) -> str:
    """What `distribute` says; empty for one device."""
    match training.value("distribute"):
        case values.Literal(value=str() as name):
            return name
        case _:
            return ""


def _callbacks(training: Training, printer: Printer) -> list[str]:
    """The callbacks of the file, as the items of a list."""
    match training.value("callbacks"):
        case None:
            return []
        case values.Sequence(items=items):
            return [printer.text(item) for item in items]
        case other:
            return [f"*({printer.text(other)})"]


def _save(training: Training, printer: Printer, folder: str) -> str:
    save = training.value("save")
    if save is None:
        return 'Path(run_dir) / "model.keras"'
    return _path(training, "save", printer, folder)


def _path(training: Training, name: str, printer: Printer, folder: str) -> str:
    """A path of the .model file, from the folder of the program."""
    value = training.value(name)
    assert value is not None
    return " / ".join(["HERE", *([string(folder)] if folder else []), printer.text(value)])


def _checkpoints(training: Training, printer: Printer, folder: str, parameters: tuple[str, ...]) -> view.Checkpoints:
    return view.Checkpoints(
        path=_path(training, "checkpoint", printer, folder) if _is_set(training.value("checkpoint")) else "",
        seconds=_text(training, "checkpoint_seconds", "60", printer),
        parameters=parameters,
    )


def _is_weighted(training: Training) -> bool:
    """Whether samples have weights, or may have: only a function in Python knows what it gives."""
    own = any(s.name == "python" or s.option("sample_weight") is not None for s in training.sources)
    return own or training.value("class_weight") is not None


def _class_weight(training: Training, labels: Mapping[str, Labels], printer: Printer) -> view.ClassWeight | None:
    given = training.value("class_weight")
    if not isinstance(given, values.Mapping):
        return None
    return write_class_weight(given, next(iter(labels.values())), printer)


def _compile_arguments(training: Training, model: Definition, printer: Printer) -> tuple[str, ...]:
    optimizer = training.value("optimizer")
    arguments = [f"optimizer={DEFAULT_OPTIMIZER if optimizer is None else printer.text(optimizer)}"]
    for name in ("loss", "loss_weights", "metrics", "weighted_metrics"):
        value = training.value(name)
        if value is not None:
            arguments.append(f"{name}={_by_output(name, value, model, printer)}")
    arguments += [
        f"{name}={printer.text(value)}" for name in COMPILE_SETTINGS if (value := training.value(name)) is not None
    ]
    if strategy_of(training) and training.value("jit_compile") is None:
        arguments.append("jit_compile=False")
    return tuple(arguments)


def _by_output(name: str, value: Expr, model: Definition, printer: Printer) -> str:
    """One value for a model with one output, a dict with a value for each output where there are several."""
    outputs = [output.name for output in model.outputs]
    if isinstance(value, values.Mapping):
        given = {str(key): _listed(name, item, printer) for key, item in value.entries}
        if len(outputs) == 1:
            return next(iter(given.values()))
        return _mapping(given)
    text = _listed(name, value, printer)
    return text if len(outputs) == 1 or name == "loss_weights" else _mapping(dict.fromkeys(outputs, text))


def _listed(name: str, value: Expr, printer: Printer) -> str:
    text = printer.text(value)
    return f"[{text}]" if name in LISTS and not isinstance(value, values.Sequence) else text


def _mapping(texts: dict[str, str]) -> str:
    return "{" + ", ".join(f"{string(key)}: {text}" for key, text in texts.items()) + "}"

"""How many training steps run in one call of the compiled function, where the file does not say.

Between two calls Python runs: it shows the progress and calls callbacks. For a small network that takes longer than a
step, and for a large one it is nothing, and the steps of a call should not keep anybody waiting.
"""

from __future__ import annotations

from dsl.catalog import Category, Entry
from dsl.codegen.printer import Printer
from dsl.ir import values
from dsl.ir.graph import Graph
from dsl.ir.training import Training
from dsl.ir.values import Expr

# Twice as many steps of arrays in one call gained 1 to 3 % more, see benchmarks/README.md. Where samples are read from
# files on the way, reading takes time, too, and it gains less.
MOST_STEPS = 128
MOST_STEPS_OF_STREAM = 64

# The multiply-adds of the forward passes in one call: about a second of training on two cores.
WORK = 5_000_000_000

DEFAULT_BATCH_SIZE = 32

# What Keras's callbacks do between steps; the others wait for the end of an epoch.
EVERY_EPOCH = frozenset(
    {
        "CSVLogger", "EarlyStopping", "History", "LearningRateScheduler", "ReduceLROnPlateau", "RemoteMonitor",
        "SwapEMAWeights", "TensorBoard", "TerminateOnNaN", "ModelCheckpoint",
    }
)  # fmt: skip

# Arguments that make such a callback count steps.
COUNTS_STEPS = ("save_freq", "update_freq", "profile_batch")


def steps_per_execution(training: Training, graph: Graph, is_arrays: bool, loop: str, printer: Printer) -> str:
    """The argument of `Model.compile`, of the `steps` of an epoch; empty for one step at a time.

    Arrays are as many as they are, so the last call of an epoch may run fewer steps. Keras does not see where an
    epoch of a stream ends: there the number has to divide the steps. On several devices `Model.fit` runs single steps.
    """
    given = training.value("steps_per_execution")
    if given is not None:
        text = printer.text(given)
        return f"min(steps, {text})" if is_arrays else f"math.gcd(steps, {text})"
    is_shared_by_fit = loop == "fit" and training.value("distribute") is not None
    most = MOST_STEPS if is_arrays else MOST_STEPS_OF_STREAM
    most = 1 if is_shared_by_fit or _counts_steps(training) else min(most, _fitting(training, graph))
    if most == 1:
        return ""
    return f"min(steps, {most})" if is_arrays else f"max(n for n in range(1, {most + 1}) if steps % n == 0)"


def _fitting(training: Training, graph: Graph) -> int:
    """As many steps as make `WORK`; a layer whose work is not known is taken to have none."""
    given = training.value("batch_size")
    batch_size = given.value if isinstance(given, values.Literal) else DEFAULT_BATCH_SIZE
    assert isinstance(batch_size, int)
    work = sum(node.multiply_adds or 0 for node in graph.nodes) * batch_size
    return max(1, WORK // max(1, work))


def _counts_steps(training: Training) -> bool:
    """Whether a callback may want to be called after each step."""
    given = training.value("callbacks")
    if given is None:
        return False
    return not isinstance(given, values.Sequence) or not all(_waits(item) for item in given.items)


def _waits(callback: Expr) -> bool:
    match callback:
        case values.Construct(target=Entry(category=Category.CALLBACKS, name=name), arguments=arguments):
            return name in EVERY_EPOCH and not any(argument.name in COUNTS_STEPS for argument in arguments)
        case _:
            return False


def has_callback(training: Training, name: str) -> bool:
    """Whether the callback of Keras with this name stands in the list."""
    given = training.value("callbacks")
    items = given.items if isinstance(given, values.Sequence) else ()
    targets = [item.target for item in items if isinstance(item, values.Construct)]
    return any(isinstance(target, Entry) and target.name == name for target in targets)

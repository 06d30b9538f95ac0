"""The interface of a program that trains: what others have to know of it to use the model that it left."""

from __future__ import annotations

from dsl.codegen import view
from dsl.codegen.plan import Plan
from dsl.ir import values
from dsl.ir.graph import Port
from dsl.ir.interface import InputForm, Interface
from dsl.ir.training import DataSource

# The arguments of `image_dataset_from_directory` that change the pixels.
IMAGE_OPTIONS = ("interpolation", "crop_to_aspect_ratio", "pad_to_aspect_ratio")


def interface_of(plan: Plan, module: view.Module) -> Interface:
    """The interface of a program that trains."""
    training, graph = plan.request.training, plan.graph
    data = training.source("data") if training else None
    assert training is not None and data is not None and module.training is not None
    settings = [(setting.name, setting.span.text.partition("=")[2].strip()) for setting in training.settings]
    return Interface(
        model=graph.model,
        run_dir=f"runs/{training.name}",
        inputs=tuple(_input(port, data) for port in graph.inputs),
        outputs=tuple(port.name for port in graph.outputs),
        image_options=tuple(
            (name, value.value)
            for name in IMAGE_OPTIONS
            if data.name == "image_dataset_from_directory" and isinstance(value := data.option(name), values.Literal)
        ),
        settings=tuple(settings),
        style=module.style,
        loop=module.training.loop,
    )


def _input(port: Port, data: DataSource) -> InputForm:
    given = dict(data.fields).get(port.name)
    items = given.items if isinstance(given, values.Sequence) else () if given is None else (given,)
    names = tuple(str(item.value) for item in items if isinstance(item, values.Literal))
    shape = port.spec.shape
    fields = names if names and len(names) == len(items) else (port.name,)
    return InputForm(port.name, None if shape is None else shape[1:], port.spec.dtype or "float32", fields)

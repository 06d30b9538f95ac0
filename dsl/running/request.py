"""What the command line asks of the process that has TensorFlow, and how it is told."""

from __future__ import annotations

import json
from dataclasses import asdict

from dsl.ir.interface import InputForm, Interface
from dsl.records import dataclass


class Refused(Exception):
    """Something of the user's that cannot be used; the message is one line."""


@dataclass(frozen=True)
class Request:
    """A task (`evaluate`, `predict` or `report`) on the run of a program; its result is written to `result`.

    `program` is the path of the generated Python file, `file` the name of the .model file. `data` and `as_table` are
    those of `predict`: what to predict for, and whether a table or arrays are asked for.
    """

    task: str
    file: str
    program: str
    run_dir: str
    result: str
    interface: Interface
    parameters: tuple[str, ...]
    data: str = ""
    as_table: bool = True


def to_json(request: Request) -> str:
    """The request as text."""
    return json.dumps(asdict(request))


def from_json(text: str) -> Request:
    """The request that a text holds."""
    given = json.loads(text)
    interface = given["interface"]
    inputs = tuple(
        InputForm(each["name"], _shape(each["shape"]), each["dtype"], tuple(each["fields"]))
        for each in interface["inputs"]
    )
    rest = {
        name: tuple(tuple(each) if isinstance(each, list) else each for each in value)
        for name, value in interface.items()
        if isinstance(value, list) and name != "inputs"
    }
    given["interface"] = Interface(**{**interface, **rest, "inputs": inputs})
    return Request(**{**given, "parameters": tuple(given["parameters"])})


def _shape(given: list[int | None] | None) -> tuple[int | None, ...] | None:
    return None if given is None else tuple(given)

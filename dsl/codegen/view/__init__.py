"""The view: the generated program, ready to be laid out. Templates only place what is here.

Text in these classes is finished Python: expressions come from `printer`, names and literals from `literals`.
"""

from dsl.codegen.view.checkpoints import Checkpoints
from dsl.codegen.view.data import Data
from dsl.codegen.view.devices import Devices
from dsl.codegen.view.module import Flag, Module
from dsl.codegen.view.parts import (
    BesideInputs,
    Builder,
    BuiltOutside,
    Class,
    FixedTraining,
    Function,
    LearnedBins,
    Losses,
    Parameter,
    Part,
    SetTrainable,
)
from dsl.codegen.view.statements import Assign, Block, Do, For, If, Return, Statement
from dsl.codegen.view.training import Adapted, ClassWeight, Leaving, Training

__all__ = [
    "Adapted",
    "Assign",
    "BesideInputs",
    "Block",
    "Builder",
    "BuiltOutside",
    "Checkpoints",
    "Class",
    "ClassWeight",
    "Data",
    "Devices",
    "Do",
    "FixedTraining",
    "Flag",
    "For",
    "Function",
    "If",
    "LearnedBins",
    "Leaving",
    "Losses",
    "Module",
    "Parameter",
    "Part",
    "Return",
    "SetTrainable",
    "Statement",
    "Training",
]

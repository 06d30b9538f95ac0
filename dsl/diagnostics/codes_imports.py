"""E23x: names out of other .model files."""

from __future__ import annotations

from dsl.diagnostics.code import Code

_BLOCKS = "layer Head(units) {\n    input x\n    output x -> Dense(units)\n}\n"
_DIGITS = "model Digits {\n    input image: float32[64]\n    output digit = image -> Head(10)\n}\n"
_GOOD = 'from "blocks.model" import Head\n\n' + _DIGITS
_BESIDE = (("blocks.model", _BLOCKS),)
_TRAINED = (
    _BLOCKS
    + "\nmodel Small {\n    input image: float32[64]\n    output digit = image -> Head(10)\n}\n"
    + "\ntrain Small as quick {\n    epochs = 1\n}\n"
)

IMPORTS: tuple[Code, ...] = (
    Code(
        "E231",
        "imported file that is not there",
        "There is no file at the path that names are imported from. A path leads on from the folder of the file that\n"
        "it is written in, wherever the command is run: `blocks.model` is beside it, and `../common/blocks.model` in\n"
        "the folder next to its own.",
        bad='from "block.model" import Head\n\n' + _DIGITS,
        good=_GOOD,
        files=_BESIDE,
    ),
    Code(
        "E232",
        "imported file that cannot be read",
        "What names are imported from is not a .model file in UTF-8: it is called otherwise, it is a folder, or its\n"
        "bytes are no text. Names of a Python module are imported without quotes, as in\n"
        "`from my_layers import Scale`.",
        bad='from "blocks" import Head\n\n' + _DIGITS,
        good=_GOOD,
        files=_BESIDE,
    ),
    Code(
        "E233",
        "name that the imported file does not have",
        "The other file has no `layer`, `model`, `function` or `let` of this name, nor does it import one. What is\n"
        "declared inside of these can be seen only there.",
        bad='from "blocks.model" import Haed\n\n' + _DIGITS.replace("Head", "Haed"),
        good=_GOOD,
        files=_BESIDE,
    ),
    Code(
        "E234",
        "files that import each other",
        "The file imports another one that, perhaps through more files, imports the first. Move what several of them\n"
        "need into a file of its own, from which all can import it.",
        bad='from "blocks.model" import Head\n\nlet classes = 10\n\n' + _DIGITS,
        good="let classes = 10\n\n" + _BLOCKS + "\n" + _DIGITS,
        files=(("blocks.model", 'from "example.model" import classes\n\n' + _BLOCKS),),
    ),
    Code(
        "E235",
        "import of a `train` block",
        "`layer`, `model`, `function` and `let` can be imported; how a model is trained is said in the file that\n"
        "trains it. Import the model, and write a `train` block for it.",
        bad='from "blocks.model" import quick\n\n' + _DIGITS.replace("Head(10)", "Dense(10)"),
        good='from "blocks.model" import Small\n\ntrain Small {\n    data = npz("small.npz")\n    loss = "mse"\n}\n',
        files=(("blocks.model", _TRAINED),),
    ),
    Code(
        "E236",
        "import in a text that is in no file",
        "Another .model file is looked for beside the one that imports it. This text was given as it is, to\n"
        "`dsl.compile(text)` for instance, and stands in no folder: give the path of a file instead.",
        bad=_GOOD,
        good=_BLOCKS + "\n" + _DIGITS,
    ),
)

"""E30x and E31x: values of the wrong kind, and arguments that do not fit."""

from __future__ import annotations

from dsl.diagnostics.code import Code


def _digits(statements: str) -> str:
    lines = "".join(f"    {line}\n" for line in statements.split("\n"))
    return f"model Digits(deep=True) {{\n    input image: float32[64]\n{lines}}}\n"


_NOISY = "function noisy(x) {\n    output x + random.normal(ops.shape(x))\n}\n\n"


_GOOD = _digits("output digit = image -> Dense(10)")

ARGUMENTS: tuple[Code, ...] = (
    Code(
        "E302",
        "not known when compiling",
        "Here stands a tensor or a layer, where only something that is known before any data has come makes\n"
        "sense: a number, a string, a parameter, or arithmetic on them. The conditions of `if` and what `for`\n"
        "goes over are of this kind too: they decide what the network is. To choose between the elements of\n"
        "tensors, use `ops.where(test, a, b)`.",
        bad=_digits("x = image\nif ops.max(x) > 1 {\n    x = x / 255\n}\noutput digit = x -> Dense(10)"),
        good=_digits("x = ops.where(image > 1, image / 255, image)\noutput digit = x -> Dense(10)"),
    ),
    Code(
        "E303",
        "tensors and layers in one list",
        "A list of tensors is what a layer such as `Concatenate` is called on, and a list of layers is a fork.\n"
        "This list has some of both. `image -> Dense(8)` is the tensor that the layer gives.",
        bad=_digits("output digit = [image, Dense(10)] -> Concatenate()"),
        good=_digits("output digit = [image, image -> Dense(10)] -> Concatenate()"),
    ),
    Code(
        "E304",
        "key given twice",
        "A dict has one value for each key.",
        bad=_digits("size = {first: 10, first: 20}\noutput digit = image -> Dense(10)"),
        good=_digits("size = {first: 10, second: 20}\noutput digit = image -> Dense(10)"),
    ),
    Code(
        "E305",
        "operator on a layer or on tensors that it does not take",
        "Arithmetic is done on numbers and tensors. A layer is neither: call it, and go on with what it gives.\n"
        "`and`, `or`, `not`, `in`, chained comparisons and Python's `sum`, `min`, `max` and `abs` are for\n"
        "constants; for tensors there are `ops.logical_and`, `ops.sum`, … A layer times a whole number is that\n"
        "many fresh copies in sequence.",
        bad=_digits("output digit = image + Dense(64)"),
        good=_digits("output digit = image + (image -> Dense(64))"),
    ),
    Code(
        "E306",
        "`->` that joins what does not fit",
        "On the left of `->` stands a tensor, a list of tensors or a layer; on the right a layer, a list of\n"
        "layers or a function. An activation that is written as a string is given to a layer: write\n"
        '`Dense(8, activation="relu")` or `Activation("relu")`.',
        bad=_digits('output digit = image -> Dense(10) -> "softmax"'),
        good=_digits('output digit = image -> Dense(10) -> Activation("softmax")'),
    ),
    Code(
        "E307",
        "tensor where a layer is made",
        "As in Keras, a layer is first made, from numbers and strings, and then called on tensors. Write\n"
        "`x -> Dense(10)`, or `Dense(10)(x)`.",
        bad=_digits("output digit = Dense(10, image)"),
        good=_digits("output digit = Dense(10)(image)"),
    ),
    Code(
        "E308",
        "output that is no tensor",
        "What a model or a layer gives back is made from its inputs. A layer alone, or a number, is not:\n"
        "call the layer on something.",
        bad=_digits("output digit = Dense(10)"),
        good=_GOOD,
    ),
    Code(
        "E309",
        "one thing or another",
        "Depending on a condition, this would be a layer or a tensor, and what follows cannot be right for\n"
        "both. `->` binds weaker than `if … else …`: put parentheses around the arrow.",
        bad=_digits("output digit = image -> Dense(64) if deep else image"),
        good=_digits("output digit = (image -> Dense(64)) if deep else image"),
    ),
    Code(
        "E310",
        "call of something that cannot be called",
        "Parentheses after a name call a layer or a function. A tensor is neither; an item of it is chosen\n"
        "with brackets, and multiplication is written with `*`.",
        bad=_digits("x = image -> Dense(10)\noutput digit = x(image)"),
        good=_digits("x = Dense(10)\noutput digit = x(image)"),
    ),
    Code(
        "E311",
        "too many positional arguments",
        "More arguments are given than there are places for. Those that Keras takes by name only must be\n"
        "written with their name.",
        bad=_digits("output digit = image -> Dropout(0.5, None, 7, 3)"),
        good=_digits("output digit = image -> Dropout(0.5, None, 7)"),
    ),
    Code(
        "E312",
        "unknown argument",
        "The layer or function has no argument of this name. The names are those of the installed Keras; the\n"
        "shape of the data is not an argument of a layer here, it is written with the `input` statement.",
        bad=_digits('output digit = image -> Dense(10, actvation="relu")'),
        good=_digits('output digit = image -> Dense(10, activation="relu")'),
    ),
    Code(
        "E313",
        "argument given twice",
        "The same argument is given by its position and by its name, or twice by its name.",
        bad=_digits("output digit = image -> Dense(10, units=20)"),
        good=_GOOD,
    ),
    Code(
        "E314",
        "missing argument",
        "An argument that has no default is not given.",
        bad=_digits("output digit = image -> Dense()"),
        good=_GOOD,
    ),
    Code(
        "E315",
        "layer given to several names",
        "`a, b = …` takes apart a list, or the several results of a layer's call. A layer that has not been\n"
        "called has no parts; two layers are made by two statements.",
        bad=_digits("left, right = Dense(10)\noutput digit = image -> left"),
        good=_digits("left = Dense(10)\noutput digit = image -> left"),
    ),
    Code(
        "E316",
        "class that is not called",
        "`Flatten` is the class, `Flatten()` a layer of it. The same holds for optimizers, losses, metrics,\n"
        "initializers and for the layers and models of the file. Functions, such as `activations.gelu`, are\n"
        "values as they stand.",
        bad=_digits("output digit = image -> Flatten -> Dense(10)"),
        good=_digits("output digit = image -> Flatten() -> Dense(10)"),
    ),
    Code(
        "E317",
        "function that draws, given as a value",
        "A function that calls `random.…` draws from a seed generator, which belongs to the layer it is called\n"
        "in. Where it is only named, as an activation or a loss, Keras would call it without one.",
        bad=_NOISY + _digits("output digit = image -> Dense(10, activation=noisy)"),
        good=_NOISY + _digits("output digit = image -> Dense(10) -> noisy"),
    ),
    Code(
        "E318",
        "copies of one layer or another",
        "`block * 3` is three fresh copies of what `block` was bound to. Where the name was bound in a condition or\n"
        "a loop, there is no one layer to copy.",
        bad=_digits(
            'block = Dense(64)\nif deep {\n    block = Dense(64, activation="relu")\n}\n'
            "output digit = image -> block * 3 -> Dense(10)"
        ),
        good=_digits(
            'block = Dense(64, activation="relu" if deep else None)\noutput digit = image -> block * 3 -> Dense(10)'
        ),
    ),
)

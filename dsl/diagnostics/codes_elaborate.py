"""What is wrong with a model once it is run with its parameters: E22x, E23x, E32x, E33x and E4xx."""

from __future__ import annotations

from dsl.diagnostics.code import Code

_START = "model Net(width=8) {\n    input image: float32[8, 8, 3]\n"
_END = "    output result = image -> Flatten() -> Dense(2)\n}\n"


def _body(statements: str) -> str:
    return f"{_START}    {statements}\n{_END}"


def _gate(call: str) -> str:
    gate = "function gate(x, other=None) {\n    y = x\n    if other {\n        y = x * 2\n    }\n    output y\n}\n"
    return f"{gate}model Net {{\n    input x: float32[8]\n    output {call}\n}}\n"


def _steps(wrapper: str) -> str:
    layer = "layer Step(units) {\n    input x\n    output x -> Dense(units)\n}\n\n"
    return f"{layer}model Net {{\n    input x: float32[5, 4]\n    output x -> {wrapper}(Step(8)) -> Flatten()\n}}\n"


ELABORATE: tuple[Code, ...] = (
    Code(
        "E220",
        "name without a value yet",
        "On the way that the parameters choose through conditions and loops, the name has not been given a value when\n"
        "it is used: it was assigned in a branch that is not taken, or in a loop that has no rounds.",
        bad=_body("if width > 10 {\n        size = 3\n    }\n    total = size + 1"),
        good=_body("size = 2\n    if width > 10 {\n        size = 3\n    }\n    total = size + 1"),
    ),
    Code(
        "E221",
        "made of itself",
        "A layer, model or function that calls itself, at once or through others, would never end. `for` and `*`\n"
        "repeat a layer.",
        bad="layer Tower {\n    input x\n    output x -> Dense(8) -> Tower()\n}\n"
        "model Net {\n    input x: float32[8]\n    output x -> Tower()\n}\n",
        good="layer Tower {\n    input x\n    output x -> Dense(8) * 3\n}\n"
        "model Net {\n    input x: float32[8]\n    output x -> Tower()\n}\n",
    ),
    Code(
        "E222",
        "parameter of a model without a value",
        "A model that is built has a value for each parameter: a default, or one given when compiling.",
        bad="model Net(width) {\n    input x: float32[8]\n    output x -> Dense(width)\n}\n",
        good="model Net(width=8) {\n    input x: float32[8]\n    output x -> Dense(width)\n}\n",
    ),
    Code(
        "E230",
        "assertion that does not hold",
        "What the file says must hold does not. The message is the file's own.",
        bad=_body('assert width > 10, "the network is too narrow"'),
        good=_body('assert width > 4, "the network is too narrow"'),
    ),
    Code(
        "E320",
        "operator between values it does not work on",
        "The operators are Python's, and so are the types they take.",
        bad=_body('size = width + "a"'),
        good=_body("size = width + 1"),
    ),
    Code(
        "E321",
        "arithmetic without a result",
        "A division by zero, a result that is too large for a number with a fraction, or a complex number.",
        bad=_body("size = 8 / (width - 8)"),
        good=_body("size = 8 / (width - 7)"),
    ),
    Code(
        "E322",
        "index without an item",
        "There is nothing at this index or key, or this value has no items.",
        bad=_body("size = [8, 16, 32][3]"),
        good=_body("size = [8, 16, 32][2]"),
    ),
    Code(
        "E323",
        "value a compile-time function does not take",
        "The compile-time functions are Python's, and refuse what Python's refuse.",
        bad=_body('size = int("eight")'),
        good=_body('size = int("8")'),
    ),
    Code(
        "E324",
        "wrong number of values",
        "Several names on the left take as many values as there are names. `_` drops a value.",
        bad=_body("height, width2 = [8, 8, 3]"),
        good=_body("height, width2, _ = [8, 8, 3]"),
    ),
    Code(
        "E325",
        "loop over something without items",
        "A loop goes over a list, tuple, string, dict or `range`.",
        bad=_body("for i in width {\n        size = i\n    }"),
        good=_body("for i in range(width) {\n        size = i\n    }"),
    ),
    Code(
        "E326",
        "condition on a tensor",
        "`if` and `and` choose when the model is built, so that they cannot hang on what a tensor holds. Here a\n"
        "tensor was given to a parameter that a condition reads. `ops.where` chooses number by number.",
        bad=_gate("gate(x, x)"),
        good=_gate("gate(x, True)"),
    ),
    Code(
        "E327",
        "call of something that is no layer",
        "Only a layer or a function can be called on a tensor. A parameter may hold a layer; this one\n"
        "holds something else.",
        bad="layer Twice(body) {\n    input x\n    output x -> body\n}\n"
        "model Net {\n    input x: float32[8]\n    output x -> Twice(3)\n}\n",
        good="layer Twice(body) {\n    input x\n    output x -> body\n}\n"
        "model Net {\n    input x: float32[8]\n    output x -> Twice(Dense(3))\n}\n",
    ),
    Code(
        "E328",
        "dimension that is no size",
        "A dimension of an input is a positive whole number, or `?`; one of a weight is a whole number from 0.",
        bad="model Net(width=0) {\n    input x: float32[width]\n    output x -> Flatten()\n}\n",
        good="model Net(width=8) {\n    input x: float32[width]\n    output x -> Flatten()\n}\n",
    ),
    Code(
        "E329",
        "call that does not fit",
        "A call of an own function, an own layer or a compile-time function has too many, too few or unknown\n"
        "arguments.",
        bad=_body("size = len([1, 2], 3)"),
        good=_body("size = len([1, 2])"),
    ),
    Code(
        "E330",
        "too many steps",
        "Loops are unrolled to check the model. This one has more rounds than any network needs.",
        bad=_body("for i in range(10 ** 12) {\n        size = i\n    }"),
        good=_body("for i in range(10) {\n        size = i\n    }"),
    ),
    Code(
        "E331",
        "too many layers",
        "The model has more than 50,000 layers or steps.",
        bad="model Net {\n    input x: float32[8]\n    output x -> Dense(8) * 10 ** 6\n}\n",
        good="model Net {\n    input x: float32[8]\n    output x -> Dense(8) * 6\n}\n",
    ),
    Code(
        "E332",
        "number too large",
        "A whole number has more than 4,096 bits.",
        bad=_body("size = 2 ** 10 ** 9"),
        good=_body("size = 2 ** 10"),
    ),
    Code(
        "E333",
        "too many items",
        "A list, tuple or string has more than a million items.",
        bad=_body("sizes = [0] * 10 ** 9"),
        good=_body("sizes = [0] * 10"),
    ),
    Code(
        "E334",
        "nested too deeply when unrolled",
        "Lists lie in each other, or own definitions call each other, deeper than the compiler follows.",
        bad=_body("deep = []\n    for i in range(200) {\n        deep = [deep]\n    }\n    same = deep == deep"),
        good=_body("deep = []\n    for i in range(20) {\n        deep = [deep]\n    }\n    same = deep == deep"),
    ),
    Code(
        "E335",
        "layer that cannot be moved over a sequence",
        "`RNN` moves a cell over a sequence, and `Bidirectional` a recurrent layer both ways. Keras asks each for its\n"
        "states, which a `layer` or `model` of the file, a chain, a `Dense` and most others do not have.\n"
        "`TimeDistributed` takes any layer, and calls it on each step by itself.",
        bad=_steps("Bidirectional"),
        good=_steps("TimeDistributed"),
    ),
    Code(
        "E401",
        "input that a layer does not take",
        "The tensor has the wrong number of dimensions, or an unknown size where weights need a known one. The batch\n"
        "dimension is counted; a size that varies is written `?`.",
        bad=_body("x = image -> LSTM(8)"),
        good=_body("x = image -> Reshape([8, 24]) -> LSTM(8)"),
    ),
    Code(
        "E402",
        "tensors that do not fit each other",
        "Sizes must be equal, or 1 where one tensor is stretched to the other.",
        bad=_body("x = [image, image[:, :4]] -> Add()"),
        good=_body("x = [image, image[:, :1]] -> Add()"),
    ),
    Code(
        "E403",
        "nothing left of a dimension",
        "A convolution, pooling or cropping is larger than what it moves over.",
        bad=_body("x = image -> Conv2D(4, 9)"),
        good=_body('x = image -> Conv2D(4, 9, padding="same")'),
    ),
    Code(
        "E404",
        "input that does not have the declared shape or dtype",
        "An own layer or model says which shape and dtype its input has, and is called on another. Of how many\n"
        "bits a number is makes no difference here.",
        bad="layer Square {\n    input x: float32[8, 8]\n    output x @ x\n}\n"
        "model Net {\n    input x: float32[8, 4]\n    output x -> Square()\n}\n",
        good="layer Square {\n    input x: float32[8, 8]\n    output x @ x\n}\n"
        "model Net {\n    input x: float32[8, 8]\n    output x -> Square()\n}\n",
    ),
    Code(
        "E405",
        "index outside of a tensor",
        "There are more indices than dimensions, or the tensor is smaller than the index. The batch dimension is the\n"
        "first.",
        bad=_body("x = image[:, 8]"),
        good=_body("x = image[:, 7]"),
    ),
    Code(
        "E406",
        "weight of a size that varies",
        "A weight is made once, so that its size must be known.",
        bad="layer Scale {\n    input x: float32[..., n]\n    weight scale: [n] = Ones()\n    output x * scale\n}\n"
        "model Net {\n    input x: float32[?]\n    output x -> Scale()\n}\n",
        good="layer Scale {\n    input x: float32[..., n]\n    weight scale: [n] = Ones()\n    output x * scale\n}\n"
        "model Net {\n    input x: float32[8]\n    output x -> Scale()\n}\n",
    ),
    Code(
        "E407",
        "value that an argument does not take",
        "Keras refuses this value of an argument of a layer, an optimizer, a loss or anything else of its own: a size\n"
        "that is not positive, a word that is none of the known ones, an axis that the tensor does not have, groups\n"
        "that do not divide the channels.",
        bad=_body("filters = 0\n    x = image -> Conv2D(filters, 3)"),
        good=_body("filters = 4\n    x = image -> Conv2D(filters, 3)"),
    ),
    Code(
        "E408",
        "shared layer called on other sizes",
        "A layer bound to a name has one set of weights, made when it is first called. Another call must have sizes\n"
        "that fit them. A layer written in place is new each time.",
        bad=_body("narrow = Dense(4)\n    x = image -> narrow\n    y = x -> narrow"),
        good=_body("narrow = Dense(3)\n    x = image -> narrow\n    y = x -> narrow"),
    ),
    Code(
        "E409",
        "tensor of a dtype that a layer or a function does not take",
        "Most layers compute with floats, and Keras makes none of whole numbers by itself: a convolution of `uint8`\n"
        "pictures ends in an error of TensorFlow when it runs. Strings go through `StringLookup`, `TextVectorization`\n"
        "or `Hashing` first. Functions and operators take some dtypes, too: `ops.sqrt` and `/` make floats of whole\n"
        "numbers, but `ops.sigmoid` takes floats only, `-` no booleans, and nothing adds a number to a string.\n"
        '`ops.cast(x, "float32")` makes the dtype that is wanted.',
        bad="model Net {\n    input image: uint8[8, 8, 3]\n    output image -> Conv2D(4, 3)\n}\n",
        good="model Net {\n    input image: uint8[8, 8, 3]\n"
        "    output image -> Rescaling(1 / 255) -> Conv2D(4, 3)\n}\n",
    ),
)

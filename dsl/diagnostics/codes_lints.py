"""W2xx: names not used, or hiding others. W3xx: layers. W5xx: training that is allowed and looks like a mistake."""

from __future__ import annotations

from dsl.diagnostics.code import Code

_END = "    output y = x -> Dense(3)\n}\n"
_MODEL = f"model Small {{\n    input x: float32[8]\n{_END}"
_OUTPUT = "output digit = image -> Dense({})"
_DATA = 'data = npz("digits.npz")'
_SPARSE = "loss = SparseCategoricalCrossentropy(from_logits=True)"
_BINARY = "loss = BinaryCrossentropy(from_logits=True)"
_NESTED = (
    "{} {{\n    input x: float32[6, 8]\n    step = Dense(8)\n"
    "    output y = x -> TimeDistributed(step) -> step -> Flatten() -> Dense(1)\n}}\n"
)
_SCAN = (
    "function add(a, b) {{\n    output a + b\n}}\n\n"
    "model Sums {{\n    input x: float32[6, 8]\n    y = {}\n    output total = y -> Flatten() -> Dense(1)\n}}\n"
)


def _model(*lines: str, parameters: str = "") -> str:
    inside = "".join(f"    {line}\n" for line in lines)
    return f"model Small{parameters} {{\n    input x: float32[8]\n{inside}{_END}"


def _layer(*lines: str) -> str:
    inside = "".join(f"    {line}\n" for line in lines)
    return f"layer Scale {{\n    input x: float32[..., n]\n    weight scale: [n] = Ones()\n{inside}}}\n"


def _train(layer: str, *settings: str) -> str:
    model = f"model Digits {{\n    input image: float32[64]\n    output digit = image -> {layer}\n}}\n"
    lines = "".join(f"    {line}\n" for line in (_DATA, *settings))
    return f"{model}\ntrain Digits {{\n{lines}}}\n"


NAME_LINTS: tuple[Code, ...] = (
    Code(
        "W201",
        "input that is never used",
        "No output can depend on this input, and still everyone who calls the model has to give it. A name that\n"
        "starts with `_` is left alone.",
        bad="model Small {\n    input x: float32[8], size: float32[1]\n" + _END,
        good="model Small {\n    input x: float32[8], size: float32[1]\n"
        "    output y = [x, size] -> Concatenate() -> Dense(3)\n}\n",
    ),
    Code(
        "W202",
        "value that is never used",
        "What is computed here reaches no output: another name was meant further down, or the value is given to\n"
        "the name anew before it is read. A layer with a name that is called on nothing is such a value too.\n"
        "`_` in place of the name says that it is dropped on purpose.",
        bad=_model('hidden = x -> Dense(16, activation="relu")'),
        good=_model('x = x -> Dense(16, activation="relu")'),
    ),
    Code(
        "W203",
        "weight that is never used",
        "The layer makes this weight, saves it and counts it, and no output can depend on it.",
        bad=_layer("weight shift: [n] = Zeros()", "output x * scale") + "\n" + _model("x = x -> Scale()"),
        good=_layer("weight shift: [n] = Zeros()", "output x * scale + shift") + "\n" + _model("x = x -> Scale()"),
    ),
    Code(
        "W204",
        "parameter that is never used",
        "Whatever value the parameter is given, nothing changes.",
        bad=_model('x = x -> Dense(16, activation="relu")', parameters="(hidden=16)"),
        good=_model('x = x -> Dense(hidden, activation="relu")', parameters="(hidden=16)"),
    ),
    Code(
        "W205",
        "import that is never used",
        "The name is imported, and nothing in the file uses it. The generated program would import its module, too.",
        bad=f"from my_layers import Involution\n\n{_MODEL}",
        good="from my_layers import Involution\n\n" + _model("x = x -> Involution()"),
    ),
    Code(
        "W206",
        "constant that is never used",
        "No declaration of the file reads this `let`. In a file without a `train` block this is not reported, as\n"
        "other files may import it.",
        bad="let classes = 10\n\n" + _train("Dense(10)", _SPARSE),
        good="let classes = 10\n\n" + _train("Dense(classes)", _SPARSE),
    ),
    Code(
        "W207",
        "layer or function that is never used",
        "Nothing in the file uses this declaration. In a file without a `train` block this is not reported, as\n"
        "other files may import it.",
        bad=_layer("output x * scale") + "\n" + _train("Dense(10)", _SPARSE),
        good=_layer("output x * scale") + "\n" + _train("Scale() -> Dense(10)", _SPARSE),
    ),
    Code(
        "W208",
        "name that hides another",
        "From here on the name stands for something else than it does outside: a constant, a declaration, an\n"
        "import, a class of Keras, one of its namespaces for functions (`ops`), or a function of the language.",
        bad="let width = 16\n\n" + _model("width = 2 * width", "x = x -> Dense(width)"),
        good="let width = 16\n\n" + _model("double = 2 * width", "x = x -> Dense(double)"),
    ),
)

LAYER_LINTS: tuple[Code, ...] = (
    Code(
        "W301",
        "layer that learns though it should not",
        "Some layers of Keras have no weights of their own, but layers inside that have. `trainable=False` is not\n"
        "passed on to those when the layer is made, so a model trains them all the same. Give it to the layer\n"
        "inside; where the file does not write that, put a `layer` of your own around and freeze it.",
        bad="model Small {\n    input x: float32[8, 4]\n    x = x -> Bidirectional(LSTM(4), trainable=False)\n" + _END,
        good="model Small {\n    input x: float32[8, 4]\n    x = x -> Bidirectional(LSTM(4, trainable=False))\n" + _END,
    ),
    Code(
        "W302",
        "string for a switch",
        'Python takes any string but the empty one for true, and Keras asks no further: `use_bias="False"` gives\n'
        "the layer a bias.",
        bad='model Small {\n    input x: float32[8]\n    x = x -> Dense(4, use_bias="False")\n' + _END,
        good="model Small {\n    input x: float32[8]\n    x = x -> Dense(4, use_bias=False)\n" + _END,
    ),
    Code(
        "W303",
        "number of dimensions that gets lost",
        "Up to Keras 3.15, TensorFlow loses count of the dimensions that `ops.associative_scan` gives where one of\n"
        "them varies, as that of the batch does. Whatever asks for them then fails when the model runs, or when a\n"
        "class is built. `ops.reshape` gives the result its shape back.",
        bad=_SCAN.format("ops.associative_scan(add, x, axis=1)"),
        good=_SCAN.format("ops.reshape(ops.associative_scan(add, x, axis=1), ops.shape(x))"),
    ),
    Code(
        "W304",
        "layer inside of another one and beside it",
        "A layer that is first called inside of another one, such as a `TimeDistributed` or a chain with a name, and\n"
        "then by itself or inside of a second one, has one set of weights. Up to Keras 3.15 a functional model\n"
        "is saved so, and `load_model` makes two layers and finds weights for one. A class is loaded.",
        bad=_NESTED.format("model Steps"),
        good=_NESTED.format("model Steps as subclass"),
    ),
    Code(
        "W305",
        "activation that changes the shape",
        "Keras takes for granted that an activation leaves the shape as it is, and tells the next layer so. `glu`\n"
        "halves the last dimension, and a function of your own may change it too: in a functional model the next\n"
        "layer is then made for a size that never comes. Called as a function, it gives the shape that it says.",
        bad=_model('x = x -> Dense(8, activation="glu")'),
        good=_model("x = x -> Dense(8) -> activations.glu"),
    ),
    Code(
        "W306",
        "argument with which a layer does nothing",
        "Keras takes the number, and what follows is never meant: a dropout of 1 drops everything (and ends training\n"
        "with a division by 0, in `GaussianDropout` and `AlphaDropout`); a `BatchNormalization` with a momentum of 1\n"
        "never learns the mean that it uses after training; a negative `epsilon` makes roots of negative numbers. A\n"
        "`RandomFlip` whose mode is none of the three flips nothing.",
        bad=_model("x = x -> Dense(4) -> Dropout(1.0)"),
        good=_model("x = x -> Dense(4) -> Dropout(0.1)"),
    ),
    Code(
        "W307",
        "activation of what has gone through one already",
        "Softmax and sigmoid spread what may be any number. Of numbers between 0 and 1 they make numbers that are\n"
        "close to each other: of four classes the surest one gets 0.48 where softmax follows softmax, and sigmoid\n"
        "behind relu never says no. Training goes down slowly and stops early.",
        bad=_model('x = x -> Dense(4, activation="softmax") -> Softmax()'),
        good=_model("x = x -> Dense(4) -> Softmax()"),
    ),
    Code(
        "W308",
        "table with too few rows",
        "The layer before gives higher numbers than the table has rows. `Embedding` ends the training at the first\n"
        "of them on a CPU, and gives zeros on a GPU; `CategoryEncoding` leaves them out. `TextVectorization` has a\n"
        "number for padding and one for words that it does not know, beside its vocabulary.",
        bad=_model("x = x -> Discretization(bin_boundaries=[0.0, 1.0]) -> Embedding(2, 4) -> Flatten()"),
        good=_model("x = x -> Discretization(bin_boundaries=[0.0, 1.0]) -> Embedding(3, 4) -> Flatten()"),
    ),
)

TRAINING_LINTS: tuple[Code, ...] = (
    Code(
        "W501",
        "logits taken for probabilities",
        "A crossentropy takes the logarithm of a probability. The output ends in a layer without an activation, so\n"
        "it gives any number, also below 0. Say `from_logits=True`, which is exacter than an activation in the\n"
        "model as well; or end the model in softmax or sigmoid.",
        bad=_train("Dense(10)", "loss = SparseCategoricalCrossentropy()"),
        good=_train("Dense(10)", _SPARSE),
    ),
    Code(
        "W502",
        "probabilities taken for logits",
        "With `from_logits=True` the loss applies the activation itself. It is in the model already, so it is\n"
        "applied twice: training still goes down, slowly, and to a worse end.",
        bad=_train('Dense(10, activation="softmax")', _SPARSE),
        good=_train("Dense(10)", _SPARSE),
    ),
    Code(
        "W503",
        "a single class",
        "The loss chooses between classes along the last dimension of the output, and there is only one: the choice\n"
        "is always right, and nothing is learned. The same goes for softmax over one unit, which is always 1.",
        bad=_train("Dense(1)", _SPARSE),
        good=_train("Dense(1)", _BINARY),
    ),
    Code(
        "W504",
        "metric that does not fit its loss",
        "The metric reads the labels in another form than the loss: as numbers of classes (`Sparse…`), as one-hot\n"
        "rows (`Categorical…`), or as yes or no for each number (`Binary…`). What it shows means nothing. `Accuracy`\n"
        'asks whether output and label are the same number; the string `"accuracy"` takes the one that fits.\n'
        "Beside a loss that measures how far a number is from another, counting right answers means nothing either.\n"
        "And among the best five of three classes the label always is.",
        bad=_train("Dense(10)", _SPARSE, "metrics = [CategoricalAccuracy()]"),
        good=_train("Dense(10)", _SPARSE, "metrics = [SparseCategoricalAccuracy()]"),
    ),
    Code(
        "W505",
        "metric of probabilities on logits",
        "The metric compares the output with thresholds between 0 and 1, and the loss says that the output is\n"
        "logits: a logit of 0.3 is a probability of 0.57, which means yes, and is counted as no.",
        bad=_train("Dense(1)", _BINARY, "metrics = [BinaryAccuracy()]"),
        good=_train("Dense(1)", _BINARY, "metrics = [BinaryAccuracy(threshold=0)]"),
    ),
    Code(
        "W506",
        "callback that watches nothing",
        "The callback watches a figure that is not there: there is no validation data for one that starts with\n"
        "`val_`, or no metric of the name. Keras would go on with a warning, and the callback would never act.",
        bad=_train("Dense(10)", _SPARSE, "callbacks = [EarlyStopping(patience=3)]"),
        good=_train("Dense(10)", _SPARSE, "validation_split = 0.2", "callbacks = [EarlyStopping(patience=3)]"),
    ),
    Code(
        "W507",
        "number with which nothing can be learned",
        "Keras takes the number, and what follows is never meant: with a learning rate below 0 the loss is raised,\n"
        "with one of 0 nothing changes; a share such as `beta_1` or `rho` of 1 leaves nothing of the gradients, or\n"
        "divides by 0; a negative `weight_decay` makes weights grow; a negative `clipnorm` clips nothing. A learning\n"
        "rate is left alone where a callback sets it. The steps of a warm-up lead to a `warmup_target`, and are left\n"
        "out without one. Labels that are smoothed by 1 are all the same, and a loss with a negative weight is raised.",
        bad=_train("Dense(10)", _SPARSE, "optimizer = Adam(-0.001)"),
        good=_train("Dense(10)", _SPARSE, "optimizer = Adam(0.001)"),
    ),
    Code(
        "W508",
        "training without data of its own",
        "A `train` block without `data` trains nothing: its program shows the summary of the model. And data that the\n"
        "model is trained on say nothing about others, so `validation_data` and `test_data` have to be different.",
        bad=_train("Dense(10)", _SPARSE, f"validation_{_DATA}"),
        good=_train("Dense(10)", _SPARSE, "validation_split = 0.2"),
    ),
    Code(
        "W509",
        "callback that does something else",
        "Keras takes the argument, perhaps with a warning, and the callback does not do what it says: a `mode` other\n"
        "than `min`, `max` and `auto` is passed over; with the wrong one training stops while it gets better; a\n"
        "negative `patience` is like 0; a learning rate is never lowered to what it is below already.",
        bad=_train("Dense(10)", _SPARSE, "validation_split = 0.2", 'callbacks = [EarlyStopping(mode="minimum")]'),
        good=_train("Dense(10)", _SPARSE, "validation_split = 0.2", 'callbacks = [EarlyStopping(mode="min")]'),
    ),
    Code(
        "W510",
        "activation that does not go with the loss",
        "Softmax makes probabilities of classes of which one is right, as `CategoricalCrossentropy` wants;\n"
        "sigmoid gives each number a probability of its own, for `BinaryCrossentropy`. `KLDivergence` compares\n"
        "probabilities, `Poisson` takes the logarithm of the output, and `Hinge` wants numbers below 0 for no.",
        bad=_train('Dense(10, activation="sigmoid")', "loss = SparseCategoricalCrossentropy()"),
        good=_train('Dense(10, activation="softmax")', "loss = SparseCategoricalCrossentropy()"),
    ),
    Code(
        "W511",
        "metric called like the loss",
        "Keras keeps the figures of an epoch by name, and `loss` is the name of the loss. A metric of that name takes\n"
        "its place: the bar, the history and callbacks that watch `loss` then have the metric.",
        bad=_train("Dense(10)", _SPARSE, 'metrics = [SparseCategoricalAccuracy(name="loss")]'),
        good=_train("Dense(10)", _SPARSE, 'metrics = [SparseCategoricalAccuracy(name="right")]'),
    ),
)

"""E2xx: names that stand for nothing, for two things, or for something that cannot be there."""

from __future__ import annotations

from dsl.diagnostics.code import Code

_TRAINED = '    data = npz("digits.npz")\n    loss = SparseCategoricalCrossentropy(from_logits=True)\n}\n'


def _digits(statements: str, head: str = "model Digits(hidden=128)") -> str:
    lines = "".join(f"    {line}\n" for line in statements.split("\n"))
    return f"{head} {{\n    input image: float32[64]\n{lines}}}\n"


_GOOD = _digits("output digit = image -> Dense(hidden)")

NAMES: tuple[Code, ...] = (
    Code(
        "E201",
        "unknown name",
        "Nothing that can be seen here has this name: no parameter, input or variable of the declaration, no\n"
        "`let`, `layer`, `model` or `function` of the file, and nothing imported. A variable can be used only\n"
        "after the statement that gives it a value, and a `let` only below itself. The names inside of one\n"
        "declaration cannot be seen in another: a `train` block has parameters of its own. Strings need quotes,\n"
        "and functions on tensors their namespace: `ops.exp(x)`.",
        bad=_digits("output digit = image -> Dense(hiden)"),
        good=_GOOD,
    ),
    Code(
        "E202",
        "unknown name in a namespace of Keras",
        "Keras has no such optimizer, loss, metric, initializer, activation, … The names are those of the\n"
        'installed Keras, as its documentation writes them; a string such as `"relu"` is one as well. What you\n'
        "wrote in Python yourself is imported: `from my_losses import ssim_loss`.",
        bad=_digits("output digit = image -> Dense(hidden, kernel_initializer=HeNorml())"),
        good=_digits("output digit = image -> Dense(hidden, kernel_initializer=HeNormal())"),
    ),
    Code(
        "E203",
        "unknown layer",
        "Neither Keras nor the file has a layer of this name. Layers are called as in `tf.keras.layers`, so\n"
        "that PyTorch's `Linear` is `Dense` and Keras 1's `Convolution2D` is `Conv2D`. A layer of your own is\n"
        "declared with `layer Name { … }`, or imported from a Python module.",
        bad=_digits("output digit = image -> Dens(hidden)"),
        good=_GOOD,
    ),
    Code(
        "E204",
        "name of several things",
        "Keras has things of this name in several namespaces, and nothing around it says which is meant. Write\n"
        "the namespace before it: `losses.KLDivergence()` or `metrics.KLDivergence()`.",
        bad=_digits("difference = KLDivergence()\noutput digit = image -> Dense(hidden)"),
        good=_digits("difference = losses.KLDivergence()\noutput digit = image -> Dense(hidden)"),
    ),
    Code(
        "E205",
        "attribute of a value",
        "A dot stands only between a namespace of Keras and a name in it: `ops.reshape`, `initializers.Zeros`.\n"
        "Tensors, layers and constants have neither attributes nor methods here; use the function: the\n"
        "`x.reshape(…)` of other libraries is `ops.reshape(x, …)`.",
        bad=_digits("output digit = image.sqrt() -> Dense(hidden)"),
        good=_digits("output digit = ops.sqrt(image) -> Dense(hidden)"),
    ),
    Code(
        "E206",
        "assignment to a parameter",
        "A parameter of a model or layer has the value that it is made with, a weight that which training gives it,\n"
        "and a dimension that of the input. None of them can be assigned; call the new value something else.",
        bad=_digits("hidden = 64\noutput digit = image -> Dense(hidden)"),
        good=_digits("width = 64\noutput digit = image -> Dense(width)"),
    ),
    Code(
        "E207",
        "statement in a declaration that has no such thing",
        "`weight` stands in a `layer` only, and `add_loss` in a `layer` or a `model`. A model is made of layers\n"
        "and has no weights beside theirs; a `function` has no weights at all, and so makes no layers.",
        bad=_digits("weight scale: [64] = Ones()\noutput digit = image * scale"),
        good="layer Scale {\n    input x: float32[..., size]\n"
        "    weight scale: [size] = Ones()\n    output x * scale\n}\n\n" + _digits("output digit = image -> Scale()"),
    ),
    Code(
        "E208",
        "declared twice",
        "One name stands for one thing: a second `let`, `layer`, `model` or `function` of the same name would\n"
        "hide the first, and so would a second parameter or input. A second `train` block of a model gets a\n"
        "name of its own: `train Digits as finetune { … }`. The parameters of a model and of its `train` block\n"
        "differ too, as each is a flag of the generated program.",
        bad=_digits("output digit = image -> Dense(hidden)", "model Digits(hidden=128, hidden=64)"),
        good=_GOOD,
    ),
    Code(
        "E209",
        "output with a name outside of a model",
        "Only a model's outputs have names, which losses, metrics and data use. A layer or a function gives its\n"
        "outputs back in their order.",
        bad="layer Head {\n    input x\n    output y = x -> Dense(10)\n}\n\n"
        + _digits("output digit = image -> Head()"),
        good="layer Head {\n    input x\n    output x -> Dense(10)\n}\n\n" + _digits("output digit = image -> Head()"),
    ),
    Code(
        "E210",
        "no output",
        "A model, a layer or a function gives nothing back: it has no `output` statement.",
        bad=_digits("digit = image -> Dense(hidden)"),
        good=_GOOD,
    ),
    Code(
        "E211",
        "no input",
        "A model or a layer needs at least one `input` statement, for instance `input image: float32[28, 28, 1]`.\n"
        "The batch dimension is not written.",
        bad="model Digits {\n    output digit = Dense(10)(ops.ones((1, 64)))\n}\n",
        good="model Digits {\n    input image: float32[64]\n    output digit = image -> Dense(10)\n}\n",
    ),
    Code(
        "E212",
        "parameter with a name that is taken",
        "Every Keras layer and model takes `name`, `dtype` and `trainable` already, and every program that\n"
        "trains has the flags `--epochs`, `--batch-size`, `--seed`, `--run-dir`, `--fresh` and `--help`. A\n"
        "parameter needs another name.",
        bad=_digits("output digit = image -> Dense(hidden)", 'model Digits(hidden=128, name="digits")'),
        good=_digits("output digit = image -> Dense(hidden)", 'model Digits(hidden=128, title="digits")'),
    ),
    Code(
        "E214",
        "input inside of a condition or a loop",
        "The inputs of a model or a layer are always the same ones. Write the `input` statement outside of `if`\n"
        "and `for`, and use the input inside.",
        bad=_digits("if hidden > 10 {\n    input more: float32[8]\n}\noutput digit = image -> Dense(hidden)"),
        good=_digits("input more: float32[8]\noutput digit = [image, more] -> Concatenate() -> Dense(hidden)"),
    ),
    Code(
        "E215",
        "model input without a type",
        "The input of a model says what comes in: a dtype and a shape, without the batch dimension, as in\n"
        "`input image: float32[28, 28, 1]`. `?` stands for a dimension that varies. Only in a `layer` or a\n"
        "`function` may the type be left out, and `...` stand for any leading dimensions.",
        bad="model Digits {\n    input image\n    output digit = image -> Dense(10)\n}\n",
        good="model Digits {\n    input image: float32[64]\n    output digit = image -> Dense(10)\n}\n",
    ),
    Code(
        "E216",
        "unknown dtype",
        "The dtypes are those of TensorFlow: `float32`, `int32`, `bool`, `string`, `float16`, `bfloat16`,\n"
        "`float64`, `uint8`, `int64` and the other integers.",
        bad="model Digits {\n    input image: float[64]\n    output digit = image -> Dense(10)\n}\n",
        good="model Digits {\n    input image: float32[64]\n    output digit = image -> Dense(10)\n}\n",
    ),
    Code(
        "E217",
        "file without a model",
        "A program is generated for a model, and the file declares none. A file of layers and functions alone\n"
        "can be checked.",
        bad="layer Head {\n    input x\n    output x -> Dense(10)\n}\n",
        good="layer Head {\n    input x\n    output x -> Dense(10)\n}\n\n"
        "model Digits {\n    input image: float32[64]\n    output digit = image -> Head()\n}\n",
    ),
    Code(
        "E218",
        "several models or `train` blocks to choose from",
        "The program is about one model and one way to train it. Without `--model` that is the model that has a\n"
        "`train` block, or the only one that no other model uses; without `--train` it is the only block of that\n"
        "model.",
        bad="model First {\n    input x: float32[4]\n    output y = x -> Dense(1)\n}\n\n"
        "model Second {\n    input x: float32[4]\n    output y = x -> Dense(1)\n}\n",
        good="model First {\n    input x: float32[4]\n    output y = x -> Dense(1)\n}\n",
    ),
    Code(
        "E219",
        "`--set` that sets nothing",
        "`--set hidden=256` gives another default to a parameter of the models, `--set train.epochs=3` another\n"
        "value to a setting or a parameter of the `train` blocks; the name of one block stands for that one. The\n"
        "value is written as in a .model file. Here, the name is none of these, or the text is not a value. The\n"
        "example fails with `--set hidden=256`.",
        bad="model Digits {\n    input image: float32[64]\n    output digit = image -> Dense(10)\n}\n",
        good=_GOOD,
    ),
    Code(
        "E224",
        "unknown namespace",
        "The name before the dot is no namespace of Keras. There are `layers`, `optimizers`, `schedules`,\n"
        "`losses`, `metrics`, `initializers`, `regularizers`, `constraints`, `callbacks`, `activations`, `ops`,\n"
        "`random`, `applications` and `dtype_policies`; `tf.keras.` may stand before them. TensorFlow's and\n"
        "NumPy's own functions are in `ops`.",
        bad=_digits("output digit = np.sqrt(image) -> Dense(hidden)"),
        good=_digits("output digit = ops.sqrt(image) -> Dense(hidden)"),
    ),
    Code(
        "E225",
        "unknown model",
        "A `train` block, or `--model`, names a model that the file does not have. Only what is declared with\n"
        "`model` can be trained: a `layer` is trained as a part of a model.",
        bad=_digits("output digit = image -> Dense(hidden)") + "\ntrain Digit {\n" + _TRAINED,
        good=_digits("output digit = image -> Dense(hidden)") + "\ntrain Digits {\n" + _TRAINED,
    ),
    Code(
        "E226",
        "unknown `train` block",
        "`--train` names a block that the file does not have, or that trains another model. A block is called\n"
        "like its model, or as `as` says: `train Digits as finetune { … }`. The example fails with\n"
        "`--train finetune`.",
        bad=_digits("output digit = image -> Dense(hidden)") + "\ntrain Digits {\n" + _TRAINED,
        good=_digits("output digit = image -> Dense(hidden)") + "\ntrain Digits as finetune {\n" + _TRAINED,
    ),
    Code(
        "E227",
        "import of a word of Python",
        "What a file imports is written into the generated program as it stands, and Python keeps words such as\n"
        "`class`, `lambda` and `from` for itself: no module can be imported by such a name.",
        bad="from my_layers import lambda\n\n" + _GOOD,
        good="from my_layers import Lambda\n\n" + _GOOD,
    ),
    Code(
        "E228",
        "class without a use of its own",
        "Keras has the class, but to make one in a .model file is always a mistake. Base classes such as\n"
        "`Wrapper`, `Loss` and `Callback` do nothing until Python code derives from them; `InputLayer` and\n"
        "`CallbackList` are made by Keras itself; `Mean` and `Sum` are metrics of one number, and a model's\n"
        "metrics compare its outputs with the answers.",
        bad=_digits("output digit = image -> Wrapper(Dense(hidden))"),
        good=_digits("output digit = image -> SpectralNormalization(Dense(hidden))"),
    ),
    Code(
        "E237",
        "name that TensorFlow does not take",
        "Layers, models, weights, and the inputs and outputs of a model are known to TensorFlow by their names. It\n"
        "takes letters from a to z and A to Z, digits and `_`; layers and models may not start with `_`. All other\n"
        "names are Python's, and may have the letters of any language.",
        bad=_GOOD.replace("Digits", "Größe"),
        good=_GOOD.replace("Digits", "Size"),
    ),
)

"""E5xx: `train` blocks and their data. E6xx: construction styles."""

from __future__ import annotations

from dsl.diagnostics.code import Code

_MODEL = "model Digits {\n    input image: float32[64]\n    output digit = image -> Dense(10)\n}\n"
_DATA = 'data = npz("digits.npz")'


_SPARSE = "SparseCategoricalCrossentropy(from_logits=True)"

_COSINE = "optimizer = Adam(CosineDecay(1e-3, 1_000))"

_TWO = (
    "model Two {\n    input image: float32[8, 8, 3], size: float32[1]\n"
    "    output kind = [image -> Flatten(), size] -> Concatenate() -> Dense(2)\n}\n\n"
)

_PYTHON = (
    "from my_layers import Involution\n\n"
    "model Digits {\n    input image: float32[64]\n    output digit = image -> Involution(10)\n}\n\n"
    "train Digits {\n    data = DATA\n    loss = MeanSquaredError()\n}\n"
)


def _train(settings: str) -> str:
    if "data = " in settings and "loss = " not in settings:
        settings += f"\nloss = {_SPARSE}"
    lines = "".join(f"    {line}\n" for line in settings.split("\n"))
    return f"{_MODEL}\ntrain Digits {{\n{lines}}}\n"


def _residual(style: str) -> str:
    body = "    input x: float32[8]\n    y = x -> Dense(8)\n    output z = [x, y] -> Add()\n"
    return f"model Residual as {style} {{\n{body}}}\n"


def _fixed(style: str) -> str:
    body = "    input x: float32[8]\n    drop = Dropout(0.5)\n    a = drop(x, training=True)\n"
    return f"model Sampled as {style} {{\n{body}    output y = a - drop(x)\n}}\n"


def _flattened(style: str) -> str:
    body = "    input x: float32[8]\n    y = x\n    if len(ops.shape(x)) > 2 {\n        y = y -> Flatten()\n    }\n"
    return f"model Flat as {style} {{\n{body}    output y -> Dense(2)\n}}\n"


def _named_twice(second: str) -> str:
    return f"""model Names {{
    input x: float32[8]
    output y = x -> Dense(4, name="encode") -> Dense(8, name="{second}")
}}
"""


def _called_like_a_layer(name: str) -> str:
    body = f"    input {name}, b: float32[2]\n    output y = [{name}, b] -> Concatenate() -> Dense(1)\n"
    return f"model Both {{\n{body}}}\n"


_NORMALIZED = (
    "model Scaled {{\n    input x: float32[4]\n    output {}\n}}\n\n"
    'train Scaled {{\n    data = npz("data.npz")\n    loss = MeanSquaredError()\n}}\n'
)

TRAINING: tuple[Code, ...] = (
    Code(
        "E501",
        "unknown setting",
        "A `train` block has the settings `data`, `validation_data`, `test_data`, `validation_split`, `batch_size`,\n"
        "`epochs`, `shuffle`, `seed`, `loss`, `loss_weights`, `metrics`, `weighted_metrics`, `class_weight`,\n"
        "`optimizer`, `loop`, `callbacks`, `dtype_policy`, `jit_compile`, `steps_per_execution`, `terminate_on_nan`,\n"
        "`distribute`, `checkpoint`, `checkpoint_seconds` and `save`. What belongs to the optimizer, such as the\n"
        "learning rate, is an argument of it.",
        bad=_train(f"{_DATA}\nlearning_rate = 1e-3"),
        good=_train(f"{_DATA}\noptimizer = Adam(learning_rate=1e-3)"),
    ),
    Code(
        "E502",
        "setting given twice",
        "Each setting has one value. Several metrics or callbacks are one list.",
        bad=_train(f"{_DATA}\nepochs = 3\nepochs = 5"),
        good=_train(f"{_DATA}\nepochs = 5"),
    ),
    Code(
        "E503",
        "value that a setting does not take",
        "The setting, or the argument of the data source, takes a value of another type, from another range,\n"
        "or one of a few words. The message says which.",
        bad=_train(f"{_DATA}\nvalidation_split = 1.5"),
        good=_train(f"{_DATA}\nvalidation_split = 0.2"),
    ),
    Code(
        "E504",
        "no such input or output",
        "Losses and metrics are given by output, and the fields of the data by input and output, under the\n"
        "names that these have in the model. An output without a name is called `output`.",
        bad=_train(f"{_DATA}\nloss = {{number: SparseCategoricalCrossentropy(from_logits=True)}}"),
        good=_train(f"{_DATA}\nloss = {{digit: SparseCategoricalCrossentropy(from_logits=True)}}"),
    ),
    Code(
        "E505",
        "unknown data source",
        "Data come from a source, written as a call: `npz(path)`, `csv(path)`, `timeseries(path, …)`,\n"
        "`tfrecord(pattern)`, `keras_dataset(name)`, `tfds(name)`, `synthetic(samples)`,\n"
        "`image_dataset_from_directory(directory)` and its sisters for text and audio, or\n"
        '`python("module:function")`. Named arguments say which field each input and output is:\n'
        '`npz("digits.npz", image="images")`.',
        bad=_train('data = "digits.npz"'),
        good=_train(_DATA),
    ),
    Code(
        "E507",
        "random data that cannot be made to fit",
        "`synthetic(samples)` makes random arrays in the shape of each input and output. The shape of this\n"
        "output is not known to the compiler, as a layer or function of a Python module made it.",
        bad=_PYTHON.replace("DATA", "synthetic(100)"),
        good=_PYTHON.replace("DATA", 'npz("digits.npz")'),
    ),
    Code(
        "E508",
        "data source for another kind of model",
        "A folder of files, and a series that is cut into windows, give one input and one output. A model with\n"
        'more takes its samples from arrays, from TFRecord files, or from a function: `python("module:function")`.\n'
        "The form of the input must be that of the samples: height, width and channels of an image, `string[1]` for\n"
        "text, as many rows as a window has. The data sets of Keras have samples and labels of a known form: `mnist`\n"
        "has pictures of the shape [28, 28], and 10 classes.",
        bad=_TWO
        + 'train Two {\n    data = image_dataset_from_directory("flowers")\n    loss = MeanSquaredError()\n}\n',
        good=_TWO + 'train Two {\n    data = npz("flowers.npz")\n    loss = MeanSquaredError()\n}\n',
    ),
    Code(
        "E509",
        "weights that do not fit",
        "`class_weight` gives each class of the one output a weight, by the number of the class; classes that\n"
        "are left out weigh 1. Samples have the weights of their classes or weights of their own, not both.",
        bad=_train(f"{_DATA}\nloss = {_SPARSE}\nclass_weight = {{10: 2.0}}"),
        good=_train(f"{_DATA}\nloss = {_SPARSE}\nclass_weight = {{9: 2.0}}"),
    ),
    Code(
        "E510",
        "`env` where it cannot be, or of the wrong form",
        '`env("NAME", default)` is a value of a `train` block: the variable of the environment when the program\n'
        "runs, or the default where there is none. It is a number where the default is one.",
        bad=_train(f'{_DATA}\nbatch_size = env("BATCH_SIZE")'),
        good=_train(f'{_DATA}\nbatch_size = env("BATCH_SIZE", 64)'),
    ),
    Code(
        "E511",
        "two that set the learning rate",
        "`ReduceLROnPlateau` sets the optimizer's learning rate, and with a schedule the schedule sets it in each\n"
        "step: Keras stops at the first plateau. Take one of the two.",
        bad=_train(f"{_DATA}\nvalidation_split = 0.1\n{_COSINE}\ncallbacks = [ReduceLROnPlateau()]"),
        good=_train(f"{_DATA}\nvalidation_split = 0.1\n{_COSINE}"),
    ),
    Code(
        "E512",
        "training without a loss",
        "Training makes a loss smaller, so there must be one: in the `train` block, or added by the model with\n"
        "`add_loss` or a regularizer.",
        bad=f"{_MODEL}\ntrain Digits {{\n    {_DATA}\n}}\n",
        good=_train(f"{_DATA}\nloss = {_SPARSE}"),
    ),
    Code(
        "E513",
        "layer that cannot learn from the data first",
        "`Normalization`, `TextVectorization`, `StringLookup`, `IntegerLookup` and `Discretization` learn from the\n"
        "training data before training, unless they are told what to know. They are shown what the part of the\n"
        "trained model before them makes of the inputs, so they have to stand in that model itself, outside of loops\n"
        "and other layers, and after nothing that learns.",
        bad=_NORMALIZED.format("x -> Dense(4) -> Normalization()"),
        good=_NORMALIZED.format("x -> Rescaling(1 / 255) -> Normalization() -> Dense(4)"),
    ),
    Code(
        "E514",
        "training that cannot be shared out",
        "`distribute` shares the samples of each batch out among devices. `Model.fit` of Keras 3 cannot do that with\n"
        "several workers, nor run several steps in one call; the loop `custom` can. XLA compiles for one device.",
        bad=_train(f'{_DATA}\nloop = "fit"\ndistribute = "multi_worker"'),
        good=_train(f'{_DATA}\nloop = "custom"\ndistribute = "multi_worker"'),
    ),
    Code(
        "E515",
        "callback that ends training with an error",
        "Keras takes the callback, and stops at the first epoch or at the end of one: a schedule that is no function,\n"
        "a file in a format that is not for models, a name in it that nothing is measured under, averages that the\n"
        "optimizer does not keep.",
        bad=_train(f'{_DATA}\ncallbacks = [ModelCheckpoint("best")]'),
        good=_train(f'{_DATA}\ncallbacks = [ModelCheckpoint("best.keras")]'),
    ),
    Code(
        "E520",
        "model that cannot be exported",
        "Keras exports to ONNX with the package tf2onnx. It knows neither text nor the layers that look words up,\n"
        "hash, sort into bins, augment, or normalize by what they have learnt: it would write a file that no runtime\n"
        "takes. `litert` and `tf_saved_model` take them.",
        bad=_train(f'{_DATA}\nexport = {{onnx: "digits.onnx"}}').replace("image -> ", "image -> Normalization() -> "),
        good=_train(f'{_DATA}\nexport = {{litert: "digits.tflite"}}').replace(
            "image -> ", "image -> Normalization() -> "
        ),
    ),
)

STYLES: tuple[Code, ...] = (
    Code(
        "E601",
        "unknown style",
        "A model is constructed in one of the styles `sequential`, `functional`, `subclass` and `layer`. They\n"
        "give the same network. Without `as` the compiler takes `sequential` for a chain of layers, and\n"
        "`functional` for all else.",
        bad=_MODEL.replace("model Digits", "model Digits as sequental"),
        good=_MODEL.replace("model Digits", "model Digits as sequential"),
    ),
    Code(
        "E602",
        "model that cannot be sequential",
        "`tf.keras.Sequential` holds one chain of layers: one input, one output, and each layer called once, on\n"
        "what the one before it gives. The marks show where the model leaves that. All other styles take any\n"
        "network.",
        bad=_residual("sequential"),
        good=_residual("functional"),
    ),
    Code(
        "E603",
        "call that no functional model can make",
        "Keras hands the `training` that a functional model is called with to each of its layers. A layer that is\n"
        "called with a `training` of its own, `base(x, training=False)`, gets another layer around it that keeps to\n"
        "that; it has to be one layer, called on one value, and always in the same way. So does a layer that Keras\n"
        "would leave out, as no input has a part in what it is called on: `ops.arange(8) -> Embedding(8, 4)`; it has\n"
        "to be called on one value. What is computed with a size that varies stands in a layer as well, and has to\n"
        "say which size that is: a name that a loop gives to one and then to another does not. The body of a\n"
        "`layer`, and a model in the style `subclass`, call layers as it is written.",
        bad=_fixed("functional"),
        good=_fixed("subclass"),
    ),
    Code(
        "E604",
        "input that is called like a Keras layer",
        "In a functional model inputs are layers too, and no two layers may have one name. Keras calls the first\n"
        "`Dense` layer `dense`, so no input can be called so beside it where there are several inputs: these go by\n"
        "their names. Choose another name, or the style `subclass`, in which inputs are no layers.",
        bad=_called_like_a_layer("dense"),
        good=_called_like_a_layer("numbers"),
    ),
    Code(
        "E605",
        "layers that hang on tensors",
        "A class makes all of its layers before it is called, and knows no tensors then: conditions and loops that\n"
        "make layers go by parameters, constants, and how many tensors the file itself puts into a list. What a\n"
        "function gives, as `ops.shape` does, is not known. A model in the style `functional` makes a layer where it\n"
        "is called.",
        bad=_flattened("subclass"),
        good=_flattened("functional"),
    ),
    Code(
        "E606",
        "name that two layers of a model have",
        "A functional or sequential model holds each name once, among its layers and inputs together. Keras calls\n"
        "a layer without a name like its class and numbers it, `dense`, `dense_1`, and so what is computed without a\n"
        "layer: `add`, `get_item`. It goes on counting from one model to the next, so beside such a layer none can be\n"
        "given a name of this kind. In the styles `subclass` and `layer` names may stand twice, and so may those of\n"
        "layers in different layers of one's own.",
        bad=_named_twice("encode"),
        good=_named_twice("decode"),
    ),
)

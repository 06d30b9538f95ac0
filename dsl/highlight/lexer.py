"""A Pygments lexer for .model files. Made by `dotmodel syntax pygments`. Do not edit."""

from pygments.lexer import RegexLexer, include, words
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, Punctuation, String, Whitespace

__all__ = ["DotmodelLexer"]


class DotmodelLexer(RegexLexer):
    """For the .model language: neural networks and their training, compiled to tf.keras."""

    name = "dotmodel"
    aliases = ["dotmodel"]
    filenames = ["*.model"]
    mimetypes = ["text/x-dotmodel"]

    tokens = {
        "root": [
            include("file"),
        ],
        "whitespace": [
            (r"[ \t\r\f]+", Whitespace),
            (r"\n", Whitespace),
        ],
        "expression": [
            include("whitespace"),
            include("literals"),
            include("members"),
            (r"\(", Punctuation, "in-parentheses"),
            (r"\[", Punctuation, "in-brackets"),
            (r"\{", Punctuation, "in-block"),
            (words(
                (
                    "...",
                ),
            ), Keyword.Constant),
            (words(
                (
                    "**", "//",
                ),
            ), Operator),
            (words(
                (
                    "!=", "<=", "==", ">=",
                ),
            ), Operator),
            (words(
                (
                    "->",
                ),
            ), Operator),
            (words(
                (
                    ".",
                ),
            ), Punctuation),
            (words(
                (
                    "?",
                ),
            ), Keyword.Constant),
            (words(
                (
                    "%", "*", "+", "-", "/", "@",
                ),
            ), Operator),
            (words(
                (
                    "=",
                ),
            ), Operator),
            (words(
                (
                    "{", "}",
                ),
            ), Punctuation),
            (words(
                (
                    "[", "]",
                ),
            ), Punctuation),
            (words(
                (
                    "<", ">",
                ),
            ), Operator),
            (words(
                (
                    "(", ")",
                ),
            ), Punctuation),
            (words(
                (
                    ",", ":",
                ),
            ), Punctuation),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "Activation", "ActivityRegularization", "AdaptiveAveragePooling1D", "AdaptiveAveragePooling2D",
                    "AdaptiveAveragePooling3D", "AdaptiveMaxPooling1D", "AdaptiveMaxPooling2D",
                    "AdaptiveMaxPooling3D", "Add", "AdditiveAttention", "AlphaDropout", "Attention", "AugMix",
                    "AutoContrast", "Average", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D",
                    "AvgPool1D", "AvgPool2D", "AvgPool3D", "BatchNormalization", "Bidirectional", "CategoryEncoding",
                    "CenterCrop", "Concatenate", "ContrastLimitedAdaptiveHistogramEqualization", "Conv1D",
                    "Conv1DTranspose", "Conv2D", "Conv2DTranspose", "Conv3D", "Conv3DTranspose", "ConvLSTM1D",
                    "ConvLSTM2D", "ConvLSTM3D", "Convolution1D", "Convolution1DTranspose", "Convolution2D",
                    "Convolution2DTranspose", "Convolution3D", "Convolution3DTranspose", "Cropping1D", "Cropping2D",
                    "Cropping3D", "CutMix", "Dense", "DepthwiseConv1D", "DepthwiseConv2D", "Discretization", "Dot",
                    "Dropout", "ELU", "EinsumDense", "Embedding", "Equalization", "Flatten", "FlaxLayer", "GRU",
                    "GRUCell", "GaussianDropout", "GaussianNoise", "GlobalAveragePooling1D", "GlobalAveragePooling2D",
                    "GlobalAveragePooling3D", "GlobalAvgPool1D", "GlobalAvgPool2D", "GlobalAvgPool3D",
                    "GlobalMaxPool1D", "GlobalMaxPool2D", "GlobalMaxPool3D", "GlobalMaxPooling1D",
                    "GlobalMaxPooling2D", "GlobalMaxPooling3D", "GroupNormalization", "GroupQueryAttention",
                    "HashedCrossing", "Hashing", "Identity", "InputLayer", "IntegerLookup", "JaxLayer", "LSTM",
                    "LSTMCell", "Lambda", "Layer", "LayerNormalization", "LeakyReLU", "Masking",
                    "MaxNumBoundingBoxes", "MaxPool1D", "MaxPool2D", "MaxPool3D", "MaxPooling1D", "MaxPooling2D",
                    "MaxPooling3D", "Maximum", "MelSpectrogram", "Minimum", "MixUp", "MultiHeadAttention", "Multiply",
                    "Normalization", "PReLU", "Permute", "Pipeline", "RMSNormalization", "RNN", "RandAugment",
                    "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter", "RandomContrast",
                    "RandomCrop", "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur",
                    "RandomGrayscale", "RandomHeight", "RandomHue", "RandomInvert", "RandomPerspective",
                    "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear",
                    "RandomTranslation", "RandomWidth", "RandomZoom", "ReLU", "RepeatVector", "Rescaling", "Reshape",
                    "Resizing", "ReversibleEmbedding", "STFTSpectrogram", "SeparableConv1D", "SeparableConv2D",
                    "SeparableConvolution1D", "SeparableConvolution2D", "SimpleRNN", "SimpleRNNCell", "Softmax",
                    "Solarization", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D",
                    "SpectralNormalization", "StackedRNNCells", "StringLookup", "Subtract", "TFSMLayer",
                    "TextVectorization", "ThresholdedReLU", "TimeDistributed", "TorchModuleWrapper",
                    "UnitNormalization", "UpSampling1D", "UpSampling2D", "UpSampling3D", "Wrapper", "ZeroPadding1D",
                    "ZeroPadding2D", "ZeroPadding3D",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "Adadelta", "Adafactor", "Adagrad", "Adam", "AdamW", "Adamax", "Ftrl", "Lamb", "Lion",
                    "LossScaleOptimizer", "MultiOptimizer", "Muon", "Nadam", "Optimizer", "OptimizerMap", "RMSprop",
                    "SGD", "ScheduleFreeAdamW",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "CosineDecay", "CosineDecayRestarts", "ExponentialDecay", "InverseTimeDecay",
                    "LearningRateSchedule", "PiecewiseConstantDecay", "PolynomialDecay",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "BinaryCrossentropy", "BinaryFocalCrossentropy", "CTC", "CategoricalCrossentropy",
                    "CategoricalFocalCrossentropy", "CategoricalGeneralizedCrossEntropy", "CategoricalHinge",
                    "Circle", "CosineSimilarity", "Dice", "Hinge", "Huber", "KLDivergence", "LogCosh", "Loss",
                    "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredError",
                    "MeanSquaredLogarithmicError", "Poisson", "SparseCategoricalCrossentropy", "SquaredHinge",
                    "Tversky",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "AUC", "Accuracy", "BinaryAccuracy", "BinaryIoU", "CategoricalAccuracy", "ConcordanceCorrelation",
                    "F1Score", "FBetaScore", "FalseNegatives", "FalsePositives", "IoU", "LogCoshError", "Mean",
                    "MeanIoU", "MeanMetricWrapper", "Metric", "OneHotIoU", "OneHotMeanIoU", "PearsonCorrelation",
                    "Precision", "PrecisionAtRecall", "R2Score", "Recall", "RecallAtPrecision",
                    "RootMeanSquaredError", "SensitivityAtSpecificity", "SparseCategoricalAccuracy",
                    "SparseTopKCategoricalAccuracy", "SpecificityAtSensitivity", "Sum", "TopKCategoricalAccuracy",
                    "TrueNegatives", "TruePositives",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "Constant", "GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "IdentityInitializer",
                    "Initializer", "LecunNormal", "LecunUniform", "Ones", "Orthogonal", "OrthogonalInitializer",
                    "RandomNormal", "RandomUniform", "STFT", "STFTInitializer", "TruncatedNormal", "VarianceScaling",
                    "Zeros",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "L1", "L1L2", "L2", "OrthogonalRegularizer", "Regularizer",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "Constraint", "MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "BackupAndRestore", "CSVLogger", "Callback", "CallbackList", "EarlyStopping", "History",
                    "LambdaCallback", "LearningRateScheduler", "ModelCheckpoint", "OrbaxCheckpoint", "ProgbarLogger",
                    "ReduceLROnPlateau", "RemoteMonitor", "SwapEMAWeights", "TensorBoard", "TerminateOnNaN",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "AWQDTypePolicy", "DTypePolicy", "DTypePolicyMap", "FloatDTypePolicy", "GPTQDTypePolicy",
                    "Int4DTypePolicy", "QuantizedDTypePolicy", "QuantizedFloat8DTypePolicy",
                ),
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "constant", "glorot_normal", "glorot_uniform", "he_normal", "he_uniform", "identity",
                    "lecun_normal", "lecun_uniform", "ones", "orthogonal", "random_normal", "random_uniform", "stft",
                    "truncated_normal", "variance_scaling", "zeros",
                ),
                suffix=r"(?!\w)(?=[ \t]*\()",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "l1", "l1_l2", "l2", "orthogonal_regularizer",
                ),
                suffix=r"(?!\w)(?=[ \t]*\()",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "max_norm", "min_max_norm", "non_neg", "unit_norm",
                ),
                suffix=r"(?!\w)(?=[ \t]*\()",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "abs", "enumerate", "env", "float", "int", "len", "list", "max", "min", "range", "reversed",
                    "round", "sum", "tuple", "zip",
                ),
                suffix=r"(?!\w)(?=[ \t]*\()",
            ), Name.Builtin),
            (r"[A-Z]\w*(?=[ \t]*\()", Name.Class),
            (r"[^\W\d]\w*(?=[ \t]*\()", Name.Function),
            (r"[^\W\d]\w*", Name),
            (r"[^ \t\r\n\f]", Error),
        ],
        "in-parentheses": [
            (r"\)", Punctuation, "#pop"),
            include("whitespace"),
            include("parentheses"),
        ],
        "in-brackets": [
            (r"\]", Punctuation, "#pop"),
            include("whitespace"),
            include("brackets"),
        ],
        "in-block": [
            (r"\}", Punctuation, "#pop"),
            include("whitespace"),
            include("block"),
        ],
        "parentheses": [
            include("whitespace"),
            (r"[^\W\d]\w*(?=[ \t]*=(?!=))", Name.Attribute),
            include("expression"),
        ],
        "brackets": [
            include("whitespace"),
            include("expression"),
        ],
        "dimensions": [
            include("whitespace"),
            include("literals"),
            include("members"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*(?!\w)(?![ \t]*[.(])", Name.Variable),
            include("expression"),
        ],
        "members": [
            include("whitespace"),
            (words(
                (
                    "activations", "applications", "callbacks", "constraints", "dtype_policies", "image",
                    "initializers", "layers", "linalg", "losses", "metrics", "nn", "numpy", "ops", "optimizers",
                    "random", "regularizers", "schedules",
                ),
                suffix=r"(?!\w)(?=[ \t]*\.)",
            ), Name.Namespace),
            (words(
                (
                    "Activation", "ActivityRegularization", "AdaptiveAveragePooling1D", "AdaptiveAveragePooling2D",
                    "AdaptiveAveragePooling3D", "AdaptiveMaxPooling1D", "AdaptiveMaxPooling2D",
                    "AdaptiveMaxPooling3D", "Add", "AdditiveAttention", "AlphaDropout", "Attention", "AugMix",
                    "AutoContrast", "Average", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D",
                    "AvgPool1D", "AvgPool2D", "AvgPool3D", "BatchNormalization", "Bidirectional", "CategoryEncoding",
                    "CenterCrop", "Concatenate", "ContrastLimitedAdaptiveHistogramEqualization", "Conv1D",
                    "Conv1DTranspose", "Conv2D", "Conv2DTranspose", "Conv3D", "Conv3DTranspose", "ConvLSTM1D",
                    "ConvLSTM2D", "ConvLSTM3D", "Convolution1D", "Convolution1DTranspose", "Convolution2D",
                    "Convolution2DTranspose", "Convolution3D", "Convolution3DTranspose", "Cropping1D", "Cropping2D",
                    "Cropping3D", "CutMix", "Dense", "DepthwiseConv1D", "DepthwiseConv2D", "Discretization", "Dot",
                    "Dropout", "ELU", "EinsumDense", "Embedding", "Equalization", "Flatten", "FlaxLayer", "GRU",
                    "GRUCell", "GaussianDropout", "GaussianNoise", "GlobalAveragePooling1D", "GlobalAveragePooling2D",
                    "GlobalAveragePooling3D", "GlobalAvgPool1D", "GlobalAvgPool2D", "GlobalAvgPool3D",
                    "GlobalMaxPool1D", "GlobalMaxPool2D", "GlobalMaxPool3D", "GlobalMaxPooling1D",
                    "GlobalMaxPooling2D", "GlobalMaxPooling3D", "GroupNormalization", "GroupQueryAttention",
                    "HashedCrossing", "Hashing", "Identity", "InputLayer", "IntegerLookup", "JaxLayer", "LSTM",
                    "LSTMCell", "Lambda", "Layer", "LayerNormalization", "LeakyReLU", "Masking",
                    "MaxNumBoundingBoxes", "MaxPool1D", "MaxPool2D", "MaxPool3D", "MaxPooling1D", "MaxPooling2D",
                    "MaxPooling3D", "Maximum", "MelSpectrogram", "Minimum", "MixUp", "MultiHeadAttention", "Multiply",
                    "Normalization", "PReLU", "Permute", "Pipeline", "RMSNormalization", "RNN", "RandAugment",
                    "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter", "RandomContrast",
                    "RandomCrop", "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur",
                    "RandomGrayscale", "RandomHeight", "RandomHue", "RandomInvert", "RandomPerspective",
                    "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear",
                    "RandomTranslation", "RandomWidth", "RandomZoom", "ReLU", "RepeatVector", "Rescaling", "Reshape",
                    "Resizing", "ReversibleEmbedding", "STFTSpectrogram", "SeparableConv1D", "SeparableConv2D",
                    "SeparableConvolution1D", "SeparableConvolution2D", "SimpleRNN", "SimpleRNNCell", "Softmax",
                    "Solarization", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D",
                    "SpectralNormalization", "StackedRNNCells", "StringLookup", "Subtract", "TFSMLayer",
                    "TextVectorization", "ThresholdedReLU", "TimeDistributed", "TorchModuleWrapper",
                    "UnitNormalization", "UpSampling1D", "UpSampling2D", "UpSampling3D", "Wrapper", "ZeroPadding1D",
                    "ZeroPadding2D", "ZeroPadding3D",
                ),
                prefix=r"(?<=\blayers\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "Adadelta", "Adafactor", "Adagrad", "Adam", "AdamW", "Adamax", "Ftrl", "Lamb", "Lion",
                    "LossScaleOptimizer", "MultiOptimizer", "Muon", "Nadam", "Optimizer", "OptimizerMap", "RMSprop",
                    "SGD", "ScheduleFreeAdamW",
                ),
                prefix=r"(?<=\boptimizers\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "CosineDecay", "CosineDecayRestarts", "ExponentialDecay", "InverseTimeDecay",
                    "LearningRateSchedule", "PiecewiseConstantDecay", "PolynomialDecay",
                ),
                prefix=r"(?<=\bschedules\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "BinaryCrossentropy", "BinaryFocalCrossentropy", "CTC", "CategoricalCrossentropy",
                    "CategoricalFocalCrossentropy", "CategoricalGeneralizedCrossEntropy", "CategoricalHinge",
                    "Circle", "CosineSimilarity", "Dice", "Hinge", "Huber", "KLDivergence", "LogCosh", "Loss",
                    "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredError",
                    "MeanSquaredLogarithmicError", "Poisson", "SparseCategoricalCrossentropy", "SquaredHinge",
                    "Tversky",
                ),
                prefix=r"(?<=\blosses\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "AUC", "Accuracy", "BinaryAccuracy", "BinaryCrossentropy", "BinaryIoU", "CategoricalAccuracy",
                    "CategoricalCrossentropy", "CategoricalHinge", "ConcordanceCorrelation", "CosineSimilarity",
                    "F1Score", "FBetaScore", "FalseNegatives", "FalsePositives", "Hinge", "IoU", "KLDivergence",
                    "LogCoshError", "Mean", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanIoU",
                    "MeanMetricWrapper", "MeanSquaredError", "MeanSquaredLogarithmicError", "Metric", "OneHotIoU",
                    "OneHotMeanIoU", "PearsonCorrelation", "Poisson", "Precision", "PrecisionAtRecall", "R2Score",
                    "Recall", "RecallAtPrecision", "RootMeanSquaredError", "SensitivityAtSpecificity",
                    "SparseCategoricalAccuracy", "SparseCategoricalCrossentropy", "SparseTopKCategoricalAccuracy",
                    "SpecificityAtSensitivity", "SquaredHinge", "Sum", "TopKCategoricalAccuracy", "TrueNegatives",
                    "TruePositives",
                ),
                prefix=r"(?<=\bmetrics\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "Constant", "GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "Identity",
                    "IdentityInitializer", "Initializer", "LecunNormal", "LecunUniform", "Ones", "Orthogonal",
                    "OrthogonalInitializer", "RandomNormal", "RandomUniform", "STFT", "STFTInitializer",
                    "TruncatedNormal", "VarianceScaling", "Zeros", "constant", "glorot_normal", "glorot_uniform",
                    "he_normal", "he_uniform", "identity", "lecun_normal", "lecun_uniform", "ones", "orthogonal",
                    "random_normal", "random_uniform", "stft", "truncated_normal", "variance_scaling", "zeros",
                ),
                prefix=r"(?<=\binitializers\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "L1", "L1L2", "L2", "OrthogonalRegularizer", "Regularizer", "l1", "l1_l2", "l2",
                    "orthogonal_regularizer",
                ),
                prefix=r"(?<=\bregularizers\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "Constraint", "MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm", "max_norm", "min_max_norm",
                    "non_neg", "unit_norm",
                ),
                prefix=r"(?<=\bconstraints\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "BackupAndRestore", "CSVLogger", "Callback", "CallbackList", "EarlyStopping", "History",
                    "LambdaCallback", "LearningRateScheduler", "ModelCheckpoint", "OrbaxCheckpoint", "ProgbarLogger",
                    "ReduceLROnPlateau", "RemoteMonitor", "SwapEMAWeights", "TensorBoard", "TerminateOnNaN",
                ),
                prefix=r"(?<=\bcallbacks\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (words(
                (
                    "celu", "elu", "exponential", "gelu", "glu", "hard_shrink", "hard_sigmoid", "hard_silu",
                    "hard_swish", "hard_tanh", "leaky_relu", "linear", "log_sigmoid", "log_softmax", "mish", "relu",
                    "relu6", "selu", "sigmoid", "silu", "soft_shrink", "softmax", "softplus", "softsign",
                    "sparse_plus", "sparse_sigmoid", "sparsemax", "squareplus", "swish", "tanh", "tanh_shrink",
                    "threshold",
                ),
                prefix=r"(?<=\bactivations\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "abs", "absolute", "adaptive_average_pool", "adaptive_max_pool", "add", "all", "allclose", "amax",
                    "amin", "angle", "any", "append", "arange", "arccos", "arccosh", "arcsin", "arcsinh", "arctan",
                    "arctan2", "arctanh", "argmax", "argmin", "argpartition", "argsort", "array", "array_split",
                    "associative_scan", "average", "average_pool", "bartlett", "batch_normalization",
                    "binary_crossentropy", "bincount", "bitwise_and", "bitwise_invert", "bitwise_left_shift",
                    "bitwise_not", "bitwise_or", "bitwise_right_shift", "bitwise_xor", "blackman", "broadcast_to",
                    "cast", "categorical_crossentropy", "cbrt", "cdist", "ceil", "celu", "cholesky",
                    "cholesky_inverse", "clip", "concatenate", "cond", "conj", "conjugate", "conv", "conv_transpose",
                    "convert_to_numpy", "convert_to_tensor", "copy", "corrcoef", "correlate", "cos", "cosh",
                    "count_nonzero", "cross", "ctc_decode", "ctc_loss", "cumprod", "cumsum", "custom_gradient",
                    "deg2rad", "depth_to_space", "depthwise_conv", "det", "diag", "diagflat", "diagonal", "diff",
                    "digitize", "divide", "divide_no_nan", "dot", "dot_product_attention", "dsplit", "dstack",
                    "dtype", "eig", "eigh", "einsum", "elu", "empty", "empty_like", "equal", "erf", "erfc", "erfinv",
                    "exp", "exp2", "expand_dims", "expm1", "extract_sequences", "eye", "fabs", "fft", "fft2", "flip",
                    "fliplr", "flipud", "floor", "floor_divide", "fmax", "fmin", "fmod", "fold", "fori_loop", "full",
                    "full_like", "gcd", "gelu", "geomspace", "get_item", "glu", "greater", "greater_equal", "hamming",
                    "hanning", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh", "heaviside",
                    "histogram", "hsplit", "hstack", "hypot", "i0", "identity", "ifft2", "imag", "in_top_k", "inner",
                    "inv", "irfft", "is_tensor", "isclose", "isfinite", "isin", "isinf", "isnan", "isneginf",
                    "isposinf", "isreal", "istft", "jvp", "kaiser", "kron", "layer_normalization", "lcm", "ldexp",
                    "leaky_relu", "left_shift", "less", "less_equal", "linspace", "log", "log10", "log1p", "log2",
                    "log_sigmoid", "log_softmax", "logaddexp", "logaddexp2", "logdet", "logical_and", "logical_not",
                    "logical_or", "logical_xor", "logspace", "logsumexp", "lstsq", "lu_factor", "map", "matmul",
                    "matrix_rank", "max", "max_pool", "maximum", "mean", "median", "meshgrid", "min", "minimum",
                    "mod", "moments", "moveaxis", "multi_hot", "multiply", "nan_to_num", "nanargmax", "nanargmin",
                    "nancumprod", "nancumsum", "nanmax", "nanmean", "nanmedian", "nanmin", "nanpercentile", "nanprod",
                    "nanquantile", "nanstd", "nansum", "nanvar", "ndim", "negative", "nextafter", "nonzero", "norm",
                    "normalize", "not_equal", "one_hot", "ones", "ones_like", "outer", "pad", "percentile", "pinv",
                    "polar", "power", "prod", "psnr", "ptp", "qr", "quantile", "rad2deg", "ravel", "real",
                    "rearrange", "reciprocal", "relu", "relu6", "repeat", "reshape", "rfft", "right_shift",
                    "rms_normalization", "roll", "rot90", "round", "rsqrt", "saturate_cast", "scan", "scatter",
                    "scatter_update", "searchsorted", "segment_max", "segment_min", "segment_prod", "segment_sum",
                    "select", "selu", "separable_conv", "shape", "sigmoid", "sign", "signbit", "silu", "sin", "sinc",
                    "sinh", "size", "slice", "slice_update", "slogdet", "soft_shrink", "softmax", "softplus",
                    "softsign", "solve", "solve_triangular", "sort", "space_to_depth",
                    "sparse_categorical_crossentropy", "sparse_plus", "sparse_sigmoid", "sparsemax", "split", "sqrt",
                    "square", "squareplus", "squeeze", "stack", "std", "stft", "stop_gradient", "subtract", "sum",
                    "svd", "swapaxes", "swish", "switch", "take", "take_along_axis", "tan", "tanh", "tanh_shrink",
                    "tensordot", "threshold", "tile", "top_k", "trace", "transpose", "trapezoid", "tri", "tril",
                    "triu", "true_divide", "trunc", "unfold", "unique", "unravel_index", "unstack", "vander", "var",
                    "vdot", "vectorize", "vectorized_map", "view", "view_as_complex", "view_as_real", "vsplit",
                    "vstack", "where", "while_loop", "zeros", "zeros_like",
                ),
                prefix=r"(?<=\bops\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "affine_transform", "crop_images", "elastic_transform", "extract_patches", "extract_patches_3d",
                    "gaussian_blur", "hsv_to_rgb", "map_coordinates", "pad_images", "perspective_transform", "resize",
                    "rgb_to_grayscale", "rgb_to_hsv", "scale_and_translate", "sobel_edges", "ssim",
                ),
                prefix=r"(?<=\bops\.image\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "abs", "absolute", "add", "all", "allclose", "amax", "amin", "angle", "any", "append", "arange",
                    "arccos", "arccosh", "arcsin", "arcsinh", "arctan", "arctan2", "arctanh", "argmax", "argmin",
                    "argpartition", "argsort", "array", "array_split", "average", "bartlett", "bincount",
                    "bitwise_and", "bitwise_invert", "bitwise_left_shift", "bitwise_not", "bitwise_or",
                    "bitwise_right_shift", "bitwise_xor", "blackman", "broadcast_to", "cbrt", "ceil", "clip",
                    "concatenate", "conj", "conjugate", "copy", "corrcoef", "correlate", "cos", "cosh",
                    "count_nonzero", "cross", "cumprod", "cumsum", "deg2rad", "diag", "diagflat", "diagonal", "diff",
                    "digitize", "divide", "divide_no_nan", "dot", "dsplit", "dstack", "einsum", "empty", "empty_like",
                    "equal", "exp", "exp2", "expand_dims", "expm1", "eye", "fabs", "flip", "fliplr", "flipud",
                    "floor", "floor_divide", "fmax", "fmin", "fmod", "full", "full_like", "gcd", "geomspace",
                    "get_item", "greater", "greater_equal", "hamming", "hanning", "heaviside", "histogram", "hsplit",
                    "hstack", "hypot", "i0", "identity", "imag", "inner", "isclose", "isfinite", "isin", "isinf",
                    "isnan", "isneginf", "isposinf", "isreal", "kaiser", "kron", "lcm", "ldexp", "left_shift", "less",
                    "less_equal", "linspace", "log", "log10", "log1p", "log2", "logaddexp", "logaddexp2",
                    "logical_and", "logical_not", "logical_or", "logical_xor", "logspace", "matmul", "max", "maximum",
                    "mean", "median", "meshgrid", "min", "minimum", "mod", "moveaxis", "multiply", "nan_to_num",
                    "nanargmax", "nanargmin", "nancumprod", "nancumsum", "nanmax", "nanmean", "nanmedian", "nanmin",
                    "nanpercentile", "nanprod", "nanquantile", "nanstd", "nansum", "nanvar", "ndim", "negative",
                    "nextafter", "nonzero", "not_equal", "ones", "ones_like", "outer", "pad", "percentile", "power",
                    "prod", "ptp", "quantile", "rad2deg", "ravel", "real", "reciprocal", "repeat", "reshape",
                    "right_shift", "roll", "rot90", "round", "searchsorted", "select", "sign", "signbit", "sin",
                    "sinc", "sinh", "size", "slogdet", "sort", "split", "sqrt", "square", "squeeze", "stack", "std",
                    "subtract", "sum", "swapaxes", "take", "take_along_axis", "tan", "tanh", "tensordot", "tile",
                    "trace", "transpose", "trapezoid", "tri", "tril", "triu", "true_divide", "trunc", "unique",
                    "unravel_index", "vander", "var", "vdot", "vectorize", "view", "vsplit", "vstack", "where",
                    "zeros", "zeros_like",
                ),
                prefix=r"(?<=\bops\.numpy\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "adaptive_average_pool", "adaptive_max_pool", "average_pool", "batch_normalization",
                    "binary_crossentropy", "categorical_crossentropy", "celu", "conv", "conv_transpose", "ctc_decode",
                    "ctc_loss", "depth_to_space", "depthwise_conv", "dot_product_attention", "elu", "fold", "gelu",
                    "glu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_swish", "hard_tanh",
                    "layer_normalization", "leaky_relu", "log_sigmoid", "log_softmax", "max_pool", "moments",
                    "multi_hot", "normalize", "one_hot", "polar", "psnr", "relu", "relu6", "rms_normalization",
                    "selu", "separable_conv", "sigmoid", "silu", "soft_shrink", "softmax", "softplus", "softsign",
                    "space_to_depth", "sparse_categorical_crossentropy", "sparse_plus", "sparse_sigmoid", "sparsemax",
                    "squareplus", "swish", "tanh_shrink", "threshold", "unfold",
                ),
                prefix=r"(?<=\bops\.nn\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "cholesky", "cholesky_inverse", "det", "eig", "eigh", "inv", "jvp", "lstsq", "lu_factor",
                    "matrix_rank", "norm", "pinv", "qr", "solve", "solve_triangular", "svd",
                ),
                prefix=r"(?<=\bops\.linalg\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "SeedGenerator", "beta", "binomial", "categorical", "dropout", "gamma", "normal", "randint",
                    "shuffle", "truncated_normal", "uniform",
                ),
                prefix=r"(?<=\brandom\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "ConvNeXtBase", "ConvNeXtLarge", "ConvNeXtSmall", "ConvNeXtTiny", "ConvNeXtXLarge", "DenseNet121",
                    "DenseNet169", "DenseNet201", "EfficientNetB0", "EfficientNetB1", "EfficientNetB2",
                    "EfficientNetB3", "EfficientNetB4", "EfficientNetB5", "EfficientNetB6", "EfficientNetB7",
                    "EfficientNetV2B0", "EfficientNetV2B1", "EfficientNetV2B2", "EfficientNetV2B3", "EfficientNetV2L",
                    "EfficientNetV2M", "EfficientNetV2S", "InceptionResNetV2", "InceptionV3", "MobileNet",
                    "MobileNetV2", "MobileNetV3Large", "MobileNetV3Small", "NASNetLarge", "NASNetMobile", "ResNet101",
                    "ResNet101V2", "ResNet152", "ResNet152V2", "ResNet50", "ResNet50V2", "VGG16", "VGG19", "Xception",
                ),
                prefix=r"(?<=\bapplications\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin),
            (words(
                (
                    "AWQDTypePolicy", "DTypePolicy", "DTypePolicyMap", "FloatDTypePolicy", "GPTQDTypePolicy",
                    "Int4DTypePolicy", "QuantizedDTypePolicy", "QuantizedFloat8DTypePolicy",
                ),
                prefix=r"(?<=\bdtype_policies\.)",
                suffix=r"(?!\w)",
            ), Name.Builtin.Pseudo),
            (r"(?<=\.)(?<!\.\.)[^\W\d]\w*", Name),
        ],
        "block": [
            include("whitespace"),
            (r"[^\W\d]\w*(?=[ \t]*:)", Name.Attribute),
            (r"(?<!\.)input(?!\w)", Keyword.Reserved, "input"),
            (r"(?<!\.)weight(?!\w)", Keyword.Reserved, "weight"),
            (r"(?<!\.)output(?!\w)", Keyword.Reserved, "output"),
            include("expression"),
        ],
        "input": [
            (r"$|^|(?=\})", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (r":", Punctuation, "type"),
            (r"\[", Punctuation, "input-dimensions"),
            (r"\(", Punctuation, "input-options"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name.Variable),
            include("expression"),
        ],
        "type": [
            (r"(?=[,(\[}#])|$", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (words(
                (
                    "float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16",
                    "uint32", "uint64", "bool", "string",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Type),
            include("expression"),
        ],
        "input-dimensions": [
            (r"\]", Punctuation, "#pop"),
            include("whitespace"),
            include("dimensions"),
        ],
        "input-options": [
            (r"\)", Punctuation, "#pop"),
            include("whitespace"),
            include("parentheses"),
        ],
        "weight": [
            (r"$|^|(?=\})", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (r"=(?!=)", Operator, "weight-value"),
            (r"\[", Punctuation, "weight-dimensions"),
            (r"\(", Punctuation, "weight-options"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name.Variable),
            include("expression"),
        ],
        "weight-value": [
            (r"$|^|(?=\})", Whitespace, "#pop"),
            include("whitespace"),
            include("expression"),
        ],
        "weight-dimensions": [
            (r"\]", Punctuation, "#pop"),
            include("whitespace"),
            include("dimensions"),
        ],
        "weight-options": [
            (r"\)", Punctuation, "#pop"),
            include("whitespace"),
            include("parentheses"),
        ],
        "output": [
            (r"$|^|(?=\})", Whitespace, "#pop"),
            include("whitespace"),
            (r"[^\W\d]\w*(?=[ \t]*=(?!=))", Name.Variable),
            include("expression"),
        ],
        "settings": [
            include("whitespace"),
            (words(
                (
                    "batch_size", "callbacks", "checkpoint", "checkpoint_seconds", "class_weight", "data",
                    "distribute", "dtype_policy", "epochs", "export", "jit_compile", "loop", "loss", "loss_weights",
                    "metrics", "optimizer", "save", "seed", "shuffle", "steps_per_execution", "tensorboard",
                    "terminate_on_nan", "test_data", "validation_data", "validation_split", "weighted_metrics",
                ),
                suffix=r"(?!\w)(?=[ \t]*=(?!=))",
            ), Name.Attribute),
            (words(
                (
                    "audio_dataset_from_directory", "csv", "image_dataset_from_directory", "keras_dataset", "npz",
                    "python", "synthetic", "text_dataset_from_directory", "tfds", "tfrecord", "timeseries",
                ),
                prefix=r"(?<!\.)",
                suffix=r"(?!\w)(?=[ \t]*\()",
            ), Name.Builtin),
            include("expression"),
        ],
        "parameters": [
            include("whitespace"),
            include("literals"),
            (r"=(?!=)", Operator, "default"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name.Variable),
            include("expression"),
        ],
        "default": [
            (r"(?=[,)])", Whitespace, "#pop"),
            include("whitespace"),
            include("expression"),
        ],
        "file": [
            include("whitespace"),
            (r"(?<!\.)from(?!\w)", Keyword.Namespace, "import"),
            (r"(?<!\.)let(?!\w)", Keyword.Declaration, "let"),
            (r"(?<!\.)function(?!\w)", Keyword.Declaration, "function"),
            (r"(?<!\.)layer(?!\w)", Keyword.Declaration, "layer"),
            (r"(?<!\.)model(?!\w)", Keyword.Declaration, "model"),
            (r"(?<!\.)train(?!\w)", Keyword.Declaration, "train"),
            include("expression"),
        ],
        "import": [
            (r"$|^", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (r"(?<!\.)import(?!\w)", Keyword.Namespace, "imported"),
            (r"[^\W\d]\w*", Name.Namespace),
            include("expression"),
        ],
        "imported": [
            (r"$", Whitespace, "#pop"),
            include("whitespace"),
            include("expression"),
        ],
        "let": [
            (r"$|^|(?==)", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name.Constant),
            include("expression"),
        ],
        "function": [
            (r"(?<=\})|^(?=[ \t]*[^ \t\r\n{#])", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (r"(?<!\.)as(?!\w)", Keyword, "function-as"),
            (r"\(", Punctuation, "function-parameters"),
            (r"\{", Punctuation, "function-block"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name.Function),
            include("expression"),
        ],
        "function-as": [
            (r"(?=[({#])|$", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (words(
                (
                    "sequential", "functional", "subclass", "layer",
                ),
                suffix=r"(?!\w)",
            ), Name.Constant),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name),
            include("expression"),
        ],
        "function-parameters": [
            (r"\)", Punctuation, "#pop"),
            include("whitespace"),
            include("parameters"),
        ],
        "function-block": [
            (r"\}", Punctuation, "#pop"),
            include("whitespace"),
            include("block"),
        ],
        "layer": [
            (r"(?<=\})|^(?=[ \t]*[^ \t\r\n{#])", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (r"(?<!\.)as(?!\w)", Keyword, "layer-as"),
            (r"\(", Punctuation, "layer-parameters"),
            (r"\{", Punctuation, "layer-block"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name.Class),
            include("expression"),
        ],
        "layer-as": [
            (r"(?=[({#])|$", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (words(
                (
                    "sequential", "functional", "subclass", "layer",
                ),
                suffix=r"(?!\w)",
            ), Name.Constant),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name),
            include("expression"),
        ],
        "layer-parameters": [
            (r"\)", Punctuation, "#pop"),
            include("whitespace"),
            include("parameters"),
        ],
        "layer-block": [
            (r"\}", Punctuation, "#pop"),
            include("whitespace"),
            include("block"),
        ],
        "model": [
            (r"(?<=\})|^(?=[ \t]*[^ \t\r\n{#])", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (r"(?<!\.)as(?!\w)", Keyword, "model-as"),
            (r"\(", Punctuation, "model-parameters"),
            (r"\{", Punctuation, "model-block"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name.Class),
            include("expression"),
        ],
        "model-as": [
            (r"(?=[({#])|$", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (words(
                (
                    "sequential", "functional", "subclass", "layer",
                ),
                suffix=r"(?!\w)",
            ), Name.Constant),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name),
            include("expression"),
        ],
        "model-parameters": [
            (r"\)", Punctuation, "#pop"),
            include("whitespace"),
            include("parameters"),
        ],
        "model-block": [
            (r"\}", Punctuation, "#pop"),
            include("whitespace"),
            include("block"),
        ],
        "train": [
            (r"(?<=\})|^(?=[ \t]*[^ \t\r\n{#])", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (r"(?<!\.)as(?!\w)", Keyword, "train-as"),
            (r"\(", Punctuation, "train-parameters"),
            (r"\{", Punctuation, "train-block"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name.Class),
            include("expression"),
        ],
        "train-as": [
            (r"(?=[({#])|$", Whitespace, "#pop"),
            include("whitespace"),
            include("literals"),
            (words(
                (
                    "add_loss", "assert", "input", "output", "weight",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Reserved),
            (words(
                (
                    "and", "in", "is", "not", "or",
                ),
                suffix=r"(?!\w)",
            ), Operator.Word),
            (words(
                (
                    "as",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "else", "if",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "False", "True",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (words(
                (
                    "for",
                ),
                suffix=r"(?!\w)",
            ), Keyword),
            (words(
                (
                    "from", "import",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Namespace),
            (words(
                (
                    "function", "layer", "let", "model", "train",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Declaration),
            (words(
                (
                    "None",
                ),
                suffix=r"(?!\w)",
            ), Keyword.Constant),
            (r"[^\W\d]\w*", Name.Class),
            include("expression"),
        ],
        "train-parameters": [
            (r"\)", Punctuation, "#pop"),
            include("whitespace"),
            include("parameters"),
        ],
        "train-block": [
            (r"\}", Punctuation, "#pop"),
            include("whitespace"),
            include("settings"),
        ],
        "literals": [
            include("whitespace"),
            (r"#[^\n]*", Comment.Single),
            (r'"(?=(?:\\.|[^"\\\n])*")', String.Double, "double-quoted"),
            (r"'(?=(?:\\.|[^'\\\n])*')", String.Single, "single-quoted"),
            (r"""(?:"(\\.|[^"\\\n])*\\?|'(\\.|[^'\\\n])*\\?)""", Error),
            (r"0[xX](_?[0-9a-fA-F])+(?!\w)", Number.Hex),
            (r"0[oO](_?[0-7])+(?!\w)", Number.Oct),
            (r"0[bB](_?[01])+(?!\w)", Number.Bin),
            (r"(?:[0-9](_?[0-9])*[eE][-+]?[0-9](_?[0-9])*(?!\w)|([0-9](_?[0-9])*\.([0-9](_?[0-9])*)?|\.[0-9](_?[0-9])*)([eE][-+]?[0-9](_?[0-9])*)?(?!\w))", Number.Float),
            (r"(0(_?0)*|[1-9](_?[0-9])*)(?!\w)", Number.Integer),
            (r"\.?[0-9]\w*", Error),
            (r"&&|\|\||=>|\|>|/\*|\*/|[-+*/:]=(?!=)|;|!(?!=)", Error),
        ],
        "double-quoted": [
            (r'"', String.Double, "#pop"),
            (r"""\\(?:[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^{}\"'\\\n]+\}|[\\'\"abfnrtv])""", String.Escape),
            (r"\\.", Error),
            (r'[^"\\\n]+', String.Double),
        ],
        "single-quoted": [
            (r"'", String.Single, "#pop"),
            (r"""\\(?:[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^{}\"'\\\n]+\}|[\\'\"abfnrtv])""", String.Escape),
            (r"\\.", Error),
            (r"[^'\\\n]+", String.Single),
        ],
    }

"""What has no multiply-adds: layers that move, compare, look up or work element by element; and what is not counted."""

from __future__ import annotations

FREE_LAYERS = frozenset(
    (
        "Activation", "ActivityRegularization", "Add", "AlphaDropout", "AugMix", "AutoContrast", "Average",
        "BatchNormalization", "CategoryEncoding", "CenterCrop", "Concatenate",
        "ContrastLimitedAdaptiveHistogramEqualization", "CutMix", "Discretization", "Dropout", "ELU", "Embedding",
        "Equalization", "Flatten", "GaussianDropout", "GaussianNoise", "GroupNormalization", "HashedCrossing",
        "Hashing", "Identity", "InputLayer", "IntegerLookup", "LayerNormalization", "LeakyReLU", "Masking",
        "MaxNumBoundingBoxes", "Maximum", "Minimum", "MixUp", "Multiply", "Normalization", "PReLU", "Permute",
        "RMSNormalization", "RandAugment", "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter",
        "RandomContrast", "RandomCrop", "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur",
        "RandomGrayscale", "RandomHeight", "RandomHue", "RandomInvert", "RandomPerspective", "RandomPosterization",
        "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear", "RandomTranslation", "RandomWidth",
        "RandomZoom", "ReLU", "RepeatVector", "Rescaling", "Reshape", "Resizing", "Softmax", "Solarization",
        "StringLookup", "Subtract", "TextVectorization", "ThresholdedReLU", "UnitNormalization",
    )
) | {
    f"{name}{dimensions}"
    for dimensions in ("1D", "2D", "3D")
    for name in (
        "AdaptiveAveragePooling", "AdaptiveMaxPooling", "AveragePooling", "Cropping", "GlobalAveragePooling",
        "GlobalMaxPooling", "MaxPooling", "SpatialDropout", "UpSampling", "ZeroPadding",
    )
}  # fmt: skip

# Their work hangs on code that is not followed, or is of another kind than products: transforms, power iterations.
UNCOUNTED_LAYERS = frozenset(
    (
        "FlaxLayer", "JaxLayer", "Lambda", "Layer", "MelSpectrogram", "Pipeline", "STFTSpectrogram",
        "SpectralNormalization", "StackedRNNCells", "TFSMLayer", "TorchModuleWrapper", "Wrapper",
    )
)  # fmt: skip

# Functions whose work is of another kind than products: decompositions, transforms, loops over given functions.
UNCOUNTED_OPS = frozenset(
    (
        "associative_scan", "cdist", "cholesky", "cholesky_inverse", "cond", "corrcoef", "correlate", "ctc_decode",
        "ctc_loss", "custom_gradient", "det", "eig", "eigh", "fft", "fft2", "fori_loop", "ifft2",
        "image.elastic_transform", "image.gaussian_blur", "image.sobel_edges", "image.ssim", "inv", "irfft", "istft",
        "jvp", "logdet", "lstsq", "lu_factor", "map", "matrix_rank", "pinv", "psnr", "qr", "rfft", "scan", "slogdet",
        "solve", "solve_triangular", "stft", "svd", "switch", "vectorize", "vectorized_map", "while_loop",
    )
)  # fmt: skip

" Vim syntax file
" Language: dotmodel
" Made by `dotmodel syntax vim`. Do not edit.

if exists("b:current_syntax")
  finish
endif

let s:keep_cpo = &cpo
set cpo&vim

syntax case match
syntax sync fromstart


" in-parentheses
syntax cluster dotmodel_in_parentheses contains=@dotmodel_parentheses

" in-brackets
syntax cluster dotmodel_in_brackets contains=@dotmodel_brackets

" in-block
syntax cluster dotmodel_in_block contains=@dotmodel_block

" expression
syntax match dotmodelError_expression ~\v\C[^ \t\r\n\x0c]~
syntax match dotmodelVariable_expression ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~
syntax match dotmodelCall_expression ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*%([ \t]*\()@=~
syntax match dotmodelClass_expression ~\v\C[A-Z]%([0-9A-Za-z_]|[^\x00-\x7f])*%([ \t]*\()@=~
syntax match dotmodelBuiltin_expression ~\v\C%(abs|enumerate|env|float|int|len|list|max|min|range|reversed|round|sum|tuple|zip)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!%([ \t]*\()@=~
syntax match dotmodelConstraint_expression ~\v\C%(max_norm|min_max_norm|non_neg|unit_norm)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!%([ \t]*\()@=~
syntax match dotmodelRegularizer_expression ~\v\C%(l1|l1_l2|l2|orthogonal_regularizer)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!%([ \t]*\()@=~
syntax match dotmodelInitializer_expression ~\v\C%(constant|glorot_normal|glorot_uniform|he_normal|he_uniform|identity|lecun_normal|lecun_uniform|ones|orthogonal|random_normal|random_uniform|stft|truncated_normal|variance_scaling|zeros)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!%([ \t]*\()@=~
syntax match dotmodelDtypePolicy_expression ~\v\C%(AWQDTypePolicy|DTypePolicy|DTypePolicyMap|FloatDTypePolicy|GPTQDTypePolicy|Int4DTypePolicy|QuantizedDTypePolicy|QuantizedFloat8DTypePolicy)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelCallback_expression ~\v\C%(BackupAndRestore|CSVLogger|Callback|CallbackList|EarlyStopping|History|LambdaCallback|LearningRateScheduler|ModelCheckpoint|OrbaxCheckpoint|ProgbarLogger|ReduceLROnPlateau|RemoteMonitor|SwapEMAWeights|TensorBoard|TerminateOnNaN)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelConstraint_expression ~\v\C%(Constraint|MaxNorm|MinMaxNorm|NonNeg|UnitNorm)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelRegularizer_expression ~\v\C%(L1|L1L2|L2|OrthogonalRegularizer|Regularizer)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelInitializer_expression ~\v\C%(Constant|GlorotNormal|GlorotUniform|HeNormal|HeUniform|IdentityInitializer|Initializer|LecunNormal|LecunUniform|Ones|Orthogonal|OrthogonalInitializer|RandomNormal|RandomUniform|STFT|STFTInitializer|TruncatedNormal|VarianceScaling|Zeros)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelMetric_expression ~\v\C%(AUC|Accuracy|BinaryAccuracy|BinaryIoU|CategoricalAccuracy|ConcordanceCorrelation|F1Score|FBetaScore|FalseNegatives|FalsePositives|IoU|LogCoshError|Mean|MeanIoU|MeanMetricWrapper|Metric|OneHotIoU|OneHotMeanIoU|PearsonCorrelation|Precision|PrecisionAtRecall|R2Score|Recall|RecallAtPrecision|RootMeanSquaredError|SensitivityAtSpecificity|SparseCategoricalAccuracy|SparseTopKCategoricalAccuracy|SpecificityAtSensitivity|Sum|TopKCategoricalAccuracy|TrueNegatives|TruePositives)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelLoss_expression ~\v\C%(BinaryCrossentropy|BinaryFocalCrossentropy|CTC|CategoricalCrossentropy|CategoricalFocalCrossentropy|CategoricalGeneralizedCrossEntropy|CategoricalHinge|Circle|CosineSimilarity|Dice|Hinge|Huber|KLDivergence|LogCosh|Loss|MeanAbsoluteError|MeanAbsolutePercentageError|MeanSquaredError|MeanSquaredLogarithmicError|Poisson|SparseCategoricalCrossentropy|SquaredHinge|Tversky)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelSchedule_expression ~\v\C%(CosineDecay|CosineDecayRestarts|ExponentialDecay|InverseTimeDecay|LearningRateSchedule|PiecewiseConstantDecay|PolynomialDecay)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelOptimizer_expression ~\v\C%(Adadelta|Adafactor|Adagrad|Adam|AdamW|Adamax|Ftrl|Lamb|Lion|LossScaleOptimizer|MultiOptimizer|Muon|Nadam|Optimizer|OptimizerMap|RMSprop|SGD|ScheduleFreeAdamW)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelLayer_expression ~\v\C%(Activation|ActivityRegularization|AdaptiveAveragePooling1D|AdaptiveAveragePooling2D|AdaptiveAveragePooling3D|AdaptiveMaxPooling1D|AdaptiveMaxPooling2D|AdaptiveMaxPooling3D|Add|AdditiveAttention|AlphaDropout|Attention|AugMix|AutoContrast|Average|AveragePooling1D|AveragePooling2D|AveragePooling3D|AvgPool1D|AvgPool2D|AvgPool3D|BatchNormalization|Bidirectional|CategoryEncoding|CenterCrop|Concatenate|ContrastLimitedAdaptiveHistogramEqualization|Conv1D|Conv1DTranspose|Conv2D|Conv2DTranspose|Conv3D|Conv3DTranspose|ConvLSTM1D|ConvLSTM2D|ConvLSTM3D|Convolution1D|Convolution1DTranspose|Convolution2D|Convolution2DTranspose|Convolution3D|Convolution3DTranspose|Cropping1D|Cropping2D|Cropping3D|CutMix|Dense|DepthwiseConv1D|DepthwiseConv2D|Discretization|Dot|Dropout|ELU|EinsumDense|Embedding|Equalization|Flatten|FlaxLayer|GRU|GRUCell|GaussianDropout|GaussianNoise|GlobalAveragePooling1D|GlobalAveragePooling2D|GlobalAveragePooling3D|GlobalAvgPool1D|GlobalAvgPool2D|GlobalAvgPool3D|GlobalMaxPool1D|GlobalMaxPool2D|GlobalMaxPool3D|GlobalMaxPooling1D|GlobalMaxPooling2D|GlobalMaxPooling3D|GroupNormalization|GroupQueryAttention|HashedCrossing|Hashing|Identity|InputLayer|IntegerLookup|JaxLayer|LSTM|LSTMCell|Lambda|Layer|LayerNormalization|LeakyReLU|Masking|MaxNumBoundingBoxes|MaxPool1D|MaxPool2D|MaxPool3D|MaxPooling1D|MaxPooling2D|MaxPooling3D|Maximum|MelSpectrogram|Minimum|MixUp|MultiHeadAttention|Multiply|Normalization|PReLU|Permute|Pipeline|RMSNormalization|RNN|RandAugment|RandomBrightness|RandomColorDegeneration|RandomColorJitter|RandomContrast|RandomCrop|RandomElasticTransform|RandomErasing|RandomFlip|RandomGaussianBlur|RandomGrayscale|RandomHeight|RandomHue|RandomInvert|RandomPerspective|RandomPosterization|RandomRotation|RandomSaturation|RandomSharpness|RandomShear|RandomTranslation|RandomWidth|RandomZoom|ReLU|RepeatVector|Rescaling|Reshape|Resizing|ReversibleEmbedding|STFTSpectrogram|SeparableConv1D|SeparableConv2D|SeparableConvolution1D|SeparableConvolution2D|SimpleRNN|SimpleRNNCell|Softmax|Solarization|SpatialDropout1D|SpatialDropout2D|SpatialDropout3D|SpectralNormalization|StackedRNNCells|StringLookup|Subtract|TFSMLayer|TextVectorization|ThresholdedReLU|TimeDistributed|TorchModuleWrapper|UnitNormalization|UpSampling1D|UpSampling2D|UpSampling3D|Wrapper|ZeroPadding1D|ZeroPadding2D|ZeroPadding3D)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelNone_expression ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelDeclaration_expression ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelImport_expression ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelLoop_expression ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelBoolean_expression ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelCondition_expression ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelAs_expression ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelWordOperator_expression ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelStatement_expression ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelSeparator_expression ~\v\C%(,|\:)~
syntax match dotmodelParenthesis_expression ~\v\C%(\(|\))~
syntax match dotmodelComparison_expression ~\v\C%(\<|\>)~
syntax match dotmodelBracket_expression ~\v\C%(\[|\])~
syntax match dotmodelBrace_expression ~\v\C%(\{|\})~
syntax match dotmodelAssignment_expression ~\v\C%(\=)~
syntax match dotmodelArithmetic_expression ~\v\C%(\%|\*|\+|\-|\/|\@)~
syntax match dotmodelAnyDimension_expression ~\v\C%(\?)~
syntax match dotmodelAccessor_expression ~\v\C%(\.)~
syntax match dotmodelPipe_expression ~\v\C%(\-\>)~
syntax match dotmodelComparison_expression ~\v\C%(\!\=|\<\=|\=\=|\>\=)~
syntax match dotmodelArithmetic_expression ~\v\C%(\*\*|\/\/)~
syntax match dotmodelEllipsis_expression ~\v\C%(\.\.\.)~
syntax region dotmodel_expression_in_block matchgroup=dotmodelBrace start=~\v\C\{~ matchgroup=dotmodelBrace end=~\v\C\}~ contains=@dotmodel_in_block
syntax region dotmodel_expression_in_brackets matchgroup=dotmodelBracket start=~\v\C\[~ matchgroup=dotmodelBracket end=~\v\C\]~ contains=@dotmodel_in_brackets
syntax region dotmodel_expression_in_parentheses matchgroup=dotmodelParenthesis start=~\v\C\(~ matchgroup=dotmodelParenthesis end=~\v\C\)~ contains=@dotmodel_in_parentheses
highlight default link dotmodelEllipsis_expression dotmodelEllipsis
highlight default link dotmodelArithmetic_expression dotmodelArithmetic
highlight default link dotmodelComparison_expression dotmodelComparison
highlight default link dotmodelPipe_expression dotmodelPipe
highlight default link dotmodelAccessor_expression dotmodelAccessor
highlight default link dotmodelAnyDimension_expression dotmodelAnyDimension
highlight default link dotmodelAssignment_expression dotmodelAssignment
highlight default link dotmodelBrace_expression dotmodelBrace
highlight default link dotmodelBracket_expression dotmodelBracket
highlight default link dotmodelParenthesis_expression dotmodelParenthesis
highlight default link dotmodelSeparator_expression dotmodelSeparator
highlight default link dotmodelStatement_expression dotmodelStatement
highlight default link dotmodelWordOperator_expression dotmodelWordOperator
highlight default link dotmodelAs_expression dotmodelAs
highlight default link dotmodelCondition_expression dotmodelCondition
highlight default link dotmodelBoolean_expression dotmodelBoolean
highlight default link dotmodelLoop_expression dotmodelLoop
highlight default link dotmodelImport_expression dotmodelImport
highlight default link dotmodelDeclaration_expression dotmodelDeclaration
highlight default link dotmodelNone_expression dotmodelNone
highlight default link dotmodelLayer_expression dotmodelLayer
highlight default link dotmodelOptimizer_expression dotmodelOptimizer
highlight default link dotmodelSchedule_expression dotmodelSchedule
highlight default link dotmodelLoss_expression dotmodelLoss
highlight default link dotmodelMetric_expression dotmodelMetric
highlight default link dotmodelInitializer_expression dotmodelInitializer
highlight default link dotmodelRegularizer_expression dotmodelRegularizer
highlight default link dotmodelConstraint_expression dotmodelConstraint
highlight default link dotmodelCallback_expression dotmodelCallback
highlight default link dotmodelDtypePolicy_expression dotmodelDtypePolicy
highlight default link dotmodelBuiltin_expression dotmodelBuiltin
highlight default link dotmodelClass_expression dotmodelClass
highlight default link dotmodelCall_expression dotmodelCall
highlight default link dotmodelVariable_expression dotmodelVariable
highlight default link dotmodelError_expression dotmodelError
syntax cluster dotmodel_expression contains=@dotmodel_literals,@dotmodel_members,dotmodel_expression_in_parentheses,dotmodel_expression_in_brackets,dotmodel_expression_in_block,dotmodelEllipsis_expression,dotmodelArithmetic_expression,dotmodelComparison_expression,dotmodelPipe_expression,dotmodelAccessor_expression,dotmodelAnyDimension_expression,dotmodelAssignment_expression,dotmodelBrace_expression,dotmodelBracket_expression,dotmodelParenthesis_expression,dotmodelSeparator_expression,dotmodelStatement_expression,dotmodelWordOperator_expression,dotmodelAs_expression,dotmodelCondition_expression,dotmodelBoolean_expression,dotmodelLoop_expression,dotmodelImport_expression,dotmodelDeclaration_expression,dotmodelNone_expression,dotmodelLayer_expression,dotmodelOptimizer_expression,dotmodelSchedule_expression,dotmodelLoss_expression,dotmodelMetric_expression,dotmodelInitializer_expression,dotmodelRegularizer_expression,dotmodelConstraint_expression,dotmodelCallback_expression,dotmodelDtypePolicy_expression,dotmodelBuiltin_expression,dotmodelClass_expression,dotmodelCall_expression,dotmodelVariable_expression,dotmodelError_expression

" parentheses
syntax match dotmodelKeywordArgument_parentheses ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*%([ \t]*\=%(\=)@!)@=~ contained
highlight default link dotmodelKeywordArgument_parentheses dotmodelKeywordArgument
syntax cluster dotmodel_parentheses contains=dotmodelKeywordArgument_parentheses,@dotmodel_expression

" brackets
syntax cluster dotmodel_brackets contains=@dotmodel_expression

" dimensions
syntax match dotmodelDimension_dimensions ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!%([ \t]*[.(])@!~ contained
syntax match dotmodelNone_dimensions ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_dimensions ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_dimensions ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_dimensions ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_dimensions ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_dimensions ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_dimensions ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_dimensions ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_dimensions ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
highlight default link dotmodelStatement_dimensions dotmodelStatement
highlight default link dotmodelWordOperator_dimensions dotmodelWordOperator
highlight default link dotmodelAs_dimensions dotmodelAs
highlight default link dotmodelCondition_dimensions dotmodelCondition
highlight default link dotmodelBoolean_dimensions dotmodelBoolean
highlight default link dotmodelLoop_dimensions dotmodelLoop
highlight default link dotmodelImport_dimensions dotmodelImport
highlight default link dotmodelDeclaration_dimensions dotmodelDeclaration
highlight default link dotmodelNone_dimensions dotmodelNone
highlight default link dotmodelDimension_dimensions dotmodelDimension
syntax cluster dotmodel_dimensions contains=@dotmodel_literals,@dotmodel_members,dotmodelStatement_dimensions,dotmodelWordOperator_dimensions,dotmodelAs_dimensions,dotmodelCondition_dimensions,dotmodelBoolean_dimensions,dotmodelLoop_dimensions,dotmodelImport_dimensions,dotmodelDeclaration_dimensions,dotmodelNone_dimensions,dotmodelDimension_dimensions,@dotmodel_expression

" members
syntax match dotmodelProperty_members ~\v\C%(\.)@40<=%(\.\.)@40<!%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~
syntax match dotmodelDtypePolicy_members ~\v\C%(<dtype_policies\.)@40<=%(AWQDTypePolicy|DTypePolicy|DTypePolicyMap|FloatDTypePolicy|GPTQDTypePolicy|Int4DTypePolicy|QuantizedDTypePolicy|QuantizedFloat8DTypePolicy)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelApplication_members ~\v\C%(<applications\.)@40<=%(ConvNeXtBase|ConvNeXtLarge|ConvNeXtSmall|ConvNeXtTiny|ConvNeXtXLarge|DenseNet121|DenseNet169|DenseNet201|EfficientNetB0|EfficientNetB1|EfficientNetB2|EfficientNetB3|EfficientNetB4|EfficientNetB5|EfficientNetB6|EfficientNetB7|EfficientNetV2B0|EfficientNetV2B1|EfficientNetV2B2|EfficientNetV2B3|EfficientNetV2L|EfficientNetV2M|EfficientNetV2S|InceptionResNetV2|InceptionV3|MobileNet|MobileNetV2|MobileNetV3Large|MobileNetV3Small|NASNetLarge|NASNetMobile|ResNet101|ResNet101V2|ResNet152|ResNet152V2|ResNet50|ResNet50V2|VGG16|VGG19|Xception)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelRandom_members ~\v\C%(<random\.)@40<=%(SeedGenerator|beta|binomial|categorical|dropout|gamma|normal|randint|shuffle|truncated_normal|uniform)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelOp_members ~\v\C%(<ops\.linalg\.)@40<=%(cholesky|cholesky_inverse|det|eig|eigh|inv|jvp|lstsq|lu_factor|matrix_rank|norm|pinv|qr|solve|solve_triangular|svd)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelOp_members ~\v\C%(<ops\.nn\.)@40<=%(adaptive_average_pool|adaptive_max_pool|average_pool|batch_normalization|binary_crossentropy|categorical_crossentropy|celu|conv|conv_transpose|ctc_decode|ctc_loss|depth_to_space|depthwise_conv|dot_product_attention|elu|fold|gelu|glu|hard_shrink|hard_sigmoid|hard_silu|hard_swish|hard_tanh|layer_normalization|leaky_relu|log_sigmoid|log_softmax|max_pool|moments|multi_hot|normalize|one_hot|polar|psnr|relu|relu6|rms_normalization|selu|separable_conv|sigmoid|silu|soft_shrink|softmax|softplus|softsign|space_to_depth|sparse_categorical_crossentropy|sparse_plus|sparse_sigmoid|sparsemax|squareplus|swish|tanh_shrink|threshold|unfold)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelOp_members ~\v\C%(<ops\.numpy\.)@40<=%(abs|absolute|add|all|allclose|amax|amin|angle|any|append|arange|arccos|arccosh|arcsin|arcsinh|arctan|arctan2|arctanh|argmax|argmin|argpartition|argsort|array|array_split|average|bartlett|bincount|bitwise_and|bitwise_invert|bitwise_left_shift|bitwise_not|bitwise_or|bitwise_right_shift|bitwise_xor|blackman|broadcast_to|cbrt|ceil|clip|concatenate|conj|conjugate|copy|corrcoef|correlate|cos|cosh|count_nonzero|cross|cumprod|cumsum|deg2rad|diag|diagflat|diagonal|diff|digitize|divide|divide_no_nan|dot|dsplit|dstack|einsum|empty|empty_like|equal|exp|exp2|expand_dims|expm1|eye|fabs|flip|fliplr|flipud|floor|floor_divide|fmax|fmin|fmod|full|full_like|gcd|geomspace|get_item|greater|greater_equal|hamming|hanning|heaviside|histogram|hsplit|hstack|hypot|i0|identity|imag|inner|isclose|isfinite|isin|isinf|isnan|isneginf|isposinf|isreal|kaiser|kron|lcm|ldexp|left_shift|less|less_equal|linspace|log|log10|log1p|log2|logaddexp|logaddexp2|logical_and|logical_not|logical_or|logical_xor|logspace|matmul|max|maximum|mean|median|meshgrid|min|minimum|mod|moveaxis|multiply|nan_to_num|nanargmax|nanargmin|nancumprod|nancumsum|nanmax|nanmean|nanmedian|nanmin|nanpercentile|nanprod|nanquantile|nanstd|nansum|nanvar|ndim|negative|nextafter|nonzero|not_equal|ones|ones_like|outer|pad|percentile|power|prod|ptp|quantile|rad2deg|ravel|real|reciprocal|repeat|reshape|right_shift|roll|rot90|round|searchsorted|select|sign|signbit|sin|sinc|sinh|size|slogdet|sort|split|sqrt|square|squeeze|stack|std|subtract|sum|swapaxes|take|take_along_axis|tan|tanh|tensordot|tile|trace|transpose|trapezoid|tri|tril|triu|true_divide|trunc|unique|unravel_index|vander|var|vdot|vectorize|view|vsplit|vstack|where|zeros|zeros_like)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelOp_members ~\v\C%(<ops\.image\.)@40<=%(affine_transform|crop_images|elastic_transform|extract_patches|extract_patches_3d|gaussian_blur|hsv_to_rgb|map_coordinates|pad_images|perspective_transform|resize|rgb_to_grayscale|rgb_to_hsv|scale_and_translate|sobel_edges|ssim)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelOp_members ~\v\C%(<ops\.)@40<=%(abs|absolute|adaptive_average_pool|adaptive_max_pool|add|all|allclose|amax|amin|angle|any|append|arange|arccos|arccosh|arcsin|arcsinh|arctan|arctan2|arctanh|argmax|argmin|argpartition|argsort|array|array_split|associative_scan|average|average_pool|bartlett|batch_normalization|binary_crossentropy|bincount|bitwise_and|bitwise_invert|bitwise_left_shift|bitwise_not|bitwise_or|bitwise_right_shift|bitwise_xor|blackman|broadcast_to|cast|categorical_crossentropy|cbrt|cdist|ceil|celu|cholesky|cholesky_inverse|clip|concatenate|cond|conj|conjugate|conv|conv_transpose|convert_to_numpy|convert_to_tensor|copy|corrcoef|correlate|cos|cosh|count_nonzero|cross|ctc_decode|ctc_loss|cumprod|cumsum|custom_gradient|deg2rad|depth_to_space|depthwise_conv|det|diag|diagflat|diagonal|diff|digitize|divide|divide_no_nan|dot|dot_product_attention|dsplit|dstack|dtype|eig|eigh|einsum|elu|empty|empty_like|equal|erf|erfc|erfinv|exp|exp2|expand_dims|expm1|extract_sequences|eye|fabs|fft|fft2|flip|fliplr|flipud|floor|floor_divide|fmax|fmin|fmod|fold|fori_loop|full|full_like|gcd|gelu|geomspace|get_item|glu|greater|greater_equal|hamming|hanning|hard_shrink|hard_sigmoid|hard_silu|hard_swish|hard_tanh|heaviside|histogram|hsplit|hstack|hypot|i0|identity|ifft2|imag|in_top_k|inner|inv|irfft|is_tensor|isclose|isfinite|isin|isinf|isnan|isneginf|isposinf|isreal|istft|jvp|kaiser|kron|layer_normalization|lcm|ldexp|leaky_relu|left_shift|less|less_equal|linspace|log|log10|log1p|log2|log_sigmoid|log_softmax|logaddexp|logaddexp2|logdet|logical_and|logical_not|logical_or|logical_xor|logspace|logsumexp|lstsq|lu_factor|map|matmul|matrix_rank|max|max_pool|maximum|mean|median|meshgrid|min|minimum|mod|moments|moveaxis|multi_hot|multiply|nan_to_num|nanargmax|nanargmin|nancumprod|nancumsum|nanmax|nanmean|nanmedian|nanmin|nanpercentile|nanprod|nanquantile|nanstd|nansum|nanvar|ndim|negative|nextafter|nonzero|norm|normalize|not_equal|one_hot|ones|ones_like|outer|pad|percentile|pinv|polar|power|prod|psnr|ptp|qr|quantile|rad2deg|ravel|real|rearrange|reciprocal|relu|relu6|repeat|reshape|rfft|right_shift|rms_normalization|roll|rot90|round|rsqrt|saturate_cast|scan|scatter|scatter_update|searchsorted|segment_max|segment_min|segment_prod|segment_sum|select|selu|separable_conv|shape|sigmoid|sign|signbit|silu|sin|sinc|sinh|size|slice|slice_update|slogdet|soft_shrink|softmax|softplus|softsign|solve|solve_triangular|sort|space_to_depth|sparse_categorical_crossentropy|sparse_plus|sparse_sigmoid|sparsemax|split|sqrt|square|squareplus|squeeze|stack|std|stft|stop_gradient|subtract|sum|svd|swapaxes|swish|switch|take|take_along_axis|tan|tanh|tanh_shrink|tensordot|threshold|tile|top_k|trace|transpose|trapezoid|tri|tril|triu|true_divide|trunc|unfold|unique|unravel_index|unstack|vander|var|vdot|vectorize|vectorized_map|view|view_as_complex|view_as_real|vsplit|vstack|where|while_loop|zeros|zeros_like)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelActivation_members ~\v\C%(<activations\.)@40<=%(celu|elu|exponential|gelu|glu|hard_shrink|hard_sigmoid|hard_silu|hard_swish|hard_tanh|leaky_relu|linear|log_sigmoid|log_softmax|mish|relu|relu6|selu|sigmoid|silu|soft_shrink|softmax|softplus|softsign|sparse_plus|sparse_sigmoid|sparsemax|squareplus|swish|tanh|tanh_shrink|threshold)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelCallback_members ~\v\C%(<callbacks\.)@40<=%(BackupAndRestore|CSVLogger|Callback|CallbackList|EarlyStopping|History|LambdaCallback|LearningRateScheduler|ModelCheckpoint|OrbaxCheckpoint|ProgbarLogger|ReduceLROnPlateau|RemoteMonitor|SwapEMAWeights|TensorBoard|TerminateOnNaN)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelConstraint_members ~\v\C%(<constraints\.)@40<=%(Constraint|MaxNorm|MinMaxNorm|NonNeg|UnitNorm|max_norm|min_max_norm|non_neg|unit_norm)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelRegularizer_members ~\v\C%(<regularizers\.)@40<=%(L1|L1L2|L2|OrthogonalRegularizer|Regularizer|l1|l1_l2|l2|orthogonal_regularizer)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelInitializer_members ~\v\C%(<initializers\.)@40<=%(Constant|GlorotNormal|GlorotUniform|HeNormal|HeUniform|Identity|IdentityInitializer|Initializer|LecunNormal|LecunUniform|Ones|Orthogonal|OrthogonalInitializer|RandomNormal|RandomUniform|STFT|STFTInitializer|TruncatedNormal|VarianceScaling|Zeros|constant|glorot_normal|glorot_uniform|he_normal|he_uniform|identity|lecun_normal|lecun_uniform|ones|orthogonal|random_normal|random_uniform|stft|truncated_normal|variance_scaling|zeros)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelMetric_members ~\v\C%(<metrics\.)@40<=%(AUC|Accuracy|BinaryAccuracy|BinaryCrossentropy|BinaryIoU|CategoricalAccuracy|CategoricalCrossentropy|CategoricalHinge|ConcordanceCorrelation|CosineSimilarity|F1Score|FBetaScore|FalseNegatives|FalsePositives|Hinge|IoU|KLDivergence|LogCoshError|Mean|MeanAbsoluteError|MeanAbsolutePercentageError|MeanIoU|MeanMetricWrapper|MeanSquaredError|MeanSquaredLogarithmicError|Metric|OneHotIoU|OneHotMeanIoU|PearsonCorrelation|Poisson|Precision|PrecisionAtRecall|R2Score|Recall|RecallAtPrecision|RootMeanSquaredError|SensitivityAtSpecificity|SparseCategoricalAccuracy|SparseCategoricalCrossentropy|SparseTopKCategoricalAccuracy|SpecificityAtSensitivity|SquaredHinge|Sum|TopKCategoricalAccuracy|TrueNegatives|TruePositives)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelLoss_members ~\v\C%(<losses\.)@40<=%(BinaryCrossentropy|BinaryFocalCrossentropy|CTC|CategoricalCrossentropy|CategoricalFocalCrossentropy|CategoricalGeneralizedCrossEntropy|CategoricalHinge|Circle|CosineSimilarity|Dice|Hinge|Huber|KLDivergence|LogCosh|Loss|MeanAbsoluteError|MeanAbsolutePercentageError|MeanSquaredError|MeanSquaredLogarithmicError|Poisson|SparseCategoricalCrossentropy|SquaredHinge|Tversky)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelSchedule_members ~\v\C%(<schedules\.)@40<=%(CosineDecay|CosineDecayRestarts|ExponentialDecay|InverseTimeDecay|LearningRateSchedule|PiecewiseConstantDecay|PolynomialDecay)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelOptimizer_members ~\v\C%(<optimizers\.)@40<=%(Adadelta|Adafactor|Adagrad|Adam|AdamW|Adamax|Ftrl|Lamb|Lion|LossScaleOptimizer|MultiOptimizer|Muon|Nadam|Optimizer|OptimizerMap|RMSprop|SGD|ScheduleFreeAdamW)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelLayer_members ~\v\C%(<layers\.)@40<=%(Activation|ActivityRegularization|AdaptiveAveragePooling1D|AdaptiveAveragePooling2D|AdaptiveAveragePooling3D|AdaptiveMaxPooling1D|AdaptiveMaxPooling2D|AdaptiveMaxPooling3D|Add|AdditiveAttention|AlphaDropout|Attention|AugMix|AutoContrast|Average|AveragePooling1D|AveragePooling2D|AveragePooling3D|AvgPool1D|AvgPool2D|AvgPool3D|BatchNormalization|Bidirectional|CategoryEncoding|CenterCrop|Concatenate|ContrastLimitedAdaptiveHistogramEqualization|Conv1D|Conv1DTranspose|Conv2D|Conv2DTranspose|Conv3D|Conv3DTranspose|ConvLSTM1D|ConvLSTM2D|ConvLSTM3D|Convolution1D|Convolution1DTranspose|Convolution2D|Convolution2DTranspose|Convolution3D|Convolution3DTranspose|Cropping1D|Cropping2D|Cropping3D|CutMix|Dense|DepthwiseConv1D|DepthwiseConv2D|Discretization|Dot|Dropout|ELU|EinsumDense|Embedding|Equalization|Flatten|FlaxLayer|GRU|GRUCell|GaussianDropout|GaussianNoise|GlobalAveragePooling1D|GlobalAveragePooling2D|GlobalAveragePooling3D|GlobalAvgPool1D|GlobalAvgPool2D|GlobalAvgPool3D|GlobalMaxPool1D|GlobalMaxPool2D|GlobalMaxPool3D|GlobalMaxPooling1D|GlobalMaxPooling2D|GlobalMaxPooling3D|GroupNormalization|GroupQueryAttention|HashedCrossing|Hashing|Identity|InputLayer|IntegerLookup|JaxLayer|LSTM|LSTMCell|Lambda|Layer|LayerNormalization|LeakyReLU|Masking|MaxNumBoundingBoxes|MaxPool1D|MaxPool2D|MaxPool3D|MaxPooling1D|MaxPooling2D|MaxPooling3D|Maximum|MelSpectrogram|Minimum|MixUp|MultiHeadAttention|Multiply|Normalization|PReLU|Permute|Pipeline|RMSNormalization|RNN|RandAugment|RandomBrightness|RandomColorDegeneration|RandomColorJitter|RandomContrast|RandomCrop|RandomElasticTransform|RandomErasing|RandomFlip|RandomGaussianBlur|RandomGrayscale|RandomHeight|RandomHue|RandomInvert|RandomPerspective|RandomPosterization|RandomRotation|RandomSaturation|RandomSharpness|RandomShear|RandomTranslation|RandomWidth|RandomZoom|ReLU|RepeatVector|Rescaling|Reshape|Resizing|ReversibleEmbedding|STFTSpectrogram|SeparableConv1D|SeparableConv2D|SeparableConvolution1D|SeparableConvolution2D|SimpleRNN|SimpleRNNCell|Softmax|Solarization|SpatialDropout1D|SpatialDropout2D|SpatialDropout3D|SpectralNormalization|StackedRNNCells|StringLookup|Subtract|TFSMLayer|TextVectorization|ThresholdedReLU|TimeDistributed|TorchModuleWrapper|UnitNormalization|UpSampling1D|UpSampling2D|UpSampling3D|Wrapper|ZeroPadding1D|ZeroPadding2D|ZeroPadding3D)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelNamespace_members ~\v\C%(activations|applications|callbacks|constraints|dtype_policies|image|initializers|layers|linalg|losses|metrics|nn|numpy|ops|optimizers|random|regularizers|schedules)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!%([ \t]*\.)@=~
highlight default link dotmodelNamespace_members dotmodelNamespace
highlight default link dotmodelLayer_members dotmodelLayer
highlight default link dotmodelOptimizer_members dotmodelOptimizer
highlight default link dotmodelSchedule_members dotmodelSchedule
highlight default link dotmodelLoss_members dotmodelLoss
highlight default link dotmodelMetric_members dotmodelMetric
highlight default link dotmodelInitializer_members dotmodelInitializer
highlight default link dotmodelRegularizer_members dotmodelRegularizer
highlight default link dotmodelConstraint_members dotmodelConstraint
highlight default link dotmodelCallback_members dotmodelCallback
highlight default link dotmodelActivation_members dotmodelActivation
highlight default link dotmodelOp_members dotmodelOp
highlight default link dotmodelRandom_members dotmodelRandom
highlight default link dotmodelApplication_members dotmodelApplication
highlight default link dotmodelDtypePolicy_members dotmodelDtypePolicy
highlight default link dotmodelProperty_members dotmodelProperty
syntax cluster dotmodel_members contains=dotmodelNamespace_members,dotmodelLayer_members,dotmodelOptimizer_members,dotmodelSchedule_members,dotmodelLoss_members,dotmodelMetric_members,dotmodelInitializer_members,dotmodelRegularizer_members,dotmodelConstraint_members,dotmodelCallback_members,dotmodelActivation_members,dotmodelOp_members,dotmodelRandom_members,dotmodelApplication_members,dotmodelDtypePolicy_members,dotmodelProperty_members

" type
syntax match dotmodelDtype_type ~\v\C%(float16|bfloat16|float32|float64|int8|int16|int32|int64|uint8|uint16|uint32|uint64|bool|string)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
highlight default link dotmodelDtype_type dotmodelDtype
syntax cluster dotmodel_type contains=@dotmodel_literals,dotmodelDtype_type,@dotmodel_expression

" input-dimensions
syntax cluster dotmodel_input_dimensions contains=@dotmodel_dimensions

" input-options
syntax cluster dotmodel_input_options contains=@dotmodel_parentheses

" input
syntax match dotmodelInputName_input ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_input ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_input ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_input ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_input ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_input ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_input ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_input ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_input ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_input ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax region dotmodel_input_input_options matchgroup=dotmodelParenthesis start=~\v\C\(~ matchgroup=dotmodelParenthesis end=~\v\C\)~ contains=@dotmodel_input_options contained
syntax region dotmodel_input_input_dimensions matchgroup=dotmodelBracket start=~\v\C\[~ matchgroup=dotmodelBracket end=~\v\C\]~ contains=@dotmodel_input_dimensions contained
syntax region dotmodel_input_type matchgroup=dotmodelSeparator start=~\v\C\:~ matchgroup=NONE end=~\v\C%([,(\[}#])@=|$~ contains=@dotmodel_type contained
highlight default link dotmodelStatement_input dotmodelStatement
highlight default link dotmodelWordOperator_input dotmodelWordOperator
highlight default link dotmodelAs_input dotmodelAs
highlight default link dotmodelCondition_input dotmodelCondition
highlight default link dotmodelBoolean_input dotmodelBoolean
highlight default link dotmodelLoop_input dotmodelLoop
highlight default link dotmodelImport_input dotmodelImport
highlight default link dotmodelDeclaration_input dotmodelDeclaration
highlight default link dotmodelNone_input dotmodelNone
highlight default link dotmodelInputName_input dotmodelInputName
syntax cluster dotmodel_input contains=@dotmodel_literals,dotmodel_input_type,dotmodel_input_input_dimensions,dotmodel_input_input_options,dotmodelStatement_input,dotmodelWordOperator_input,dotmodelAs_input,dotmodelCondition_input,dotmodelBoolean_input,dotmodelLoop_input,dotmodelImport_input,dotmodelDeclaration_input,dotmodelNone_input,dotmodelInputName_input,@dotmodel_expression

" weight-value
syntax cluster dotmodel_weight_value contains=@dotmodel_expression

" weight-dimensions
syntax cluster dotmodel_weight_dimensions contains=@dotmodel_dimensions

" weight-options
syntax cluster dotmodel_weight_options contains=@dotmodel_parentheses

" weight
syntax match dotmodelWeightName_weight ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_weight ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_weight ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_weight ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_weight ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_weight ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_weight ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_weight ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_weight ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_weight ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax region dotmodel_weight_weight_options matchgroup=dotmodelParenthesis start=~\v\C\(~ matchgroup=dotmodelParenthesis end=~\v\C\)~ contains=@dotmodel_weight_options contained
syntax region dotmodel_weight_weight_dimensions matchgroup=dotmodelBracket start=~\v\C\[~ matchgroup=dotmodelBracket end=~\v\C\]~ contains=@dotmodel_weight_dimensions contained
syntax region dotmodel_weight_weight_value matchgroup=dotmodelAssignment start=~\v\C\=%(\=)@!~ matchgroup=NONE end=~\v\C$|^|%(\})@=~ contains=@dotmodel_weight_value contained
highlight default link dotmodelStatement_weight dotmodelStatement
highlight default link dotmodelWordOperator_weight dotmodelWordOperator
highlight default link dotmodelAs_weight dotmodelAs
highlight default link dotmodelCondition_weight dotmodelCondition
highlight default link dotmodelBoolean_weight dotmodelBoolean
highlight default link dotmodelLoop_weight dotmodelLoop
highlight default link dotmodelImport_weight dotmodelImport
highlight default link dotmodelDeclaration_weight dotmodelDeclaration
highlight default link dotmodelNone_weight dotmodelNone
highlight default link dotmodelWeightName_weight dotmodelWeightName
syntax cluster dotmodel_weight contains=@dotmodel_literals,dotmodel_weight_weight_value,dotmodel_weight_weight_dimensions,dotmodel_weight_weight_options,dotmodelStatement_weight,dotmodelWordOperator_weight,dotmodelAs_weight,dotmodelCondition_weight,dotmodelBoolean_weight,dotmodelLoop_weight,dotmodelImport_weight,dotmodelDeclaration_weight,dotmodelNone_weight,dotmodelWeightName_weight,@dotmodel_expression

" output
syntax match dotmodelOutputName_output ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*%([ \t]*\=%(\=)@!)@=~ contained
highlight default link dotmodelOutputName_output dotmodelOutputName
syntax cluster dotmodel_output contains=dotmodelOutputName_output,@dotmodel_expression

" block
syntax region dotmodel_block_output matchgroup=dotmodelStatement start=~\v\C%(\.)@40<!output%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C$|^|%(\})@=~ contains=@dotmodel_output contained
syntax region dotmodel_block_weight matchgroup=dotmodelStatement start=~\v\C%(\.)@40<!weight%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C$|^|%(\})@=~ contains=@dotmodel_weight contained
syntax region dotmodel_block_input matchgroup=dotmodelStatement start=~\v\C%(\.)@40<!input%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C$|^|%(\})@=~ contains=@dotmodel_input contained
syntax match dotmodelKey_block ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*%([ \t]*\:)@=~ contained
highlight default link dotmodelKey_block dotmodelKey
syntax cluster dotmodel_block contains=dotmodelKey_block,dotmodel_block_input,dotmodel_block_weight,dotmodel_block_output,@dotmodel_expression

" settings
syntax match dotmodelSource_settings ~\v\C%(\.)@40<!%(audio_dataset_from_directory|csv|image_dataset_from_directory|keras_dataset|npz|python|synthetic|text_dataset_from_directory|tfds|tfrecord|timeseries)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!%([ \t]*\()@=~ contained
syntax match dotmodelSetting_settings ~\v\C%(batch_size|callbacks|checkpoint|checkpoint_seconds|class_weight|data|distribute|dtype_policy|epochs|export|jit_compile|loop|loss|loss_weights|metrics|optimizer|save|seed|shuffle|steps_per_execution|tensorboard|terminate_on_nan|test_data|validation_data|validation_split|weighted_metrics)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!%([ \t]*\=%(\=)@!)@=~ contained
highlight default link dotmodelSetting_settings dotmodelSetting
highlight default link dotmodelSource_settings dotmodelSource
syntax cluster dotmodel_settings contains=dotmodelSetting_settings,dotmodelSource_settings,@dotmodel_expression

" default
syntax cluster dotmodel_default contains=@dotmodel_expression

" parameters
syntax match dotmodelParameter_parameters ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_parameters ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_parameters ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_parameters ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_parameters ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_parameters ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_parameters ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_parameters ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_parameters ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_parameters ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax region dotmodel_parameters_default matchgroup=dotmodelAssignment start=~\v\C\=%(\=)@!~ matchgroup=NONE end=~\v\C%([,)])@=~ contains=@dotmodel_default contained
highlight default link dotmodelStatement_parameters dotmodelStatement
highlight default link dotmodelWordOperator_parameters dotmodelWordOperator
highlight default link dotmodelAs_parameters dotmodelAs
highlight default link dotmodelCondition_parameters dotmodelCondition
highlight default link dotmodelBoolean_parameters dotmodelBoolean
highlight default link dotmodelLoop_parameters dotmodelLoop
highlight default link dotmodelImport_parameters dotmodelImport
highlight default link dotmodelDeclaration_parameters dotmodelDeclaration
highlight default link dotmodelNone_parameters dotmodelNone
highlight default link dotmodelParameter_parameters dotmodelParameter
syntax cluster dotmodel_parameters contains=@dotmodel_literals,dotmodel_parameters_default,dotmodelStatement_parameters,dotmodelWordOperator_parameters,dotmodelAs_parameters,dotmodelCondition_parameters,dotmodelBoolean_parameters,dotmodelLoop_parameters,dotmodelImport_parameters,dotmodelDeclaration_parameters,dotmodelNone_parameters,dotmodelParameter_parameters,@dotmodel_expression

" imported
syntax cluster dotmodel_imported contains=@dotmodel_expression

" import
syntax match dotmodelNamespace_import ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax region dotmodel_import_imported matchgroup=dotmodelImport start=~\v\C%(\.)@40<!import%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C$~ contains=@dotmodel_imported contained
highlight default link dotmodelNamespace_import dotmodelNamespace
syntax cluster dotmodel_import contains=@dotmodel_literals,dotmodel_import_imported,dotmodelNamespace_import,@dotmodel_expression

" let
syntax match dotmodelConstantName_let ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_let ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_let ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_let ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_let ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_let ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_let ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_let ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_let ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_let ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
highlight default link dotmodelStatement_let dotmodelStatement
highlight default link dotmodelWordOperator_let dotmodelWordOperator
highlight default link dotmodelAs_let dotmodelAs
highlight default link dotmodelCondition_let dotmodelCondition
highlight default link dotmodelBoolean_let dotmodelBoolean
highlight default link dotmodelLoop_let dotmodelLoop
highlight default link dotmodelImport_let dotmodelImport
highlight default link dotmodelDeclaration_let dotmodelDeclaration
highlight default link dotmodelNone_let dotmodelNone
highlight default link dotmodelConstantName_let dotmodelConstantName
syntax cluster dotmodel_let contains=@dotmodel_literals,dotmodelStatement_let,dotmodelWordOperator_let,dotmodelAs_let,dotmodelCondition_let,dotmodelBoolean_let,dotmodelLoop_let,dotmodelImport_let,dotmodelDeclaration_let,dotmodelNone_let,dotmodelConstantName_let,@dotmodel_expression

" function-as
syntax match dotmodelVariable_function_as ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_function_as ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_function_as ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_function_as ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_function_as ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_function_as ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_function_as ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_function_as ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_function_as ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_function_as ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStyle_function_as ~\v\C%(sequential|functional|subclass|layer)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
highlight default link dotmodelStyle_function_as dotmodelStyle
highlight default link dotmodelStatement_function_as dotmodelStatement
highlight default link dotmodelWordOperator_function_as dotmodelWordOperator
highlight default link dotmodelAs_function_as dotmodelAs
highlight default link dotmodelCondition_function_as dotmodelCondition
highlight default link dotmodelBoolean_function_as dotmodelBoolean
highlight default link dotmodelLoop_function_as dotmodelLoop
highlight default link dotmodelImport_function_as dotmodelImport
highlight default link dotmodelDeclaration_function_as dotmodelDeclaration
highlight default link dotmodelNone_function_as dotmodelNone
highlight default link dotmodelVariable_function_as dotmodelVariable
syntax cluster dotmodel_function_as contains=@dotmodel_literals,dotmodelStyle_function_as,dotmodelStatement_function_as,dotmodelWordOperator_function_as,dotmodelAs_function_as,dotmodelCondition_function_as,dotmodelBoolean_function_as,dotmodelLoop_function_as,dotmodelImport_function_as,dotmodelDeclaration_function_as,dotmodelNone_function_as,dotmodelVariable_function_as,@dotmodel_expression

" function-parameters
syntax cluster dotmodel_function_parameters contains=@dotmodel_parameters

" function-block
syntax cluster dotmodel_function_block contains=@dotmodel_block

" function
syntax match dotmodelFunctionName_function ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_function ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_function ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_function ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_function ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_function ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_function ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_function ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_function ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_function ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax region dotmodel_function_function_block matchgroup=dotmodelBrace start=~\v\C\{~ matchgroup=dotmodelBrace end=~\v\C\}~ contains=@dotmodel_function_block contained
syntax region dotmodel_function_function_parameters matchgroup=dotmodelParenthesis start=~\v\C\(~ matchgroup=dotmodelParenthesis end=~\v\C\)~ contains=@dotmodel_function_parameters contained
syntax region dotmodel_function_function_as matchgroup=dotmodelAs start=~\v\C%(\.)@40<!as%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C%([({#])@=|$~ contains=@dotmodel_function_as contained
highlight default link dotmodelStatement_function dotmodelStatement
highlight default link dotmodelWordOperator_function dotmodelWordOperator
highlight default link dotmodelAs_function dotmodelAs
highlight default link dotmodelCondition_function dotmodelCondition
highlight default link dotmodelBoolean_function dotmodelBoolean
highlight default link dotmodelLoop_function dotmodelLoop
highlight default link dotmodelImport_function dotmodelImport
highlight default link dotmodelDeclaration_function dotmodelDeclaration
highlight default link dotmodelNone_function dotmodelNone
highlight default link dotmodelFunctionName_function dotmodelFunctionName
syntax cluster dotmodel_function contains=@dotmodel_literals,dotmodel_function_function_as,dotmodel_function_function_parameters,dotmodel_function_function_block,dotmodelStatement_function,dotmodelWordOperator_function,dotmodelAs_function,dotmodelCondition_function,dotmodelBoolean_function,dotmodelLoop_function,dotmodelImport_function,dotmodelDeclaration_function,dotmodelNone_function,dotmodelFunctionName_function,@dotmodel_expression

" layer-as
syntax match dotmodelVariable_layer_as ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_layer_as ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_layer_as ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_layer_as ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_layer_as ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_layer_as ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_layer_as ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_layer_as ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_layer_as ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_layer_as ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStyle_layer_as ~\v\C%(sequential|functional|subclass|layer)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
highlight default link dotmodelStyle_layer_as dotmodelStyle
highlight default link dotmodelStatement_layer_as dotmodelStatement
highlight default link dotmodelWordOperator_layer_as dotmodelWordOperator
highlight default link dotmodelAs_layer_as dotmodelAs
highlight default link dotmodelCondition_layer_as dotmodelCondition
highlight default link dotmodelBoolean_layer_as dotmodelBoolean
highlight default link dotmodelLoop_layer_as dotmodelLoop
highlight default link dotmodelImport_layer_as dotmodelImport
highlight default link dotmodelDeclaration_layer_as dotmodelDeclaration
highlight default link dotmodelNone_layer_as dotmodelNone
highlight default link dotmodelVariable_layer_as dotmodelVariable
syntax cluster dotmodel_layer_as contains=@dotmodel_literals,dotmodelStyle_layer_as,dotmodelStatement_layer_as,dotmodelWordOperator_layer_as,dotmodelAs_layer_as,dotmodelCondition_layer_as,dotmodelBoolean_layer_as,dotmodelLoop_layer_as,dotmodelImport_layer_as,dotmodelDeclaration_layer_as,dotmodelNone_layer_as,dotmodelVariable_layer_as,@dotmodel_expression

" layer-parameters
syntax cluster dotmodel_layer_parameters contains=@dotmodel_parameters

" layer-block
syntax cluster dotmodel_layer_block contains=@dotmodel_block

" layer
syntax match dotmodelLayerName_layer ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_layer ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_layer ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_layer ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_layer ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_layer ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_layer ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_layer ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_layer ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_layer ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax region dotmodel_layer_layer_block matchgroup=dotmodelBrace start=~\v\C\{~ matchgroup=dotmodelBrace end=~\v\C\}~ contains=@dotmodel_layer_block contained
syntax region dotmodel_layer_layer_parameters matchgroup=dotmodelParenthesis start=~\v\C\(~ matchgroup=dotmodelParenthesis end=~\v\C\)~ contains=@dotmodel_layer_parameters contained
syntax region dotmodel_layer_layer_as matchgroup=dotmodelAs start=~\v\C%(\.)@40<!as%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C%([({#])@=|$~ contains=@dotmodel_layer_as contained
highlight default link dotmodelStatement_layer dotmodelStatement
highlight default link dotmodelWordOperator_layer dotmodelWordOperator
highlight default link dotmodelAs_layer dotmodelAs
highlight default link dotmodelCondition_layer dotmodelCondition
highlight default link dotmodelBoolean_layer dotmodelBoolean
highlight default link dotmodelLoop_layer dotmodelLoop
highlight default link dotmodelImport_layer dotmodelImport
highlight default link dotmodelDeclaration_layer dotmodelDeclaration
highlight default link dotmodelNone_layer dotmodelNone
highlight default link dotmodelLayerName_layer dotmodelLayerName
syntax cluster dotmodel_layer contains=@dotmodel_literals,dotmodel_layer_layer_as,dotmodel_layer_layer_parameters,dotmodel_layer_layer_block,dotmodelStatement_layer,dotmodelWordOperator_layer,dotmodelAs_layer,dotmodelCondition_layer,dotmodelBoolean_layer,dotmodelLoop_layer,dotmodelImport_layer,dotmodelDeclaration_layer,dotmodelNone_layer,dotmodelLayerName_layer,@dotmodel_expression

" model-as
syntax match dotmodelVariable_model_as ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_model_as ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_model_as ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_model_as ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_model_as ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_model_as ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_model_as ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_model_as ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_model_as ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_model_as ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStyle_model_as ~\v\C%(sequential|functional|subclass|layer)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
highlight default link dotmodelStyle_model_as dotmodelStyle
highlight default link dotmodelStatement_model_as dotmodelStatement
highlight default link dotmodelWordOperator_model_as dotmodelWordOperator
highlight default link dotmodelAs_model_as dotmodelAs
highlight default link dotmodelCondition_model_as dotmodelCondition
highlight default link dotmodelBoolean_model_as dotmodelBoolean
highlight default link dotmodelLoop_model_as dotmodelLoop
highlight default link dotmodelImport_model_as dotmodelImport
highlight default link dotmodelDeclaration_model_as dotmodelDeclaration
highlight default link dotmodelNone_model_as dotmodelNone
highlight default link dotmodelVariable_model_as dotmodelVariable
syntax cluster dotmodel_model_as contains=@dotmodel_literals,dotmodelStyle_model_as,dotmodelStatement_model_as,dotmodelWordOperator_model_as,dotmodelAs_model_as,dotmodelCondition_model_as,dotmodelBoolean_model_as,dotmodelLoop_model_as,dotmodelImport_model_as,dotmodelDeclaration_model_as,dotmodelNone_model_as,dotmodelVariable_model_as,@dotmodel_expression

" model-parameters
syntax cluster dotmodel_model_parameters contains=@dotmodel_parameters

" model-block
syntax cluster dotmodel_model_block contains=@dotmodel_block

" model
syntax match dotmodelModelName_model ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_model ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_model ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_model ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_model ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_model ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_model ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_model ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_model ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_model ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax region dotmodel_model_model_block matchgroup=dotmodelBrace start=~\v\C\{~ matchgroup=dotmodelBrace end=~\v\C\}~ contains=@dotmodel_model_block contained
syntax region dotmodel_model_model_parameters matchgroup=dotmodelParenthesis start=~\v\C\(~ matchgroup=dotmodelParenthesis end=~\v\C\)~ contains=@dotmodel_model_parameters contained
syntax region dotmodel_model_model_as matchgroup=dotmodelAs start=~\v\C%(\.)@40<!as%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C%([({#])@=|$~ contains=@dotmodel_model_as contained
highlight default link dotmodelStatement_model dotmodelStatement
highlight default link dotmodelWordOperator_model dotmodelWordOperator
highlight default link dotmodelAs_model dotmodelAs
highlight default link dotmodelCondition_model dotmodelCondition
highlight default link dotmodelBoolean_model dotmodelBoolean
highlight default link dotmodelLoop_model dotmodelLoop
highlight default link dotmodelImport_model dotmodelImport
highlight default link dotmodelDeclaration_model dotmodelDeclaration
highlight default link dotmodelNone_model dotmodelNone
highlight default link dotmodelModelName_model dotmodelModelName
syntax cluster dotmodel_model contains=@dotmodel_literals,dotmodel_model_model_as,dotmodel_model_model_parameters,dotmodel_model_model_block,dotmodelStatement_model,dotmodelWordOperator_model,dotmodelAs_model,dotmodelCondition_model,dotmodelBoolean_model,dotmodelLoop_model,dotmodelImport_model,dotmodelDeclaration_model,dotmodelNone_model,dotmodelModelName_model,@dotmodel_expression

" train-as
syntax match dotmodelTrainName_train_as ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_train_as ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_train_as ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_train_as ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_train_as ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_train_as ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_train_as ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_train_as ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_train_as ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_train_as ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
highlight default link dotmodelStatement_train_as dotmodelStatement
highlight default link dotmodelWordOperator_train_as dotmodelWordOperator
highlight default link dotmodelAs_train_as dotmodelAs
highlight default link dotmodelCondition_train_as dotmodelCondition
highlight default link dotmodelBoolean_train_as dotmodelBoolean
highlight default link dotmodelLoop_train_as dotmodelLoop
highlight default link dotmodelImport_train_as dotmodelImport
highlight default link dotmodelDeclaration_train_as dotmodelDeclaration
highlight default link dotmodelNone_train_as dotmodelNone
highlight default link dotmodelTrainName_train_as dotmodelTrainName
syntax cluster dotmodel_train_as contains=@dotmodel_literals,dotmodelStatement_train_as,dotmodelWordOperator_train_as,dotmodelAs_train_as,dotmodelCondition_train_as,dotmodelBoolean_train_as,dotmodelLoop_train_as,dotmodelImport_train_as,dotmodelDeclaration_train_as,dotmodelNone_train_as,dotmodelTrainName_train_as,@dotmodel_expression

" train-parameters
syntax cluster dotmodel_train_parameters contains=@dotmodel_parameters

" train-block
syntax cluster dotmodel_train_block contains=@dotmodel_settings

" train
syntax match dotmodelModelName_train ~\v\C%([A-Za-z_]|[^\x00-\x7f])%([0-9A-Za-z_]|[^\x00-\x7f])*~ contained
syntax match dotmodelNone_train ~\v\C%(None)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelDeclaration_train ~\v\C%(function|layer|let|model|train)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelImport_train ~\v\C%(from|import)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelLoop_train ~\v\C%(for)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelBoolean_train ~\v\C%(False|True)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelCondition_train ~\v\C%(else|if)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelAs_train ~\v\C%(as)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelWordOperator_train ~\v\C%(and|in|is|not|or)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax match dotmodelStatement_train ~\v\C%(add_loss|assert|input|output|weight)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ contained
syntax region dotmodel_train_train_block matchgroup=dotmodelBrace start=~\v\C\{~ matchgroup=dotmodelBrace end=~\v\C\}~ contains=@dotmodel_train_block contained
syntax region dotmodel_train_train_parameters matchgroup=dotmodelParenthesis start=~\v\C\(~ matchgroup=dotmodelParenthesis end=~\v\C\)~ contains=@dotmodel_train_parameters contained
syntax region dotmodel_train_train_as matchgroup=dotmodelAs start=~\v\C%(\.)@40<!as%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C%([({#])@=|$~ contains=@dotmodel_train_as contained
highlight default link dotmodelStatement_train dotmodelStatement
highlight default link dotmodelWordOperator_train dotmodelWordOperator
highlight default link dotmodelAs_train dotmodelAs
highlight default link dotmodelCondition_train dotmodelCondition
highlight default link dotmodelBoolean_train dotmodelBoolean
highlight default link dotmodelLoop_train dotmodelLoop
highlight default link dotmodelImport_train dotmodelImport
highlight default link dotmodelDeclaration_train dotmodelDeclaration
highlight default link dotmodelNone_train dotmodelNone
highlight default link dotmodelModelName_train dotmodelModelName
syntax cluster dotmodel_train contains=@dotmodel_literals,dotmodel_train_train_as,dotmodel_train_train_parameters,dotmodel_train_train_block,dotmodelStatement_train,dotmodelWordOperator_train,dotmodelAs_train,dotmodelCondition_train,dotmodelBoolean_train,dotmodelLoop_train,dotmodelImport_train,dotmodelDeclaration_train,dotmodelNone_train,dotmodelModelName_train,@dotmodel_expression

" file
syntax region dotmodel_file_train matchgroup=dotmodelDeclaration start=~\v\C%(\.)@40<!train%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C%(\})@40<=|^%([ \t]*[^ \t\r\n{#])@=~ contains=@dotmodel_train
syntax region dotmodel_file_model matchgroup=dotmodelDeclaration start=~\v\C%(\.)@40<!model%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C%(\})@40<=|^%([ \t]*[^ \t\r\n{#])@=~ contains=@dotmodel_model
syntax region dotmodel_file_layer matchgroup=dotmodelDeclaration start=~\v\C%(\.)@40<!layer%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C%(\})@40<=|^%([ \t]*[^ \t\r\n{#])@=~ contains=@dotmodel_layer
syntax region dotmodel_file_function matchgroup=dotmodelDeclaration start=~\v\C%(\.)@40<!function%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C%(\})@40<=|^%([ \t]*[^ \t\r\n{#])@=~ contains=@dotmodel_function
syntax region dotmodel_file_let matchgroup=dotmodelDeclaration start=~\v\C%(\.)@40<!let%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C$|^|%(\=)@=~ contains=@dotmodel_let
syntax region dotmodel_file_import matchgroup=dotmodelImport start=~\v\C%(\.)@40<!from%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~ matchgroup=NONE end=~\v\C$|^~ contains=@dotmodel_import
syntax cluster dotmodel_file contains=dotmodel_file_import,dotmodel_file_let,dotmodel_file_function,dotmodel_file_layer,dotmodel_file_model,dotmodel_file_train,@dotmodel_expression

" double-quoted
syntax match dotmodelDoubleQuoted_double_quoted ~\v\C[^"\\\n]+~ contained
syntax match dotmodelBadEscape_double_quoted ~\v\C\\.~ contained
syntax match dotmodelEscape_double_quoted ~\v\C\\%([0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^{}\"'\\\n]+\}|[\\'\"abfnrtv])~ contained
highlight default link dotmodelEscape_double_quoted dotmodelEscape
highlight default link dotmodelBadEscape_double_quoted dotmodelBadEscape
highlight default link dotmodelDoubleQuoted_double_quoted dotmodelDoubleQuoted
syntax cluster dotmodel_double_quoted contains=dotmodelEscape_double_quoted,dotmodelBadEscape_double_quoted,dotmodelDoubleQuoted_double_quoted

" single-quoted
syntax match dotmodelSingleQuoted_single_quoted ~\v\C[^'\\\n]+~ contained
syntax match dotmodelBadEscape_single_quoted ~\v\C\\.~ contained
syntax match dotmodelEscape_single_quoted ~\v\C\\%([0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^{}\"'\\\n]+\}|[\\'\"abfnrtv])~ contained
highlight default link dotmodelEscape_single_quoted dotmodelEscape
highlight default link dotmodelBadEscape_single_quoted dotmodelBadEscape
highlight default link dotmodelSingleQuoted_single_quoted dotmodelSingleQuoted
syntax cluster dotmodel_single_quoted contains=dotmodelEscape_single_quoted,dotmodelBadEscape_single_quoted,dotmodelSingleQuoted_single_quoted

" literals
syntax match dotmodelError_literals ~\v\C\&\&|\|\||\=\>|\|\>|\/\*|\*\/|[-+*/:]\=%(\=)@!|\;|\!%(\=)@!~
syntax match dotmodelError_literals ~\v\C\.?[0-9]%([0-9A-Za-z_]|[^\x00-\x7f])*~
syntax match dotmodelInteger_literals ~\v\C%(0%(_?0)*|[1-9]%(_?[0-9])*)%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelFloat_literals ~\v\C%([0-9]%(_?[0-9])*[eE][-+]?[0-9]%(_?[0-9])*%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!|%([0-9]%(_?[0-9])*\.%([0-9]%(_?[0-9])*)?|\.[0-9]%(_?[0-9])*)%([eE][-+]?[0-9]%(_?[0-9])*)?%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!)~
syntax match dotmodelBinary_literals ~\v\C0[bB]%(_?[01])+%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelOctal_literals ~\v\C0[oO]%(_?[0-7])+%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelHexadecimal_literals ~\v\C0[xX]%(_?[0-9a-fA-F])+%(%([0-9A-Za-z_]|[^\x00-\x7f]))@!~
syntax match dotmodelUnclosed_literals ~\v\C%("%(\\.|[^"\\\n])*\\?|'%(\\.|[^'\\\n])*\\?)~
syntax region dotmodelSingleQuoted_literals matchgroup=dotmodelSingleQuoted start=~\v\C'%(%(\\.|[^'\\\n])*')@=~ matchgroup=dotmodelSingleQuoted end=~\v\C'~ contains=@dotmodel_single_quoted
highlight default link dotmodelSingleQuoted_literals dotmodelSingleQuoted
syntax region dotmodelDoubleQuoted_literals matchgroup=dotmodelDoubleQuoted start=~\v\C"%(%(\\.|[^"\\\n])*")@=~ matchgroup=dotmodelDoubleQuoted end=~\v\C"~ contains=@dotmodel_double_quoted
highlight default link dotmodelDoubleQuoted_literals dotmodelDoubleQuoted
syntax match dotmodelComment_literals ~\v\C\#[^\n]*~
highlight default link dotmodelComment_literals dotmodelComment
highlight default link dotmodelUnclosed_literals dotmodelUnclosed
highlight default link dotmodelHexadecimal_literals dotmodelHexadecimal
highlight default link dotmodelOctal_literals dotmodelOctal
highlight default link dotmodelBinary_literals dotmodelBinary
highlight default link dotmodelFloat_literals dotmodelFloat
highlight default link dotmodelInteger_literals dotmodelInteger
highlight default link dotmodelError_literals dotmodelError
syntax cluster dotmodel_literals contains=dotmodelComment_literals,dotmodelDoubleQuoted_literals,dotmodelSingleQuoted_literals,dotmodelUnclosed_literals,dotmodelHexadecimal_literals,dotmodelOctal_literals,dotmodelBinary_literals,dotmodelFloat_literals,dotmodelInteger_literals,dotmodelError_literals

highlight default link dotmodelImport Include
highlight default link dotmodelDeclaration Structure
highlight default link dotmodelAs Keyword
highlight default link dotmodelStatement Statement
highlight default link dotmodelCondition Conditional
highlight default link dotmodelLoop Repeat
highlight default link dotmodelWordOperator Operator
highlight default link dotmodelBoolean Boolean
highlight default link dotmodelNone Constant
highlight default link dotmodelPipe Operator
highlight default link dotmodelArithmetic Operator
highlight default link dotmodelComparison Operator
highlight default link dotmodelAssignment Operator
highlight default link dotmodelSeparator Delimiter
highlight default link dotmodelAccessor Delimiter
highlight default link dotmodelParenthesis Delimiter
highlight default link dotmodelBracket Delimiter
highlight default link dotmodelBrace Delimiter
highlight default link dotmodelAnyDimension Special
highlight default link dotmodelEllipsis Special
highlight default link dotmodelHexadecimal Number
highlight default link dotmodelOctal Number
highlight default link dotmodelBinary Number
highlight default link dotmodelFloat Float
highlight default link dotmodelInteger Number
highlight default link dotmodelDoubleQuoted String
highlight default link dotmodelSingleQuoted String
highlight default link dotmodelEscape SpecialChar
highlight default link dotmodelComment Comment
highlight default link dotmodelModelName Function
highlight default link dotmodelLayerName Function
highlight default link dotmodelFunctionName Function
highlight default link dotmodelTrainName Function
highlight default link dotmodelConstantName Identifier
highlight default link dotmodelParameter Identifier
highlight default link dotmodelInputName Identifier
highlight default link dotmodelWeightName Identifier
highlight default link dotmodelOutputName Identifier
highlight default link dotmodelClass Type
highlight default link dotmodelCall Function
highlight default link dotmodelDimension Identifier
highlight default link dotmodelKeywordArgument Identifier
highlight default link dotmodelKey Identifier
highlight default link dotmodelSetting Label
highlight default link dotmodelSource Function
highlight default link dotmodelBuiltin Function
highlight default link dotmodelStyle Constant
highlight default link dotmodelDtype Type
highlight default link dotmodelNamespace Include
highlight default link dotmodelLayer Type
highlight default link dotmodelOptimizer Type
highlight default link dotmodelSchedule Type
highlight default link dotmodelLoss Type
highlight default link dotmodelMetric Type
highlight default link dotmodelInitializer Type
highlight default link dotmodelRegularizer Type
highlight default link dotmodelConstraint Type
highlight default link dotmodelCallback Type
highlight default link dotmodelDtypePolicy Type
highlight default link dotmodelApplication Type
highlight default link dotmodelActivation Function
highlight default link dotmodelOp Function
highlight default link dotmodelRandom Function
highlight default link dotmodelUnclosed Error
highlight default link dotmodelBadEscape Error
highlight default link dotmodelError Error

let b:current_syntax = "dotmodel"

let &cpo = s:keep_cpo
unlet s:keep_cpo

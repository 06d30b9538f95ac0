"""Layers that put numbers and words into classes: hashes, bins, vocabularies, text."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.analysis.leaves import leaves
from dsl.analysis.shapes.registry import layer_rule
from dsl.analysis.shapes.rule import (
    FLOATS,
    WRONG_COMBINATION,
    WRONG_INPUT,
    Call,
    NotKnown,
    ShapeError,
    ShapeResult,
    is_plain,
    show_shape,
)
from dsl.ir.graph import Shape, TensorSpec

ENCODED = ("one_hot", "multi_hot", "count")
STANDARDIZE = ("lower_and_strip_punctuation", "lower", "strip_punctuation")
SPLIT = ("whitespace", "character")
MOST_WORDS = 1_000_000
LOOKED_UP = ("int", *ENCODED, "tf_idf", "binary", "tf-idf")


def _encoded(shape: Shape, mode: str, depth: int | None) -> Shape:
    """The shape when each number, or with other modes than `one_hot` each row of them, becomes `depth` numbers."""
    grown = mode == "one_hot" and (len(shape) == 1 or shape[-1] != 1)
    return (*shape, depth) if grown else (*shape[:-1], depth)


def _float(call: Call) -> str | None:
    """Keras's own float type: these layers look past a policy, which can't be seen from here where it isn't that."""
    return "float32" if call.dtype == "float32" else None


def _check_dense(call: Call, mode: str) -> None:
    if mode == "int" and call.flag("sparse"):
        raise call.wrong("sparse", f'`sparse` of `{call.name}` expected another `output_mode` than "int"')


@layer_rule("CategoryEncoding", weightless=True)
def category_encoding(call: Call) -> ShapeResult:
    if call.get("num_tokens") is None:
        call.refuse("num_tokens", "a whole number of at least 1")
    tokens = call.integer("num_tokens", 1)
    mode = call.choice("output_mode", "multi_hot", "one_hot", "count", "binary")
    return ShapeResult(TensorSpec(_encoded(call.shape(), mode, tokens), call.dtype))


@layer_rule("Hashing", weightless=True)
def hashing(call: Call) -> ShapeResult:
    call.not_several()
    mode = call.choice("output_mode", "int", *ENCODED)
    _check_bins(call, mode)
    bins = call.integer("num_bins", 1)
    _check_mask(call, bins)
    _check_dense(call, mode)
    if call.get("dtype") is not None and call.dtype not in FLOATS:
        raise NotKnown
    if call.get("dtype") is not None and mode == "int":
        call.refuse("dtype", '"int32" or "int64" with `output_mode="int"`')
    dtype = "int64" if mode == "int" else _float(call)
    shape = call.one_shape()
    return ShapeResult(TensorSpec(shape if mode == "int" else (*shape[:-1], bins), dtype))


def _check_bins(call: Call, mode: str) -> None:
    """The number of bins may be a fraction, which TensorFlow cuts off, but not where it is a size."""
    if mode != "int" and isinstance(call.get("num_bins"), float):
        call.refuse("num_bins", "a whole number of at least 1")


def _check_mask(call: Call, bins: int) -> None:
    """What is compared with the input has to be like it, where there is a bin for it."""
    masks = [one for one in leaves(call.get("mask_value")) if one is not None and is_plain(one)]
    dtype = next((spec.dtype for spec in call.inputs if isinstance(spec, TensorSpec)), None)
    if not masks or bins == 1 or dtype is None:
        return
    if dtype == "string":
        if not all(isinstance(mask, str) for mask in masks):
            call.refuse("mask_value", "a string, as the input holds strings")
    elif any(isinstance(mask, str) for mask in masks):
        call.refuse("mask_value", "a number, as the input holds numbers")
    elif dtype not in FLOATS and any(isinstance(mask, float) for mask in masks):
        call.refuse("mask_value", "a whole number, as the input holds whole numbers")
    elif dtype == "bool" and not all(isinstance(mask, bool) for mask in masks):
        call.refuse("mask_value", "True or False, as the input holds booleans")


@layer_rule("HashedCrossing", weightless=True)
def hashed_crossing(call: Call) -> ShapeResult:
    mode = call.choice("output_mode", "int", "one_hot")
    _check_bins(call, mode)
    shapes = [tensor.shape or () for tensor in call.list_of_inputs()]
    if len(shapes) != 2:
        raise ShapeError(WRONG_INPUT, f"`HashedCrossing` expected 2 tensors, received {len(shapes)}")
    first, second = shapes
    if first[-1] != second[-1]:
        raise ShapeError(
            WRONG_COMBINATION,
            f"`HashedCrossing` expected tensors of one shape, received {show_shape(first)} and {show_shape(second)}",
        )
    bins = call.integer("num_bins", 1)
    if first != second or len(first) > 2 or call.get("dtype") is not None:
        raise NotKnown
    if mode == "int":
        return ShapeResult(TensorSpec(first, "int64"))
    kept = first if first[-1] != 1 else first[:-1]
    return ShapeResult(TensorSpec((*kept, bins), call.dtype))


@layer_rule("Discretization", weightless=True)
def discretization(call: Call) -> ShapeResult:
    mode = call.choice("output_mode", "int", *ENCODED)
    _check_dense(call, mode)
    depth = _bins(call)
    shape = call.one_shape()
    if mode == "int":
        return ShapeResult(TensorSpec(shape, "int32"))
    if mode == "one_hot":
        return ShapeResult(TensorSpec(_encoded(shape, mode, depth), call.dtype))
    counted = (shape[0], *shape[2:], depth) if len(shape) > 1 else (depth,)
    return ShapeResult(TensorSpec(counted, call.dtype))


def _bins(call: Call) -> int:
    limits, bins = call.get("bin_boundaries"), call.get("num_bins")
    if (limits is None and bins is None) or (limits is not None and bins is not None):
        raise call.wrong("num_bins", "`Discretization` expected either `bin_boundaries` or `num_bins`")
    if isinstance(bins, float):
        call.refuse("num_bins", "a whole number of at least 0")
    if limits is None:
        return call.integer("num_bins", 0)
    if not isinstance(limits, (list, tuple)):
        call.refuse("bin_boundaries", "a list of numbers that rise")
    assert isinstance(limits, list | tuple)
    return len(limits) + 1


@layer_rule("IntegerLookup", "StringLookup", weightless=True)
def lookup(call: Call) -> ShapeResult:
    call.not_several()
    mode = call.choice("output_mode", *LOOKED_UP)
    _check_dense(call, mode)
    if call.flag("invert") and mode != "int":
        call.refuse("output_mode", '"int", as `invert` is true')
    _check_words(call, mode)
    unknown, mask = call.integer("num_oov_indices", 0), call.get("mask_token")
    depth = _depth(call, mode, [call.get("oov_token")] * unknown, mask)
    shape = call.one_shape()
    if mode == "int":
        # The dtype of an inverted one is that of its words when it runs, and int64 where Keras infers it.
        return ShapeResult(TensorSpec(shape, None if call.flag("invert") else "int64"))
    return ShapeResult(TensorSpec(_encoded(shape, mode, depth), _float(call)))


def _check_words(call: Call, mode: str) -> None:
    """Refuse what belongs to another mode, or to the lookup of another kind of word."""
    _check_weights(call, mode)
    word, kind = (str, "a string") if call.name == "StringLookup" else (int, "a whole number")
    if call.arguments.get("invert") and is_plain(call.get("oov_token")) and not isinstance(call.get("oov_token"), word):
        call.refuse("oov_token", f"{kind}, as `invert` is true")
    if call.name == "StringLookup":
        _check_strings(call)
    if call.name == "StringLookup" and isinstance(call.get("mask_token"), int | float | list | tuple | dict):
        call.refuse("mask_token", "a string or None")
    words = call.get("vocabulary")
    if call.name == "IntegerLookup" and isinstance(words, list | tuple) and any(map(_is_no_number, words)):
        call.refuse("vocabulary", "a list of whole numbers")
    if call.name == "IntegerLookup" and isinstance(call.get("mask_token"), float | str | list | tuple | dict):
        call.refuse("mask_token", "a whole number or None")
    if call.name == "IntegerLookup" and call.get("salt") is not None and call.get("oov_method") != "farmhash":
        raise call.wrong("salt", '`salt` of `IntegerLookup` expected `oov_method="farmhash"`')
    if call.name == "IntegerLookup" and call.get("vocabulary_dtype") != "int64":
        call.refuse("vocabulary_dtype", '"int64"')


def _is_no_number(word: object) -> bool:
    return isinstance(word, str) and not word.strip().lstrip("+-").isdecimal()


def _check_strings(call: Call) -> None:
    """Refuse a vocabulary of numbers where words are looked up; NumPy makes strings of all where one is a string."""
    words = call.get("vocabulary")
    if isinstance(words, list | tuple) and words and all(isinstance(word, int | float) for word in words):
        call.refuse("vocabulary", "a list of strings")


def _check_weights(call: Call, mode: str) -> None:
    if call.get("idf_weights") is not None and mode not in ("tf_idf", "tf-idf"):
        call.refuse("idf_weights", 'None, as `output_mode` is not "tf_idf"')


def _depth(call: Call, mode: str, special: list[object], mask: object) -> int | None:
    """The size of the vocabulary as Keras counts it; None before it is adapted."""
    most = call.get("max_tokens")
    if most is not None and not isinstance(most, float):  # a fraction is only compared
        most = call.integer("max_tokens", 2)
    if call.flag("pad_to_max_tokens") and most is None:
        raise call.wrong("pad_to_max_tokens", f"`pad_to_max_tokens` of `{call.name}` expected `max_tokens` to be given")
    words = call.get("vocabulary")
    if words is None:
        return _padded(most) if call.flag("pad_to_max_tokens") else None
    before = [mask, *special] if mask is not None and mode == "int" else special
    size = len(_own_words(call, words, before, mask)) + len(before)
    if isinstance(most, int | float) and size > most:
        call.refuse("max_tokens", f"at least the {size} words of the vocabulary")
    return _padded(most) if call.flag("pad_to_max_tokens") else size


def _padded(most: object) -> int:
    if not isinstance(most, int):
        raise NotKnown
    return most


def _own_words(call: Call, words: object, before: Sequence[object], mask: object) -> Sequence[object]:
    """The vocabulary without what may stand before it: the words for padding and for unknown words."""
    if not isinstance(words, (list, tuple)) or not all(isinstance(word, (str, int)) for word in words):
        raise NotKnown
    if len({type(word) for word in words}) > 1 or len(words) > MOST_WORDS:
        raise NotKnown
    own = words[len(before) :] if list(words[: len(before)]) == list(before) else words
    if not own:
        call.refuse("vocabulary", "one or more words, apart from those for padding and for unknown words")
    if len(set(own)) < len(own):
        raise call.wrong("vocabulary", f"`vocabulary` of `{call.name}` expected each word once")
    reserved = [mask, *([call.get("oov_token")] if call.arguments.get("invert") else [])]
    for word in reserved:
        if word is not None and word in own:
            raise call.wrong(
                "vocabulary",
                f"`vocabulary` of `{call.name}` expected `{word}`, if at all, where Keras puts it: first",
            )
    return own


@layer_rule("TextVectorization", weightless=True)
def text_vectorization(call: Call) -> ShapeResult:
    call.not_several()
    mode = call.choice("output_mode", *LOOKED_UP)
    _check_weights(call, mode)
    _check_dense(call, mode)
    _check_strings(call)
    length = call.get("output_sequence_length")
    if length is not None and mode != "int":
        call.refuse("output_sequence_length", f'no length with `output_mode="{mode}"`')
    if length is not None:
        call.integer("output_sequence_length", 0)
    for name, choices in (("standardize", STANDARDIZE), ("split", SPLIT)):
        if call.get(name) is not None:
            call.choice(name, *choices)
    grams = call.get("ngrams")
    if isinstance(grams, list) or (isinstance(grams, tuple) and any(isinstance(one, float | str) for one in grams)):
        call.refuse("ngrams", "a whole number, a tuple of them or None")
    if call.flag("ragged") and mode != "int":
        call.refuse("ragged", f'False with `output_mode="{mode}"`')
    depth = _depth(call, mode, ["[UNK]"], "")
    if call.flag("ragged"):
        raise NotKnown
    shape = call.one_shape()
    if mode == "int":
        steps = None if length is None else call.integer("output_sequence_length")
        return ShapeResult(TensorSpec((shape[0], steps), "int64"))
    if call.get("split") is None:
        rows = shape if len(shape) > 1 else (*shape, 1)
    else:
        rows = (*shape, None)
    return ShapeResult(TensorSpec(_encoded(rows, mode, depth), _float(call)))

"""What each family of layers is drawn in, on light and on dark ground."""

from __future__ import annotations

from dsl.picture.scene import Sort, Tile

# Family: fill and edge on light ground, fill and edge on dark ground.
FAMILIES = {
    "input": ("#ffffff", "#57606a", "#0d1117", "#8b949e"),
    "plain": ("#f6f8fa", "#8c959f", "#21262d", "#6e7681"),
    "conv": ("#ddf4ff", "#218bff", "#0c2d6b", "#388bfd"),
    "dense": ("#dafbe1", "#2da44e", "#04260f", "#2ea043"),
    "sequence": ("#fff1e5", "#e16f24", "#3d1300", "#db6d28"),
    "attention": ("#fbefff", "#a475f9", "#271052", "#a371f7"),
    "pool": ("#ffeff7", "#d03592", "#42062a", "#db61a2"),
    "normalize": ("#fff8c5", "#bf8700", "#341a00", "#bb8009"),
    "block": ("#eef1f5", "#32383f", "#30363d", "#c9d1d9"),
}

_ENDINGS = (
    ("Conv", "conv"), ("LSTM", "sequence"), ("GRU", "sequence"), ("RNN", "sequence"), ("Bidirectional", "sequence"),
    ("Attention", "attention"), ("Pooling", "pool"), ("UpSampling", "pool"), ("Normalization", "normalize"),
    ("Dense", "dense"), ("Embedding", "dense"),
)  # fmt: skip


def family(tile: Tile) -> str:
    """Which family a tile is of: layers with weights and those that change sizes stand out."""
    if tile.sort in (Sort.INPUT, Sort.OUTPUT):
        return "input"
    if tile.sort in (Sort.BLOCK, Sort.LOOP):
        return "block"
    if tile.sort is Sort.LAYER:
        return next((name for part, name in _ENDINGS if part in tile.kind), "plain")
    return "plain"


def style(used: set[str]) -> str:
    """The style sheet of a picture with tiles of these families."""
    light = _SHEET.format(ground="#ffffff", ink="#1f2328", soft="#59636e", line="#818b98", frame="#d1d9e0")
    dark = _SHEET.format(ground="#0d1117", ink="#f0f6fc", soft="#9198a1", line="#7d8590", frame="#3d444d")
    for name in sorted(used):
        fill, edge, dark_fill, dark_edge = FAMILIES[name]
        light += f".{name}{{fill:{fill};stroke:{edge}}}"
        dark += f".{name}{{fill:{dark_fill};stroke:{dark_edge}}}"
    return f"{_FONT}{light}@media(prefers-color-scheme:dark){{{dark}}}"


_FONT = (
    "text{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;font-size:12px}"
    ".kind{font-weight:bold}.small{font-size:10.5px}.name{font-style:italic}.line{fill:none;stroke-width:1.3}"
)
_SHEET = (
    ".ground{{fill:{ground}}}text{{fill:{ink}}}.soft{{fill:{soft}}}.line{{stroke:{line}}}.tip{{fill:{line}}}"
    ".frame{{fill:{frame};fill-opacity:.22;stroke:{frame}}}.head{{fill:{frame};fill-opacity:.55}}"
)

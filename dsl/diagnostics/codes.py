"""All diagnostics that the compiler can give.

To add one, add a row to the group it belongs to. A new group is a module with a tuple of rows, named in
`_GROUPS`.
"""

from __future__ import annotations

from dsl.diagnostics.code import Code
from dsl.diagnostics.codes_arguments import ARGUMENTS
from dsl.diagnostics.codes_elaborate import ELABORATE
from dsl.diagnostics.codes_imports import IMPORTS
from dsl.diagnostics.codes_lints import LAYER_LINTS, NAME_LINTS, TRAINING_LINTS
from dsl.diagnostics.codes_names import NAMES
from dsl.diagnostics.codes_syntax import SYNTAX
from dsl.diagnostics.codes_training import STYLES, TRAINING

__all__ = ["CODES", "Code"]

_GROUPS: tuple[tuple[Code, ...], ...] = (
    SYNTAX,
    NAMES,
    IMPORTS,
    ARGUMENTS,
    ELABORATE,
    TRAINING,
    STYLES,
    NAME_LINTS,
    LAYER_LINTS,
    TRAINING_LINTS,
)

CODES: dict[str, Code] = {row.code: row for group in _GROUPS for row in group}

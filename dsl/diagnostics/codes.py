"""All diagnostics that the compiler can give.

To add one, add a row to the group it belongs to. A new group is a module with a tuple of rows, named in
`_GROUPS`.
"""

from __future__ import annotations

from dsl.diagnostics.code import Code
from dsl.diagnostics.codes_syntax import SYNTAX

__all__ = ["CODES", "Code"]

_GROUPS: tuple[tuple[Code, ...], ...] = (SYNTAX,)

CODES: dict[str, Code] = {row.code: row for group in _GROUPS for row in group}

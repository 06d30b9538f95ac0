"""Problems as values, the table of their codes, and how they are drawn."""

from dsl.diagnostics.diagnostic import Diagnostic, Fix, Label, Severity

__all__ = ["Diagnostic", "Fix", "Label", "Severity"]

"""What Keras offers, as data: names, signatures, and help for names that are not there."""

from dsl.catalog.catalog import Catalog, CategoryEntries, ReservedAttributes, load
from dsl.catalog.entry import CLASS_CATEGORIES, FUNCTIONS, Category, Entry, Parameter, ParameterKind

__all__ = [
    "CLASS_CATEGORIES",
    "FUNCTIONS",
    "Catalog",
    "Category",
    "CategoryEntries",
    "Entry",
    "Parameter",
    "ParameterKind",
    "ReservedAttributes",
    "load",
]

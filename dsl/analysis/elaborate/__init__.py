"""Elaborate: a model run with concrete parameters and symbolic shapes, to a graph."""

"""Multiply-adds of one call of a layer or a function: the work of its products, a module for each family.

One multiply-add is one multiplication whose result is added to others: one term of a matrix product or a convolution.
Nothing else counts: additions of biases, activations, normalisations, pooling, element by element arithmetic and
lookups are 0. A dimension of the batch that varies counts as 1, so the work is that for one sample.
"""

"""Manifests that train a generated program on a cluster."""

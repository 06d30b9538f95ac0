"""The `train` blocks of a file: settings, data sources, and what must hold of a block as a whole."""

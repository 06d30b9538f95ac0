"""Shape rules: what Keras's layers and operations make of shapes, and how many weights they have."""

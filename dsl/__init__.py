"""The dotmodel compiler: from .model files to tf.keras Python."""

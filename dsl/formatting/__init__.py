"""The one layout of .model files. Depends on the syntax only."""

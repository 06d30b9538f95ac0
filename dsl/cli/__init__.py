"""The `dotmodel` command line."""

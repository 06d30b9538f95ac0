"""The templates of the generated programs."""

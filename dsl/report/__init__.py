"""The page about a trained run: one file of HTML, with curves, comparisons and what it was run with."""

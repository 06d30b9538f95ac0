"""Syntax files for editors, made from the grammar and the catalogue: `generate.render("textmate")`."""

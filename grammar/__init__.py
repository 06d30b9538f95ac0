"""The grammar of the .model language, `model.lark`, as package data."""

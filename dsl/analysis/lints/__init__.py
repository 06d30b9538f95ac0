"""What is allowed and still looks like a mistake; each function reports one sort of it.

Warnings are given for files without errors only: what is unused because of a mistake is used once that is mended.
"""

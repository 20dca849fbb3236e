"""The matrix: every address, asked in every way, by every persona, about a person in every relation to them.

Start with docs/decisions/0020-how-sharing-is-proved.md. A new address needs one line in `recipes.py`; the tests say which.
"""

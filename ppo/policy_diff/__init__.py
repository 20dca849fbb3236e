"""The differential test of sharing: a dull reference model against querysets, the decision and row-level security.

`model` is the reference and imports nothing from the product; `worlds` makes random worlds; `loading` puts one into the
real tables; `compare` asks all sides. Everything happens in a transaction that is rolled back.
"""

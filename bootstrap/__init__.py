"""From a fresh checkout to a running house, with nothing but Python: `python3 -m bootstrap run`, called by the Makefile.

Only the standard library is used here. Each step leaves a stamp, a digest of what went into it, and is skipped while the
stamp fits: the first start takes minutes, the next one seconds.
"""

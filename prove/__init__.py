"""`make prove`: what the tests show at full size, step by step, and the paper that says so (docs/proof.md).

Run before a release. Each step can be run by itself: `make prove ARGS="mutation coverage"`; `ARGS=--list` names them. What a
step found is kept under var/prove with the commit it was run on, and the paper is written anew from all of it.
"""

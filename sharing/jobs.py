"""Kinds of long work: each app says how a part of its own kinds is carried out."""

CARRIERS = {}


class Refused(Exception):
    """The part may not be carried out, now or later; the message says why in words for the user."""


def carries(kind):
    """Register a function of one claimed Part. It runs outside a transaction, and has to call `part_finish` in its own."""

    def register(function):
        CARRIERS[kind] = function
        return function

    return register

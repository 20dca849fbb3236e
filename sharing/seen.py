"""What is saved is what was seen: the first press of a form shows what it would do, the second saves it.

Between the two the answers stay open to change, and the world moves. A short mark of the answers and of what was told
travels in the form, as `seen`; where it no longer fits, the effect is shown again instead of saved.
"""

import hashlib

PASSING = {"csrfmiddlewaretoken", "form_id", "save", "share", "seen"}  # of the sending, no answers


def mark(typed, told=()):
    """Of the answers as sent (a QueryDict) and of what was told about them."""
    answers = sorted((name, tuple(values)) for name, values in typed.lists() if name not in PASSING)
    return hashlib.sha256(repr((answers, list(told))).encode()).hexdigest()[:16]


def step(typed, told=()):
    """(mark, again): `again` where the press to save is for something else than what was shown."""
    now = mark(typed, told)
    return now, "save" in typed and typed.get("seen", now) != now

"""Small fields that every app uses."""

import secrets

from django.db import models

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread or spells a word easily


def new_key():
    """A random public key of 12 letters (59 bits): says nothing, sorts as nothing."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))


def key_field():
    """What the outside calls a row. Ids stay inside."""
    return models.CharField(max_length=12, default=new_key, unique=True, editable=False)


def short_text(**options):
    """200 characters at most; empty text stands for "not known"."""
    return models.CharField(**{"max_length": 200, "blank": True, "default": ""} | options)


def free_text(**options):
    """20,000 characters at most, checked on every way in; empty text stands for "nothing said"."""
    return models.TextField(**{"max_length": 20_000, "blank": True, "default": ""} | options)

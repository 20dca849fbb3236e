"""Telling the user, on the next page, that something was saved; often with a way back instead of “are you sure”."""

from django.contrib import messages
from django.urls import reverse


def say_saved(request, words, undo=None):
    """Show `words` in a green box on the next page, with an Undo button when `undo` is given.

    `undo` is the address that takes the change back by POST, or the changed row: `undo=action` is the route
    `action_undo` with the row's key.
    """
    messages.success(request, words, extra_tags=address_of(undo))


def say(request, words):
    """Show `words` in a blue box on the next page: something the user should know, nothing was saved."""
    messages.info(request, words)


def address_of(undo):
    if undo is None or isinstance(undo, str):
        return undo or ""
    return reverse(f"{undo._meta.model_name}_undo", args=[undo.key])

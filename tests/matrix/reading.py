"""One request of the matrix, and everything that it let out: answer, canaries, records in the templates' hands, ledger."""

import html
import re
from contextvars import ContextVar
from dataclasses import dataclass, field, is_dataclass

from django.db import models, transaction
from django.template.backends.jinja2 import Template
from django.utils.crypto import get_random_string

from sharing.gather import Row
from sharing.models import LedgerEntry

_given: ContextVar[list | None] = ContextVar("given", default=None)
_render = Template.render


def _noting_render(self, context=None, request=None):
    """A template's render that remembers what the view handed over."""
    given = _given.get()
    if given is not None:
        given.append(context or {})
    return _render(self, context, request)


@dataclass
class Seen:
    """What came of one request."""

    status: int
    body: str
    location: str = ""
    lines: list = field(default_factory=list)  # of the ledger
    typed: set = field(default_factory=set)  # what was sent
    given: dict = field(default_factory=dict)  # (kind, id) -> names of the fields that held something


def ask(visitor, method, address, fields=None):
    """One request that leaves nothing behind, neither in the database nor in the browser."""
    cookies = visitor.cookies.copy()
    given = []
    token = _given.set(given)
    try:
        with transaction.atomic():
            if method == "POST":
                answer = visitor.post(address, {"form_id": get_random_string(22), **(fields or {})})
            else:
                answer = visitor.generic(method, address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            lines = list(LedgerEntry.objects.order_by("pk"))  # what others wrote was rolled back
            seen = Seen(
                status=answer.status_code,
                body=html.unescape(body.decode(errors="replace")) + "".join(f"{k}: {v}\n" for k, v in answer.items()),
                location=answer.get("Location", ""),
                lines=lines,
                given=_records(given),
            )
            transaction.set_rollback(True)
    finally:
        _given.reset(token)
        visitor.cookies = cookies
    return seen


def without_tokens(seen, *keys):
    """The answer without what differs each time: form numbers, the minute, the key that was asked for."""
    body = seen.body
    for key in keys:
        body = body.replace(key, "")
    varies = ("csrfmiddlewaretoken", "form_id", "app-printed")
    lines = [line for line in body.splitlines() if not any(word in line for word in varies)]
    return seen.status, re.sub(r"\d\d:\d\d(:\d\d)?", "", "\n".join(lines))


def _records(given):
    """Every record that a template could have shown, and which of its fields held anything."""
    found, walked = {}, set()
    waiting = [value for context in given for value in context.values()]
    while waiting:
        value = waiting.pop()
        if id(value) in walked or isinstance(value, str | bytes | int | float | type | None):
            continue
        walked.add(id(value))
        if isinstance(value, Row):
            held = {name for name, it in vars(value).items() if it not in (None, "", [])}
            found.setdefault((value.model._meta.label_lower, value.pk), set()).update(held)
        elif isinstance(value, models.Model):
            found.setdefault((value._meta.label_lower, value.pk), set())
            waiting += value._state.fields_cache.values()
        else:
            waiting += _inside(value)
    return found


def _inside(value):
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, models.QuerySet):
        return list(value._result_cache or ())
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)
    if is_dataclass(value) or type(value).__module__.split(".")[0] in OURS:
        return list(getattr(value, "__dict__", {}).values())
    return []


OURS = ("ppo", "reports", "reviews", "cohort", "pathways", "casework", "sharing")


def noting():
    """Let every template remember what it was given; returns what undoes it."""
    Template.render = _noting_render
    return lambda: setattr(Template, "render", _render)

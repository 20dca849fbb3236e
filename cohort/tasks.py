"""Shells of what the clock starts for the cohort: each runs again without harm."""

from celery import shared_task
from django.db import transaction
from django.utils.timezone import localdate, now

from cohort.changes.induction import inductions_remind as remind
from cohort.changes.leaving_night import leaving_remind, proposals_raise
from cohort.changes.outcome import outcomes_tell
from cohort.changes.panel_paragraph import paragraphs_remind as ask_for_paragraphs
from cohort.changes.suggestion import suggestions_make
from sharing.looking import looking_as_system
from sharing.models import Scheme


@shared_task
def leaving_look():
    """Every night: who may be ready to leave, and whom to ask how it goes, each scheme in its own transaction."""
    at = now()
    for scheme in Scheme.objects.order_by("pk"):
        proposals_raise(scheme=scheme, today=localdate(at), at=at)
        leaving_remind(scheme=scheme, today=localdate(at), at=at)


@shared_task
def suggestions_look():
    """Every night: whom the record of each scheme suggests for nomination, and whose nominations are decided."""
    at = now()
    for scheme in Scheme.objects.order_by("pk"):
        with looking_as_system(), transaction.atomic():
            suggestions_make(scheme=scheme, by="nightly suggestions", today=localdate(at), at=at)
            outcomes_tell(scheme=scheme, today=localdate(at), at=at)


@shared_task
def inductions_remind():
    """Letters that are due or late, of every scheme, each in its own transaction."""
    for scheme in Scheme.objects.order_by("pk"):
        with looking_as_system(), transaction.atomic():
            remind(scheme=scheme, today=localdate(), at=now())


@shared_task
def paragraphs_remind():
    """What agencies have yet to say before the next panels, of every scheme, each in its own transaction."""
    for scheme in Scheme.objects.order_by("pk"):
        with looking_as_system(), transaction.atomic():
            ask_for_paragraphs(scheme=scheme, today=localdate(), at=now())

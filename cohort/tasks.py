"""Shells of what the clock starts about leaving: each runs again without harm."""

from celery import shared_task
from django.utils.timezone import localdate, now

from cohort.changes.leaving_night import leaving_remind, proposals_raise
from sharing.models import Scheme


@shared_task
def leaving_look():
    """Every night: who may be ready to leave, and whom to ask how it goes, each scheme in its own transaction."""
    at = now()
    for scheme in Scheme.objects.order_by("pk"):
        proposals_raise(scheme=scheme, today=localdate(at), at=at)
        leaving_remind(scheme=scheme, today=localdate(at), at=at)

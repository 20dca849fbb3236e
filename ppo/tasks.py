"""Celery shells of the roof's clock: each runs again without harm."""

from celery import shared_task
from django.utils.timezone import localdate, now

from ppo.rights.changes import sweep
from sharing.models import Scheme


@shared_task
def retention_look():
    """Every night, for the day that has begun in London: reviews and answers that fall due, and files that have to go."""
    at = now()
    for scheme in Scheme.objects.order_by("pk"):
        sweep.reviews_open(scheme=scheme, on=localdate(at), at=at)
        sweep.requests_remind(scheme=scheme, on=localdate(at), at=at)
    sweep.files_sweep(at=at)

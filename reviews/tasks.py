"""Celery shells of reviews: what the clock starts every day."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from reviews.changes.reminder import reminders_send as send
from reviews.changes.review_date import refresh_next_reviews
from sharing.looking import looking_as_system
from sharing.models import Scheme


@shared_task
def reminders_send():
    """The day's round of reminders of every scheme, each in its own transaction."""
    for scheme in Scheme.objects.order_by("pk"):
        with looking_as_system(), transaction.atomic():
            send(scheme=scheme, today=timezone.localdate(), at=timezone.now())


@shared_task
def review_dates_refresh():
    """Bring every person's next review date in line with the record, as it stands today."""
    for scheme in Scheme.objects.order_by("pk"):
        with looking_as_system(), transaction.atomic():
            people = list(scheme.people.values_list("pk", flat=True))
            refresh_next_reviews(people, timezone.localdate())

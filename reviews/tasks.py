"""Shells of reviews: parts of its jobs, and what the clock starts every day."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from reviews.changes import pack
from reviews.changes.reminder import reminders_send as send
from reviews.changes.review_date import refresh_next_reviews
from reviews.models import Meeting
from sharing.jobs import carries
from sharing.looking import looking_as_system
from sharing.models import Capacity, Scheme
from sharing.viewer import of_capacity, with_rules


@carries(pack.JOB)
def pack_part(part):
    """One pack of a job, for the capacity of its part."""
    meeting = Meeting.objects.select_related("scheme", "chair").get(pk=part.job.facts["meeting"])
    capacity = with_rules(Capacity.objects.filter(pk=part.capacity_id)).get()
    pack.conference_pack_make(part=part, meeting=meeting, by=of_capacity(capacity), at=timezone.now())


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

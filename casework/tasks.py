"""Shells of casework: what the clock starts every day."""

from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.changes import refresh
from casework.changes import releases_tell as tell
from casework.models import Address, Status
from sharing.looking import looking_as_system
from sharing.models import Scheme

A_WEEK = timedelta(weeks=1)


@shared_task
def list_facts_refresh():
    """Spells begin and end by the day, not by a change: bring in line who moved today, or in a week without a clock."""
    today = timezone.localdate()
    lately = Q(start__range=(today - A_WEEK, today)) | Q(end__range=(today - A_WEEK, today))
    with looking_as_system(), transaction.atomic():
        statuses, addresses = Status.objects.filter(lately), Address.objects.filter(lately)
        people = {*statuses.values_list("person_id", flat=True), *addresses.values_list("person_id", flat=True)}
        refresh(people=people, today=today)


@shared_task
def releases_tell():
    """Releases that are near, of every scheme, each in its own transaction."""
    for scheme in Scheme.objects.order_by("pk"):
        with looking_as_system(), transaction.atomic():
            tell(scheme=scheme, today=timezone.localdate(), at=timezone.now())

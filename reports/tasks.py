"""Celery shells of reports: packs that were asked for, and those made ahead."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from reports import changes
from reports.models import IssuedPack
from sharing.calendar import add_months
from sharing.jobs import carries
from sharing.looking import looking_as_system
from sharing.models import Capacity, Scheme
from sharing.viewer import of_capacity, with_rules


@carries(changes.PACK)
def pack_make(part):
    """Make and issue the pack a job asks for."""
    by = of_capacity(with_rules(Capacity.objects.filter(pk=part.job.capacity_id)).get())
    as_of = date.fromisoformat(part.job.facts["as_of"])
    prepared = changes.pack_prepare(scheme=by.scheme, as_of=as_of, at=timezone.now())
    with looking_as_system():
        changes.pack_issue(prepared, scheme=by.scheme, at=timezone.now(), by=by, part=part)


@shared_task
def packs_ahead():
    """The pack of the last whole month, for each scheme that has none yet: ready before anybody asks."""
    as_of = changes.month_end(add_months(timezone.localdate(), -1))
    there = IssuedPack.objects.ahead(as_of=as_of).values("scheme")
    for scheme in Scheme.objects.exclude(pk__in=there).order_by("pk"):
        prepared = changes.pack_prepare(scheme=scheme, as_of=as_of, at=timezone.now())
        with looking_as_system():
            changes.pack_issue(prepared, scheme=scheme, at=timezone.now())

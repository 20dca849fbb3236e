"""Everything on record about the people on an agenda, as it was known at the end of one day: a statement a table.

Facts of a later day do not exist yet; a later end, outcome, decision or closing was not known. Reads as the system: what
of it a reader may see is the business of `reader`, and nothing from here goes to a page or paper but through it.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Q

from casework import models as casework
from cohort import models as cohort
from pathways import models as pathways
from reviews.models import Meeting, Review
from sharing.links import midnight


def on_record(people, *, on):
    """Model -> person id -> rows in the order they are told. `people`: ids. A record with a detail carries it."""
    found = {}
    for read in (_person, _offending, _supervision, _work, _plan, _risk, _reviews):
        for model, rows in read(list(people), on):
            by_person = found.setdefault(model, defaultdict(list))
            for row in rows:
                by_person[row.person_id].append(row)
    return found


def _person(people, on):
    of = {"person__in": people}
    yield casework.Identity, casework.Identity.objects.filter(**of)
    yield casework.Mappa, casework.Mappa.objects.filter(**of)
    yield casework.Address, _spells(casework.Address.objects.filter(**of), on)
    yield casework.Job, _spells(casework.Job.objects.filter(**of), on)
    joined = cohort.Membership.objects.filter(**of, selected_on__lte=on).order_by("-selected_on")
    yield cohort.Membership, joined


def _offending(people, on):
    offences = casework.Offence.objects.filter(Q(charged_on__isnull=True) | Q(charged_on__lte=on), person__in=people)
    offences = offences.exclude(charged_on__isnull=True, outcome_on__gt=on)
    yield casework.Offence, [_offence(row, on) for row in offences.order_by("-charged_on", "-offence_on", "-number")]
    end = midnight(on + timedelta(days=1))
    arrests = casework.Arrest.objects.filter(person__in=people, arrested_at__lt=end).order_by("-arrested_at")
    yield casework.Arrest, arrests
    told = casework.Intelligence.objects.filter(person__in=people, received_on__lte=on)
    yield casework.Intelligence, told.order_by("-received_on", "-number")


def _offence(row, on):
    if row.outcome_on and row.outcome_on > on:
        row.outcome, row.outcome_on = casework.Offence.Outcome.CHARGED, None
    return row


def _supervision(people, on):
    yield casework.Status, _spells(casework.Status.objects.filter(person__in=people), on)
    allocations = casework.Allocation.objects.filter(person__in=people).select_related("user", "agency")
    yield casework.Allocation, _spells(allocations, on)
    orders = casework.Order.objects.filter(person__in=people, made_on__lte=on).order_by("-made_on")
    yield casework.Order, [row for row in orders if row.ends_on is None or row.ends_on > on]
    decided = casework.Enforcement.objects.filter(person__in=people, decided_on__lte=on).order_by("-decided_on")
    yield casework.Enforcement, [_until(row, on, "resolved_on", outcome="") for row in decided.select_related("agency")]


def _work(people, on):
    end = midnight(on + timedelta(days=1))
    contacts = casework.Contact.objects.filter(person__in=people, planned_for__lt=end)
    yield casework.Contact, contacts.select_related("agency", "detail").order_by("-planned_for", "pk")
    tests = casework.DrugTest.objects.filter(person__in=people, taken_at__lt=end)
    yield casework.DrugTest, tests.select_related("detail").order_by("-taken_at", "pk")


def _plan(people, on):
    actions = pathways.Action.objects.filter(person__in=people, opened_on__lte=on)
    actions = actions.select_related("agency", "user", "detail").order_by("target_on", "number")
    yield pathways.Action, [_action(row, on) for row in actions]
    needs = pathways.Need.objects.filter(person__in=people, assessed_on__lte=on).select_related("detail")
    yield pathways.Need, needs.order_by("-assessed_on", "pk")
    referrals = pathways.Referral.objects.filter(person__in=people, referred_on__lte=on)
    referrals = referrals.select_related("service__agency", "detail").order_by("-referred_on", "pk")
    yield pathways.Referral, [_referral(row, on) for row in referrals]


def _action(row, on):
    if row.closed_on and row.closed_on > on:
        row.status, row.closed_on = pathways.Action.Status.IN_PROGRESS, None
        if hasattr(row, "detail"):
            row.detail.outcome = ""
    return row


def _referral(row, on):
    if row.decided_on and row.decided_on > on:
        row.decision, row.decided_on = pathways.Referral.Decision.WAITING, None
        if hasattr(row, "detail"):
            row.detail.barrier = ""
    _until(row, on, "started_on")
    return _until(row, on, "ended_on", **({"outcome": ""} if hasattr(row, "outcome") else {}))


def _risk(people, on):
    assessed = casework.RiskAssessment.objects.filter(person__in=people, done_on__lte=on).select_related("agency")
    yield casework.RiskAssessment, assessed.order_by("-done_on", "pk")
    yield cohort.Score, cohort.Score.objects.filter(person__in=people, scored_on__lte=on).order_by("-scored_on", "tool")


def _reviews(people, on):
    held = Review.objects.filter(
        person__in=people, meeting__held_on__lte=on, meeting__kind=Meeting.Kind.CASE_CONFERENCE
    )
    yield Review, held.select_related("meeting").order_by("-meeting__held_on", "-meeting__number")


def _spells(rows, on):
    """Those begun, newest first; an end that was still to come is not known."""
    return [_until(row, on, "end") for row in rows.filter(start__lte=on).order_by("-start", "pk")]


def _until(row, on, field, **then):
    """The row with a later day of this field forgotten, and what went with it."""
    value: date | None = getattr(row, field)
    if value and value > on:
        setattr(row, field, None)
        for name, nothing in then.items():
            setattr(row, name, nothing)
    return row

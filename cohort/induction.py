"""Telling a person that they are on the scheme: who has to get the letter by when, and who got it.

A membership that was brought in later than its letter was due says nothing about letters: those are not waited for.
"""

from datetime import timedelta

from django.db.models import DateField, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Value
from django.db.models.functions import Cast

from cohort.models import Letter, LetterKind, Membership
from sharing.links import LONDON


def waiting(*, on, days):
    """Memberships on the scheme on the day whose letter was not handed over, with `letter_due_on`; the earliest first."""
    given = Letter.objects.filter(membership=OuterRef("pk"), kind=LetterKind.BROUGHT_ON, given_on__isnull=False)
    moment = ExpressionWrapper(F("selected_on") + Value(timedelta(days=days)), output_field=DateTimeField())
    due = Cast(moment, DateField())  # a day and an interval are a moment
    found = Membership.objects.on_scheme(on=on).annotate(letter_due_on=due)
    return found.filter(~Exists(given), entered_at__date__lte=F("letter_due_on")).order_by("letter_due_on", "pk")


def due_on(membership, days):
    """The day by which the person gets the letter; None where nobody waits for one."""
    if not membership.selected_on or membership.deselected_on:
        return None
    due = membership.selected_on + timedelta(days=days)
    return due if membership.entered_at.astimezone(LONDON).date() <= due else None

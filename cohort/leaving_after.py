"""What comes after leaving: asking how it goes, the diary of those to look at again before release, who takes a place."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from casework.models import Person, Status
from cohort.leaving import terms
from cohort.models import Handover, HandoverDetail, LeavingCheck, Membership, SelectionRun
from cohort.rules.leaving import Held, Terms, release_day, reselect_on
from cohort.rules.pool import Ranking
from cohort.seen import seen_run
from sharing.gather import gather, part

AT_LIBERTY = (Status.Kind.COMMUNITY_ORDER, Status.Kind.LICENCE, Status.Kind.NON_STATUTORY)
HELD = (Status.Kind.SENTENCED, Status.Kind.HOSPITAL)


@dataclass(frozen=True)
class Return:
    """Somebody who left for a long sentence, and the day to look at them again."""

    person: object
    release_on: date
    look_on: date

    def due(self, today):
        return self.look_on <= today


def checks_due(viewer, *, on):
    """Checks that are due about people who are there for the viewer, the oldest first."""
    due = LeavingCheck.objects.visible_to(viewer).filter(person__scheme=viewer.scheme_id).due(on=on)
    return list(due.select_related("person").order_by("due_on", "pk"))


def asked_of(viewer):
    """What the viewer's agency is asked to carry on with, each with `what`; the oldest first."""
    asked = Handover.objects.asked_of(viewer).filter(person__scheme=viewer.scheme_id)
    found = list(asked.select_related("person").order_by("asked_on", "pk"))
    details = HandoverDetail.objects.visible_to(viewer).filter(handover__in=[row.pk for row in found])
    what = {row.pk: row.what for row in details} if found else {}
    for row in found:
        row.what = what.get(row.pk, "")
    return found


def gone_to_prison(*, on):
    """People who left for a long sentence and have not been put forward since."""
    left = Membership.objects.filter(
        person=OuterRef("pk"), deselection_criterion=Membership.Criterion.CUSTODIAL_SENTENCE, deselected_on__lte=on
    )
    back = Membership.objects.filter(Q(deselected_on__isnull=True) | Q(deselected_on__gt=on), person=OuterRef("pk"))
    return Person.objects.filter(Exists(left), ~Exists(back))


def diary(viewer, *, on):
    """[Return] of those whose sentence and leaving the viewer may see, the next first."""
    numbers = terms(viewer.scheme, on=on)
    left = Membership.objects.filter(deselection_criterion=Membership.Criterion.CUSTODIAL_SENTENCE)
    people = gather(
        gone_to_prison(on=on).filter(scheme=viewer.scheme_id).order_by("sort_name"),
        viewer,
        left=part(left, "deselected_on", limit=1),
        sentence=part(held_on(on), "status", "start", "sentence_months", "release_on", limit=1),
    )
    found = [
        entry
        for one in people
        for row in one["sentence"]
        if one["left"] and (entry := the_return(one.person, row, numbers)) is not None
    ]
    return sorted(found, key=lambda entry: (entry.look_on, entry.person.pk))


def held_on(day):
    open_ = Q(end__isnull=True) | Q(end__gt=day)
    return Status.objects.filter(open_, status__in=HELD, start__lte=day)


def the_return(person, row, numbers: Terms):
    """The Return of somebody in this spell; None where no day of release is known or likely."""
    held = Held(row.status, row.start, row.sentence_months, row.release_on)
    release = release_day(held)
    return None if release is None else Return(person, release, reselect_on(held, numbers))


def in_their_place(viewer, *, on):
    """The highest-ranked person of the latest run who is in the community and not on the list: a SeenScore, or None.

    None too where the viewer does not see the ranks: who is next would tell them.
    """
    run = SelectionRun.objects.of(viewer.scheme_id).filter(ranking=Ranking.MAIN, as_of__lte=on).first()
    if run is None:
        return None
    seen = seen_run(viewer, run)
    if seen.masked:
        return None
    waiting = set(
        Membership.objects.visible_to(viewer)
        .filter(person__in=[row.person.pk for row in seen.rows], selected_on__isnull=True, deselected_on__isnull=True)
        .values_list("person_id", flat=True)
    )
    free = (row for row in seen.rows if row.person.pk in waiting and row.status and row.status.status in AT_LIBERTY)
    return next(free, None)

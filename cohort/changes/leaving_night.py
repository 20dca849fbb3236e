"""What the clock does about leaving: cards by night, and reminders of those who left. All of it may run again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from casework.leads import lead_capacities
from cohort.leaving import terms, watched
from cohort.leaving_after import gone_to_prison, held_on, the_return
from cohort.models import LeavingCheck, LeavingPlan, LeavingProposal, Membership
from cohort.rules.leaving_card import Answered, raises
from sharing import ledger
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Capacity, Link, Notice, Scheme
from sharing.permissions import Permission, roles_with

CHECK, RETURN, AGAIN_ON, LEFT = KINDS = ("leaving_check", "reselect", "leaving_plan", "left")
LATE = timedelta(days=14)
TO_DO = "Something to do in the PPO case system"
HOW = "It is time to ask how it goes with somebody who left the scheme"
AGAIN = "Somebody who left for a long sentence is to be looked at again before release"


@transaction.atomic
def proposals_raise(*, scheme, today, at):
    """Lay a card for each criterion that is met and not answered, and take back what is no longer met.

    Run as often as you like: on one day the second time does nothing. Returns (how many raised, how many lapsed).
    """
    with looking_as_system():
        Scheme.objects.select_for_update().get(pk=scheme.pk)
        found = watched(scheme, on=today)
        memberships = {
            row.person_id: row
            for row in Membership.objects.filter(person__scheme=scheme, person__in=found).on_scheme(on=today)
        }
        known = LeavingProposal.objects.filter(person__scheme=scheme)
        lapsed = _lapse(known, found, memberships, at)
        fresh = _fresh(known, found, memberships, today)
        LeavingProposal.objects.bulk_create(fresh)
        if fresh or lapsed:
            ledger.record(
                "leaving_raise", doer="leaving watch", people={row.person_id for row in (*fresh, *lapsed)},
                scheme_id=scheme.pk, raised=len(fresh), lapsed=len(lapsed),
            )  # fmt: skip
    return len(fresh), len(lapsed)


def _lapse(known, found, memberships, at):
    """Open cards of which the record no longer says what they rest on, or whose person is off the list."""
    met = {(memberships[person].pk, row.criterion) for person, rows in found.items() for row in rows}
    gone = [row for row in known.open() if (row.membership_id, row.criterion) not in met]
    for row in gone:
        row.answer, row.answered_at = LeavingProposal.Answer.LAPSED, at
    LeavingProposal.objects.bulk_update(gone, ["answer", "answered_at"])
    return gone


def _fresh(known, found, memberships, today):
    last = {}
    for row in known.order_by("pk"):
        last[row.membership_id, row.criterion] = row
    fresh = []
    for person, rows in found.items():
        membership = memberships[person]
        for row in rows:
            before = last.get((membership.pk, row.criterion))
            if before is not None and not before.answer:
                continue
            told = before and Answered(before.answer, before.since, localdate(before.answered_at), before.review_on)
            if raises(row, told, today, look_again_on=membership.look_again_on):
                card = LeavingProposal(person_id=person, membership=membership, criterion=row.criterion)
                card.since, card.raised_on = row.since, today
                fresh.append(card)
    return fresh


@transaction.atomic
def leaving_remind(*, scheme, today, at):
    """Tell lead workers, else co-ordinators, of checks that are due, again after a fortnight; co-ordinators of the diary.

    Returns the ids of the people it is about. Run again it tells nothing more.
    """
    with looking_as_system():
        coordinators = list(
            Capacity.objects.filter(
                agency__scheme=scheme, active=True, role__in=roles_with(Permission.LEAVING_ANSWER)
            ).select_related("user")
        )
        told = Notice.objects.filter(kind__in=KINDS)
        before = told.count()
        people = _checks(scheme, coordinators, today, at) | _returns(scheme, coordinators, today, at)
        people |= _look_again(scheme, coordinators, today, at) | _left(scheme, today, at)
        if told.count() > before:
            ledger.record("leaving_remind", doer="leaving watch", people=people, scheme_id=scheme.pk)
    return people


def _checks(scheme, coordinators, today, at):
    due = list(LeavingCheck.objects.filter(person__scheme=scheme).due(on=today).select_related("person"))
    leads = lead_capacities({check.person_id for check in due}, on=today)
    for check in due:
        stage = "late" if check.due_on + LATE <= today else "due"
        who = [leads[check.person_id]] if check.person_id in leads and stage == "due" else coordinators
        work.tell(
            who,
            kind=CHECK,
            once=f"leaving_check:{check.pk}:{stage}",
            words=HOW,
            address=f"/people/{check.person.key}/leaving/",
            at=at,
            subject=TO_DO,
            person=check.person_id,
        )
    return {check.person_id for check in due}


def _returns(scheme, coordinators, today, at):
    numbers, told = terms(scheme, on=today), set()
    people = {person.pk: person for person in gone_to_prison(on=today).filter(scheme=scheme)}
    for row in held_on(today).filter(person__in=people):
        entry = the_return(people[row.person_id], row, numbers)
        if entry is None or not entry.due(today):
            continue
        told.add(row.person_id)
        work.tell(
            coordinators,
            kind=RETURN,
            once=f"reselect:{row.pk}:{entry.look_on}",
            words=AGAIN,
            address="/leaving/",
            at=at,
            subject=TO_DO,
            person=row.person_id,
        )
    return told


def _look_again(scheme, coordinators, today, at):
    """Plans whose own day to look again has come; later than a fortnight it is not news any more."""
    plans = LeavingPlan.objects.filter(
        person__scheme=scheme, check_on__lte=today, check_on__gt=today - LATE
    ).select_related("person")
    for plan in plans:
        work.tell(
            coordinators,
            kind=AGAIN_ON,
            once=f"leaving_plan:{plan.pk}:{plan.check_on}",
            words="A leaving plan is to be looked at again",
            address=f"/people/{plan.person.key}/leaving/",
            at=at,
            subject=TO_DO,
            person=plan.person_id,
        )
    return {plan.person_id for plan in plans}


def _left(scheme, today, at):
    """Agencies that work with somebody who left or stepped down hear of it, where the plan says so."""
    lately, told = (today - LATE + timedelta(days=1), today), LeavingPlan.objects.filter(person__scheme=scheme)
    told = told.filter(tell_agencies=True).select_related("person", "membership")
    plans = list(told.filter(Q(left_on__range=lately) | Q(left_on=None, membership__stepped_down_on__range=lately)))
    for plan in plans:
        step, said = (
            ("left", "has left the scheme") if plan.left_on else ("down", "is on the lower tier of the scheme now")
        )
        on_case = Link.objects.filter(person=plan.person_id, starts_at__lte=at).exclude(ends_at__lte=at)
        work.tell(
            Capacity.objects.filter(
                agency__in=on_case.values("agency"),
                active=True,
                named_only=False,
                role__in=roles_with(Permission.LEAVING_SEE),
            ).select_related("user"),
            kind=LEFT,
            once=f"{step}:{plan.pk}",
            words=f"Somebody your agency works with {said}",
            address=f"/people/{plan.person.key}/leaving/",
            at=at,
            person=plan.person_id,
        )
    return {plan.person_id for plan in plans}

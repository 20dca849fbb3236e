"""What reminders are due on a day, and for whom: read for a whole scheme, in a statement or two a kind.

Callers look as the system; what they hand on says nothing about a person but through a link that asks the policy.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from casework.leads import closed_to, lead_workers
from pathways.models import Action, Referral
from reviews.clock import due_reviews, sentences, terms
from reviews.models import Reminder, ReminderRound
from reviews.rules import AGREEMENT_WARNINGS, ESCALATED_DAYS, Reached, Stage, counts_from, reached, recipients
from sharing.changes.emergency import to_tell
from sharing.links import midnight
from sharing.models import Agreement, Capacity, Consent, Emergency, Officer, User
from sharing.permissions import Role

Kind = Reminder.Kind
ONE_DAY = timedelta(days=1)
WARNINGS = {Kind.AGREEMENT: AGREEMENT_WARNINGS}
# A consent that ran out is over; a use of emergency access was told when it happened.
ONLY = {Kind.CONSENT: (Stage.COMING, Stage.DUE), Kind.EMERGENCY: (Stage.DUE, Stage.OVERDUE, Stage.ESCALATED)}


@dataclass(frozen=True)
class Item:
    """One reminder to one user. `ref` names the person, of an agreement its code."""

    kind: Kind
    ref: str
    person: int | None
    key: str  # of the person or the agreement, for the link
    due_on: date
    reached: Reached
    to: User

    @property
    def identity(self):
        return (str(self.kind), self.ref, self.due_on, str(self.reached.stage), self.reached.days, self.to.pk)


def since(scheme, *, today):
    """The day before the first one this round answers for: the last round's, and never more than 28 days back."""
    last = ReminderRound.objects.filter(scheme=scheme, through_on__lt=today).values_list("through_on", flat=True)
    return max(last.first() or today - ONE_DAY, today - timedelta(days=ESCALATED_DAYS))


def due_items(scheme, *, today, after=None):
    """Every reminder of this round that did not go out yet, by kind, ref and recipient.

    A round answers for the days after `after`, by default those since the last round.
    """
    numbers = terms(scheme, on=today)
    window = {
        "since": after or since(scheme, today=today),
        "today": today,
        "reminder_days_before": numbers.reminder_days_before,
    }
    dates = [
        *_reviews(scheme, today, numbers),
        *_actions(scheme, today, numbers),
        *_referrals(scheme, today),
        *_agreements(scheme, today),
        *_consents(scheme, today),
        *_emergencies(scheme),
    ]
    warnings = WARNINGS | {Kind.CONSENT: (numbers.consent_warning_days,)}
    ripe = [
        (date_, stage)
        for date_ in dates
        if (stage := reached(date_.counts_from, **window, warnings=warnings.get(date_.kind, ())))
        and stage.stage in ONLY.get(date_.kind, Stage)
    ]
    ripe = list({(row.kind, row.ref, row.due_on, stage): (row, stage) for row, stage in ripe}.values())
    items = _addressed(scheme, ripe, today)
    sent = _sent(scheme, {row.due_on for row, _ in ripe})
    fresh = {item.identity: item for item in items if item.identity not in sent}
    return [fresh[identity] for identity in sorted(fresh)]


@dataclass(frozen=True)
class Dated:
    """Something with a due date; reminders count from `counts_from`, which is later for who was exempt on the day."""

    kind: Kind
    ref: str
    person: int | None
    key: str
    due_on: date
    counts_from: date


def _reviews(scheme, today, numbers):
    due = {person: row for person, row in due_reviews(scheme, on=today).items() if not row.exempt}
    served = sentences(due, on=today)
    for person, ref, key in scheme.people.filter(pk__in=due).values_list("pk", "ref", "key"):
        due_on = due[person].due_on
        yield Dated(Kind.REVIEW, ref, person, key, due_on, counts_from(due_on, served[person], numbers))


def _actions(scheme, today, numbers):
    """Actions open on the day; those of one person due on one day are one reminder."""
    rows = (
        Action.objects.filter(person__scheme=scheme, opened_on__lte=today)
        .filter(target_on__lte=today + timedelta(days=numbers.reminder_days_before))
        .filter(target_on__gt=today - timedelta(days=2 * ESCALATED_DAYS))  # the last stage of all, in the longest round
        .exclude(closed_on__lte=today)
    )
    for person, ref, key, due_on in rows.values_list("person", "person__ref", "person__key", "target_on"):
        yield Dated(Kind.ACTION, ref, person, key, due_on, due_on)


def _referrals(scheme, today):
    """Referrals without an answer, due as many days after as the service promised; one that promised nothing has no date."""
    rows = Referral.objects.filter(
        person__scheme=scheme, referred_on__lte=today, service__target_days__isnull=False
    ).exclude(decided_on__lte=today)
    for person, ref, key, on, days in rows.values_list(
        "person", "person__ref", "person__key", "referred_on", "service__target_days"
    ):
        due_on = on + timedelta(days=days)
        yield Dated(Kind.REFERRAL, ref, person, key, due_on, due_on)


def _agreements(scheme, today):
    """Agreements in force on the day. Nobody is reminded of a draft."""
    rows = Agreement.objects.filter(scheme=scheme, draft=False, starts_on__lte=today, review_on__isnull=False)
    for code, key, due_on in rows.exclude(ends_on__lte=today).values_list("code", "key", "review_on"):
        yield Dated(Kind.AGREEMENT, code, None, key, due_on, due_on)


def _consents(scheme, today):
    """Consents that run out and that no other of the same scope outlasts; several that end on one day are one."""
    given = Consent.objects.filter(person__scheme=scheme, expires_on__isnull=False).exclude(withdrawn_on__lte=today)
    outlast = Consent.objects.filter(person=OuterRef("person")).exclude(withdrawn_on__lte=today)
    outlast = outlast.filter(Q(category=OuterRef("category")) | Q(category__isnull=True))
    outlast = outlast.filter(Q(to_agency=OuterRef("to_agency")) | Q(to_agency__isnull=True))
    outlast = outlast.filter(Q(expires_on__gt=OuterRef("expires_on")) | Q(expires_on__isnull=True))
    rows = given.filter(~Exists(outlast)).values_list("person", "person__ref", "person__key", "expires_on")
    for person, ref, key, due_on in rows.distinct():
        yield Dated(Kind.CONSENT, ref, person, key, due_on, due_on)


def _emergencies(scheme):
    """Uses of emergency access that nobody has reviewed."""
    rows = (
        Emergency.objects.to_review()
        .filter(person__scheme=scheme)
        .values_list("person", "person__ref", "key", "review_due_on")
    )
    for person, ref, key, due_on in rows:
        yield Dated(Kind.EMERGENCY, ref, person, key, due_on, due_on)


def _addressed(scheme, ripe, today):
    if not ripe:
        return
    leads = lead_workers({row.person for row, _ in ripe if row.person}, on=today)
    coordinators, chairs = (_holding(scheme, role) for role in (Role.COORDINATOR, Role.CHAIR))
    warned = {row.key for row, stage in ripe if _warns(row, stage)}
    answering = _answering_for(scheme, warned) if warned else {}
    shut = set(closed_to({row.person for row, _ in ripe if row.person}, on=today).values_list("user_id", "person_id"))
    reviewing = _reviewing({row.key for row, _ in ripe if row.kind == Kind.EMERGENCY}, today)
    for row, stage in ripe:
        lead = leads[row.person].user if row.person in leads else None
        users = recipients(stage.stage, lead=lead, coordinators=coordinators, chairs=chairs)
        if _warns(row, stage):
            users = dict.fromkeys([*users, *answering[row.key]])
        if row.kind == Kind.EMERGENCY:
            users = reviewing[row.key]
        for user in (user for user in users if (user.pk, row.person) not in shut):
            yield Item(row.kind, row.ref, row.person, row.key, row.due_on, stage, user)


def _warns(row, stage):
    """Whether it is one of the warnings that go to everyone who answers for an agreement."""
    return row.kind == Kind.AGREEMENT and stage.stage == Stage.COMING and -stage.days in AGREEMENT_WARNINGS


def _answering_for(scheme, keys):
    """Key of an agreement -> governance leads, and the designated officers and deputies of its parties who sign in."""
    leads = _holding(scheme, Role.GOVERNANCE)
    officers = Officer.objects.filter(
        agency__scheme=scheme,
        user__is_active=True,
        user__capacities__agency=F("agency"),
        user__capacities__active=True,
    )
    officers = list(officers.select_related("user").order_by("agency__position", "deputy"))
    found = {}
    for agreement in Agreement.objects.filter(key__in=keys).prefetch_related("parties"):
        parties = {agency.pk for agency in agreement.parties.all()}
        own = [one.user for one in officers if agreement.every_agency or one.agency_id in parties]
        found[agreement.key] = [*leads, *own]
    return found


def _reviewing(keys, today):
    """Key of a use of emergency access to the users who answer for its review."""
    rows = Emergency.objects.filter(key__in=keys).select_related("person") if keys else ()
    return {row.key: list(dict.fromkeys(one.user for one in to_tell(row, at=midnight(today)))) for row in rows}


def _holding(scheme, role):
    found = Capacity.objects.filter(agency__scheme=scheme, role=role, active=True, user__is_active=True)
    return [capacity.user for capacity in found.select_related("user").order_by("pk")]


def _sent(scheme, days):
    rows = Reminder.objects.filter(scheme=scheme, due_on__in=days)
    return set(rows.values_list("kind", "ref", "due_on", "stage", "days", "to"))

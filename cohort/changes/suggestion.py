"""What the record suggests: cards for people who are neither on the scheme nor put forward, and what a person makes of them.

A card is of the category and owner of the record it rests on. It nominates nobody: a person does, or puts it away.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.db.models.functions import TruncDate

from casework.models import Arrest, Contact, DrugTest, DrugTestResult, Person, Status
from casework.reference import offence_classes
from casework.rules.where import CUSTODY
from cohort.changes.nomination import AlreadyOnScheme, nominate
from cohort.changes.nominee import Said
from cohort.models import Membership, NominationSuggestion
from cohort.models.nomination import Source
from sharing import ledger
from sharing.calendar import add_months
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Agency, Capacity, Setting
from sharing.permissions import Permission, roles_with
from sharing.policy import Category, Reach
from sharing.rules import setting_values

Kind, State = NominationSuggestion.Kind, NominationSuggestion.State
# What a nomination of several at once says it rests on; a test or a missed appointment is nobody else's to name.
SOURCES = {Kind.LEAVING_CUSTODY: (Source.CUSTODY,), Kind.FREQUENT_ARRESTS: (Source.OFFENCES,)}


class SuggestionClosed(Exception):
    """Somebody nominated the person or put the card away in between; carries it as it now is."""

    def __init__(self, suggestion):
        super().__init__(suggestion)
        self.suggestion = suggestion


@transaction.atomic
def suggestions_make(*, scheme, by, today, at):
    """Look through the record of a scheme; `by`: which task or command. Returns the new cards. Harmless to repeat.

    A card that was answered comes back only when something newer is recorded. Agencies that hold what it rests on are told.
    """
    with looking_as_system():
        rules = setting_values(Setting.objects.in_force(scheme=scheme, on=today))
        found = [
            NominationSuggestion(
                person_id=person, owner_id=owner, category=category, kind=kind, evidence_on=on, count=number,
                suggested_on=today,
            )
            for category, kind, rows in _evidence(_not_on(scheme), rules, today)
            for person, owner, on, number in rows
        ]  # fmt: skip
        fresh = _fresh(found)
        NominationSuggestion.objects.bulk_create(fresh, ignore_conflicts=True)
        _tell(fresh, today, at)
    if fresh:
        people = {card.person_id for card in fresh}
        ledger.record("suggestions_make", doer=by, people=people, scheme_id=scheme.pk, cards=len(fresh))
    return fresh


@transaction.atomic
def suggestion_put_away(*, suggestion, by, version, reason, today):
    """The person is not nominated because of this, and why. Raises SuggestionClosed.

    For the agency that holds what the card rests on, and for those who see the whole scheme.
    """
    found = NominationSuggestion.objects.editable_by(by).select_for_update(of=("self",)).get(pk=suggestion.pk)
    if found.version != version or found.state != State.WAITING:
        raise SuggestionClosed(found)
    found.state, found.closed_on, found.closed_by, found.reason = State.PUT_AWAY, today, by.capacity, reason
    found.version += 1
    found.save()
    ledger.record("suggestion_put_away", by=by, subject=found)
    return found


@transaction.atomic
def suggestions_nominate(*, suggestions, by, reason, today, at):
    """Nominate the people of these cards, which the sender sees, each once. Returns (nominations, people left out).

    Each nomination writes its own line. Left out is who was put forward or brought on in between.
    """
    cards = {}
    for card in suggestions:
        cards.setdefault(card.person_id, []).append(card)
    sent, left = [], []
    for of_person in cards.values():
        rests_on = {source for card in of_person for source in SOURCES.get(Kind(card.kind), ())}
        said = Said(reason, sources=tuple(source for source in Source if source in rests_on))
        try:
            with transaction.atomic():
                sent.append(nominate(by=by, said=said, today=today, at=at, person=of_person[0].person))
        except AlreadyOnScheme:
            left.append(of_person[0].person)
    return sent, left


def _not_on(scheme):
    """{person id: the day the last time on the list ended, or None} of those alive, not on and not put forward."""
    people = Person.objects.filter(scheme=scheme).exclude(identity__died_on__isnull=False)
    standing = Membership.objects.filter(person__scheme=scheme, deselected_on__isnull=True).values("person_id")
    return dict(
        people.exclude(pk__in=standing).annotate(left=Max("membership_set__deselected_on")).values_list("pk", "left")
    )


def _evidence(people, rules, today):
    """(category, kind, [(person id, owner id, day, how many)]) of each kind, newer than the last time on the list."""
    since = today - timedelta(days=rules["suggest_days"])
    tests = DrugTest.objects.filter(detail__result=DrugTestResult.Result.POSITIVE)
    yield Category.DRUGS, Kind.POSITIVE_TEST, _after(people, _counted(tests, "taken_at", people, since, today))

    missed = Contact.objects.filter(
        outcome=Contact.Outcome.UNACCEPTABLE_ABSENCE, agency__kind=Agency.Kind.DRUG_TREATMENT
    )
    rows = _counted(missed, "planned_for", people, since, today)
    often = [row for row in rows if row[3] >= rules["suggest_absences"]]
    yield Category.ENGAGEMENT, Kind.MISSED_TREATMENT, _after(people, often)

    leaving = Status.objects.filter(
        person__in=people,
        status__in=CUSTODY,
        start__lte=today,
        end__isnull=True,
        release_on__range=(today, add_months(today, rules["reselect_months_before"])),
    )
    rows = [(*row, 1) for row in leaving.values_list("person_id", "owner_id", "release_on")]
    yield Category.SUPERVISION, Kind.LEAVING_CUSTODY, rows

    since = add_months(today, -rules["suggest_arrest_months"])
    rows = [
        row
        for row in _counted(Arrest.objects, "arrested_at", people, since, today)
        if row[3] >= rules["suggest_arrests"]
    ]
    grave = _severity({row[0] for row in rows}, since, today)
    heavy = [row for row in rows if grave.get(row[:2], 0) >= rules["suggest_severity"]]
    yield Category.OFFENDING, Kind.FREQUENT_ARRESTS, _after(people, heavy)


def _counted(records, moment, people, since, today):
    """[(person id, owner id, day of the latest, how many)] from `since` to the end of the day."""
    rows = records.filter(person__in=people).annotate(day=TruncDate(moment)).filter(day__range=(since, today))
    counted = rows.order_by().values_list("person_id", "owner_id").annotate(last=Max("day"), number=Count("pk"))
    return list(counted)


def _after(people, rows):
    return [row for row in rows if people[row[0]] is None or row[2] > people[row[0]]]


def _severity(people, since, today):
    """{(person id, owner id): weight of what the arrests were for}; an offence without a weight counts nothing."""
    classes, found = offence_classes(), {}
    rows = Arrest.objects.filter(person__in=people).annotate(day=TruncDate("arrested_at"))
    for person, owner, code in rows.filter(day__range=(since, today)).values_list(
        "person_id", "owner_id", "offence_code"
    ):
        known = classes.get(code)
        found[person, owner] = found.get((person, owner), 0) + (known.weight or 0 if known else 0)
    return found


def _fresh(found):
    """Those that say something new: no card of the kind waits, and none rested on as late a day."""
    people = {card.person_id for card in found}
    stored = {}
    for row in NominationSuggestion.objects.filter(person__in=people):
        stored.setdefault((row.person_id, row.owner_id, row.kind), []).append(row)
    return [
        card
        for card in found
        if all(
            row.state != State.WAITING and row.evidence_on < card.evidence_on
            for row in stored.get((card.person_id, card.owner_id, card.kind), ())
        )
    ]


def _tell(fresh, today, at):
    agencies = {card.owner_id for card in fresh}
    held = Capacity.objects.filter(
        agency__in=agencies, active=True, reach__gte=Reach.AGENCY, role__in=roles_with(Permission.NOMINATE)
    )
    work.tell(
        held,
        kind="nomination",
        once=f"suggestions:{today.isoformat()}",
        words="The record suggests a nomination",
        address="/nominations/suggested/",
        at=at,
    )

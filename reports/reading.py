"""The facts of a scheme, read from every floor for the measures: one statement a table, however many people.

Measures only ever give aggregates, so facts are read for the whole scheme and not as a viewer may see them. Callers read
inside `looking_as_system` and hand on figures, never facts.
"""

from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.db.models.functions import TruncDate

from casework import models as casework
from casework import reference
from cohort import models as cohort
from pathways import models as pathways
from reports.rules import facts as rows
from reviews import models as reviews
from sharing.models import Setting
from sharing.rules import setting_values

LONDON = ZoneInfo("Europe/London")


class CohortUnknown(ValueError):
    """There is no frozen cohort of that name."""


def facts_of(scheme, *, on):
    """Everything on record that measures count, for one scheme, with its settings as they were in force on a day.

    Facts of any date: `rules.known` leaves out what was not known on the day of a pack.
    """
    stays = _stays(scheme)
    return rows.Facts(
        capacity=scheme.capacity,
        agencies=tuple(scheme.agencies.order_by("position", "pk").values_list("code", flat=True)),
        settings=_settings(scheme, on),
        classes=offence_classes(),
        price_year=reference.PRICE_YEAR,
        **_about_people(scheme),
        **_about_case_work(scheme, stays),
        **_about_plan(scheme, stays),
        **_about_meetings(scheme),
    )


def frozen_cohort(scheme, name):
    """The people of a frozen cohort. Raises CohortUnknown."""
    people = frozenset(
        cohort.TrackedPerson.objects.filter(scheme=scheme, name=name).values_list("person_id", flat=True)
    )
    if not people:
        raise CohortUnknown(f"There is no frozen cohort called “{name}” in this scheme.")
    return people


@cache
def offence_classes():
    """Offence code to group, severity weight and average cost."""
    return {
        code: rows.OffenceClass(each.group, each.weight, each.unit_cost)
        for code, each in reference.offence_classes().items()
    }


def _settings(scheme, on):
    values = setting_values(Setting.objects.in_force(scheme=scheme, on=on))
    return rows.Settings(**{name: values[name] for name in rows.Settings.__dataclass_fields__})


def _read(kind, queryset, *columns):
    """One statement; the columns stand in the order of the row's fields."""
    return tuple(map(kind._make, queryset.values_list(*columns)))


def _managed(scheme):
    """People of the scheme, and those who were and moved to another: a figure as at a day before the move still has them."""
    moved = cohort.Transfer.objects.moves().filter(from_scheme=scheme)
    return casework.Person.objects.filter(Q(scheme=scheme) | Q(pk__in=moved.values("person")))


def _of(scheme, model):
    return model.objects.filter(person__in=_managed(scheme))


def _stays(scheme):
    """{person id: [(first day or None, day after the last or None)]} under the scheme, of those who ever moved."""
    moves = cohort.Transfer.objects.moves().filter(Q(from_scheme=scheme) | Q(to_scheme=scheme)).order_by("decided_at")
    days = moves.annotate(day=TruncDate("decided_at", tzinfo=LONDON))
    found = {}
    for person, day, to_scheme in days.values_list("person_id", "day", "to_scheme_id"):
        stays = found.setdefault(person, [])
        if to_scheme == scheme.pk:
            stays.append((day, None))
        else:
            begun = stays.pop()[0] if stays else None
            stays.append((begun, day))
    return found


def _here(kept, stays, day):
    """Rows of what was done under the scheme: of somebody who moved, only those of days on which the scheme managed them."""
    return tuple(
        row
        for row in kept
        if row.person not in stays
        or any(
            (first is None or first <= getattr(row, day)) and (end is None or getattr(row, day) < end)
            for first, end in stays[row.person]
        )
    )


def _about_people(scheme):
    details = ("identity__date_of_birth", "identity__died_on", "identity__sex", "identity__ethnicity")
    flags = ("dip__dip_client", "identity__deter_young_offender", "mappa__mappa_level")
    people = _managed(scheme).values_list("pk", *details, *flags)
    # Whoever moved was on the list of each scheme for a time of its own.
    selected = _of(scheme, cohort.Membership).filter(selected_on__isnull=False, nominated_by__scheme=scheme)
    return {
        "people": tuple(
            rows.Person(pk, born, died, sex or "", ethnicity or "", bool(dip), bool(young), mappa)
            for pk, born, died, sex, ethnicity, dip, young, mappa in people
        ),
        "memberships": _read(
            rows.Membership,
            selected,
            "person_id",
            "tier",
            "selected_on",
            "stepped_down_on",
            "deselected_on",
            "deselection_criterion",
        ),
        "addresses": _read(rows.Address, _of(scheme, casework.Address), "person_id", "start", "end", "kind"),
        "jobs": _read(rows.Job, _of(scheme, casework.Job), "person_id", "start", "end"),
    }


def _about_case_work(scheme, stays):
    contacts = _of(scheme, casework.Contact).annotate(day=TruncDate("planned_for", tzinfo=LONDON))
    tests = _of(scheme, casework.DrugTestResult).annotate(day=TruncDate("test__taken_at", tzinfo=LONDON))
    return {
        "statuses": _read(
            rows.Status, _of(scheme, casework.Status), "person_id", "start", "end", "status", "release_on"
        ),
        "allocations": _read(rows.Allocation, _of(scheme, casework.Allocation), "person_id", "role", "start", "end"),
        "orders": _read(rows.Order, _of(scheme, casework.Order), "person_id", "kind", "made_on", "ends_on", "pending"),
        "offences": _read(
            rows.Offence,
            _of(scheme, casework.Offence),
            "person_id",
            "offence_code",
            "charged_on",
            "outcome",
            "outcome_on",
            "breach",
        ),
        "contacts": _here(_read(rows.Contact, contacts, "person_id", "day", "outcome"), stays, "day"),
        "drug_tests": _here(_read(rows.DrugTest, tests, "person_id", "day", "result"), stays, "day"),
    }


def _about_plan(scheme, stays):
    needs = _read(rows.Need, _of(scheme, pathways.Need), "person_id", "area", "source", "assessed_on", "level")
    referrals = tuple(
        rows.Referral(person, pathway, referred, decision, decided, barrier or "", started, ended)
        for person, pathway, referred, decision, decided, barrier, started, ended in _of(
            scheme, pathways.Referral
        ).values_list(
            "person_id",
            "pathway",
            "referred_on",
            "decision",
            "decided_on",
            "detail__barrier",
            "started_on",
            "ended_on",
        )
    )
    actions = tuple(
        rows.Action(person, pathway, opened, target, status, closed, outcome or "")
        for person, pathway, opened, target, status, closed, outcome in _of(scheme, pathways.Action).values_list(
            "person_id", "pathway", "opened_on", "target_on", "status", "closed_on", "detail__outcome"
        )
    )
    return {
        "needs": needs,  # how somebody stands, whoever assessed it
        "referrals": _here(referrals, stays, "referred_on"),
        "actions": _here(actions, stays, "opened_on"),
    }


def _about_meetings(scheme):
    invited = reviews.Attendance.objects.filter(meeting__scheme=scheme)
    seats = cohort.PanelSeat.objects.filter(panel__scheme=scheme)
    held = reviews.Review.objects.filter(meeting__scheme=scheme, meeting__kind=reviews.Meeting.Kind.CASE_CONFERENCE)
    return {
        "attendance": (
            *_read(rows.Attendance, invited, "agency__code", "meeting__held_on", "attended"),
            *_read(rows.Attendance, seats, "agency__code", "panel__held_on", "attended"),
        ),
        "reviews": _read(rows.Review, held, "person_id", "meeting__held_on", "next_review_on", "person_attended"),
    }

"""The facts of a scheme, read from every floor for the measures: one statement a table, however many people.

Measures only ever give aggregates, so facts are read for the whole scheme and not as a viewer may see them. Callers read
inside `looking_as_system` and hand on figures, never facts.
"""

from functools import cache
from zoneinfo import ZoneInfo

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
    return rows.Facts(
        capacity=scheme.capacity,
        agencies=tuple(scheme.agencies.order_by("position", "pk").values_list("code", flat=True)),
        settings=_settings(scheme, on),
        classes=offence_classes(),
        price_year=reference.PRICE_YEAR,
        **_about_people(scheme),
        **_about_case_work(scheme),
        **_about_plan(scheme),
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


def _of(scheme, model):
    return model.objects.filter(person__scheme=scheme)


def _about_people(scheme):
    details = ("identity__date_of_birth", "identity__died_on", "identity__sex", "identity__ethnicity")
    flags = ("dip__dip_client", "identity__deter_young_offender", "mappa__mappa_level")
    people = casework.Person.objects.filter(scheme=scheme).values_list("pk", *details, *flags)
    selected = _of(scheme, cohort.Membership).filter(selected_on__isnull=False)
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


def _about_case_work(scheme):
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
        "contacts": _read(rows.Contact, contacts, "person_id", "day", "outcome"),
        "drug_tests": _read(rows.DrugTest, tests, "person_id", "day", "result"),
    }


def _about_plan(scheme):
    return {
        "needs": _read(rows.Need, _of(scheme, pathways.Need), "person_id", "area", "source", "assessed_on", "level"),
        "referrals": tuple(
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
        ),
        "actions": tuple(
            rows.Action(person, pathway, opened, target, status, closed, outcome or "")
            for person, pathway, opened, target, status, closed, outcome in _of(scheme, pathways.Action).values_list(
                "person_id", "pathway", "opened_on", "target_on", "status", "closed_on", "detail__outcome"
            )
        ),
    }


def _about_meetings(scheme):
    invited = reviews.Attendance.objects.filter(meeting__scheme=scheme)
    seats = cohort.PanelSeat.objects.filter(panel__scheme=scheme)
    held = _of(scheme, reviews.Review).filter(meeting__kind=reviews.Meeting.Kind.CASE_CONFERENCE)
    return {
        "attendance": (
            *_read(rows.Attendance, invited, "agency__code", "meeting__held_on", "attended"),
            *_read(rows.Attendance, seats, "agency__code", "panel__held_on", "attended"),
        ),
        "reviews": _read(rows.Review, held, "person_id", "meeting__held_on", "next_review_on", "person_attended"),
    }

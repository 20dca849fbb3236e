"""Random records put into the tables, so that the statement can be asked about them."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from casework import models as casework
from cohort import models as cohort
from sharing.models import Agency, Scheme

LONDON = ZoneInfo("Europe/London")


class Store:
    """A scheme with three agencies; `add` puts a person with a record and a membership into it."""

    def __init__(self, capacity=None, code="RND"):
        self.scheme = Scheme.objects.create(code=code, name="A random scheme", capacity=capacity)
        self.agencies = Agency.objects.bulk_create(
            [
                Agency(scheme=self.scheme, code=kind, name=kind.capitalize(), kind=kind, position=n)
                for n, kind in enumerate(("police", "probation", "drug_treatment"), 1)
            ]
        )
        self.scheme.lead_agency = self.agencies[0]
        self.scheme.save(update_fields=["lead_agency"])

    def add(self, record, membership):
        """The id of the person."""
        police = self.agencies[0]
        person = casework.Person.objects.create(
            scheme=self.scheme, owner=police, ref=f"R{casework.Person.objects.count():04}", family_name="Made-Up"
        )
        mine = {"person": person, "owner": police}
        casework.Identity.objects.create(
            **mine,
            scheme=self.scheme,
            date_of_birth=record.born,
            sex=record.sex,
            first_sanction_on=record.first_sanction_on,
            sanctions_total=record.sanctions_total,
        )
        cohort.Membership.objects.create(
            **mine,
            nominated_by=police,
            **membership._asdict() | {"strands": list(membership.strands)},
            deselection_criterion=reason(membership),
        )
        self.add_offending(record, mine)
        self.add_judgements(record, mine)
        casework.Status.objects.bulk_create([casework.Status(**mine, **spell._asdict()) for spell in record.spells])
        return person.pk

    def add_offending(self, record, mine):
        casework.Offence.objects.bulk_create(
            [
                casework.Offence(
                    **mine, offence_code=row.code, **{k: v for k, v in row._asdict().items() if k != "code"}
                )
                for row in record.offences
            ]
        )
        casework.Arrest.objects.bulk_create(
            [casework.Arrest(**mine, arrested_at=at(day, 23, 59)) for day in record.arrested_on]
        )
        casework.Intelligence.objects.bulk_create(
            [
                casework.Intelligence(**mine, received_on=day, number=n, summary="Seen in town")
                for n, day in enumerate(record.intelligence_on, 1)
            ]
        )
        for row in record.tests:
            test = casework.DrugTest.objects.create(**mine, taken_at=at(row.day, 0, 1))
            casework.DrugTestResult.objects.create(test=test, **mine, setting="licence", result=row.result)

    def add_judgements(self, record, mine):
        cohort.AgencyView.objects.bulk_create(
            [
                cohort.AgencyView(
                    **mine, agency=self.agencies[row.agency - 1], given_on=row.given_on, concern=row.concern
                )
                for row in record.views
            ]
        )
        cohort.Harm.objects.bulk_create([cohort.Harm(**mine, **row._asdict()) for row in record.harms])
        cohort.Score.objects.bulk_create([cohort.Score(**mine, **row._asdict()) for row in record.scores])


def at(day, hour, minute):
    return datetime.combine(day, time(hour, minute), LONDON)


def reason(membership):
    if membership.deselected_on is None:
        return ""
    return "not_selected" if membership.selected_on is None else "moved_away"

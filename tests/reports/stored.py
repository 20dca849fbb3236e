"""Sheets written straight to the tables, as far as measures read them, without the product's import."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from casework import models as casework
from cohort import models as cohort
from pathways import models as pathways
from reviews import models as reviews
from sharing.models import Agency, Scheme
from tests.reports.workbook import day, number, yes

LONDON = ZoneInfo("Europe/London")


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


class Store:
    """Writes the sheets of one scheme; `ids` leads from a ref to the person's id."""

    def __init__(self, sheets, code="T"):
        self.sheets = sheets
        self.scheme = Scheme.objects.create(code=code, name=code, capacity=number(sheets["scheme"][0]["capacity"]))
        self.agencies = {
            row["code"]: Agency.objects.create(
                scheme=self.scheme, code=row["code"], name=row["name"], kind=row["kind"], position=place
            )
            for place, row in enumerate(sheets["agencies"])
        }
        self.owner = next(iter(self.agencies.values()))
        self.people = self.everyone()
        self.ids = {ref: person.pk for ref, person in self.people.items()}
        self.casework()
        self.plan()
        self.meetings()

    def everyone(self):
        people = casework.Person.objects.bulk_create(
            casework.Person(scheme=self.scheme, ref=row["ref"], owner=self.owner, family_name=row["family_name"])
            for row in self.sheets["people"]
        )
        rows = list(zip(people, self.sheets["people"], strict=True))
        casework.Identity.objects.bulk_create(
            casework.Identity(
                person=person,
                owner=self.owner,
                scheme=self.scheme,
                date_of_birth=day(row["date_of_birth"]),
                died_on=day(row["died_on"]),
                sex=row["sex"],
                ethnicity=row["ethnicity"],
                deter_young_offender=yes(row["deter_young_offender"]),
            )
            for person, row in rows
        )
        casework.DipClient.objects.bulk_create(
            casework.DipClient(person=person, owner=self.owner, dip_client=yes(row["dip_client"]))
            for person, row in rows
            if row["dip_client"]
        )
        casework.Mappa.objects.bulk_create(
            casework.Mappa(person=person, owner=self.owner, mappa_category=1, mappa_level=number(row["mappa_level"]))
            for person, row in rows
            if row["mappa_level"]
        )
        return {person.ref: person for person in people}

    def add(self, model, sheet, **cells):
        """One row of the table for each row of the sheet; each cell a function of the sheet's row."""
        rows = self.sheets[sheet]
        return model.objects.bulk_create(
            model(
                person=self.people[row["ref"]],
                owner=self.owner,
                **{name: read(row) for name, read in cells.items()},
            )
            for row in rows
        )

    def casework(self):
        spell = {"start": lambda r: day(r["start"]), "end": lambda r: day(r["end"])}
        self.add(
            cohort.Membership,
            "memberships",
            nominated_on=lambda r: day(r["nominated_on"]),
            nominated_by=lambda r: self.owner,
            tier=lambda r: r["tier"],
            selected_on=lambda r: day(r["selected_on"]),
            stepped_down_on=lambda r: day(r["stepped_down_on"]),
            deselected_on=lambda r: day(r["deselected_on"]),
            deselection_criterion=lambda r: r["deselection_criterion"],
        )
        self.add(
            casework.Status,
            "statuses",
            **spell,
            status=lambda r: r["status"],
            release_on=lambda r: day(r["release_on"]),
        )
        self.add(casework.Allocation, "allocations", **spell, role=lambda r: r["role"], agency=lambda r: self.owner)
        self.add(casework.Address, "addresses", **spell, kind=lambda r: r["kind"])
        self.add(casework.Job, "jobs", **spell)
        self.add(
            casework.Order,
            "orders",
            kind=lambda r: r["kind"],
            made_on=lambda r: day(r["made_on"]),
            ends_on=lambda r: day(r["ends_on"]),
            pending=lambda r: yes(r["pending"]),
        )
        self.add(
            casework.Offence,
            "offences",
            number=lambda r: number(r["number"]),
            offence_code=lambda r: r["offence_code"],
            charged_on=lambda r: day(r["charged_on"]),
            outcome=lambda r: r["outcome"],
            outcome_on=lambda r: day(r["outcome_on"]),
            breach=lambda r: yes(r["breach"]),
        )
        self.add(
            casework.Contact,
            "contacts",
            planned_for=lambda r: moment(r["planned_for"]),
            agency=lambda r: self.agencies.get(r["agency"], self.owner),
            outcome=lambda r: r["outcome"],
        )
        tests = self.add(casework.DrugTest, "drug_tests", taken_at=lambda r: moment(r["taken_at"]))
        self.detail(casework.DrugTestResult, "test", tests, "drug_tests", result=lambda r: r["result"])

    def detail(self, model, name, rows, sheet, **cells):
        model.objects.bulk_create(
            model(
                **{name: row},
                person_id=row.person_id,
                owner=self.owner,
                **{cell: read(line) for cell, read in cells.items()},
            )
            for row, line in zip(rows, self.sheets[sheet], strict=True)
        )

    def plan(self):
        self.add(
            pathways.Need,
            "needs",
            area=lambda r: r["area"],
            source=lambda r: r["source"],
            assessed_on=lambda r: day(r["assessed_on"]),
            level=lambda r: r["level"],
        )
        services = {
            (row["agency"], row["name"]): pathways.Service.objects.create(
                agency=self.agencies[row["agency"]], name=row["name"], pathway=row["pathway"]
            )
            for row in self.sheets["services"]
        }
        pathway = {"pathway": lambda r: services[r["service_agency"], r["service"]].pathway}
        referrals = self.add(
            pathways.Referral,
            "referrals",
            **pathway,
            service=lambda r: services[r["service_agency"], r["service"]],
            referred_on=lambda r: day(r["referred_on"]),
            referred_by=lambda r: self.owner,
            decision=lambda r: r["decision"],
            decided_on=lambda r: day(r["decided_on"]),
            started_on=lambda r: day(r["started_on"]),
            ended_on=lambda r: day(r["ended_on"]),
        )
        self.detail(
            pathways.ReferralDetail, "referral", referrals, "referrals", **pathway, barrier=lambda r: r["barrier"]
        )
        actions = self.add(
            pathways.Action,
            "actions",
            number=lambda r: number(r["number"]),
            pathway=lambda r: r["pathway"],
            agency=lambda r: self.owner,
            opened_on=lambda r: day(r["opened_on"]),
            target_on=lambda r: day(r["target_on"]),
            status=lambda r: r["status"],
            closed_on=lambda r: day(r["closed_on"]),
        )
        told = {"text": lambda r: "Something to do", "outcome": lambda r: r["outcome"]}
        self.detail(pathways.ActionDetail, "action", actions, "actions", pathway=lambda r: r["pathway"], **told)

    def meetings(self):
        held = {
            row["number"]: reviews.Meeting.objects.create(
                scheme=self.scheme, number=number(row["number"]), kind=row["kind"], held_on=day(row["held_on"])
            )
            for row in self.sheets["conferences"]
        }
        reviews.Attendance.objects.bulk_create(
            reviews.Attendance(
                meeting=held[row["conference"]], agency=self.agencies[row["agency"]], attended=row["attended"]
            )
            for row in self.sheets["attendance"]
        )
        self.add(
            reviews.Review,
            "reviews",
            meeting=lambda r: held[r["conference"]],
            person_attended=lambda r: yes(r["person_attended"]),
            next_review_on=lambda r: day(r["next_review_on"]),
        )


def by_ref(facts, ids):
    """Facts with people named by ref instead of id, rows in an order of their own."""
    refs = {pk: ref for ref, pk in ids.items()}
    named = {"people": tuple(sorted((row._replace(key=refs[row.key]) for row in facts.people), key=repr))}
    per_person = defaultdict(tuple)
    for kind in facts.__dataclass_fields__:
        rows = getattr(facts, kind)
        if rows and hasattr(rows, "__iter__") and hasattr(next(iter(rows)), "person"):
            per_person[kind] = tuple(sorted((row._replace(person=refs[row.person]) for row in rows), key=repr))
    return named | per_person

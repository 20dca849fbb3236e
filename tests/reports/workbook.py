"""A scheme as sheets of text, read straight from a folder of CSV files, and its facts: for tests of the measures.

The product's own import is left out on purpose, so that a fault there cannot hide one here.
"""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from reports.rules import facts as f

# The reference data lies beside the checkout where the product is built; without it these tests have nothing to read.
SHARED = next(
    (up / "shared" / "data" for up in Path(__file__).resolve().parents if (up / "shared" / "data").is_dir()), None
)
WAKEFIELD = SHARED and SHARED / "wakefield_2007"


SHEETS = [
    "scheme",
    "agencies",
    "people",
    "memberships",
    "statuses",
    "allocations",
    "orders",
    "offences",
    "needs",
    "contacts",
    "drug_tests",
    "services",
    "referrals",
    "actions",
    "conferences",
    "attendance",
    "reviews",
    "addresses",
    "jobs",
]


class Row(dict):
    """A row of a sheet; a column that is missing reads as empty."""

    def __missing__(self, column):
        return ""


def rows(path):
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [Row(row) for row in csv.DictReader(lines)]


def sheets_of(folder):
    return {sheet: rows(folder / f"{sheet}.csv") for sheet in SHEETS}


def day(text):
    return date.fromisoformat(text[:10]) if text else None


def yes(text):
    return {"yes": True, "no": False}.get(text)


def number(text):
    return int(text) if text else None


def offence_classes(folder=SHARED):
    """Class code → group, weight and 2003/04 cost, from the two reference files."""
    costs = {r["category"]: r for r in rows(folder / "cost_of_crime.csv") if r["estimate"] == "Dubourg 2005"}
    return {
        r["code"]: f.OffenceClass(
            r["app_group"],
            Decimal(r["css_weight"]) if r["css_weight"] else None,
            Decimal(costs[r["dubourg_2005_category"]]["unit_cost_gbp"]) if r["dubourg_2005_category"] else None,
        )
        for r in rows(folder / "offence_classes.csv")
    }


def facts_from(sheets, classes, **settings):
    services = {(r["agency"], r["name"]): r["pathway"] for r in sheets["services"]}
    held = {r["number"]: day(r["held_on"]) for r in sheets["conferences"]}
    reviewing = {r["number"] for r in sheets["conferences"] if r["kind"] == "case_conference"}
    return f.Facts(
        capacity=number(sheets["scheme"][0]["capacity"]),
        agencies=tuple(r["code"] for r in sheets["agencies"]),
        classes=classes,
        settings=f.Settings(**settings),
        people=tuple(
            f.Person(
                r["ref"],
                day(r["date_of_birth"]),
                day(r["died_on"]),
                r["sex"],
                r["ethnicity"],
                yes(r["dip_client"]),
                yes(r["deter_young_offender"]),
                number(r["mappa_level"]),
            )
            for r in sheets["people"]
        ),
        memberships=tuple(
            f.Membership(
                r["ref"],
                r["tier"],
                day(r["selected_on"]),
                day(r["stepped_down_on"]),
                day(r["deselected_on"]),
                r["deselection_criterion"],
            )
            for r in sheets["memberships"]
        ),
        statuses=tuple(
            f.Status(r["ref"], day(r["start"]), day(r["end"]), r["status"], day(r["release_on"]))
            for r in sheets["statuses"]
        ),
        allocations=tuple(
            f.Allocation(r["ref"], r["role"], day(r["start"]), day(r["end"])) for r in sheets["allocations"]
        ),
        orders=tuple(
            f.Order(r["ref"], r["kind"], day(r["made_on"]), day(r["ends_on"]), yes(r["pending"]))
            for r in sheets["orders"]
        ),
        offences=tuple(
            f.Offence(
                r["ref"],
                r["offence_code"],
                day(r["charged_on"]),
                r["outcome"],
                day(r["outcome_on"]),
                yes(r["breach"]),
            )
            for r in sheets["offences"]
        ),
        needs=tuple(
            f.Need(r["ref"], r["area"], r["source"], day(r["assessed_on"]), r["level"]) for r in sheets["needs"]
        ),
        contacts=tuple(f.Contact(r["ref"], day(r["planned_for"]), r["outcome"]) for r in sheets["contacts"]),
        drug_tests=tuple(f.DrugTest(r["ref"], day(r["taken_at"]), r["result"]) for r in sheets["drug_tests"]),
        referrals=tuple(
            f.Referral(
                r["ref"],
                services[r["service_agency"], r["service"]],
                day(r["referred_on"]),
                r["decision"],
                day(r["decided_on"]),
                r["barrier"],
                day(r["started_on"]),
                day(r["ended_on"]),
            )
            for r in sheets["referrals"]
        ),
        actions=tuple(
            f.Action(
                r["ref"],
                r["pathway"],
                day(r["opened_on"]),
                day(r["target_on"]),
                r["status"],
                day(r["closed_on"]),
                r["outcome"],
            )
            for r in sheets["actions"]
        ),
        attendance=tuple(f.Attendance(r["agency"], held[r["conference"]], r["attended"]) for r in sheets["attendance"]),
        reviews=tuple(
            f.Review(r["ref"], held[r["conference"]], day(r["next_review_on"]), yes(r["person_attended"]))
            for r in sheets["reviews"]
            if r["conference"] in reviewing
        ),
        addresses=tuple(f.Address(r["ref"], day(r["start"]), day(r["end"]), r["kind"]) for r in sheets["addresses"]),
        jobs=tuple(f.Job(r["ref"], day(r["start"]), day(r["end"])) for r in sheets["jobs"]),
    )

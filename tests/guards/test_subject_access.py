"""Every field of every table has a place in what a person gets to see: given, kept back until decided, or never and why."""

import pytest
from django.apps import apps

from ppo.rights import collect, register
from sharing.policy import SILENT, Category
from tests.guards.test_fields import fields, stored
from tests.guards.test_fields import register as by_field

SAYS = {register.PACK, register.RESTRICTED, register.NEVER, register.TITLE}


def lines(label):
    return [row for row in register.rows("subject_access.csv") if row["model"] == label]


def test_it_names_every_table_and_no_other():
    assert register.kinds().keys() == stored().keys()


@pytest.mark.parametrize("label", sorted(stored()))
def test_every_field_has_one_place(label):
    """A field without one: decide whether the person gets it, and add it to ppo/data/subject_access.csv."""
    kind = register.kinds()[label]
    placed = [name for row in lines(label) for name in row["fields"].split()]
    if placed == [register.EVERY_FIELD]:
        about = by_field()[label]
        compiled = about["retention"] == "compiled"
        assert compiled or kind.never["*"] == "rights" or not about["person"] + about["sensitive"], (
            "tells of people: name its fields"
        )
        return
    assert sorted(placed) == sorted(fields(stored()[label]))
    assert bool(kind.told) == bool(kind.title)


def test_every_line_says_what_it_may_say():
    for row in register.rows("subject_access.csv"):
        assert row["sar"] in SAYS, row
        assert row["words"], row
        assert row["sar"] != register.NEVER or row["words"] in register.REASONS, row


def test_what_is_about_the_person_is_told_or_there_is_a_reason_for_people():
    """A field that the register of fields calls the person's own is not passed over as the system's plumbing."""
    passed_over = [
        f"{label}.{name}"
        for label, kind in register.kinds().items()
        for name in (by_field()[label]["person"] + " " + by_field()[label]["sensitive"]).split()
        if kind.never.get(name) == "inside" and name not in JOINS
    ]
    assert passed_over == []


# Columns about the person that only join rows; the record they lead to is what is told.
JOINS = {
    *("person", "content_object", "permission", "contact", "test", "action", "need", "referral"),
    *(
        "people",
        "subject",
        "facts",
        "scheme",
        "taken_at_time_known",
        "planned_for_time_known",
        "arrested_at_time_known",
    ),
}


def test_what_may_not_be_known_to_exist_waits_for_a_decision():
    for kind in register.told():
        category = kind.model.__dict__.get("category")
        if isinstance(category, Category) and category in SILENT and "Score" not in kind.label:
            told = set(kind.told)
            plain = told - set(kind.restricted) - {"agency", "done_on"}
            assert kind.label == "casework.RiskAssessment" or not plain, kind.label


def test_every_table_that_is_told_leads_to_the_person(world):
    for kind in register.told():
        if kind.label != collect.LEDGER:
            path = collect.PATHS.get(kind.label, "person")
            list(kind.model._base_manager.filter(**{path: world.person.pk})[:1])
    assert apps.get_model("casework.Person")

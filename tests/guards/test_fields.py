"""Every field of every table has a place in the register: who may see it, how long it is kept, whom it is about."""

import csv

import pytest
from django.apps import apps
from django.db import models

from sharing.policy import Category
from sharing.records import Detail, SharedRecord
from tests.guards import house

PLACES = ("person", "sensitive", "staff", "other")
ACCESS = {
    *(category.code for category in Category),
    "row",
    "met",
    "invited",
    "recipient",
    "scheme",
    "own",
    "ledger",
    "office",
}
RETENTION = {"person", "scheme", "account", "ledger", "issued", "compiled", "queue", "session", "product"}
OPEN_TO_NOBODY = "system"


def register():
    with (house.ROOT / "ppo" / "data" / "fields.csv").open(newline="", encoding="utf-8") as file:
        return {row["model"]: row for row in csv.DictReader(file)}


def stored():
    """Every model with a table, ours or not; histories are as their models."""
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
    }


def fields(model):
    columns = [field for field in model._meta.local_fields if not isinstance(field, models.CompositePrimaryKey)]
    return {field.name for field in [*columns, *model._meta.local_many_to_many]}


def test_the_register_names_every_table_and_no_other():
    assert register().keys() == stored().keys()


@pytest.mark.parametrize("label", sorted(stored()))
def test_every_field_has_one_place(label):
    row = register()[label]
    placed = [name for place in PLACES for name in row[place].split()]
    assert len(placed) == len(set(placed))
    assert set(placed) == fields(stored()[label])


def test_every_row_says_who_sees_it_and_how_long_it_stays():
    for label, row in register().items():
        assert row["access"] in ACCESS | {OPEN_TO_NOBODY}, label
        assert row["retention"] in RETENTION, label


def test_records_are_seen_by_their_category_and_kept_with_the_person():
    for label, model in stored().items():
        if not issubclass(model, SharedRecord | Detail):
            continue
        row = register()[label]
        fixed = model.__dict__.get("category")
        assert row["access"] == (fixed.code if isinstance(fixed, Category) else "row"), label
        assert row["retention"] in ("person", "compiled"), label
        assert "person" in row["person"].split(), label


def test_whatever_points_at_a_person_is_about_the_person():
    person = apps.get_model("casework", "Person")
    for label, model in stored().items():
        pointing = {field.name for field in model._meta.local_fields if field.related_model is person}
        assert pointing <= set(register()[label]["person"].split()), label


def test_whatever_points_at_a_user_is_about_the_user():
    people = {apps.get_model("sharing", "User"), apps.get_model("sharing", "Capacity")}
    for label, model in stored().items():
        pointing = {field.name for field in model._meta.local_fields if field.related_model in people}
        assert pointing <= set(register()[label]["staff"].split()), label


def test_free_text_about_a_person_is_taken_for_sensitive_or_named_here():
    """Whatever can be typed can hold what somebody confided. These hold a fact of one kind only."""
    loose = [
        f"{label}.{field.name}"
        for label, model in stored().items()
        for field in model._meta.local_fields
        if isinstance(field, models.TextField)
        and not field.generated
        and field.name in register()[label]["person"].split()
    ]
    assert sorted(loose) == sorted(PLAIN_TEXT)


PLAIN_TEXT = [
    "casework.Address.lines",
    "casework.Enforcement.reason",
    "sharing.Disclosure.reason",
    "sharing.Emergency.reason",
    "sharing.Exclusion.reason",
    "sharing.ListRow.area",
    "sharing.ListRow.sort_name",
]

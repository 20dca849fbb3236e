"""Where a person stands with the scheme, as the banner and the timeline of every page about them say it."""

from datetime import timedelta

import pytest

from cohort.models import Membership
from tests.pages import words


def say(world, **changes):
    Membership.objects.filter(person=world.person).update(**changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "On the scheme since"),
        ({"selected_on": None}, "Nominated"),
        ({"stepped_down_on": -3}, "Stepped down since"),
        ({"deselected_on": -3, "deselection_criterion": "moved_away"}, "Off the scheme"),
        ({"deselected_on": 3, "deselection_criterion": "moved_away"}, "On the scheme since"),
    ],
)
def test_standing(world, client_of, changes, said):
    say(world, **{k: world.today + timedelta(days=v) if isinstance(v, int) else v for k, v in changes.items()})
    banner = words(client_of(world.alice).get(f"/people/{world.person.key}/plan/")).partition("Overview")[0]
    assert said in banner


def test_why_and_the_way_out(world, client_of):
    page = words(client_of(world.alice).get(f"/people/{world.person.key}/"))
    assert "What the scheme does: catch and convict, rehabilitate and resettle." in page
    assert "Leaving is looked at after 6 months without an arrest" in page


def test_leaving_stands_in_the_timeline(world, client_of):
    say(world, deselected_on=world.today, deselection_criterion="stopped_offending")
    page = words(client_of(world.alice).get(f"/people/{world.person.key}/timeline/?show=decisions"))
    assert "Left the scheme: stopped offending" in page

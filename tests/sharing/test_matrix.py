"""Who can see what: the cells of the commands, by hand and against what people really get."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from sharing import matrix, policy
from sharing.looking import looking_as, looking_as_system
from sharing.models import Agreement, Consent, ListRow
from sharing.policy import Category
from sharing.viewer import signed_in


def asked(capsys, command, **options):
    call_command(command, scheme="NORTH", format="json", **options)
    return json.loads(capsys.readouterr().out)


def cells(answer):
    return {(c["agency"], c["owner"], c["category"]): (c["level"], c["basis"]) for c in answer["cells"]}


def test_every_agency_owner_and_category_has_a_cell(world, capsys):
    found = asked(capsys, "who_can_see", ref="N001")

    assert found["ref"] == "N001"
    assert len(found["cells"]) == 7 * 7 * 16
    assert {c["agency"] for c in found["cells"] if c["on_case"]} == {"probation", "police", "drugs", "housing"}


def test_some_cells_by_hand(world, capsys):
    found = cells(asked(capsys, "who_can_see", ref="N001"))

    assert found["housing", "housing", "health"] == ("full", "own")
    assert found["hostel", "hostel", "health"] == ("full", "own")
    assert found["hostel", "police", "identity"] == ("none", "not_on_case")
    assert found["housing", "police", "offending"] == ("summary", "rule:ISP1")
    assert found["probation", "police", "intelligence"] == ("full", "rule:ISP2")
    assert found["housing", "police", "intelligence"] == ("none", "no_rule")


def test_consent_is_named_with_its_day_and_its_lack_too(world, capsys):
    given = world.today - timedelta(days=90)
    Consent.objects.filter(person=world.person).delete()
    assert cells(asked(capsys, "who_can_see", ref="N001"))["housing", "drugs", "drugs"] == ("none", "no_consent")

    Consent.objects.create(person=world.person, owner=world.police, category=Category.DRUGS, given_on=given)
    found = cells(asked(capsys, "who_can_see", ref="N001"))
    assert found["housing", "drugs", "drugs"] == ("summary", f"rule:ISP1+consent:{given}")
    assert found["police", "drugs", "drugs"] == ("full", f"rule:ISP3+consent:{given}")

    Consent.objects.filter(person=world.person).update(withdrawn_on=world.today)
    assert cells(asked(capsys, "who_can_see", ref="N001"))["housing", "drugs", "drugs"] == ("none", "no_consent")
    day_before = world.today - timedelta(days=1)
    found = cells(asked(capsys, "who_can_see", ref="N001", as_of=day_before))
    assert found["housing", "drugs", "drugs"] == ("summary", f"rule:ISP1+consent:{given}")


def test_an_agreement_that_ends_stops_every_rule_resting_on_it(world, capsys):
    Agreement.objects.filter(code="ISP2").update(ends_on=world.today)

    assert cells(asked(capsys, "who_can_see", ref="N001"))["probation", "police", "intelligence"] == ("none", "no_rule")


@pytest.mark.parametrize("name", ["alice", "hal", "dee", "dora", "steve", "carol"])
def test_the_command_says_what_the_user_gets(world, name):
    """The cells as at now equal the decisions made from the compiled rows."""
    viewer = signed_in(getattr(world, name))
    with looking_as_system():
        on_case, said = matrix.can_see(world.person, viewer.capacity, at=matrix.moment_of(None))
    with looking_as(viewer.capacity_id):
        rows = list(ListRow.objects.live_for(viewer).filter(person=world.person))
    if name == "carol":
        assert rows == []
        assert not on_case
        return
    assert on_case == any(row.works for row in rows)
    assert {(owner.pk, category): (level, basis) for owner, category, level, basis in said} == {
        (owner.pk, category): policy.decide(viewer, rows, owner.pk, category) for owner, category, *_ in said
    }


def test_a_question_about_nobody_is_answered_in_words(world):
    from django.core.management import CommandError

    with pytest.raises(CommandError, match="nobody with the reference X1 in NORTH"):
        call_command("who_can_see", scheme="NORTH", ref="X1")

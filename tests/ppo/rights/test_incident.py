"""`manage.py incident`: who saw what, of one user or about one person, from the ledger, in one command."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from sharing.models import LedgerEntry


@pytest.fixture
def run(world):
    def command(**options):
        out = io.StringIO()
        call_command("incident", scheme="NORTH", format="json", stdout=out, **options)
        return json.loads(out.getvalue())

    return command


def test_what_one_user_saw(run, client_of, world):
    client_of(world.alice).get(f"/people/{world.person.key}/")
    client_of(world.pete).get(f"/people/{world.person.key}/")
    found = run(user="alice@north.example")
    assert found["people"] == ["N001"]
    assert found["users"] == ["alice@north.example"]
    assert [line["what"] for line in found["lines"]] == ["Overview of a person"]
    assert found["lines"][0]["records"]["casework.contact"] > 0
    assert LedgerEntry.objects.get(event="incident").operation == "consultation"


def test_who_saw_one_person_in_a_span(run, client_of, world):
    client_of(world.alice).get(f"/people/{world.person.key}/")
    client_of(world.hal).get(f"/people/{world.person.key}/")
    found = run(person="N001", since=_day(world.today), until=_day(world.today))
    assert found["users"] == ["alice@north.example", "hal@north.example"]
    assert (
        run(person="N001", since=_day(world.today - timedelta(days=9)), until=_day(world.today - timedelta(days=8)))[
            "lines"
        ]
        == []
    )


def _day(day):
    from ppo.management.commands.incident import a_moment

    return a_moment(day.isoformat())


@pytest.mark.parametrize("asked", [{}, {"user": "who@north.example"}, {"person": "N999"}])
def test_what_cannot_be_answered_is_said(run, asked):
    with pytest.raises(CommandError):
        run(**asked)

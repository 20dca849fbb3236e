"""A request about Jordan Ellis under way, through the pages."""

from datetime import timedelta

import pytest

from sharing.models import RequestPart, SubjectRequest

NEXT_YEAR = timedelta(days=365)


@pytest.fixture
def gina(client_of, world):
    return client_of(world.gina)


@pytest.fixture
def entered(gina, world):
    """`entered(name="Jordan Ellis", known="yes")` sends the form and gives the request."""

    def enter(name="Jordan Ellis", known="yes", on=None):
        fields = {"name": name, "received_on": f"{on or world.today:%d/%m/%Y}", "channel": "letter", "known": known}
        answer = gina.send("/rights/requests/add/", {**fields, "address": "1 Example Street\nNorthside"})
        assert answer.status_code == 302, answer.content.decode()[:3000]
        return SubjectRequest.objects.order_by("-pk").first()

    return enter


@pytest.fixture
def found(entered, gina, world):
    """A request with its agencies asked."""
    row = entered()
    answer = gina.send(f"/rights/requests/{row.key}/person/", {"version": 1, "person": world.person.key})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    row.refresh_from_db()
    return row


@pytest.fixture
def part_of(found):
    return lambda agency: RequestPart.objects.get(request=found, agency=agency)


@pytest.fixture
def keep_back(world):
    """What is sent to keep an item back, with changes."""

    def fields(**changed):
        day = world.today + NEXT_YEAR
        kept = {"version": 0, "decision": "withhold", "ground": "crime", "reason": "Names a source", "told": "no"}
        return kept | {"prejudice": "The source would be at risk", "review_on": f"{day:%d/%m/%Y}"} | changed

    return fields

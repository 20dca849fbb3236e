"""An agency's part in the browser: its own items, decisions with all that the law asks, release, files, handing over."""

import io
import json

import pikepdf
import pytest
from django.apps import apps

from ppo.rights.views.part import token
from sharing.models import Capacity, ItemDecision, LedgerEntry, Officer, RequestPart, User
from tests.pages import statements, words
from tests.pdfcheck import pdf_check
from tests.ppo.rights.text import text_of


@pytest.fixture
def pete(client_of, world):
    return client_of(world.pete)


@pytest.fixture
def police(part_of, world):
    return part_of(world.police)


def address(part, *more):
    return "/".join([f"/rights/parts/{part.key}", *more, ""])


def decide(visitor, part, label, fields):
    """Sends the form of the agency's one undecided item of a table."""
    from ppo.rights import collect
    from sharing.looking import looking_as_system

    with looking_as_system():
        items = collect.items(part.person, agency=part.agency_id)
    item = next(one for one in items if one.label == label)
    return visitor.send(address(part, "items", token(part, item)), fields)


def release(visitor, part):
    part.refresh_from_db()
    return visitor.send(address(part, "release"), {"version": part.version})


def test_the_agency_sees_its_own_items_and_no_others(pete, police):
    page = words(pete.get(address(police)))
    assert "Said to be meeting known burglars" in page
    assert "To decide" in page
    for secret in ("tenancy", "methadone", "Positive", "former partner", "Wants to reduce"):
        assert secret not in page
    line = LedgerEntry.objects.filter(event="part_detail").latest("pk")
    assert line.people == [police.person_id]
    assert "casework.intelligence" in line.facts["records"]
    for label, ids in line.facts["records"].items():  # nothing that was fetched and left out
        owners = {
            getattr(row, "owner_id", police.agency_id) for row in apps.get_model(label).objects.filter(pk__in=ids)
        }
        assert label == "casework.person" or owners == {police.agency_id}, label


def test_the_list_of_parts_names_people_and_says_so(pete, police):
    assert "Ellis" in words(pete.get("/rights/parts/"))
    line = LedgerEntry.objects.get(event="part_list")
    assert line.people == [police.person_id]
    assert line.facts["records"]["sharing.requestpart"] == [police.pk]


def test_another_agency_and_those_who_may_not_meet_the_person_find_nothing(client_of, police, world):
    for name in ("alice", "hal", "bob", "carol", "cherie"):
        assert client_of(getattr(world, name)).get(address(police)).status_code == 404, name
    assert client_of(world.gina).get(address(police)).status_code == 403
    world.pete.capacities.update(named_only=True)
    assert client_of(world.pete).get(address(police)).status_code == 404


def test_nothing_is_released_while_something_waits(pete, police):
    answer = release(pete, police)
    assert "Some items wait for a decision" in pete.get(answer.url).content.decode()
    police.refresh_from_db()
    assert police.released_at is None


def test_keeping_back_takes_ground_reason_prejudice_day_and_whether_the_person_is_told(pete, police, keep_back):
    empty = decide(pete, police, "casework.intelligence", {"version": 0, "decision": "withhold"})
    page = words(empty)
    for wanted in ("Choose the ground in law", "Say why", "Say what would happen", "told", "Enter the day"):
        assert wanted in page
    assert not ItemDecision.objects.exists()
    foreign = decide(pete, police, "casework.intelligence", keep_back(ground="health_harm"))
    assert foreign.status_code == 200
    decide(pete, police, "casework.intelligence", keep_back())
    kept = ItemDecision.objects.get()
    assert (kept.decision, kept.ground, kept.told, kept.decided_by.user.name) == (
        "withhold",
        "crime",
        False,
        "Pete Marsh",
    )
    said = LedgerEntry.objects.filter(event="item_decide", operation="alteration").get()
    assert "source" not in json.dumps(said.facts)


def test_two_colleagues_about_one_item(pete, client_of, world, police, keep_back):
    decide(pete, police, "casework.intelligence", keep_back())
    clash = decide(pete, police, "casework.intelligence", keep_back(reason="My own words"))
    assert clash.status_code == 409
    assert "My own words" in clash.content.decode()
    assert "Decided meanwhile" in words(clash)
    assert decide(pete, police, "casework.intelligence", keep_back(version=1)).status_code == 302


def decided(pete, police, keep_back, **changed):
    """Both items that wait: the nomination is given, the intelligence report kept back."""
    decide(pete, police, "cohort.nomination", {"version": 0, "decision": "give"})
    decide(pete, police, "casework.intelligence", keep_back(**changed))


def released(pete, police, keep_back, **changed):
    decided(pete, police, keep_back, **changed)
    assert release(pete, police).status_code == 302
    police.refresh_from_db()
    return pete.get(address(police, "file", "pdf"))


def test_the_sealed_part_holds_what_is_given_and_no_trace_of_the_rest(pete, police, keep_back):
    answer = released(pete, police, keep_back)
    data = b"".join(answer.streaming_content)
    text = text_of(data)
    assert "Market Street" in text
    assert pdf_check(data).problems == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        layers = b"\n".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
        layers += repr([pdf.docinfo, pdf.Root]).encode()
    machine = b"".join(pete.get(address(police, "file", "json")).streaming_content)
    for secret in ("burglars", "Names a source", "What is not here", "Intelligence"):
        assert secret not in text
        assert secret.encode() not in layers + machine
    assert "NORTH" not in answer["Content-Disposition"]
    assert LedgerEntry.objects.filter(event="part_download", operation="disclosure").count() == 2
    assert police.given < police.items


def test_who_is_told_reads_the_ground_and_not_what(pete, police, keep_back):
    text = text_of(b"".join(released(pete, police, keep_back, told="yes").streaming_content))
    assert "What is not here" in text
    assert "section 45(4)(b)" in text
    assert "burglars" not in text


def test_lines_may_be_kept_back_alone(pete, police, keep_back):
    from ppo.rights import collect
    from sharing.looking import looking_as_system

    with looking_as_system():
        found = collect.items(police.person, agency=police.agency_id)
    assert next(item for item in found if item.label == "casework.arrest")
    decide(pete, police, "casework.arrest", keep_back(decision="part", lines=["arrested_at"], told="no"))
    text = text_of(b"".join(released(pete, police, keep_back).streaming_content))
    assert "17:38" not in text
    assert "Arrest" in text
    assert "Keep all of it back" not in text


def test_a_released_part_stands(pete, police, keep_back):
    released(pete, police, keep_back)
    again = release(pete, police)
    assert "released already" in pete.get(again.url).content.decode()
    late = decide(pete, police, "casework.arrest", keep_back())
    assert "released already" in words(late)


def test_handing_over_is_recorded(pete, police, keep_back, world, gina, found):
    released(pete, police, keep_back)
    police.refresh_from_db()
    day = f"{world.today:%d/%m/%Y}"
    pete.send(address(police, "hand"), {"version": police.version, "how": "In person", "on": day})
    assert "In person" in words(gina.get(f"/rights/requests/{found.key}/"))
    assert LedgerEntry.objects.filter(event="part_hand", operation="disclosure").count() == 1


def test_whoever_may_not_see_all_of_it_does_not_release(pete, police, world, keep_back, monkeypatch):
    from ppo.rights.changes import part as changes

    decided(pete, police, keep_back)
    whole = changes.collect.items
    monkeypatch.setattr(
        changes.collect,
        "items",
        lambda *args, viewer=None, **more: whole(*args, viewer=viewer, **more)[: -1 if viewer else None],
    )
    answer = release(pete, police)
    assert "something you may not see" in pete.get(answer.url).content.decode()


def test_where_an_officer_is_named_who_may_answer_nobody_else_releases(pete, police, keep_back, world, client_of):
    """The officer of the police is a governance lead, who answers no requests: until a deputy does, anybody may."""
    decided(pete, police, keep_back)
    assert "Release this part" in words(pete.get(address(police)))
    deputy = User.objects.create(email="ines@north.example", name="Ines Officer")
    Capacity.objects.create(user=deputy, agency=world.police, role="practitioner")
    Officer.objects.create(agency=world.police, deputy=True, user=deputy)
    said = words(pete.get(address(police)))
    assert "Release this part" not in said
    assert "Your agency’s part is released by Ines Officer." in said
    answer = pete.send(address(police, "release"), {"version": police.version}, follow=True)
    assert "Your agency’s part is released by Ines Officer." in answer.content.decode()
    police.refresh_from_db()
    assert police.released_at is None
    assert release(client_of(deputy), police).status_code == 302
    police.refresh_from_db()
    assert police.released_by.user == deputy


def test_it_takes_as_many_statements_for_more_records(pete, police, world):
    before = statements(pete, address(police))
    type(world.arrest).objects.bulk_create(
        [
            type(world.arrest)(
                person=world.person, owner=world.police, arrested_at=world.arrest.arrested_at.replace(day=n)
            )
            for n in range(1, 15)
        ]
    )
    assert statements(pete, address(police)) == before


def test_the_walls_hold_decisions_to_their_agency(pete, police, keep_back, world):
    from sharing.looking import looking_as
    from tests.world import viewer_of

    decided(pete, police, keep_back)
    for name, sees in (("pete", 2), ("gina", 0), ("alice", 0), ("cherie", 0)):
        with looking_as(viewer_of(getattr(world, name)).capacity_id):
            seen = ItemDecision.objects.count() if name != "gina" else ItemDecision.objects.exclude(reason="").count()
        assert seen == sees, name
    with looking_as(viewer_of(world.gina).capacity_id):
        assert RequestPart.objects.count() == 4
    with looking_as(viewer_of(world.steve).capacity_id):
        assert RequestPart.objects.count() == 0

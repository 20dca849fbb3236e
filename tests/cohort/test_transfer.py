"""Moving to another scheme: offered, answered, taken over without loss, and closed to the old area on its day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from casework.models import Contact, Intelligence, OffendingSummary, Person
from cohort.changes import transfer as changes
from cohort.changes.taking_over import TakeOverImpossible, owned
from cohort.models import (
    Membership,
    Nomination,
    Panel,
    PanelDecision,
    PanelItem,
    PanelParagraph,
    PanelPosition,
    Transfer,
)
from pathways.models import Action, Referral, Service
from reports.reading import facts_of
from reports.rules import Question, performance
from reviews.models import AgendaItem, Review
from sharing.links import midnight
from sharing.looking import looking_as, looking_as_system
from sharing.matrix import who_can_see
from sharing.models import Agency, Capacity, Disclosure, Holding, LedgerEntry, Link, Notice, Scheme
from sharing.permissions import Role
from sharing.policy import Category, Level
from tests.cohort.panel import standing_panel
from tests.pages import words
from tests.sharing.clock import owner_of_the_clock  # noqa: F401, a fixture
from tests.world import client_of, viewer_of

DAY = timedelta(days=1)
SHOWN = [("Name", "Jordan Ellis"), ("Where", "In the community")]


@pytest.fixture
def carol(world):
    """Carol runs the other scheme, which has every kind of agency that holds something of Jordan."""
    with looking_as_system():
        Capacity.objects.filter(user=world.carol).update(role=Role.COORDINATOR)
        for kind in ("probation", "housing", "drug_treatment", "prison", "community_safety"):
            Agency.objects.create(scheme=world.other_scheme, code=kind, name=f"Southside {kind}", kind=kind)
    return viewer_of(world.carol)


def offer(world, by=None, **other):
    by = by or viewer_of(world.dora)
    asked = {
        "kind": "move", "to_scheme": world.other_scheme, "shown": SHOWN, "reason": "Has moved to Southside",
        "access_ends_on": world.today + timedelta(days=28),
    } | other  # fmt: skip
    with looking_as(by.capacity_id):
        return changes.transfer_offer(person=world.person, by=by, today=world.today, at=now(), **asked)


def accept(world, transfer, by):
    with looking_as(by.capacity_id):
        return changes.transfer_accept(
            transfer=transfer, by=by, version=transfer.version, reason="Lives here", today=world.today, at=now()
        )


def rows_of(person):
    """Label to {id: every column but owner and version} of all that is kept about the person."""
    with looking_as_system():
        return {
            model._meta.label: {
                row["pk" if "pk" in row else model._meta.pk.attname]: {
                    name: value for name, value in row.items() if name not in ("owner_id", "version", "scheme_id")
                }
                for row in model._base_manager.filter(person=person).values()
            }
            for model in owned()
        }


def test_nothing_is_lost(world, carol):
    before = rows_of(world.person)
    accept(world, offer(world), carol)
    after = rows_of(world.person)

    assert sum(map(len, before.values())) > 20
    ended = {"casework.Allocation", "sharing.Consent", "cohort.Membership", "casework.SearchAlias"}
    ended |= {"casework.Contact", "pathways.Action", "pathways.Referral"}  # what was to be done: see below
    for label, rows in before.items():
        assert rows.keys() <= after[label].keys(), label
        if label not in ended:
            assert {pk: after[label][pk] for pk in rows} == rows, label
    with looking_as_system():
        person = Person.objects.get(pk=world.person.pk)
        assert (person.scheme_id, person.ref, person.key) == (world.other_scheme.pk, "N001", world.person.key)
        strays = [
            model._meta.label
            for model in owned()
            if model._base_manager.filter(person=person).exclude(owner__scheme=world.other_scheme).exists()
        ]
        assert strays == []
        left, came = Membership.objects.filter(person=person).order_by("nominated_on")
    assert (left.deselected_on, left.deselection_criterion) == (world.today, "moved_away")
    assert (came.nominated_on, came.selected_on, came.strands) == (world.today, None, left.strands)


def test_the_other_scheme_has_the_record_and_the_person_at_once(world, carol):
    page = f"/people/{world.person.key}/"
    assert client_of(world.carol).get(page).status_code == 404
    transfer = offer(world)
    assert client_of(world.carol).get(page).status_code == 404  # an offer opens nothing
    accept(world, transfer, carol)
    assert client_of(world.carol).get(page).status_code == 200
    with looking_as_system():
        assert not Holding.objects.filter(person=world.person).exclude(agency__scheme=world.other_scheme).exists()
        assert not Link.objects.filter(person=world.person).exclude(agency__scheme=world.other_scheme).exists()
        assert Notice.objects.filter(kind="transfer", capacity__user=world.dora).count() == 1


def at(moment):
    """Let the policies' clock stand at a moment, for the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create or replace function sharing_moment() returns timestamptz language sql stable parallel safe as"
            f" $$ select timestamptz '{moment.isoformat()}' $$"
        )


def test_the_old_area_reads_until_the_day_and_nothing_on_the_next_request(owner_of_the_clock, world, carol):  # noqa: F811
    """By the policy and by the walls: the queryset's own filter, and the database without it."""
    transfer = accept(world, offer(world), carol)
    alice, page = client_of(world.alice), f"/people/{world.person.key}/contacts/"
    own = Contact.objects.filter(person=world.person)
    ends = midnight(transfer.access_ends_on)
    with connection.cursor() as cursor:
        at(ends - timedelta(seconds=1))
        cursor.execute("set local role ppo_app")
        assert alice.get(page).status_code == 200
        with looking_as(viewer_of(world.alice).capacity_id):
            assert own.exists()
        cursor.execute("reset role")
        at(ends)
        cursor.execute("set local role ppo_app")
        for user in (world.alice, world.pete, world.hal, world.dee, world.dora, world.cherie):
            assert client_of(user).get(page).status_code == 404, user
            with looking_as(viewer_of(user).capacity_id):
                assert not own.exists(), user  # no filter of ours: the wall alone
                assert not Person.objects.filter(pk=world.person.pk).exists(), user
        assert client_of(world.carol).get(page).status_code == 200
        cursor.execute("reset role")


def test_each_agency_of_the_old_area_keeps_its_own_alone(world, carol):
    with looking_as_system():
        before = {
            (cell.agency.pk, cell.category) for cell in who_can_see(world.person, at=now()) if cell.basis == "own"
        }
    accept(world, offer(world), carol)
    with looking_as_system():
        kept = set(
            Disclosure.objects.filter(person=world.person, ends_at__gt=now()).values_list(
                "to_agency_id", "category", "level"
            )
        )
    assert kept
    assert {(agency, category) for agency, category, _ in kept} <= {(a, int(c)) for a, c in before}
    assert {level for *_, level in kept} == {int(Level.FULL)}


def open_to(person, agency):
    """Categories that the agency of the old area reads on."""
    with looking_as_system():
        kept = Disclosure.objects.filter(person=person, to_agency=agency, ends_at__gt=now())
        return {Category(code) for code in kept.values_list("category", flat=True)}


def test_nobody_reads_by_the_move_what_a_colleague_agency_wrote(world, carol):
    """Two housing agencies have one heir. The hostel wrote once and never worked with Jordan, so it saw nothing of Homes."""
    with looking_as_system():
        for agency in (world.hostel, world.housing):
            Contact.objects.create(
                person=world.person, owner=agency, agency=agency, kind="office", planned_for=now() - timedelta(days=90)
            )
    accept(world, offer(world), carol)
    assert Category.ENGAGEMENT in open_to(world.person, world.housing)  # on the case: it read the hostel's before
    assert open_to(world.person, world.hostel) == set()
    assert client_of(world.bob).get(f"/people/{world.person.key}/contacts/").status_code == 404


def test_what_the_heir_held_already_is_not_opened_by_the_move(world, carol):
    """Somebody comes back to an area that had written of them: of that the other area reads nothing."""
    with looking_as_system():
        heir = Agency.objects.get(scheme=world.other_scheme, kind="housing")
        Contact.objects.create(
            person=world.person, owner=heir, agency=heir, kind="office", planned_for=now() - timedelta(days=900)
        )
        Contact.objects.create(
            person=world.person, owner=world.housing, agency=world.housing, kind="office",
            planned_for=now() - timedelta(days=90),
        )  # fmt: skip
    accept(world, offer(world), carol)
    assert Category.ENGAGEMENT not in open_to(world.person, world.housing)


def test_what_an_owner_has_one_of_is_put_together_under_the_names_of_those_who_said_it(world, carol):
    """Homes and the hostel have one heir: both wrote a paragraph, took a position and nominated."""
    with looking_as_system():
        panel = Panel.objects.create(scheme=world.scheme, number=90, held_on=world.today)
        item = PanelItem.objects.create(panel=panel, person=world.person, position=1, why="added")
        membership, by = Membership.objects.get(person=world.person), Capacity.objects.get(user=world.dora)
        decision = PanelDecision.objects.create(
            item=item, person=world.person, owner=world.police, membership=membership, membership_version=1,
            outcome="keep", suggested="keep", reason="Still in debt", state="sent_back", decided_by=by, decided_at=now(),
        )  # fmt: skip
        for agency, text, position, words_ in (
            (world.housing, "Pays the rent", "support", ""),
            (world.hostel, "Owes for a room", "oppose", "Too early"),
        ):
            about = {"person": world.person, "owner": agency}
            PanelParagraph.objects.create(item=item, text=text, **about)
            PanelPosition.objects.create(decision=decision, position=position, words=words_, **about)
            Nomination.objects.filter(owner=agency).delete()
            Nomination.objects.create(membership=membership, nominated_on=world.today, sent_by=by, reason=text, **about)
    accept(world, offer(world), carol)
    with looking_as_system():
        heir = Agency.objects.get(scheme=world.other_scheme, kind="housing")
        assert PanelParagraph.objects.get().text == "Northside Homes: Pays the rent\nGatehouse Hostel: Owes for a room"
        stood = PanelPosition.objects.get()
        assert (stood.owner, stood.position) == (heir, "oppose")
        assert stood.words == "Northside Homes: Supports.\nGatehouse Hostel: Disagrees. Too early"
        said = Nomination.objects.filter(person=world.person, owner=heir)
        assert set(said.values_list("reason", "withdrawn_on")) == {
            ("Pays the rent", None), ("Owes for a room", world.today),
        }  # fmt: skip
        assert (
            not OffendingSummary.objects.filter(person=world.person).exclude(owner__scheme=world.other_scheme).exists()
        )


def test_what_is_silent_or_told_in_confidence_is_shut_at_once(world, carol):
    """The same door would show what the new owner writes from now on."""
    with looking_as_system():
        Intelligence.objects.create(
            person=world.person, owner=world.police, received_on=world.today, number=77, summary="Seen at the station"
        )
    accept(world, offer(world), carol)
    shut = {Category.HEALTH, Category.DRUGS, Category.RISK, Category.INTELLIGENCE, Category.VICTIMS}
    assert open_to(world.person, world.police)
    assert not shut & (open_to(world.person, world.police) | open_to(world.person, world.drugs))


def test_without_an_agency_for_a_sealed_record_nothing_moves(world):
    with looking_as_system():
        Capacity.objects.filter(user=world.carol).update(role=Role.COORDINATOR)
    carol, transfer = viewer_of(world.carol), offer(world)
    with pytest.raises(TakeOverImpossible, match="no agency of the kind"):
        accept(world, transfer, carol)
    with looking_as_system():
        transfer.refresh_from_db()
        assert transfer.decision == "waiting"
        assert Person.objects.get(pk=world.person.pk).scheme_id == world.scheme.pk


def test_only_informed_nothing_moves(world, carol):
    """One managing scheme; the other knows."""
    accept(world, offer(world, kind="inform"), carol)
    with looking_as_system():
        assert Person.objects.get(pk=world.person.pk).scheme_id == world.scheme.pk
        assert Membership.objects.get(person=world.person).deselected_on is None
    assert client_of(world.carol).get(f"/people/{world.person.key}/").status_code == 404


def test_declined_with_a_reason_nothing_moves(world, carol):
    transfer = offer(world)
    with looking_as(carol.capacity_id):
        changes.transfer_decline(transfer=transfer, by=carol, version=1, reason="Below our line", at=now())
    with looking_as_system():
        transfer.refresh_from_db()
        assert (transfer.decision, transfer.decision_reason) == ("declined", "Below our line")
        assert Person.objects.get(pk=world.person.pk).scheme_id == world.scheme.pk
    assert LedgerEntry.objects.get(event="transfer_decline").people == [world.person.pk]
    with pytest.raises(changes.TransferChanged):
        accept(world, transfer, carol)


def test_each_side_does_its_own_part_only(world, carol):
    transfer, dora = offer(world), viewer_of(world.dora)
    with pytest.raises(changes.TransferRefused):
        accept(world, transfer, dora)
    with pytest.raises(changes.TransferRefused), looking_as(carol.capacity_id):
        changes.transfer_withdraw(transfer=transfer, by=carol, version=1, reason="No", at=now())
    with pytest.raises(changes.TransferRefused):
        offer(world, by=viewer_of(world.alice))
    with pytest.raises(changes.TransferRefused, match="offered to a scheme already"):
        offer(world)
    with looking_as(dora.capacity_id):
        changes.transfer_withdraw(transfer=transfer, by=dora, version=1, reason="Came back", at=now())
    with looking_as_system():
        assert Transfer.objects.get().decision == "withdrawn"


def test_the_other_scheme_sees_what_the_offer_shows_and_nothing_else(world, carol):
    dora = client_of(world.dora)
    address = f"/people/{world.person.key}/transfer/"
    form = words(dora.get(address))
    assert "PNC number: 1998/0123456X" in form
    fields = {
        "to_scheme": world.other_scheme.key, "kind": "move", "shown": ["Where"], "reason": "Lives there now",
        "access_ends_on": (world.today + timedelta(days=28)).strftime("%d/%m/%Y"),
    }  # fmt: skip
    assert dora.send(address, fields | {"to_scheme": world.scheme.key}).status_code == 200
    sent = dora.send(address, fields)
    assert sent.status_code == 302

    visitor = client_of(world.carol)
    page = words(visitor.get(sent.url))
    assert "Jordan Ellis" in page
    assert "Lives there now" in page
    assert "In the community, on licence" in page
    assert "1998/0123456X" not in page
    assert world.person.key not in visitor.get(sent.url).content.decode()
    assert "Jordan Ellis" in words(visitor.get("/transfers/"))
    assert LedgerEntry.objects.filter(
        event="transfer_detail", user_id=world.carol.pk, people=[world.person.pk]
    ).exists()

    assert "Enter the reason." in words(visitor.send(sent.url, {"version": 1, "accept": "yes", "reason": ""}))
    done = visitor.send(sent.url, {"version": 1, "accept": "yes", "reason": "Lives here"})
    assert done.url == f"/people/{world.person.key}/membership/"
    assert "Nominated" in words(visitor.get(done.url))


def test_others_find_no_offer(world, carol):
    transfer = offer(world)
    assert client_of(world.alice).get(transfer.get_absolute_url()).status_code == 403
    with looking_as_system():
        third = Agency.objects.create(
            scheme=Scheme.objects.create(code="EAST", name="East"), code="police", name="East Police", kind="police"
        )
        Capacity.objects.filter(user=world.bob).update(agency=third, role=Role.COORDINATOR)
    assert client_of(world.bob).get(transfer.get_absolute_url()).status_code == 404
    assert "Jordan" not in words(client_of(world.bob).get("/transfers/"))


# ---------------------------------------------------------------- what was to be done in the old area


def test_what_was_to_be_done_there_ends_and_stays_on_the_record(world, carol):
    """Actions and referrals close, appointments are cancelled, and no agenda to come has the person on it."""
    standing_panel(world)
    with looking_as_system():
        service = Service.objects.create(agency=world.housing, name="Floating support", pathway="accommodation")
        asked = {"person": world.person, "owner": world.probation, "service": service, "pathway": "accommodation"}
        day = world.today - 40 * DAY
        waiting = Referral.objects.create(**asked, referred_on=day, referred_by=world.probation, decision="waiting")
        running = Referral.objects.create(
            **asked, referred_on=day + DAY, referred_by=world.probation, decision="accepted", decided_on=day + DAY
        )
        done = Action.objects.filter(person=world.person, closed_on__isnull=False).count()
        held = Review.objects.filter(person=world.person, meeting__held_on__lt=world.today).count()
    accept(world, offer(world), carol)
    with looking_as_system():
        assert not Action.objects.filter(person=world.person, closed_on__isnull=True).exists()
        assert Action.objects.filter(person=world.person, closed_on__isnull=False).count() > done
        waiting.refresh_from_db()
        running.refresh_from_db()
        assert (waiting.decision, waiting.decided_on) == ("withdrawn", world.today)
        assert (running.decision, running.ended_on) == ("accepted", world.today)
        assert not Contact.objects.filter(person=world.person, outcome="planned", planned_for__gt=now()).exists()
        assert not PanelItem.objects.filter(person=world.person, panel__held_on__gte=world.today).exists()
        assert not AgendaItem.objects.filter(person=world.person, meeting__held_on__gte=world.today).exists()
        assert Review.objects.filter(person=world.person, meeting__held_on__lt=world.today).count() == held
    ended = LedgerEntry.objects.get(event="transfer_accept", operation="alteration").facts["ended"]
    assert {"pathways.action", "pathways.referral", "cohort.panelitem", "reviews.agendaitem"} <= ended.keys()


def test_a_decision_that_waited_is_sent_back(world, carol):
    standing_panel(world)
    with looking_as_system():
        membership = Membership.objects.get(person=world.person)
        decision = PanelDecision.objects.create(
            item=world.panel_item, person=world.person, owner=world.police, membership=membership,
            membership_version=1, outcome="leave", criterion="list_review", suggested="leave", reason="So",
            state="decided", decided_by=Capacity.objects.get(user=world.dora), decided_at=now(),
        )  # fmt: skip
    accept(world, offer(world), carol)
    with looking_as_system():
        decision.refresh_from_db()
    assert (decision.state, decision.sent_back) == ("sent_back", "Moved to another scheme.")


def test_the_figures_of_the_old_scheme_as_at_a_day_before_stay_what_they_were(world, carol):
    """And the new one does not count, before the day, what another did."""
    scheme, day = world.scheme, world.today - DAY
    with looking_as_system():
        before = {one.pk: figures_of(one, day) for one in (scheme, world.other_scheme)}
    accept(world, offer(world), carol)
    with looking_as_system():
        after = {one.pk: figures_of(one, day) for one in (scheme, world.other_scheme)}
        today = figures_of(scheme, world.today)
    assert after[scheme.pk] == before[scheme.pk]
    for block in ("cohort", "needs", "pathways", "supervision", "reviews", "agencies"):
        assert after[world.other_scheme.pk][block] == before[world.other_scheme.pk][block]
    assert today["cohort"]["on_scheme"] == before[scheme.pk]["cohort"]["on_scheme"] - 1
    assert today["cohort"]["left"]["moved_away"] == 1


def figures_of(scheme, day):
    return performance(facts_of(scheme, on=day), Question(day))

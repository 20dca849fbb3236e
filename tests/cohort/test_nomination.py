"""Nominating: who is entered, who is found, what the sender hears, and what the wall keeps."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from casework.models import Allocation, Identity, Person
from cohort.changes import nomination as changes
from cohort.changes import placing
from cohort.changes.nomination import Said, Who
from cohort.changes.outcome import outcomes_tell
from cohort.models import Membership, Nomination, NominationCaution, UnplacedNomination
from sharing.looking import looking_as
from sharing.models import Agency, AgreementRule, Capacity, LedgerEntry, Mail, Notice
from sharing.permissions import Role
from sharing.viewer import signed_in

WHY = "Arrested for burglary three times since March."
PNC = "1998/0123456X"


def nominate(world, user, *, person=None, who=None, reason=WHY, **said):
    viewer = signed_in(user)
    with looking_as(viewer.capacity_id):
        return changes.nominate(
            by=viewer, said=Said(reason, **said), today=world.today, at=now(), person=person, who=who
        )


def seen(model, user):
    """Keys or ids of the rows this user sees, through the policy behind the wall, and by the wall alone."""
    viewer = signed_in(user)
    with looking_as(viewer.capacity_id):
        through = set(model.objects.visible_to(viewer).values_list("pk", flat=True))
        assert through == set(model.objects.values_list("pk", flat=True))
    return through


def lines(event):
    return list(LedgerEntry.objects.filter(event=event))


def reid(world, **more):
    born = world.today.replace(year=world.today.year - 30, month=2, day=14)
    return Who("Reid", "Max", **{"date_of_birth": born} | more)


def test_somebody_new_is_entered_once_and_waits_for_the_panel(world):
    sent = nominate(world, world.hal, who=reid(world, pnc_id="1996/0000001C"), strands=("catch_convict",))

    assert isinstance(sent, Nomination)
    assert (sent.person.full_name, sent.person.ref) == ("Max Reid", f"N{world.today.year}-1")
    assert sent.person.identity.pnc_id == "1996/0000001C"
    membership = sent.membership
    assert (membership.nominated_by, membership.nominated_on, membership.strands) == (
        world.housing,
        world.today,
        ["catch_convict"],
    )
    assert not membership.selected_on
    assert not membership.tier
    (line,) = lines("nominate")
    assert line.people == [sent.person_id]
    assert line.operation == "collection"
    assert WHY not in str(line.facts)


def test_the_sender_sees_what_it_sent_and_agencies_without_a_part_do_not(world):
    sent = nominate(world, world.hal, who=reid(world))
    before = {world.nomination.pk}
    assert seen(Nomination, world.hal) - before == {sent.pk}
    assert seen(Nomination, world.dora) - before == {sent.pk}
    for stranger in (world.bob, world.carol, world.steve):
        assert seen(Nomination, stranger) == set()


def test_who_is_on_the_scheme_is_said_to_those_who_see_it(world):
    with pytest.raises(changes.AlreadyOnScheme) as refused:
        nominate(world, world.alice, person=world.person)
    assert refused.value.membership.person == world.person
    assert not lines("nominate")


def test_a_second_agency_joins_the_first_and_the_same_agency_does_not(world):
    first = nominate(world, world.dora, who=reid(world), strands=("catch_convict",))
    second = nominate(world, world.cherie, person=first.person, strands=("rehabilitate_resettle",))
    assert second.membership == first.membership
    assert Membership.objects.filter(person=first.person).count() == 1
    first.membership.refresh_from_db()
    assert first.membership.strands == ["catch_convict", "rehabilitate_resettle"]
    with pytest.raises(changes.NominatedAlready):
        nominate(world, world.cherie, person=first.person)


def test_somebody_the_sender_knows_may_be_the_same_and_is_asked_for(world):
    born = world.person.identity.date_of_birth
    alike = Who("Elis", "Jordan", born)
    with pytest.raises(changes.PossibleSamePerson) as asked:
        nominate(world, world.alice, who=alike)
    assert asked.value.people == [world.person.pk]
    other = Who("Elis", "Jordan", born, not_these=frozenset(asked.value.people))
    assert nominate(world, world.alice, who=other).person != world.person


def test_the_number_is_the_person_whatever_the_sender_says(world):
    wrong = Who("Reid", "Max", None, PNC, not_these=frozenset({world.person.pk}))
    with pytest.raises(changes.PossibleSamePerson):
        nominate(world, world.alice, who=wrong)


@pytest.mark.parametrize("described", [Who("Ellis", "Jordan", None, PNC), "alike"])
def test_who_may_not_know_learns_nothing(world, described):
    """Bob does not work with Jordan Ellis. His nomination is sent, like any other, and tells him nobody is there."""
    if described == "alike":
        described = Who("Ellis", "Jorden", world.person.identity.date_of_birth)
    people = Person.objects.count()
    sent = nominate(world, world.bob, who=described)
    assert isinstance(sent, UnplacedNomination)
    assert Person.objects.count() == people
    assert world.person.pk not in seen(Person, world.bob)
    assert seen(UnplacedNomination, world.bob) == {sent.pk}
    assert seen(UnplacedNomination, world.dora) == {sent.pk}
    assert seen(UnplacedNomination, world.alice) == seen(UnplacedNomination, world.carol) == set()
    assert lines("nominate")[0].people == []


def test_the_co_ordinator_says_who_it_is(world):
    sent = nominate(world, world.bob, who=Who("Ellis", "Jordan", None, PNC), caution="His ex told us.")
    dora = signed_in(world.dora)
    with looking_as(dora.capacity_id):
        placed = placing.nomination_place(
            unplaced=sent, by=dora, version=1, today=world.today, at=now(), person=world.person
        )
    assert (placed.person, placed.owner, placed.reason) == (world.person, world.hostel, WHY)
    assert placed.membership.selected_on, "on the scheme already: the nomination says so to its agency"
    assert world.person.pk in seen(Person, world.bob)
    assert NominationCaution.objects.get().nomination == placed
    with looking_as(dora.capacity_id), pytest.raises(changes.NominationDecided):
        placing.nomination_place(unplaced=sent, by=dora, version=1, today=world.today, at=now(), person=world.other)
    with looking_as(dora.capacity_id), pytest.raises(changes.NominationDecided):
        placing.nomination_answer(unplaced=sent, by=dora, version=2, answer="No.", today=world.today, at=now())


def test_the_co_ordinator_says_it_is_somebody_new_or_answers(world):
    born = world.person.identity.date_of_birth
    twin, other = (nominate(world, world.bob, who=Who("Ellis", given, born)) for given in ("Jordon", "Jordann"))
    dora = signed_in(world.dora)
    with looking_as(dora.capacity_id):
        placed = placing.nomination_place(unplaced=twin, by=dora, version=1, today=world.today, at=now())
        placing.nomination_answer(
            unplaced=other, by=dora, version=1, answer="Speak to us.", today=world.today, at=now()
        )
    assert placed.person.full_name == "Jordon Ellis"
    assert placed.person != world.person
    other.refresh_from_db()
    assert (other.state, other.answer) == ("answered", "Speak to us.")
    assert Notice.objects.filter(capacity__user=world.bob, text="Your nomination is answered").count() == 1


def test_the_number_of_another_is_nobody_new(world):
    sent = nominate(world, world.bob, who=Who("Ellis", "Jordan", None, PNC))
    dora = signed_in(world.dora)
    with looking_as(dora.capacity_id), pytest.raises(placing.PersonThere):
        placing.nomination_place(unplaced=sent, by=dora, version=1, today=world.today, at=now())


def test_under_18_is_prevent_and_deter_and_the_youth_team_leads(world):
    team = Agency.objects.create(scheme=world.scheme, code="yot", name="Northside YOT", kind="yot", position=8)
    Capacity.objects.create(user=world.steve, agency=team, role=Role.PRACTITIONER)
    born = world.today - timedelta(days=365 * 16)
    sent = nominate(world, world.hal, who=reid(world, date_of_birth=born), strands=("catch_convict",))
    assert sent.strands == sent.membership.strands == ["prevent_deter"]
    lead = Allocation.objects.get(person=sent.person)
    assert (lead.role, lead.agency) == ("yot_om", team)
    assert Notice.objects.filter(capacity__agency=team).count() == 1


def test_the_co_ordinators_are_told_once_and_the_mail_names_nobody(world):
    nominate(world, world.hal, who=reid(world))
    assert Notice.objects.filter(capacity__user=world.dora, kind="nomination").count() == 1
    (mail,) = Mail.objects.filter(user=world.dora)
    assert "Reid" not in mail.subject + mail.body


def test_what_must_not_be_told_is_read_by_those_who_were_named_alone(world):
    """Not even an agreement about intelligence lets another read it."""
    for category in (0, 4):
        AgreementRule.objects.get_or_create(
            agreement=world.agreement, category=category, defaults={"level": 2, "needs_consent": False}
        )
    sent = nominate(world, world.hal, who=reid(world), caution="His sister rang us.", readers=(world.police.pk,))
    caution = NominationCaution.objects.get(nomination=sent)
    assert seen(NominationCaution, world.hal) == {caution.pk}
    assert seen(NominationCaution, world.dora) == {caution.pk}
    for other in (world.cherie, world.alice, world.bob, world.carol):
        assert seen(NominationCaution, other) == set()
    assert lines("nominate")[0].recipients == [world.police.pk]
    viewer = signed_in(world.hal)
    with looking_as(viewer.capacity_id), connection.cursor() as cursor:
        cursor.execute("update cohort_nominationcaution set readers = '{}'")
        assert cursor.rowcount == 0, "written by the system alone"


def test_the_last_nomination_withdrawn_ends_the_waiting(world):
    first = nominate(world, world.dora, who=reid(world))
    second = nominate(world, world.cherie, person=first.person)
    for user, sent in ((world.dora, first), (world.cherie, second)):
        viewer = signed_in(user)
        with looking_as(viewer.capacity_id):
            changes.nomination_withdraw(nomination=sent, by=viewer, version=1, today=world.today)
            with pytest.raises(changes.NominationDecided):
                changes.nomination_withdraw(nomination=sent, by=viewer, version=1, today=world.today)
        first.membership.refresh_from_db()
        assert bool(first.membership.deselected_on) == (user == world.cherie)
    assert first.membership.nominated_by == world.safety
    assert first.membership.deselection_criterion == "not_selected"
    again = nominate(world, world.hal, who=None, person=first.person)
    assert again.membership == first.membership
    again.membership.refresh_from_db()
    assert not again.membership.deselected_on


def test_a_decided_nomination_is_not_withdrawn(world):
    sent = nominate(world, world.dora, who=reid(world))
    Membership.objects.filter(pk=sent.membership_id).update(selected_on=world.today, tier="ppo")
    viewer = signed_in(world.dora)
    with looking_as(viewer.capacity_id), pytest.raises(changes.NominationDecided):
        changes.nomination_withdraw(nomination=sent, by=viewer, version=1, today=world.today)


def test_what_is_entered_is_found_by_the_sender_alone(world):
    sent = nominate(world, world.hal, who=reid(world))
    assert Identity.objects.get(pk=sent.person_id).owner == world.housing
    assert sent.person_id in seen(Person, world.hal)
    assert sent.person_id not in seen(Person, world.bob)


def test_whoever_nominated_is_told_once_that_it_is_decided(world):
    sent = nominate(world, world.hal, who=reid(world))

    def told():
        outcomes_tell(scheme=world.scheme, today=world.today, at=now())
        return Notice.objects.filter(capacity__user=world.hal, text="One of your nominations is decided").count()

    assert told() == 0
    Membership.objects.filter(pk=sent.membership_id).update(
        deselected_on=world.today, deselection_criterion="not_selected"
    )
    assert told() == 1
    assert told() == 1
    assert "Reid" not in Mail.objects.get(user=world.hal).body

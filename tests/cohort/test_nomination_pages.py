"""The pages of nominations: looking up, sending, following, placing, withdrawing; and what the record suggests."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from casework import models as casework
from casework.changes import refresh
from cohort.changes import nomination as changes
from cohort.changes.nomination import Said, Who
from cohort.forms.nomination import parts_of
from cohort.models import Membership, Nomination, NominationCaution, NominationSuggestion, UnplacedNomination
from sharing.looking import looking_as
from sharing.models import Capacity, LedgerEntry
from sharing.viewer import signed_in
from tests.pages import statements, words

PNC = "1998/0123456X"
WHY = "Three burglaries since March"


@pytest.fixture
def hal(world, client_of):
    return client_of(world.hal)


@pytest.fixture
def dora(world, client_of):
    return client_of(world.dora)


def new(**more):
    return {"family_name": "Reid", "given_names": "Max", "date_of_birth": "14/2/1996", "reason": WHY} | more


def sent_by(world, user, **who):
    viewer = signed_in(user)
    with looking_as(viewer.capacity_id):
        return changes.nominate(by=viewer, said=Said(WHY), today=world.today, at=now(), who=Who(**who))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("98/123456x", {"pnc_id": "1998/0123456X"}),
        ("Max Reid 14/2/1996", {"given_names": "Max", "family_name": "Reid", "day": (1996, 2, 14)}),
        ("Reid, Max 14 Feb 1996", {"given_names": "Max", "family_name": "Reid", "day": (1996, 2, 14)}),
        ("Reid, Max, 14-02-1996", {"given_names": "Max", "family_name": "Reid", "day": (1996, 2, 14)}),
        ("max  reid", {"given_names": "max", "family_name": "reid"}),
        ("Reid", {"family_name": "Reid"}),
        ("14/2/1996", {"day": (1996, 2, 14)}),
        ("Max Reid 31/2/1996", {"given_names": "Max Reid", "family_name": "31/2/1996"}),
    ],
)
def test_what_the_box_holds(typed, parts):
    found = parts_of(typed)
    born = found.pop("date_of_birth", None)
    assert found | ({"day": (born.year, born.month, born.day)} if born else {}) == parts


def test_a_number_that_is_known_leads_to_the_person(world, hal):
    answer = hal.send("/nominations/add/", {"who": "98/123456x", "look": "1"})
    assert answer.status_code == 302
    assert answer.url == f"/people/{world.person.key}/nominate/"
    page = words(hal.get(answer.url))
    assert "Already on the scheme. There is nothing to nominate." in page
    assert "Send to panel" not in page


def test_a_number_nobody_may_know_is_not_found(world, client_of):
    page = words(client_of(world.bob).send("/nominations/add/", {"who": PNC, "look": "1"}))
    assert "Nobody you work with is found by these words." in page
    assert "Ellis" not in page


def test_somebody_new_is_sent_and_followed(world, hal):
    page = hal.send("/nominations/add/", {"who": "Max Reid 14/2/1996", "look": "1"})
    assert 'value="14/02/1996"' in page.content.decode()
    assert hal.send("/nominations/add/", new(send="1")).url == "/nominations/"
    page = words(hal.get("/nominations/"))
    assert "You will see the decision here." in page
    assert "Reid, Max" in page
    row = Nomination.objects.get(person__family_name="Reid")
    page = words(hal.get(row.get_absolute_url()))
    assert WHY in page
    assert "Withdraw this nomination" in page
    Membership.objects.filter(pk=row.membership_id).update(
        deselected_on=world.today, deselection_criterion="not_selected", reason="Fewer offences than others"
    )
    page = words(hal.get("/nominations/"))
    assert "Not for the scheme" in page
    assert "Fewer offences than others" in page
    assert "Withdraw" not in words(hal.get(row.get_absolute_url()))


def test_two_presses_are_one_nomination(world, hal):
    for _ in range(2):
        assert hal.post("/nominations/add/", new(send="1", form_id="once-and-again")).status_code == 302
    assert Nomination.objects.filter(person__family_name="Reid").count() == 1
    assert LedgerEntry.objects.filter(event="nominate").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"family_name": ""}, "Enter the family name."),
        ({"date_of_birth": ""}, "Enter the date of birth or the PNC number."),
        ({"pnc_id": "1998/0123456A"}, "one of them is mistyped"),
        ({"reason": ""}, "Say why this person should be on the scheme now."),
    ],
)
def test_what_is_missing_is_said(world, hal, typed, said):
    answer = hal.send("/nominations/add/", new(send="1", **typed))
    assert answer.status_code == 200
    assert said in words(answer)
    assert not Nomination.objects.filter(person__family_name="Reid").exists()


def test_somebody_known_is_asked_for_before_anything_is_sent(world, client_of):
    alice, born = client_of(world.alice), world.person.identity.date_of_birth
    typed = new(family_name="Elis", given_names="Jordan", date_of_birth=f"{born:%d/%m/%Y}", send="1")
    page = alice.send("/nominations/add/", typed)
    assert "Is it one of these?" in words(page)
    assert f"PNC number {PNC}. Already on the scheme" in words(page)
    assert WHY in words(page), "what was typed is kept"
    assert 'name="asked"' in page.content.decode()
    chosen = typed | {"asked": world.person.key, "is_it": world.person.key}
    assert "Already on the scheme. Nothing was sent." in words(alice.send("/nominations/add/", chosen))
    other = typed | {"asked": world.person.key, "is_it": "other"}
    assert alice.send("/nominations/add/", other).status_code == 302
    assert Nomination.objects.filter(person__family_name="Elis").count() == 1


def test_nobody_hears_of_somebody_they_may_not_know(world, client_of):
    bob, born = client_of(world.bob), world.person.identity.date_of_birth
    typed = new(family_name="Ellis", given_names="Jordan", date_of_birth=f"{born:%d/%m/%Y}", send="1")
    assert bob.send("/nominations/add/", typed).url == "/nominations/"
    page = words(bob.get("/nominations/"))
    assert "Ellis, Jordan" in page
    assert "Who is it?" not in page
    row = UnplacedNomination.objects.get()
    page = words(bob.get(row.get_absolute_url()))
    assert "Sent" in page
    assert "there already" not in page
    assert bob.send(f"/nominations/{row.key}/place/", {"version": 1, "who": "new"}).status_code == 403


def test_the_co_ordinator_places_it(world, client_of, dora):
    row = sent_by(world, world.bob, family_name="Ellis", given_names="Jordan", pnc_id=PNC)
    assert "Who is it?" in words(dora.get("/nominations/"))
    assert "Who is it?" in words(dora.get("/"))
    page = words(dora.get(row.get_absolute_url()))
    assert "Jordan Ellis, who is there already" in page
    assert "Already on the scheme" in page
    wrong = dora.send(f"/nominations/{row.key}/place/", {"version": 1, "who": "new"})
    assert "Somebody has this PNC number" in words(wrong)
    assert "Say what you answer." in words(dora.send(f"/nominations/{row.key}/place/", {"version": 1, "who": "answer"}))
    assert dora.send(f"/nominations/{row.key}/place/", {"version": 1, "who": world.person.key}).status_code == 302
    late = dora.send(f"/nominations/{row.key}/place/", {"version": 1, "who": world.person.key})
    assert late.status_code == 302
    assert "changed while you had it open" in words(dora.get(late.url, follow=True))
    placed = Nomination.objects.get(unplaced=row)
    assert client_of(world.bob).get(row.get_absolute_url()).url == placed.get_absolute_url()
    assert "On the scheme" in words(client_of(world.bob).get("/nominations/"))


def test_what_must_not_be_told_is_on_the_page_of_those_who_were_named(world, client_of, hal, dora):
    said = {"caution": "His sister rang us", "readers": [world.police.pk]}
    assert hal.send("/nominations/add/", new(send="1", **said)).status_code == 302
    where = Nomination.objects.get(person__family_name="Reid").get_absolute_url()
    assert "His sister rang us" in words(hal.get(where))
    assert "Your agency reads this, and Northside Police." in words(hal.get(where))
    assert "Do not pass it on." in words(dora.get(where))
    page = words(client_of(world.cherie).get(where))
    assert WHY in page
    assert "sister" not in page
    assert "Must not be told" not in page
    assert NominationCaution.objects.count() == 1


def test_readers_without_words_are_asked_for_them(world, hal):
    page = words(hal.send("/nominations/add/", new(send="1", readers=[world.police.pk])))
    assert "Say what must not be told to others, or tick nobody." in page


def test_withdrawn_from_the_page(world, hal, client_of):
    row = sent_by(world, world.hal, family_name="Reid", given_names="Max", pnc_id="1996/0000001C")
    assert client_of(world.dora).send(f"/nominations/{row.key}/withdraw/", {"version": 1}).status_code == 404
    assert hal.send(f"/nominations/{row.key}/withdraw/", {"version": 2}).url == row.get_absolute_url()
    assert hal.send(f"/nominations/{row.key}/withdraw/", {"version": 1}).url == "/nominations/"
    assert "Withdrawn" in words(hal.get("/nominations/"))


def test_empty_lists_say_so(world, client_of):
    page = words(client_of(world.bob).get("/nominations/"))
    assert "Nobody waits. Your agency has put nobody forward who is not decided." in page
    assert "No nomination is decided yet." in page
    assert "The record suggests nobody that you can see." in words(client_of(world.bob).get("/nominations/suggested/"))


def test_somebody_brought_in_as_a_nominee_is_listed_without_a_form(world, dora):
    """As an import makes them: a membership with the day and the agency of the nomination alone."""
    person = casework.Person.objects.create(
        scheme=world.scheme, owner=world.police, ref="N900", family_name="Marsh", given_names="Toby"
    )
    Membership.objects.create(
        person=person, owner=world.police, nominated_by=world.police, nominated_on=world.today - timedelta(days=3)
    )
    refresh(people=[person.pk], today=world.today)
    page = words(dora.get("/nominations/"))
    assert "Marsh, Toby" in page


def test_the_buttons_stand_where_somebody_is_missed(world, hal, client_of):
    assert "Nominate someone" in words(hal.get("/people/"))
    page = hal.send("/find/", {"q": "Nobody Atall"})
    assert "Nominate someone" in words(page)
    assert "Nominate</a>" not in hal.get(f"/people/{world.person.key}/").content.decode()
    Membership.objects.filter(person=world.person).update(deselected_on=world.today, deselection_criterion="moved_away")
    assert f"/people/{world.person.key}/nominate/" in hal.get(f"/people/{world.person.key}/").content.decode()


def test_somebody_who_left_is_nominated_from_the_page(world, hal):
    Membership.objects.filter(person=world.person).update(
        deselected_on=world.today - timedelta(days=9), deselection_criterion="moved_away"
    )
    where = f"/people/{world.person.key}/nominate/"
    assert "Why now?" in words(hal.get(where))
    assert hal.send(where, {"reason": WHY}).url == "/nominations/"
    assert Membership.objects.filter(person=world.person).count() == 2
    assert "Your agency nominated this person on" in words(hal.get(where))


def put_forward(world, numbers):
    """For each number somebody nominated with a form, somebody by a membership alone, an unplaced form, and a card."""
    sent_by = Capacity.objects.get(user=world.dora)
    own = {"scheme": world.scheme, "owner": world.police}
    people = casework.Person.objects.bulk_create(
        [casework.Person(**own, ref=f"Q{n}{kind}", family_name=f"Made{n}{kind}") for n in numbers for kind in "abc"]
    )
    casework.Identity.objects.bulk_create([casework.Identity(person=one, **own) for one in people])
    of = {"owner": world.police, "nominated_on": world.today}
    queue = [one for one in people if not one.ref.endswith("c")]
    rows = Membership.objects.bulk_create([Membership(person=p, **of, nominated_by=world.police) for p in queue])
    Nomination.objects.bulk_create(
        [Nomination(person=r.person, **of, membership=r, sent_by=sent_by, reason=WHY) for r in rows[::2]]
    )
    unplaced = {"scheme": world.scheme, "agency": world.police, "sent_by": sent_by, "nominated_on": world.today}
    UnplacedNomination.objects.bulk_create(
        [UnplacedNomination(**unplaced, family_name=f"Typed{n}", reason=WHY) for n in numbers]
    )
    card = {"owner": world.police, "category": 3, "kind": "frequent_arrests", "count": 3}
    card |= {"evidence_on": world.today, "suggested_on": world.today}
    NominationSuggestion.objects.bulk_create([NominationSuggestion(person=p, **card) for p in people[2::3]])


@pytest.mark.parametrize("where", ["/nominations/", "/nominations/suggested/", "/"])
def test_many_take_as_many_statements_as_few(world, dora, where):
    put_forward(world, range(2))
    few = statements(dora, where)
    put_forward(world, range(2, 22))
    assert statements(dora, where) == few
    page = words(dora.get("/nominations/"))
    assert "Waiting for the panel (66)" in page

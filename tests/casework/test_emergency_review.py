"""The review of each use of emergency access: by somebody else, with what was looked at, within five working days."""

from datetime import timedelta

import pytest

from sharing.changes import emergency as changes
from sharing.looking import looking_as_system, moment
from sharing.models import Emergency, Exclusion, Mail, Notice
from sharing.viewer import signed_in
from tests.pages import line, statements, words

REASON = "He rang from the bridge"
DAY = timedelta(days=1)


@pytest.fixture
def used(world, client_of):
    """Bob opened Jordan's record, looked at the offences, and the hour is over."""
    bob = client_of(world.bob)
    bob.send("/emergency/", {"who": "1998/0123456X", "kind": "life", "reason": REASON})
    bob.get(f"/people/{world.person.key}/offences/")
    return over(Emergency.objects.get())


def over(emergency):
    Emergency.objects.filter(pk=emergency.pk).update(ends_at=moment())
    emergency.refresh_from_db()
    return emergency


def opened_by(world, user):
    with looking_as_system():
        emergency = changes.emergency_open(
            person=world.person,
            by=signed_in(user),
            kind="staff",
            reason=REASON,
            minutes=60,
            at=moment() - timedelta(hours=1),
        )
    return over(emergency)


@pytest.fixture
def review(client_of):
    def send(user, emergency, **fields):
        answers = {"outcome": "justified", "words": "Life was at risk"} | fields
        return client_of(user).send(f"/emergencies/{emergency.key}/", answers)

    return send


def test_the_page_has_the_reason_and_what_was_looked_at(world, used, client_of):
    shown = words(client_of(world.gina).get(f"/emergencies/{used.key}/"))

    assert REASON in shown
    assert "Bob Pike, Gatehouse Hostel" in shown
    assert "N001" in shown
    assert "Ellis" not in shown
    assert "Offences Name and identity; Where they are, orders and supervision; Offences and arrests; Plan" in shown
    assert line("emergency_review").people == [world.person.pk]


def test_the_list_has_late_ones_first(world, used, client_of):
    late = opened_by(world, world.hal)
    Emergency.objects.filter(pk=late.pk).update(review_due_on=world.today - 3 * DAY)

    shown = words(client_of(world.gina).get("/emergencies/"))
    assert "To review (2)" in shown
    assert "3 days overdue" in shown
    assert shown.index("Hal Osei") < shown.index("Bob Pike")


def test_nothing_to_review_says_so(world, client_of):
    shown = words(client_of(world.gina).get("/emergencies/"))
    assert "Nothing to review." in shown
    assert "None reviewed yet." in shown


@pytest.mark.parametrize(("outcome", "said"), [("justified", "Justified"), ("not_justified", "Not justified")])
def test_a_review_is_kept_with_its_words(world, used, review, client_of, outcome, said):
    assert review(world.gina, used, outcome=outcome).url == "/emergencies/"

    used.refresh_from_db()
    assert (used.outcome, used.review, used.reviewed_by) == (outcome, "Life was at risk", world.gina)
    shown = words(client_of(world.gina).get(f"/emergencies/{used.key}/"))
    assert f"Outcome {said}" in shown
    assert "Save review" not in shown
    assert "To review (0)" in words(client_of(world.gina).get("/emergencies/"))
    assert not Notice.objects.filter(capacity__user=world.gina, kind="emergency", read_at=None).exists()
    told = Notice.objects.get(capacity__user=world.bob, kind="emergency")
    assert said.lower() in told.text
    assert told.address == ""


def test_what_was_not_right_is_told_to_those_who_lead_them(world, review):
    used = opened_by(world, world.pete)
    review(world.cherie, used, outcome="needs_action")  # of another agency, and the person is the police's
    assert Emergency.objects.get().reviewed_by is None

    review(world.gina, used, outcome="needs_action")
    texts = Notice.objects.filter(capacity__user=world.gina).values_list("text", flat=True)
    assert any("needs action" in text for text in texts)
    assert Mail.objects.filter(user=world.gina, once__contains="outcome").exists()


def test_nobody_reviews_their_own(world, review, client_of):
    used = opened_by(world, world.dora)

    assert "You used it, so somebody else reviews it." in words(client_of(world.dora).get(f"/emergencies/{used.key}/"))
    assert review(world.dora, used).status_code == 404
    with pytest.raises(changes.ReviewRefused):
        changes.emergency_review(
            emergency=used, by=signed_in(world.dora), outcome="justified", words="Mine", at=moment()
        )
    assert review(world.gina, used).status_code == 302


def test_one_that_runs_waits(world, used, review, client_of):
    Emergency.objects.filter(pk=used.pk).update(ends_at=moment() + timedelta(minutes=5))
    assert "It is still running" in words(client_of(world.gina).get(f"/emergencies/{used.key}/"))
    assert review(world.gina, used).status_code == 404


def test_two_at_once_the_second_keeps_what_was_typed(world, used, review):
    review(world.gina, used)
    answer = review(world.dora, used, words="I rang the hostel")

    assert answer.status_code == 409
    assert "I rang the hostel" in words(answer)
    assert "Life was at risk" in words(answer)
    assert Emergency.objects.get().reviewed_by == world.gina


@pytest.mark.parametrize(
    ("fields", "said"), [({"outcome": ""}, "Choose whether it was right."), ({"words": ""}, "Say why.")]
)
def test_bad_input_says_what_to_do(world, used, review, fields, said):
    assert said in words(review(world.gina, used, **fields))
    assert Emergency.objects.get().reviewed_at is None


@pytest.mark.parametrize(
    ("who", "status"), [("gina", 200), ("dora", 200), ("cherie", 404), ("alice", 403), ("bob", 403), ("steve", 403)]
)
def test_who_reviews(world, used, client_of, who, status):
    """The governance lead, and the co-ordinator of the agency that is the owner of the person."""
    assert client_of(getattr(world, who)).get(f"/emergencies/{used.key}/").status_code == status


def test_a_reviewer_excluded_from_the_person_sees_none_of_it(world, used, client_of):
    Exclusion.objects.create(person=world.person, user=world.gina, starts_at=moment() - DAY, reason="Neighbour")
    gina = client_of(world.gina)
    assert gina.get(f"/emergencies/{used.key}/").status_code == 404
    assert "N001" not in words(gina.get("/emergencies/"))


def test_ten_more_take_no_more_statements(world, used, client_of):
    gina = client_of(world.gina)
    before = statements(gina, "/emergencies/")
    for _ in range(10):
        opened_by(world, world.hal)
    assert statements(gina, "/emergencies/") == before

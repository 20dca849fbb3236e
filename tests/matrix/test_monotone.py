"""Less given is never more seen: a rule taken away, an exclusion added, a period over; in whatever order things stand."""

import os
import random
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cohort.changes.transfer import transfer_accept
from ppo.policy_diff import model, worlds
from sharing.looking import looking_as, looking_as_system
from sharing.models import Agency, AgreementRule, Capacity, Consent, Disclosure, Emergency, Exclusion, NamedLink
from sharing.policy import Category, Reach, Viewer, decide, right
from tests.matrix.channels import WITH_PAGES, tabs
from tests.matrix.reading import ask
from tests.matrix.world import browser
from tests.world import viewer_of

EVERY = "PROVE" in os.environ
OWNERS, USER = (1, 2, 3), 7
RIGHTS = [right(owner, category, level) for owner in OWNERS for category in Category for level in (1, 2)]
CODES = st.dictionaries(st.sampled_from(RIGHTS), st.sampled_from(["A1", "A2"]), max_size=12)
OF_CATEGORY = st.dictionaries(st.sampled_from([str(int(one)) for one in Category]), st.just("2026-01-01"), max_size=5)


@st.composite
def list_rows(draw):
    return SimpleNamespace(
        agency_id=1,
        works=draw(st.booleans()),
        own=draw(st.booleans()),
        consented_on=draw(OF_CATEGORY),
        disclosed_on={str(code): "2026-01-01" for code in draw(st.lists(st.sampled_from(RIGHTS), max_size=4))},
        emergency_at=draw(OF_CATEGORY),
        denied=draw(st.sampled_from([None, None, [8], [USER]])),
    )


@st.composite
def viewers(draw):
    reach = draw(st.sampled_from(Reach))
    return Viewer(1, USER, 1, 1, reach, open=draw(CODES), asked=draw(CODES))


def levels(viewer, rows):
    return {(owner, category): decide(viewer, rows, owner, category)[0] for owner in OWNERS for category in Category}


def never_more(after, before):
    return all(after[cell] <= before[cell] for cell in before)


def without(mapping, key):
    return {code: value for code, value in mapping.items() if code != key}


@given(viewers(), st.lists(list_rows(), max_size=3), st.data())
@settings(max_examples=100, deadline=None)
def test_a_right_taken_away_adds_nothing(viewer, rows, data):
    before = levels(viewer, rows)
    for name in ("open", "asked"):
        held = getattr(viewer, name)
        if held:
            lost = data.draw(st.sampled_from(sorted(held)))
            fewer = {"open": viewer.open, "asked": viewer.asked, name: without(held, lost)}
            assert never_more(levels(Viewer(1, USER, 1, 1, viewer.reach, **fewer), rows), before)


@given(viewers(), st.lists(list_rows(), min_size=1, max_size=3), st.data())
@settings(max_examples=100, deadline=None)
def test_a_fact_taken_away_adds_nothing(viewer, rows, data):
    before = levels(viewer, rows)
    row = data.draw(st.sampled_from(rows))
    for name in ("consented_on", "disclosed_on", "emergency_at"):
        held = getattr(row, name)
        if held:
            setattr(row, name, without(held, data.draw(st.sampled_from(sorted(held)))))
            assert never_more(levels(viewer, rows), before)
    row.works = row.own = False
    assert never_more(levels(viewer, rows), before)


@given(viewers(), st.lists(list_rows(), min_size=1, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_an_exclusion_leaves_nothing_and_order_is_nothing(viewer, rows, rng):
    before = levels(viewer, rows)
    shuffled = rng.sample(rows, k=len(rows))
    assert levels(viewer, shuffled) == before

    rng.choice(rows).denied = [USER]
    assert set(levels(viewer, rows).values()) == {0}


FACTS = ("links", "agreements", "consents", "disclosures", "emergencies")


def all_levels(world, capacity, at):
    return {
        (person, owner, category): model.decide(world, capacity, person, owner, category, at)[0]
        for person in world.people
        for owner in world.agencies
        for category in range(0, 16, 3)
        if model.is_there(world, capacity, person, at)
    }


def no_more_than(after, before):
    return all(level <= before.get(cell, 0) for cell, level in after.items())


@pytest.mark.parametrize("seed", range(12))
def test_of_whole_worlds_too(seed):
    """In the reference model, which the differential test holds equal to queries and walls: each fact, one by one."""
    rng = random.Random(seed)
    at = worlds.moment(rng)
    world = worlds.world(rng, at)
    for capacity in rng.sample(world.capacities, k=3):
        before = all_levels(world, capacity, at)
        for name in FACTS:
            facts = list(getattr(world, name))
            for fact in facts:
                setattr(world, name, [one for one in facts if one is not fact])
                assert no_more_than(after := all_levels(world, capacity, at), before), (name, fact)
                if over(fact, at):
                    assert after == before, (name, fact)
            setattr(world, name, facts[::-1])
            assert all_levels(world, capacity, at) == before, name
            setattr(world, name, facts)
        stranger = SimpleNamespace(person=0, user=capacity.user, starts_at=at - timedelta(days=1), ends_at=None)
        world.exclusions.append(stranger)
        after = all_levels(world, capacity, at)
        assert no_more_than(after, before)
        assert not any(person == 0 for person, *_ in after)
        world.exclusions.remove(stranger)


def over(fact, at):
    """Whether the fact's period has ended: taking it away must be the same."""
    ends_at = getattr(fact, "ends_at", None)
    return ends_at is not None and ends_at <= at


def seen_by(matrix, name, relation="own"):
    """Every planted word this persona reads of the person, and whether there is a page at all."""
    visitor, words, statuses = browser(matrix, name), set(), set()
    for address in tabs(matrix, relation):
        seen = ask(visitor, "GET", address)
        statuses.add(seen.status)
        words |= matrix.words_in(seen.body)
    return statuses, words


@pytest.fixture
def undone():
    """What a test changes in the world is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_over_http_a_rule_less_shows_less(matrix, undone):
    """Rule by rule of the protocol of everyone, until nothing passes: each step shows a part of the one before."""
    statuses, before = seen_by(matrix, "probation")
    assert statuses == {200}
    first = before
    for rule in AgreementRule.objects.filter(agreement__code="PROT").order_by("category")[::4]:
        rule.delete()
        _, after = seen_by(matrix, "probation")
        assert after <= before
        before = after
    assert before < first


def test_over_http_an_exclusion_shows_nothing(matrix, undone):
    Exclusion.objects.create(
        person=matrix.person["own"],
        user=matrix.user["probation"],
        starts_at=matrix.now - timedelta(hours=1),
        reason="Kin",
    )
    statuses, words = seen_by(matrix, "probation")
    assert statuses == {404}
    assert words == set()


def moved(matrix, relation):
    """Have the other scheme take the person over, with an agency there for each kind."""
    with looking_as_system():
        kinds = Agency.objects.filter(scheme=matrix.north).exclude(kind="police").values_list("kind", flat=True)
        for kind in set(kinds):
            Agency.objects.create(scheme=matrix.south, code=f"south {kind}", name=f"Southside {kind}", kind=kind)
        runs = Capacity.objects.filter(user=matrix.user["colleague_south"])
        runs.update(role="coordinator")
        by = viewer_of(matrix.user["colleague_south"])
    with looking_as(by.capacity_id):
        offer, answer = matrix.waiting_offer[relation], {"version": 1, "reason": "Lives here"}
        began = matrix.now - timedelta(minutes=5)  # the moment of this transaction is the one at which it began
        transfer_accept(transfer=offer, by=by, today=matrix.today, at=began, **answer)


@pytest.mark.parametrize("relation", ["own", "former"] if EVERY else ["former"])
def test_over_http_whoever_moves_to_another_scheme_is_no_more_to_be_seen(matrix, undone, relation):
    """By anybody of the old area: until the day agreed a part of what they saw, from then on nothing."""
    asking = WITH_PAGES if EVERY else ["police", "housing", "health", "mentor", "coordinator"]
    before = {name: seen_by(matrix, name, relation)[1] for name in asking}
    moved(matrix, relation)
    after = {name: seen_by(matrix, name, relation)[1] for name in asking}
    more = {name: {str(matrix.texts[word]) for word in after[name] - before[name]} for name in asking}
    assert {name: words for name, words in more.items() if words} == {}
    assert any(after.values())
    with looking_as_system():
        running = Disclosure.objects.filter(person=matrix.person[relation], ends_at__gt=matrix.now)
        assert running.update(ends_at=matrix.now - timedelta(minutes=1))
    assert {str(seen_by(matrix, name, relation)) for name in asking} == {str(({404}, set()))}


def test_over_http_what_is_over_is_as_if_it_had_never_been(matrix, undone):
    """A consent withdrawn, a named person given up, an emergency ended: the same pages as without them."""
    person = matrix.person["own"]
    _, at_first = seen_by(matrix, "drugs")
    consents = Consent.objects.filter(person=person)
    consents.update(withdrawn_on=matrix.today)
    _, withdrawn = seen_by(matrix, "drugs")
    told = {word for word in withdrawn if matrix.texts[word].row.kind == "sharing.consent"}
    consents.all().delete()
    _, deleted = seen_by(matrix, "drugs")
    assert withdrawn - told == deleted < at_first

    NamedLink.objects.filter(user=matrix.user["mentor"]).update(ends_at=matrix.now - timedelta(minutes=1))
    assert seen_by(matrix, "mentor") == ({404}, set())
    assert seen_by(matrix, "prison", "emergency")[0] == {200}
    Emergency.objects.filter(user=matrix.user["prison"]).update(ends_at=matrix.now - timedelta(minutes=1))
    assert seen_by(matrix, "prison", "emergency") == seen_by(matrix, "prison", "expired") == ({404}, set())

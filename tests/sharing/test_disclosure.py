"""One-off disclosures: what they open, on which grounds, and every reason to refuse one."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from casework.models import DrugTest, DrugTestResult
from sharing.changes import disclosure as changes
from sharing.changes.consent import consent_withdraw
from sharing.changes.disclosure import DisclosureChanged, DisclosureRefused, Grounds
from sharing.looking import looking_as, moment
from sharing.models import Consent, Disclosure
from sharing.policy import Category, Level
from tests.pages import line
from tests.world import viewer_of

STATUTE = Grounds(basis="other", reason="The flat depends on it", confidentiality="statute")


@pytest.fixture
def make(world):
    """Dee's agency shares its drug tests with the hostel, which does not work with Jordan."""

    def share(who="dee", **other):
        answers = {
            "person": world.person,
            "by": viewer_of(getattr(world, who)),
            "to_agency": world.hostel,
            "category": Category.DRUGS,
            "level": Level.FULL,
            "until": world.today + timedelta(days=14),
            "grounds": STATUTE,
            "at": moment(),
        }
        return changes.disclosure_make(**answers | other)

    return share


def seen(world, who):
    """(drug tests, results) as far as the wall lets somebody see them."""
    viewer = viewer_of(getattr(world, who))
    with looking_as(viewer.capacity_id):
        return DrugTest.objects.visible_to(viewer).count(), DrugTestResult.objects.visible_to(viewer).count()


def test_it_opens_what_it_says_to_whom_it_says_at_once(world, make):
    assert seen(world, "bob") == (0, 0)
    make()
    assert seen(world, "bob") == (1, 1)
    assert seen(world, "carol") == (0, 0)


def test_a_summary_opens_no_result(world, make):
    make(level=Level.SUMMARY)
    assert seen(world, "bob") == (1, 0)


def test_the_line_says_to_whom_on_which_grounds_and_keeps_which_versions(world, make):
    disclosure = make()
    told = line("disclosure_make")
    assert (told.operation, told.people, told.recipients) == ("disclosure", [world.person.pk], [world.hostel.pk])
    assert told.reason == "The flat depends on it"
    assert told.facts["categories"] == [Category.DRUGS]
    assert told.facts["records"]["casework.drugtest"] == [world.drug_test.pk]
    assert len(told.facts["versions"]["casework.drugtestresult"]) == 1
    assert told.facts["confidentiality"] == disclosure.confidentiality == "statute"


def test_ended_early_it_shows_nothing_on_the_next_request(world, make):
    disclosure = make()
    ended = changes.disclosure_end(disclosure=disclosure, by=viewer_of(world.dee), version=1, at=moment())
    assert seen(world, "bob") == (0, 0)
    assert ended.version == 2
    assert line("disclosure_end").facts["before"] == disclosure.ends_at.isoformat()


def test_a_colleague_ends_it_first(world, make):
    disclosure = make()
    end = partial(changes.disclosure_end, disclosure=disclosure, by=viewer_of(world.dee), at=moment())
    end(version=1)
    for version in (1, 2):
        with pytest.raises(DisclosureChanged) as clash:
            end(version=version)
    assert clash.value.disclosure.version == 2


def test_only_who_gave_it_ends_it(world, make):
    disclosure = make()
    with pytest.raises(Disclosure.DoesNotExist):
        changes.disclosure_end(disclosure=disclosure, by=viewer_of(world.bob), version=1, at=moment())


REFUSED = {
    "to itself": ({"to_agency": "drugs"}, "to_agency", "Your agency sees its own records already."),
    "another scheme": ({"to_agency": "south"}, "to_agency", "Choose an agency of your scheme."),
    "nothing held": ({"category": Category.FINANCE}, "category", "Your agency holds nothing under “Money”"),
    "a day gone by": ({"days": -1}, "until", "The last day must be today or later."),
    "too long": ({"days": 400}, "until", "within a year"),
    "a basis that does not allow it": (
        {"grounds": Grounds(basis="oma14", reason="x", confidentiality="statute")},
        "basis",
        "does not let Northside Recovery share “Drug tests and treatment” with Gatehouse Hostel.",
    ),
    "consent that nobody gave": (
        {"grounds": Grounds(basis="consent", reason="x", confidentiality="statute"), "consent": False},
        "basis",
        "No consent is recorded",
    ),
    "no reason": ({"grounds": Grounds(basis="other", reason="", confidentiality="statute")}, "reason", "Say why"),
    "in confidence": ({"grounds": Grounds(basis="other", reason="x")}, "confidentiality", "told in confidence"),
    "explicit consent that nobody gave": (
        {"grounds": Grounds(basis="other", reason="x", confidentiality="explicit_consent"), "consent": False},
        "confidentiality",
        "No consent is recorded",
    ),
    "direct care by those who do not treat": (
        {"grounds": Grounds(basis="other", reason="x", confidentiality="direct_care")},
        "confidentiality",
        "does not treat the person",
    ),
    "public interest without a name": (
        {"grounds": Grounds(basis="other", reason="x", confidentiality="public_interest")},
        "approver",
        "Enter who approved it",
    ),
    "a name for nothing": (
        {"grounds": Grounds(basis="other", reason="x", confidentiality="statute", approver="Dr A")},
        "approver",
        "only. Leave it empty.",
    ),
    "a ground of confidence for what is not": (
        {"category": Category.ENGAGEMENT, "grounds": STATUTE},
        "confidentiality",
        "for health and treatment only",
    ),
    "seen already": (
        {"category": Category.ENGAGEMENT, "to_agency": "housing", "grounds": Grounds(basis="other", reason="x")},
        "to_agency",
        "Northside Homes sees this already, without a disclosure.",
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_why_it_is_refused(world, make, why):
    changed, field, words = REFUSED[why]
    changed = dict(changed)
    if "to_agency" in changed:
        changed["to_agency"] = getattr(world, changed["to_agency"])
    if "days" in changed:
        changed["until"] = world.today + timedelta(days=changed.pop("days"))
    if changed.pop("consent", True) is False:
        Consent.objects.filter(person=world.person).delete()
    with pytest.raises(DisclosureRefused) as refused:
        make(**changed)
    assert refused.value.field == field
    assert words in str(refused.value)
    assert not Disclosure.objects.exists()


def test_the_same_twice_is_said_and_a_longer_one_goes_on(world, make):
    make()
    with pytest.raises(DisclosureRefused, match="with Gatehouse Hostel already, until"):
        make()
    make(until=world.today + timedelta(days=30))
    assert Disclosure.objects.count() == 2


def test_the_database_refuses_what_the_basis_does_not_allow(world, make):
    disclosure = make()
    with pytest.raises(IntegrityError, match="does not let this pass"), transaction.atomic():
        Disclosure.objects.filter(pk=disclosure.pk).update(basis="oma14")
    with pytest.raises(IntegrityError, match="disclosure_confidentiality_iff"), transaction.atomic():
        Disclosure.objects.filter(pk=disclosure.pk).update(confidentiality="")


def test_who_neither_gave_nor_received_it_sees_no_row_of_it(world, make):
    make(category=Category.DRUGS)
    Consent.objects.filter(person=world.person).delete()

    def rows(who):
        with looking_as(viewer_of(getattr(world, who)).capacity_id):
            return Disclosure.objects.count()

    assert {who: rows(who) for who in ("dee", "bob", "hal", "carol")} == {"dee": 1, "bob": 1, "hal": 0, "carol": 0}


@pytest.mark.parametrize(
    "grounds",
    [
        Grounds(basis="consent", reason="x", confidentiality="statute"),
        Grounds(basis="other", reason="x", confidentiality="explicit_consent"),
    ],
)
def test_what_rests_on_consent_ends_with_it(world, make, grounds):
    make(grounds=grounds)
    assert seen(world, "bob") == (1, 1)
    consent_withdraw(consent=world.consent, by=viewer_of(world.alice), withdrawn_on=world.today, version=1)
    assert seen(world, "bob") == (0, 0)
    assert line("disclosure_end").people == [world.person.pk]


def test_what_rests_on_something_else_or_on_another_consent_stays(world, make):
    make()
    make(to_agency=world.prison, grounds=Grounds(basis="consent", reason="x", confidentiality="statute"))
    Consent.objects.create(
        person=world.person, owner=world.police, category=None, to_agency=world.prison, given_on=world.today
    )
    consent_withdraw(consent=world.consent, by=viewer_of(world.alice), withdrawn_on=world.today, version=1)
    assert (seen(world, "bob"), seen(world, "pru")) == ((1, 1), (1, 1))

"""A legal basis lets pass what the shipped table says, and nothing else."""

from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from sharing import basis
from sharing.models import Agency, Agreement, AgreementRule, LawfulPair, RulePack
from sharing.policy import Category, Level, right


def test_the_kinds_are_those_of_the_agencies():
    assert set(basis.KINDS) == set(Agency.Kind.values)


def test_every_cell_of_the_database_is_the_table(db):
    stored = set(LawfulPair.objects.values_list("basis", "giver", "receiver", "category"))

    assert stored == {(code, giver, receiver, int(category)) for code, giver, receiver, category in basis.pairs()}
    assert {code for code, *_ in stored} == set(AgreementRule.Basis.values)


def test_health_never_passes_under_the_crime_and_disorder_act():
    for giver, receiver, acting_for in product(basis.KINDS, basis.KINDS, basis.KINDS):
        assert not basis.allows(
            "cda115", giver=giver, receiver=receiver, acting_for=acting_for, category=Category.HEALTH
        )


def test_a_body_not_named_in_the_act_receives_as_acting_for_one_that_is():
    passes = {"giver": "probation", "receiver": "voluntary", "category": Category.HOUSING}

    assert basis.allows("cda115", acting_for="police", **passes)
    assert not basis.allows("cda115", acting_for="voluntary", **passes)
    assert not basis.allows("oma14", acting_for="police", **passes)


def rule(world, **fields):
    agreement = Agreement.objects.get(code="ISP1")
    given = {"category": Category.VICTIMS, "level": Level.SUMMARY, "needs_consent": False, "basis": "cda115"} | fields
    if given["category"] in basis.CONFIDENTIAL:
        given = {"confidentiality": "statute"} | given
    return AgreementRule.objects.create(agreement=agreement, **given)


def settle():
    """Let the checks that wait for the end of the transaction speak now."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


@pytest.mark.parametrize(
    ("giver", "taker", "category", "code"),
    [
        ("police", "probation", Category.HEALTH, "cda115"),
        ("probation", "drugs", Category.RISK, "oma14"),
        ("hostel", "drugs", Category.RISK, "cja325"),
    ],
)
def test_a_rule_its_basis_does_not_allow_cannot_be_saved(world, giver, taker, category, code):
    with transaction.atomic():
        rule(world, from_agency=getattr(world, giver), to_agency=getattr(world, taker), category=category, basis=code)
        with pytest.raises(IntegrityError, match="does not let this pass"), transaction.atomic():
            settle()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"category": Category.HEALTH, "confidentiality": ""}, "agreement_rule_confidentiality_iff"),
        ({"category": Category.VICTIMS, "confidentiality": "statute"}, "agreement_rule_confidentiality_iff"),
        (
            {"category": Category.VICTIMS, "confidentiality_reason": "Said to be needed"},
            "agreement_rule_confidentiality_iff",
        ),
        (
            {"category": Category.HEALTH, "confidentiality": "explicit_consent"},
            "agreement_rule_explicit_consent_is_asked",
        ),
        (
            {"category": Category.HEALTH, "confidentiality": "public_interest", "approver": "Dr A Guardian"},
            "agreement_rule_public_interest_is_approved",
        ),
        (
            {"category": Category.HEALTH, "confidentiality": "statute", "approver": "Dr A Guardian"},
            "agreement_rule_public_interest_is_approved",
        ),
    ],
)
def test_what_is_confidential_has_a_ground_of_its_own_and_nothing_else_has(world, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rule(world, basis="other", **fields)


def test_direct_care_is_between_those_who_treat_the_person(world):
    care = {"category": Category.HEALTH, "basis": "other", "confidentiality": "direct_care"}
    with transaction.atomic():
        rule(world, from_agency=world.drugs, to_agency=world.police, **care)
        with pytest.raises(IntegrityError, match="treats nobody"), transaction.atomic():
            settle()
        transaction.set_rollback(True)

    surgery = Agency.objects.create(scheme=world.scheme, code="surgery", name="Northside Surgery", kind="health")
    rule(world, **care)
    settle()

    def sees(taker):
        return right(world.drugs.pk, Category.HEALTH, Level.SUMMARY) in RulePack.objects.get(recipient=taker).open

    assert sees(surgery)
    assert not sees(world.police)


def test_a_draft_gives_nothing_until_it_is_brought_into_force(world):
    agreement = Agreement.objects.get(code="ISP1")
    assert RulePack.objects.get(recipient=world.hostel).open
    Agreement.objects.filter(pk=agreement.pk).update(draft=True)
    assert not RulePack.objects.filter(recipient=world.hostel).exists()


def test_every_party_means_those_whom_the_basis_allows(world):
    rule(world, category=Category.RISK, basis="oma14")
    settle()

    def given(taker):
        pack = RulePack.objects.filter(recipient=getattr(world, taker)).get()
        return {a for a in ("police", "probation", "prison", "drugs") if right(getattr(world, a).pk, 5, 1) in pack.open}

    assert given("prison") == {"police", "probation"}
    assert given("drugs") == set()


def test_whom_an_agency_acts_for_counts_at_once(world):
    """The lead agency is police, so the hostel receives as acting for it; for a charity it would not."""
    charity = Agency.objects.create(scheme=world.scheme, code="charity", name="Open Door", kind="voluntary")
    rule(world, category=Category.VICTIMS)
    settle()

    def reaches():
        pack = RulePack.objects.get(recipient=world.drugs)
        return right(world.police.pk, Category.VICTIMS, Level.SUMMARY) in pack.open

    assert reaches()
    Agency.objects.filter(pk=world.drugs.pk).update(acting_for=charity)
    assert not reaches()


def test_an_item_that_came_without_a_ground_of_confidence_says_what_it_rests_on():
    assert basis.confidentiality_unsaid(Category.HEALTH, needs_consent=True) == ("explicit_consent", "")
    assert basis.confidentiality_unsaid(Category.HEALTH, needs_consent=False) == ("statute", basis.NOT_SAID)
    assert basis.confidentiality_unsaid(Category.HOUSING, needs_consent=False) == ("", "")

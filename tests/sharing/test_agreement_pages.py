"""Agreements on screen: the register, one agreement, and every change of it, with its effect shown before it is saved."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from sharing import ledger
from sharing.effects import effect
from sharing.models import (
    Agency,
    Agreement,
    AgreementDocument,
    AgreementRule,
    LedgerEntry,
    Mail,
    Notice,
    Officer,
    RulePack,
    Signature,
)
from sharing.policy import Category, Level, right
from sharing.viewer import signed_in
from tests.pages import line, statements, words

DAY = timedelta(days=1)
ITEM = {
    "from_agency": "",
    "to_agency": "",
    "category": int(Category.VICTIMS),
    "level": 1,
    "needs_consent": "no",
    "basis": "cda115",
}


@pytest.fixture
def at(world):
    """`at("end")` is the address of that step of the protocol, `at()` the agreement itself."""

    def address(step="", agreement=None):
        return f"/sharing/{(agreement or world.agreement).key}/" + (f"{step}/" if step else "")

    return address


@pytest.fixture
def gina(world, client_of):
    return client_of(world.gina)


@pytest.fixture
def draft(world):
    """A draft between police and housing, with nothing in it."""
    agreement = Agreement.objects.create(
        scheme=world.scheme, code="ISP9", title="Visits", lawful_basis="Section 115", starts_on=world.today, draft=True
    )
    agreement.parties.set([world.police, world.housing])
    return agreement


def passes(giver, taker, category, level=Level.SUMMARY):
    pack = RulePack.objects.filter(recipient=taker).first()
    return bool(pack) and right(giver.pk, category, level) in pack.open


def version(agreement):
    return Agreement.objects.get(pk=agreement.pk).version


def text(world, **more):
    return {
        "version": version(world.agreement),
        "title": "Information sharing protocol",
        "purpose": "Fewer victims",
        "lawful_basis": "Crime and Disorder Act 1998 s.115",
        "handling": "",
        "who": "every",
        "starts_on": str(world.agreement.starts_on),
        "review_on": "",
    } | more


# ---------------------------------------------------------------- reading
def test_the_register_says_state_review_and_signatures(world, client_of, draft):
    Agreement.objects.filter(code="ISP1").update(review_on=world.today + 20 * DAY)
    Agreement.objects.filter(code="ISP2").update(review_on=world.today - DAY)
    Agreement.objects.filter(code="ISP3").update(ends_on=world.today)
    Signature.objects.create(
        agreement=world.agreement,
        agency=world.police,
        edition=1,
        name="Gina Frost",
        signed_on=world.today,
        recorded_by=world.gina.capacities.get(),
        recorded_at=world.drug_test.taken_at,
    )
    said = words(client_of(world.hal).get("/sharing/"))
    for expected in (
        "Information sharing protocol (ISP1) Every agency of the scheme In force Review due in 20 days"
        " 6 signatures outstanding",
        "Joint offender management (ISP2) Northside Police, Northside Probation In force Review overdue by 1 day"
        " 2 signatures outstanding",
        "Visits (ISP9) Northside Police, Northside Homes Draft Once it is in force 2 signatures outstanding",
        "Treatment results to offender managers (ISP3)",
        "Ended None: it has ended Not asked for any more",
    ):
        assert expected in said
    assert "Begin an agreement" not in said
    assert said.index("ISP2") < said.index("ISP9") < said.index("ISP3")


def test_an_empty_register_says_what_that_means(world, client_of):
    assert "each agency sees its own records alone" in words(client_of(world.carol).get("/sharing/"))


def test_the_page_says_everything_in_words(world, client_of, at):
    Agency.objects.filter(pk=world.drugs.pk).update(acting_for=world.probation)
    said = words(client_of(world.hal).get(at()))
    for expected in (
        "Name and identity Every party Every party All of it No Crime and Disorder Act 1998, section 115",
        "Drug tests and treatment Every party Every party Summary Yes, the person is asked The person's consent"
        " Confidence: The person’s explicit consent",
        "Northside Recovery as acting for Northside Probation Nobody named Nobody named Not signed",
        "HMP Leeds as acting for Northside Police Nobody named Nobody named Not signed",
        "Northside Police in its own name Gina Frost Nobody named Not signed",
        "7 signatures of 7 outstanding",
        "No document was added.",
    ):
        assert expected in said
    assert "Change" not in said.replace("What was changed", "").replace("Changes", "").replace("changed here", "")


def test_it_says_whom_an_item_does_not_reach(world, client_of, at):
    AgreementRule.objects.create(
        agreement=world.agreement, category=Category.RISK, level=1, needs_consent=False, basis="oma14"
    )
    said = words(client_of(world.hal).get(at()))
    assert "Not to Northside Homes, Gatehouse Hostel, Northside Recovery: the basis does not allow it." in said


@pytest.mark.parametrize("who", ["alice", "cherie", "steve", "anna", "adam"])
def test_everybody_of_the_scheme_reads_and_only_two_roles_change(world, client_of, at, who):
    client = client_of(getattr(world, who))
    assert client.get(at()).status_code == 200
    for step in ("change", "renew", "end", "items/add", "signed", "document"):
        assert client.get(at(step)).status_code == 403, step


def test_another_scheme_has_no_such_agreement(world, client_of, at):
    assert client_of(world.carol).get(at()).status_code == 404


def test_who_has_the_status_check_alone_reads_none(world, client_of, at):
    client = client_of(world.dan)
    assert (client.get("/sharing/").status_code, client.get(at()).status_code) == (403, 403)


def test_twenty_more_of_everything_take_no_more_statements(world, gina, at):
    few = statements(gina, "/sharing/"), statements(gina, at())
    agencies = Agency.objects.bulk_create(
        [Agency(scheme=world.scheme, code=f"a{n}", name=f"Agency {n}", kind="ete", position=20 + n) for n in range(20)]
    )
    Agreement.objects.bulk_create(
        [
            Agreement(scheme=world.scheme, code=f"X{n}", title="More", lawful_basis="Law", starts_on=world.today)
            for n in range(20)
        ]
    )
    AgreementRule.objects.bulk_create(
        [
            AgreementRule(
                agreement=world.agreement,
                to_agency=agency,
                category=Category.RISK,
                level=1,
                needs_consent=False,
                basis="other",
            )
            for agency in agencies
        ]
    )
    Officer.objects.bulk_create([Officer(agency=agency, name="A N Officer") for agency in agencies])
    assert (statements(gina, "/sharing/"), statements(gina, at())) == few


# ---------------------------------------------------------------- beginning and bringing into force
def test_an_agreement_begins_as_a_draft_under_which_nothing_passes(world, gina):
    answers = text(world, code="ISP7", who="named", parties=[world.police.key, world.hostel.key])
    answer = gina.send("/sharing/new/", answers)
    made = Agreement.objects.get(code="ISP7")
    assert (answer.status_code, answer.url) == (302, f"/sharing/{made.key}/")
    assert (made.draft, set(made.parties.all())) == (True, {world.police, world.hostel})
    assert line("agreement_add").subject == f"sharing.agreement:{made.key}"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"code": "ISP1"}, "There is an agreement ISP1 already. Choose another code."),
        ({"code": "my code"}, "Use letters, numbers and hyphens, such as ISP4."),
        ({"title": ""}, "Enter title."),
        ({"who": "named", "parties": []}, "Tick at least two agencies."),
        ({"review_on": "1/1/1999"}, "The review must not be before the start."),
        ({"starts_on": "soon"}, "Enter the date as day, month and year, for example 14/11/2026."),
    ],
)
def test_what_is_wrong_with_a_new_one_is_said_in_a_sentence(world, gina, fault, said):
    answer = gina.send("/sharing/new/", text(world, code="ISP7") | fault)
    assert answer.status_code == 200
    assert said in words(answer)
    assert Agreement.objects.count() == 3


def test_a_draft_comes_into_force_when_every_giver_has_signed(world, gina, at, draft):
    address = at("start", draft)
    assert "Nothing may pass under this agreement yet. Add an item first." in words(
        gina.send(address, {"version": draft.version})
    )

    item = ITEM | {"from_agency": world.housing.key, "to_agency": world.police.key, "version": version(draft)}
    assert gina.send(at("items/add", draft), item).status_code == 302  # of a draft the first press saves
    assert not passes(world.housing, world.police, Category.VICTIMS)

    refused = gina.send(address, {"version": version(draft)})
    assert "Not signed yet by Northside Homes. Whoever gives has to sign this text first." in words(refused)

    paper = {"edition": 1, "agency": world.housing.key, "name": "Mo Field, Director", "signed_on": str(world.today)}
    assert gina.send(at("signed", draft), paper).status_code == 302
    shown = gina.send(address, {"version": version(draft)})
    assert "Northside Police more Victims Northside Homes no summary" in words(shown)
    assert not passes(world.housing, world.police, Category.VICTIMS)
    assert gina.send(address, {"version": version(draft), "save": "yes"}).status_code == 302
    assert passes(world.housing, world.police, Category.VICTIMS)
    assert gina.get(address).status_code == 404  # it is no draft any more


def test_a_draft_does_not_come_into_force_for_days_that_are_over(world, gina, at, draft):
    Agreement.objects.filter(pk=draft.pk).update(starts_on=world.today - 300 * DAY)
    AgreementRule.objects.create(
        agreement=draft,
        from_agency=world.police,
        category=Category.VICTIMS,
        level=1,
        needs_consent=False,
        basis="cda115",
    )
    gina.send(at("sign", draft), {"edition": 1})
    gina.send(at("start", draft), {"version": version(draft), "save": "yes"})
    draft.refresh_from_db()
    assert (draft.draft, draft.starts_on) == (False, world.today)


# ---------------------------------------------------------------- the text
def test_a_new_text_has_to_be_signed_again(world, gina, at):
    gina.send(at("sign"), {"edition": 1})
    assert "Gina Frost" in words(gina.get(at()))
    answer = gina.send(at("change"), text(world, save="yes"))
    assert answer.status_code == 302
    world.agreement.refresh_from_db()
    assert (world.agreement.purpose, world.agreement.edition) == ("Fewer victims", 2)
    said = words(gina.get(at()))
    assert "Not this text. Text 1: Gina Frost" in said
    assert "Changed the text of an agreement Purpose written anew" in said


def test_officers_and_deputies_of_the_parties_are_told_once_that_a_new_text_waits(world, gina, at):
    Officer.objects.create(agency=world.housing, user=world.hal)
    Officer.objects.create(agency=world.probation, deputy=True, user=world.alice)
    Officer.objects.create(agency=world.drugs, name="Signs on paper")
    gina.send(at("sign"), {"edition": 1})
    gina.send(at("change"), text(world))  # looked at, not saved
    assert not Notice.objects.filter(kind="agreement").exists()
    gina.send(at("change"), text(world, save="yes"))
    told = Notice.objects.filter(kind="agreement")
    assert {one.capacity.user.name for one in told} == {world.hal.name, world.alice.name}  # Gina wrote it
    assert {one.text for one in told} == {f"Text 2 of the agreement {world.agreement.code} waits for your signature"}
    assert {one.address for one in told} == {at()}
    assert set(Mail.objects.values_list("body", flat=True)) == {
        f"A text waits for your signature. Sign in to see it.\n\n{settings.SITE_ADDRESS}{at()}\n"
    }
    gina.send(at("change"), text(world, purpose="Even fewer", save="yes"))  # nobody signed text 2 yet
    assert told.count() == 2


def test_a_text_that_nobody_signed_is_simply_written_on(world, gina, at):
    gina.send(at("change"), text(world, save="yes"))
    world.agreement.refresh_from_db()
    assert (world.agreement.edition, world.agreement.version) == (1, 2)


def test_fewer_parties_show_who_loses_what_for_how_many_people(world, gina, at):
    named = [world.police.key, world.probation.key, world.drugs.key]
    shown = gina.send(at("change"), text(world, who="named", parties=named))
    said = words(shown)
    assert "Northside Homes less Plan and actions" in said
    assert "all of it no 1 person" in said
    assert "Gatehouse Hostel less Plan and actions every other agency all of it no 1 person" in said
    assert Agreement.objects.get(pk=world.agreement.pk).every_agency
    gina.send(at("change"), text(world, who="named", parties=named, save="yes"))
    assert not Agreement.objects.get(pk=world.agreement.pk).every_agency


def test_a_party_that_an_item_names_cannot_leave(world, gina):
    joint = world.joint_agreement
    parties = [world.police.key, world.housing.key]
    answer = gina.send(
        f"/sharing/{joint.key}/change/", text(world, who="named", parties=parties, version=joint.version)
    )
    assert (
        "Northside Probation is named in an item: offences and arrests. End that item first, or keep the agency as a party."
        in words(answer)
    )


def test_the_start_of_what_has_begun_stays(world, gina, at, draft):
    assert 'name="starts_on"' not in gina.get(at("change")).content.decode()
    gina.send(at("change"), text(world, starts_on=str(world.today), save="yes"))
    assert Agreement.objects.get(pk=world.agreement.pk).starts_on == world.agreement.starts_on
    assert 'name="starts_on"' in gina.get(at("change", draft)).content.decode()


@pytest.mark.parametrize(
    ("ends", "answers", "said"),
    [
        (None, {"starts_on": -1}, "The start must be today or later: nothing was shared before."),
        (20, {"starts_on": 30}, "The start must not be after the end, "),
        (None, {"review_on": 1}, "The review must not be before the start."),
    ],
)
def test_the_start_of_what_is_to_come_may_move_but_not_anywhere(world, gina, at, ends, answers, said):
    day = {name: str(world.today + days * DAY) for name, days in answers.items()}
    Agreement.objects.filter(pk=world.agreement.pk).update(
        starts_on=world.today + 10 * DAY, ends_on=ends and world.today + ends * DAY
    )
    planned = {"starts_on": str(world.today + 10 * DAY)}
    assert said in words(gina.send(at("change"), text(world, **planned | day, save="yes")))
    moved = {"starts_on": str(world.today + 12 * DAY)}
    assert gina.send(at("change"), text(world, **moved, save="yes")).status_code == 302


def test_a_clash_shows_both_texts_and_keeps_what_was_typed(world, gina, client_of, at):
    client_of(world.dora).send(at("change"), text(world, title="Dora’s title", save="yes"))
    answer = gina.send(at("change"), text(world, title="Gina’s title", version=1, save="yes"))
    assert answer.status_code == 409
    said = words(answer)
    assert "Dora Nair changed this agreement" in said
    assert "Dora’s title" in said
    assert 'value="Gina’s title"' in answer.content.decode()
    assert Agreement.objects.get(pk=world.agreement.pk).title == "Dora’s title"
    again = gina.send(at("change"), text(world, title="Gina’s title", version=2, save="yes"))
    assert again.status_code == 302


# ---------------------------------------------------------------- items
def test_an_item_is_added_after_its_effect_was_seen(world, gina, at):
    answers = ITEM | {"version": version(world.agreement)}
    shown = gina.send(at("items/add"), answers)
    said = words(shown)
    assert "Northside Homes more Victims every other agency no summary 1 person" in said
    assert not passes(world.police, world.housing, Category.VICTIMS)

    assert gina.send(at("items/add"), answers | {"save": "yes"}).status_code == 302
    assert passes(world.police, world.housing, Category.VICTIMS)
    entry = line("agreement_item_add")
    assert entry.facts["said"] == [
        "Victims, from Every party to Every party: summary; Crime and Disorder Act 1998, section 115"
    ]
    assert entry.people == []


def test_another_basis_stands_with_its_law_in_words(world, gina, at):
    answers = ITEM | {"basis": "other", "statute": "Children Act 2004, section 11", "save": "yes"}
    assert gina.send(at("items/add"), answers | {"version": version(world.agreement)}).status_code == 302
    assert "Other: Children Act 2004, section 11" in words(gina.get(at()))
    assert "Other: Children Act 2004, section 11" in line("agreement_item_add").facts["said"][0]


def test_what_is_saved_is_what_was_seen(world, gina, at):
    """Answers changed after the effect was shown, or an effect that is another by now, are shown again first."""
    answers = ITEM | {"version": 1}
    shown = gina.send(at("items/add"), answers).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', shown)[1]
    said = words(gina.send(at("items/add"), answers | {"category": 5, "save": "yes", "seen": seen}))
    assert "are not what you were shown. Look again, then save." in said
    assert "more Risk" in said
    assert not passes(world.police, world.housing, Category.RISK)

    AgreementRule.objects.create(
        agreement=world.joint_agreement, category=Category.VICTIMS, level=1, needs_consent=False, basis="cda115"
    )
    again = gina.send(at("items/add"), answers | {"save": "yes", "seen": seen})
    assert "Look again, then save." in words(again)
    seen = re.search(r'name="seen" value="(\w+)"', again.content.decode())[1]
    assert gina.send(at("items/add"), answers | {"save": "yes", "seen": seen}).status_code == 302


def test_with_consent_it_says_how_many_agreed(world, gina, at):
    joint = world.joint_agreement
    answers = ITEM | {
        "category": int(Category.DRUGS),
        "level": 2,
        "needs_consent": "yes",
        "basis": "consent",
        "confidentiality": "explicit_consent",
        "version": joint.version,
        "from_agency": world.police.key,
        "to_agency": world.probation.key,
    }
    said = words(gina.send(at("items/add", joint), answers))
    assert "Northside Probation more Drug tests and treatment Northside Police summary if the person agreed" in said
    assert "all of it if the person agreed 1 person, of whom 1 agreed" in said


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"category": 7, "confidentiality": "statute"}, "never carries health. Choose another legal basis."),
        (
            {"category": 7, "basis": "other"},
            "Choose what lifts confidence: this was told to those who treat the person.",
        ),
        (
            {"category": 7, "basis": "other", "confidentiality": "explicit_consent"},
            "Explicit consent means that the person must agree first: choose “Yes”.",
        ),
        (
            {"category": 7, "basis": "other", "confidentiality": "public_interest"},
            "Enter who approved it, by name and post.",
        ),
        (
            {"category": 7, "basis": "other", "statute": "An Act", "confidentiality": "direct_care", "to": "police"},
            "Northside Police treats nobody, so direct care does not cover it. Choose another ground.",
        ),
        ({"basis": "other"}, "Enter which law gives the power: the Act or regulation, and the section."),
        ({"statute": "Children Act 2004"}, "Leave this empty: it is only for a basis that is none of those named."),
        ({"confidentiality": "statute"}, "Leave this empty: it is only for health, and for drug tests and treatment."),
        (
            {"basis": "oma14", "from": "probation", "to": "housing"},
            "Offender Management Act 2007, section 14 does not let victims pass from Northside Probation to Northside"
            " Homes. Choose another legal basis, or leave the item out.",
        ),
        ({"from": "police", "to": "police"}, "An agency needs no item to see its own records. Name another one."),
        ({"category": 0}, "There is such an item already. Change that one."),
        ({"category": ""}, "Choose what may pass."),
    ],
)
def test_what_may_not_be_is_refused_in_a_sentence(world, gina, at, answers, said):
    ends = {f"{way}_agency": getattr(world, answers.pop(way)).key for way in ("from", "to") if way in answers}
    before = AgreementRule.objects.count()
    answer = gina.send(at("items/add"), ITEM | answers | ends | {"version": 1, "save": "yes"})
    assert answer.status_code == 200
    assert said in words(answer)
    assert "There is a problem" in words(answer)
    assert AgreementRule.objects.count() == before


def test_the_last_word_of_the_database_is_a_sentence_too(world, gina, at, monkeypatch):
    """Two people at once: the check before saw nothing wrong, the database does."""
    monkeypatch.setattr("sharing.changes.agreement_item._refuse_unlawful", lambda rule: None)
    ends = {"from_agency": world.probation.key, "to_agency": world.housing.key}
    answer = gina.send(at("items/add"), ITEM | ends | {"basis": "oma14", "version": 1, "save": "yes"})
    assert "The legal basis does not let this pass between these agencies. Choose another basis." in words(answer)
    assert not AgreementRule.objects.filter(category=Category.VICTIMS).exists()


def test_an_item_changed_meanwhile_is_looked_at_again(world, gina, at):
    gina.send(at("items/add"), ITEM | {"version": 1, "save": "yes"})
    answer = gina.send(at("items/add"), ITEM | {"category": 5, "version": 1, "save": "yes"})
    assert answer.status_code == 409
    assert "Somebody changed this agreement while you had it open." in words(answer)
    assert 'name="version" value="2"' in answer.content.decode()
    assert gina.send(at("items/add"), ITEM | {"category": 5, "version": 2, "save": "yes"}).status_code == 302


def test_an_item_is_changed_and_ended(world, gina, at):
    rule = AgreementRule.objects.get(agreement=world.agreement, category=Category.HOUSING)
    answers = {"level": 1, "needs_consent": "no", "basis": "cda115", "version": 1}
    shown = gina.send(f"/sharing/items/{rule.key}/change/", answers)
    assert "Northside Homes less Somewhere to live every other agency all of it summary 1 person" in words(shown)
    gina.send(f"/sharing/items/{rule.key}/change/", answers | {"save": "yes"})
    assert not passes(world.police, world.housing, Category.HOUSING, Level.FULL)
    assert passes(world.police, world.housing, Category.HOUSING)

    address = f"/sharing/items/{rule.key}/end/"
    assert "summary no 1 person" in words(gina.send(address, {"version": 2}))
    assert gina.send(address, {"version": 2, "save": "yes"}).status_code == 302
    assert not passes(world.police, world.housing, Category.HOUSING)
    assert "Ended an item of an agreement Somewhere to live" in words(gina.get(at()))
    assert gina.get(address).status_code == 404


def test_the_effect_leaves_nothing_behind(world):
    lines, versions = LedgerEntry.objects.count(), AgreementRule.pgh_event_model.objects.count()
    rule = AgreementRule.objects.filter(pk=world.rule.pk)
    found = effect(world.scheme, rule.delete, at=world.drug_test.taken_at)
    assert {one.agency for one in found} >= {world.housing, world.hostel}
    assert rule.exists()
    assert (LedgerEntry.objects.count(), AgreementRule.pgh_event_model.objects.count()) == (lines, versions)


# ---------------------------------------------------------------- at once
def test_an_agreement_that_ends_stops_what_rests_on_it_on_the_very_next_request(world, gina, client_of, at):
    hal = client_of(world.hal)
    plan = f"/people/{world.person.key}/plan/"
    assert "Get ID for tenancy" in words(hal.get(plan))
    assert gina.send(at("end"), {"when": "now", "version": 1}).status_code == 200
    assert "Get ID for tenancy" in words(hal.get(plan))  # the effect alone ends nothing
    assert gina.send(at("end"), {"when": "now", "version": 1, "save": "yes"}).status_code == 302
    after = words(hal.get(plan))
    assert "Get ID for tenancy" not in after
    assert "Find a supported flat" in after  # one's own stays
    assert gina.get(at("end")).status_code == 404
    assert "This agreement has ended." in words(gina.get(at()))


def test_an_agreement_that_lapses_stops_at_the_first_moment_of_its_last_day(world, client_of):
    hal, plan = client_of(world.hal), f"/people/{world.person.key}/plan/"
    Agreement.objects.filter(pk=world.agreement.pk).update(ends_on=world.today + DAY)
    assert "Get ID for tenancy" in words(hal.get(plan))
    Agreement.objects.filter(pk=world.agreement.pk).update(ends_on=world.today)
    assert "Get ID for tenancy" not in words(hal.get(plan))


def test_an_end_on_a_day_is_shown_for_that_day(world, gina, at):
    day = world.today + 30 * DAY
    answers = {"when": "day", "ends_on": str(day), "version": 1}
    assert "Northside Homes less Plan and actions" in words(gina.send(at("end"), answers))
    gina.send(at("end"), answers | {"save": "yes"})
    assert passes(world.police, world.housing, Category.PLAN)
    assert Agreement.objects.get(pk=world.agreement.pk).ends_on == day


@pytest.mark.parametrize(
    ("step", "answers", "said"),
    [
        ("end", {"when": "day", "ends_on": "1/1/2020"}, "The end must be today or later: what has passed cannot"),
        ("end", {"when": "day"}, "Enter the day it ends."),
        ("end", {}, "Choose when it ends."),
        ("renew", {"review_on": "1/1/2020"}, "The next review must be after today."),
        ("renew", {"review_on": "1/1/2190", "ends_on": "1/1/2189"}, "The agreement would end before its next review."),
    ],
)
def test_days_that_cannot_be_are_refused(world, gina, at, step, answers, said):
    answer = gina.send(at(step), answers | {"version": 1, "save": "yes"})
    assert answer.status_code == 200
    assert said in words(answer)


def test_a_renewal_leaves_what_was_signed(world, gina, at):
    gina.send(at("sign"), {"edition": 1})
    day = world.today + 365 * DAY
    assert gina.send(at("renew"), {"review_on": str(day), "version": 1, "save": "yes"}).status_code == 302
    world.agreement.refresh_from_db()
    assert (world.agreement.review_on, world.agreement.edition) == (day, 1)
    assert "Northside Police in its own name Gina Frost Nobody named Gina Frost" in words(gina.get(at()))


# ---------------------------------------------------------------- signatures, the document, who signs
def test_the_officer_of_a_party_signs_once_what_was_read(world, gina, at):
    assert "Sign for Northside Police" in words(gina.get(at("sign")))
    assert gina.send(at("sign"), {"edition": 1}).status_code == 302
    signature = Signature.objects.get()
    assert (signature.agency, signature.edition, signature.name) == (world.police, 1, "Gina Frost")
    assert (signature.signed_on, signature.capacity) == (world.today, world.gina.capacities.get())
    gina.send(at("sign"), {"edition": 1})
    assert Signature.objects.count() == 1
    assert "Read and sign" not in words(gina.get(at()))


def test_the_register_tells_an_officer_what_waits_for_a_signature(world, gina, client_of, at):
    assert "You sign for Northside Police. Waiting for your signature: Information sharing" in words(
        gina.get("/sharing/")
    )
    assert "Waiting for your signature" not in words(client_of(world.pete).get("/sharing/"))
    gina.send(at("sign"), {"edition": 1})
    assert "Waiting for your signature: Joint offender management" in words(gina.get("/sharing/"))


def test_nobody_signs_a_text_that_was_changed_meanwhile(world, gina, at):
    Agreement.objects.filter(pk=world.agreement.pk).update(edition=2)
    answer = gina.send(at("sign"), {"edition": 1})
    assert answer.status_code == 302
    assert "Read it again before you sign: nothing was signed." in words(gina.get(at()))
    assert not Signature.objects.exists()


def test_who_is_not_designated_signs_nothing(world, client_of, at):
    for who in ("pete", "dora", "alice"):
        client = client_of(getattr(world, who))
        assert client.get(at("sign")).status_code == 404
        assert client.send(at("sign"), {"edition": 1}).status_code == 404
    assert not Signature.objects.exists()


def test_an_officer_signs_for_parties_only(world, gina):
    joint = world.joint_agreement
    joint.parties.set([world.probation, world.housing])
    assert gina.get(f"/sharing/{joint.key}/sign/").status_code == 404


def test_signatures_and_documents_are_only_added(world, gina, at):
    gina.send(at("sign"), {"edition": 1})
    signature = Signature.objects.get()
    for change in (
        lambda: Signature.objects.filter(pk=signature.pk).update(name="Somebody Else"),
        lambda: Signature.objects.filter(pk=signature.pk).delete(),
        lambda: AgreementDocument.objects.all().delete(),
    ):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            change()
    signature.pk, signature.key = None, "zzzzzzzzzzzz"
    with pytest.raises(IntegrityError, match="signature_once_an_edition"), transaction.atomic():
        signature.save(force_insert=True)


def test_the_document_is_kept_and_handed_out_with_a_line(world, gina, client_of, at):
    paper = b"%PDF-1.7 a scanned agreement"
    assert gina.send(at("document"), {"document": SimpleUploadedFile("scan.pdf", paper)}).status_code == 302
    document = AgreementDocument.objects.get()
    assert "Text 1 as PDF, 1 KB" in words(gina.get(at()))
    answer = client_of(world.hal).get(f"/sharing/documents/{document.key}/")
    assert answer.content == paper
    assert answer["Content-Disposition"] == 'attachment; filename="agreement-ISP1-text-1.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    entry = line("agreement_document_download")
    assert (entry.user_id, entry.people, entry.facts) == (world.hal.pk, [], {"agreement": world.agreement.key})
    assert client_of(world.carol).get(f"/sharing/documents/{document.key}/").status_code == 404
    assert client_of(world.dan).get(f"/sharing/documents/{document.key}/").status_code == 403


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("scan.pdf", b"MZ\x90 a program", "The file is not a PDF. Save or scan it as a PDF, then choose that."),
        ("scan.pdf", b"", "The file is empty. Choose another."),
        ("scan.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024), "The file has 10.0 MB; at most 10 MB are kept."),
        (None, None, "Choose the file."),
    ],
    ids=["no pdf", "empty", "too big", "none"],
)
def test_what_is_no_document_is_refused_in_a_sentence(world, gina, at, name, data, said):
    answer = gina.send(at("document"), {"document": SimpleUploadedFile(name, data)} if name else {})
    assert answer.status_code == 200
    assert said in words(answer)
    assert not AgreementDocument.objects.exists()


NOBODY_YET = {"version": 0, "deputy_version": 0}


def test_who_was_named_by_a_colleague_meanwhile_stays(world, gina):
    address = f"/sharing/officers/{world.probation.key}/"
    assert gina.send(address, {"user": world.alice.key} | NOBODY_YET).status_code == 302
    again = gina.send(address, {"name": "Jo Bell", "deputy_name": "Sam Rook"} | NOBODY_YET)
    assert "nothing of yours was saved" in words(gina.get(again.url))
    assert list(Officer.objects.filter(agency=world.probation).values_list("user", "name")) == [(world.alice.pk, "")]


def test_officer_and_deputy_are_named_and_shown(world, gina, at):
    address = f"/sharing/officers/{world.probation.key}/"
    answers = {"user": world.alice.key, "deputy_name": "Jo Bell, Head of delivery", "deputy_phone": "01632 960999"}
    assert gina.send(address, answers | NOBODY_YET).status_code == 302
    assert "Northside Probation in its own name Alice Reed Jo Bell, Head of delivery, 01632 960999" in words(
        gina.get(at())
    )
    assert gina.send(address, {"user": world.alice.key, "version": 1, "deputy_version": 1}).status_code == 302
    assert not Officer.objects.filter(agency=world.probation, deputy=True).exists()
    assert Officer.pgh_event_model.objects.filter(agency=world.probation, deputy=True).count() == 2


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"user": "pete"}, "Select a valid choice."),
        ({"user": "alice", "name": "Jo Bell"}, "Choose somebody above, or enter a name: not both."),
        ({"user": "alice", "deputy_user": "alice"}, "The deputy must be somebody else."),
        ({"phone": "01632 960999"}, "Enter the name too."),
    ],
)
def test_who_cannot_sign_is_refused(world, gina, answers, said):
    sent = {name: getattr(world, value).key if "user" in name else value for name, value in answers.items()}
    answer = gina.send(f"/sharing/officers/{world.probation.key}/", sent | NOBODY_YET)
    assert answer.status_code == 200
    assert said in words(answer)


def test_everyone_reads_what_was_changed_though_the_lines_are_of_others(world, gina, at, client_of):
    gina.send(f"/sharing/officers/{world.probation.key}/", {"user": world.alice.key} | NOBODY_YET)
    by, facts = signed_in(world.gina), {"said": ["An item was added."]}
    ledger.record("agreement_change", by=by, subject=world.agreement, operation=ledger.Operation.ALTERATION, **facts)
    assert "An item was added." in words(client_of(world.hal).get(at()))

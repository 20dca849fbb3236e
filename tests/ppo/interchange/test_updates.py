"""A later file updates by key: an empty cell clears, a missing column leaves, rows that are absent stay."""

import csv
import datetime

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from casework.models import Address, Contact, DrugTest, Identity, Mappa, Offence, Person
from cohort.models import Membership
from pathways.models import Action, Need, NeedDetail
from ppo.interchange.exporting import export_scheme
from reviews.models import AgendaItem
from sharing.basis import NOT_SAID
from sharing.models import (
    Agency,
    Agreement,
    AgreementRule,
    Capacity,
    LedgerEntry,
    Link,
    Scheme,
    Setting,
    Signature,
    User,
)
from sharing.policy import Category
from tests.ppo.interchange.conftest import TODAY


@pytest.fixture
def loaded(demo, importing):
    assert importing(demo.folder).problems == []
    return demo


def only(files, sheet, *rows):
    """A folder with one sheet only, as a part of a scheme comes in."""
    for file in files.folder.glob("*.csv"):
        file.unlink()
    files.write(sheet, rows)
    return files.folder


def test_an_empty_cell_clears_and_a_missing_column_leaves(loaded, importing):
    person = Identity.objects.get(person__ref="DM001")
    assert person.crn
    assert person.cro_number

    folder = only(loaded, "people", ["ref", "family_name", "crn"], ["DM001", person.person.family_name, ""])
    outcome = importing(folder, scheme_code="DEMO")

    assert outcome.problems == []
    assert outcome.written.updated == {"people": 1}
    after = Identity.objects.get(pk=person.pk)
    assert (after.crn, after.cro_number) == ("", person.cro_number)
    assert after.person.version == 2
    assert Person.objects.count() == len(Identity.objects.all())


def test_siblings_come_and_go_with_what_they_hold(loaded, importing):
    need = Need.objects.filter(detail=None).select_related("person").first()
    row = [need.person.ref, need.area, need.source, str(need.assessed_on), need.level]
    header = ["ref", "area", "source", "assessed_on", "level", "detail"]

    importing(only(loaded, "needs", header, [*row, "Sleeps on sofas"]), scheme_code="DEMO")
    detail = NeedDetail.objects.get(need=need)
    assert (detail.detail, detail.person_id, detail.owner_id) == ("Sleeps on sofas", need.person_id, need.owner_id)

    importing(only(loaded, "needs", header, [*row, ""]), scheme_code="DEMO")
    assert not NeedDetail.objects.filter(need=need).exists()


def test_mappa_comes_and_goes(loaded, importing):
    name = Person.objects.get(ref="DM001").family_name
    header = ["ref", "family_name", "mappa_category", "mappa_level"]

    importing(only(loaded, "people", header, ["DM001", name, "2", "1"]), scheme_code="DEMO")
    assert Mappa.objects.get(person__ref="DM001").mappa_level == 1
    importing(only(loaded, "people", header, ["DM001", name, "2", "3"]), scheme_code="DEMO")
    assert Mappa.objects.get(person__ref="DM001").mappa_level == 3
    importing(only(loaded, "people", header, ["DM001", name, "", ""]), scheme_code="DEMO")
    assert not Mappa.objects.filter(person__ref="DM001").exists()


def test_a_changed_owner_moves_the_whole_record(loaded, importing):
    action = Action.objects.select_related("person", "detail").get(person__ref="DM001", number=1)
    header = ["ref", "number", "pathway", "text", "agency", "opened_on", "status", "owner"]
    row = ["DM001", "1", action.pathway, action.detail.text, "ARCH", str(action.opened_on), action.status, "POL"]

    importing(only(loaded, "actions", header, row), scheme_code="DEMO")

    action = Action.objects.select_related("owner", "detail__owner").get(pk=action.pk)
    assert (action.owner.code, action.detail.owner.code) == ("POL", "POL")


def test_an_empty_owner_means_the_default(loaded, importing):
    """Police own offences, the probation an OASys assessment, the prison a test in custody, whoever it was a contact."""
    police, probation, prison = (Agency.objects.filter(kind=kind).first() for kind in ("police", "probation", "prison"))

    assert set(Offence.objects.values_list("owner", flat=True)) == {police.pk}
    assert set(Need.objects.filter(source="oasys").values_list("owner", flat=True)) == {probation.pk}
    assert set(DrugTest.objects.filter(detail__setting="custody").values_list("owner", flat=True)) == {prison.pk}
    assert not Contact.objects.exclude(owner_id=F("agency_id")).exists()
    assert set(Address.objects.values_list("owner", flat=True)) == {Scheme.objects.get().lead_agency_id}
    assert not Membership.objects.exclude(owner_id=F("nominated_by_id")).exists()


def test_rows_that_a_later_file_leaves_out_stay(loaded, importing):
    before = Contact.objects.count()
    rows = loaded.rows("contacts")

    importing(only(loaded, "contacts", *rows[:3]), scheme_code="DEMO")

    assert Contact.objects.count() == before


def test_rules_look_at_the_row_as_it_will_be(loaded, importing):
    """The file lacks selected_on; the stored one counts."""
    header = ["ref", "nominated_on", "nominated_by", "deselected_on", "deselection_criterion"]
    stored = Membership.objects.get(person__ref="DM001")

    def left(criterion):
        row = ["DM001", str(stored.nominated_on), "POL", str(TODAY), criterion]
        return importing(only(loaded, "memberships", header, row), scheme_code="DEMO")

    assert [(p.row, p.column) for p in left("not_selected").problems] == [(2, "deselection_criterion")]
    assert left("moved_away").problems == []


def test_a_period_may_not_overlap_with_one_already_there(loaded, importing):
    last = loaded.rows("statuses")[0]
    start = Membership.objects.get(person__ref="DM001").selected_on

    outcome = importing(
        only(loaded, "statuses", last[:4], ["DM001", str(start + datetime.timedelta(days=1)), "", "licence"]),
        scheme_code="DEMO",
    )

    assert [(p.row, p.column) for p in outcome.problems] == [(2, "start")]
    assert "overlaps with one already there" in outcome.problems[0].problem


def test_after_one_edit_the_export_differs_in_exactly_that_cell(loaded, importing, tmp_path):
    scheme = Scheme.objects.get(code="DEMO")
    export_scheme(scheme, tmp_path / "before", today=TODAY)
    contact = Contact.objects.filter(person__ref="DM003").earliest("planned_for")
    contact.place = "Room 7"
    contact.save(update_fields=["place"])

    export_scheme(scheme, tmp_path / "after", today=TODAY)

    changed = []
    for file in (tmp_path / "before").iterdir():
        with file.open(newline="") as before, (tmp_path / "after" / file.name).open(newline="") as after:
            for row, (old, new) in enumerate(zip(csv.reader(before), csv.reader(after), strict=True), start=1):
                changed += [(file.stem, row, a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert [(sheet, new) for sheet, _, _, new in changed] == [("contacts", "Room 7")]


def test_a_text_that_looks_like_a_formula_is_text(loaded, importing, tmp_path):
    row = loaded.where("contacts", ref="DM001")
    texts = {"note": "=1+1", "place": "@home", "follow_up": '+44 or -\nor _x000D_ and ‘quotes’, "so"'}
    for column, text in texts.items():
        loaded.put("contacts", row, column, text)
    importing(loaded.folder)

    for form in ("out.xlsx", "out.zip"):
        export_scheme(Scheme.objects.get(), tmp_path / form, today=TODAY)
        again = importing(tmp_path / form)
        assert again.problems == []
        assert not any(again.written.updated.values())
    note = Contact.objects.get(person__ref="DM001", place="@home").detail
    assert (note.note, note.follow_up) == (texts["note"], texts["follow_up"])


def test_both_hours_of_the_autumn_night_come_back(loaded, importing, tmp_path):
    header = ["ref", "arrested_at"]
    first, second = ["DM001", "2024-10-27T01:30"], ["DM001", "2024-10-27T01:30+00:00"]
    assert importing(only(loaded, "arrests", header, first, second), scheme_code="DEMO").written.created["arrests"] == 2

    assert importing(loaded.folder, scheme_code="DEMO").written.unchanged["arrests"] == 2
    export_scheme(Scheme.objects.get(), tmp_path / "out", today=TODAY)
    lines = (tmp_path / "out" / "arrests.csv").read_text().splitlines()
    assert [line.split(",")[1] for line in lines if "2024-10-27" in line] == [first[1], second[1]]


def test_what_forms_let_in_is_exported_so_that_it_can_be_imported(loaded, importing, tmp_path):
    contact = Contact.objects.filter(person__ref="DM001").first()
    Contact.objects.filter(pk=contact.pk).update(place=" Room\t7\r\nupstairs\x07 ")
    for form in ("out", "out.xlsx"):
        export_scheme(Scheme.objects.get(), tmp_path / form, today=TODAY)
        again = importing(tmp_path / form)
        assert again.problems == []
        assert not any(again.written.updated.values())
    assert b"\r" not in (tmp_path / "out" / "contacts.csv").read_bytes()


def test_texts_that_differ_only_in_composition_are_the_same(loaded, importing):
    row = loaded.where("people", ref="DM002")
    loaded.put("people", row, "given_names", "Zoe\u0301")
    assert importing(loaded.folder).written.updated["people"] == 1
    loaded.put("people", row, "given_names", "Zo\u00e9")
    assert not any(importing(loaded.folder).written.updated.values())
    assert Person.objects.get(ref="DM002").given_names == "Zoe\u0301"


def test_the_first_number_of_a_setting_holds_from_the_beginning_and_a_later_one_from_today(loaded, importing):
    scheme = Scheme.objects.get()
    name, value = loaded.rows("settings")[1]
    long_ago = datetime.date(2001, 1, 1)
    assert Setting.objects.in_force(scheme=scheme, on=long_ago)[name] == int(value)

    loaded.put("settings", 2, "value", "9")
    assert importing(loaded.folder).written.updated["settings"] == 1

    assert Setting.objects.in_force(scheme=scheme, on=long_ago)[name] == int(value)
    assert Setting.objects.in_force(scheme=scheme, on=TODAY)[name] == 9


def test_what_follows_from_the_rows_is_there_at_once(loaded):
    """Who is on the case, what lists show, who was on the agenda, and one line in the ledger that names everyone."""
    people = list(Person.objects.values_list("pk", flat=True))

    assert Link.objects.filter(person__ref="DM001").exists()
    assert Person.objects.get(ref="DM001").status
    assert Person.objects.exclude(next_review_on=None).exists()
    assert AgendaItem.objects.filter(meeting__number=1).count() > 0
    line = LedgerEntry.objects.get(event="scheme_import")
    assert sorted(line.people) == sorted(people)
    assert line.operation == "collection"
    assert line.facts["created"]["people"] == len(people)


def test_a_user_of_another_scheme_gets_a_second_place_and_keeps_the_name(loaded, importing):
    for sheet in list(loaded.folder.glob("*.csv")):
        if sheet.stem not in ("scheme", "agencies", "users"):
            sheet.unlink()
    loaded.put("scheme", 2, "code", "NEXT")
    loaded.put("users", loaded.where("users", email="om1@demo.example"), "name", "Somebody Else")
    before = User.objects.get(email="om1@demo.example").name

    assert importing(loaded.folder).written.created["users"] == len(loaded.rows("users")) - 1

    user = User.objects.get(email="om1@demo.example")
    assert user.name == before
    assert user.capacities.count() == 2


def test_statements_grow_with_the_sheets_and_not_with_the_rows(demo, importing):
    header, first = demo.rows("intelligence")[:2]

    def statements(rows):
        demo.write("intelligence", [header, *([first[0], "2026-01-01", str(n), "Said"] for n in range(1, rows + 1))])
        with CaptureQueriesContext(
            connection,
        ) as few:
            outcome = importing(demo.folder)
        assert outcome.problems == []
        return len(few), outcome.written.created["intelligence"]

    importing(demo.folder)
    assert statements(20)[1] == 20
    twenty = statements(40)
    four_hundred = statements(440)
    assert (twenty[1], four_hundred[1]) == (20, 400)
    assert twenty[0] == four_hundred[0]


def test_what_lifts_confidence_comes_from_the_rule_where_the_file_does_not_say(loaded, importing):
    """Files from before this was asked still come in: the person where they ask, else what is to be checked."""
    rules = AgreementRule.objects.filter(category=Category.DRUGS, agreement__code="ISP1")
    assert list(rules.values_list("confidentiality", "confidentiality_reason")) == [("explicit_consent", "")]
    header = ["agreement", "from_agency", "to_agency", "category", "level", "needs_consent"]

    outcome = importing(
        only(loaded, "agreement_rules", header, ["ISP1", "*", "*", "drugs", "summary", "no"]), scheme_code="DEMO"
    )
    assert outcome.problems == []
    assert list(rules.values_list("confidentiality", "confidentiality_reason")) == [("statute", NOT_SAID)]


def test_grounds_and_drafts_go_out_and_come_back(loaded, importing, tmp_path):
    rule = AgreementRule.objects.filter(category=Category.DRUGS).first()
    told = {"confidentiality": "public_interest", "approver": "Dr A Reed", "confidentiality_reason": "Risk to a child"}
    AgreementRule.objects.filter(pk=rule.pk).update(**told)
    Agreement.objects.filter(code="ISP2").update(draft=True, handling="Kept as the protocol says")
    scheme = Scheme.objects.get(code="DEMO")
    export_scheme(scheme, tmp_path / "out", today=TODAY)

    AgreementRule.objects.filter(pk=rule.pk).update(
        confidentiality="explicit_consent", approver="", confidentiality_reason=""
    )
    Agreement.objects.filter(code="ISP2").update(draft=False, handling="")
    outcome = importing(tmp_path / "out")
    assert outcome.problems == []
    assert {sheet for sheet, number in outcome.written.updated.items() if number} == {"agreements", "agreement_rules"}
    rule.refresh_from_db()
    assert {name: getattr(rule, name) for name in told} == told
    assert Agreement.objects.values_list("draft", "handling").get(code="ISP2") == (True, "Kept as the protocol says")


def test_an_imported_text_has_to_be_signed_again_but_not_a_new_review_date(loaded, importing):
    agreement = Agreement.objects.get(code="ISP2")
    held = Capacity.objects.filter(agency__scheme__code="DEMO").first()
    Signature.objects.create(
        agreement=agreement,
        agency=held.agency,
        edition=1,
        name="A N Officer",
        signed_on=TODAY,
        recorded_by=held,
        recorded_at=held.user.joined_at,
    )
    row = ["ISP2", "POL;PROB", agreement.title, agreement.lawful_basis, str(agreement.starts_on), "2030-01-01"]
    header = ["code", "parties", "title", "lawful_basis", "starts_on", "review_on"]

    importing(only(loaded, "agreements", header, row), scheme_code="DEMO")
    agreement.refresh_from_db()
    assert (agreement.review_on, agreement.edition) == (datetime.date(2030, 1, 1), 1)

    row[2] = "Another title"
    importing(only(loaded, "agreements", header, row), scheme_code="DEMO")
    agreement.refresh_from_db()
    assert agreement.edition == 2

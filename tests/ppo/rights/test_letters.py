"""One letter, byte for byte, whether nothing is held or nothing may be said about what is."""

import io

import pikepdf
import pytest

from ppo.rights.changes import part as part_changes
from ppo.rights.views.request import letter
from sharing.looking import looking_as
from sharing.models import RequestPart, SubjectRequest
from tests.pages import words
from tests.pdfcheck import pdf_check
from tests.ppo.rights.text import text_of
from tests.world import viewer_of


@pytest.fixture
def unspoken(found, world, keep_back):
    """Every agency keeps everything back and tells nobody."""
    from ppo.rights import collect

    people = {world.police: world.pete, world.probation: world.alice, world.housing: world.hal, world.drugs: world.dee}
    for agency, user in people.items():
        viewer = viewer_of(user)
        part = RequestPart.objects.get(request=found, agency=agency)
        kept = {"decision": "withhold", "ground": "crime", "reason": "An inquiry", "prejudice": "It would end"}
        with looking_as(viewer.capacity_id):
            for item in collect.items(part.person, agency=agency.pk, viewer=viewer):
                part_changes.item_decide(
                    part=part,
                    item=item,
                    by=viewer,
                    on=world.today,
                    version=0,
                    told=False,
                    review_on=world.today,
                    **kept,
                )
            part_changes.part_release(part=part, by=viewer, at="2026-01-01T00:00Z", on=world.today, version=1)
    found.refresh_from_db()
    return found


def letter_of(gina, row):
    answer = gina.get(f"/rights/requests/{row.key}/letter/")
    assert answer["Content-Type"] == "application/pdf", words(answer)
    return answer


@pytest.fixture
def unknown(entered, gina):
    """Nobody of that name is on the scheme."""
    row = entered(name="Jordan Ellis")
    gina.send(f"/rights/requests/{row.key}/person/", {"version": 1, "person": "nobody"})
    row.refresh_from_db()
    return row


def test_the_two_letters_are_one_but_for_the_reference(unspoken, unknown, gina):
    """`cmp` of the two files, once they carry the same reference: no byte differs, in content or in what they say of
    themselves."""
    answers = [letter_of(gina, row) for row in (unspoken, unknown)]
    assert {
        answer["Content-Disposition"].replace(str(row.number), "N")
        for answer, row in zip(answers, (unspoken, unknown), strict=True)
    } == {'attachment; filename="answer-N.pdf"'}
    first, second = (text_of(answer.content) for answer in answers)
    assert first.replace(unspoken.reference, "REF") == second.replace(unknown.reference, "REF")
    number = unknown.number
    SubjectRequest.objects.filter(pk=unknown.pk).update(number=9001)
    unspoken.number = number
    same = letter(unspoken, on=unspoken.received_on)
    unknown.number = number
    assert letter(unknown, on=unknown.received_on) == same


def test_it_says_nothing_of_what_is_held(unspoken, gina):
    data = letter_of(gina, unspoken).content
    text = text_of(data)
    assert "Jordan Ellis 1 Example Street Northside" in text
    assert "no information about you that we are required to give you" in text
    for secret in ("kept back", "Northside Probation", "Northside Recovery", "section 45", "Schedule", "withheld"):
        assert secret not in text
    assert pdf_check(data).problems == []
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as metadata:
        assert "Ellis" not in str(metadata) + repr(pdf.docinfo)


def test_the_page_treats_them_alike(unspoken, unknown, gina):
    for row in (unspoken, unknown):
        gina.send(f"/rights/requests/{row.key}/close/", {"version": row.version, "outcome": "nothing"})
        row.refresh_from_db()
        assert row.outcome == "nothing"


def test_no_file_is_kept_for_a_part_with_nothing_to_give(unspoken):
    assert set(RequestPart.objects.filter(request=unspoken).values_list("pdf_file", "json_file", "given")) == {
        ("", "", 0)
    }

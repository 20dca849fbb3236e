"""A pack holds what its reader may have, and nothing else: in the text, in the file's own words, in its name."""

import io
import json
import subprocess
from datetime import timedelta
from io import StringIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.models import ContactNote, DrugTestResult, Intelligence, Person, RiskAssessment
from pathways.models import ActionDetail, NeedDetail
from reviews.models import AgendaItem
from reviews.packs import paper, reader
from reviews.packs.paper import PackRefused, marking, pack
from sharing.models import Capacity, Consent, Exclusion, LedgerEntry
from sharing.policy import Category, Level
from tests.pdfcheck import pdf_check
from tests.reviews.conference import conference

__all__ = ["conference"]
DAY = timedelta(days=1)
AT = timezone.now()


@pytest.fixture
def made(conference):
    """made(user): the pack of that user."""

    def make(user, **options):
        capacity = Capacity.objects.get(user=user)
        return pack(conference.meeting, capacity, at=AT, copy_number=3, **options)

    return make


def text_of(data):
    out = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(out.stdout.decode().split())


def everything_in(data):
    """Every string and stream of the file, unpacked: text, metadata, tags, alternative texts."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
        words = [str(value) for value in pdf.docinfo.values()]
    return text_of(data) + out.getvalue().decode("latin-1") + " ".join(words)


# What each record of Jordan's says, and who may read it by the protocol of the standing cast: H housing, P police,
# A probation (offender manager), D drug treatment.
CELLS = {
    "3 May 1998": "HPAD",  # identity, full to all
    "In the community, on licence": "HPAD",  # supervision
    "12 Example Street": "HPAD",  # housing
    "Get ID for tenancy": "HPAD",  # plan, words of the housing pathway
    "Start a methadone script": "PAD",  # words of the drugs pathway: full by consent to police and probation only
    "Finish the thinking skills course": "HPAD",  # attitudes carry the category needs
    "Sleeps on a friend's sofa": "HPAD",  # need, housing
    "Heroin most days": "A",  # need, drugs, owned by probation: nobody else has more than summary of theirs
    "Wants to learn plastering": "HPAD",  # need, employment
    "Talked about the tenancy": "HPAD",  # note of probation: supervision
    "Wants to reduce the dose": "PAD",  # note of drug treatment: drugs
    "A test was taken on": "HPAD",  # drugs at summary, by consent
    "positive (opiates)": "PAD",  # its result
    "Assault without injury": "PA",  # offending in full between police and probation
    "3 offences on record. The latest: Violence without injury": "HD",  # at summary: number, group, month
    "Arrested on": "PA",
    "Said to be meeting known burglars": "PA",  # intelligence
    "Risk to former partner": "PA",  # risk
    "Keep the flat search going": "HPAD",  # what was agreed
    "I want my own place": "HPAD",
}


@pytest.mark.parametrize("letter", "HPAD")
def test_every_cell_is_as_the_rules_say(conference, made, letter):
    user = {"H": conference.hal, "P": conference.pete, "A": conference.alice, "D": conference.dee}[letter]
    text = text_of(made(user).data)
    assert {words: words in text for words in CELLS} == {words: letter in who for words, who in CELLS.items()}


def test_housing_gets_no_result_and_no_substance_anywhere(conference, made):
    """Canaries in every place that holds what only treatment may tell; the consent lets housing know of the tests."""
    DrugTestResult.objects.filter(result="positive").update(substances=["opiates", "cocaine"])
    ActionDetail.objects.filter(action=conference.drugs_action).update(text="CANARY-ACTION", outcome="CANARY-OUTCOME")
    NeedDetail.objects.filter(category=Category.DRUGS).update(detail="CANARY-NEED")
    ContactNote.objects.filter(contact=conference.drugs_contact).update(note="CANARY-NOTE", follow_up="CANARY-FOLLOW")
    found = everything_in(made(conference.hal).data).lower()
    for canary in ("canary", "positive", "negative", "opiates", "cocaine", "methadone", "heroin"):
        assert canary not in found
    assert "a test was taken on" in found
    assert "positive" in everything_in(made(conference.pete).data).lower()


def test_without_consent_housing_does_not_learn_of_a_test(conference, made):
    Consent.objects.all().delete()
    found = made(conference.hal)
    assert "test was taken" not in text_of(found.data)
    assert found.withheld > 0
    assert "Some information is not shown to you." in text_of(found.data)


def test_what_is_silent_leaves_no_trace(conference, made):
    """Not a byte differs whether police hold intelligence and probation a risk assessment or not."""
    before = made(conference.hal)
    Intelligence.objects.all().delete()
    RiskAssessment.objects.all().delete()
    after = made(conference.hal)
    assert before.data == after.data
    assert before.withheld == after.withheld


def test_what_is_kept_back_is_counted_on_the_front_and_never_described(conference, made):
    found = made(conference.hal)
    text = text_of(found.data)
    assert found.withheld == 3  # the words of a drugs action and a drugs need, the note of a drug worker
    assert "3 items are not shown to you. Another agency holds them." in text
    assert made(conference.alice).withheld == 0
    assert "not shown to you" not in text_of(made(conference.alice).data)


def test_finance_at_summary_says_who_holds_it_and_no_more(conference, made):
    need = NeedDetail.objects.get(need__area="finance")
    need.need.level = "some"
    need.need.save()
    Consent.objects.create(
        person=conference.person, owner=conference.police, category=Category.FINANCE, given_on=conference.today
    )
    text = text_of(made(conference.hal).data)
    assert "Held by Northside Probation (01632 960002): ask them." in text
    assert "No debts known" not in text


def test_somebody_excluded_from_a_person_gets_a_pack_without_them(conference, made):
    Exclusion.objects.create(
        person=conference.person, user=conference.pete, starts_at=AT - DAY, reason="Knows the family"
    )
    found = made(conference.pete)
    text = text_of(found.data)
    assert found.people == (conference.other.pk,)
    assert "Agenda: 1 person" in text
    assert "Ellis" not in everything_in(found.data)


def test_it_is_cut_as_for_an_agency_on_the_case_of_everyone_on_the_agenda(conference, made):
    """Housing does not work with Kerry Ward, but is invited to the meeting about her."""
    assert "Key worker: Bob Pike, Gatehouse Hostel" in text_of(made(conference.hal).data)


@pytest.mark.parametrize("user", ["hal", "pete"])
def test_the_file_is_tagged_marked_and_says_nothing_of_anybody(conference, made, user):
    found = made(getattr(conference, user))
    report = pdf_check(found.data)
    assert report.problems == []
    assert report.title == "Case conference pack, copy 3"
    assert report.tags["Figure"] == 1
    with pikepdf.open(io.BytesIO(found.data)) as pdf:
        said = " ".join(str(value) for value in pdf.docinfo.values()) + str(pdf.Root.Metadata.read_bytes())
    assert "Ellis" not in said
    assert "Ward" not in said
    pages = subprocess.run(["pdftotext", "-layout", "-", "-"], input=found.data, capture_output=True, check=True)
    pages = pages.stdout.decode().split("\f")[:-1]
    assert len(pages) == found.pages
    for number, page in enumerate(pages, start=1):
        assert found.marking in page
        assert f"Page {number} of {found.pages}" in page
        assert "Copy 3: " in page


def test_the_marking_follows_from_what_is_told(conference, made):
    assert marking({Category.IDENTITY}) == "OFFICIAL-SENSITIVE"
    assert made(conference.hal).marking == "OFFICIAL-SENSITIVE"
    assert made(conference.pete).marking == "OFFICIAL-SENSITIVE [INTELLIGENCE, RISK]"


def test_a_mistake_in_the_decision_stops_at_the_second_wall(conference, made, monkeypatch):
    monkeypatch.setattr(reader, "decide", lambda *_: (Level.FULL, "own"))
    with pytest.raises(PackRefused, match="may not see everything"):
        made(conference.hal)


def test_who_meets_nobody_gets_none(conference, made):
    with pytest.raises(PackRefused, match="does not meet"):
        made(conference.steve)


def test_the_same_pack_twice_is_the_same_file(conference, made):
    assert made(conference.hal).sha256 == made(conference.hal).sha256


def test_twenty_more_people_cost_no_more_statements(conference):
    capacity = Capacity.objects.get(user=conference.hal)
    with CaptureQueriesContext(connection) as before:
        paper._content(conference.meeting, capacity, at=AT)
    people = Person.objects.bulk_create(
        [Person(scheme=conference.scheme, owner=conference.police, ref=f"X{n}", family_name="Extra") for n in range(20)]
    )
    AgendaItem.objects.bulk_create(
        [AgendaItem(meeting=conference.meeting, person=person, position=9) for person in people]
    )
    with CaptureQueriesContext(connection) as after:
        assert len(paper._content(conference.meeting, capacity, at=AT)[1]["sheets"]) == 22
    assert len(after) <= len(before)


def ask(tmp_path, email, *arguments):
    out = StringIO()
    file = tmp_path / "pack.pdf"
    given = ("--scheme", "NORTH", "--conference", "1", "--for", email, "--output", str(file), "--format", "json")
    call_command("conference_pack", *given, *arguments, stdout=out)
    return json.loads(out.getvalue()), file.read_bytes()


def test_the_command_writes_the_file_and_answers(conference, tmp_path):
    found, data = ask(tmp_path, "hal@north.example")
    assert found["people"] == 2
    assert found["withheld"] == 3
    assert found["pages"] == pdf_check(data).pages
    line = LedgerEntry.objects.get(event="conference_pack_make")
    assert line.operation == LedgerEntry.Operation.DISCLOSURE
    assert (line.user_id, line.people) == (conference.hal.pk, sorted([conference.person.pk, conference.other.pk]))
    assert line.facts["sha256"] == found["sha256"]
    assert int(Category.CONFERENCE) in line.facts["categories"]
    assert line.facts["records"]["reviews.review"] == [conference.review.pk]
    assert "casework.drugtestresult" not in line.facts["records"]


def test_the_command_answers_as_at_a_day(conference, tmp_path):
    before = (conference.today - 30 * DAY).isoformat()
    found, data = ask(tmp_path, "pete@north.example", "--as-of", before)
    text = text_of(data)
    assert "positive (opiates)" not in text  # taken three days ago
    assert "Keep the flat search going" in text
    assert found["people"] == 2


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("bob@north.example", "Gatehouse Hostel is not invited to this meeting."),
        ("nobody@north.example", "Nobody signs in as nobody@north.example."),
    ],
)
def test_the_command_refuses_who_is_not_invited(conference, tmp_path, email, words):
    with pytest.raises(CommandError, match=words):
        ask(tmp_path, email)


def test_the_command_says_which_meeting_is_not_there(conference, tmp_path):
    with pytest.raises(CommandError, match="The scheme has no meeting number 99"):
        ask(tmp_path, "hal@north.example", "--conference", "99")

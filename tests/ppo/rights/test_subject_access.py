"""`manage.py subject_access`: the whole draft in one folder, kept-back items in no layer of it."""

import io
import json

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from casework.models import RiskAssessment
from sharing.models import LedgerEntry
from tests.pdfcheck import pdf_check
from tests.ppo.rights.text import text_of

KEPT_BACK = ("known burglars", "former partner", "Intelligence report")
GIVEN = ("Jordan", "Market Street", "12 Example Street", "Talked about the tenancy", "Positive", "Heroin most days")


@pytest.fixture
def run(world, tmp_path):
    def command(ref="N001"):
        out = io.StringIO()
        call_command("subject_access", scheme="NORTH", ref=ref, output=tmp_path / "pack", format="json", stdout=out)
        return json.loads(out.getvalue())

    return command


def test_everything_is_there_but_what_waits_for_a_decision(run, tmp_path):
    said = run()
    text = text_of((tmp_path / "pack" / "subject-access.pdf").read_bytes())
    assert [words for words in GIVEN if words not in text] == []
    assert [words for words in KEPT_BACK if words in text] == []
    machine = json.loads((tmp_path / "pack" / "subject-access.json").read_text())
    assert sum(len(one["records"]) for one in machine["controllers"]) == said["given"] < said["items"]
    assert said["to_decide"] >= 2
    assert {one["agency"]: one["regime"] for one in said["controllers"]} == {
        "police": "part3",
        "probation": "part3",
        "housing": "gdpr",
        "drugs": "gdpr",
    }


def test_no_layer_of_the_files_holds_what_is_kept_back(run, tmp_path):
    run()
    for file in (tmp_path / "pack").iterdir():
        data = file.read_bytes()
        if file.suffix == ".pdf":
            with pikepdf.open(io.BytesIO(data)) as pdf:
                data = b"\n".join(one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream))
                data += repr([pdf.docinfo, pdf.Root]).encode()
        assert not [words for words in KEPT_BACK if words.encode() in data or words.encode("utf-16-be") in data]
        assert "N001" not in file.name


def test_keeping_one_thing_more_back_changes_no_page_and_no_byte(run, world, tmp_path):
    """Two people who differ only in what is kept back get the same file."""
    run()
    before = (tmp_path / "pack" / "subject-access.pdf").read_bytes()
    lines = LedgerEntry.objects.count()
    type(world.intelligence).objects.create(
        person=world.person, owner=world.police, received_on=world.today, number=2, summary="Again with burglars"
    )
    run()
    assert LedgerEntry.objects.count() == lines + 1
    assert (tmp_path / "pack" / "subject-access.pdf").read_bytes() == before


def test_the_pdf_is_as_accessible_as_the_others(run, tmp_path):
    run()
    report = pdf_check((tmp_path / "pack" / "subject-access.pdf").read_bytes())
    assert report.problems == []
    assert "Ellis" not in report.title


def test_the_ledger_says_so_and_an_unknown_reference_is_refused(run, world):
    run()
    entry = LedgerEntry.objects.get(event="subject_access")
    assert (entry.operation, entry.people) == ("disclosure", [world.person.pk])
    with pytest.raises(CommandError, match="nobody with the reference N999"):
        run("N999")
    assert RiskAssessment.objects.exists()

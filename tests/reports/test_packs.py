"""Performance packs: asked for, made once by whichever worker, frozen, downloaded as issued, and telling of nobody."""

import io
import json
import re
import subprocess
import time
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports import changes, figures, tasks
from reports.models import IssuedPack
from sharing.changes import work
from sharing.looking import looking_as, looking_as_system
from sharing.models import Job, LedgerEntry, Part
from tests.pdfcheck import pdf_check
from tests.reports.test_measures import needs_the_data
from tests.world import viewer_of

pytestmark = [pytest.mark.django_db, needs_the_data]
DAY, NOW = date(2007, 1, 31), datetime(2007, 2, 1, 9, tzinfo=UTC)


def issue(wakefield, *, by=None, at=NOW, as_of=DAY):
    prepared = changes.pack_prepare(scheme=wakefield.scheme, as_of=as_of, at=at)
    with looking_as_system():
        return changes.pack_issue(prepared, scheme=wakefield.scheme, at=at, by=by)


def asked(wakefield):
    by = viewer_of(wakefield.analyst)
    with looking_as(by.capacity_id):
        return changes.pack_ask(as_of=DAY, by=by, today=date(2007, 2, 1), at=NOW)


def claimed(job):
    return work.claim(Part, Part.objects.get(job=job).pk, at=timezone.now())


def test_a_pack_is_issued_with_its_files_and_hashes(wakefield, quick_pdf):
    pack = issue(wakefield)

    assert (pack.number, pack.as_of, pack.marking, pack.pages) == (1, DAY, "OFFICIAL", 1)
    assert pack.figures["cohort"]["on_scheme"] == 40
    assert pack.figures["cohort"]["by_sex"]["female"] == "under 5"
    with looking_as_system():
        line = LedgerEntry.objects.get(event="pack_issue")
    assert line.facts["pdf_sha256"] == pack.pdf_sha256
    assert line.facts["xlsx_sha256"] == pack.xlsx_sha256
    assert (line.doer, line.people, line.scheme_id) == ("clock", [], wakefield.scheme.pk)


def test_what_was_kept_tells_the_same_as_what_was_printed(wakefield, quick_pdf):
    """The database keeps maps in an order of its own; the words have theirs."""
    prepared = changes.pack_prepare(scheme=wakefield.scheme, as_of=DAY, at=NOW)
    with looking_as_system():
        pack = changes.pack_issue(prepared, scheme=wakefield.scheme, at=NOW)

    kept = figures.document_of(IssuedPack.objects.get(pk=pack.pk).figures)
    assert kept == figures.document_of(prepared.figures)
    places = [row[0] for row in kept.sections[0].tables[0].rows]
    assert places[0] == "In the community, court order"
    assert places[-1] == "Not recorded"


def test_a_pack_is_frozen(wakefield, quick_pdf):
    pack = issue(wakefield)

    for sql in ("update reports_issuedpack set number = 2", "delete from reports_issuedpack"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            IssuedPack.objects.raw(f"with x as ({sql} returning id) select * from x")[0]
    assert IssuedPack.objects.get().pk == pack.pk


def test_the_clock_makes_last_months_pack_once(wakefield, quick_pdf, monkeypatch):
    monkeypatch.setattr(tasks.timezone, "localdate", lambda: date(2007, 2, 13))
    tasks.packs_ahead()
    tasks.packs_ahead()

    assert IssuedPack.objects.get().as_of == DAY
    with pytest.raises(IntegrityError), transaction.atomic():
        issue(wakefield)  # even where two workers come to it at once


def test_a_job_makes_one_pack_whoever_carries_it(wakefield, quick_pdf):
    job = asked(wakefield)
    late = claimed(job)
    Part.objects.filter(pk=late.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    tasks.pack_make(claimed(job))

    with pytest.raises(work.LeaseLost), transaction.atomic():
        tasks.pack_make(late)
    pack = IssuedPack.objects.get()
    job.refresh_from_db()
    assert pack.key == job.key
    assert pack.made_by.user == wakefield.analyst
    assert job.done_at is not None


def test_a_day_to_come_is_refused(wakefield):
    by = viewer_of(wakefield.analyst)
    with looking_as(by.capacity_id), pytest.raises(changes.DayNotOver):
        changes.pack_ask(as_of=date(2007, 2, 2), by=by, today=date(2007, 2, 1), at=NOW)
    assert not Job.objects.exists()


def test_a_later_pack_leaves_the_earlier_one_as_it_was(wakefield, quick_pdf):
    first = issue(wakefield)
    with looking_as_system():
        wakefield.scheme.people.all()[0].identity.__class__.objects.update(sex="female")
    second = issue(wakefield, by=viewer_of(wakefield.analyst))

    assert second.number == 2
    assert IssuedPack.objects.get(pk=first.pk).figures == first.figures
    assert second.figures["cohort"]["by_sex"] != first.figures["cohort"]["by_sex"]


def test_steering_downloads_what_was_issued(wakefield, client_of, quick_pdf):
    pack = issue(wakefield)
    browser = client_of(wakefield.steering)

    for kind, name in (("pdf", pack.pdf_file), ("xlsx", pack.xlsx_file)):
        answer = browser.get(f"/reports/{pack.key}/{kind}/")
        assert answer.status_code == 200
        assert answer.content == default_storage.open(name).read()
        assert f"performance-pack-2007-01-31-1.{kind}" in answer["Content-Disposition"]
        assert answer["Cache-Control"] == "no-store"
    with looking_as_system():
        assert LedgerEntry.objects.filter(event="pack_download", user_id=wakefield.steering.pk).count() == 2


def test_a_file_that_was_changed_goes_to_nobody(wakefield, quick_pdf):
    pack = issue(wakefield)
    default_storage.delete(pack.pdf_file)
    default_storage.save(pack.pdf_file, io.BytesIO(b"%PDF-1.7 something else"))

    with pytest.raises(changes.FileChanged):
        changes.pack_download(pack, kind="pdf", by=viewer_of(wakefield.steering))


@pytest.mark.parametrize(
    ("who", "sees", "makes"),
    [("steering", 200, 403), ("analyst", 200, 302), ("coordinator", 200, 302), ("practitioner", 403, 403)],
)
def test_who_reads_and_who_makes(wakefield, client_of, quick_pdf, who, sees, makes):
    pack = issue(wakefield)
    browser = client_of(getattr(wakefield, who))

    for address in ("/reports/", f"/reports/{pack.key}/", f"/reports/{pack.key}/pdf/", f"/reports/{pack.key}/xlsx/"):
        assert browser.get(address).status_code == sees, address
    assert browser.send("/reports/make/", {"as_of": "31/01/2007"}).status_code == makes


def test_another_scheme_does_not_exist(wakefield, world, client_of, quick_pdf):
    pack = issue(wakefield)

    for tail in ("", "pdf/", "xlsx/"):
        assert client_of(world.steve).get(f"/reports/{pack.key}/{tail}").status_code == 404
    assert b"No performance pack has been made yet" in client_of(world.steve).get("/reports/").content


def test_the_page_tells_the_headline_and_gives_the_files(wakefield, client_of, quick_pdf):
    pack = issue(wakefield)
    page = client_of(wakefield.steering).get("/reports/").content.decode()

    assert "fell from 144 to 76" in page
    assert "19 of 40 people on the scheme are in custody" in page
    assert f"/reports/{pack.key}/pdf/" in page
    assert "Make another pack" not in page
    assert page.count('role="img"') == 6
    assert page.count("<title id=") == page.count("<desc id=") == 6


def test_the_maker_is_led_from_the_form_to_the_pack(wakefield, client_of, quick_pdf):
    browser = client_of(wakefield.coordinator)
    answer = browser.send("/reports/make/", {"as_of": "31 January 2007"})
    job = Job.objects.get()
    assert answer["Location"] == f"/reports/making/{job.key}/"
    assert b"is being made" in browser.get(answer["Location"]).content
    assert b"See how far it is" in browser.get("/reports/").content

    tasks.pack_make(claimed(job))
    assert browser.get(answer["Location"])["Location"] == f"/reports/{job.key}/"
    led = browser.get(answer["Location"], headers={"HX-Request": "true"})
    assert led["HX-Redirect"] == f"/reports/{job.key}/"


def test_a_day_nobody_can_read_says_so(wakefield, client_of, quick_pdf):
    browser = client_of(wakefield.coordinator)

    for text in ("", "yesterday", "31/02/2007", "1/1/2099"):
        answer = browser.send("/reports/make/", {"as_of": text})
        assert answer.status_code == 422
        assert b"There is a problem" in answer.content
    assert not Job.objects.exists()


def test_reading_takes_as_many_statements_with_many_packs(wakefield, client_of, quick_pdf, django_assert_num_queries):
    browser = client_of(wakefield.steering)
    issue(wakefield)
    browser.get("/reports/")  # the first page of a session costs three more
    with CaptureQueriesContext(connection) as few:
        browser.get("/reports/")
    for n in range(3):
        issue(wakefield, by=viewer_of(wakefield.analyst), at=NOW + timedelta(days=n))

    assert len(few) <= 8
    with django_assert_num_queries(len(few)):
        browser.get("/reports/")


def test_three_packs_tell_a_trend(wakefield, client_of, quick_pdf):
    for as_of in (date(2006, 11, 30), date(2006, 12, 31)):
        issue(wakefield, as_of=as_of)
    assert "pack by pack" not in client_of(wakefield.steering).get("/reports/").content.decode()

    issue(wakefield)
    issue(wakefield, by=viewer_of(wakefield.analyst))  # a second of the same day takes the place of the first
    page = client_of(wakefield.steering).get("/reports/").content.decode()
    assert page.count("People on the scheme and in custody, pack by pack") == 3
    assert "The scheme from 30 Nov 2006 to 31 Jan 2007" in page


def test_a_failed_pack_says_so(wakefield, client_of):
    job = asked(wakefield)
    Part.objects.filter(job=job).update(failed_at=timezone.now())

    assert b"could not be made" in client_of(wakefield.analyst).get(f"/reports/making/{job.key}/").content


def test_nothing_in_a_pack_names_anybody(wakefield, client_of):
    """Names, references, numbers and birthdays of all forty, sought in everything a steering member gets."""
    pack = issue(wakefield)
    people = wakefield.sheets["people"]
    canaries = {row[name] for row in people for name in ("ref", "family_name", "pnc_id", "crn", "date_of_birth")} - {""}
    pdf, book = (default_storage.open(name).read() for name in (pack.pdf_file, pack.xlsx_file))
    paper = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    cells = "\n".join(
        str(cell.value) for sheet in openpyxl.load_workbook(io.BytesIO(book)) for row in sheet for cell in row
    )
    page = client_of(wakefield.steering).get("/reports/").content.decode()

    for text in (paper, cells, page, json.dumps(pack.figures)):
        assert len(text) > 3000
        assert [word for word in canaries if re.search(rf"\b{re.escape(word)}\b", text)] == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        metadata = str(opened.docinfo) + str(opened.open_metadata())
    assert [word for word in canaries if word in metadata] == []


def test_the_paper_is_sound(wakefield):
    pack = issue(wakefield)
    pdf = default_storage.open(pack.pdf_file).read()
    report = pdf_check(pdf)
    pages = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    pages = pages.stdout.decode().split("\f")[:-1]

    assert report.problems == []
    assert report.pages == pack.pages == len(pages)
    assert report.tags["Figure"] == 6
    for number, text in enumerate(pages, 1):
        assert "OFFICIAL" in text.split("\n\n")[0]
        assert f"Page {number} of {len(pages)}" in text
        assert "Pack 1, made on 1 February 2007" in text
    assert "fell from 144 to 76" in " ".join(pages[0].split())


def test_the_same_pack_gives_the_same_bytes(wakefield):
    with looking_as_system():
        found = figures.for_steering(wakefield.scheme, figures.pack(wakefield.scheme, as_of=DAY, at=NOW))

    book, paper = figures.xlsx_of(found, at=NOW), figures.pdf_of(found, number=1, at=NOW)
    time.sleep(1.1)  # a stamped time would have moved on by a second
    assert figures.xlsx_of(found, at=NOW) == book
    assert figures.pdf_of(found, number=1, at=NOW) == paper


def test_the_spreadsheet_has_numbers_as_numbers(wakefield, quick_pdf):
    pack = issue(wakefield)
    book = openpyxl.load_workbook(io.BytesIO(default_storage.open(pack.xlsx_file).read()))
    sheet = (
        book["Offending before and aft"] if "Offending before and aft" in book else book["Offending before and after"]
    )
    cells = {row[0].value: row for row in sheet.iter_rows() if row[0].value}

    assert [cells["Charged offences"][n].value for n in (1, 2)] == [144, 76]
    assert cells["Average cost of these crimes at 2003/04 prices"][1].number_format == "£#,##0"
    assert cells["Months at liberty"][1].value == 403.9
    assert book["In short"]["A1"].value == "OFFICIAL"
    assert book["How it is counted"]["A1"].value == "Figures"
    assert not [cell for each in book for row in each for cell in row if cell.data_type == "f"]

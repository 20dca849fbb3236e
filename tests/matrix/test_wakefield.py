"""Who can see what about the people of a real scheme's shape is what its workbook says, cell by cell, and stays so.

The Wakefield workbook where it lies beside the project, else the copy the product carries for its demo. Everybody in it
with PROVE, else every sixth.
"""

import json
import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from casework.models import Person
from ppo.demo.loading import FILES, write_moved
from ppo.interchange.importing import import_scheme
from sharing import matrix as asked
from sharing.models import Agreement, Capacity, Consent
from tests.matrix.conftest import one_transaction
from tests.matrix.workbook import Workbook, day
from tests.pages import words
from tests.world import client_of

ROOT = Path(__file__).resolve().parents[2]
WAKEFIELD = next((up / "shared/data/wakefield_2007" for up in ROOT.parents if (up / "shared/data").is_dir()), None)
EVERY = 1 if "PROVE" in os.environ else 6  # of the people, who are otherwise a sixth
PROTOCOL = "ISP1"  # the agreement of all agencies


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The workbook's folder, its scheme in the database; given back at the end of the file."""
    folder = WAKEFIELD
    if folder is None or not folder.is_dir():
        folder = tmp_path_factory.mktemp("demo")
        for file in FILES.glob("*.csv"):
            write_moved(file, folder / file.name, timezone.localdate())
    with django_db_blocker.unblock(), one_transaction():
        answer = import_scheme(folder, today=timezone.localdate())
        assert not answer.problems
        yield folder


@pytest.fixture
def book(loaded):
    """The workbook as it is read by hand; what a test changes in the database is taken back."""
    with transaction.atomic():
        yield Workbook(loaded, ROOT / "sharing" / "basis.csv")
        transaction.set_rollback(True)


def differences(book, on, refs=None):
    """(ref, cell, what the workbook says, what the product says) wherever they differ; and the number of cells."""
    wrong, number = [], 0
    at = asked.moment_of(on)
    for ref in refs or [row["ref"] for row in book.people[::EVERY]]:
        expected, case = book.cells(ref, on), book.on_case(ref, on)
        for cell in asked.who_can_see(Person.objects.get(ref=ref), at=at):
            number += 1
            key = (cell.agency.code, cell.owner.code, cell.category.code)
            if (cell.level.code, cell.basis) != expected[key] or cell.on_case != (cell.agency.code in case):
                wrong.append((ref, key, expected[key], (cell.level.code, cell.basis)))
    return wrong, number


def test_every_cell_of_every_person_is_as_the_workbook_says(book):
    """On the report day of the workbook, and today."""
    report_day = max(day(row["held_on"]) for row in book.conferences if day(row["held_on"]) <= timezone.localdate())
    for on in (report_day + timedelta(days=50), timezone.localdate()):
        wrong, number = differences(book, on)
        assert wrong[:5] == []
        assert number == len(book.people[::EVERY]) * len(book.codes) ** 2 * 16


def test_the_command_says_the_same(book):
    ref, out = book.people[0]["ref"], StringIO()
    on = day(book.consents[0]["given_on"]) + timedelta(days=1)
    call_command("who_can_see", ref=ref, format="json", as_of=on, stdout=out)
    said = {
        (cell["agency"], cell["owner"], cell["category"]): (cell["level"], cell["basis"])
        for cell in json.loads(out.getvalue())["cells"]
    }
    assert said == book.cells(ref, on)


def test_days_around_the_edges(book):
    """The day before, the day of and the day after a consent and an agreement begin, and the end of an invitation."""
    consent = book.consents[0]
    meeting = max(day(row["held_on"]) for row in book.conferences if day(row["held_on"]) <= timezone.localdate())
    edges = [day(consent["given_on"]), day(book.agreements[0]["starts_on"]), meeting + timedelta(days=15)]
    for edge in edges:
        for on in (edge - timedelta(days=1), edge, edge + timedelta(days=1)):
            wrong, _ = differences(book, on, refs={consent["ref"], book.people[1]["ref"]})
            assert wrong[:5] == []


def watcher(book, today):
    """(row of a consent, user) where the user's agency sees tests of another agency by that consent alone."""
    for consent in book.consents:
        if consent["category"] != "drugs" or consent["withdrawn_on"] or not drug_tests_of(book, consent["ref"]):
            continue
        for agency in sorted(book.on_case(consent["ref"], today)):
            user = Capacity.objects.filter(agency__code=agency, role="practitioner").select_related("user").first()
            if user and book.kind[agency] != "drug_treatment":
                return consent, user.user
    raise AssertionError("the workbook has nobody of whom a consent shows anything to anybody")


def drug_tests_of(book, ref):
    path = book.folder / "drug_tests.csv"
    return sum(line.startswith(f"{ref},") and ",custody," not in line for line in path.read_text().splitlines())


def test_a_withdrawn_consent_works_on_the_next_request(book):
    """The withdrawal is pressed on the page; the other's next look has no test, and every cell is as if written so."""
    today = timezone.localdate()
    row, user = watcher(book, today)
    coordinator = client_of(Capacity.objects.filter(role="coordinator").order_by("pk").first().user)
    person, worker = Person.objects.get(ref=row["ref"]), client_of(user)
    consent = Consent.objects.get(person=person, given_on=row["given_on"])
    page = f"/people/{person.key}/contacts/"
    assert words(worker.get(page)).count("Test taken") or "No drug tests" not in words(worker.get(page))

    pressed = coordinator.send(f"/consents/{consent.key}/withdraw/", {"version": consent.version})
    assert pressed.status_code == 302
    assert "No drug tests recorded that you can see" in words(worker.get(page))

    row["withdrawn_on"] = str(today)
    wrong, number = differences(book, today, refs={row["ref"]})
    assert (wrong[:5], number > 0) == ([], True)


def test_an_agreement_that_ends_stops_on_the_next_request(book):
    """Ended today, nothing that rested on it is there any more: not the tests, not who the person is."""
    today = timezone.localdate()
    row, user = watcher(book, today)
    person, worker = Person.objects.get(ref=row["ref"]), client_of(user)
    page = f"/people/{person.key}/"
    assert "Date of birth" in words(worker.get(page))

    Agreement.objects.filter(code=PROTOCOL).update(ends_on=today)
    assert "Date of birth" not in words(worker.get(page))
    assert worker.get(page).status_code == 200

    next(one for one in book.agreements if one["code"] == PROTOCOL)["ends_on"] = str(today)
    wrong, number = differences(book, today)
    assert (wrong[:5], number > 0) == ([], True)

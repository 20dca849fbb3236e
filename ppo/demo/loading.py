"""Puts the demo scheme into the database through the same import that a real scheme takes."""

import csv
import io
import json
import tempfile
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cohort.changes.leaving_night import proposals_raise
from ppo.demo import agreements, rights
from ppo.demo.asking import show_asking
from ppo.demo.dates import moved
from ppo.demo.emergency import show_emergency
from ppo.demo.nominating import show_nominations
from ppo.demo.selection import show_selection
from reviews.changes.reminder import reminders_send
from sharing.looking import looking_as_system
from sharing.models import Capacity, Scheme, User

CODE = "DEMO"
PASSWORD = "demo-scheme-2007"  # noqa: S105 - printed at every start; the demo holds nobody's data
FILES = Path(__file__).resolve().parent / "scheme"


class DemoRefused(Exception):
    """The import found something wrong with the demo's own files; the message says what."""


@transaction.atomic
def load(*, today):
    """Load the scheme unless it is there, and let its users sign in. Returns whether it was loaded now."""
    with looking_as_system():
        absent = not Scheme.objects.filter(code=CODE).exists()
        if absent:
            bring_in(today)
            scheme = Scheme.objects.get(code=CODE)
            agreements.sign(scheme, at=timezone.now())
            agreements.draft(scheme, today, at=timezone.now())
            rights.set_up(scheme, today, at=timezone.now())
            remind(scheme, today)
            show_asking(scheme=scheme, today=today)
            show_emergency(scheme=scheme, today=today)
            show_selection(scheme=scheme, today=today)
            proposals_raise(scheme=scheme, today=today, at=timezone.now())  # as if the night had been
            show_nominations(scheme=scheme, today=today)
        open_accounts()
    return absent


def bring_in(today):
    with tempfile.TemporaryDirectory(prefix="ppo-demo-") as folder:
        for file in sorted(FILES.glob("*.csv")):
            write_moved(file, Path(folder) / file.name, today)
        answer = io.StringIO()
        try:
            call_command("import_scheme", folder, format="json", stdout=answer)
        except SystemExit:
            raise DemoRefused(_first_problems(answer.getvalue())) from None


def remind(scheme, today):
    """The first round of reminders looks back a fortnight, so that the demo's mail page has something to show."""
    reminders_send(scheme=scheme, today=today, at=timezone.now(), after=today - timedelta(days=14))


def write_moved(source, target, today):
    with source.open(newline="", encoding="utf-8") as old, target.open("w", newline="", encoding="utf-8") as new:
        csv.writer(new, lineterminator="\n").writerows(
            [[moved(cell, today) for cell in row] for row in csv.reader(old)]
        )


def open_accounts():
    """One password for every account of the demo that has none yet, hashed once: each hash takes a third of a second."""
    users = User.objects.filter(email__endswith="@demo.example")
    closed = [user.pk for user in users if not user.password or not user.has_usable_password()]
    if closed:
        users.filter(pk__in=closed).update(password=make_password(PASSWORD))


def accounts():
    """Who can sign in, as (address, role in words, agency), in the order of the scheme's own list."""
    with looking_as_system(), transaction.atomic():
        rows = Capacity.objects.filter(agency__scheme__code=CODE).select_related("user", "agency").order_by("pk")
        return [(row.user.email, row.job_title or row.get_role_display(), row.agency.name) for row in rows]


def _first_problems(text):
    problems = json.loads(text)["problems"]
    return "; ".join(f"{p['sheet']} row {p['row']}, {p['column']}: {p['problem']}" for p in problems[:5])

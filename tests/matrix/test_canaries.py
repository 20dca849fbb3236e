"""A word planted in every typed text of every record comes out of no channel for those who may not have it.

And as a control it does come out for those who may, or a test that looks in the wrong place would pass too.
"""

import csv
import logging
import os
import subprocess
from datetime import timedelta
from io import StringIO

import pytest
import redis
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.cache import caches
from django.core.management import call_command
from django.db import models, transaction
from django.test.testcases import TestCase

from ppo.celery import app
from ppo.embedded import command
from ppo.embedded.tenure import Tenure
from reviews.changes.reminder import reminders_send
from sharing.models import Mail, Notice
from tests.guards import house
from tests.matrix import channels
from tests.matrix.cast import RELATIONS, WORKING
from tests.matrix.channels import WITH_PAGES, canaries
from tests.matrix.oracle import AT_SUMMARY, CATEGORIES, FULL, NONE
from tests.matrix.recipes import RECIPES
from tests.matrix.world import PARENT, browser, is_typed

EVERY = "PROVE" in os.environ

# Typed texts about a person that the world cannot plant, and where they are planted instead.
ELSEWHERE = {
    "sharing.LedgerEntry.reason": "written with the act it explains: tests of that act",
    "sharing.LedgerEntry.subject": "the kind and the key of a row",
    **dict.fromkeys(
        (f"cohort.UnplacedNomination.{name}" for name in ("family_name", "given_names", "pnc_id", "reason", "answer")),
        "points at nobody until it is known whom it is about: tests/cohort/test_nomination.py",
    ),
    "cohort.TrackedPerson.name": "the name of a frozen cohort",
}
FORTNIGHT = timedelta(days=14)


def typed_about_people():
    """Every text somebody can type about a person, from the register of fields: "app.Model.field"."""
    with (house.ROOT / "ppo" / "data" / "fields.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            model = apps.get_model(row["model"])
            for name in [*row["person"].split(), *row["sensitive"].split()]:
                if (
                    row["retention"] not in ("compiled", "issued")
                    and is_typed(model, name)
                    and _text(model._meta.get_field(name))
                ):
                    yield f"{row['model']}.{name}"


def _text(field):
    inner = field.base_field if isinstance(field, ArrayField) else field
    return isinstance(inner, models.CharField | models.TextField) and not inner.choices and not field.generated


def test_every_text_about_a_person_is_planted(matrix):
    planted = {f"{text.row.it._meta.label}.{text.field}" for text in matrix.texts.values()}
    missing = sorted(set(typed_about_people()) - planted - ELSEWHERE.keys())
    assert not missing, (
        f"{', '.join(missing)}: somebody can type there about a person, and no canary is planted. Make such a record in"
        " tests/matrix/world.py with `world.plant(...)`, or say in ELSEWHERE why it cannot be."
    )


def forbidden(world, name, where, text):
    """A sentence for each canary in the text that the persona may not have."""
    for word in sorted(world.words_in(text)):
        planted = world.texts.get(word)
        if planted is None:
            yield f"{where} as {name}: {word} was planted nowhere"
        elif not may_have(world, name, planted):
            yield f"{where} as {name}: {planted}"


def may_have(world, name, planted):
    if planted.row.person is None:
        return False
    level = world.oracle.sees(name, planted.row)
    return level == FULL or (level > NONE and planted.field in AT_SUMMARY[planted.row.kind])


def people_for(name):
    """All of them with PROVE; else the one on one's own caseload and another, each persona a different one."""
    turn, others = WITH_PAGES.index(name), [relation for relation in RELATIONS if relation != "own"]
    return list(RELATIONS) if EVERY else ["own", others[turn % len(others)]]


@pytest.mark.parametrize("name", WITH_PAGES)
def test_no_page_search_or_log_tells_what_may_not_be_known(matrix, name):
    came_out, wrong = set(), []
    with channels.Logged() as logged:
        for channel in (channels.pages, channels.searches):
            for where, text in channel(matrix, name, people_for(name)):
                came_out |= matrix.words_in(text)
                wrong += forbidden(matrix, name, where, text)
        logging.getLogger("django.request").warning("the log is looked at")
    wrong += [f"log: {line}" for line in logged.lines if canaries(line)]

    assert not wrong, "\n".join(wrong[:12])
    assert any("the log is looked at" in line for line in logged.lines)
    assert not {word: str(text) for word, text in meant_for(matrix, name, on_pages()).items() if word not in came_out}


NOT_ALWAYS = {"sharing.persontold.language", "cohort.letter.to"}  # of which record and for whom, the cells say


def on_pages():
    """Every text that some page of these channels prints, as the recipes say."""
    said = {said for name in channels.READ for said in RECIPES[name].says or ()}
    return {"casework.address.lines", *said} - NOT_ALWAYS


def meant_for(world, name, printed):
    """The texts about the person on one's own caseload that ought to come out for this persona."""
    return {
        word: text
        for word, text in world.texts.items()
        if text.row.person == "own"
        and text.name in printed
        and may_have(world, name, text)
        and beside_what_is_seen(world, name, text.row)
    }


def beside_what_is_seen(world, name, row):
    """A detail stands on a page only beside its record."""
    if row.kind not in PARENT:
        return True
    kind, column = PARENT[row.kind]
    return world.oracle.sees(name, world.by_id[kind, getattr(row.it, column)]) > NONE


# The texts that a pack prints of everybody on its agenda.
IN_PACKS = {
    *("casework.address.lines", "casework.address.postcode", "casework.address.ward", "casework.contactnote.note"),
    *("casework.enforcement.outcome", "casework.enforcement.reason", "casework.intelligence.summary"),
    *("casework.job.employer", "casework.person.family_name", "casework.person.given_names"),
    *("casework.riskassessment.summary", "pathways.actiondetail.outcome", "pathways.actiondetail.text"),
    *("pathways.needdetail.detail", "reviews.review.person_comment", "reviews.review.summary"),
}
READERS = [name for name in WITH_PAGES if name != "mentor"] if EVERY else ["housing", "probation", "health"]


@pytest.mark.parametrize("name", READERS)
def test_no_pack_tells_what_may_not_be_known(matrix, name):
    """Text, metadata, tags and the parts of the file."""
    came_out, wrong, made = set(), [], 0
    for where, text in channels.papers(matrix, name, WORKING if EVERY else ("own", "excluded")):
        made += 1
        came_out |= matrix.words_in(text)
        wrong += forbidden(matrix, name, where, text)

    assert not wrong, "\n".join(wrong[:12])
    assert made
    # A pack prints the latest of many, so the control is that each kind of text comes out at all.
    printed = {matrix.texts[word].name for word in came_out}
    assert printed >= {text.name for text in meant_for(matrix, name, IN_PACKS).values()}


def test_figures_of_the_scheme_tell_of_nobody(matrix, tmp_path):
    """The files of the steering group, both forms; and the export, which is for the machine room and holds it all."""
    for form, read in (("pdf", channels.everything_in), ("xlsx", channels.everything_packed)):
        file = tmp_path / f"pack.{form}"
        call_command("performance_pack", scheme="NORTH", output=file, stdout=StringIO())
        text = read(file.read_bytes())
        assert "Northside scheme" in text
        assert canaries(text) == set()

    exported = tmp_path / "scheme.zip"
    call_command("export_scheme", scheme="NORTH", output=exported, stdout=StringIO())
    found = {matrix.texts[word].row.category for word in canaries(channels.everything_packed(exported.read_bytes()))}
    assert found >= set(CATEGORIES) - {"plan"}  # a plan's words are in the categories of its areas of life


def test_mail_and_notices_name_nobody(matrix):
    with transaction.atomic():
        reminders_send(scheme=matrix.north, today=matrix.today, at=matrix.now, after=matrix.today - FORTNIGHT)
        mails, notices = list(Mail.objects.all()), list(Notice.objects.all())
        transaction.set_rollback(True)

    assert mails
    assert notices
    told = [f"{mail.subject}\n{mail.body}" for mail in mails] + [f"{one.text} {one.address}" for one in notices]
    assert [text for text in told if canaries(text)] == []


@pytest.fixture
def real_redis(tmp_path, settings):
    """A Redis of its own for cache and queue, as the product has it."""
    tenure = Tenure(command.redis(tmp_path))
    tenure.begin()
    address = f"unix://{tenure.service.address}"
    caches["default"].clear()
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"{address}?db=1"}
    }
    before = app.conf.broker_url
    _queue_at(f"redis+socket://{tenure.service.address}")
    yield redis.Redis(unix_socket_path=str(tenure.service.address))
    _queue_at(before)
    tenure.end()


def _queue_at(address):
    """Celery keeps its connections; the next message is to make a new one."""
    app.conf.broker_url = address
    app.amqp._producer_pool = app._pool = None


def test_redis_holds_nothing_of_anybody(matrix, real_redis):
    """After a day's work: pages, searches, a contact, packs asked for, reminders sent."""
    for name in ("probation", "coordinator"):
        for channel in (channels.pages, channels.searches):
            list(channel(matrix, name, ["own"]))
    coordinator = browser(matrix, "coordinator")
    with transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            coordinator.send(f"/meetings/{matrix.meeting['own'].key}/packs/")
            reminders_send(scheme=matrix.north, today=matrix.today, at=matrix.now, after=matrix.today - FORTNIGHT)
        transaction.set_rollback(True)
    caches["default"].set("looked-at", "yes")

    held = channels.everything_in_redis(real_redis)
    assert "looked-at" in held
    assert "sharing.tasks." in held, "no message of the queue was found, so nothing was looked at"
    assert canaries(held) == set()


def test_the_watch_finds_a_canary_where_there_is_one(tmp_path):
    """In a text, in a file, in a PDF: the eyes of this test are open."""
    word = "Zqbcdfg"
    assert canaries(f"it says {word}.") == {word.lower()}
    assert canaries("a token abczqbcdfgx") == set()
    assert subprocess.run(["pdftotext", "-v"], capture_output=True).returncode in (0, 99)

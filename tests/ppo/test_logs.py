"""Log lines name things, never people: what the database quotes of a row and what was searched for stay out."""

import datetime
import logging

import pytest
from django.db import IntegrityError, connection, transaction

from ppo.logs import WithoutPersonalData

NAME = "Aidan Heron"
logger = logging.getLogger("tests.logs")


@pytest.fixture
def lines(db):
    written = []

    class Kept(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    handler = Kept()
    handler.setFormatter(WithoutPersonalData())
    logger.addHandler(handler)
    logger.propagate = False
    yield written
    logger.removeHandler(handler)
    logger.propagate = True


def test_a_refused_row_is_not_quoted(lines):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("create temporary table bird (name text unique) on commit drop")
            cursor.execute("insert into bird values (%s), (%s)", [NAME, NAME])
    except IntegrityError:
        logger.exception("could not save")

    assert "bird_name_key" in lines[0]
    assert NAME not in lines[0]


def test_what_was_searched_for_is_left_out(lines):
    logger.warning("Not found: /people/?name=Heron&born=1982-07-15")
    assert lines[0].endswith("Not found: /people/?…")


def test_a_line_tells_when_in_utc_and_who_wrote_it(lines):
    logger.warning("started")
    moment, *rest = lines[0].split(" ")
    assert datetime.datetime.fromisoformat(moment).utcoffset() == datetime.timedelta(0)
    assert rest == ["WARNING", "tests.logs", "started"]

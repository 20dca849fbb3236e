"""One cell at a time: what is understood, what is refused, and that what is written is read back the same."""

import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppo.interchange.cells import (
    LONDON,
    Amount,
    At,
    Choices,
    Date,
    Email,
    Moment,
    Names,
    Parameters,
    Text,
    Whole,
    Wrong,
    YesNo,
    cleaned,
    tidy,
)

TODAY = datetime.date(2026, 11, 20)
UTC = datetime.UTC


def read(cell, text):
    return cell.read(tidy(text), TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2007-01-31", (2007, 1, 31)),
        ("31/01/2007", (2007, 1, 31)),
        ("1/2/2007", (2007, 2, 1)),
        ("2008-2-29", (2008, 2, 29)),
        (" 0999-12-31 ", (999, 12, 31)),
    ],
)
def test_dates(text, day):
    assert read(Date(), text) == datetime.date(*day)
    assert read(Date(), Date().write(datetime.date(*day))) == datetime.date(*day)


@pytest.mark.parametrize(
    "text",
    ["31/02/2007", "31/01/07", "2007-13-01", "01.02.2007", "2007", "yesterday", "2007-01-31T00:00", "０1/02/2007"],
)
def test_what_is_no_date(text):
    with pytest.raises(Wrong, match=r"\w\. [A-Z].*\.$"):
        read(Date(), text)


@pytest.mark.parametrize(
    ("text", "moment", "exported"),
    [
        ("2007-01-31T14:30", datetime.datetime(2007, 1, 31, 14, 30, tzinfo=UTC), "2007-01-31T14:30"),
        ("31/07/2007 9:05", datetime.datetime(2007, 7, 31, 8, 5, tzinfo=UTC), "2007-07-31T09:05"),
        ("2007-07-31T14:30:15", datetime.datetime(2007, 7, 31, 13, 30, 15, tzinfo=UTC), "2007-07-31T14:30:15"),
        ("2007-07-31T14:30Z", datetime.datetime(2007, 7, 31, 14, 30, tzinfo=UTC), "2007-07-31T15:30"),
        ("2007-07-31T14:30+0200", datetime.datetime(2007, 7, 31, 12, 30, tzinfo=UTC), "2007-07-31T13:30"),
        # The hour that comes twice: the first unless an offset says the second.
        ("2007-10-28T01:30", datetime.datetime(2007, 10, 28, 0, 30, tzinfo=UTC), "2007-10-28T01:30"),
        ("2007-10-28T01:30+00:00", datetime.datetime(2007, 10, 28, 1, 30, tzinfo=UTC), "2007-10-28T01:30+00:00"),
    ],
)
def test_moments(text, moment, exported):
    found = read(At(), text)

    assert found.has_time
    assert found.at == moment
    assert At().write(found) == exported
    assert read(At(), exported).at == moment


def test_a_date_alone_means_that_the_time_is_not_known():
    found = read(At(), "31/07/2007")

    assert found == Moment(datetime.datetime(2007, 7, 30, 23, tzinfo=UTC), has_time=False)
    assert At().write(found) == "2007-07-31"


@pytest.mark.parametrize(
    "text",
    ["2007-03-25T01:30", "2007-01-31T24:00", "2007-01-31T1430", "2007-01-31T14:30:15.5", "0001-01-01T00:00Z", "noon"],
)
def test_what_is_no_moment(text):
    with pytest.raises(Wrong):
        read(At(), text)


@given(st.datetimes(datetime.datetime(1850, 1, 1), datetime.datetime(2200, 1, 1), timezones=st.just(UTC)))
def test_every_moment_comes_back(at):
    at = at.replace(microsecond=0)
    if at.astimezone(LONDON).utcoffset().total_seconds() % 60:
        return  # before 1847 London was a minute and a quarter behind

    assert read(At(), At().write(Moment(at, has_time=True))).at == at


@given(st.text())
def test_cleaned_text_is_tidy_and_stays_as_it_is(text):
    once = cleaned(text)

    assert tidy(once) == once
    assert cleaned(once) == once


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_every_text_is_kept(text):
    try:
        kept = read(Text(10_000), text)
    except Wrong:
        return

    assert read(Text(10_000), Text().write(kept)) == kept


@pytest.mark.parametrize("code", [0x00, 0x07, 0x09, 0x1B, 0x7F, 0x85, 0x202E, 0x2066, 0xD800, 0xFFFF])
def test_unseen_characters_are_refused(code):
    with pytest.raises(Wrong, match=f"U\\+{code:04X}"):
        tidy(f"a{chr(code)}b")


def test_joiners_stay_and_line_breaks_become_line_feeds():
    assert tidy("  क्\u200dष\r\nb\rc \n") == "क्\u200dष\nb\nc"


@pytest.mark.parametrize(
    ("text", "answer"), [("yes", True), ("Y", True), ("TRUE", True), ("1", True), ("n", False), ("0", False)]
)
def test_yes_and_no(text, answer):
    assert read(YesNo(), text) is answer


def test_numbers():
    assert read(Whole(1, 4), "4") == 4
    assert read(Amount(), "-37") == Decimal(-37)
    assert Amount().write(Decimal("12.5000")) == "12.5"
    assert Amount().write(Decimal("-0")) == "0"
    assert Amount().write(Decimal("100")) == "100"
    for cell, text in (
        (Whole(1), "0"),
        (Whole(1, 4), "5"),
        (Whole(), "1.0"),
        (Whole(), "٣"),
        (Amount(), "1e3"),
        (Amount(), "nan"),
    ):
        with pytest.raises(Wrong):
            read(cell, text)


def test_lists():
    cell = Choices(("opiates", "cocaine", "other"))

    assert read(cell, "other; opiates;") == ("opiates", "other")
    assert cell.write(["other", "opiates"]) == "opiates;other"
    assert read(Names(), "Bob; Al") == ("Bob", "Al")
    for text in ("opiates;opiates", "glue"):
        with pytest.raises(Wrong):
            read(cell, text)


def test_addresses_of_users():
    assert read(Email(), "Om1@Demo.Example") == "Om1@Demo.Example"
    assert Email().identity("Om1@Demo.Example") == "om1@demo.example"
    with pytest.raises(Wrong):
        read(Email(), "x" * 250 + "@demo.example")


def test_parameters_are_an_object_in_one_form():
    assert Parameters().write(read(Parameters(), '{ "tool": "é", "bands": [[1, 2]], "months": 12 }')) == (
        '{"bands":[[1,2]],"months":12,"tool":"é"}'
    )
    assert Parameters().write(None) == "{}"


@pytest.mark.parametrize(
    "text",
    [
        "[1]",
        "{",
        '{"a":NaN}',
        '{"a":1e999}',
        '{"a":1,"a":2}',
        '{"a":"\\u0000"}',
        '{"a":"\\ud800"}',
        "[" * 10_000,
        "x" * 20_001,
    ],
)
def test_what_is_no_object(text):
    with pytest.raises(Wrong):
        read(Parameters(), text)


@given(
    st.dictionaries(
        st.text(max_size=5), st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
    )
)
def test_parameters_come_back(parameters):
    try:
        kept = read(Parameters(), json.dumps(parameters))
    except Wrong:
        return

    assert read(Parameters(), Parameters().write(kept)) == kept

"""A pack in words: the codes of the records, sentences for every kind of figure, and charts that can be read."""

import re
from datetime import date
from random import Random

import pytest
from django.template import engines

from casework.models import Order, Sex, Status
from casework.reference import offence_classes
from cohort.models import Membership
from pathways.models import CLOSED as CLOSED_ACTIONS
from pathways.models import Action, Area, Need, Pathway, ReferralDetail
from reports.rules import Facts, Question, cohort, needs, pathways, performance
from reports.rules.suppression import suppressed
from reports.story import offending, story, words
from reports.story.document import Chart, Pounds, Series, shown, table, table_or_words
from sharing.rules import setting_values
from tests.reports.test_measures import needs_the_data
from tests.reports.workbook import facts_from
from tests.reports.workbook import offence_classes as classes_of_the_data
from tests.reports.worlds import random_scheme

DAY = date(2006, 6, 30)


def told(facts, *, hidden=False):
    question = Question(DAY)
    found = performance(facts, question)
    found |= {"as_of": DAY, "period": {"from": question.period.start, "to": DAY}, "marking": "OFFICIAL"}
    found = suppressed(found, 5) if hidden else found
    agencies = [(code, f"Agency {code}") for code in facts.agencies]
    return story(found, scheme="A scheme", agencies=agencies, settings=setting_values({}))


def test_measures_know_every_code_of_the_records():
    """The measures are pure and write the codes a second time; here they meet the models'."""
    assert set(cohort.STATUSES) == set(Status.Kind.values)
    assert set(cohort.SEXES) == set(Sex.values)
    assert set(cohort.ORDER_KINDS) == set(Order.Kind.values)
    assert {*cohort.LEAVING_CRITERIA, "not_selected"} == set(Membership.Criterion.values)
    assert set(needs.AREAS) == set(Area.values)
    assert {str(source) for source in Need.ASSESSED} == needs.ASSESSED
    assert set(Need.Source.values) == needs.ASSESSED | needs.SELF_REPORTED
    assert set(needs.SEVERITY) == set(Need.Extent.values)
    assert set(pathways.PATHWAYS) == set(Pathway.values)
    assert set(pathways.BARRIERS) == set(ReferralDetail.Barrier.values)
    assert {str(status) for status in CLOSED_ACTIONS} == pathways.CLOSED <= set(Action.Status.values)


def test_every_group_of_offences_has_words():
    assert {each.group for each in offence_classes().values()} <= set(words.OFFENCE_GROUPS)


@pytest.mark.parametrize(
    ("before", "after", "words_for_it"),
    [(144, 76, "fell from 144 to 76"), (1, 1200, "rose from 1 to 1,200"), (5, 5, "stayed at 5"), (0, 0, "stayed at 0")],
)
def test_change_in_words(before, after, words_for_it):
    assert offending.moved(before, after) == words_for_it


def test_chance_in_words():
    assert offending._rate(0.54, (0.409, 0.714)).endswith("the fall lies between 28.6% and 59.1%.")
    assert offending._rate(2.341, (1.477, 3.71)).endswith("the rise lies between 47.7% and 271.0%.")
    assert "anything from a fall of 37.5% to a rise of 54.7%" in offending._rate(0.983, (0.625, 1.547))
    assert offending._rate(0.0, None) == "Counting only the time people were free to offend, the rate fell by 100.0%."


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (1234, "1,234"),
        (47.25, "47.2"),
        (-3.0, "−3.0"),
        (Pounds(185534), "£185,534"),
        (None, "not known"),
        ("under 5",) * 2,
    ],
)
def test_figures_as_people_read_them(figure, text):
    assert shown(figure) == text


def test_a_table_of_the_same_words_becomes_a_sentence():
    hidden = table("Left", "Why", ["People"], [("Moved", "under 5"), ("Died", "under 5")])
    partly = table("Left", "Why", ["People"], [("Moved", "under 5"), ("Died", 7)])

    assert table_or_words(hidden, "Each count is {}.") == ((), ("Each count is under 5.",))
    assert table_or_words(partly, "Each count is {}.") == ((partly,), ())


@needs_the_data
@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("people", [0, 1, 3, 9])
def test_any_scheme_can_be_told(people, hidden):
    """Empty, tiny and hidden figures all make sentences; none says “None” or leaves a gap."""
    for seed in range(6):
        document = told(facts_from(random_scheme(Random(seed), people), classes_of_the_data()), hidden=hidden)
        for section in document.sections:
            for text in (section.finding, section.counted, *section.sentences, *section.notes, *document.headlines):
                assert text
                assert not re.search(r"None\b(?! of the)|\{|\}|  | \.|\b1 \w+s were\b", text), text


def test_an_empty_scheme_is_told_without_figures_that_nobody_made():
    document = told(Facts())

    assert document.headlines[0] == "Nobody has been tracked for a year yet, so no change in offending can be told."
    assert "Nobody is on the scheme." in document.headlines


@needs_the_data
def test_every_caveat_stands_once():
    facts = facts_from(random_scheme(Random(4), 8), classes_of_the_data())
    notes = [note["text"] for note in performance(facts, Question(DAY))["notes"]]
    document = told(facts)

    assert sorted([*document.notes, *(text for section in document.sections for text in section.notes)]) == sorted(
        notes
    )


def drawn(chart, id="c"):
    macro = engines["jinja2"].env.get_template("components/charts.html").module.chart
    return str(macro(chart, id))


CHARTS = [
    Chart("bar", "One", ("A & B", "C"), (Series("People", (3, "under 5")),)),
    Chart("bar", "Two", ("A", "B"), (Series("Before", (3, 0)), Series("After", (None, 2)))),
    Chart("stacked", "Parts", ("A", "B"), (Series("Done", (3, 0)), Series("Not", (1, 0)), Series("Late", (4, 0)))),
    Chart("line", "Over time", ("2005", "2006"), (Series("People", (30, 40)), Series("In custody", (12, None)))),
]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_a_chart_can_be_read_out_and_has_every_figure(chart):
    svg = drawn(chart)

    assert 'role="img"' in svg
    assert f'<title id="c-t">{chart.title}</title>' in svg
    assert '<desc id="c-d">' in svg
    assert "style=" not in svg
    assert "<script" not in svg
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    for figure in (figure for series in chart.series for figure in series.figures if isinstance(figure, str)):
        assert figure in texts
    if chart.kind != "stacked":
        for figure in (f for series in chart.series for f in series.figures if isinstance(f, int) and f):
            assert str(figure) in texts


def test_series_differ_by_more_than_colour():
    fills = re.findall(r'<rect [^>]*height="18" fill="([^"]*)"', drawn(CHARTS[2], "x"))

    assert len(set(fills)) == 3
    assert "url(#x-p1)" in fills


def test_labels_of_a_chart_stay_text():
    svg = drawn(Chart("bar", "<b>x</b>", ("<script>alert(1)</script>",), (Series("“People”", (1,)),)))

    assert "<script>" not in svg
    assert "<b>" not in svg

"""What a score is: its properties on random records, and its meaning on records one can work out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohort.rules import CRITERIA, Line, LineProblem, Record, Scored, places, score, total
from cohort.rules.pool import Membership, Ranking, belongs, born_by, is_nominee, on_scheme
from cohort.rules.record import DrugTest, Harm, Offence, Spell, ToolScore, View
from tests.cohort.records import DAY, lines, offences, records

# OGRS3 is a published scale, not a count: there a later conviction at a greater age may predict less.
COUNTING = ("offences_12m", "severity_12m")


@given(records(), offences(), lines(*COUNTING))
def test_adding_an_offence_never_lowers_a_score(record, offence, matrix):
    more = replace(record, offences=(*record.offences, offence._replace(number=99)))
    assert score(more, matrix, DAY).total >= score(record, matrix, DAY).total


@given(records(), lines())
def test_caps_bind_and_the_sum_of_the_lines_is_the_total(record, matrix):
    found = score(record, matrix, DAY)
    assert found.total == sum(line.points for line in found.lines)
    assert found.provisional == any(line.missing for line in found.lines)
    for line, scored in zip(matrix, found.lines, strict=True):
        assert scored.points >= 0
        assert line.cap is None or scored.points <= line.cap.quantize(Decimal("0.01"), "ROUND_HALF_UP")
        assert scored.points == 0 or not scored.missing


@given(records(), lines(), st.randoms(use_true_random=False))
def test_the_order_of_what_goes_in_is_irrelevant(record, matrix, random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    names = ("offences", "arrested_on", "intelligence_on", "tests", "views", "harms", "scores", "spells")
    other = replace(record, **{name: shuffled(getattr(record, name)) for name in names})
    assert score(other, matrix, DAY) == score(record, matrix, DAY)


@given(records(), lines())
def test_what_happened_later_changes_nothing(record, matrix):
    later = date(2007, 2, 1)
    more = replace(
        record,
        offences=(*record.offences, Offence("28A", later, "charged", number=99)),
        arrested_on=(*record.arrested_on, later),
        intelligence_on=(*record.intelligence_on, later),
        tests=(*record.tests, DrugTest(later, "positive")),
        views=(*record.views, View(9, later, "strong")),
        harms=(*record.harms, Harm(later, 3)),
        scores=(*record.scores, *(ToolScore(tool, later, Decimal(99)) for tool in ("ogrs3", "ogp", "prism", "other"))),
    )
    assert score(more, matrix, DAY) == score(record, matrix, DAY)


@given(st.dictionaries(st.integers(), st.integers(0, 9).map(Decimal)), st.none() | st.integers(1, 12))
def test_ranking(totals, capacity):
    found = places(totals, capacity)
    for who, value in totals.items():
        assert found[who].rank == 1 + sum(other > value for other in totals.values())
        fits = capacity is None or sum(other >= value for other in totals.values()) <= capacity
        assert found[who].above_line == fits


def test_ties_share_a_rank_and_who_ties_across_the_line_is_below_it():
    found = places({"a": Decimal(9), "b": Decimal(7), "c": Decimal(7), "d": Decimal(3)}, 2)
    assert [(who, place.rank, place.above_line) for who, place in found.items()] == [
        ("a", 1, True), ("b", 2, False), ("c", 2, False), ("d", 4, False),
    ]  # fmt: skip


def found(criterion, record, parameters=None):
    line = Line.of(criterion, Decimal(1), None, parameters or {})
    return CRITERIA[criterion].find(record, line.parameters, DAY)


WINDOW = [date(2006, 1, 31), date(2006, 2, 1), DAY, date(2007, 2, 1)]


def test_a_window_is_open_at_its_start_and_closed_at_its_end():
    record = Record(offences=tuple(Offence("28A", day, "charged", number=n) for n, day in enumerate(WINDOW)))
    assert found("offences_12m", record) == 2
    assert found("offences_12m", record, {"months": 24}) == 3
    assert found("arrests_6m", Record(arrested_on=tuple(WINDOW)), {"months": 12}) == 2


@pytest.mark.parametrize(
    ("offence", "counted"),
    [
        (Offence("28A", date(2006, 10, 1), "convicted", outcome_on=date(2006, 12, 1)), 1),
        (Offence("28A", date(2006, 10, 1), "acquitted", outcome_on=date(2006, 12, 1)), 0),
        (Offence("28A", date(2006, 10, 1), "acquitted", outcome_on=date(2007, 3, 1)), 1),  # not known yet
        (Offence("28A", date(2006, 10, 1), "charged", breach=True), 0),
        (Offence("28A", None, "tic", outcome_on=date(2006, 12, 1)), 0),
        (
            Offence("28A", None, "caution", date(2006, 10, 1), date(2006, 10, 1)),
            0,
        ),  # no charge: in no window of charges
    ],
)
def test_what_counts_as_an_offence(offence, counted):
    assert found("offences_12m", Record(offences=(offence,))) == counted


def test_by_the_day_of_the_offence():
    caution = Offence("28A", None, "caution", date(2006, 10, 1), date(2006, 10, 1))
    assert found("offences_12m", Record(offences=(caution,)), {"basis": "offence"}) == 1


def test_a_class_has_its_own_weight_or_its_groups():
    record = Record(
        offences=tuple(Offence(code, DAY, "charged", number=n) for n, code in enumerate(("28A", "28B", "46")))
    )
    assert found("offences_12m", record, {"class_weights": {"burglary_dwelling": 3, "28B": 2}}) == 3 + 2 + 1


def test_severity_is_the_sum_of_the_published_weights():
    record = Record(offences=(Offence("34A", DAY, "charged"), Offence("999Z", DAY, "charged")))
    assert found("severity_12m", record) == Decimal("799.6288702")


def test_the_latest_view_of_each_agency_counts():
    views = (View(1, date(2006, 1, 1), "strong"), View(1, date(2007, 1, 1), "some"), View(2, DAY, "strong"))
    assert found("partner_view", Record(views=views)) == 1 + 3
    assert found("partner_view", Record(views=(View(1, DAY, "none"),))) == 0


@pytest.mark.parametrize("criterion", ["partner_view", "community_harm", "ogrs3_two_year", "external_score", "local"])
def test_what_nobody_put_in_is_missing_and_not_nothing(criterion):
    line = Line.of(criterion, Decimal(5), None, {})
    scored = score(Record(), [line], DAY)
    assert scored.lines == (Scored(criterion, None, Decimal(0)),)
    assert scored.provisional


@pytest.mark.parametrize("criterion", ["offences_12m", "arrests_6m", "intelligence_6m", "drug_test_positive"])
def test_a_record_without_any_counts_none(criterion):
    assert not score(Record(), [Line.of(criterion, Decimal(5), None, {})], DAY).provisional


SENTENCED = Spell(date(2006, 12, 2), None, "sentenced", 10, date(2007, 4, 29))


@pytest.mark.parametrize(
    ("spell", "expected"),
    [
        (SENTENCED, 1),
        (SENTENCED._replace(release_on=date(2007, 5, 2)), 0),
        (SENTENCED._replace(sentence_months=12), 0),
        (SENTENCED._replace(status="remand"), 0),
        (SENTENCED._replace(end=date(2007, 1, 31)), 0),
        (SENTENCED._replace(release_on=None), None),
        (SENTENCED._replace(sentence_months=None), None),
    ],
)
def test_release_soon(spell, expected):
    assert found("release_soon", Record(spells=(spell,))) == expected


CONVICTED = Record(
    born=date(1979, 1, 15),
    sex="male",
    first_sanction_on=date(1993, 6, 1),
    sanctions_total=31,
    offences=(Offence("03401", date(2006, 8, 1), "convicted", outcome_on=date(2006, 11, 1)),),
)


def test_ogrs3_is_worked_out_where_nobody_entered_it():
    assert found("ogrs3_two_year", CONVICTED) == 76
    entered = replace(CONVICTED, scores=(ToolScore("ogrs3", date(2006, 1, 1), Decimal(50)),))
    assert found("ogrs3_two_year", entered) == 50


@pytest.mark.parametrize(
    "lacking",
    [
        {"born": None},
        {"sex": "not_recorded"},
        {"first_sanction_on": None},
        {"sanctions_total": None},
        {"sanctions_total": 0},
        {"offences": (Offence("28A", date(2006, 8, 1), "convicted", outcome_on=date(2006, 11, 1)),)},
        {"offences": (Offence("08800", date(2006, 8, 1), "convicted", outcome_on=date(2006, 11, 1)),)},
    ],
)
def test_ogrs3_is_missing_where_an_input_is(lacking):
    assert found("ogrs3_two_year", replace(CONVICTED, **lacking)) is None


@pytest.mark.parametrize(("value", "points"), [(0, 0), (2, 0), (3, 5), (4, 5), (7, 10), (99, 10)])
def test_bands_take_the_place_of_the_product(value, points):
    line = Line.of("offences_12m", Decimal(100), Decimal(10), {"bands": [[3, 5], [5, 12]]})
    assert line.points(Decimal(value)) == points


def test_points_are_rounded_half_up():
    line = Line.of("severity_12m", Decimal("0.005"), None, {})
    assert [line.points(Decimal(n)) for n in (1, 3, 4)] == [Decimal("0.01"), Decimal("0.02"), Decimal("0.02")]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"months": 0}, "Months must be"),
        ({"months": "12"}, "Months must be"),
        ({"basis": "conviction"}, "Basis must be"),
        ({"tool": "corvus"}, "Tool must be"),
        ({"bands": [[3, 5], [2, 6]]}, "Bands must go up"),
        ({"bands": [[3, 5], [4, 2]]}, "Bands must go up"),
        ({"bands": [3]}, "pairs of numbers"),
        ({"class_weights": {"burglary": 2}}, "no class and no group"),
        ({"class_weights": {"28A": -1}}, "from 0"),
    ],
)
def test_parameters_that_mean_nothing_are_refused(parameters, said):
    with pytest.raises(LineProblem, match=said):
        Line.of("offences_12m", Decimal(1), None, parameters)


def test_a_line_says_what_it_counts():
    assert Line.of("arrests_6m", Decimal(1), None, {"months": 3}).says == "Arrests in the last 3 months"
    assert Line.of("arrests_6m", Decimal(1), None, {}, "Times arrested").says == "Times arrested"


def test_nobody_under_eighteen_is_ranked_with_adults():
    member = Membership(date(2006, 1, 1), date(2006, 2, 1), "ppo", strands=("catch_convict",))
    assert born_by(DAY) == date(1989, 1, 31)
    assert belongs(member, date(1989, 1, 31), Ranking.MAIN, DAY)
    assert not belongs(member, date(1989, 2, 1), Ranking.MAIN, DAY)
    assert belongs(member, date(1989, 2, 1), Ranking.PREVENT_DETER, DAY)
    assert belongs(member, None, Ranking.MAIN, DAY)


def test_an_adult_may_be_on_both_lists_and_on_prevent_and_deter_alone():
    both = Membership(date(2006, 1, 1), None, "", strands=("catch_convict", "prevent_deter"))
    alone = both._replace(strands=("prevent_deter",))
    grown = date(1980, 1, 1)
    assert [belongs(both, grown, ranking, DAY) for ranking in Ranking] == [True, True]
    assert [belongs(alone, grown, ranking, DAY) for ranking in Ranking] == [False, True]


@pytest.mark.parametrize(
    ("row", "on", "nominee"),
    [
        (Membership(date(2006, 1, 1), date(2006, 2, 1), "ppo"), True, False),
        (Membership(date(2006, 1, 1), None, ""), False, True),
        (Membership(date(2006, 1, 1), date(2007, 2, 1), "ppo"), False, True),
        (Membership(date(2007, 2, 1), None, ""), False, False),
        (Membership(date(2006, 1, 1), None, "", deselected_on=DAY), False, False),
        (Membership(date(2006, 1, 1), None, "", deselected_on=date(2007, 2, 1)), False, True),
        (Membership(date(2006, 1, 1), date(2006, 2, 1), "stepped_down", date(2006, 9, 1)), False, False),
        (Membership(date(2006, 1, 1), date(2006, 2, 1), "stepped_down", date(2007, 2, 1)), True, False),
    ],
)
def test_who_is_in_the_pool(row, on, nominee):
    assert (on_scheme(row, DAY), is_nominee(row, DAY)) == (on, nominee)


def test_the_total_is_of_the_lines():
    assert total([Scored("local", None, Decimal(0)), Scored("arrests_6m", Decimal(2), Decimal(4))])[1:] == (4, True)

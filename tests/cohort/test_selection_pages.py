"""The pages of a selection: what each viewer may know of a score, the bench, and the matrix with its versions.

Of Jordan Ellis in the standing run: offences 3 points (police), drug tests 5 (with consent), intelligence 2 (police). Alice
and Pete see all of it; Dora sees Jordan's but no drug tests of Kerry Ward, who agreed to nothing; Hal sees no line in full.
"""

import re
from decimal import Decimal

import pytest

from casework.models import Arrest
from cohort.models import MatrixLine, MatrixVersion, Proposal, RunScore, SelectionRun
from sharing.looking import looking_as
from sharing.models import Capacity, Consent
from sharing.policy import Category
from tests.pages import line, words

SCORE = "Why this score"


@pytest.fixture
def why(world, client_of):
    """`why(world.hal)`: the words of Jordan's score as this user gets it, below the tabs."""

    def page(user):
        answer = client_of(user).get(f"/people/{world.person.key}/score/")
        assert answer.status_code == 200
        return words(answer).partition(SCORE)[2]

    return page


@pytest.fixture
def post(client_of):
    """`post(user, address, **fields)`: the form as that user sends it."""
    return lambda user, address, **fields: client_of(user).send(address, fields)


@pytest.fixture
def ranking(world, client_of):
    def page(user, query=""):
        answer = client_of(user).get(f"/selection/{world.run.key}/{query}")
        assert answer.status_code == 200
        return words(answer)

    return page


def test_who_may_know_every_line_gets_the_total(world, why):
    page = why(world.alice)
    assert "10 points, rank 1 of 2" in page
    assert "Offences" in page
    assert "Intelligence reports" in page
    assert "1 tests 5 10" in page
    assert "The score suggests: keep" in page


def test_a_line_that_may_be_named_is_masked_and_the_total_with_it(world, why):
    Consent.objects.all().update(withdrawn_on=world.today)
    page = why(world.alice)
    assert "10 points" not in page
    assert "rank" not in page
    assert "Positive or refused drug tests in the last 6 months not shown to you not shown 10" in page
    assert "The lines shown to you come to 5 points" in page
    assert page.strip().startswith("High")


def test_what_may_not_be_known_to_exist_is_no_line_at_all(world, why):
    page = why(world.dee)
    assert "Intelligence" not in page
    assert "not shown to you" in page  # offences, which she has at summary
    assert "The lines shown to you come to 5 points" in page
    assert "10 points" not in page


def test_who_knows_no_line_gets_neither_band_nor_side(world, why):
    page = why(world.hal)
    assert page.strip().startswith("Not shown to you")
    for said in ("High", "Above the line", "Below the line", "points", "Intelligence"):
        assert said not in page.partition("Lines of the score")[0].replace("high, medium or low", ""), said


CANARY = Decimal("777.77")


@pytest.mark.parametrize("name", ["hal", "dee"])
def test_a_masked_total_never_leaves_the_database_for_a_page(world, client_of, name):
    scores = RunScore.objects.filter(person=world.person)
    stored = scores.get()
    scores.delete()
    stored.total, stored.points = CANARY, [Decimal(3), Decimal(5), Decimal("769.77")]
    RunScore.objects.bulk_create([stored])
    for address in (f"/people/{world.person.key}/score/", f"/selection/{world.run.key}/"):
        answer = client_of(getattr(world, name)).get(address)
        assert answer.status_code == 200
        assert "777" not in answer.content.decode()
        assert "769" not in answer.content.decode()


def test_no_viewer_reads_the_table_of_scores(world):
    assert RunScore.objects.count() == 2
    with looking_as(Capacity.objects.get(user=world.dora).pk):
        assert RunScore.objects.count() == 0


def test_where_one_score_is_masked_nobody_has_a_rank(world, ranking):
    """Kerry's drug tests are not shown to Dora: a rank, or a gap among ranks, would tell them."""
    page = ranking(world.dora)
    assert "Ward, Kerry" in page
    assert "Some points are not shown to you" in page
    assert "Why Ellis, Jordan 10" in page
    assert "Ward, Kerry Medium 0 shown" in page
    assert "Places end here: 1 place" in page


def test_where_nothing_is_masked_there_are_ranks(world, ranking):
    Consent.objects.create(
        person=world.other, owner=world.police, category=Category.DRUGS, given_on=world.today.replace(year=2020)
    )
    page = ranking(world.dora)
    assert "1 Ellis, Jordan 10" in page
    assert "2 Ward, Kerry 0" in page
    assert "Talk about leaving" in page
    assert "not shown to you" not in page


def test_a_worker_sees_the_rows_of_the_people_they_work_with(world, ranking):
    page = ranking(world.hal)
    assert "Ellis, Jordan" in page
    assert "Ward" not in page
    assert "Ethnicity" not in page  # counts of a scheme are for those who see all of it


def test_the_balance_is_for_those_who_see_everyone(world, ranking):
    page = ranking(world.cherie)
    assert "In the community 2 2 1" in page
    assert "Not recorded" in page


def test_the_ranking_is_narrowed(world, ranking):
    assert "Ward" not in ranking(world.dora, "?show=nominated").partition("Why")[2]
    assert "Ellis" not in ranking(world.dora, "?where=custody").partition("Balance")[0].partition("Suggests")[2]


def test_the_ledger_says_whose_score_was_shown_and_what_of_it(world, why):
    why(world.dee)
    shown = line("score_detail").facts
    assert shown["records"]["cohort.runscore"] == [world.run.pk]
    assert int(Category.DRUGS) in shown["categories"]
    assert int(Category.INTELLIGENCE) not in shown["categories"]


# ---------------------------------------------------------------- running, trying, proposing


def test_a_run_is_two_presses_from_any_page(world, post):
    answer = post(world.dora, "/selection/run/", ranking="main")
    run = SelectionRun.objects.get(number=2)
    assert answer.url == f"/selection/{run.key}/"
    assert run.as_of == world.today
    rows = {row.person_id: row for row in RunScore.objects.filter(run=run)}
    assert rows.keys() == {world.person.pk, world.other.pk}
    assert [line["criterion"] for line in run.lines] == ["offences_12m", "drug_test_positive", "intelligence_6m"]
    assert line("selection_run").people == sorted(rows)


def test_a_large_scheme_is_read_whole_and_scored_alike(world, post, monkeypatch):
    post(world.dora, "/selection/run/", ranking="main")
    monkeypatch.setattr("cohort.changes.run.MANY", 0)
    post(world.dora, "/selection/run/", ranking="main")
    few, many = (
        list(RunScore.objects.filter(run__number=number).order_by("person").values_list("person", "total", "found"))
        for number in (2, 3)
    )
    assert few == many
    assert len(few) == 2


def test_change_since_the_last_run(world, post, client_of):
    Arrest.objects.create(person=world.person, owner=world.police, arrested_at=world.run.made_at, offence_code="28A")
    MatrixLine.objects.create(scheme=world.scheme, matrix="local", matrix_version=1, criterion="arrests_6m", weight=4)
    post(world.dora, "/selection/run/", ranking="main")
    page = words(client_of(world.alice).get(f"/people/{world.person.key}/score/"))
    assert re.search(r"Change since the run as at \d+ \w+ \d{4}: [+-]\d", page), page


def test_a_day_to_come_is_refused(world, post):
    assert post(world.dora, "/selection/run/", ranking="main", as_of="1/1/2199").url == "/selection/"
    assert SelectionRun.objects.count() == 1


WEIGHTS = {"w_offences_12m": "3", "c_offences_12m": "30", "w_drug_test_positive": "5", "c_drug_test_positive": "10",
           "w_intelligence_6m": "2", "c_intelligence_6m": "10"}  # fmt: skip


def test_the_bench_leaves_out_what_the_viewer_may_not_know_of_everyone(world, client_of):
    page = words(client_of(world.dora).get(f"/selection/{world.run.key}/try/", WEIGHTS | {"places": "2"}))
    assert "Without these lines" in page
    assert "positive or refused drug tests" in page
    assert "1 person would cross the line" in page
    assert "Ward, Kerry" in page.partition("Above the line instead of below")[2]


def test_what_was_tried_is_kept_as_a_proposal(world, post, client_of):
    answer = post(world.dora, f"/selection/{world.run.key}/try/", **WEIGHTS, places="2", reason="There is room")
    kept = Proposal.objects.exclude(pk=world.proposal.pk).get()
    assert answer.url == f"/selection/proposals/{kept.key}/"
    assert kept.weights["offences_12m"] == ["3", "30"]
    page = words(client_of(world.dora).get(answer.url))
    assert "There is room" in page
    assert "The line at 2 places instead of 1" in page
    assert RunScore.objects.count() == 2


def test_a_proposal_needs_a_reason(world, post):
    answer = post(world.dora, f"/selection/{world.run.key}/try/", **WEIGHTS, places="2", reason="")
    assert answer.status_code == 200
    assert "Enter why you propose this." in words(answer)
    assert Proposal.objects.count() == 1


# ---------------------------------------------------------------- the matrix

VERSION = {
    "matrix": "local",
    "ranking": "main",
    "capacity": "1",
    "in_force_from": "2/1/2020",
    "reason": "Arrests count",
}
LINES = {"offences_12m-weight": "3", "offences_12m-cap": "30", "arrests_6m-weight": "4", "arrests_6m-months": "6"}


def test_a_version_is_previewed_before_it_is_saved(world, post):
    answer = post(world.dora, "/selection/matrix/change/", **VERSION | {"reason": ""}, **LINES, preview="1")
    assert answer.status_code == 200
    assert "would cross the line if this version were in force today" in words(answer)
    assert not MatrixVersion.objects.exists()


def test_a_saved_version_stands_beside_the_one_before(world, post, client_of):
    answer = post(world.dora, "/selection/matrix/change/", **VERSION, **LINES, save="1")
    version = MatrixVersion.objects.get()
    assert (version.matrix, version.matrix_version) == ("local", 2)
    assert set(MatrixLine.objects.filter(matrix_version=2).values_list("criterion", "parameters__months")) == {
        ("offences_12m", None), ("arrests_6m", 6),
    }  # fmt: skip
    page = words(client_of(world.alice).get(answer.url))
    assert "Arrests months: 6 4 no limit not in it not in it" in page
    assert "Intelligence reports not in it not in it 2 10" in page
    assert line("matrix_save").facts["version"] == 2


def test_the_new_version_is_the_one_that_runs(world, post):
    post(world.dora, "/selection/matrix/change/", **VERSION, **LINES, save="1")
    post(world.dora, "/selection/run/", ranking="main")
    assert SelectionRun.objects.get(number=2).matrix_version == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "The matrix has no lines."),
        ({"reason": "", "arrests_6m-weight": "1"}, "Enter why the matrix is changed."),
        ({"arrests_6m-weight": "-1"}, "Ensure this value is greater than or equal to 0."),
        ({"arrests_6m-weight": "1", "arrests_6m-months": "0"}, "greater than or equal to 1"),
        ({"arrests_6m-bands": "1 5"}, "Write pairs with a colon between and a semicolon after each."),
        ({"arrests_6m-bands": "many: 5"}, "Write pairs with a colon between and a semicolon after each."),
        ({"arrests_6m-bands": "3: 5; 1: 10"}, "Bands must go up"),
        ({"offences_12m-weight": "1", "offences_12m-class_weights": "witchcraft: 2"}, "witchcraft is no class"),
    ],
)
def test_what_cannot_be_a_matrix_is_not_saved(world, post, typed, said):
    answer = post(world.dora, "/selection/matrix/change/", **VERSION | typed, save="1")
    assert answer.status_code == 200
    assert said in words(answer)
    assert not MatrixVersion.objects.exists()


def test_bands_basis_and_weights_of_offences_are_typed_and_come_back(world, post, client_of):
    typed = {
        "arrests_6m-bands": "1: 5; 3: 10.5",
        "offences_12m-weight": "2",
        "offences_12m-basis": "offence",
        "offences_12m-class_weights": "burglary_dwelling: 2; 28A: 3",
    }
    answer = post(world.dora, "/selection/matrix/change/", **VERSION, **typed, save="1")
    kept = dict(MatrixLine.objects.filter(matrix_version=2).values_list("criterion", "parameters"))
    assert kept == {
        "arrests_6m": {"bands": [[1, 5], [3, 10.5]]},
        "offences_12m": {"basis": "offence", "class_weights": {"burglary_dwelling": 2, "28A": 3}},
    }
    page = words(client_of(world.alice).get(answer.url))
    assert "bands: 1: 5; 3: 10.5" in page
    assert "In version 1: nothing besides" in page
    again = client_of(world.dora).get(answer.url.replace("/matrix/", "/matrix/change/")).content.decode()
    for value in ("1: 5; 3: 10.5", "28A: 3; burglary_dwelling: 2"):
        assert f'value="{value}"' in again


def test_prevent_and_deter_has_a_list_of_its_own(world, post):
    version = VERSION | {"matrix": "cusp", "ranking": "prevent_deter"}
    post(world.dora, "/selection/matrix/change/?ranking=prevent_deter", **version, **LINES, save="1")
    post(world.dora, "/selection/run/", ranking="prevent_deter")
    run = SelectionRun.objects.get(number=2)
    assert run.ranking == "prevent_deter"
    assert not RunScore.objects.filter(run=run).exists()  # both are grown up and on another strand

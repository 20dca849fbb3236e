"""Possible same people: the score, and the question it puts."""

import datetime

import pytest

from casework.doubles import fold_name, name_score
from casework.models import Person
from ppo.interchange.checking import Answers
from ppo.interchange.matching import Someone, possible_doubles

BORN = datetime.date(1980, 5, 17)


def test_names_are_folded():
    assert fold_name("O’Brien-Smythe") == fold_name("obrien  smythe") == "obrien smythe"
    assert fold_name("Zoë") == fold_name("ZOE\u0308") == "zoe"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Oakfield", "Simon"), ("Oakfield", "Simon"), True),
        (("Oakfield", "Simon"), ("Simon", "Oakfield"), True),
        (("Oakfield", "Simon"), ("OAKFIELD", "Símon"), True),
        (("Oakfield", "Simon"), ("Oakfeild", "Simon"), True),
        (("Oakfield", "Marc"), ("Oakfield", "Mark"), True),
        (("Oakfield", "Simon"), ("Oakfield", "Simon James"), True),
        (("Oakfield", "Adam"), ("Oakfield", "Blake"), False),
        (("Oakfield", "Simon"), ("Elmwood", "Simon"), False),
        (("Oakfield", "Simon"), ("Oakfield", ""), False),
    ],
)
def test_the_score_at_the_threshold(one, other, same):
    assert (name_score(*one, *other) >= 0.9) is same
    assert name_score(*one, *other) == name_score(*other, *one)


def someone(ref, family="Oakfield", given="Simon", born=BORN, pnc="", row=None):
    return Someone(ref, family, given, born, pnc, row)


def pairs(newcomers, others):
    return [(one.ref, other.ref) for one, other in possible_doubles(newcomers, others)]


def test_the_same_day_of_birth_is_needed_unless_the_pnc_id_is_the_same():
    there = [someone("A", pnc="1979/0163001B")]

    assert pairs([someone("N")], there) == [("N", "A")]
    assert pairs([someone("N", born=datetime.date(1980, 5, 18))], there) == []
    assert pairs([someone("N", born=None)], there) == []
    assert pairs([someone("N", "Elmwood", "Rose", None, "1979/0163001B")], there) == [("N", "A")]


def test_the_likeliest_of_several_is_named_and_newcomers_are_compared_with_each_other():
    there = [someone("A", "Oakfeild"), someone("B")]

    assert pairs([someone("N")], there) == [("N", "B")]
    assert pairs([someone("N1", row=2), someone("N2", row=3)], []) == [("N2", "N1")]


def test_a_date_that_stands_for_not_known_does_not_compare_everyone_with_everyone():
    crowd = [someone(f"A{n}", f"Name{n}") for n in range(600)]

    assert pairs([someone("N1", "Name 599x"), someone("N2", "NAME599")], crowd) == [("N2", "A599")]


@pytest.fixture
def almost_there(demo, importing):
    """The demo is loaded; a new ref has the name and birth of somebody who is there."""
    importing(demo.folder)
    first = dict(zip(*demo.rows("people")[:2], strict=True))
    cells = {name: first[name] for name in ("family_name", "given_names", "date_of_birth")}
    row = demo.append("people", ref="NEW1", **cells)
    demo.append("needs", ref="NEW1", area="ete", source="oasys", assessed_on="2026-01-01", level="some")
    return demo, row


def test_a_near_match_is_put_to_the_user(almost_there, importing):
    demo, row = almost_there
    before = Person.objects.count()

    (problem,) = importing(demo.folder).problems

    assert (problem.sheet, problem.row, problem.column, problem.value) == ("people", row, "ref", "NEW1")
    assert problem.problem.startswith("Possible same person: DM001 (")
    assert "--same NEW1=DM001" in problem.problem
    assert Person.objects.count() == before


def test_said_to_be_new_it_is_new(almost_there, importing):
    demo, _ = almost_there

    assert importing(demo.folder, answers=Answers(new=frozenset({"NEW1"}))).problems == []
    assert Person.objects.filter(ref="NEW1").exists()
    assert importing(demo.folder).problems == []  # it has a ref of its own now


def test_said_to_be_the_same_its_rows_are_those_of_the_one_there(demo, importing):
    importing(demo.folder)
    header, first, *_ = demo.rows("people")
    people = Person.objects.count()
    needs = Person.objects.get(ref="DM001").need_set.count()
    demo.write("people", [header, ["NEW1", *first[1:]]])
    demo.write(
        "needs", [["ref", "area", "source", "assessed_on", "level"], ["NEW1", "ete", "oasys", "2026-01-01", "some"]]
    )
    for file in demo.folder.glob("*.csv"):
        if file.stem not in ("people", "needs"):
            file.unlink()

    outcome = importing(demo.folder, scheme_code="DEMO", answers=Answers(same={"NEW1": "DM001"}))

    assert outcome.problems == []
    assert outcome.written.unchanged["people"] == 1
    assert Person.objects.count() == people
    assert Person.objects.get(ref="DM001").need_set.count() == needs + 1


def test_same_as_somebody_who_is_not_there(demo, importing):
    (problem,) = importing(demo.folder, answers=Answers(same={"DM001": "ZZ9"})).problems

    assert problem.sheet is None
    assert "nobody of the scheme has the ref ZZ9" in problem.problem


def test_a_new_ref_with_a_known_pnc_id_is_possibly_the_same(demo, importing):
    importing(demo.folder)
    row = demo.append("people", ref="NEW1", family_name="Quitedifferent", pnc_id=demo.cell("people", 2, "pnc_id"))

    (problem,) = importing(demo.folder).problems

    assert (problem.row, problem.column) == (row, "ref")
    assert problem.problem.startswith("Possible same person: DM001")

"""The decision by itself: no database, no Django, every branch by hand."""

from dataclasses import dataclass, field

import pytest

from sharing.policy import SILENT, WORDS, Category, Level, Reach, Viewer, decide, right

OWN, POLICE, HOUSING = 1000, 2000, 3000
DRUGS = Category.DRUGS


@dataclass
class Row:
    """A list row as the decision reads it; the viewer's own agency unless said otherwise."""

    agency_id: int = OWN
    works: bool = False
    own: bool = False
    consented_on: dict = field(default_factory=dict)
    disclosed_on: dict = field(default_factory=dict)
    emergency_at: dict = field(default_factory=dict)
    denied: list | None = None


def viewer(reach=Reach.AGENCY, opened=(), asked=()):
    """A viewer with rules of agreement A on the categories and levels given, from the police."""
    return Viewer(
        capacity_id=1,
        user_id=7,
        agency_id=OWN,
        scheme_id=3,
        reach=reach,
        open={right(POLICE, category, level): code for category, level, code in opened},
        asked={right(POLICE, category, level): code for category, level, code in asked},
    )


def rule(category, level, code="A"):
    """What a rule at a level puts into the pack: a right at full is there at summary too."""
    return [(category, reached, code) for reached in range(Level.SUMMARY, level + 1)]


WORKS = Row(works=True, own=True)
CONSENTED = Row(works=True, own=True, consented_on={"8": "2026-01-06"})
HELD = Row(own=True)


@pytest.mark.parametrize("reach", [Reach.AGENCY, Reach.SCHEME])
def test_own_records_are_full_on_the_case_or_not(reach):
    for rows in ([], [HELD], [WORKS]):
        assert decide(viewer(reach), rows, OWN, DRUGS) == (Level.FULL, "own")


def test_who_meets_named_people_only_has_own_records_of_those_alone():
    assert decide(viewer(Reach.NAMED), [Row(own=True)], OWN, DRUGS) == (Level.FULL, "own")
    assert decide(viewer(Reach.NAMED), [Row(own=False)], OWN, DRUGS) == (Level.NONE, "not_on_case")
    assert decide(viewer(Reach.NAMED), [], OWN, DRUGS) == (Level.NONE, "not_on_case")


def test_own_is_about_the_owner():
    assert decide(viewer(), [WORKS], POLICE, DRUGS) == (Level.NONE, "no_rule")
    assert decide(viewer(), [WORKS], OWN - 1, DRUGS) == (Level.NONE, "no_rule")
    assert decide(viewer(), [WORKS], int(f"{OWN}"), DRUGS) == (
        Level.FULL,
        "own",
    )  # an equal number, not the same object


@pytest.mark.parametrize("level", [Level.SUMMARY, Level.FULL])
def test_a_rule_gives_its_level(level):
    assert decide(viewer(opened=rule(DRUGS, level)), [WORKS], POLICE, DRUGS) == (level, "rule:A")


def test_a_rule_is_for_one_owner_and_one_category():
    with_rule = viewer(opened=rule(DRUGS, Level.FULL))

    assert decide(with_rule, [WORKS], HOUSING, DRUGS) == (Level.NONE, "no_rule")
    assert decide(with_rule, [WORKS], POLICE, Category.HEALTH) == (Level.NONE, "no_rule")


def test_a_rule_needs_work_with_the_person():
    with_rule = viewer(opened=rule(DRUGS, Level.FULL))

    assert decide(with_rule, [], POLICE, DRUGS) == (Level.NONE, "not_on_case")
    assert decide(with_rule, [HELD], POLICE, DRUGS) == (Level.NONE, "not_on_case")
    assert decide(with_rule, [HELD, WORKS], POLICE, DRUGS) == (Level.FULL, "rule:A")


def test_a_rule_that_asks_for_consent_needs_it():
    asking = viewer(asked=rule(DRUGS, Level.FULL))

    assert decide(asking, [WORKS], POLICE, DRUGS) == (Level.NONE, "no_consent")
    assert decide(asking, [CONSENTED], POLICE, DRUGS) == (Level.FULL, "rule:A+consent:2026-01-06")


def test_consent_is_for_its_category():
    asking = viewer(asked=rule(Category.FINANCE, Level.SUMMARY))

    assert decide(asking, [CONSENTED], POLICE, Category.FINANCE) == (Level.NONE, "no_consent")


def test_consent_without_work_gives_nothing():
    asking = viewer(asked=rule(DRUGS, Level.FULL))
    held = Row(own=True, consented_on={"8": "2026-01-06"})

    assert decide(asking, [held], POLICE, DRUGS) == (Level.NONE, "not_on_case")


def test_consent_gives_nothing_without_a_rule_that_asks_for_it():
    assert decide(viewer(), [CONSENTED], POLICE, DRUGS) == (Level.NONE, "no_rule")


def test_the_earliest_consent_is_named():
    asking = viewer(asked=rule(DRUGS, Level.SUMMARY))
    later = Row(works=True, consented_on={"8": "2026-02-01"})

    assert decide(asking, [later, CONSENTED], POLICE, DRUGS) == (Level.SUMMARY, "rule:A+consent:2026-01-06")
    assert decide(asking, [CONSENTED, later], POLICE, DRUGS) == (Level.SUMMARY, "rule:A+consent:2026-01-06")


def test_the_stronger_level_wins_even_with_the_less_ordinary_reason():
    both = viewer(opened=rule(DRUGS, Level.SUMMARY), asked=rule(DRUGS, Level.FULL, "B"))

    assert decide(both, [CONSENTED], POLICE, DRUGS) == (Level.FULL, "rule:B+consent:2026-01-06")
    assert decide(both, [WORKS], POLICE, DRUGS) == (Level.SUMMARY, "rule:A")


def test_at_the_same_level_the_more_ordinary_reason_is_named():
    right_to_full = str(right(POLICE, DRUGS, Level.FULL))
    everything = Row(
        works=True,
        own=True,
        consented_on={"8": "2026-01-06"},
        disclosed_on={right_to_full: "2026-03-01"},
        emergency_at={"8": "2026-04-01T09:30"},
    )
    opened, asked = rule(DRUGS, Level.FULL), rule(DRUGS, Level.FULL, "B")

    assert decide(viewer(opened=opened, asked=asked), [everything], POLICE, DRUGS)[1] == "rule:A"
    assert decide(viewer(asked=asked), [everything], POLICE, DRUGS)[1] == "rule:B+consent:2026-01-06"
    assert decide(viewer(), [everything], POLICE, DRUGS)[1] == "disclosure:2026-03-01"
    everything.disclosed_on = {}
    assert decide(viewer(), [everything], POLICE, DRUGS) == (Level.FULL, "emergency:2026-04-01T09:30")


@pytest.mark.parametrize("level", [Level.SUMMARY, Level.FULL])
def test_a_disclosure_gives_its_level_on_the_case_or_not(level):
    days = {str(right(POLICE, DRUGS, reached)): "2026-03-01" for reached in range(1, level + 1)}

    for works in (False, True):
        row = Row(works=works, disclosed_on=days)
        assert decide(viewer(), [Row(), row], POLICE, DRUGS) == (level, "disclosure:2026-03-01")
        assert decide(viewer(), [row], HOUSING, DRUGS)[0] == Level.NONE


def test_an_emergency_opens_its_categories_in_full_whoever_owns_them():
    row = Row(emergency_at={"8": "2026-04-01T09:30", "5": "2026-04-01T09:45"})

    for owner in (POLICE, HOUSING):
        assert decide(viewer(), [Row(), row], owner, DRUGS) == (Level.FULL, "emergency:2026-04-01T09:30")
        assert decide(viewer(), [row], owner, Category.RISK) == (Level.FULL, "emergency:2026-04-01T09:45")
        assert decide(viewer(), [row], owner, Category.HEALTH) == (Level.NONE, "not_on_case")


def test_exclusion_beats_everything_for_the_user_it_names():
    opened = viewer(opened=rule(DRUGS, Level.FULL))
    denied = Row(works=True, own=True, denied=[5, 7])

    assert decide(opened, [denied], POLICE, DRUGS) == (Level.NONE, "excluded")
    assert decide(opened, [denied], OWN, DRUGS) == (Level.NONE, "excluded")
    assert decide(opened, [WORKS, denied], POLICE, DRUGS) == (Level.NONE, "excluded")
    assert decide(opened, [Row(works=True, denied=[5])], POLICE, DRUGS) == (Level.FULL, "rule:A")
    assert decide(opened, [Row(works=True, denied=[])], POLICE, DRUGS) == (Level.FULL, "rule:A")


def test_no_consent_is_said_only_where_a_rule_asks_for_it_of_somebody_on_the_case():
    asking = viewer(asked=rule(DRUGS, Level.SUMMARY))

    assert decide(asking, [], POLICE, DRUGS) == (Level.NONE, "not_on_case")
    assert decide(asking, [WORKS], POLICE, DRUGS) == (Level.NONE, "no_consent")
    assert decide(asking, [WORKS], POLICE, Category.HEALTH) == (Level.NONE, "no_rule")


def test_a_right_is_one_number_that_no_other_right_has():
    rights = {right(owner, category, level) for owner in range(1, 40) for category in Category for level in (1, 2)}

    assert len(rights) == 39 * 16 * 2
    assert right(1, 0, 1) == 65
    assert right(3, 15, 2) == 254


def test_whose_list_rows_count():
    assert viewer(Reach.NOBODY).audiences == []
    assert viewer(Reach.NAMED).audiences == [1 * 4 + 2]
    assert viewer(Reach.AGENCY).audiences == [OWN * 4 + 1, 1 * 4 + 2]
    assert viewer(Reach.SCHEME).audiences == [OWN * 4 + 3, OWN * 4 + 1, 1 * 4 + 2]


def test_a_list_walks_one_audience():
    assert viewer(Reach.NOBODY).main_audience == 0
    assert viewer(Reach.AGENCY).main_audience == OWN * 4 + 1
    assert viewer(Reach.SCHEME).main_audience == OWN * 4 + 3


def test_a_viewer_has_no_rights_unless_given():
    bare = Viewer(capacity_id=1, user_id=7, agency_id=OWN, scheme_id=3, reach=Reach.AGENCY)

    assert decide(bare, [CONSENTED], POLICE, DRUGS) == (Level.NONE, "no_rule")
    with pytest.raises(AttributeError):
        bare.reach = Reach.SCHEME


def test_the_codes_of_categories_and_levels_are_the_interchange_s():
    assert " ".join(category.code for category in Category) == (
        "identity engagement supervision offending intelligence risk needs health drugs housing employment finance"
        " family victims plan conference"
    )
    assert list(range(16)) == [int(category) for category in Category]
    assert Category.of("drugs") is DRUGS
    assert [level.code for level in Level] == ["none", "summary", "full"]
    assert [int(level) for level in Level] == [0, 1, 2]
    assert [int(reach) for reach in Reach] == [0, 1, 2, 3]


def test_every_category_has_words_and_three_are_silent():
    assert set(WORDS) == set(Category)
    assert len(set(WORDS.values())) == 16
    assert {Category.INTELLIGENCE, Category.RISK, Category.VICTIMS} == SILENT

"""The words of letters: short sentences, one meaning each, filled in safely, and nothing the reader may not know."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.reference import GROUP_WORDS
from cohort import letters
from cohort.changes.letter import WordingUnusable, check_wording
from cohort.models import LetterKind
from cohort.rules import letter as rules
from cohort.views.letter import EXAMPLE
from sharing.policy import SILENT, WORDS

SHIPPED = sorted(letters.shipped())


def full(kind, language):
    return rules.filled(letters.shipped()[kind, language], EXAMPLE)


def test_there_is_one_of_each_kind():
    assert {kind for kind, language in SHIPPED if language == "en"} == set(LetterKind.values)


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_every_sentence_has_under_15_words(kind, language):
    said = rules.sentences(full(kind, language))
    assert len(said) > (5 if kind == LetterKind.AREA else 15)
    assert [one for one in said if len(one.split()) >= 15] == []


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_no_letters_stand_for_words_and_nothing_sealed_is_said(kind, language):
    assert rules.acronyms(full(kind, language)) == []
    assert rules.sealed(full(kind, language)) == []
    assert not [WORDS[one] for one in SILENT if WORDS[one].lower() in full(kind, language).lower().split()]


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_it_says_all_that_a_letter_must(kind, language):
    check_wording(letters.shipped()[kind, language], kind, language)
    assert "{" not in full(kind, language)


@pytest.mark.parametrize("words", [*rules.STRANDS.values(), *rules.BASES.values()])
def test_what_is_filled_in_is_as_short(words):
    assert rules.too_long(words) == []
    assert rules.acronyms(words) == []


@pytest.mark.parametrize("group", GROUP_WORDS.values())
def test_why_stays_short_whatever_the_charge(group):
    words = f"You were charged with 12 offences in a year. The most common kind was this: {group.lower()}."
    assert rules.too_long(words) == rules.sealed(words) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Dear {nam}. {why}", "Nothing is filled in for {nam}."),
        ("{why} {name.__class__}", "must also say"),
        ("{name} {since}", "must also say"),
        (letters.shipped()["brought_on", "en"] + " We have intelligence about you.", "intelligence"),
        (letters.shipped()["brought_on", "en"] + " You SCORED 78.", "SCORED"),
    ],
)
def test_words_that_make_no_whole_letter_are_refused(text, wrong):
    with pytest.raises(WordingUnusable, match=wrong):
        check_wording(text, "brought_on", "en")


@given(st.text(), st.dictionaries(st.sampled_from(sorted(rules.PLACEHOLDERS)), st.text()))
def test_what_somebody_typed_is_never_filled_in_again(text, values):
    """Braces in what was typed stay: a letter is filled in once, and no name leads anywhere else."""
    values = values | {"why": "{name} {sees.__init__}"}
    assert rules.filled("{why}", values) == "{name} {sees.__init__}"
    assert rules.filled(text.replace("{", ""), values) == text.replace("{", "")


def test_a_text_becomes_headings_paragraphs_and_lists():
    text = "# Why\nOne line\nand more.\n\n- a\n- b\nThen words."
    assert [(one.kind, one.words, one.items) for one in rules.blocks(text)] == [
        ("heading", "Why", ()),
        ("words", "One line and more.", ()),
        ("list", "", ("a", "b")),
        ("words", "Then words.", ()),
    ]


def test_who_sees_what_is_said_once_where_everyone_sees_it():
    lines = [("Name", ["A", "B"], []), ("Offences", ["A"], ["B"]), ("Money", [], [])]
    said = rules.who_sees(lines, 2)
    assert "Everyone who works with you can see:\n\n- Name\n" in said
    assert "- Offences: A; only a part, B" in said
    assert said.endswith("Only those who wrote it down can see:\n\n- Money")

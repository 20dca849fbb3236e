"""Names that are one name to the ear or to a tired typist are one name here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.names import folded, slips, slips_allowed, sounding, sounds_like, spellings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ellis", ["ellis"]),
        ("O'Neill-Smith", ["oneill", "smith"]),
        ("O’Neill", ["oneill"]),
        ("José MÜLLER", ["jose", "muller"]),
        ("Łukasz Groß", ["lukasz", "gross"]),
        ("  ", []),
        ("123", []),
        ("محمد الأحمد", ["محمد", "الاحمد"]),
        ("Jo\u200drdan", ["jordan"]),
    ],
)
def test_folded(text, words):
    assert folded(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ellis", "elis"),
        ("katherine", "catherine"),
        ("stephen", "steven"),
        ("wright", "right"),
        ("knight", "night"),
        ("shaw", "shah"),
        ("philip", "filip"),
        ("smith", "smyth"),
        ("reid", "reed"),
        ("clarke", "clark"),
        ("mohammed", "muhamad"),
        ("cecil", "sesil"),
    ],
)
def test_sounds_alike(one, other):
    assert sounds_like(one) == sounds_like(other)


@pytest.mark.parametrize(("one", "other"), [("ellis", "ogden"), ("shaw", "ward"), ("dunn", "hall"), ("lee", "ray")])
def test_sounds_different(one, other):
    assert sounds_like(one) != sounds_like(other)


@given(st.text(max_size=60))
def test_every_text_has_words_with_codes(text):
    for word in folded(text):
        code = sounds_like(word)
        assert len(code) == 4
        assert code[1:].isdigit() or not word.isascii()


def test_two_words_sound_the_same_whichever_stands_first():
    assert sounding("jordan", "elis") == sounding("ellis", "jordon") == "e420j635"
    assert sounding("jordan", "elis") != sounding("jordan", "ogden")


@pytest.mark.parametrize(("word", "allowed"), [("li", 0), ("lee", 1), ("ellis", 1), ("jordan", 2), ("kowalczyk", 2)])
def test_longer_words_may_hold_more_slips(word, allowed):
    assert slips_allowed(word) == allowed


@pytest.mark.parametrize(("typed", "off"), [("jodran", 1), ("jordn", 1), ("jordanne", 2), ("gordon", 2), ("jordan", 0)])
def test_slips(typed, off):
    assert slips(typed, "jordan") == off


def test_spellings_leave_out_as_many_letters_as_a_word_may_hold_slips():
    assert spellings("lee") == {"lee", "le", "ee"}
    assert len(spellings("jordan")) == 1 + 6 + 15
    assert spellings("kowalczyk") == spellings("kowalcz")


LETTERS = st.sampled_from("abcdeklorsz")
SLIP = st.tuples(st.sampled_from(["left out", "put in", "swapped", "wrong"]), st.integers(0, 30), LETTERS)


@given(st.text(LETTERS, min_size=3, max_size=14), st.lists(SLIP, max_size=2))
def test_words_within_their_slips_share_a_spelling(word, slipped):
    typed = word
    for kind, at, letter in slipped:
        at %= len(typed)
        rest = typed[at + 1 :]
        typed = (
            typed[:at]
            + {
                "left out": rest,
                "put in": letter + typed[at] + rest,
                "swapped": rest[:1] + typed[at] + rest[1:],
                "wrong": letter + rest,
            }[kind]
        )
        if len(typed) < 3:
            return
    if slips(typed, word) <= min(slips_allowed(typed), slips_allowed(word)):
        assert spellings(typed) & spellings(word)

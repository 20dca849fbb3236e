"""Names that are one name to the ear or to a tired typist are one name here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.names import folded, sounds_like


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
        assert word.isascii()
        code = sounds_like(word)
        assert len(code) == 4
        assert code[1:].isdigit()

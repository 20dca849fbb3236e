"""Names as they are compared: folded to plain letters, as they sound, and as they are mistyped. Pure: text in, text out.

The code is Soundex (Russell and Odell, US patents 1,261,167 and 1,435,663, 1918 and 1922) over a spelling that was first
made plainer, because plain Soundex keeps the first letter and so tells Katherine from Catherine and Wright from Right.
"""

import re
import unicodedata
from itertools import combinations

from rapidfuzz.distance import OSA

PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "’": "'"})
AT_START = (("kn", "n"), ("gn", "n"), ("pn", "n"), ("wr", "r"), ("ps", "s"), ("wh", "w"), ("rh", "r"), ("x", "s"))
ANYWHERE = (
    ("ph", "f"),
    ("ght", "t"),
    ("sch", "sk"),
    ("ck", "k"),
    ("dge", "j"),
    ("qu", "k"),
    (r"c(?=[eiy])", "s"),
    ("c(?!h)", "k"),
    ("z", "s"),
)
BEGINNING = 7  # letters of a word that are compared with slips: a longer word says no more
DIGITS = {
    letter: digit for digit, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) for letter in letters
}


def folded(text: str) -> list[str]:
    """The words of a name in small plain letters: “O’Neill-Łuz” gives ["oneill", "luz"].

    Other alphabets keep their letters; marks and characters that print nothing go, whichever alphabet they stand in.
    """
    letters = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    plain = "".join(letter for letter in letters if not _prints_nothing(letter)).translate(PLAIN)
    return [word for word in re.split(r"[\W\d_]+", plain.replace("'", "")) if word]


def _prints_nothing(letter: str) -> bool:
    return unicodedata.combining(letter) > 0 or unicodedata.category(letter) == "Cf"


def sounds_like(word: str) -> str:
    """The code of a folded word: a letter and three digits, equal for words that sound alike.

    A word of another alphabet sounds like those that begin with the same four letters.
    """
    if not word.isascii():
        return word[:4].ljust(4, "0")
    for start, instead in AT_START:
        if word.startswith(start):
            word = instead + word[len(start) :]
            break
    for pattern, instead in ANYWHERE:
        word = re.sub(pattern, instead, word)

    code, last = word[0], DIGITS.get(word[0])
    for letter in word[1:]:
        digit = DIGITS.get(letter)
        if digit and digit != last:
            code += str(digit)
        if letter not in "hw":
            last = digit
    return code[:4].ljust(4, "0")


def sounding(one: str, other: str) -> str:
    """The code of two words together, whichever stands first."""
    return "".join(sorted((sounds_like(one), sounds_like(other))))


def slips_allowed(word: str) -> int:
    """How many slips a typed word may hold and still be meant: none in two letters, one in five, two in more."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def spellings(word: str) -> set[str]:
    """What is left of the beginning of a word with as many letters left out as it may hold slips.

    Two words within that many slips of each other share a spelling (W. Garbe's symmetric delete, 2012): so the words near
    a typed one are found by equality. Words further apart may share one too: `slips` tells.
    """
    start = word[:BEGINNING]
    return {
        "".join(letter for at, letter in enumerate(start) if at not in left_out)
        for count in range(slips_allowed(word) + 1)
        for left_out in combinations(range(len(start)), count)
    }


def slips(typed: str, meant: str) -> int:
    """How many letters were left out, put in, swapped with the next or wrong."""
    return OSA.distance(typed, meant)

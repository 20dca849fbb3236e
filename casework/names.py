"""Names as they are compared: folded to plain letters, and as they sound. Pure: text in, text out.

The code is Soundex (Russell and Odell, US patents 1,261,167 and 1,435,663, 1918 and 1922) over a spelling that was first
made plainer, because plain Soundex keeps the first letter and so tells Katherine from Catherine and Wright from Right.
"""

import re
import unicodedata

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
DIGITS = {
    letter: digit for digit, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) for letter in letters
}


def folded(text: str) -> list[str]:
    """The words of a name in small plain letters: “O’Neill-Łuz” gives ["oneill", "luz"]."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(PLAIN)
    return [word for word in re.split(r"[^a-z]+", plain.replace("'", "")) if word]


def sounds_like(word: str) -> str:
    """The code of a folded word: a letter and three digits, equal for words that sound alike."""
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

"""What every cell has in common, and how texts are tidied and compared."""

import datetime
import re
import unicodedata

STAR = "*"
TRIMMED = " \t\n\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Wrong(ValueError):
    """The text is no such value. The message says what is wrong and what to do."""


def with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def tidy(text: str) -> str:
    """Trimmed, line breaks as LF. Raises Wrong for characters that cannot be seen and change what is read."""
    text = with_line_feeds(text).strip(TRIMMED)
    if hidden := HIDDEN.search(text):
        raise Wrong(
            f"The cell holds an unseen control character (U+{ord(hidden[0]):04X}). Delete the text and retype it."
        )
    return text


def cleaned(text: str) -> str:
    """Text as it is exported, whatever a form let in: tidy, tabs as spaces, unseen characters left out."""
    return HIDDEN.sub("", with_line_feeds(text).replace("\t", " ")).strip(TRIMMED)


def composed(text: str) -> str:
    """The form in which texts are compared: accents composed, whatever form they are kept in."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """The form in which e-mails and agency codes are compared."""
    return composed(text).casefold()


class Cell:
    """Any text. `target` names the sheet that the value is a key of, `many` says that the value is a tuple."""

    target: str | None = None
    many = False
    empty: object = None  # the value of an empty cell

    def read(self, text: str, today: datetime.date) -> object:
        raise NotImplementedError

    def write(self, value: object) -> str:
        return "" if value is None else str(value)

    def identity(self, value: object) -> object:
        """The form in which two values are the same."""
        return composed(value) if isinstance(value, str) else value


def quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}...'"


def one_of(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} or {codes[-1]}"


def parts(text: str) -> list[str]:
    """The values of a list."""
    return [part for part in (piece.strip() for piece in text.split(";")) if part]


def without_repeats(values) -> tuple[str, ...]:
    """The values as they are. Raises Wrong for a repeat."""
    found = tuple(values)
    for place, value in enumerate(found):
        if value in found[:place]:
            raise Wrong(f"{quoted(value)} stands twice in the list. Keep one of them.")
    return found

"""Numbers by which other systems know a person: checked, and brought to one form.

Source of the rules: the published tests of HMPPS Person Record (PNC, CRO), Prisoner Search (search form)
and Manage People on Probation (CRN). The text must be trimmed and in capitals; whoever reads input does that.
"""

import datetime
import re

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"  # I, O and S are never check letters: they look like 1, 0 and 5
PNC_SERIAL = 7
CRO_SERIAL = 6

_PNC_LONG = re.compile(r"([0-9]{4})/?([0-9]{7})([A-Z])")
_PNC_SHORT = re.compile(r"([0-9]{2})/?([0-9]{1,7})([A-Z])")
_PNC_TYPED = re.compile(r"([0-9]{4}|[0-9]{2})/([0-9]{1,7})([A-Z])")
_CRO_STANDARD = re.compile(r"([0-9]{1,6})/([0-9]{2})([A-Z])")
_CRO_SMALL_FILE = re.compile(r"SF([0-9]{2})/([0-9]{1,6})([A-Z])")
_PRISON_NUMBER = re.compile(r"[A-Z][0-9]{4}[A-Z]{2}")
_CRN = re.compile(r"[A-Z][0-9]{6}")


class InvalidIdentifier(ValueError):
    """Not an identifier of this kind. The message can be shown to a user as it is."""


def canonical_pnc(text: str | None, *, today: datetime.date | None = None) -> str:
    """The PNC ID as `YYYY/NNNNNNNC`, from the long form (slash optional) or the short form `YY/N..NC`.

    Two-digit years up to the one of `today` (default: the clock) are of this century, later ones of the last.
    A four-digit year needs all seven digits: `1979/34C` could be read in two ways. Raises InvalidIdentifier.
    """
    found = _PNC_LONG.fullmatch(text or "") or _PNC_SHORT.fullmatch(text or "")
    if not found:
        raise InvalidIdentifier("A PNC ID is a year, a stroke, 7 digits and a letter, like 1979/0163001B.")

    year, serial, letter = found.groups()
    serial = serial.zfill(PNC_SERIAL)
    _check(letter, year[-2:] + serial, "PNC ID")
    return f"{_full_year(year, today)}/{serial}{letter}"


def same_pnc(one: str | None, other: str | None, *, today: datetime.date | None = None) -> bool:
    """Whether both are valid and name the same PNC record. Two invalid texts are never the same person."""
    try:
        return canonical_pnc(one, today=today) == canonical_pnc(other, today=today)
    except InvalidIdentifier:
        return False


def pnc_search_form(text: str | None, *, today: datetime.date | None = None) -> dict[str, str] | None:
    """What to search for when this may be a PNC ID, as `short_year` and `long_year`; None when it cannot be one.

    Looser than `canonical_pnc`: any letter case, leading zeros dropped, the check letter not verified.
    """
    found = _PNC_TYPED.fullmatch((text or "").strip().upper())
    if not found:
        return None

    year, serial, letter = found.groups()
    number = f"{int(serial)}{letter}"
    return {"short_year": f"{year[-2:]}/{number}", "long_year": f"{_full_year(year, today)}/{number}"}


def canonical_cro(text: str | None) -> str:
    """The CRO number as `NNNNNN/YYC`, or `SFYY/N..NC` for a small file, whose serial is never padded.

    Raises InvalidIdentifier.
    """
    small_file = _CRO_SMALL_FILE.fullmatch(text or "")
    if small_file:
        year, serial, letter = small_file.groups()
        _check(letter, year + serial, "CRO number")
        return f"SF{year}/{serial}{letter}"

    found = _CRO_STANDARD.fullmatch(text or "")
    if not found:
        raise InvalidIdentifier(
            "A CRO number is up to 6 digits, a stroke, a 2-digit year and a letter, like 065656/91H, or SF91/65656U."
        )
    serial, year, letter = found.groups()
    serial = serial.zfill(CRO_SERIAL)
    _check(letter, year + serial, "CRO number")
    return f"{serial}/{year}{letter}"


def canonical_prison_number(text: str | None) -> str:
    """The prison (NOMIS) number, `A1234BC`. It carries no check letter. Raises InvalidIdentifier."""
    if not _PRISON_NUMBER.fullmatch(text or ""):
        raise InvalidIdentifier("A prison number is a letter, 4 digits and 2 letters, like A1234BC.")
    return str(text)


def canonical_crn(text: str | None) -> str:
    """The probation case reference number, `X320741`. It carries no check digit. Raises InvalidIdentifier."""
    if not _CRN.fullmatch(text or ""):
        raise InvalidIdentifier("A CRN is a letter and 6 digits, like X320741.")
    return str(text)


def _check(letter: str, digits: str, name: str) -> None:
    if CHECK_LETTERS[int(digits) % len(CHECK_LETTERS)] != letter:
        raise InvalidIdentifier(f"The last letter of this {name} does not fit its digits: one of them is mistyped.")


def _full_year(year: str, today: datetime.date | None) -> str:
    if len(year) == 4:
        return year
    this_year = (today or datetime.date.today()).year
    return f"20{year}" if int(year) <= this_year % 100 else f"19{year}"

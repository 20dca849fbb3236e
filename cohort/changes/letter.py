"""Letters: written, written anew until they are given, handed over; and the scheme's own words for them."""

from django.db import transaction
from django.db.models import Max

from cohort.models import Letter, LetterWording, Membership
from cohort.rules import letter as rules
from sharing import ledger
from sharing.looking import looking_as_system
from sharing.models import Scheme
from sharing.policy import Category


class LetterChanged(Exception):
    """Somebody wrote it anew, or handed it over, since it was opened."""


class LetterGiven(Exception):
    """The person has it already: what they were given stays as it is."""


class WordingUnusable(ValueError):
    """Words that would make no whole letter; the message says what is wrong with them."""


@transaction.atomic
def letter_write(*, membership, by, kind, language, large_print, text, today, to="", basis=""):
    """Keep the words of a letter of the agency of `by`; of one not given yet, in place of the earlier ones.

    `to`: which area a letter of that kind is for, and on which legal `basis` it is told.

    Raises LetterGiven, and WordingUnusable where a word must not stand in a letter.
    """
    check(text)
    membership = Membership.objects.visible_to(by).get(pk=membership.pk)
    with looking_as_system():  # whichever agency began it: there is one letter, and one text of it
        Membership.objects.select_for_update().get(pk=membership.pk)  # two who begin it at once wait for each other
        letter = Letter.objects.filter(membership=membership, kind=kind).first()
        if letter and letter.given_on:
            raise LetterGiven
        new = {"person_id": membership.person_id, "owner_id": by.agency_id, "version": 0}
        letter = letter or Letter(membership=membership, kind=kind, **new)
        letter.language, letter.large_print, letter.text = language, large_print, text
        letter.to, letter.basis = to, basis
        letter.written_on, letter.written_by_id = today, by.user_id
        letter.version += 1
        letter.save()
    ledger.record("letter_write", by=by, subject=letter, kind=kind, language=language)
    return letter


@transaction.atomic
def letter_hand(*, letter, by, version, given_on, read_together):
    """Record that somebody of the scheme gave the person the letter on a day. Raises LetterChanged, LetterGiven.

    By whoever sees the letter, whichever agency wrote it: the one who meets the person hands it over.
    """
    letter = Letter.objects.visible_to(by).get(pk=letter.pk)
    with looking_as_system():
        letter = Letter.objects.select_for_update().get(pk=letter.pk)
        if letter.given_on:
            raise LetterGiven
        if letter.version != version:
            raise LetterChanged
        letter.given_on, letter.given_by_id, letter.read_together = given_on, by.user_id, read_together
        letter.version += 1
        letter.save(update_fields=["given_on", "given_by", "read_together", "version"])
    ledger.record("letter_hand", by=by, subject=letter, kind=letter.kind, read_together=read_together)
    return letter


# What a letter to an area can tell of: who it is, where and under what, and who goes on with what.
TOLD = (Category.IDENTITY, Category.SUPERVISION, Category.PLAN)


@transaction.atomic
def area_tell(*, letter, by, version, sent_on):
    """Record that the letter to the area that takes over was sent on a day: a disclosure, with the letter as it was.

    Raises LetterChanged, LetterGiven.
    """
    letter = letter_hand(letter=letter, by=by, version=version, given_on=sent_on, read_together=False)
    ledger.record(
        "area_tell", by=by, subject=letter, reason=f"To {letter.to}", basis=letter.basis, categories=list(map(int, TOLD)),
        records={"cohort.letter": [letter.pk]},
    )  # fmt: skip
    return letter


@transaction.atomic
def letter_download(*, letter, by, sha256):
    """The file of a letter leaves the system: which one, as its hash."""
    ledger.record("letter_download", by=by, subject=letter, sha256=sha256)


@transaction.atomic
def wording_save(*, by, kind, language, text, reason, at):
    """The scheme's next words for a kind of letter in a language. Raises WordingUnusable; then nothing is saved."""
    check_wording(text, kind, language)
    scheme = Scheme.objects.select_for_update().get(pk=by.scheme_id)  # numbers are given one at a time
    of_kind = LetterWording.objects.filter(scheme=scheme, kind=kind, language=language)
    wording = LetterWording.objects.create(
        scheme=scheme,
        kind=kind,
        language=language,
        number=(of_kind.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=text,
        reason=reason,
        saved_at=at,
        saved_by_id=by.capacity_id,
    )
    ledger.record("letter_wording_save", by=by, subject=wording, people=[], kind=kind, number=wording.number)
    return wording


def check(text):
    """Refuse a text with a word that must not stand in a letter."""
    if found := rules.sealed(text):
        raise WordingUnusable(f"Take this out of the letter: {', '.join(found)}. The person must not read it there.")


def check_wording(text, kind, language):
    """Refuse words with an unknown placeholder, without one that is needed, or with what must not stand in a letter."""
    if found := rules.unknown(text):
        raise WordingUnusable(
            f"Nothing is filled in for {', '.join('{' + name + '}' for name in found)}. Choose from the list."
        )
    if language == "en" and (lacking := rules.missing(text, kind)):
        raise WordingUnusable(f"The letter must also say {_braced(lacking)}.")
    if "{why}" not in text:
        raise WordingUnusable("The letter must also say {why}.")
    check(text)


def _braced(names):
    return ", ".join("{" + name + "}" for name in names)

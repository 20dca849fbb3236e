"""A pack in words: from figures to headlines, sections, charts and tables, for page, PDF and workbook alike."""

from reports.story import offending, people, work
from reports.story.document import Document
from sharing.dates import day

GUIDE = "custody_guide_pct"
CONTACTS = "contacts_per_week"


def story(pack, *, scheme, agencies, settings):
    """The document of a pack. `agencies` are (code, name) in the scheme's order, `settings` its numbers in force.

    Figures may be suppressed: a hidden count is words and is told as such. Maps may come in any order, as they do from
    the database; the words give the order.
    """
    sections = (
        people.on_scheme(pack, settings[GUIDE]),
        offending.before_and_after(pack),
        offending.this_year(pack),
        people.needs(pack),
        work.plan(pack),
        work.referrals(pack),
        work.supervision(pack, settings[CONTACTS]),
        work.reviews(pack),
        people.outcomes(pack),
        work.meetings(pack, agencies),
    )
    return Document(
        title=f"Performance pack as at {day(pack['as_of'])}",
        scheme=scheme,
        as_of=pack["as_of"],
        period_from=pack["period"]["from"],
        period_to=pack["period"]["to"],
        marking=pack["marking"],
        headlines=(offending.headline(pack["offending"]["tracked"]), *(f"{each.finding}." for each in _told(sections))),
        sections=tuple(_with_notes(section, pack["notes"]) for section in sections),
        notes=_left(sections, pack["notes"]),
    )


def _told(sections):
    """The findings of the first page: both sides, catching and resettling."""
    by_id = {section.id: section for section in sections}
    return [by_id[name] for name in ("people", "needs", "referrals", "supervision", "reviews", "outcomes")]


def _with_notes(section, notes):
    texts = {note["code"]: note["text"] for note in notes}
    return type(section)(**{**section.__dict__, "notes": tuple(texts[code] for code in section.notes if code in texts)})


def _left(sections, notes):
    """The caveats that belong to no section."""
    taken = {code for section in sections for code in section.notes}
    return tuple(note["text"] for note in notes if note["code"] not in taken)

"""What pages about rights put in the ledger: a request, a review or a hold tells that somebody is on the scheme."""

from sharing import ledger


def noted(rows, *, about=None):
    """Note rows that a page shows, each with its person; `about` is the person of rows that name none by themselves.

    A request of which nobody was found yet names somebody all the same: the line is written, about nobody of the scheme.
    """
    rows = list(rows)
    people = {about or getattr(row, "person_id", None) for row in rows} - {None}
    for row in rows:
        ledger.note(row._meta.label_lower, people=people, ids=[row.pk])
    if rows and not people:
        ledger.say(found=False)

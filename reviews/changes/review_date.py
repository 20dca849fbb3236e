"""The day of a person's next review, kept on the person, because lists sort and filter by it."""

from casework.models import Person
from reviews.clock import due_reviews
from sharing.models import Scheme


def refresh_next_reviews(people, today):
    """Bring `next_review_on` of these people (ids) in line with the record as it stands on `today`. Harmless to repeat.

    Looks as the system. No ledger line: it says nothing that the record does not say, and who changed that has one.
    Returns how many changed.
    """
    rows = list(Person.objects.filter(pk__in=list(people)).only("pk", "scheme_id", "next_review_on").order_by("pk"))
    due = {}
    for scheme in Scheme.objects.filter(pk__in={row.scheme_id for row in rows}):
        due |= due_reviews(scheme, on=today, people=[row.pk for row in rows if row.scheme_id == scheme.pk])
    changed = []
    for row in rows:
        next_on = due[row.pk].due_on if row.pk in due else None
        if row.next_review_on != next_on:
            row.next_review_on = next_on
            changed.append(row)
    Person.objects.bulk_update(changed, ["next_review_on"], batch_size=1000)
    return len(changed)

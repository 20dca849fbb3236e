"""What becomes of reviews when a person moves to another scheme: those held go along, meetings to come lose the person."""

from reviews.changes.review_date import refresh_next_reviews
from reviews.models import AgendaItem, Meeting, Review


def agendas_leave(*, person, today, at):
    """Off the agenda of every meeting to come; the day of the next review is the new area's. Returns {label: how many}.

    A part of `cohort.changes.transfer`, in its transaction and as the system. Empty reviews of such meetings go as well.
    """
    to_come = Meeting.objects.filter(held_on__gte=today)
    kept = Review.objects.filter(person=person, meeting__in=to_come).held(on=today)
    open_ = {"person": person, "meeting__in": to_come.exclude(pk__in=kept.values("meeting"))}
    Review.objects.filter(**open_).delete()
    items = AgendaItem.objects.filter(**open_).delete()[0]
    refresh_next_reviews([person.pk], today)
    return {"reviews.agendaitem": items}

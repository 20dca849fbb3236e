"""The kinds of line that the log of what was sent tells apart."""

from django.db.models import Q

from sharing.models import LedgerEntry

CONSULTATION = LedgerEntry.Operation.CONSULTATION

SCREEN, OTHER = "On the screen of a conference", "Other"

# What the log calls a line, and the events it is: one table, so that the filter finds what the words say.
EVENTS = {
    "once": ("Shared once", ("disclosure_make",)),
    "papers": ("Papers of a meeting", ("conference_pack_make", "conference_pack_download", "conference_packs_make")),
    "meeting": ("Put before a meeting", ("agenda_add", "meeting_invite")),
    "emergency": ("Emergency access", ("emergency_open",)),
    "export": ("Export", ("scheme_export",)),
    "area": ("Told another area", ("area_tell",)),
    "letter": ("Given to the person", ("part_hand", "part_download", "subject_access")),
}
# Kind to words and filter. A look is a screen where others looked as well, whatever page it was.
KINDS = {
    "screen": (SCREEN, Q(operation=CONSULTATION, recipients__len__gt=0)),
    **{kind: (words, Q(event__in=events) & ~Q(operation=CONSULTATION)) for kind, (words, events) in EVENTS.items()},
}
BY_EVENT = {event: words for words, events in EVENTS.values() for event in events}


def kind_of(entry):
    """What the log calls the line."""
    if entry.operation == CONSULTATION:
        return SCREEN if entry.recipients else OTHER
    return BY_EVENT.get(entry.event, OTHER)

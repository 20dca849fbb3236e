"""What an agency says before a panel, and asking those who have not said anything yet."""

from dataclasses import dataclass

from django.db import transaction

from cohort.models import Panel, PanelItem, PanelParagraph, PanelSeat
from sharing import ledger
from sharing.calendar import add_working_days
from sharing.changes.work import tell
from sharing.dates import day
from sharing.models import Capacity, Notice
from sharing.permissions import Permission, roles_with

EARLY = 3  # working days before a panel: time to write, and for the others to read it


class ParagraphChanged(Exception):
    """A colleague saved the paragraph since the page was opened; carries it as it now is."""

    def __init__(self, paragraph):
        super().__init__(paragraph)
        self.paragraph = paragraph


@dataclass(frozen=True)
class Said:
    """One paragraph; `version` it was read at, 0 for none yet. An empty text is “nothing to add”."""

    item: PanelItem
    version: int
    text: str


@transaction.atomic
def panel_paragraphs_save(*, panel, by, said):
    """Keep what the agency of `by` says of people on the agenda. Raises ParagraphChanged; then nothing is kept."""
    items = {one.item.pk: one for one in said}
    list(PanelItem.objects.select_for_update(of=("self",)).filter(panel=panel, pk__in=items))  # a colleague waits
    kept = {
        row.item_id: row
        for row in PanelParagraph.objects.select_for_update(of=("self",)).filter(item__in=items, owner_id=by.agency_id)
    }
    for one in said:
        paragraph = kept.get(one.item.pk)
        if (paragraph.version if paragraph else 0) != one.version:
            raise ParagraphChanged(paragraph)
        paragraph = paragraph or PanelParagraph(item=one.item, person_id=one.item.person_id, owner_id=by.agency_id)
        paragraph.text, paragraph.version = one.text, one.version + 1
        paragraph.save()
    people = [one.item.person_id for one in said]
    ledger.record("panel_paragraphs_save", by=by, subject=panel, people=people, paragraphs=len(said))


@transaction.atomic
def panel_remind(*, panel, by, agencies, at, today):
    """Tell those who answer for these agencies (ids) that their paragraphs are missing, at most once a day.

    That is the member named for the agency, else everybody there who may see meetings. Returns how many agencies.
    """
    seats = list(panel.seats.filter(agency__in=agencies))
    _ask(panel, seats, once=f"panel_paragraph:{panel.key}:{today}", at=at)
    ledger.record("panel_remind", by=by, subject=panel, people=[], reminded=sorted({seat.agency_id for seat in seats}))
    return len(seats)


@transaction.atomic
def paragraphs_remind(*, scheme, today, at):
    """Three working days before a panel: ask every agency that has not said something on everybody, once a panel.

    By the clock, as the system, also on the days that follow where the night was missed. Not those who sent apologies.
    Returns how many agencies were asked.
    """
    asked = 0
    near = Panel.objects.filter(scheme=scheme, held_on__gt=today, held_on__lte=add_working_days(today, EARLY))
    for panel in near.order_by("held_on", "pk"):
        silent = _silent(panel)
        once = f"panel_paragraph:{panel.key}:due"
        if not silent or Notice.objects.filter(once__startswith=f"{once}:").exists():
            continue
        _ask(panel, silent, once=once, at=at)
        reminded = sorted({seat.agency_id for seat in silent})
        ledger.record("panel_remind", doer="reminders", people=[], scheme_id=scheme.pk, reminded=reminded)
        asked += len(silent)
    return asked


def _silent(panel):
    """Seats of the agencies that have yet to say something on somebody of the agenda."""
    items = set(panel.agenda.values_list("pk", flat=True))
    said = set(PanelParagraph.objects.filter(item__panel=panel).values_list("owner_id", "item_id"))
    seats = panel.seats.exclude(attended=PanelSeat.Attended.APOLOGIES).order_by("agency__position", "agency_id")
    return [seat for seat in seats if any((seat.agency_id, item) not in said for item in items)]


def _ask(panel, seats, *, once, at):
    named = {seat.agency_id: seat.user_id for seat in seats if seat.user_id}
    held = Capacity.objects.filter(
        agency__in=[seat.agency_id for seat in seats], active=True, role__in=roles_with(Permission.MEETING_SEE)
    ).select_related("user")
    told = [one for one in held if named.get(one.agency_id, one.user_id) == one.user_id]
    tell(
        told, kind="panel_paragraph", once=once, at=at,
        words=f"The panel of {day(panel.held_on)} waits for a paragraph from your agency",
        address=f"/panel/{panel.key}/paragraphs/", subject="The panel waits for your agency",
    )  # fmt: skip

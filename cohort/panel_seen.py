"""What the screen of a panel shows of one person: what everybody at the table may see, and who records it.

The page stands on a wall. Each record on it passes two decisions: that of who records, by whose right it is read, and that
of every agency present (sharing.together). The reason that is filled in rests on what every agency invited may know, for
it goes into the minutes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from casework.models import Allocation, Identity, Person, Status
from casework.overview import lead_worker, who
from cohort.models import LeavingPlan, Membership, PanelDecision, PanelParagraph, PanelPosition, SelectionRun
from cohort.rules.leaving import OPENS, Criterion
from cohort.rules.panel import USUAL, suggested
from cohort.seen import seen_run
from sharing.calendar import age_on
from sharing.dates import amount, count, day, london_date
from sharing.gather import gather, part
from sharing.policy import Level
from sharing.together import together

POINTS = 3  # lines of the score that a reason names
ADULT = 18


@dataclass
class OnScreen:
    """One person of the agenda. `score` and `run` are None where nothing of it may stand on the wall."""

    found: object
    along: object  # sharing.together: those at the table
    run: object
    score: object
    minuted: object  # the score as every agency invited may know it
    item: object
    again_on: date  # when somebody is usually looked at again
    at: datetime

    @property
    def person(self):
        return self.found.person

    @property
    def membership(self):
        """The membership that goes on, as who records sees it: what the decision is about."""
        return next(iter(self.found["membership"]), None)

    @property
    def nominated_by(self):
        row = self.membership
        return row.nominated_by if row is not None and self.along.see(row) else None

    @property
    def on_scheme(self):
        return self.membership is not None and self.membership.selected_on is not None

    @property
    def status(self):
        return next((row for row in self.found["status"] if self.along.see(row)), None)

    @property
    def paragraphs(self):
        return [row for row in self.found["paragraphs"] if self.along.see(row)]

    @property
    def decision(self):
        """What was written down, as who records sees it: the form is filled with it."""
        return next(iter(self.found["decision"]), None)

    @property
    def positions(self):
        return self.found["positions"]

    @property
    def stepped_down(self):
        return self.on_scheme and self.membership.tier == Membership.Tier.STEPPED_DOWN

    @property
    def lead(self):
        """Who leads already, as who records sees it; None where nobody does or they may not know."""
        return lead_worker(self.found["allocations"])

    @property
    def lead_words(self):
        """Who leads, where everybody at the table may know it."""
        return who(self.lead) if self.lead is not None and self.along.see(self.lead) else ""

    @property
    def under_18(self):
        known = (row.date_of_birth for row in self.found["identity"] if self.along.see(row))
        born = next((one for one in known if one), None)
        return born is not None and age_on(born, london_date(self.at)) < ADULT

    @property
    def plan(self):
        return next(iter(self.found["plan"]), None)

    @property
    def suggests(self):
        above = self.score.above_line if self.score else None
        lighter = self.plan is not None and self.along.see(self.plan) and bool(self.plan.lighter_touch)
        return suggested(
            on_scheme=self.on_scheme, why=self.item.why, above_line=above, lighter=lighter,
            stepped_down=self.stepped_down,
        )  # fmt: skip

    @property
    def criterion(self):
        """Why leaving is proposed, where everybody at the table may know it and what it rests on."""
        if self.item.why in USUAL:  # as on the page of the run: known where the side of the line is
            return USUAL[self.item.why]
        plan = self.plan
        if (
            plan is None
            or not plan.criterion
            or self.along.level(plan.person_id, plan.owner_id, plan.detail_category) < Level.FULL
        ):
            return ""
        opens = OPENS.get(Criterion(plan.criterion), ())
        held = [one for one in self.found.held if one.category in opens]
        seen = all(
            one.level == self.along.level(self.person.pk, one.agency_id, one.category) == Level.FULL for one in held
        )
        return plan.criterion if seen else ""

    @property
    def reason(self):
        """The lines of the score that weigh most, in words for the minutes."""
        return " ".join(_sentences(self))


def _sentences(seen):
    if seen.nominated_by and not seen.on_scheme:
        yield f"Nominated by {seen.nominated_by}."
    score = seen.minuted
    if score is not None and score.above_line is not None:
        yield f"{'Above' if score.above_line else 'Below'} the line in the run as at {day(seen.run.as_of)}."
        for line in sorted((one for one in score.lines if one.points), key=lambda one: -one.points)[:POINTS]:
            yield f"{line.label}: {amount(line.found)}, {count(line.points.normalize(), 'point')}."
    elif seen.on_scheme or not seen.nominated_by:
        yield "As suggested."


def on_screen(item, viewer, *, seats, present, at, again_on):
    """The OnScreen of an agenda item, or None where the person is not there for the viewer. `present`: agencies."""
    found = gather(Person.objects.filter(pk=item.person_id), viewer, **_parts(item))
    if not found:
        return None
    (found,) = found
    invited = together(
        scheme_id=viewer.scheme_id, people=[item.person_id], agencies=[seat.agency for seat in seats], at=at
    )
    along = invited.among(present)
    run = item.run or SelectionRun.objects.of(viewer.scheme_id).filter(ranking="main").first()
    score = minuted = None
    if run is not None:
        score = _score(viewer, run, item, along)
        minuted = _score(viewer, run, item, invited) if len(present) < len(seats) else score
    return OnScreen(found, along, run, score, minuted, item, again_on, at)


def _score(viewer, run, item, along):
    rows = seen_run(viewer, run, person=item.person_id, along=along).rows
    return rows[0] if rows else None


def _parts(item):
    running = Membership.objects.filter(deselected_on=None).order_by("-nominated_on")
    decisions = PanelDecision.objects.filter(item=item)
    sent = LeavingPlan.objects.filter(left_on=None, sent_on__isnull=False)
    return {
        "membership": part(
            running, "nominated_on", "selected_on", "strands", "basis", "tier", "version", limit=1,
            nominated_by="nominated_by__name",
        ),
        "status": part(Status.objects.filter(end=None), "status", limit=1),
        "identity": part(Identity.objects, "date_of_birth"),
        "allocations": part(
            Allocation.objects.filter(end=None).order_by("start", "pk"), "role", user="user__name", agency="agency__name"
        ),
        "paragraphs": part(PanelParagraph.objects.filter(item=item), "text", agency="owner__name"),
        "decision": part(
            decisions, "outcome", "suggested", "until", "criterion", "strands", "basis", "reason", "otherwise", "state",
            "version", "sent_back", "first_visit_on", decided_by="decided_by__user__name",
            lead_agency="lead_agency__name", lead="lead__name", lead_agency_key="lead_agency__key", lead_key="lead__key",
        ),
        "plan": part(sent, "sent_on", "lighter_touch", criterion="detail__criterion", limit=1),
        "positions": part(PanelPosition.objects.filter(decision__item=item), "position", "words"),
    }  # fmt: skip

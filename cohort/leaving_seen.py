"""What a viewer may know of who may be ready to leave: findings, cut before anything leaves this module.

A finding is known to a viewer who may see in full what every agency holds of each category it tells of, intelligence
included: that somebody stands here says that there is no report, and that somebody does not may say that there is one. What
speaks against is cut likewise. Nothing says what was cut but the viewer's own rights, which are the same for everybody.
"""

from copy import copy
from dataclasses import dataclass, field

from casework.models import Person, Status
from cohort.leaving import watched
from cohort.models import LeavingPlan, LeavingProposal, LeavingReason, Membership, SelectionRun
from cohort.rules.leaving import AGAINST, OPENS, Blocker, Criterion
from cohort.rules.pool import Ranking
from cohort.seen import knows_line
from cohort.sources import keepers_of, owners_of
from sharing import ledger
from sharing.dates import count, day
from sharing.gather import gather, part
from sharing.looking import looking_as_system
from sharing.models import Agency
from sharing.policy import Category, Level, decide

TABLES = {
    Category.IDENTITY: ("casework_identity", "cohort_membership"),
    Category.INTELLIGENCE: ("casework_intelligence",),
    Category.OFFENDING: ("casework_arrest", "casework_offence"),
    Category.SUPERVISION: ("casework_status",),
    Category.HOUSING: ("casework_address",),
    Category.RISK: ("cohort_harm", "casework_mappa", "casework_riskassessment"),
    Category.DRUGS: ("casework_drugtestresult",),
}
MAY_SPEAK = {
    Criterion.STOPPED_OFFENDING: (Blocker.DRUG_TEST, Blocker.OPEN_CHARGE),
    Criterion.CUSTODIAL_SENTENCE: (Blocker.RISK_ASSESSMENT, Blocker.HIGHEST_RISK),
}
NEVER = "none on record"
FIRST = (
    Criterion.DECEASED,
    Criterion.STOPPED_OFFENDING,
    Criterion.MOVED_AWAY,
    Criterion.CUSTODIAL_SENTENCE,
    Criterion.HIGH_RISK_OF_HARM,
    Criterion.TWO_YEAR_REVIEW,
    Criterion.LIST_REVIEW,
)


@dataclass(frozen=True)
class Seen:
    """One finding as the viewer may know it. `partly`: what may speak against it is not all theirs to see."""

    criterion: str
    label: str
    since: object
    evidence: list  # (name, words)
    against: list  # words
    partly: bool = False


@dataclass
class Card:
    """The open proposals about one person that the viewer may know."""

    found: object  # sharing.gather.Found
    findings: list = field(default_factory=list)

    @property
    def person(self):
        return self.found.person

    @property
    def status(self):
        return next(iter(self.found["status"]), None)


class Eyes:
    """What one viewer may know of a scheme's findings: whose records they rest on, asked once. Three statements."""

    def __init__(self, viewer, *, on):
        self.viewer = viewer
        owners = owners_of(viewer.scheme_id, {table for tables in TABLES.values() for table in tables})
        keepers = keepers_of(viewer.scheme_id)
        self.sources = {
            category: {keepers[category]}.union(*(owners[table] for table in tables))
            for category, tables in TABLES.items()
        }
        runs = SelectionRun.objects.of(viewer.scheme_id).filter(as_of__lte=on, ranking=Ranking.MAIN)
        self.run = runs.order_by("-as_of", "-number").first()
        self.names = dict(Agency.objects.filter(scheme=viewer.scheme_id).values_list("code", "name"))

    def of(self, viewer):
        """The same scheme through the eyes of somebody else. No statement."""
        other = copy(self)
        other.viewer = viewer
        return other

    def know(self, rows, category):
        """Whether all that anybody holds of the category about the person with these list rows may be seen in full."""
        return all(decide(self.viewer, rows, agency, category)[0] == Level.FULL for agency in self.sources[category])

    def knows(self, rows, criterion):
        if criterion == Criterion.LIST_REVIEW:  # as on the page of the run
            run = self.run
            return run is not None and any(knows_line(self.viewer, rows, run.sources, name) for name in run.sources)
        return all(self.know(rows, category) for category in OPENS[criterion])

    def see(self, rows, finding):
        """The finding as far as the viewer may know it, None where they may not."""
        if not self.knows(rows, finding.criterion):
            return None
        open_to = {one for one in MAY_SPEAK.get(finding.criterion, ()) if self.know(rows, AGAINST[one])}
        return Seen(
            criterion=str(finding.criterion),
            label=Membership.Criterion(finding.criterion).label,
            since=finding.since,
            evidence=EVIDENCE[finding.criterion](finding.evidence),
            against=[AGAINST_WORDS[one](finding.evidence, self.names) for one in finding.blocked_by if one in open_to],
            partly=len(open_to) < len(MAY_SPEAK.get(finding.criterion, ())),
        )


def seen_findings(viewer, found, *, on):
    """[Seen] of one person (a gathered Found), as the record stands on the day; nothing off the case, as of a score."""
    if not found.works:
        return []
    with looking_as_system():
        eyes = Eyes(viewer, on=on)
        rows = watched(viewer.scheme, on=on, people=[found.person.pk]).get(found.person.pk, [])
    shown = [seen for row in sorted(rows, key=weight) if (seen := eyes.see(found.rows, row))]
    noted([found.person.pk], shown)
    return shown


def cards(viewer, *, on, **about):
    """[Card] of everybody with an open proposal that the viewer may know and that is still met, by name.

    `about`: `person=` for the card of one.
    """
    with looking_as_system():
        waiting = {}
        open_ = LeavingProposal.objects.open().filter(person__scheme=viewer.scheme_id, **about)
        for person, criterion, proposal in open_.values_list("person_id", "criterion", "pk"):
            waiting.setdefault(person, {})[criterion] = proposal
        if not waiting:
            return []
        eyes = Eyes(viewer, on=on)
        met = watched(viewer.scheme, on=on, people=list(waiting))
    found = []
    people = Person.objects.filter(pk__in=waiting).order_by("sort_name", "pk")
    for one in gather(people, viewer, status=part(Status.objects.filter(end__isnull=True), "status", limit=1)):
        card = Card(one)
        for row in sorted(met.get(one.person.pk, ()) if one.works else (), key=weight):
            seen = eyes.see(one.rows, row) if row.criterion in waiting[one.person.pk] else None
            if seen:
                card.findings.append(seen)
        if card.findings:
            found.append(card)
    shown = [(card.person.pk, seen) for card in found for seen in card.findings]
    ids = [waiting[about][seen.criterion] for about, seen in shown]
    noted([card.person.pk for card in found], [seen for _, seen in shown], ids=ids)
    return found


def plan_is_there(membership):
    """Whether somebody wrote a plan for leaving this membership, which the viewer may not see: there is one, not two."""
    with looking_as_system():
        return LeavingPlan.objects.of(membership).exists()


def reason_is_there(plan):
    """Whether somebody wrote why, which the viewer may not see: it is then not theirs to write over."""
    with looking_as_system():
        return LeavingReason.objects.filter(plan=plan.pk).exists()


def noted(people, shown, ids=()):
    categories = {category for seen in shown for category in OPENS[Criterion(seen.criterion)]}
    if shown:
        ledger.note("cohort.leavingproposal", people=people, ids=ids, categories=categories)


def weight(finding):
    """What is said first: what somebody did, before what only time or a run brings."""
    return FIRST.index(finding.criterion)


def or_never(moment):
    return day(moment) if moment else NEVER


def _stopped(said):
    return [
        ("Last arrest", or_never(said["last_arrest_on"])),
        ("Last charge", or_never(said["last_charge_on"])),
        ("Last intelligence report", or_never(said["last_intelligence_on"])),
        ("On the list since", day(said["selected_on"])),
    ]


def _held(said):
    place = "In hospital since" if said["status"] == "hospital" else "In custody since"
    guessed = "" if said["release_recorded"] else " (half the sentence; no day is recorded)"
    return [
        (place, day(said["since"])),
        ("Release likely", day(said["release_on"]) + guessed),
        ("Likely left", count(said["months_left"], "month")),
    ]


def _two_years(said):
    kept = [("Last kept on", day(said["kept_on"]))] if said["kept_on"] else []
    return [("On the list since", day(said["selected_on"])), ("That is", count(said["months_on_list"], "month")), *kept]


def _below(said):
    places = count(said["places"], "place") if said["places"] else "the places"
    return [("Latest run", f"below the line of {places}, as at {day(said['as_of'])}")]


def _harm(said):
    found = []
    if said["mappa_level"]:
        found.append(("MAPPA level", str(said["mappa_level"])))
    if said["harm"] is not None:
        found.append(("Harm to the community", f"{said['harm']} of 3, on {day(said['harm_on'])}"))
    return found


EVIDENCE = {
    Criterion.STOPPED_OFFENDING: _stopped,
    Criterion.CUSTODIAL_SENTENCE: _held,
    Criterion.TWO_YEAR_REVIEW: _two_years,
    Criterion.LIST_REVIEW: _below,
    Criterion.HIGH_RISK_OF_HARM: _harm,
    Criterion.MOVED_AWAY: lambda said: [("Lives outside the area since", day(said["moved_on"]))],
    Criterion.DECEASED: lambda said: [("Died on", day(said["died_on"]))],
}


def _not_assessed(said, names):
    missing = [names.get(code, code) for code in said["not_assessed_by"]]
    if not missing:
        return "Nobody has recorded a risk assessment."
    return f"No risk assessment yet by: {', '.join(missing)}."


AGAINST_WORDS = {
    Blocker.DRUG_TEST: lambda said, names: (
        f"A drug test was positive or refused, the last on {day(said['last_failed_test_on'])}."
    ),
    Blocker.OPEN_CHARGE: lambda said, names: "A charge has no outcome yet.",
    Blocker.RISK_ASSESSMENT: _not_assessed,
    Blocker.HIGHEST_RISK: lambda said, names: "One of those who pose the greatest risk to the community.",
}

"""Nominations as their pages show them: each agency its own, co-ordinators and chairs the scheme's, and how each stands."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from casework import doubles, search
from casework.models import Identity, Person
from casework.overview import offending_words
from casework.reference import GROUP_WORDS, offence_classes
from cohort.models import Membership, Nomination, NominationCaution, Panel, PanelItem, UnplacedNomination
from cohort.models.nomination import Source
from cohort.rules.nomination import DECIDED, WORDS, Standing
from sharing import basis
from sharing.dates import count, day, listed
from sharing.looking import looking_as_system
from sharing.models import Agency
from sharing.policy import Category, Level, Reach

MOST = 200  # a scheme nominates a handful a month
LAWFUL = ("cda115", "oma14", "cja325")
UNPLACED = UnplacedNomination.State
OF_UNPLACED = {
    UNPLACED.WAITING: Standing.SENT,
    UNPLACED.PLACED: Standing.SENT,
    UNPLACED.ANSWERED: Standing.ANSWERED,
    UNPLACED.WITHDRAWN: Standing.WITHDRAWN,
}


@dataclass(frozen=True)
class Line:
    """One nomination in a list or on its page: who, by whom, since when, and how it stands in words."""

    name: str
    person: Person | None
    agency: str
    nominated_on: date
    standing: Standing
    note: str  # the day of the panel, the reason of the decision
    row: object  # Nomination, UnplacedNomination, or Membership where no form was sent

    @property
    def words(self):
        return WORDS[self.standing]

    @property
    def address(self):
        return "" if isinstance(self.row, Membership) else self.row.get_absolute_url()

    @property
    def to_place(self):
        """Whether a co-ordinator has to say who it is."""
        return isinstance(self.row, UnplacedNomination) and self.row.state == UNPLACED.WAITING

    @property
    def decided(self):
        return self.standing in DECIDED


def lines(viewer, today):
    """[Line], those who wait first, then the latest. As many statements however many there are."""
    everyone = viewer.reach == Reach.SCHEME
    sent = Nomination.objects.visible_to(viewer).select_related("person", "owner").order_by("-nominated_on", "-pk")
    unplaced = UnplacedNomination.objects.visible_to(viewer).exclude(state=UNPLACED.PLACED).select_related("agency")
    waiting = Membership.objects.visible_to(viewer).filter(
        person__scheme=viewer.scheme_id, selected_on__isnull=True, deselected_on__isnull=True, nominated_on__lte=today
    )
    if not everyone:
        sent, waiting = sent.filter(owner=viewer.agency_id), waiting.filter(nominated_by=viewer.agency_id)
    sent = list(sent[:MOST])
    forms = {row.membership_id for row in sent}
    known = outcomes(viewer, sent)
    waiting = waiting.select_related("person", "nominated_by").order_by("-nominated_on", "pk")[:MOST]
    rest = [row for row in waiting if row.pk not in forms]
    panels = agendas([row.person_id for row in (*sent, *rest)], today)
    found = [
        *(line_of(row, known.get(row.membership_id), today, panels.get(row.person_id)) for row in sent),
        *(line_of(row, row, today, panels.get(row.person_id)) for row in rest),
        *(line_of_unplaced(row) for row in unplaced.order_by("-nominated_on", "-pk")[:MOST]),
    ]
    found.sort(key=lambda line: line.nominated_on, reverse=True)
    return sorted(found, key=lambda line: line.decided)


@dataclass(frozen=True)
class Outcome:
    """What became of a nomination. Whoever nominated is told whether and when; why, as far as they see the membership."""

    selected_on: date | None
    deselected_on: date | None
    look_again_on: date | None
    reason: str


def outcomes(viewer, sent):
    """{id of the membership: Outcome} of nominations that the viewer sees. Two statements."""
    ids = [row.membership_id for row in sent if row.membership_id]
    seen = Membership.objects.visible_to(viewer).in_bulk(ids)
    with looking_as_system():
        rows = list(
            Membership.objects.filter(pk__in=ids).values_list("pk", "selected_on", "deselected_on", "look_again_on")
        )
    return {pk: Outcome(*days, seen[pk].reason if pk in seen else "") for pk, *days in rows}


def line_of(row, outcome, today, panel_on=None):
    """The line of a Nomination with its Outcome, or of a Membership that came without a form."""
    agency = row.nominated_by if isinstance(row, Membership) else row.owner
    standing, note = standing_of(row, outcome, today, panel_on)
    return Line(row.person.list_name, row.person, agency.name, row.nominated_on, standing, note, row)


def line_of_unplaced(row):
    standing = OF_UNPLACED[UNPLACED(row.state)]
    return Line(row.list_name, None, row.agency.name, row.nominated_on, standing, row.answer, row)


def standing_of(row, outcome, today, panel_on):
    """(Standing, note) of a nomination on the day; `panel_on`: the next panel with the person on its agenda."""
    if getattr(row, "withdrawn_on", None):
        return Standing.WITHDRAWN, f"on {day(row.withdrawn_on)}"
    if outcome and outcome.selected_on and outcome.selected_on <= today:
        return Standing.BROUGHT_ON, f"since {day(outcome.selected_on)}. {outcome.reason}".strip()
    if outcome and outcome.deselected_on and outcome.deselected_on <= today:
        return Standing.TURNED_DOWN, f"decided on {day(outcome.deselected_on)}. {outcome.reason}".strip()
    if panel_on:
        return Standing.ON_AGENDA, f"of the panel on {day(panel_on)}"
    if outcome and outcome.look_again_on and outcome.look_again_on > today:
        return Standing.WAITING, f"until {day(outcome.look_again_on)}. {outcome.reason}".strip()
    return Standing.SENT, ""


def agendas(people, today):
    """{person id: day of the next panel that has the person on its agenda}, for those put forward: of the panel no more."""
    with looking_as_system():
        rows = PanelItem.objects.filter(person__in=people, panel__held_on__gte=today).order_by("-panel__held_on")
        return dict(rows.values_list("person_id", "panel__held_on"))


def next_panel(scheme_id, today):
    """The day of the scheme's next panel, None where none is set up."""
    return Panel.objects.to_come(scheme=scheme_id, on=today).values_list("held_on", flat=True).first()


def cautions(viewer, row):
    """What must not be told to others, of one nomination, for those it was written for."""
    of = {"unplaced": row} if isinstance(row, UnplacedNomination) else {"nomination": row}
    return NominationCaution.objects.visible_to(viewer).filter(**of).first()


def facts(row, line):
    """[(name, words)] of what the form says."""
    rows = [
        ("Nominated", f"{day(row.nominated_on)} by {line.agency}"),
        ("Sent by", row.sent_by.user.name),
        ("Why now", row.reason),
    ]
    if isinstance(row, UnplacedNomination):
        rows.append(("Date of birth", day(row.date_of_birth) if row.date_of_birth else "not known"))
        rows.append(("PNC number", row.pnc_id or "not known"))
    if row.strands:
        rows.append(("What the scheme should do", ", ".join(Membership.Strand(one).label for one in row.strands)))
    if row.sources:
        rows.append(("It rests on", ", ".join(Source(one).label.lower() for one in row.sources)))
    return rows


def names_of(agencies):
    """The names of agencies (ids), as a list in words."""
    return listed(Agency.objects.filter(pk__in=agencies).values_list("name", flat=True)) if agencies else ""


def readers_for(viewer):
    """[(id, name)] of the agencies that a sender may let read such words: those some law lets receive intelligence."""
    lead = viewer.scheme.lead_agency
    others = Agency.objects.filter(scheme=viewer.scheme_id).exclude(pk=viewer.agency_id).select_related("acting_for")

    def lawful(agency):
        acting_for = agency.acting_for or lead
        return any(
            basis.allows(
                code,
                giver=viewer.agency.kind,
                receiver=agency.kind,
                acting_for=acting_for.kind if acting_for else None,
                category=Category.INTELLIGENCE,
            )
            for code in LAWFUL
        )

    return [(agency.pk, agency.name) for agency in others if lawful(agency)]


def found_for(viewer, parts, text, today):
    """[search.Result] of those the sender may mean, as far as the sender may see, with the standing of each beside."""
    results = search.find(viewer, parts.get("pnc_id") or " ".join(_name(parts)) or text, today)
    if born := parts.get("date_of_birth"):
        near = {row.person.pk for row in results if row.born in (None, born)}
        results = [row for row in results if row.person.pk in near]
    return results


def _name(parts):
    return [parts[name] for name in ("given_names", "family_name") if parts.get(name)]


def standing_words(viewer, people, today):
    """{person id: “On the scheme”, “Nominated on 3 November by YOT”} where the viewer may see it. One statement."""
    rows = Membership.objects.visible_to(viewer).filter(person__in=people, nominated_on__lte=today)
    rows = rows.filter(Q(deselected_on__isnull=True) | Q(deselected_on__gt=today)).select_related("nominated_by")
    return {row.person_id: membership_words(row, today) for row in rows}


def membership_words(membership, today):
    if membership.selected_on and membership.selected_on <= today:
        return "Already on the scheme"
    return f"Nominated on {day(membership.nominated_on)} by {membership.nominated_by.name}"


@dataclass(frozen=True)
class Stands:
    """How somebody stands with the scheme as the sender may see it, and whether a nomination makes sense."""

    words: str = ""
    on_scheme: bool = False
    own: Nomination | None = None  # the agency's own, not decided yet

    @property
    def may_nominate(self):
        return not self.on_scheme and self.own is None


def how_it_stands(viewer, person, today):
    """Stands of one person. Two statements."""
    rows = Membership.objects.visible_to(viewer).filter(person=person, nominated_on__lte=today)
    rows = rows.filter(Q(deselected_on__isnull=True) | Q(deselected_on__gt=today)).select_related("nominated_by")
    membership = rows.first()
    if membership is None:
        return Stands()
    own = Nomination.objects.visible_to(viewer).filter(
        membership=membership, owner=viewer.agency_id, withdrawn_on__isnull=True
    )
    on_scheme = membership.selected_on is not None
    return Stands(membership_words(membership, today), on_scheme, None if on_scheme else own.first())


def offending(page):
    """[(name, words)] of the offences of 12 months on the page of a person, as far as they are shown; else what is."""
    classes, groups = offence_classes(), Counter()
    for row in page["offences"]:
        known = classes.get(row.offence_code)
        groups[GROUP_WORDS.get(known.group, known.group).lower() if known else "other"] += 1
    if page["offences"]:
        words = ", ".join(f"{number} {group}" for group, number in groups.most_common())
        return [("Charged in 12 months", f"{count(len(page['offences']), 'offence')}: {words}")]
    short = [offending_words(one) for one in page["summaries"] if one.level == Level.SUMMARY]
    if short:
        return [("Offences", " ".join(short))]
    return [] if page.found.hidden(Category.OFFENDING) else [("Charged in 12 months", "no offence")]


def who_may_be(viewer, unplaced):
    """People whom an unplaced nomination may be about, the likeliest first, who are there for the viewer."""
    described = doubles.Described(unplaced.family_name, unplaced.given_names, unplaced.date_of_birth, unplaced.pnc_id)
    with looking_as_system():
        same, maybe = doubles.likely(viewer.scheme_id, described)
    order = [*([same] if same else []), *maybe]
    people = Person.objects.visible_to(viewer).in_bulk(order)
    return [people[pk] for pk in order if pk in people]


def identity_words(identity):
    """“Born on 3 May 1998, PNC number 1998/0123456X”, as far as it is known."""
    born = f"born on {day(identity.date_of_birth)}" if identity and identity.date_of_birth else ""
    number = f"PNC number {identity.pnc_id}" if identity and identity.pnc_id else ""
    words = ", ".join(filter(None, [born, number]))
    return words[:1].upper() + words[1:]


def identities(viewer, people):
    """{person id: Identity} as far as the viewer may see them."""
    return Identity.objects.visible_to(viewer).in_bulk([person.pk for person in people])

"""The whole scheme at a glance: numbers, what waits for somebody, who is late, what meets next."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, Min, OuterRef, Subquery, Window
from django.utils.timezone import now

from casework import emergency, enforcing
from casework.models import Allocation, Person, Status
from cohort import induction, leaving_seen
from cohort.capacity import CUSTODY, Fill
from cohort.models import Membership, NominationSuggestion, UnplacedNomination
from pathways.models import Action, Referral
from reviews.clock import due_reviews
from reviews.models import Meeting
from sharing.calendar import add_months
from sharing.dates import day
from sharing.models import Setting
from sharing.rules import setting_values

A_DAY = timedelta(days=1)
NAMED = 5  # names shown of those who wait; the rest are counted
UNANSWERED_AFTER = 7  # days: five working days

WITH_ORDER = (Status.Kind.COMMUNITY_ORDER, Status.Kind.LICENCE)


def people(viewer, *, today):
    joined = Membership.objects.on_scheme(on=today).filter(person=OuterRef("pk"))
    return Person.objects.visible_to(viewer).filter(Exists(joined)).order_by("sort_name")


@dataclass(frozen=True)
class Numbers:
    """How many are on the scheme, and where."""

    people: int
    with_order: int
    no_order: int
    custody: int
    elsewhere: int


def numbers(everyone):
    """One statement."""
    by_status = dict(everyone.order_by().values_list("status").annotate(Count("pk")))

    def of(*kinds):
        return sum(by_status.get(kind, 0) for kind in kinds)

    found = {"with_order": of(*WITH_ORDER), "no_order": of(Status.Kind.NON_STATUTORY), "custody": of(*CUSTODY)}
    total = sum(by_status.values())
    return Numbers(people=total, elsewhere=total - sum(found.values()), **found)


@dataclass(frozen=True)
class Waiting:
    """A kind of thing that waits for the co-ordinator, and the first few people it is about."""

    tag: str
    count: int
    people: list
    words: str  # about what, where it is not the people's names
    address: str
    doing: str  # what to do about it, as a link where there is an address


def settings_of(viewer, *, today):
    return setting_values(Setting.objects.in_force(scheme=viewer.scheme, on=today))


def fill(viewer, found, rules):
    """How full the list is, from the numbers the page shows anyway."""
    return Fill(found.people, viewer.scheme.capacity, found.custody, rules["custody_guide_pct"])


def waiting(viewer, everyone, rules, *, today):
    """What needs the co-ordinator, late things first; kinds with nothing in them are left out. One statement a kind."""
    lead = Allocation.objects.filter(person=OuterRef("pk"), role__in=Allocation.LEAD_ROLES, end__isnull=True)
    release = Status.objects.visible_to(viewer).filter(
        person=OuterRef("pk"),
        status=Status.Kind.SENTENCED,
        end__isnull=True,
        release_on__range=(today, today + rules["release_notice_days"] * A_DAY),
    )
    passed = Status.objects.visible_to(viewer).filter(person=OuterRef("pk")).open().release_passed(today)
    long_on = Membership.objects.filter(
        person=OuterRef("pk"),
        deselected_on__isnull=True,
        selected_on__lte=add_months(today, -rules["two_year_months"]),
    ).exclude(kept_on__gt=add_months(today, -rules["two_year_months"]))
    nominated = Membership.objects.filter(
        person=OuterRef("pk"), selected_on__isnull=True, deselected_on__isnull=True, nominated_on__lte=today
    )
    nominees = Person.objects.visible_to(viewer).filter(Exists(nominated)).order_by("sort_name")
    told = induction.waiting(on=today, days=rules["induction_days"]).filter(person=OuterRef("pk")).order_by()
    lettered = everyone.annotate(letter_due_on=Subquery(told.values("letter_due_on")[:1])).order_by(
        "letter_due_on", "sort_name"
    )
    undecided = enforcing.due(everyone.order_by(), viewer, today=today, limit=rules["absences_limit"])
    kinds = (
        ("Enforcement due", everyone.filter(pk__in=list(undecided)), "", "Ask the supervising officer to decide"),
        ("Review overdue", unreviewed(viewer, everyone, today=today), "/meetings/", "Set up a conference"),
        ("Letter late", lettered.filter(letter_due_on__lt=today), "", "Write the letter and hand it over"),
        ("Letter due", lettered.filter(letter_due_on__gte=today), "", "Write the letter and hand it over"),
        ("No lead worker", everyone.filter(~Exists(lead)), "/people/?list=no_lead", "See them all"),
        ("Nomination", nominees, "/nominations/", "See how they stand"),
        (
            "Release date has passed",
            everyone.filter(Exists(passed)),
            "/custody/",
            "Ask the prison, and say where they are",
        ),
        ("Release soon", everyone.filter(Exists(release)), "/custody/", "Plan the release with the prison"),
        ("On scheme 2 years", everyone.filter(Exists(long_on)), "/leaving/", "Decide whether they stay"),
    )
    found = [of_people(tag, rows, address, doing) for tag, rows, address, doing in kinds]
    more = [ready_to_leave(viewer, today=today), emergencies(viewer), unanswered(viewer, today=today)]
    return [one for one in [*found, unplaced(viewer), suggested(viewer), *more] if one]


def unplaced(viewer):
    """Nominations of somebody who may be there already, until a co-ordinator or chair says who it is."""
    number = UnplacedNomination.objects.visible_to(viewer).waiting().count()
    if not number:
        return None
    return Waiting("Who is it?", number, [], "nominated, and perhaps there already", "/nominations/", "Say who")


def suggested(viewer):
    """People the record suggests for nomination, as far as the viewer sees what it rests on."""
    number = NominationSuggestion.objects.visible_to(viewer).waiting().values("person").distinct().count()
    if not number:
        return None
    return Waiting("Suggested", number, [], "by the record, for nomination", "/nominations/suggested/", "Look")


def unreviewed(viewer, everyone, *, today):
    """Those whose review is overdue, the oldest first; people exempt by a lengthy sentence are left out."""
    late = list(everyone.order_by().filter(next_review_on__lt=today).values_list("pk", flat=True))
    due = due_reviews(viewer.scheme, on=today, people=late)
    waiting = [person for person, row in due.items() if not row.exempt]
    return everyone.filter(pk__in=waiting).order_by("next_review_on", "sort_name")


def emergencies(viewer):
    """Uses of emergency access that this co-ordinator or chair answers for."""
    number, first = emergency.waiting_for(viewer, at=now())
    if not number:
        return None
    return Waiting("Emergency access", number, [], f"the first by {day(first)}", "/emergencies/", "Review")


def ready_to_leave(viewer, *, today):
    """Those about whom the leaving watch has a card that the viewer may know of."""
    people = [card.person for card in leaving_seen.cards(viewer, on=today)]
    if not people:
        return None
    return Waiting("May be ready to leave", len(people), people[:NAMED], "", "/leaving/", "See why")


def of_people(tag, rows, address, doing):
    first = list(rows.annotate(total=Window(Count("*")))[:NAMED])
    if not first:
        return None
    return Waiting(tag, first[0].total, first, "", address, doing)


def unanswered(viewer, *, today):
    """Referrals that a service has not answered for five working days."""
    late = Referral.objects.visible_to(viewer).filter(
        decision=Referral.Decision.WAITING, referred_on__lte=today - UNANSWERED_AFTER * A_DAY
    )
    by_agency = list(
        late.values("service__agency__name").annotate(n=Count("pk"), since=Min("referred_on")).order_by("since")
    )
    if not by_agency:
        return None
    words = ", ".join(f"{row['service__agency__name']} ({row['n']})" for row in by_agency[:NAMED])
    return Waiting("Referral unanswered", sum(row["n"] for row in by_agency), [], words, "", "Ask at the next meeting")


def overdue_by_agency(viewer, *, today):
    """[{agency, late, oldest}] of open actions past their day, the oldest first."""
    late = Action.objects.visible_to(viewer).overdue(on=today)
    return list(
        late.order_by().values("agency__name").annotate(late=Count("pk"), oldest=Min("target_on")).order_by("oldest")
    )


def meetings(viewer, *, today):
    """The next meetings of the scheme, each with `agenda_count`."""
    coming = Meeting.objects.filter(scheme=viewer.scheme_id, held_on__gte=today)
    return list(coming.annotate(agenda_count=Count("agenda")).order_by("held_on", "starts_at", "pk")[:5])

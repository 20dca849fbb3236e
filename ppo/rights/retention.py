"""When each agency has to look again at what it holds of each person, by the rules that the scheme confirmed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Max

from casework.models import Identity, Mappa, Offence, Person
from casework.reference import offence_classes
from cohort.models import Membership
from ppo.rights import register
from ppo.rights.rules import past_maximum, review_due, until_age
from sharing.dates import london_date
from sharing.models import Agency, Holding, LegalHold, RetentionReview, RetentionRule
from sharing.policy import Category
from sharing.records import SharedRecord

About, Trigger = RetentionRule.About, RetentionRule.Trigger
SEXUAL_VIOLENT = {"sexual", "homicide", "violence_with_injury", "violence_without_injury", "robbery", "weapons"}


@dataclass(frozen=True)
class Falls:
    """What one agency holds of one person falls due for review on `due_on`, by one rule; `last` when it may not be kept."""

    person_id: int
    agency_id: int
    rule: RetentionRule
    trigger_on: date
    due_on: date
    last: bool = False


def shipped():
    """The rules that come with the product, as keywords of RetentionRule: examples until the scheme confirms them."""
    for row in register.rows("retention.csv"):
        numbers = ("clear_months", "review_months", "maximum_months", "maximum_age")
        yield {
            **{name: value for name, value in row.items() if name not in (*numbers, "category")},
            **{name: int(row[name]) if row[name] else None for name in numbers},
            "category": int(Category.of(row["category"])) if row["category"] else None,
        }


def falling_due(scheme, *, on):
    """[Falls] due on or before a day of the scheme's people, without those that a review is open for. Ask as the system."""
    facts = _Facts(scheme)
    open_ones = set(
        RetentionReview.objects.filter(scheme=scheme, decision="").values_list("person_id", "agency_id")
    ) | set(facts.proposed())
    found = [facts.falls(person, agency, held, on=on) for (person, agency), held in facts.held().items()]
    return [one for one in found if one and one.due_on <= on and (one.person_id, one.agency_id) not in open_ones]


def held_fast(person_id, agency_id):
    """Whether a legal hold stops everything about what this agency holds of the person."""
    holds = LegalHold.objects.filter(person=person_id, ended_on__isnull=True)
    return any(hold.agency_id in (None, agency_id) for hold in holds)


class _Facts:
    """What the rules ask of the people of one scheme, each kind of fact in one statement."""

    def __init__(self, scheme):
        self.scheme = scheme
        self.people = Person.objects.filter(scheme=scheme)
        self.rules = list(RetentionRule.objects.filter(scheme=scheme, confirmed_on__isnull=False))
        self.kinds = dict(Agency.objects.filter(scheme=scheme).values_list("pk", "kind"))
        self.left = self._left()
        self.entered = self._entered()
        self.born = dict(Identity.objects.filter(scheme=scheme).values_list("person_id", "date_of_birth"))
        self.mappa = set(
            Mappa.objects.filter(person__in=self.people, mappa_level__isnull=False).values_list("person_id", flat=True)
        )
        self.violent = self._violent()
        self.kept = defaultdict(int)
        kept = RetentionReview.objects.filter(scheme=scheme, decision=RetentionReview.Decision.KEEP)
        for person, agency, trigger in kept.values_list("person_id", "agency_id", "trigger_on"):
            self.kept[person, agency, trigger] += 1

    def held(self):
        """(person, agency) to the categories that the agency holds of the person."""
        found = defaultdict(set)
        for person, agency, category in Holding.objects.filter(person__in=self.people).values_list(
            "person_id", "agency_id", "category"
        ):
            found[person, agency].add(category)
        return found

    def proposed(self):
        disposals = apps.get_model("sharing", "Disposal").objects.filter(scheme=self.scheme, state="proposed")
        return disposals.values_list("person_id", "agency_id")

    def falls(self, person, agency, held, *, on):
        """The latest of what the rules that fit say; None where none fits, or its time has not begun."""
        found = []
        for rule in self.rules:
            if self._fits(rule, person, agency, held):
                trigger = self._trigger(rule, person, agency)
                if trigger is None:
                    return None  # one rule's time has not begun: all of it is kept
                found.append(self._by_rule(rule, person, agency, trigger, on))
        return max(found, key=lambda one: one.due_on, default=None)

    def _fits(self, rule, person, agency, held):
        about = {About.MAPPA: self.mappa, About.SEXUAL_VIOLENT: self.violent}.get(rule.about)
        return (
            rule.agency_kind in ("", self.kinds[agency])
            and (rule.category is None or rule.category in held)
            and (about is None or person in about)
        )

    def _trigger(self, rule, person, agency):
        return self.left.get(person) if rule.trigger == Trigger.LEFT else self.entered.get((person, agency))

    def _by_rule(self, rule, person, agency, trigger, on):
        terms = {"trigger_on": trigger, "maximum_months": rule.maximum_months}
        due = review_due(
            **terms,
            clear_months=rule.clear_months,
            review_every=rule.review_months,
            reviews=self.kept[person, agency, trigger],
        )
        last = past_maximum(**terms, on=on)
        if rule.maximum_age and self.born.get(person):
            birthday = until_age(self.born[person], rule.maximum_age)
            due, last = min(due, birthday), last or on >= birthday
        return Falls(person, agency, rule, trigger, due, last)

    def _left(self):
        """Person to the last day on the scheme; nobody who is on it, or was nominated and not answered."""
        found, still = {}, set()
        for person, left in Membership.objects.filter(person__in=self.people).values_list("person_id", "deselected_on"):
            if left is None:
                still.add(person)
            elif left > found.get(person, date.min):
                found[person] = left
        return {person: left for person, left in found.items() if person not in still}

    def _entered(self):
        found = {}
        for model in apps.get_models():
            if not issubclass(model, SharedRecord):
                continue
            rows = model._base_manager.filter(person__in=self.people).values_list("person_id", "owner_id")
            for person, owner, at in rows.annotate(last=Max("entered_at")).order_by():
                found[person, owner] = max(found.get((person, owner), date.min), london_date(at))
        return found

    def _violent(self):
        codes = [code for code, one in offence_classes().items() if one.group in SEXUAL_VIOLENT]
        offences = Offence.objects.filter(person__in=self.people, offence_code__in=codes)
        return set(offences.exclude(outcome__in=["acquitted", "withdrawn"]).values_list("person_id", flat=True))


def last_of(review, *, on):
    """Whether what the review is about may be kept no longer. Ask as the system."""
    facts = _Facts(review.scheme)
    held = facts.held().get((review.person_id, review.agency_id), set())
    found = facts.falls(review.person_id, review.agency_id, held, on=on)
    return bool(found and found.last)

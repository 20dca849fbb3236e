"""How full the list is and how much of it is in custody: what somebody should know before one more person comes on."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from casework.models import Person
from casework.rules.where import CUSTODY
from cohort.models import Membership
from sharing.dates import count


@dataclass(frozen=True)
class Fill:
    """People on the scheme, places (None: not set), and how many are in custody against the guide, in per cent."""

    people: int
    places: int | None
    custody: int
    guide: int

    @property
    def share(self):
        """Whole per cent in custody, half up; None of nobody."""
        return None if not self.people else (200 * self.custody + self.people) // (2 * self.people)

    @property
    def full(self):
        """A sentence where no place is left, else empty."""
        if self.places is None or self.people < self.places:
            return ""
        full = "The list is full" if self.people == self.places else "The list is over its places"
        return f"{full}: {count(self.people, 'person', 'people')} on it, {count(self.places, 'place')}."

    @property
    def warnings(self):
        """Sentences; none while there is room and most are in the community."""
        found = [self.full] if self.full else []
        if self.share is not None and self.share > self.guide:
            found.append(
                f"{self.share} per cent of the list are in custody ({self.custody} of {self.people})."
                f" The guide is {self.guide}."
            )
        return found


def fill(viewer, settings, *, today):
    """As it stands on the day, for somebody who sees the whole list. One statement."""
    on = Membership.objects.on_scheme(on=today).filter(person=OuterRef("pk"))
    everyone = Person.objects.visible_to(viewer).filter(Exists(on)).order_by()
    by_status = dict(everyone.values_list("status").annotate(Count("pk")))
    custody = sum(by_status.get(kind, 0) for kind in CUSTODY)
    return Fill(sum(by_status.values()), viewer.scheme.capacity, custody, settings["custody_guide_pct"])

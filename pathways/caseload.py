"""The list of people: who is on it, in which order, and what a line says. Driven by the compiled list rows."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from casework.models import Allocation, Person, Status
from casework.overview import banner_parts, lead_worker, open_on, where_words, who
from pathways.forms import PLACES, PeopleFilterForm
from pathways.models import CLOSED, Action
from sharing.gather import gather, part
from sharing.models import Agency, ListRow, User
from sharing.policy import Category, right

# Each order and its mirror: one index serves both.
SORTS = {
    "review": [F("next_review_on").asc(nulls_last=True), "person_id"],
    "-review": [F("next_review_on").desc(nulls_first=True), "-person_id"],
    "name": ["sort_name", "person_id"],
    "-name": ["-sort_name", "-person_id"],
}


def rows(viewer, today, *, which, sort, where, lead, agency, late, review):
    """The list rows asked for, in order. What a filter asks about is asked of records the viewer may see."""
    listed = there(viewer).order_by(*SORTS[sort])
    allocated = about(Allocation, viewer).filter(open_on(today))
    leading = allocated.filter(role__in=Allocation.LEAD_ROLES)
    conditions = [
        (which == "mine", Exists(allocated.filter(user_id=viewer.user_id))),
        (which == "no_lead", ~Exists(leading)),
        (where, in_place(viewer, today, where)),
        (lead, Exists(leading.filter(user__key=lead))),
        (agency, involved(viewer, today, agency, allocated)),
        (late, Exists(about(Action, viewer).overdue(on=today))),
        (review, Q(next_review_on__lte=today + PeopleFilterForm.REVIEW_WITHIN)),
    ]
    for wanted, condition in conditions:
        if wanted:
            listed = listed.filter(condition)
    return listed


def there(viewer):
    """The walk of one audience; while somebody is open to this user alone, theirs among the others."""
    alone = list(ListRow.objects.beside_list_for(viewer).values_list("person_id", "audience"))
    if not alone:
        return ListRow.objects.list_for(viewer)
    people, audiences = {person for person, _ in alone}, {audience for _, audience in alone}
    both = Q(audience=viewer.main_audience) | Q(audience__in=audiences, person_id__in=people)
    return ListRow.objects.filter(both).live(viewer)


def about(model, viewer):
    """Records of the list row's person that the viewer may see."""
    return model.objects.visible_to(viewer).filter(person_id=OuterRef("person_id"))


def in_place(viewer, today, where):
    """The row's status narrows the walk; that the viewer may see the status itself is asked of the record, unless the
    row already says so: where every agency's statuses are open to those who work with the person.
    """
    codes = [code for place in where for code in PLACES[place][1]]
    seen = Q(Exists(about(Status, viewer).filter(open_on(today), status__in=codes)))
    if where and all_open(viewer, Status):
        seen = Q(works=True, own=True) | seen
    return Q(status__in=codes) & seen


def all_open(viewer, model):
    """Whether agreements open the model's records of every other agency to whoever works with the person."""
    others = Agency.objects.filter(scheme_id=viewer.scheme_id).exclude(pk=viewer.agency_id).values_list("pk", flat=True)
    return all(right(owner, model.category, model.min_level) in viewer.open for owner in others)


def involved(viewer, today, agency, allocated):
    acting = about(Action, viewer).open().filter(agency__key=agency)
    return Exists(allocated.filter(agency__key=agency)) | Exists(acting)


def leads(viewer, today):
    """[(key, name)] of the lead workers of the people on the list."""
    leading = Allocation.objects.visible_to(viewer).filter(
        open_on(today), role__in=Allocation.LEAD_ROLES, user=OuterRef("pk")
    )
    named = User.objects.filter(capacities__agency__scheme_id=viewer.scheme_id).distinct()
    return list(named.filter(Exists(leading)).order_by("name").values_list("key", "name"))


def agencies(viewer):
    return list(Agency.objects.filter(scheme_id=viewer.scheme_id).values_list("key", "name"))


@dataclass(frozen=True)
class Line:
    """One person of the list, as far as the viewer sees them; None where nothing may be said."""

    person: Person
    born: date | None
    pnc_id: str
    where: str | None
    lead: str | None
    next_review: date | None
    reviews: bool  # whether it may be said that there is no next review
    plan: bool  # whether it may be said that there is no action
    next_due: date | None
    done: int
    total: int


def lines(viewer, today, listed):
    """[Line] for these list rows, in their order. One statement for all of them."""
    order = [row.person_id for row in listed]
    parts = banner_parts(viewer, today) | {"actions": part(Action.objects.all(), "status", "target_on")}
    found = {one.person.pk: one for one in gather(Person.objects.filter(pk__in=order), viewer, **parts)}
    return [_line(found[pk]) for pk in order if pk in found]


def _line(found):
    identity = next(iter(found["identity"]), None)
    lead = lead_worker(found["allocations"])
    unknown = None if found.hidden(Category.SUPERVISION) else ""
    counted = [action for action in found["actions"] if action.status != Action.Status.NO_LONGER_NEEDED]
    return Line(
        person=found.person,
        born=identity and identity.date_of_birth,
        pnc_id=identity.pnc_id if identity else "",
        where=next((where_words(spell) for spell in found["where"]), unknown),
        lead=who(lead) if lead else unknown,
        next_review=found.person.next_review_on if found.reaches(Category.CONFERENCE) else None,
        reviews=found.reaches(Category.CONFERENCE),
        plan=not found.hidden(Category.PLAN),
        next_due=min((a.target_on for a in counted if a.status not in CLOSED and a.target_on), default=None),
        done=sum(action.status == Action.Status.DONE for action in counted),
        total=len(counted),
    )

"""A person moves to another scheme, with the whole record: every row stays, and gets an owner there.

The agencies of the old area keep nothing but what they held, to read, until a day: each as a disclosure that ends by itself,
so that the policy and the walls shut the door on that day without anybody doing anything. A door is as wide as what one
owner holds of a category, so it is left open only where nobody reads by it what they did not read before.
"""

from django.apps import apps
from django.db import connection
from django.db.models import Q

from casework.changes import refresh
from casework.models import Allocation, Identity, Person
from cohort.changes.moving import end_in_the_old_area
from cohort.changes.one_owner import put_together
from cohort.models import Membership
from sharing import links
from sharing.matrix import who_can_see
from sharing.models import Agency, Consent, Disclosure, Emergency, Holding, NamedLink
from sharing.policy import SILENT, Category, Level

# Without an agency of the same kind the lead agency takes a record over, but not one that was told in confidence or is
# silent; and of these the old area reads nothing from the day on which the person moves.
SEALED = SILENT | {Category.HEALTH, Category.DRUGS}


class TakeOverImpossible(ValueError):
    """The receiving scheme has nobody to whom a part of the record may go; the message says which kind of agency."""


def take_over(*, transfer, by, reason, today, at):
    """Move the person and every record to the receiving scheme; returns how many rows of each kind (ended, moved).

    Called by `transfer_accept`, as the system and in its transaction. Raises TakeOverImpossible.
    """
    person = Person.objects.select_for_update().get(pk=transfer.person_id)
    holdings = list(Holding.objects.filter(person=person).values_list("agency_id", "category"))
    heirs = heirs_of(person, holdings, transfer.to_scheme)
    readable = readable_on(person, holdings, heirs, at)
    ended = end_in_the_old_area(person=person, today=today, at=at)
    _end_what_was_open(person, today, at)
    _leave(person, today)
    _move(person, transfer.to_scheme, heirs)
    put_together(person, heirs, today=today)
    moved = _hand_on(person, heirs)
    _keep_readable(person, readable, heirs, transfer, by, at)
    Membership.objects.create(
        person=person,
        owner_id=by.agency_id,
        nominated_by_id=by.agency_id,
        nominated_on=today,
        strands=_strands(person),
        reason=reason,
    )
    links.sync([person.pk])
    refresh(people=[person.pk], today=today)
    with connection.cursor() as cursor:
        cursor.execute("select sharing_moved(%s::bigint[])", [[person.pk]])
    return ended, moved


def heirs_of(person, holdings, to_scheme):
    """Old agency (id) to the agency that takes its records over: of the same kind, else the lead agency."""
    there = list(Agency.objects.filter(scheme=to_scheme))
    by_kind = {}
    for agency in there:
        by_kind.setdefault(agency.kind, agency.pk)
    lead = to_scheme.lead_agency_id or (there[0].pk if there else None)
    held = {}
    for agency, category in holdings:
        held.setdefault(agency, set()).add(Category(category))
    heirs = {}
    for agency in Agency.objects.filter(scheme=person.scheme_id):
        if agency.kind not in by_kind and held.get(agency.pk, set()) & SEALED:
            raise TakeOverImpossible(
                f"Your scheme has no agency of the kind “{agency.get_kind_display()}” that could take its records over."
                " Ask your administrator to add one, then accept."
            )
        heirs[agency.pk] = by_kind.get(agency.kind, lead)
    return heirs


def readable_on(person, holdings, heirs, at):
    """{(agency, category)} (ids) of what agencies of the old area may go on reading, asked before anything moves.

    What several held has one owner afterwards: an agency reads on only where it saw in full what each of them held, by a
    rule without consent, which ends. What is silent or was told in confidence is shut at once, because the same door would
    show what the new owner writes there.
    """
    seen = {
        (cell.agency.pk, cell.owner.pk, int(cell.category))
        for cell in who_can_see(person, at=at, disclosed=False)
        if cell.level == Level.FULL and "+consent:" not in cell.basis
    }
    held = set(holdings)

    def alone(agency, category):
        """Whether all that the heir has of the category from now on was the agency's to see."""
        heir = heirs[agency]
        others = {other for other, what in held if what == category and heirs.get(other, other) == heir}
        return all((agency, other, category) in seen for other in others)

    of_the_old_area = {(agency, category) for agency, category in held if agency in heirs}
    return {one for one in of_the_old_area if one[1] not in SEALED and alone(*one)}


def owned():
    """Every kind of record of a person that has an owner."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.local_fields}
        if {"person", "owner"} <= names and not hasattr(model, "pgh_tracked_model") and model is not Disclosure:
            yield model


def _end_what_was_open(person, today, at):
    """What put somebody of the old area to work with the person, and what the person agreed to there."""
    Allocation.objects.filter(person=person, end__isnull=True).update(end=today)
    Consent.objects.filter(person=person).filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=today)).update(
        withdrawn_on=today
    )
    Disclosure.objects.filter(person=person, ends_at__gt=at).update(ends_at=at)
    NamedLink.objects.filter(content_object=person).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at)).update(
        ends_at=at
    )
    Emergency.objects.filter(person=person, ends_at__gt=at).update(ends_at=at)


def _leave(person, today):
    """Off the list of the old scheme, because the person moved."""
    for membership in Membership.objects.filter(person=person, deselected_on__isnull=True):
        moved = Membership.Criterion.MOVED_AWAY if membership.selected_on else Membership.Criterion.NOT_SELECTED
        membership.deselected_on, membership.deselection_criterion = today, moved
        membership.look_again_on = None
        membership.version += 1
        membership.save(update_fields=["deselected_on", "deselection_criterion", "look_again_on", "version"])


def _move(person, scheme, heirs):
    """The person under the other scheme, by the same reference where it is free there."""
    taken = Person.objects.filter(scheme=scheme, ref=person.ref).exists()
    code = person.scheme.code
    person.ref = f"{code}-{person.ref}"[:40] if taken else person.ref
    person.scheme, person.owner_id = scheme, heirs[person.owner_id]
    person.version += 1
    person.save(update_fields=["scheme", "owner", "ref", "version"])
    Identity.objects.filter(person=person).update(scheme=scheme)


def _hand_on(person, heirs):
    """Every record with an owner of the old area gets its heir: label to how many rows, by kind."""
    moved = {}
    for model in owned():
        rows = model._base_manager.filter(person=person)
        number = sum(rows.filter(owner=old).update(owner=heir) for old, heir in heirs.items())
        if number:
            moved[model._meta.label_lower] = number
    return moved


def _keep_readable(person, readable, heirs, transfer, by, at):
    """These stay readable until the day agreed, and nothing else does."""
    ends_at = links.midnight(transfer.access_ends_on)
    if ends_at <= at:
        return
    Disclosure.objects.bulk_create(
        [
            Disclosure(
                person=person,
                owner_id=heirs[agency],
                to_agency_id=agency,
                category=category,
                level=Level.FULL,
                starts_at=at,
                ends_at=ends_at,
                basis="other",
                reason="Handing over to another scheme",
                made_by_id=by.capacity_id,
            )
            for agency, category in sorted(readable)
        ]
    )


def _strands(person):
    last = Membership.objects.filter(person=person).order_by("-nominated_on").first()
    return last.strands if last else []

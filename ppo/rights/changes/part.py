"""One agency's part of an answer: decisions item by item, release under seal, and handing over."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from ppo.rights import collect, paper
from ppo.rights.draft import chapter
from ppo.rights.giving import given
from ppo.rights.grounds import GROUNDS
from sharing import ledger
from sharing.fields import new_key
from sharing.looking import looking_as_system
from sharing.models import Capacity, ItemDecision, Officer, RequestPart
from sharing.permissions import Permission, roles_with
from sharing.policy import Reach

Decision = ItemDecision.Decision
FOLDER = "rights"


class PartChanged(Exception):
    """Somebody saved the part, or the decision, since it was opened."""


class PartRefused(Exception):
    """It cannot be done as things stand; the message says why in words for the user."""


@transaction.atomic
def item_decide(
    *, part, item, by, on, decision, version, lines=(), ground="", reason="", prejudice="", told=True, review_on=None
):
    """Decide about one item (`collect.Item`) of the viewer's own agency. `version` of the earlier decision, 0 for none.

    Raises PartChanged, and PartRefused where the part was released or the law of the agency knows no such ground.
    """
    part = _locked(part, by)
    if decision != Decision.GIVE and ground not in GROUNDS[RequestPart.Regime(part.regime)]:
        raise PartRefused("The law that governs your agency knows no such ground.")
    kept = {"decision": decision, "lines": sorted(lines), "ground": ground, "reason": reason, "prejudice": prejudice}
    kept |= {"told": told, "review_on": review_on, "decided_by": by.capacity, "decided_on": on}
    before = ItemDecision.objects.select_for_update().filter(part=part, item=item.ref).first()
    if (before.version if before else 0) != version:
        raise PartChanged
    row = before or ItemDecision(part=part, agency=part.agency, person_id=part.person_id, item=item.ref, version=0)
    for name, value in kept.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    ledger.record("item_decide", by=by, subject=part, item=item.label, decision=decision, ground=ground)
    return row


def releasers(agency_id):
    """The users who alone release for an agency: its designated officer and deputy, as far as their role answers requests.

    Empty where nobody such is named: then every practitioner of the agency may, as an agency without one must answer too.
    """
    held = Capacity.objects.filter(agency=agency_id, active=True, reach__gte=Reach.AGENCY)
    may = held.filter(role__in=roles_with(Permission.RIGHTS_ANSWER)).values("user")
    officers = Officer.objects.filter(agency=agency_id, user__in=may).select_related("user")
    return [officer.user for officer in officers]


@transaction.atomic
def part_release(*, part, by, at, on, version):
    """Seal what the agency gives into a file for the person and one for machines.

    Nothing is sealed that the one who releases has not been able to look through. Raises PartChanged and PartRefused.
    """
    part = _locked(part, by)
    if part.version != version:
        raise PartChanged
    named = releasers(part.agency_id)
    if named and by.user not in named:
        raise PartRefused(f"Your agency’s part is released by {' or '.join(user.name for user in named)}.")
    mine = collect.items(part.person, agency=part.agency_id, viewer=by)
    with looking_as_system():
        everything = len(collect.items(part.person, agency=part.agency_id))
    if len(mine) != everything:
        raise PartRefused("Your agency holds something you may not see. Ask a colleague to release this part.")
    answer = given(mine, ItemDecision.objects.filter(part=part))
    if answer.undecided:
        raise PartRefused("Some items wait for a decision. Decide about each of them first.")
    part.items, part.given = answer.of, len(answer.items)
    part.released_at, part.released_by = at, by.capacity
    if answer.items or answer.grounds:
        _seal(part, answer, on=on)
    _save(part, "items", "given", "released_at", "released_by", "pdf_file", "json_file", "sha256")
    ledger.record("part_release", by=by, subject=part, sha256=part.sha256)
    return part


@transaction.atomic
def part_hand(*, part, by, on, how, version):
    """Record how and when the part was given to the person. Raises PartChanged and PartRefused."""
    part = RequestPart.objects.select_for_update().get(pk=part.pk, agency=by.agency_id)
    if part.version != version:
        raise PartChanged
    if part.released_at is None:
        raise PartRefused("The part is not released yet.")
    part.handed_on, part.handed_how = on, how
    _save(part, "handed_on", "handed_how")
    ledger.record("part_hand", by=by, subject=part, operation=ledger.Operation.DISCLOSURE)
    return part


def part_download(*, part, by, kind):
    """Note that somebody of the agency took the file out."""
    ledger.record("part_download", by=by, subject=part, operation=ledger.Operation.DISCLOSURE, kind=kind)
    return part


def _seal(part, answer, *, on):
    """Write both files; the row that names them is saved in the same transaction, and a failure takes them away again."""
    request = part.request
    told = {"reference": request.reference, "name": request.name, "scheme": part.scheme, "on": on}
    told["chapters"] = [chapter(part.agency, answer, RequestPart.Regime(part.regime))]
    pdf = paper.pack_pdf(**told)
    part.sha256 = paper.sha256(pdf)
    stem = f"{FOLDER}/{new_key()}"
    part.pdf_file = default_storage.save(f"{stem}.pdf", ContentFile(pdf))
    part.json_file = default_storage.save(f"{stem}.json", ContentFile(paper.pack_json(**told)))


def _locked(part, by):
    part = (
        RequestPart.objects.select_for_update(of=("self",))
        .select_related("request__scheme", "scheme", "agency")
        .get(pk=part.pk, agency=by.agency_id)
    )
    if part.request.outcome or part.released_at is not None:
        raise PartRefused("This part was released already.")
    return part


def _save(part, *changed):
    part.version += 1
    part.save(update_fields=[*changed, "version"])

"""Offers between schemes: made by the one that manages the person, answered by the other by its own policy.

The receiving scheme writes nothing in the name of the other and the other way round, so all of it is written as the system;
who may is the role and the scheme of `by`, asked here.
"""

from django.db import IntegrityError, transaction

from cohort.changes.taking_over import take_over
from cohort.models import Transfer
from sharing import ledger
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Capacity
from sharing.permissions import Permission, Role

Kind, Decision = Transfer.Kind, Transfer.Decision


class TransferRefused(ValueError):
    """It cannot be done so; the message says why, for the user."""


class TransferChanged(Exception):
    """Somebody answered or withdrew it meanwhile."""


@transaction.atomic
def transfer_offer(*, person, by, kind, to_scheme, shown, reason, access_ends_on, today, at):
    """Offer the person to another scheme, or only inform it. `shown`: [(what, words)], all it sees before it accepts.

    Returns the Transfer. Raises TransferRefused.
    """
    if not by.can(Permission.TRANSFER_RUN) or person.scheme_id != by.scheme_id:
        raise TransferRefused("Only those who run the person's scheme can offer.")
    if to_scheme.pk == by.scheme_id:
        raise TransferRefused("Choose another scheme than your own.")
    if access_ends_on < today:
        raise TransferRefused("The day must be today or later.")
    transfer = Transfer(
        person=person,
        kind=kind,
        from_scheme_id=by.scheme_id,
        to_scheme=to_scheme,
        shown=[list(line) for line in shown],
        reason=reason,
        access_ends_on=access_ends_on,
        offered_at=at,
        offered_by_id=by.capacity_id,
    )
    try:
        with transaction.atomic(), looking_as_system():
            transfer.save(force_insert=True)
    except IntegrityError as error:
        if "transfer_offer_once" not in str(error):
            raise
        raise TransferRefused("The person is offered to a scheme already. Withdraw that offer first.") from error
    _tell(to_scheme.pk, transfer, "Another scheme offers you a person", at=at)
    to = [to_scheme.lead_agency_id] if to_scheme.lead_agency_id else []
    shown_as = [name for name, _ in shown]
    ledger.record("transfer_offer", by=by, subject=transfer, recipients=to, kind=kind, shown=shown_as)
    return transfer


@transaction.atomic
def transfer_withdraw(*, transfer, by, version, reason, at):
    """Take back an offer that nobody has answered. Raises TransferChanged, TransferRefused."""
    with looking_as_system():
        transfer = _open(transfer, by, version, by_scheme=transfer.from_scheme_id)
        _close(transfer, by, Decision.WITHDRAWN, reason, at)
    _tell(transfer.to_scheme_id, transfer, "Another scheme took back an offer", at=at)
    ledger.record("transfer_withdraw", by=by, subject=transfer)
    return transfer


@transaction.atomic
def transfer_decline(*, transfer, by, version, reason, at):
    """The receiving scheme says no, and why. Nothing else changes."""
    with looking_as_system():
        transfer = _open(transfer, by, version, by_scheme=transfer.to_scheme_id)
        _close(transfer, by, Decision.DECLINED, reason, at)
    _tell(transfer.from_scheme_id, transfer, "Another scheme declined your offer", at=at)
    ledger.record("transfer_decline", by=by, subject=transfer)
    return transfer


@transaction.atomic
def transfer_accept(*, transfer, by, version, reason, today, at):
    """The receiving scheme takes the person over, as a nominee whom its own panel decides about; or takes note.

    Raises TransferChanged, TransferRefused, and then nothing has moved.
    """
    with looking_as_system():
        transfer = _open(transfer, by, version, by_scheme=transfer.to_scheme_id)
        _close(transfer, by, Decision.ACCEPTED, reason, at)
        ended, moved = {}, {}
        if transfer.kind == Kind.MOVE:
            ended, moved = take_over(transfer=transfer, by=by, reason=reason, today=today, at=at)
    _tell(transfer.from_scheme_id, transfer, "Another scheme accepted your offer", at=at)
    ledger.record("transfer_accept", by=by, subject=transfer, kind=transfer.kind, moved=moved, ended=ended)
    return transfer


def _open(transfer, by, version, *, by_scheme):
    """The offer, locked, still waiting, for one who runs the scheme that may do this."""
    if not by.can(Permission.TRANSFER_RUN) or by.scheme_id != by_scheme:
        raise TransferRefused("This is for the other scheme to do.")
    transfer = Transfer.objects.select_for_update(of=("self",)).select_related("person").get(pk=transfer.pk)
    if transfer.version != version or transfer.decision != Decision.WAITING:
        raise TransferChanged
    return transfer


def _close(transfer, by, decision, reason, at):
    if not reason.strip():
        raise TransferRefused("Enter the reason.")
    transfer.decision, transfer.decision_reason = decision, reason.strip()
    transfer.decided_at, transfer.decided_by_id = at, by.capacity_id
    transfer.version += 1
    transfer.save(update_fields=["decision", "decision_reason", "decided_at", "decided_by", "version"])


def _tell(scheme, transfer, words, *, at):
    """The co-ordinators of a scheme; without a name, and the link leads through the policy."""
    held = Capacity.objects.filter(agency__scheme=scheme, role=Role.COORDINATOR, active=True).select_related("user")
    work.tell(
        list(held),
        kind="transfer",
        once=f"transfer:{transfer.key}:{transfer.decision}",
        words=words,
        address=transfer.get_absolute_url(),
        at=at,
        subject="PPO case system: an offer between schemes",
        person=transfer.person_id,
    )

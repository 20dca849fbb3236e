"""Coming on to the scheme, staying, stepping down and leaving: what a panel decided, written on the membership.

Which step is possible from where, and for whom, is `cohort.rules.membership`. Every step carries the version of the row that
whoever decided had seen, the day of the decision, and the reason in words; earlier reasons stay in the history.
"""

from django.db import transaction
from django.utils.timezone import localdate

from cohort.changes.leaving_begin import leaving_begin, leaving_kept, stepping_down_begin
from cohort.models import Membership
from cohort.rules.membership import NEXT, SAID, STANDING, WHO, Step, earliest
from sharing import ledger

Tier, Criterion = Membership.Tier, Membership.Criterion


# What a step means for the plan of leaving.
FOLLOWS = {Step.LEAVE: leaving_begin, Step.STEP_DOWN: stepping_down_begin, Step.KEEP: leaving_kept}


class MembershipChanged(Exception):
    """Somebody saved the membership since it was opened; carries it as it now is."""

    def __init__(self, membership):
        super().__init__(membership)
        self.membership = membership


class StepRefused(ValueError):
    """A step that is not possible; the words say why, `field` which value is wrong if one is."""

    def __init__(self, words, field=None):
        super().__init__(words)
        self.field = field


class StepImpossible(StepRefused):
    """Not from where the membership stands."""


class StepForbidden(StepRefused):
    """Not for somebody in this role."""


def bring_on(*, membership, version, by, now, on, strands, basis, reason):
    """Take a nominee on to the scheme on a day. `strands`: at least one, `basis` of taking part: their codes.

    Returns the membership. Raises MembershipChanged, StepRefused; so do all that follow.
    """
    return _step(
        Step.BRING_ON, membership, version, by, now, on=on, reason=reason,
        selected_on=on, tier=Tier.PPO, strands=_strands(strands), basis=_basis(basis), look_again_on=None,
    )  # fmt: skip


def turn_down(*, membership, version, by, now, on, reason):
    """The nominee is not for the scheme. A new nomination may follow."""
    return _step(
        Step.TURN_DOWN, membership, version, by, now, on=on, reason=reason,
        deselected_on=on, deselection_criterion=Criterion.NOT_SELECTED, look_again_on=None,
    )  # fmt: skip


def wait_until(*, membership, version, by, now, until, reason):
    """Decide later: the nomination is looked at again on a day to come."""
    if until <= localdate(now):
        raise StepRefused("Enter a day to come.", "until")
    return _step(Step.WAIT_UNTIL, membership, version, by, now, reason=reason, look_again_on=until)


def keep(*, membership, version, by, now, on, review_on, reason):
    """The person stays, as decided on a day; looked at again on `review_on`, None: as the rules say."""
    if review_on is not None and review_on <= on:
        raise StepRefused("The day to look again must be after the decision.", "review_on")
    return _step(
        Step.KEEP, membership, version, by, now, on=on, reason=reason, kept_on=on, look_again_on=review_on
    )  # fmt: skip


def change(*, membership, version, by, now, strands, basis, reason):
    """Other strands, or another basis of taking part, such as an order that ended."""
    return _step(
        Step.CHANGE, membership, version, by, now, reason=reason, strands=_strands(strands), basis=_basis(basis)
    )  # fmt: skip


def step_down(*, membership, version, by, now, on, reason):
    """Off the first tier, with a lighter touch; the membership goes on."""
    return _step(
        Step.STEP_DOWN, membership, version, by, now, on=on, reason=reason, stepped_down_on=on, tier=Tier.STEPPED_DOWN
    )  # fmt: skip


def leave(*, membership, version, by, now, on, criterion, reason):
    """Off the scheme on a day, by one of the criteria. Coming back is a new nomination."""
    if criterion not in set(Criterion) - {Criterion.NOT_SELECTED}:
        raise StepRefused("Choose why the person leaves.", "criterion")
    return _step(
        Step.LEAVE, membership, version, by, now, on=on, reason=reason,
        deselected_on=on, deselection_criterion=criterion, look_again_on=None,
    )  # fmt: skip


@transaction.atomic
def _step(step, membership, version, by, now, *, reason, on=None, **to):
    """Take one step: locked, of the version that was seen, possible from here and for this role, in the order of days."""
    if by.role not in WHO[step]:
        raise StepForbidden(f"Somebody in your role cannot {SAID[step]}.")
    membership = Membership.objects.visible_to(by).select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.version != version:
        raise MembershipChanged(membership)
    before = membership.state
    if (before, step) not in NEXT:
        raise StepImpossible(f"You cannot {SAID[step]}: the person is {STANDING[before]}.")
    _in_order(membership.days, on, localdate(now))
    if not reason.strip():
        raise StepRefused("Enter the reason.", "reason")

    to["reason"] = reason.strip()
    for field, value in to.items():
        setattr(membership, field, value)
    membership.version += 1
    membership.save(update_fields=[*to, "version"])
    if step in FOLLOWS:
        FOLLOWS[step](membership=membership, on=on)
    ledger.record("membership_step", by=by, subject=membership, step=step, before=before, after=NEXT[before, step])
    return membership


def _in_order(days, on, today):
    if on is None:
        return
    if on > today:
        raise StepRefused("The day cannot be in the future.", "on")
    if on < earliest(days):
        raise StepRefused("The day cannot be before what was decided earlier.", "on")


def _strands(codes):
    wanted = set(codes)
    if not wanted or not wanted <= set(Membership.Strand):
        raise StepRefused("Choose at least one strand.", "strands")
    return [strand.value for strand in Membership.Strand if strand in wanted]


def _basis(code):
    if code not in set(Membership.Basis):
        raise StepRefused("Choose the basis of taking part.", "basis")
    return code

"""The leaving plan: why and how, who carries on with what, and how it goes at 3, 6 and 12 months."""

from django.db import IntegrityError, transaction

from cohort.models import Handover, HandoverDetail, LeavingCheck, LeavingPlan, LeavingReason, Membership
from sharing import ledger
from sharing.changes import work
from sharing.looking import looking_as_system
from sharing.models import Capacity
from sharing.permissions import Permission, Role, roles_with

State = Handover.State
WRITTEN = ("lighter_touch", "check_on", "tell_person", "tell_agencies")
SAID = ("criterion", "words", "receiving_area")


class PlanChanged(Exception):
    """Somebody saved the plan since it was opened; carries it as it now is."""

    def __init__(self, plan):
        super().__init__(plan)
        self.plan = plan


class AskedAlready(Exception):
    """The agency was asked to carry on in this area of life, or does so already."""


class HandoverAnswered(Exception):
    """A colleague answered in between; carries the handover as it now is."""

    def __init__(self, handover):
        super().__init__(handover)
        self.handover = handover


class CheckDone(Exception):
    """Somebody recorded in between how it went."""


@transaction.atomic
def plan_save(*, person, by, version, written, said, today):
    """Write the leaving plan of somebody on the scheme. `version` 0: there was none. Returns the LeavingPlan.

    `written`: the plan's own columns; `said`: criterion, words and receiving_area, or None where the writer may not know
    what stands there and leaves it. Raises PlanChanged.
    """
    membership = Membership.objects.visible_to(by).filter(person=person, selected_on__isnull=False)
    membership = membership.latest("selected_on")
    with looking_as_system():  # one plan for everybody who works with the person, whichever agency began it
        Membership.objects.select_for_update().get(pk=membership.pk)
        plan = LeavingPlan.objects.select_for_update().filter(membership=membership).first()
        if (plan.version if plan else 0) != version:
            raise PlanChanged(plan)
        if plan is None:
            plan = LeavingPlan(person=person, owner_id=by.agency_id, membership=membership, written_on=today, version=0)
        for name in WRITTEN:
            setattr(plan, name, written[name])
        plan.version += 1
        plan.save()
        if said is not None:
            LeavingReason.objects.update_or_create(
                plan=plan,
                defaults={name: said[name] for name in SAID} | {"version": plan.version},
                create_defaults={name: said[name] for name in SAID}
                | {"version": plan.version, "person": person, "owner_id": plan.owner_id},
            )
    ledger.record("leaving_plan_save", by=by, subject=plan)
    return plan


@transaction.atomic
def plan_send(*, plan, by, today):
    """The plan goes before the panel. Sent again, it keeps its first day."""
    with looking_as_system():
        plan = LeavingPlan.objects.select_for_update().get(pk=plan.pk)
        if plan.sent_on is None:
            plan.sent_on, plan.version = today, plan.version + 1
            plan.save(update_fields=["sent_on", "version"])
            ledger.record("leaving_plan_send", by=by, subject=plan)
    return plan


@transaction.atomic
def paper_download(*, plan, by, sha256):
    """The person's copy leaves the system as a file: which one, as its hash."""
    ledger.record("leaving_paper", by=by, subject=plan, sha256=sha256)


@transaction.atomic
def handover_ask(*, plan, by, agency, pathway, what, until, today, at):
    """Ask an agency to carry on in an area of life. What it is asked is its own record, so that it can read it.

    Raises AskedAlready.
    """
    with looking_as_system():
        mine = {"person_id": plan.person_id, "owner": agency}
        handover = Handover(**mine, plan=plan, agency=agency, pathway=pathway, until=until, asked_on=today)
        try:
            with transaction.atomic():
                handover.save(force_insert=True)
        except IntegrityError as error:
            if "handover_asked_once" not in str(error):
                raise
            raise AskedAlready from error
        HandoverDetail.objects.create(**mine, handover=handover, pathway=pathway, what=what)
        work.tell(
            _answering(agency),
            kind="handover",
            once=f"handover:{handover.pk}",
            words="Your agency is asked to carry on with somebody who may leave the scheme",
            address=f"/handovers/{handover.key}/",
            at=at,
            subject="Your agency is asked to carry on",
            person=plan.person_id,
        )
    ledger.record("handover_ask", by=by, subject=handover, recipients=[agency.pk])
    return handover


@transaction.atomic
def handover_answer(*, handover, by, accepts, version, today, at, why_not=""):
    """The agency that was asked carries on, or says why not. Raises HandoverAnswered."""
    found = Handover.objects.asked_of(by).select_for_update(of=("self",)).filter(pk=handover.pk).first()
    if found is None or found.version != version:
        raise HandoverAnswered(Handover.objects.get(pk=handover.pk))
    found.state = State.ACCEPTED if accepts else State.DECLINED
    found.answered_on = today
    found.version += 1
    found.save(update_fields=["state", "answered_on", "version"])
    with looking_as_system():  # the detail is the agency's too, in a category that its own reader may not reach
        HandoverDetail.objects.filter(handover=found).update(why_not=why_not.strip(), version=found.version)
        coordinators = Capacity.objects.filter(
            agency__scheme=by.scheme_id, active=True, role__in=[Role.COORDINATOR, Role.CHAIR]
        )
        work.tell(
            coordinators.select_related("user"),
            kind="handover_answer",
            once=f"handover:{found.pk}:{found.version}",
            words="An agency answered whether it carries on with somebody",
            address=f"/people/{found.person.key}/leaving/",
            at=at,
            person=found.person_id,
        )
    ledger.record("handover_answer", by=by, subject=found, accepts=accepts)
    return found


@transaction.atomic
def check_record(*, check, by, outcome, version, today):
    """How it goes, in one press. Raises CheckDone."""
    with looking_as_system():  # whoever meets the person may answer, whichever agency wrote the plan
        found = LeavingCheck.objects.select_for_update().get(pk=check.pk)
        if found.version != version or found.done_on is not None:
            raise CheckDone
        found.done_on, found.outcome, found.version = today, outcome, found.version + 1
        found.save(update_fields=["done_on", "outcome", "version"])
    ledger.record("leaving_check", by=by, subject=found)
    return found


def _answering(agency):
    """Those of an agency who meet people on the list and may answer for it."""
    return Capacity.objects.filter(
        agency=agency, active=True, named_only=False, role__in=roles_with(Permission.LEAVING_SEE)
    ).select_related("user")

"""The actions of a plan: added, updated, done, taken back."""

from django.db import transaction
from django.db.models import Max

from casework.models import Person
from pathways.models import CLOSED, Action, ActionDetail
from sharing import ledger, links
from sharing.history import version_before
from sharing.looking import looking_as_system


class ActionChanged(Exception):
    """Somebody saved the action since it was opened; carries it as it now is."""

    def __init__(self, action):
        super().__init__(action)
        self.action = action


class NothingToUndo(Exception):
    """There is no earlier version to go back to."""


@transaction.atomic
def action_add(*, person, by, text, pathway, agency, today, user=None, target_on=None, source=Action.Source.PLAN):
    """Add an action for `agency` (and `user` of it) to the person's plan; returns it.

    It belongs to the agency that has to do it, whoever wrote it down, which puts that agency on the case.
    """
    Person.objects.select_for_update().get(pk=person.pk)  # numbers are given one at a time
    with looking_as_system():  # among all actions, seen or not, and in another agency's name
        last = Action.objects.filter(person=person).aggregate(last=Max("number"))["last"] or 0
        action = Action.objects.create(
            person=person,
            owner=agency,
            agency=agency,
            user=user,
            number=last + 1,
            pathway=pathway,
            opened_on=today,
            target_on=target_on,
            status=Action.Status.NOT_STARTED,
            source=source,
        )
        ActionDetail.objects.create(action=action, person=person, owner=agency, pathway=pathway, text=text)
    links.sync([person.pk])
    ledger.record("action_add", by=by, operation=ledger.Operation.COLLECTION, subject=action, agency=agency.pk)
    return action


@transaction.atomic
def action_update(*, action, by, status, version, today, outcome=None, target_on=None):
    """Record progress on an action, closing it if it is done. `outcome` and `target_on` of None stay as they are.

    Raises ActionChanged, carrying the row as it now is, when somebody saved it since `version`.
    """
    action = _locked(action, by, version)
    before = action.status
    if status not in CLOSED:
        action.closed_on = None
    elif before not in CLOSED:  # closed once, on the day it was first closed
        action.closed_on = today
    action.status = status
    action.target_on = target_on or action.target_on
    _write(action, outcome)
    ledger.record("action_update", by=by, subject=action, before=before, after=status)
    return action


def action_done(*, action, by, version, today):
    """One press: the action is done today. Raises as `action_update`."""
    return action_update(action=action, by=by, status=Action.Status.DONE, version=version, today=today)


@transaction.atomic
def action_undo(*, action, by, version):
    """Take back the change that made `version`: the row before it, as a version of its own.

    Raises ActionChanged when somebody saved it since, NothingToUndo for an action's first version.
    """
    action = _locked(action, by, version)
    earlier = version_before(Action, action.pk, version)
    if earlier is None:
        raise NothingToUndo
    before = action.status
    action.status, action.closed_on, action.target_on = earlier.status, earlier.closed_on, earlier.target_on
    said = version_before(ActionDetail, action.pk, version)
    _write(action, said and said.outcome)
    ledger.record("action_undo", by=by, subject=action, before=before, after=action.status)
    return action


def _locked(action, by, version):
    """The row, locked for whoever's agency has it. Where another agency owns it, only the system may lock and write it."""
    pk = Action.objects.editable_by(by).values_list("pk", flat=True).get(pk=action.pk)
    with looking_as_system():
        action = Action.objects.select_for_update(of=("self",)).select_related("person", "agency").get(pk=pk)
    if action.version != version:
        raise ActionChanged(action)
    return action


def _write(action, outcome):
    """Save both halves under a new version. The agency that has the action writes it, even where another owns it."""
    action.version += 1
    with looking_as_system():
        action.save(update_fields=["status", "closed_on", "target_on", "version"])
        detail = {"version": action.version} | ({} if outcome is None else {"outcome": outcome})
        ActionDetail.objects.filter(action=action).update(**detail)
    links.sync([action.person_id])

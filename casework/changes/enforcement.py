"""What is decided about enforcement, and what came of it."""

from django.db import IntegrityError, transaction

from casework.models import Enforcement
from sharing import ledger


class EnforcementThere(Exception):
    """A decision of this kind is recorded for that day already."""


class EnforcementChanged(Exception):
    """Somebody saved the decision since it was opened; carries it as it now is."""

    def __init__(self, enforcement):
        super().__init__(enforcement)
        self.enforcement = enforcement


@transaction.atomic
def enforcement_decide(*, person, by, kind, decided_on, reason):
    """Record a decision of the agency of `by`; returns it. Raises EnforcementThere where that day has one of the kind."""
    enforcement = Enforcement(
        person=person,
        owner_id=by.agency_id,
        agency_id=by.agency_id,
        kind=kind,
        decided_on=decided_on,
        reason=reason,
    )
    try:
        with transaction.atomic():
            enforcement.save(force_insert=True)
    except IntegrityError as error:
        if "enforcement_once" not in str(error):
            raise
        raise EnforcementThere from error
    ledger.record("enforcement_decide", by=by, subject=enforcement, kind=kind, decided_on=decided_on.isoformat())
    return enforcement


@transaction.atomic
def enforcement_follow(*, enforcement, by, sent_on, resolved_on, outcome, version):
    """Record when a decision was sent and what came of it. Raises EnforcementChanged when it was saved since `version`."""
    found = Enforcement.objects.editable_by(by).select_for_update(of=("self",)).get(pk=enforcement.pk)
    if found.version != version:
        raise EnforcementChanged(found)
    found.sent_on, found.resolved_on, found.outcome = sent_on, resolved_on, outcome
    found.version += 1
    found.save(update_fields=["sent_on", "resolved_on", "outcome", "version"])
    ledger.record(
        "enforcement_follow", by=by, subject=found, sent=sent_on is not None, resolved=resolved_on is not None
    )
    return found

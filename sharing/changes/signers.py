"""Telling those who sign for an agency that a new text waits for them."""

from sharing.agreements import parties_of
from sharing.changes import work
from sharing.looking import moment
from sharing.models import Capacity, Officer, Signature


def tell_signers(agreement, *, by):
    """A notice and a mail to the officer and the deputy of each party that has not signed this text; once a text.

    Not of the first text of a draft, which is written step by step and signed when its parties meet; and not to who wrote
    it. An officer without an account signs on paper and is told on paper.
    """
    if agreement.draft and agreement.edition == 1:
        return
    signed = Signature.objects.filter(agreement=agreement, edition=agreement.edition).values_list(
        "agency_id", flat=True
    )
    waiting = {agency.pk for agency in parties_of(agreement)} - set(signed)
    named = set(Officer.objects.filter(agency__in=waiting, user__isnull=False).values_list("agency_id", "user_id"))
    held = Capacity.objects.filter(agency__in=waiting, active=True, user__in={user for _, user in named})
    held = held.exclude(user=by.user_id).select_related("user").order_by("pk")
    work.tell(
        [one for one in held if (one.agency_id, one.user_id) in named],
        kind="agreement",
        once=f"agreement_text:{agreement.key}:{agreement.edition}",
        words=f"Text {agreement.edition} of the agreement {agreement.code} waits for your signature",
        address=f"/sharing/{agreement.key}/",
        at=moment(),
        subject="PPO case system: something to sign",
        mailed="A text waits for your signature",
    )

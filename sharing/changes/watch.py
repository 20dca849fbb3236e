"""What the clock sends to governance leads: yesterday's unusual reading, the ledger's newest seal, and an alarm at silence.

Mails name nobody; the page they lead to does, to those who may read the ledger. Each goes out once, however often asked.
"""

from django.db import transaction

from sharing import ledger
from sharing.changes import work
from sharing.dates import clock, count, day
from sharing.models import Capacity, LedgerCheckpoint, LedgerEntry, Mail
from sharing.permissions import Role
from sharing.sealed import anchor
from sharing.watching import SILENCE, findings


@transaction.atomic
def watch_send(*, scheme, on, at):
    """Tell the leads of each agency how many things of the day they should ask about. Returns the findings."""
    found = findings(scheme, on=on)
    people = {finding.person_id for finding in found} - {None}
    ledger.record("ledger_watch", doer="self-monitoring", people=people, scheme_id=scheme.pk, found=len(found))
    by_agency = {}
    for finding in found:
        by_agency[finding.agency_id] = by_agency.get(finding.agency_id, 0) + 1
    leads = _leads(scheme)
    for agency, number in by_agency.items():
        everyone = [lead for held in leads.values() for lead in held]
        words = f"{count(number, 'thing')} to look at in the reading of {day(on)}"
        once, address = f"ledger_watch:{scheme.pk}:{on}:{agency}", f"/ledger/unusual/?on={on}"
        told = leads.get(agency) or leads.get(scheme.lead_agency_id) or everyone
        _tell(told, once=once, words=words, address=address, at=at)
    return found


@transaction.atomic
def digest_send(*, scheme, on, at):
    """Mail the newest checkpoint to leads of at least two agencies, who keep it: what is in their mailboxes cannot be
    changed by whoever has the database. Where fewer agencies have a lead, co-ordinators and chairs of others stand in.
    Returns the mails made by this call.
    """
    newest = LedgerCheckpoint.objects.order_by("-number").values().first()
    if newest is None:
        return []
    leads = _leads(scheme)
    if len(leads) < 2:
        for held in _holding(scheme, Role.COORDINATOR, Role.CHAIR):
            leads.setdefault(held.agency_id, [held])
    body = (
        f"Please keep this mail. It says what the ledger of {scheme.name} looked like on {day(at)} at {clock(at)}.\n"
        "If the ledger is ever doubted, this text shows whether it was changed since:\n"
        "manage.py ledger_verify --anchors <file with this text>\n\n"
        f"{anchor(newest)}\n"
    )
    made = []
    for held in [lead for agency in leads.values() for lead in agency]:
        once = f"ledger_digest:{scheme.pk}:{on}:{held.user_id}"
        subject = f"PPO case system: seal of the ledger, {day(on)}"
        mail, fresh = Mail.objects.get_or_create(
            once=once, defaults={"user": held.user, "subject": subject, "body": body, "made_at": at}
        )
        if fresh:
            work.wake(mail)
            made.append(mail)
    return made


@transaction.atomic
def silence_tell(*, scheme, at):
    """Alarm the leads, once an hour, when the sealer is silent for three minutes or a line waits as long: its heart may
    beat while a transaction left open holds back every seal. Returns whether.
    """
    newest = LedgerCheckpoint.objects.order_by("-number").first()
    waiting = LedgerEntry.objects.after(newest).order_by("transaction", "pk").first()
    moments = [row.at for row in (newest, waiting) if row is not None]
    since = min(moments, default=at)
    if at - since <= SILENCE:
        return False
    words = f"The ledger has not been sealed since {clock(since)} on {day(since)}"
    tell_leads(scheme, once=f"ledger_silence:{scheme.pk}:{at:%Y-%m-%dT%H}", words=words, at=at)
    return True


def tell_leads(scheme, *, once, words, at):
    """A notice and a mail to every governance lead of the scheme, once each however often asked."""
    _tell(
        [lead for agency in _leads(scheme).values() for lead in agency],
        once=once,
        words=words,
        address="/ledger/",
        at=at,
    )


def _tell(leads, *, once, words, address, at):
    subject = "PPO case system: something to look at in the ledger"
    work.tell(leads, kind="ledger", once=once, words=words, address=address, at=at, subject=subject)


def _leads(scheme):
    """Agency id to its information governance leads."""
    leads = {}
    for held in _holding(scheme, Role.GOVERNANCE):
        leads.setdefault(held.agency_id, []).append(held)
    return leads


def _holding(scheme, *roles):
    held = Capacity.objects.filter(agency__scheme=scheme, role__in=roles, active=True).select_related("user")
    return held.order_by("agency__position", "pk")

"""Sending reminders: each once, however often this runs."""

from django.conf import settings
from django.db import transaction

from reviews.models import Reminder, ReminderRound
from reviews.reminders import due_items
from sharing import ledger
from sharing.changes import work
from sharing.dates import count
from sharing.models import Capacity, Mail, Notice

WORDS = {
    Reminder.Kind.REVIEW: "A review",
    Reminder.Kind.ACTION: "An action",
    Reminder.Kind.AGREEMENT: "The review of an agreement",
    Reminder.Kind.REFERRAL: "An answer to a referral",
    Reminder.Kind.CONSENT: "The last day of a consent",
    Reminder.Kind.EMERGENCY: "A review of emergency access",
}
STAGES = {
    Reminder.Stage.COMING: "is coming up",
    Reminder.Stage.DUE: "is due",
    Reminder.Stage.OVERDUE: "is overdue",
    Reminder.Stage.ESCALATED: "is four weeks overdue",
}
PLACES = {
    Reminder.Kind.REVIEW: "/people/{key}/reviews/",
    Reminder.Kind.ACTION: "/people/{key}/plan/",
    Reminder.Kind.REFERRAL: "/people/{key}/plan/",
    Reminder.Kind.AGREEMENT: "/sharing/{key}/",
    Reminder.Kind.CONSENT: "/people/{key}/sharing/",
    Reminder.Kind.EMERGENCY: "/emergencies/{key}/",
}


@transaction.atomic
def reminders_send(*, scheme, today, at, after=None):
    """Send what is due on `today` and did not go out: a notice each, and one mail a user that says only how many.

    Days without a round are made up for; `after` says from when on, where the first round is to look back further.

    Returns the items sent by this call. The row of the round is locked, so two of these at once send nothing twice; the
    unique key of Reminder holds it too. Looks as the system.
    """
    ReminderRound.objects.get_or_create(scheme=scheme, defaults={"through_on": today - today.resolution})
    round_ = ReminderRound.objects.select_for_update().get(scheme=scheme)
    items = due_items(scheme, today=today, after=after)
    by_user = {}
    for item in items:
        by_user.setdefault(item.to, []).append(item)

    for user, own in by_user.items():
        _tell(scheme, user, own, at=at)
    if round_.through_on < today:
        round_.through_on = today
        round_.save(update_fields=["through_on"])
    people = {item.person for item in items if item.person}
    if items:
        ledger.record("reminders_send", doer="reminders", people=people, scheme_id=scheme.pk, sent=len(items))
    return items


def _tell(scheme, user, items, *, at):
    first, *_ = rows = Reminder.objects.bulk_create(
        [
            Reminder(
                scheme=scheme,
                kind=item.kind,
                ref=item.ref,
                to=user,
                due_on=item.due_on,
                stage=item.reached.stage,
                days=item.reached.days,
                sent_at=at,
            )
            for item in items
        ]
    )
    mail = Mail.objects.create(user=user, once=f"reminder:{first.pk}", made_at=at, **_digest(len(items)))
    Reminder.objects.filter(pk__in=[row.pk for row in rows]).update(mail=mail)
    capacity = Capacity.objects.filter(user=user, agency__scheme=scheme, active=True).order_by("pk").first()
    Notice.objects.bulk_create(
        [
            Notice(
                capacity=capacity,
                kind="reminder",
                once=f"reminder:{row.pk}",
                text=f"{WORDS[item.kind]} {STAGES[item.reached.stage]}",
                address=PLACES[item.kind].format(key=item.key),
                made_at=at,
            )
            for row, item in zip(rows, items, strict=True)
        ]
    )
    work.wake(mail)


def _digest(number):
    """What the mail says: nothing about anybody, and where to look."""
    things = count(number, "new thing")
    return {
        "subject": f"PPO case system: {things} to do",
        "body": f"You have {things} to do in the PPO case system. Sign in to see {'it' if number == 1 else 'them'}.\n\n"
        f"{settings.SITE_ADDRESS}/\n",
    }

"""The queue's memory: work is a row; a worker claims it for a while, keeps the claim warm, and finishes it once.

A message to a worker only says "look at this row", so it may be lost or come twice. `tries` counts the claims and is the
fence: whoever finishes must still hold the last one, in the transaction that holds the effect. No ledger lines: nothing
here is about a person; the change that a row stands for writes its own.
"""

from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, When

from sharing.models import Exclusion, Job, Mail, Notice, Part

LEASE = timedelta(seconds=settings.WORK_LEASE)  # renewed every third of it
TRIES = 5
WAIT = timedelta(seconds=30)  # before the second try; longer before each further one
TASKS = {Mail: "sharing.tasks.mail_send", Part: "sharing.tasks.part_do"}


class LeaseLost(Exception):
    """Somebody else claimed the row since: what was done must not be kept."""


def wake(*rows):
    """Tell workers about new rows once they are committed. A broker that is away costs time, not work: see the sweep."""

    def tell():
        for row in rows:  # the first that cannot be sent ends it: the others could not either
            send(TASKS[type(row)], row.pk)

    transaction.on_commit(tell, robust=True)


def send(task, pk):
    current_app.send_task(task, args=[pk])


def tell(capacities, *, kind, once, words, address, at, subject="", mailed="", person=None):
    """A notice to each of the capacities and, with a `subject`, one mail to each user that says `mailed` or else the words.

    Neither says a thing about a person: the address leads through the policy. `once` names what is told: told again, it
    makes nothing new. `person`: the id of whom it is about; nobody hears of it to whom that person is closed. As many
    statements however many are told.
    """
    shut = (
        set(Exclusion.objects.running(at=at).filter(person=person).values_list("user_id", flat=True)) if person else ()
    )
    notices = {
        f"{once}:{held.pk}": Notice(
            capacity=held, kind=kind, once=f"{once}:{held.pk}", text=words, address=address, made_at=at
        )
        for held in capacities
        if held.user_id not in shut
    }
    told = set(Notice.objects.filter(once__in=notices).values_list("once", flat=True))
    fresh = [notice for key, notice in notices.items() if key not in told]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    if subject:
        _mail(fresh, once=once, subject=subject, words=mailed or words, address=address or "/", at=at)


def _mail(notices, *, once, subject, words, address, at):
    users = {notice.capacity.user_id: notice.capacity.user for notice in notices}
    body = f"{words}. Sign in to see it.\n\n{settings.SITE_ADDRESS}{address}\n"
    mails = [
        Mail(user=user, once=f"{once}:user{pk}", subject=subject, body=body, made_at=at) for pk, user in users.items()
    ]
    Mail.objects.bulk_create(mails, ignore_conflicts=True)
    wake(*Mail.objects.filter(once__in=[mail.once for mail in mails]))


@transaction.atomic
def job_start(*, kind, by, capacities, facts, at):
    """A job with one part for each capacity, woken when committed. Without capacities it has one part of its own."""
    recipients = list(capacities) or [None]
    job = Job.objects.create(kind=kind, capacity=by.capacity, facts=facts, parts=len(recipients), made_at=at)
    wake(*Part.objects.bulk_create([Part(job=job, capacity=capacity, made_at=at) for capacity in recipients]))
    return job


@transaction.atomic
def claim(model, pk, *, at):
    """The row, leased to the caller; None when it is done, failed, claimed by another or gone."""
    row = model.objects.waiting(at=at).select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if row is not None:
        row.lease_until, row.tries = at + LEASE, row.tries + 1
        row.save(update_fields=["lease_until", "tries"])
    return row


def renew(row, *, at):
    """Keep the claim. False when it is not ours any more."""
    return bool(_held(row).update(lease_until=at + LEASE))


def finish(row, *, at):
    """The work is done. Call it in the transaction that holds the effect. Raises LeaseLost."""
    if not _held(row).update(done_at=at, lease_until=None):
        raise LeaseLost(row)


@transaction.atomic
def part_finish(part, *, at):
    """`finish`, and one more part done of the job. Raises LeaseLost."""
    finish(part, at=at)
    done = F("done_parts") + 1
    Job.objects.filter(pk=part.job_id).update(
        done_parts=done,
        done_at=Case(When(parts__lte=done, then=at), default=None, output_field=models.DateTimeField()),
    )


def give_up(row, *, at, failure, final=False):
    """This try came to nothing: another one later, or failed for good after the last, with the reason in words."""
    if final or row.tries >= TRIES:
        _held(row).update(failed_at=at, lease_until=None, failure=failure[:20_000])
    else:
        _held(row).update(lease_until=at + WAIT * row.tries, failure=failure[:20_000])


def lapsed(*, at, limit=200):
    """(task, id) of work that nobody holds, oldest first: never told to a worker, or its worker died."""
    found = []
    for model, task in TASKS.items():
        waiting = model.objects.waiting(at=at).order_by("made_at", "pk")
        found += [(task, pk) for pk in waiting.values_list("pk", flat=True)[:limit]]
    return found


def _held(row):
    return type(row).objects.filter(pk=row.pk, tries=row.tries, done_at__isnull=True, failed_at__isnull=True)

"""Celery shells of the ground floor: ids in, claim, one change. Any of them may run twice, or be lost, without harm."""

import contextlib
import logging
import threading
from datetime import timedelta

from celery import shared_task
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from sharing.changes import compiled, watch, work
from sharing.jobs import CARRIERS, Refused
from sharing.looking import looking_as_system
from sharing.models import Mail, Part, Scheme

logger = logging.getLogger(__name__)


@shared_task
def part_do(pk):
    """Carry out one part of a job, if nobody else has it."""
    part = work.claim(Part, pk, at=timezone.now())
    if part is None:
        return
    try:
        with kept(part):
            CARRIERS[part.job.kind](part)
    except work.LeaseLost:
        logger.warning("Part %s was taken over by another worker.", pk)
    except Refused as refusal:
        work.give_up(part, at=timezone.now(), failure=str(refusal), final=True)
    except Exception as failure:
        work.give_up(part, at=timezone.now(), failure=f"{type(failure).__name__}: {failure}")
        logger.exception("Part %s of a job failed, try %s.", pk, part.tries)


@shared_task
def mail_send(pk):
    """Hand one mail to SMTP. At least once: a worker that dies here sends it again, with the same Message-ID."""
    mail = work.claim(Mail, pk, at=timezone.now())
    if mail is None:
        return
    message = EmailMessage(mail.subject, mail.body, to=[mail.user.email], headers={"Message-ID": mail.message_id})
    try:
        message.send()
    except OSError as failure:  # smtplib's own errors are OSErrors too
        work.give_up(mail, at=timezone.now(), failure=f"{type(failure).__name__}: {failure}")
        logger.warning("Mail %s was not taken by the mail server, try %s.", pk, mail.tries)
    else:
        work.finish(mail, at=timezone.now())


@shared_task
def sweep():
    """Every 30 seconds: tell workers about work that nobody holds."""
    for task, pk in work.lapsed(at=timezone.now()):
        work.send(task, pk)


@shared_task
def ledger_watch():
    """Every morning: yesterday's unusual reading to the governance leads, and the newest seal to two agencies."""
    now, today = timezone.now(), timezone.localdate()
    for scheme in Scheme.objects.order_by("pk"):
        with looking_as_system(), transaction.atomic():
            watch.watch_send(scheme=scheme, on=today - timedelta(days=1), at=now)
            watch.digest_send(scheme=scheme, on=today, at=now)


@shared_task
def compiled_check():
    """Every night: what opens doors is compiled anew from the facts and compared."""
    for scheme in Scheme.objects.order_by("pk"):
        with looking_as_system(), transaction.atomic():
            compiled.compiled_mend(scheme=scheme, by="nightly check", at=timezone.now())


@shared_task
def ledger_silence():
    """Every few minutes: an alarm when nothing is being sealed."""
    for scheme in Scheme.objects.order_by("pk"):
        with looking_as_system(), transaction.atomic():
            watch.silence_tell(scheme=scheme, at=timezone.now())


@contextlib.contextmanager
def kept(row):
    """Renew the lease of the row while the body runs, from a thread with a connection of its own."""
    over = threading.Event()
    pulse = threading.Thread(target=_renew_until, args=(row, over), name=f"lease of {row.pk}", daemon=True)
    pulse.start()
    try:
        yield
    finally:
        over.set()
        pulse.join()


def _renew_until(row, over):
    try:
        while not over.wait(work.LEASE.total_seconds() / 3):
            if not work.renew(row, at=timezone.now()):
                return
    finally:
        connection.close()

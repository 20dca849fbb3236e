"""The queue's memory: claims with a lease and a fence, mails handed over, the sweep."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail as outbox
from django.utils import timezone

from sharing import jobs, tasks
from sharing.changes import work
from sharing.models import Capacity, Job, Mail, Part

AT = timezone.now()


@pytest.fixture
def mail(world):
    return Mail.objects.create(user=world.alice, once="one", subject="Words", body="More words", made_at=AT)


@pytest.fixture
def job(world):
    """A job with a part for each of two capacities; nothing is sent to a broker, as nothing is committed."""
    capacities = list(Capacity.objects.filter(user__in=[world.alice, world.hal]))
    return work.job_start(
        kind="trial", by=SimpleNamespace(capacity=capacities[0]), capacities=capacities, facts={}, at=AT
    )


def test_a_claim_is_one_workers_until_it_lapses(mail):
    assert work.claim(Mail, mail.pk, at=AT).tries == 1
    assert work.claim(Mail, mail.pk, at=AT + work.LEASE / 2) is None
    assert work.claim(Mail, mail.pk, at=AT + work.LEASE).tries == 2


def test_a_renewed_claim_does_not_lapse(mail):
    row = work.claim(Mail, mail.pk, at=AT)
    assert work.renew(row, at=AT + work.LEASE / 2)
    assert work.claim(Mail, mail.pk, at=AT + work.LEASE) is None


def test_who_lost_the_lease_can_neither_renew_nor_finish(mail):
    slow = work.claim(Mail, mail.pk, at=AT)
    work.claim(Mail, mail.pk, at=AT + work.LEASE)
    assert not work.renew(slow, at=AT + work.LEASE)
    with pytest.raises(work.LeaseLost):
        work.finish(slow, at=AT + work.LEASE)
    mail.refresh_from_db()
    assert mail.done_at is None


def test_a_finished_row_is_never_claimed_again(mail):
    work.finish(work.claim(Mail, mail.pk, at=AT), at=AT)
    assert work.claim(Mail, mail.pk, at=AT + timedelta(days=1)) is None


def test_a_row_that_fails_is_tried_again_later_and_at_last_given_up(mail):
    at, waits = AT, []
    for _ in range(work.TRIES):
        row = work.claim(Mail, mail.pk, at=at)
        work.give_up(row, at=at, failure="no")
        mail.refresh_from_db()
        if mail.lease_until:
            waits.append(mail.lease_until - at)
            at = mail.lease_until
    assert waits == [work.WAIT * n for n in range(1, work.TRIES)]
    assert (mail.failed_at, mail.failure) == (at, "no")
    assert work.claim(Mail, mail.pk, at=at + timedelta(days=1)) is None


def test_the_sweep_tells_about_what_nobody_holds(mail, job, monkeypatch):
    told = []
    monkeypatch.setattr(work, "send", lambda task, pk: told.append((task, pk)))
    first, second = Part.objects.order_by("pk")
    work.claim(Part, first.pk, at=timezone.now())
    tasks.sweep()
    assert told == [("sharing.tasks.mail_send", mail.pk), ("sharing.tasks.part_do", second.pk)]


def test_a_mail_is_handed_over_once_with_its_own_message_id(mail):
    tasks.mail_send(mail.pk)
    tasks.mail_send(mail.pk)
    (message,) = outbox.outbox
    assert (message.to, message.subject, message.body) == (["alice@north.example"], "Words", "More words")
    assert message.extra_headers["Message-ID"] == mail.message_id
    mail.refresh_from_db()
    assert mail.done_at is not None


def test_a_mail_server_that_is_away_costs_a_try_not_the_mail(mail, monkeypatch):
    def refuse(self, fail_silently=False):
        raise ConnectionRefusedError("nobody there")

    with monkeypatch.context() as patched:
        patched.setattr(outbox.EmailMessage, "send", refuse)
        tasks.mail_send(mail.pk)
    mail.refresh_from_db()
    assert mail.done_at is None
    assert mail.failure == "ConnectionRefusedError: nobody there"
    assert mail.lease_until > timezone.now()


def test_a_job_is_done_when_its_last_part_is(job, monkeypatch):
    carried = []

    def carry(part):
        carried.append(part.capacity_id)
        work.part_finish(part, at=AT)

    monkeypatch.setitem(jobs.CARRIERS, "trial", carry)
    first, second = Part.objects.order_by("pk")
    tasks.part_do(first.pk)
    tasks.part_do(first.pk)
    job.refresh_from_db()
    assert (job.done_parts, job.parts, job.done_at) == (1, 2, None)
    tasks.part_do(second.pk)
    job.refresh_from_db()
    assert (job.done_parts, job.done_at) == (2, AT)
    assert carried == [first.capacity_id, second.capacity_id]


def test_a_part_that_fails_says_so_and_waits(job, monkeypatch, caplog):
    def carry(part):
        raise ValueError("no paper")

    monkeypatch.setitem(jobs.CARRIERS, "trial", carry)
    part = Part.objects.order_by("pk").first()
    tasks.part_do(part.pk)
    part.refresh_from_db()
    assert part.failure == "ValueError: no paper"
    assert part.done_at is None
    assert "failed, try 1" in caplog.text
    assert Job.objects.get().done_parts == 0


def test_a_broker_that_is_away_costs_nothing_but_time(mail, django_capture_on_commit_callbacks, monkeypatch, caplog):
    """The row is kept, the request goes on, the log says so; the sweep finds the row."""
    asked = []

    def refuse(task, pk):
        asked.append(pk)
        raise ConnectionRefusedError("no broker")

    monkeypatch.setattr(work, "send", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        work.wake(mail, mail)
    assert asked == [mail.pk]
    assert "no broker" in caplog.text
    assert work.lapsed(at=timezone.now()) == [("sharing.tasks.mail_send", mail.pk)]

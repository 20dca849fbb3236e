"""One press makes a pack for everyone invited: numbered, kept as issued, each once however often a worker tries."""

import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from reviews.changes import pack as changes
from reviews.changes.pack import conference_pack_download, conference_packs_make, recipients
from reviews.models import Attendance, ConferencePack
from reviews.packs.paper import PackRefused
from sharing import tasks
from sharing.changes import work
from sharing.models import Capacity, Job, LedgerEntry, Part
from tests.reviews.conference import conference
from tests.world import viewer_of

__all__ = ["conference"]
AT = timezone.now()


@pytest.fixture
def job(conference):
    return conference_packs_make(meeting=conference.meeting, by=viewer_of(conference.dora), at=AT)


def carry_out(job):
    for part in job.part_set.order_by("pk"):
        tasks.part_do(part.pk)


def test_everyone_of_an_invited_agency_gets_one_and_who_runs_the_meeting(conference):
    assert [row.user.name.split()[0] for row in recipients(conference.meeting)] == [
        "Pete", "Dora", "Alice", "Cherie", "Hal", "Dee",
    ]  # fmt: skip


def test_an_invitation_of_one_user_is_for_that_user(conference):
    Attendance.objects.filter(agency=conference.police).update(user=conference.pete)
    conference.dora.is_active = False
    conference.dora.save()
    assert "Dora" not in " ".join(row.user.name for row in recipients(conference.meeting))


def test_every_recipient_gets_one_numbered_copy(conference, job):
    carry_out(job)
    packs = ConferencePack.objects.order_by("copy_number")
    assert [(row.copy_number, row.capacity.user.name.split()[0]) for row in packs] == [
        (1, "Pete"), (2, "Dora"), (3, "Alice"), (4, "Cherie"), (5, "Hal"), (6, "Dee"),
    ]  # fmt: skip
    job.refresh_from_db()
    assert (job.done_parts, job.parts, job.done_at is not None) == (6, 6, True)


def test_the_bytes_are_kept_as_issued_under_a_name_that_says_nothing(conference, job):
    carry_out(job)
    for row in ConferencePack.objects.all():
        with default_storage.open(row.file) as kept:
            data = kept.read()
        assert hashlib.sha256(data).hexdigest() == row.sha256
        assert row.file.startswith(f"packs/{job.key}/")
        for word in ("Ellis", "Ward", row.capacity.user.name.split()[0], conference.meeting.held_on.isoformat()):
            assert word.lower() not in row.file.lower()


def test_each_pack_is_a_disclosure_in_the_ledger(conference, job):
    carry_out(job)
    lines = LedgerEntry.objects.filter(event="conference_pack_make", operation=LedgerEntry.Operation.DISCLOSURE)
    assert lines.count() == 6
    hal = lines.get(user_id=conference.hal.pk)
    row = ConferencePack.objects.get(capacity__user=conference.hal)
    assert hal.subject == f"reviews.conferencepack:{row.key}"
    assert (hal.facts["sha256"], hal.facts["copy"]) == (row.sha256, row.copy_number)


def test_a_part_that_comes_twice_makes_one_pack(conference, job):
    part = job.part_set.first()
    tasks.part_do(part.pk)
    tasks.part_do(part.pk)
    assert ConferencePack.objects.count() == 1


def test_a_worker_whose_lease_was_taken_over_keeps_nothing(conference, job, monkeypatch):
    part = job.part_set.first()
    real = changes.pack

    def slow(*args, **options):
        made = real(*args, **options)
        work.claim(Part, part.pk, at=timezone.now() + work.LEASE)
        return made

    monkeypatch.setattr(changes, "pack", slow)
    tasks.part_do(part.pk)
    assert not ConferencePack.objects.exists()
    assert default_storage.listdir(f"packs/{job.key}")[1] == []


def test_the_last_part_takes_away_what_a_killed_try_left(conference, job):
    default_storage.save(f"packs/{job.key}/left-behind.pdf", ContentFile(b"%PDF-"))
    carry_out(job)
    assert len(default_storage.listdir(f"packs/{job.key}")[1]) == 6
    assert not default_storage.exists(f"packs/{job.key}/left-behind.pdf")


def test_pressing_twice_makes_one_set(conference, job):
    again = conference_packs_make(meeting=conference.meeting, by=viewer_of(conference.dora), at=AT)
    assert again == job
    carry_out(job)
    later = conference_packs_make(meeting=conference.meeting, by=viewer_of(conference.dora), at=AT)
    assert later != job
    carry_out(later)
    assert sorted(ConferencePack.objects.values_list("copy_number", flat=True)) == list(range(1, 13))


@pytest.mark.parametrize("empty", ["attendances", "agenda"])
def test_a_meeting_without_people_or_agencies_makes_none(conference, empty):
    getattr(conference.meeting, empty).all().delete()
    with pytest.raises(PackRefused):
        conference_packs_make(meeting=conference.meeting, by=viewer_of(conference.dora), at=AT)
    assert not Job.objects.exists()


def test_one_recipient_who_may_not_have_it_does_not_stop_the_others(conference, job):
    Capacity.objects.filter(user=conference.hal).update(active=False)
    carry_out(job)
    assert ConferencePack.objects.count() == 5
    part = Part.objects.get(capacity__user=conference.hal)
    assert part.failure == "Hal Osei does not meet the people of this meeting."
    assert part.failed_at is not None


def test_the_first_download_by_its_recipient_is_kept(conference, job):
    carry_out(job)
    row = ConferencePack.objects.get(capacity__user=conference.hal)
    conference_pack_download(pack=row, by=viewer_of(conference.dora), at=AT)
    row.refresh_from_db()
    assert row.downloaded_at is None
    conference_pack_download(pack=row, by=viewer_of(conference.hal), at=AT)
    row.refresh_from_db()
    assert row.downloaded_at == AT
    assert LedgerEntry.objects.filter(event="conference_pack_download").count() == 2

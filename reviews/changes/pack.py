"""Packs: one press starts a job with a part for each recipient; each part makes, keeps and records one pack."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max, Q

from reviews.models import ConferencePack, Meeting
from reviews.packs.paper import PackRefused, pack
from sharing import ledger
from sharing.changes import work
from sharing.fields import new_key
from sharing.models import Capacity, Part
from sharing.permissions import Permission
from sharing.policy import Reach

JOB = "conference_packs"


def recipients(meeting):
    """The capacities that get a pack: the named user of each invitation, else everyone of the agency who has one to fill.

    The chair of the meeting and the co-ordinators always get theirs. In the order of the agencies.
    """
    invited = Q()
    for row in meeting.attendances.all():
        invited |= Q(agency=row.agency_id, user=row.user_id) if row.user_id else Q(agency=row.agency_id)
    runs = Q(agency__scheme=meeting.scheme_id, role="coordinator") | Q(
        agency__scheme=meeting.scheme_id, user=meeting.chair_id, user__isnull=False
    )
    found = Capacity.objects.filter(runs | invited if invited else runs, active=True, user__is_active=True)
    found = found.filter(reach__gte=Reach.AGENCY).select_related("agency__scheme", "user")
    return list(found.order_by("agency__position", "agency_id", "pk").distinct())


def running_job(meeting):
    """The job that is making packs of this meeting at the moment, or None."""
    parts = Part.objects.filter(
        job__kind=JOB, job__facts__meeting=meeting.pk, done_at__isnull=True, failed_at__isnull=True
    )
    part = parts.select_related("job").first()
    return part and part.job


@transaction.atomic
def conference_packs_make(*, meeting, by, at):
    """Start making a pack for everyone invited; returns the Job, whose parts show the progress.

    While one is still at it, that one is returned: pressing twice makes no second set. Raises PackRefused where there is
    nobody to make one for, or nobody on the agenda.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    capacities = recipients(meeting)
    if not meeting.attendances.exists():
        raise PackRefused("Nobody is invited yet. Invite the agencies first.")
    if not meeting.agenda.exists() and not meeting.reviews.exists():
        raise PackRefused("Nobody is on the agenda yet. Add people first.")
    running = running_job(meeting)
    if running is not None:
        return running
    job = work.job_start(kind=JOB, by=by, capacities=capacities, facts={"meeting": meeting.pk}, at=at)
    ledger.record("conference_packs_make", by=by, subject=meeting, people=[], copies=len(capacities), job=job.key)
    return job


def conference_pack_make(*, part, meeting, by, at):
    """Make the pack of one claimed part for the capacity of `by`: build, store the bytes, record it as disclosed.

    The file is written before the row that names it is committed, so that no row ever leads to nothing; a try that is
    killed in between leaves a file that nothing names, which the last part of the job takes away. Raises PackRefused,
    and LeaseLost where another worker has the part now: then nothing is kept.
    """
    number = _copy_number(meeting, part)
    made = pack(meeting, by.capacity, at=at, copy_number=number)
    folder = f"packs/{part.job.key}"
    name = default_storage.save(f"{folder}/{new_key()}.pdf", ContentFile(made.data))
    try:
        with transaction.atomic():
            row = ConferencePack.objects.create(
                meeting=meeting,
                capacity=by.capacity,
                part=part,
                copy_number=number,
                made_at=at,
                sha256=made.sha256,
                file=name,
                marking=made.marking,
                pages=made.pages,
                people=len(made.people),
                withheld=made.withheld,
            )
            _record(made, by=by, subject=row, copy=number)
            work.part_finish(part, at=at)
    except BaseException:
        default_storage.delete(name)
        raise
    _tidy(part.job, folder)


def pack_print(*, meeting, by, at):
    """A pack for one user without a number, not kept: for the command line. Returns the Pack. Raises PackRefused."""
    if by.agency_id not in meeting.attendances.values_list("agency_id", flat=True) and not by.can(
        Permission.MEETING_RUN
    ):
        raise PackRefused(f"{by.agency.name} is not invited to this meeting.")
    made = pack(meeting, by.capacity, at=at, behind_walls=False)
    _record(made, by=by, subject=meeting, at=at.isoformat())
    return made


@transaction.atomic
def conference_pack_download(*, pack, by, at):
    """Note that the pack was fetched; the first time by its recipient is kept on it."""
    if pack.capacity_id == by.capacity_id and pack.downloaded_at is None:
        pack.downloaded_at = at
        pack.save(update_fields=["downloaded_at"])
    ledger.record(
        "conference_pack_download",
        by=by,
        operation=ledger.Operation.DISCLOSURE,
        subject=pack,
        people=[],
        sha256=pack.sha256,
    )
    return pack


def _record(made, *, by, subject, **facts):
    """One line of disclosure naming people, records and categories."""
    return ledger.record(
        "conference_pack_make",
        by=by,
        operation=ledger.Operation.DISCLOSURE,
        subject=subject,
        people=made.people,
        recipients=[by.agency_id],
        records={label: sorted(ids) for label, ids in sorted(made.told.items())},
        categories=[int(category) for category in made.categories],
        bases=made.bases,
        sha256=made.sha256,
        withheld=made.withheld,
        **facts,
    )


def _copy_number(meeting, part):
    """The recipient's place after the copies of earlier jobs: known before the pack is made, because it is printed on it."""
    earlier = ConferencePack.objects.filter(meeting=meeting).exclude(part__job=part.job_id)
    before = earlier.aggregate(last=Max("copy_number"))["last"] or 0
    return before + part.job.part_set.filter(pk__lte=part.pk).count()


def _tidy(job, folder):
    """Once every pack of the job is there, files that no pack names go."""
    job.refresh_from_db(fields=["done_at"])
    if job.done_at is None:
        return
    named = set(ConferencePack.objects.filter(file__startswith=f"{folder}/").values_list("file", flat=True))
    for name in default_storage.listdir(folder)[1]:
        if f"{folder}/{name}" not in named:
            default_storage.delete(f"{folder}/{name}")

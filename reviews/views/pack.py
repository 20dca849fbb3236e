"""Packs: one press for all, a page that says how far it is, and one's own copy."""

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from reviews.changes import pack as changes
from reviews.models import ConferencePack, Meeting
from reviews.packs.paper import PackRefused
from sharing.gate import READING, requires
from sharing.models import Job
from sharing.permissions import Permission
from sharing.saved import say


@requires(Permission.MEETING_RUN, methods=("POST",))
def conference_packs_make(request, key):
    meeting = get_object_or_404(Meeting.objects.editable_by(request.viewer), key=key)
    try:
        job = changes.conference_packs_make(meeting=meeting, by=request.viewer, at=timezone.now())
    except PackRefused as refused:
        say(request, str(refused))
        return redirect("meeting_detail", meeting.key)
    return redirect("conference_packs_progress", job.key)


@requires(Permission.MEETING_RUN, methods=READING)
def conference_packs_progress(request, key):
    """Refreshes itself, with scripts or without, and may be left."""
    jobs = Job.objects.filter(kind=changes.JOB, capacity__agency__scheme=request.viewer.scheme_id)
    job = get_object_or_404(jobs, key=key)
    meeting = get_object_or_404(Meeting.objects.editable_by(request.viewer), pk=job.facts["meeting"])
    failed = list(job.part_set.filter(failed_at__isnull=False).select_related("capacity__user", "capacity__agency"))
    over = job.done_parts + len(failed) >= job.parts
    template = "reviews/_conference_packs_progress.html" if request.htmx else "reviews/conference_packs_progress.html"
    return render(request, template, {"job": job, "meeting": meeting, "failed": failed, "over": over})


@requires(Permission.MEETING_SEE, methods=READING)
def conference_pack_download(request, key):
    """One's own copy, as it was issued. Nobody fetches another's: it may hold what they may not see."""
    own = ConferencePack.objects.filter(capacity=request.viewer.capacity_id).select_related("meeting")
    pack = get_object_or_404(own, key=key)
    changes.conference_pack_download(pack=pack, by=request.viewer, at=timezone.now())
    return FileResponse(
        default_storage.open(pack.file),
        as_attachment=True,
        filename=f"meeting-{pack.meeting.number}-copy-{pack.copy_number}.pdf",
        content_type="application/pdf",
    )

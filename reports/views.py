"""Performance packs: the newest one to read, earlier ones, the files, and making another."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from reports import changes
from reports.figures import LIMIT, document_of
from reports.forms import PackMakeForm
from reports.models import IssuedPack
from reports.story.document import shown
from reports.story.trend import trend
from sharing.gate import requires
from sharing.models import Job
from sharing.permissions import Permission

EARLIER = 8  # packs listed below the one that is read
TYPES = {"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@requires(Permission.PACK_DOWNLOAD, methods=("GET", "HEAD"))
def report_home(request):
    """The newest pack, or words that none was made yet."""
    return _pack_page(request, IssuedPack.objects.of(request.viewer.scheme).first())


@requires(Permission.PACK_DOWNLOAD, methods=("GET", "HEAD"))
def pack_see(request, key):
    return _pack_page(request, _pack(request, key))


def _pack(request, key):
    return get_object_or_404(IssuedPack.objects.of(request.viewer.scheme), key=key)


def _pack_page(request, pack, form=None, status=200):
    makes = request.viewer.can(Permission.PACK_MAKE)
    packs = list(IssuedPack.objects.of(request.viewer.scheme).defer("figures")[: EARLIER + 1])
    told = IssuedPack.objects.filter(scheme=request.viewer.scheme).through(pack.as_of) if pack else []
    context = {
        "pack": pack,
        "document": pack and document_of(pack.figures),
        "trend": trend(told),
        "limit": pack and pack.figures["settings"][LIMIT],
        "others": [each for each in packs if pack is None or each.pk != pack.pk][:EARLIER],
        "making": _making(request.viewer) if makes else None,
        "form": form or (PackMakeForm() if makes else None),
        "shown": shown,
    }
    return render(request, "reports/pack_see.html", context, status=status)


def _making(viewer):
    """The newest pack of this viewer's that is still being made."""
    jobs = Job.objects.filter(kind=changes.PACK, capacity_id=viewer.capacity_id, done_at__isnull=True)
    return jobs.filter(failed_at__isnull=True).order_by("-made_at").first()


@requires(Permission.PACK_MAKE, methods=("POST",))
def pack_make(request):
    form = PackMakeForm(request.POST)
    if not form.is_valid():
        newest = IssuedPack.objects.of(request.viewer.scheme).first()
        return _pack_page(request, newest, form=form, status=422)
    job = changes.pack_ask(
        as_of=form.cleaned_data["as_of"], by=request.viewer, today=timezone.localdate(), at=timezone.now()
    )
    return redirect("pack_progress", key=job.key)


@requires(Permission.PACK_MAKE, methods=("GET", "HEAD"))
def pack_progress(request, key):
    """How far a pack is; when it is there, on to it."""
    job = get_object_or_404(Job, key=key, kind=changes.PACK, capacity_id=request.viewer.capacity_id)
    if job.done_at is not None:
        there = reverse("pack_see", args=[job.key])
        return HttpResponseClientRedirect(there) if request.htmx else redirect(there)
    failed = job.part_set.filter(failed_at__isnull=False).exists()
    return render(request, "reports/pack_progress.html", {"job": job, "failed": failed})


@requires(Permission.PACK_DOWNLOAD, methods=("GET", "HEAD"))
def pack_pdf(request, key):
    return _file(request, key, "pdf")


@requires(Permission.PACK_DOWNLOAD, methods=("GET", "HEAD"))
def pack_xlsx(request, key):
    return _file(request, key, "xlsx")


def _file(request, key, kind):
    pack = _pack(request, key)
    if not default_storage.exists(pack.pdf_file if kind == "pdf" else pack.xlsx_file):
        raise Http404
    data = changes.pack_download(pack, kind=kind, by=request.viewer)
    name = f"performance-pack-{pack.as_of:%Y-%m-%d}-{pack.number}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=TYPES[kind], headers=headers)

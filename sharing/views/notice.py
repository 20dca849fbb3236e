"""What the user was told in this capacity: what is new, and what was read."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from sharing.addresses import way_back
from sharing.changes import notice as changes
from sharing.dates import count
from sharing.gate import READING, requires
from sharing.models import Notice
from sharing.permissions import Permission
from sharing.saved import say_saved

A_PAGE = 25


@requires(Permission.HOME_SEE, methods=READING)
def notice_list(request):
    """New ones, or with `?show=older` those that were read; the latest first."""
    older = request.GET.get("show") == "older"
    found = own(request).filter(read_at__isnull=not older)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "sharing/notice_list.html", {"page": page, "older": older})


@requires(Permission.HOME_SEE, methods=("POST",))
def notice_read(request, key):
    notice = get_object_or_404(own(request), key=key)
    changes.notice_read(notice=notice, at=timezone.now())
    say_saved(request, "Marked as read.")
    return redirect(way_back(request, reverse("notice_list")))


@requires(Permission.HOME_SEE, methods=("POST",))
def notices_read(request):
    """All that stand on the page, with one press."""
    number = changes.notices_read(by=request.viewer, shown=request.POST.getlist("shown"), at=timezone.now())
    say_saved(request, f"{count(number, 'notification')} marked as read.")
    return redirect("notice_list")


def own(request):
    return Notice.objects.filter(capacity=request.viewer.capacity_id)

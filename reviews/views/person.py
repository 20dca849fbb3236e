"""The tab of reviews on a person's page."""

from django.shortcuts import render
from django.utils.timezone import localdate

from casework.page import open_page
from pathways.models import Action
from reviews.models import AgendaItem, Attendance, Review
from sharing.gate import READING, requires
from sharing.gather import part
from sharing.permissions import Permission
from sharing.policy import Category

SHOWN = 40


@requires(Permission.PERSON_DETAIL, methods=READING)
def review_list(request, key):
    today = localdate()
    page = open_page(
        request.viewer,
        key,
        today,
        reviews=part(
            Review.objects.order_by("-meeting__held_on", "-pk"), "summary", "person_comment", "person_attended",
            "next_review_on", held_on="meeting__held_on", kind="meeting__kind", meeting="meeting__key", limit=SHOWN,
        ),
        agreed=part(
            Action.objects.filter(source__in=[Action.Source.CONFERENCE, Action.Source.CORE_GROUP]), "opened_on",
            "status", "pathway", agency="agency__name", text="detail__text",
        ),
    )  # fmt: skip
    known = page.found.reaches(Category.CONFERENCE)  # else an old record would tell when the person is talked about
    planned = AgendaItem.objects.filter(person=page.person, meeting__held_on__gte=today).select_related("meeting")
    planned = list(planned.order_by("meeting__held_on")) if known else []
    may_open = request.viewer.can(Permission.MEETING_RUN)
    return render(
        request,
        "reviews/review_list.html",
        {
            "page": page,
            "known": known,
            "planned": planned,
            "came": _who_came(page["reviews"]),
            "may_open": may_open,
            "today": today,
        },
    )


def _who_came(reviews):
    """Meeting key -> names of the agencies that came; an agency's presence is nothing about the person."""
    rows = Attendance.objects.filter(meeting__key__in=[row.meeting for row in reviews], attended="yes")
    came = {}
    for key, agency in rows.order_by("agency__position").values_list("meeting__key", "agency__name"):
        came.setdefault(key, []).append(agency)
    return came

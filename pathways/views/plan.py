from django.shortcuts import render
from django.utils.timezone import localdate

from casework.page import open_page
from pathways import plan
from sharing.gate import READING, requires
from sharing.permissions import Permission
from sharing.policy import Category


@requires(Permission.PERSON_DETAIL, methods=READING)
def plan_detail(request, key):
    page = open_page(request.viewer, key, localdate(), **plan.parts())
    areas = plan.by_area(page.found)
    # What is not shown cannot be called missing.
    known = not (page.found.hidden(Category.PLAN) or page.found.hidden(Category.NEEDS))
    return render(
        request,
        "pathways/plan_detail.html",
        {
            "page": page,
            "areas": [area for area in areas if not area.empty],
            "nothing_in": [area.words for area in areas if area.empty] if known else [],
            "done": sum(area.done for area in areas),
            "total": sum(area.total for area in areas),
            "may_write": request.viewer.can(Permission.ACTION_WRITE) and page.takes_from(request.viewer),
            "may_write_all": request.viewer.can(Permission.MEETING_RUN),
            "late": plan.is_late,
            "referral_words": plan.referral_words,
        },
    )

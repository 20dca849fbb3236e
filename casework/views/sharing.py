from datetime import timedelta

from django.shortcuts import render
from django.utils.timezone import localdate

from casework import disclosing, trail, who_sees
from casework.page import open_page
from sharing.gate import READING, requires
from sharing.models import Consent, PersonTold
from sharing.permissions import Permission
from sharing.policy import WORDS


@requires(Permission.SHARING_SEE, methods=READING)
def sharing_detail(request, key):
    today = localdate()
    page = open_page(request.viewer, key, today)
    known = Consent.objects.visible_to(request.viewer).filter(person=page.person)
    with_what = known.select_related("to_agency", "owner", "wording", "taken_by")
    consents = list(with_what.order_by("-given_on", "pk"))
    told = PersonTold.objects.visible_to(request.viewer).filter(person=page.person).select_related("told_by", "owner")
    warned = today + timedelta(days=page.settings["consent_warning_days"])
    reader = trail.reader_on(page, request.viewer)
    return render(
        request,
        "casework/sharing_detail.html",
        {
            "page": page,
            "table": who_sees.table(page.found, request.viewer),
            "consents": consents,
            "ending": [
                one for one in consents if one.expires_on and not one.withdrawn_on and today < one.expires_on <= warned
            ],
            "sees_consent": who_sees.whole_identity(page.found, request.viewer),
            "told": told.order_by("-pk").first(),
            "today": today,
            "category_words": WORDS,
            "looks": trail.how_many(reader, reader.looks()),
            "disclosures": disclosing.live(page, request.viewer),
            "may_write": request.viewer.can(Permission.CONSENT_WRITE),
        },
    )


@requires(Permission.SHARING_SEE, methods=READING)
def sharing_print(request, key):
    """The same for the person, in easy words, to be printed and handed over."""
    viewer, today = request.viewer, localdate()
    page = open_page(viewer, key, today)
    # Who does not work with the person, or may not see what they agreed to, would hand over half of it as the whole.
    found = {"page": page, "whole": page.found.works and who_sees.whole_identity(page.found, viewer), "today": today}
    if found["whole"]:
        given = Consent.objects.visible_to(viewer).filter(person=page.person).live(on=today)
        found["consents"] = list(given.select_related("to_agency").order_by("-given_on", "pk"))
        found["lines"] = who_sees.for_the_person(who_sees.table(page.found, viewer))
        found["category_words"] = WORDS
    return render(request, "casework/sharing_print.html", found)

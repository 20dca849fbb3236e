from django.shortcuts import render
from django.utils.timezone import localdate

from casework import disclosing, trail, who_sees
from casework.page import open_page
from sharing.gate import READING, requires
from sharing.models import Consent
from sharing.permissions import Permission
from sharing.policy import WORDS


@requires(Permission.SHARING_SEE, methods=READING)
def sharing_detail(request, key):
    page = open_page(request.viewer, key, localdate())
    known = Consent.objects.visible_to(request.viewer).filter(person=page.person)
    consents = list(known.select_related("to_agency").order_by("-given_on", "pk"))
    reader = trail.reader_on(page, request.viewer)
    return render(
        request,
        "casework/sharing_detail.html",
        {
            "page": page,
            "table": who_sees.table(page.person, request.viewer),
            "consents": consents,
            "category_words": WORDS,
            "looks": trail.how_many(reader, reader.looks()),
            "disclosures": disclosing.live(page, request.viewer),
            "may_write": request.viewer.can(Permission.CONSENT_WRITE),
        },
    )


@requires(Permission.SHARING_SEE, methods=READING)
def sharing_print(request, key):
    """The same for the person, in easy words, to be printed and handed over."""
    page = open_page(request.viewer, key, localdate())
    today = localdate()
    given = Consent.objects.visible_to(request.viewer).filter(person=page.person).live(on=today)
    consents = list(given.select_related("to_agency").order_by("-given_on", "pk"))
    lines = who_sees.for_the_person(who_sees.table(page.person, request.viewer))
    found = {"page": page, "lines": lines, "consents": consents, "category_words": WORDS, "today": today}
    return render(request, "casework/sharing_print.html", found)

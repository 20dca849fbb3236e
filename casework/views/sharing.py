from django.shortcuts import render
from django.utils.timezone import localdate

from casework import who_sees
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
    return render(
        request,
        "casework/sharing_detail.html",
        {
            "page": page,
            "table": who_sees.table(page.person, request.viewer),
            "consents": consents,
            "category_words": WORDS,
            "may_write": request.viewer.can(Permission.CONSENT_WRITE),
        },
    )

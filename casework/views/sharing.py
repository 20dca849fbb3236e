from django.shortcuts import render
from django.utils.timezone import localdate

from casework import who_sees
from casework.page import open_page
from sharing import ledger
from sharing.gate import READING, requires
from sharing.models import Consent
from sharing.permissions import Permission
from sharing.policy import WORDS, Category


@requires(Permission.SHARING_SEE, methods=READING)
def sharing_detail(request, key):
    page = open_page(request.viewer, key, localdate())
    consents = list(Consent.objects.filter(person=page.person).select_related("to_agency").order_by("-given_on", "pk"))
    ids = [consent.pk for consent in consents]
    ledger.note("sharing.consent", people=[page.person.pk], ids=ids, categories=[Category.IDENTITY])
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

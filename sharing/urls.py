from django.urls import path

import sharing.addresses  # noqa: F401 - knows <key:key>
from sharing.views import agreement, agreement_item, ledger, notice, signature

urlpatterns = [
    path("sharing/", agreement.agreement_list, name="agreement_list"),
    path("sharing/new/", agreement.agreement_add, name="agreement_add"),
    path("sharing/officers/<key:key>/", signature.officer_change, name="officer_change"),
    path("sharing/items/<key:key>/change/", agreement_item.agreement_item_change, name="agreement_item_change"),
    path("sharing/items/<key:key>/end/", agreement_item.agreement_item_end, name="agreement_item_end"),
    path("sharing/documents/<key:key>/", signature.agreement_document_download, name="agreement_document_download"),
    path("sharing/<key:key>/", agreement.agreement_detail, name="agreement_detail"),
    path("sharing/<key:key>/change/", agreement.agreement_change, name="agreement_change"),
    path("sharing/<key:key>/start/", agreement.agreement_start, name="agreement_start"),
    path("sharing/<key:key>/renew/", agreement.agreement_renew, name="agreement_renew"),
    path("sharing/<key:key>/end/", agreement.agreement_end, name="agreement_end"),
    path("sharing/<key:key>/items/add/", agreement_item.agreement_item_add, name="agreement_item_add"),
    path("sharing/<key:key>/sign/", signature.agreement_sign, name="agreement_sign"),
    path("sharing/<key:key>/signed/", signature.agreement_sign_paper, name="agreement_sign_paper"),
    path("sharing/<key:key>/document/", signature.agreement_document_add, name="agreement_document_add"),
    path("notifications/", notice.notice_list, name="notice_list"),
    path("notifications/read/", notice.notices_read, name="notices_read"),
    path("notifications/<key:key>/read/", notice.notice_read, name="notice_read"),
    path("ledger/", ledger.ledger_list, name="ledger_list"),
    path("ledger/unusual/", ledger.ledger_watch, name="ledger_watch"),
]

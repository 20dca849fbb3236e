from django.urls import path

import sharing.addresses  # noqa: F401 - knows <key:key>
from ppo.rights.views import home, part, processing, request, retention

urlpatterns = [
    path("", home.rights_home, name="rights_home"),
    path("requests/add/", request.request_add, name="request_add"),
    path("requests/<key:key>/", request.request_detail, name="request_detail"),
    path("requests/<key:key>/identity/", request.request_identity, name="request_identity"),
    path("requests/<key:key>/question/", request.request_ask, name="request_ask"),
    path("requests/<key:key>/answer/", request.request_hear, name="request_hear"),
    path("requests/<key:key>/extend/", request.request_extend, name="request_extend"),
    path("requests/<key:key>/person/", request.request_search, name="request_search"),
    path("requests/<key:key>/close/", request.request_close, name="request_close"),
    path("requests/<key:key>/letter/", request.request_letter, name="request_letter"),
    path("retention/", retention.retention_list, name="retention_list"),
    path("retention/rules/", retention.rules_ship, name="rules_ship"),
    path("retention/rules/<key:key>/", retention.rule_save, name="rule_save"),
    path("processing/", processing.processing_record, name="processing_record"),
    path("reviews/<key:key>/", retention.retention_decide, name="retention_decide"),
    path("holds/add/", retention.hold_place, name="hold_place"),
    path("holds/<key:key>/end/", retention.hold_end, name="hold_end"),
    path("disposals/<key:key>/", retention.disposal_confirm, name="disposal_confirm"),
    path("parts/", part.part_list, name="part_list"),
    path("parts/<key:key>/", part.part_detail, name="part_detail"),
    path("parts/<key:key>/release/", part.part_release, name="part_release"),
    path("parts/<key:key>/hand/", part.part_hand, name="part_hand"),
    path("parts/<key:key>/file/<slug:kind>/", part.part_file, name="part_file"),
    path("parts/<key:key>/items/<slug:item>/", part.item_decide, name="item_decide"),
]

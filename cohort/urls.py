from django.urls import path

import sharing.addresses  # noqa: F401 - knows <key:key>
from cohort import views

urlpatterns = [
    path("people/<key:key>/score/", views.score_detail, name="score_detail"),
    path("leaving/", views.leaving_list, name="leaving_list"),
    path("people/<key:key>/leaving/", views.leaving_plan, name="leaving_plan"),
    path("people/<key:key>/leaving/stay/", views.leaving_stay, name="leaving_stay"),
    path("people/<key:key>/leaving/send/", views.leaving_send, name="leaving_send"),
    path("people/<key:key>/leaving/ask/", views.handover_ask, name="handover_ask"),
    path("people/<key:key>/leaving/back/", views.leaving_back, name="leaving_back"),
    path("people/<key:key>/leaving/print/", views.leaving_print, name="leaving_print"),
    path("handovers/<key:key>/", views.handover_answer, name="handover_answer"),
    path("leaving/checks/<key:key>/", views.leaving_check, name="leaving_check"),
    path("selection/", views.selection_list, name="selection_list"),
    path("selection/run/", views.selection_run, name="selection_run"),
    path("selection/matrix/", views.matrix_detail, name="matrix_detail"),
    path("selection/matrix/change/", views.matrix_change, name="matrix_change"),
    path("selection/proposals/<key:key>/", views.proposal_detail, name="proposal_detail"),
    path("selection/<key:key>/", views.selection_detail, name="selection_detail"),
    path("selection/<key:key>/try/", views.selection_try, name="selection_try"),
]

from django.urls import path

import sharing.addresses  # noqa: F401 - knows <key:key>
from cohort import views

urlpatterns = [
    path("people/<key:key>/score/", views.score_detail, name="score_detail"),
    path("selection/", views.selection_list, name="selection_list"),
    path("selection/run/", views.selection_run, name="selection_run"),
    path("selection/matrix/", views.matrix_detail, name="matrix_detail"),
    path("selection/matrix/change/", views.matrix_change, name="matrix_change"),
    path("selection/proposals/<key:key>/", views.proposal_detail, name="proposal_detail"),
    path("selection/<key:key>/", views.selection_detail, name="selection_detail"),
    path("selection/<key:key>/try/", views.selection_try, name="selection_try"),
]

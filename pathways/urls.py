from django.urls import path

import sharing.addresses  # noqa: F401 - knows <key:key>
from pathways import views

urlpatterns = [
    path("people/", views.person_list, name="person_list"),
    path("custody/", views.custody_list, name="custody_list"),
    path("people/<key:key>/plan/", views.plan_detail, name="plan_detail"),
    path("people/<key:key>/plan/add/", views.action_add, name="action_add"),
    path("actions/<key:key>/update/", views.action_update, name="action_update"),
    path("actions/<key:key>/done/", views.action_done, name="action_done"),
    path("actions/<key:key>/undo/<int:version>/", views.action_undo, name="action_undo"),
]

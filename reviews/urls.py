from django.urls import path

import sharing.addresses  # noqa: F401 - knows <key:key>
from reviews import views

urlpatterns = [
    path("people/<key:key>/reviews/", views.review_list, name="review_list"),
    path("reviews/<key:key>/undo/<int:version>/", views.review_undo, name="review_undo"),
    path("meetings/", views.meeting_list, name="meeting_list"),
    path("meetings/new/", views.meeting_set_up, name="meeting_set_up"),
    path("meetings/<key:key>/", views.meeting_detail, name="meeting_detail"),
    path("meetings/<key:key>/invite/", views.meeting_invite, name="meeting_invite"),
    path("meetings/<key:key>/add/", views.agenda_add, name="agenda_add"),
    path("meetings/<key:key>/due/", views.agenda_due, name="agenda_due"),
    path("meetings/<key:key>/live/", views.meeting_live, name="meeting_live"),
    path("meetings/<key:key>/packs/", views.conference_packs_make, name="conference_packs_make"),
    path("meetings/live/<key:key>/", views.review_save, name="review_save"),
    path("meetings/agenda/<key:key>/move/", views.agenda_move, name="agenda_move"),
    path("meetings/agenda/<key:key>/screen/", views.meeting_screen, name="meeting_screen"),
    path("meetings/agenda/<key:key>/remove/", views.agenda_remove, name="agenda_remove"),
    path("meetings/progress/<key:key>/", views.conference_packs_progress, name="conference_packs_progress"),
    path("meetings/copies/<key:key>/", views.conference_pack_download, name="conference_pack_download"),
]

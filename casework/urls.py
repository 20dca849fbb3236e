from django.urls import path

import sharing.addresses  # noqa: F401 - knows <key:key>
from casework import views

urlpatterns = [
    path("find/", views.person_find, name="person_find"),
    path("people/<key:key>/", views.person_detail, name="person_detail"),
    path("people/<key:key>/contacts/", views.contact_list, name="contact_list"),
    path("people/<key:key>/contacts/add/", views.contact_add, name="contact_add"),
    path("people/<key:key>/offences/", views.offence_list, name="offence_list"),
    path("people/<key:key>/timeline/", views.person_timeline, name="person_timeline"),
    path("people/<key:key>/sharing/", views.sharing_detail, name="sharing_detail"),
    path("people/<key:key>/sharing/consent/", views.consent_give, name="consent_give"),
    path("people/<key:key>/emergency/", views.emergency_open, name="emergency_open"),
    path("emergency/", views.emergency_find, name="emergency_find"),
    path("emergencies/", views.emergency_list, name="emergency_list"),
    path("emergencies/<key:key>/", views.emergency_review, name="emergency_review"),
    path("emergencies/<key:key>/end/", views.emergency_end, name="emergency_end"),
    path("consents/<key:key>/withdraw/", views.consent_withdraw, name="consent_withdraw"),
    path("contacts/<key:key>/outcome/", views.contact_outcome, name="contact_outcome"),
    path("contacts/<key:key>/missed/", views.contact_missed, name="contact_missed"),
    path("contacts/<key:key>/undo/<int:version>/", views.contact_undo, name="contact_undo"),
]

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
    path("exclusions/", views.exclusion_list, name="exclusion_list"),
    path("exclusions/<key:key>/end/", views.exclusion_end, name="exclusion_end"),
    path("people/<key:key>/exclusions/", views.exclusion_set, name="exclusion_set"),
    path("people/<key:key>/know/", views.conflict_declare, name="conflict_declare"),
    path("consents/<key:key>/withdraw/", views.consent_withdraw, name="consent_withdraw"),
    path("people/<key:key>/sharing/ask/", views.question_ask, name="question_ask"),
    path("people/<key:key>/sharing/disclose/", views.disclosure_make, name="disclosure_make"),
    path("people/<key:key>/sharing/print/", views.sharing_print, name="sharing_print"),
    path("people/<key:key>/sharing/looked/", views.look_list, name="look_list"),
    path("people/<key:key>/sharing/sent/", views.sent_list, name="sent_list"),
    path("people/<key:key>/sharing/sent/<int:number>/", views.sent_detail, name="sent_detail"),
    path("people/<key:key>/sharing/sent.csv", views.sent_download, name="sent_download"),
    path("disclosures/<key:key>/end/", views.disclosure_end, name="disclosure_end"),
    path("questions/<key:key>/answer/", views.question_answer, name="question_answer"),
    path("questions/<key:key>/withdraw/", views.question_withdraw, name="question_withdraw"),
    path("sharing/asked/", views.question_list, name="question_list"),
    path("contacts/<key:key>/outcome/", views.contact_outcome, name="contact_outcome"),
    path("contacts/<key:key>/missed/", views.contact_missed, name="contact_missed"),
    path("contacts/<key:key>/undo/<int:version>/", views.contact_undo, name="contact_undo"),
]

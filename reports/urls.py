from django.urls import path

from reports import views

urlpatterns = [
    path("", views.report_home, name="report_home"),
    path("make/", views.pack_make, name="pack_make"),
    path("making/<str:key>/", views.pack_progress, name="pack_progress"),
    path("<str:key>/", views.pack_see, name="pack_see"),
    path("<str:key>/pdf/", views.pack_pdf, name="pack_pdf"),
    path("<str:key>/xlsx/", views.pack_xlsx, name="pack_xlsx"),
]

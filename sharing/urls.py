from django.urls import path

from sharing.views import ledger

urlpatterns = [
    path("ledger/", ledger.ledger_list, name="ledger_list"),
    path("ledger/unusual/", ledger.ledger_watch, name="ledger_watch"),
]

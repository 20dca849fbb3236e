from importlib import import_module

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "casework"

    def ready(self):
        import_module("casework.links")  # registers who is on the case
        import_module("casework.overview")  # registers what pages about a person show
        import_module("casework.timeline")

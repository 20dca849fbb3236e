from importlib import import_module

from django.apps import AppConfig


class CohortConfig(AppConfig):
    name = "cohort"

    def ready(self):
        import_module("cohort.links")  # registers who is on the case
        import_module("cohort.overview")  # registers what pages about a person show

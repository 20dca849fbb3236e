from importlib import import_module

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "pathways"

    def ready(self):
        import_module("pathways.links")  # registers who is on the case
        import_module("pathways.overview")  # registers what pages about a person show

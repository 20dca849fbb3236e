from importlib import import_module

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self):
        import_module("reviews.links")  # registers who is on the case
        import_module("cohort.changes.moving").ENDINGS.append(import_module("reviews.changes.moving").agendas_leave)
        import_module("reviews.numbers")  # registers whose numbers its meetings use
        import_module("reviews.tasks")  # registers who makes packs
        import_module("reviews.overview")  # registers what pages about a person show

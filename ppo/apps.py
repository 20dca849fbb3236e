from django.apps import AppConfig


class PpoConfig(AppConfig):
    name = "ppo"

    def ready(self):
        from ppo import celery  # noqa: F401 - makes the app current, so that tasks declared below find their queue

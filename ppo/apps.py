from django.apps import AppConfig


class PpoConfig(AppConfig):
    name = "ppo"

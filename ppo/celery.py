"""Celery: the clock and the legs. What has to be done is a row in the database; a message only says “look now”."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ppo.settings")

app = Celery("ppo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

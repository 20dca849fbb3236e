"""Settings of the server that browsers talk to: the tests' own, on the database named by BROWSER_DATABASE."""

import os

import dj_database_url

from tests.settings import *  # noqa: F403

DEMO = os.environ.get("BROWSER_DEMO", "1") == "1"
engine = DATABASES["default"]["ENGINE"]  # noqa: F405 - ours, that says who looks
DATABASES["default"].update(dj_database_url.parse(os.environ["BROWSER_DATABASE"], engine=engine))  # noqa: F405
DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

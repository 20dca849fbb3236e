"""Settings of the bench: the tests' own, on the database named by BENCH_DATABASE."""

import os

import dj_database_url

from tests.settings import *  # noqa: F403

engine = DATABASES["default"]["ENGINE"]  # noqa: F405 - ours, that says who looks
DATABASES["default"].update(dj_database_url.parse(os.environ["BENCH_DATABASE"], engine=engine))  # noqa: F405
LOGGING = {"version": 1, "disable_existing_loggers": True}

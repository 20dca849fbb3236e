"""Settings of worker and beat in tests: the tests' own, with files on disk, a Redis of their own and short waits."""

import os
from pathlib import Path

import dj_database_url

from tests.settings import *  # noqa: F403

FOLDER = Path(os.environ["PROCESS_FOLDER"])
DATABASES["default"].update(  # noqa: F405
    dj_database_url.parse(os.environ["PROCESS_DATABASE"], engine=DATABASES["default"]["ENGINE"])  # noqa: F405
)
DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405
STORAGES["default"] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}  # noqa: F405
MEDIA_ROOT = FOLDER / "files"
CELERY_BROKER_URL = f"redis+socket://{FOLDER / 'r.sock'}?virtual_host=0"
CELERY_BEAT_SCHEDULE_FILENAME = str(FOLDER / "beat")
WORK_LEASE = float(os.environ.get("PROCESS_LEASE", "3"))
CELERY_BEAT_SCHEDULE = {
    "give lapsed work back": {"task": "sharing.tasks.sweep", "schedule": float(os.environ.get("PROCESS_SWEEP", "1"))}
}

"""Settings of the tests: the product's own, with a `var/` of their own and nothing that is slow or reaches outside."""

import os
from pathlib import Path

os.environ["PPO_VAR"] = str(Path(__file__).resolve().parent.parent / "var" / "test")
os.environ["SECRET_KEY"] = "only-for-tests-" + "0123456789abcdef" * 4
os.environ["VIEWER_KEY"] = "0123456789abcdef" * 8
os.environ["DEMO"] = "0"
# Playwright keeps an event loop in the thread of its tests, also while that process runs others after them.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
for name in ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "PPO_AS_OWNER", "PPO_AS_WORKER", "PPO_WEB"):
    os.environ.pop(name, None)

from ppo.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # straight from `static/`, nothing is collected first

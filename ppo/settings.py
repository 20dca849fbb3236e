"""Settings, all from the environment; `.env.example` explains each one.

With no `DATABASE_URL` or `REDIS_URL` the embedded services under `var/` are meant.
"""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import quote

import dj_database_url

from ppo.embedded.places import socket_folder

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PPO_VAR", BASE_DIR / "var")).resolve()


def flag(name, default=False):
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "yes", "true", "on"}


def kept_secret(name):
    """A secret from the environment, else one made once and kept under `var/` for this machine alone."""
    if name in os.environ:
        return os.environ[name]
    place = VAR / "secrets" / name.lower()
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = place.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(64))
        with contextlib.suppress(FileExistsError):  # the first of two processes wins, both read the same
            os.link(fresh, place)
        fresh.unlink()
    return place.read_text()


EMBEDDED = "DATABASE_URL" not in os.environ
DEMO = flag("DEMO", default=EMBEDDED)
DEBUG = False
SECRET_KEY = kept_secret("SECRET_KEY")
VIEWER_KEY = bytes.fromhex(kept_secret("VIEWER_KEY"))  # signs who looks, 64 bytes
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "csp",
    "guardian",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "sharing",
    "casework",
    "pathways",
    "cohort",
    "reviews",
    "reports",
    "ppo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "ppo.urls"
WSGI_APPLICATION = "ppo.wsgi.application"
PGHISTORY_CONTEXT_FIELD = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "ppo.jinja2.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
FORM_RENDERER = "ppo.jinja2.FormRenderer"

# One database, everywhere PostgreSQL. The application role is never the owner of the tables.
SOCKETS = socket_folder(VAR)
EMBEDDED_DATABASE = f"postgres://ppo_app@{quote(str(SOCKETS), safe='')}/ppo"
EMBEDDED_OWNER = f"postgres://ppo_owner@{quote(str(SOCKETS), safe='')}/ppo"
DATABASE_URL = os.environ.get("DATABASE_URL", EMBEDDED_DATABASE)
OWNER_DATABASE_URL = os.environ.get("OWNER_DATABASE_URL", EMBEDDED_OWNER if EMBEDDED else DATABASE_URL)
AS_OWNER = flag("PPO_AS_OWNER")  # set by the commands that migrate

DATABASES = {"default": dj_database_url.parse(OWNER_DATABASE_URL if AS_OWNER else DATABASE_URL)}
DATABASES["default"] |= {"ATOMIC_REQUESTS": True, "CONN_MAX_AGE": None}
DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=2)
if flag("PPO_WEB"):  # threads of the web server share a pool; every other process keeps one connection
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4, "timeout": 10}

EMBEDDED_REDIS = f"unix://{SOCKETS / 'redis.sock'}"
REDIS_URL = os.environ.get("REDIS_URL", EMBEDDED_REDIS)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

AUTH_USER_MODEL = "sharing.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ANONYMOUS_USER_NAME = None
# Guardian keeps rows here and is never asked, so its backend has no business in signing in.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", VAR / "files"))

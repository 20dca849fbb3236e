"""Settings, all from the environment; `.env.example` explains each one.

With no `DATABASE_URL` or `REDIS_URL` the embedded services under `var/` are meant.
"""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import quote, urlsplit

import csp.constants
import dj_database_url
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured

from ppo.embedded.places import broker_address, demo_mail_port, redis_address, socket_folder
from ppo.logs import logging_to_console

BASE_DIR = Path(__file__).resolve().parent.parent


def value(name, default=""):
    """A setting from the environment; an empty one counts as left out, as docker compose passes it."""
    return os.environ.get(name) or default


def flag(name, default=False):
    return value(name, "1" if default else "0").lower() in {"1", "yes", "true", "on"}


def listed(name, default=""):
    return [word.strip() for word in value(name, default).split(",") if word.strip()]


VAR = Path(value("PPO_VAR", BASE_DIR / "var")).resolve()


def kept_secret(name):
    """A secret from the environment, else one made once and kept under `var/` for this machine alone."""
    if given := value(name):
        return given
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


EMBEDDED = not value("DATABASE_URL")
DEMO = flag("DEMO", default=EMBEDDED)
DEBUG = False
SECRET_KEY = kept_secret("SECRET_KEY")
VIEWER_KEY = bytes.fromhex(kept_secret("VIEWER_KEY"))  # signs who looks, 64 bytes
SITE_ADDRESS = value("SITE_ADDRESS", f"http://127.0.0.1:{value('PORT', '8000')}")
SITE = urlsplit(SITE_ADDRESS)
ALLOWED_HOSTS = [*listed("ALLOWED_HOSTS", SITE.hostname), "127.0.0.1", "localhost"]  # the last two ask after health
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")

# Plain http is for this machine alone; anywhere else the site is https and says so to every browser for a year.
HTTPS = SITE.scheme == "https"
if not HTTPS and SITE.hostname not in {"127.0.0.1", "localhost", "::1"}:
    raise ImproperlyConfigured(f"SITE_ADDRESS is {SITE_ADDRESS}: it has to begin with https:// except on this machine.")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked from inside, without the proxy
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
if flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-session", "__Host-csrf") if HTTPS else ("session", "csrf")
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

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
    "ppo.session_clock.SessionClockMiddleware",
    "ppo.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sharing.gate.FailClosed",
]

ROOT_URLCONF = "ppo.urls"
WSGI_APPLICATION = "ppo.wsgi.application"
PGHISTORY_CONTEXT_FIELD = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "ppo.jinja2.environment",
            "context_processors": ["ppo.shell.shell"],
        },
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
DATABASE_URL = value("DATABASE_URL", EMBEDDED_DATABASE)
OWNER_DATABASE_URL = value("OWNER_DATABASE_URL", EMBEDDED_OWNER if EMBEDDED else DATABASE_URL)
# The sealer of the ledger has a role of its own; its key and the anchors may lie where no other process reaches.
EMBEDDED_SEALER = f"postgres://ppo_sealer@{quote(str(SOCKETS), safe='')}/ppo"
SEALER_DATABASE_URL = value("SEALER_DATABASE_URL", EMBEDDED_SEALER if EMBEDDED else "")
# Who checks the ledger needs to write nothing, and who runs tasks needs nothing that people sign in with.
EMBEDDED_VERIFIER = f"postgres://ppo_verifier@{quote(str(SOCKETS), safe='')}/ppo"
VERIFIER_DATABASE_URL = value("VERIFIER_DATABASE_URL", EMBEDDED_VERIFIER if EMBEDDED else DATABASE_URL)
EMBEDDED_WORKER = f"postgres://ppo_worker@{quote(str(SOCKETS), safe='')}/ppo"
WORKER_DATABASE_URL = value("WORKER_DATABASE_URL", EMBEDDED_WORKER if EMBEDDED else DATABASE_URL)
LEDGER_KEY = Path(value("LEDGER_KEY", VAR / "secrets" / "ledger.key"))
LEDGER_ANCHORS = Path(value("LEDGER_ANCHORS", VAR / "anchors"))
AS_OWNER = flag("PPO_AS_OWNER")  # set by the commands that migrate

AS_WORKER = flag("PPO_AS_WORKER")  # set for the worker and its clock

ADDRESS = OWNER_DATABASE_URL if AS_OWNER else WORKER_DATABASE_URL if AS_WORKER else DATABASE_URL
DATABASES = {"default": dj_database_url.parse(ADDRESS)}
DATABASES["default"] |= {
    "ENGINE": "sharing.engine",
    "ATOMIC_REQUESTS": True,
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
}
DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=2)
if flag("PPO_WEB"):  # threads of the web server share a pool; every other process keeps one connection
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4, "timeout": 10}

EMBEDDED_REDIS = f"unix://{SOCKETS / 'redis.sock'}"
REDIS_URL = value("REDIS_URL", EMBEDDED_REDIS)
# The queue and the cache keep apart: emptying the cache must not empty the queue.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_address(REDIS_URL, 1)}
}

# What has to be done is a row in the database, so a message may be lost or come twice. The rest was measured: a killed
# worker's task comes back after `visibility_timeout`, which must be longer than the longest task.
CELERY_BROKER_URL = broker_address(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_throttle": 1,
    "unacked_restore_interval": 5,
    "socket_timeout": 30,
    "socket_connect_timeout": 2,
    "retry_on_timeout": True,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 1800
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 700_000  # kilobytes; a pack of 40 pages needs about a third of it
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat" / "schedule")
# name of the entry: {"task": "app.tasks.function", "schedule": seconds or crontab}; each floor adds its own lines
WORK_LEASE = 45  # seconds a worker's claim holds unless it is renewed; the work of a killed one waits this long
CELERY_BEAT_SCHEDULE = {
    "give lapsed work back": {"task": "sharing.tasks.sweep", "schedule": 30, "options": {"expires": 30}},
    "move people in the lists": {"task": "casework.tasks.list_facts_refresh", "schedule": crontab(hour=0, minute=5)},
    "move review dates on": {"task": "reviews.tasks.review_dates_refresh", "schedule": crontab(hour=0, minute=10)},
    "look for who may be ready to leave": {"task": "cohort.tasks.leaving_look", "schedule": crontab(hour=0, minute=30)},
    "make last month's packs": {"task": "reports.tasks.packs_ahead", "schedule": 60, "options": {"expires": 60}},
    "compare compiled rows": {"task": "sharing.tasks.compiled_check", "schedule": crontab(hour=2, minute=40)},
    "look for unusual reading": {"task": "sharing.tasks.ledger_watch", "schedule": crontab(hour=6, minute=30)},
    "notice a silent sealer": {"task": "sharing.tasks.ledger_silence", "schedule": 180, "options": {"expires": 180}},
    "look for records kept long enough": {
        "task": "ppo.tasks.retention_look",
        "schedule": crontab(hour=0, minute=20),
    },
    "suggest nominations": {"task": "cohort.tasks.suggestions_look", "schedule": crontab(hour=6, minute=10)},
    "ask for paragraphs": {"task": "cohort.tasks.paragraphs_remind", "schedule": crontab(hour=7, minute=10)},
    "tell of releases": {"task": "casework.tasks.releases_tell", "schedule": crontab(hour=7, minute=15)},
    "remind of letters": {"task": "cohort.tasks.inductions_remind", "schedule": crontab(hour=7, minute=5)},
    "send reminders": {"task": "reviews.tasks.reminders_send", "schedule": crontab(hour=7, minute=0)},
}

# Mail goes out by SMTP. The demo runs a server of its own that keeps every message for /demo/mail/ and sends none on.
DEMO_MAIL = DEMO and not value("EMAIL_HOST")
EMAIL_HOST = value("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(value("EMAIL_PORT", demo_mail_port(VAR) if DEMO_MAIL else 25))
EMAIL_HOST_USER = value("EMAIL_USER")
EMAIL_HOST_PASSWORD = value("EMAIL_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = value("EMAIL_FROM", f"ppo@{SITE.hostname}")
EMAIL_SUBJECT_PREFIX = ""

AUTH_USER_MODEL = "sharing.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ANONYMOUS_USER_NAME = None
# Guardian keeps rows here and is never asked, so its backend has no business in signing in.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 60  # seconds after the last page, see ppo/session_clock.py
SESSION_SAVE_EVERY_REQUEST = False
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # names never travel in cookies
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Sign-in: e-mail and password, then a code or a passkey. Nobody signs up.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "ppo.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "5/15m/key,50/15m/ip",
    "reset_password": "20/15m/ip,3/15m/key",
    "reauthenticate": "10/15m/user",
}
ACCOUNT_FORMS = {
    "login": "ppo.sign_in.LoginForm",
    "reauthenticate": "ppo.sign_in.PasswordAgainForm",
    "change_password": "ppo.sign_in.ChangePasswordForm",
    "reset_password": "ppo.sign_in.ResetPasswordForm",
    "reset_password_from_key": "ppo.sign_in.ResetPasswordKeyForm",
}
MFA_ADAPTER = "ppo.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "PPO case system"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "ppo.sign_in.AuthenticateForm",
    "reauthenticate": "ppo.sign_in.CodeAgainForm",
    "activate_totp": "ppo.sign_in.ActivateTotpForm",
    "add_webauthn": "ppo.sign_in.AddPasskeyForm",
    "edit_webauthn": "ppo.sign_in.NamePasskeyForm",
}

# What browsers are told. No script or style inside a page, nothing from elsewhere, in nobody's frame.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.constants.NONE],
        "script-src": [csp.constants.SELF],
        "style-src": [csp.constants.SELF],
        "img-src": [csp.constants.SELF],
        "font-src": [csp.constants.SELF],
        "connect-src": [csp.constants.SELF],
        "form-action": [csp.constants.SELF],
        "base-uri": [csp.constants.NONE],
        "frame-ancestors": [csp.constants.NONE],
        "report-uri": "/csp-report/",
    }
}
CSRF_FAILURE_VIEW = "ppo.errors.form_expired"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = Path(value("STATIC_ROOT", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(value("MEDIA_ROOT", VAR / "files"))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

LOGGING = logging_to_console(value("LOG_LEVEL", "INFO"))

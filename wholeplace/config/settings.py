"""The settings of the site. Everything that differs between machines comes from the environment."""

import os
from pathlib import Path

import dj_database_url

from wholeplace.config.logs import logging_settings

HOUSE = Path(__file__).resolve().parent.parent
PROJECT = HOUSE.parent


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes"}


# A machine for development says so; anything else must bring its own secrets.
DEVELOPMENT = _flag("WHOLEPLACE_DEVELOPMENT")
DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or ("for development only" * 3 if DEVELOPMENT else "")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
# How many proxies of ours stand in front: only what they say of where a request comes from is believed.
PROXIES = int(os.environ.get("WHOLEPLACE_PROXIES") or "0")
# Lets a machine other than this one read the figures of the site; without it only this one may.
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
# Where the backup leaves word of its last success.
BACKUP_STATE = os.environ.get("WHOLEPLACE_BACKUP_STATE", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "procrastinate.contrib.django",
    "wholeplace.ground.records",
    "wholeplace.ground.trail",
    "wholeplace.together.people",
    "wholeplace.doors.web",
    "wholeplace.doors.api",
    "wholeplace.doors.cli",
    "wholeplace.doors.clock",
]

# Rooms that are built, in the order of the house from the ground up.
ROOMS = [
    "wholeplace.ground.files",
    "wholeplace.ground.overrides",
    "wholeplace.ground.intake",
    "wholeplace.ground.retention",
    "wholeplace.together.places",
    "wholeplace.together.directory",
    "wholeplace.together.partnership",
    "wholeplace.together.sharing",
    "wholeplace.together.requests",
    "wholeplace.together.decisions",
    "wholeplace.analyse.indicators",
    "wholeplace.analyse.needs",
    "wholeplace.analyse.outcomes",
    "wholeplace.plan.funds",
    "wholeplace.plan.plans",
    "wholeplace.do.contracts",
    "wholeplace.review.monitoring",
]
INSTALLED_APPS += [room for room in ROOMS if (HOUSE / Path(*room.split(".")[1:]) / "models.py").exists()]

MIDDLEWARE = [
    # Whatever answers, what stands here is on it: files, refusals and failures as well as pages.
    "wholeplace.doors.web.requests.with_an_id",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wholeplace.doors.web.headers.with_headers",
    "django.middleware.security.SecurityMiddleware",
    "wholeplace.doors.web.operations.early.answered_early",
    "wholeplace.doors.web.requests.with_a_line",
    "wholeplace.doors.api.middleware.problems_under_api",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wholeplace.doors.web.middleware.whole_response_transaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wholeplace.doors.web.sessions.sessions_end",
    "wholeplace.doors.web.middleware.acting_as",
    "wholeplace.doors.web.middleware.only_declared",
    "axes.middleware.AxesMiddleware",
]

if _flag("WHOLEPLACE_TIMING"):
    MIDDLEWARE.insert(0, "wholeplace.doors.web.timing.server_timing")

ROOT_URLCONF = "wholeplace.config.urls"
WSGI_APPLICATION = "wholeplace.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HOUSE / "doors" / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "wholeplace.doors.web.shell.templates.environment",
            "context_processors": [
                "django.template.context_processors.csrf",
                "wholeplace.doors.web.shell.templates.shell",
                "wholeplace.doors.web.shell.once.marks",
            ],
        },
    },
]

# The runtime role serves; the migrator changes the shape of the database, and nothing else uses it.
_RUNTIME = os.environ.get("RUNTIME_DATABASE_URL", "postgresql:///wholeplace")
_AS_MIGRATOR = _flag("WHOLEPLACE_AS_MIGRATOR")
_ADDRESS = os.environ.get("MIGRATOR_DATABASE_URL", _RUNTIME) if _AS_MIGRATOR else _RUNTIME
# Queries that come again and again are planned once a connection, whatever they are asked for: planning costs more than
# answering most of them.
_PREPARED = {
    "server_side_binding": True,
    "prepare_threshold": 0,
    "options": "-c plan_cache_mode=force_generic_plan",
}
# A migration that cannot have its lock at once fails, and changes nothing, rather than keeping everybody waiting.
_MIGRATING = {"OPTIONS": {"options": "-c lock_timeout=2s"}}
_SERVING = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "OPTIONS": _PREPARED}
DATABASES = {
    "default": dj_database_url.parse(_ADDRESS) | (_MIGRATING if _AS_MIGRATOR else _SERVING),
    # Refusals are written on a connection of their own, so that they outlive the transaction they refused.
    "refusals": dj_database_url.parse(_ADDRESS, conn_max_age=600, conn_health_checks=True)
    | {"TEST": {"MIRROR": "default"}},
}
# The queue of background work: its jobs stand in `doors/clock`, not where its library would look for them.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Signs who a transaction reads for, so that the database believes no one else. 32 bytes or more.
CONTEXT_KEY = os.environ.get("CONTEXT_KEY") or SECRET_KEY

# What seals the trail, and where its last head is kept: both outside the database. Only the sealer needs the key.
SEAL_KEY_FILE = os.environ.get("SEAL_KEY_FILE", "")
SEAL_KEPT_FILE = os.environ.get("SEAL_KEPT_FILE", "")

# Where the content of files is kept that people bring in: outside everything that is served.
FILES = os.environ.get("WHOLEPLACE_FILES") or str(PROJECT / "var" / "files")

# One person an address however it is capitalised: a unique constraint on the lower-cased address.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "front"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", PROJECT / "var" / "static"))
STATICFILES_DIRS = [HOUSE / "doors" / "web" / "static"]
# Served from where they are built: nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# A name that begins so is taken by a browser only over HTTPS, and from no neighbour of this host.
_KEPT_TO_THIS_HOST = "" if DEVELOPMENT else "__Host-"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_KEPT_TO_THIS_HOST}session", f"{_KEPT_TO_THIS_HOST}csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEVELOPMENT
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if DEVELOPMENT else 365 * 24 * 60 * 60
SECURE_SSL_REDIRECT = not DEVELOPMENT
# Whoever looks after the machine asks these on the machine itself.
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
X_FRAME_OPTIONS = "DENY"

AXES_CLIENT_IP_CALLABLE = "wholeplace.doors.web.throttle.address_of"
# As the form sends it. Left unsaid it is the name of the column, which no form sends, and nobody is stopped.
AXES_USERNAME_FORM_FIELD = "username"
# What is never kept of a failed try: by default it would keep all that was sent but a field called password.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "old", "new", "again"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "wholeplace.doors.web.home.views.locked_out"
AXES_DISABLE_ACCESS_LOG = True

_SELF = "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": [_SELF],
        "style-src": [_SELF],
        "img-src": [_SELF],
        "font-src": [_SELF],
        "connect-src": [_SELF],
        "manifest-src": [_SELF],
        "form-action": [_SELF],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = logging_settings(level=os.environ.get("LOG_LEVEL") or ("WARNING" if DEVELOPMENT else "INFO"))

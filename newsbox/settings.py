"""Django's settings, from NEWSBOX_* variables and the lines of $NEWSBOX_HOME/newsbox.toml.

docs/reference/settings.md lists them all; tests/test_house.py holds the two together.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsbox import __version__, configuration
from newsbox.errors import SettingsError

HERE = Path(__file__).parent
HOME = configuration.home()
_setting = configuration.setting


def _whole(name: str, default: int, *, least: int = 0, most: int) -> int:
    text = _setting(name, str(default))
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
        raise SettingsError(f"this must be a whole number from {least} to {most}, not {text!r}.", about=name)
    return int(text)


def _truth(name: str, default: bool) -> bool:
    text = _setting(name, "yes" if default else "no").strip().lower()
    if text not in ("yes", "no", "true", "false", "1", "0", "on", "off"):
        raise SettingsError(f"this must be yes or no, not {text!r}.", about=name)
    return text in ("yes", "true", "1", "on")


def _address() -> str:
    """Where the site is reached from outside, without a slash at its end."""
    text = _setting("NEWSBOX_ADDRESS").rstrip("/")
    try:
        is_plain = bool(re.fullmatch(r"https?://[^/\s?#@]+", text)) and urlsplit(text).port != 0
    except ValueError:
        is_plain = False
    if text and not is_plain:
        raise SettingsError("this must be like https://news.example.org, without a path.", about="NEWSBOX_ADDRESS")
    return text


def _log_level(default: str) -> str:
    level = _setting("NEWSBOX_LOG", default).upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise SettingsError(f"this must be DEBUG, INFO, WARNING or ERROR, not {level!r}.", about="NEWSBOX_LOG")
    return level


def _zone() -> str:
    """The machine's time zone, unless a setting names one."""
    name = _setting("NEWSBOX_TIME_ZONE") or os.environ.get("TZ", "").lstrip(":")
    if not name:
        try:
            name = str(Path("/etc/localtime").readlink()).partition("zoneinfo/")[2]
        except OSError:
            name = ""
    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        if _setting("NEWSBOX_TIME_ZONE"):
            raise SettingsError(
                f"there is no time zone named {name!r}; they are named like Europe/Paris.", about="NEWSBOX_TIME_ZONE"
            ) from error
        return "UTC"
    return name or "UTC"


def _database() -> dict[str, Any]:
    """SQLite in the box's folder, or what NEWSBOX_DATABASE names: postgresql://NAME:PASSWORD@HOST:PORT/DATABASE."""
    address = _setting("NEWSBOX_DATABASE")
    wrong = SettingsError(
        "this must be sqlite:///PATH or postgresql://NAME:PASSWORD@HOST:PORT/DATABASE.", about="NEWSBOX_DATABASE"
    )
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise wrong from error
    if parts.scheme == "sqlite" and parts.netloc:
        raise wrong
    if not address or parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": Path(unquote(parts.path)) if parts.path.strip("/") else HOME / "newsbox.sqlite3",
            # Readers never wait for the writer (WAL), and a writer takes its turn at once instead of failing half-way.
            "OPTIONS": {
                "timeout": 30,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;",
            },
        }
    if parts.scheme not in ("postgres", "postgresql"):
        raise wrong
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_HEALTH_CHECKS": True,
    }


def _secret_key() -> str:
    """The box's own key, made at first start and kept in its folder for its owner alone."""
    place = HOME / "secret.key"
    try:
        if key := place.read_text("ascii").strip():
            return key
    except FileNotFoundError:
        pass
    HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = HOME / f".secret.{os.getpid()}"
    made.touch(mode=0o600)
    made.write_text(secrets.token_urlsafe(48), "ascii")
    try:
        os.link(made, place)  # fails where another process was first, and then its key counts
    except OSError:
        pass
    if not place.exists() or not place.read_text("ascii").strip():
        made.replace(place)
    made.unlink(missing_ok=True)
    return place.read_text("ascii").strip()


# NewsBox's own ---------------------------------------------------------------------------------------------------

NEWSBOX_HOME = HOME
NEWSBOX_VERSION = __version__
NEWSBOX_ALLOW_NETWORKS: tuple[str, ...] = configuration.listed("NEWSBOX_ALLOW_NETWORKS")
NEWSBOX_CONTACT = configuration.contact()
# The language models are the reading room's; it is named here so that a line of the file may name it.
NEWSBOX_MODELS: tuple[str, ...] = configuration.listed("NEWSBOX_MODELS")
# So are those of a model of the owner's own, which are gathering's.
NEWSBOX_OPINION_URL = configuration.setting("NEWSBOX_OPINION_URL")
NEWSBOX_OPINION_MODEL = configuration.setting("NEWSBOX_OPINION_MODEL")
NEWSBOX_OPINION_KEY = configuration.setting("NEWSBOX_OPINION_KEY")
NEWSBOX_OPINION_WAIT = configuration.setting("NEWSBOX_OPINION_WAIT")
NEWSBOX_PAUSE = _whole("NEWSBOX_PAUSE", 1000, most=600_000) / 1000
NEWSBOX_INTERVAL = _whole("NEWSBOX_INTERVAL", 60, least=5, most=7 * 24 * 60) * 60.0
NEWSBOX_LONGEST_INTERVAL = _whole("NEWSBOX_LONGEST_INTERVAL", 24 * 60, least=5, most=30 * 24 * 60) * 60.0
NEWSBOX_ADDRESS = _address()
NEWSBOX_PICTURES = _truth("NEWSBOX_PICTURES", True)
NEWSBOX_REVISITS = _truth("NEWSBOX_REVISITS", True)

# Django's --------------------------------------------------------------------------------------------------------

SECRET_KEY = _secret_key()
DEBUG = False
_IS_TLS = NEWSBOX_ADDRESS.startswith("https://")
_OWN_HOST = [urlsplit(NEWSBOX_ADDRESS).hostname or ""] if NEWSBOX_ADDRESS else []
_NAME = socket.gethostname().lower()
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    ".localhost",
    _NAME,
    f"{_NAME}.local",
    *filter(None, _OWN_HOST),
    *configuration.listed("NEWSBOX_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [NEWSBOX_ADDRESS] if NEWSBOX_ADDRESS else []
USE_X_FORWARDED_HOST = bool(NEWSBOX_ADDRESS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _IS_TLS else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "newsbox.library",
    "newsbox.shelf",
    "newsbox.desk",
    "newsbox.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "newsbox.urls"
ASGI_APPLICATION = "newsbox.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "visits"]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "shelf.Person"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "front"
LOGOUT_REDIRECT_URL = "sign-in"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

SESSION_COOKIE_NAME = "newsbox_session"
SESSION_COOKIE_AGE = 60 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _IS_TLS
CSRF_COOKIE_NAME = "newsbox_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Other hosts never hear where somebody came from; with no-referrer browsers would send our own forms with "Origin: null".
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _IS_TLS else 0
X_FRAME_OPTIONS = "DENY"
# Nothing on a page is loaded from another host, and no script stands in a page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        # Embeds are shown by a page of the box's own, which alone may hold a frame of the platform's.
        "frame-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = _zone()
USE_I18N = False

STATIC_URL = "static/"
# Whitenoise finds the files in the package by itself: no collecting step stands between installing and serving.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Their addresses carry a digest of what is in them (web/templatetags/news.py: asset); fonts never change.
WHITENOISE_MAX_AGE = 7 * 24 * 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": _log_level("WARNING")},
    "loggers": {
        "newsbox": {"level": _log_level("INFO")},
        # What a stranger types into the address is no fault of the box.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        # Every reader of broken pages complains; what concerns a person is said in our own words.
        "trafilatura": {"level": "CRITICAL"},
        "htmldate": {"level": "CRITICAL"},
        "courlan": {"level": "CRITICAL"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "PIL": {"level": "WARNING"},
    },
}

configuration.check_names()

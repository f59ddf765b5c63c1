"""A school that marks papers. For trying out: SQLite, files beside this folder, a secret of its own for each start."""

import os
import secrets
from pathlib import Path

HOME = Path(os.environ.get("SCHOOL_HOME", Path(__file__).resolve().parent.parent / "data"))
HOME.mkdir(parents=True, exist_ok=True)

SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "korrigo.django",
    "marking",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "korrigo.django.http.KorrigoErrorMiddleware",
]
ROOT_URLCONF = "school.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    }
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "school.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
STATIC_URL = "static/"
# Scans and papers: no URL leads here, files leave through views alone.
MEDIA_ROOT = HOME / "files"
# Keys of exams, apart from the files and the database.
KEYS_ROOT = HOME / "keys"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "exams"
KORRIGO = {"MAX_PAGES": 2000}

"""The smallest project that has the application: for its tests."""

import os
import tempfile

SECRET_KEY = "only for tests"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "korrigo.django", "school"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
MEDIA_ROOT = tempfile.mkdtemp(prefix="korrigo-tests-")
TEST_RUNNER = "runner.Runner"
if os.environ.get("KORRIGO_TEST_DATABASE") == "postgresql":
    DATABASES["default"] = {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "postgres"}

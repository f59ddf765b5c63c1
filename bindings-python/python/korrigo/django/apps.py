"""What Django needs to know of this application."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections


class KorrigoConfig(AppConfig):
    """Tables for copies, under the label `korrigo`."""

    name = "korrigo.django"
    label = "korrigo"
    verbose_name = "korrigo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_settings)
        checks.register(check_databases, checks.Tags.database)


def check_settings(**_: Any) -> list[checks.CheckMessage]:
    """A setting with a wrong name stops the project before it starts."""
    from .conf import setting

    try:
        setting("MAX_PAGES")
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="korrigo.E001")]
    return []


def check_databases(databases: Any = None, **_: Any) -> list[checks.CheckMessage]:
    """Ids are compared byte by byte, which not every database does."""
    from .store import CLOCKS

    vendors = {connections[alias].vendor for alias in databases or ()}
    return [
        checks.Warning(f"korrigo cannot keep copies in {vendor}", hint="PostgreSQL or SQLite", id="korrigo.W001")
        for vendor in sorted(vendors - set(CLOCKS))
    ]

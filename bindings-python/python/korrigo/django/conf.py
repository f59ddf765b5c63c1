"""The settings of this application: one dictionary, each limit in one place.

    KORRIGO = {
        "MAX_FILE_BYTES": 1 << 30,  # of an upload
        "MAX_PAGES": 5000,          # of an upload
        "ACCEPT_REPAIRED": True,    # whether damaged files that could be repaired are accepted
        "STORAGE": "default",       # which of STORAGES holds scans and results
    }

What is left out has the value shown. A name that is not known is an error: a typing mistake must not lift a limit.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import Storage, storages

DEFAULTS: dict[str, Any] = {
    "MAX_FILE_BYTES": 1 << 30,
    "MAX_PAGES": 5000,
    "ACCEPT_REPAIRED": True,
    "STORAGE": "default",
}


def setting(name: str) -> Any:
    """The value of a setting."""
    given = getattr(settings, "KORRIGO", {})
    unknown = sorted(set(given) - set(DEFAULTS))
    if unknown:
        raise ImproperlyConfigured(f"KORRIGO has no setting {', '.join(unknown)}; it has {', '.join(DEFAULTS)}")
    return given.get(name, DEFAULTS[name])


def default_storage() -> Storage:
    """The storage that jobs use when none is named."""
    return storages[setting("STORAGE")]

"""What Django needs to know of this application."""

from django.apps import AppConfig


class KorrigoConfig(AppConfig):
    """Tables for copies, under the label `korrigo`."""

    name = "korrigo.django"
    label = "korrigo"
    verbose_name = "korrigo"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

# An app takes part by having a file of one of these names; nothing below knows the app.
FILES = ("policies", "scope", "kind", "notices", "search", "live")


class CoreConfig(AppConfig):
    name = "tilth.core"

    def ready(self) -> None:
        autodiscover_modules(*FILES)

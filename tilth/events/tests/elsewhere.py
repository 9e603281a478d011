"""What another process has to be told."""

from django.db import connection


def address() -> str:
    """Of the database of these tests, for another process."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    sign_in = f"{settings['USER']}:{settings['PASSWORD']}"
    return f"postgres://{sign_in}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"

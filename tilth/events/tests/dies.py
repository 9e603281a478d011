"""A process that delivers what waits, and is killed at it: `python -m … MOMENT SUBSCRIBER`.

MOMENT is `before`, `during` (after the first write), `after` or `never`; SUBSCRIBER is the dotted
name of the one in which it happens. Says `delivered N` if it lives.
"""

import os
import signal
import sys
from functools import wraps
from typing import Any

import django


def main(moment: str, name: str) -> None:
    django.setup()

    from django.db import connection

    from tilth.events import outbox
    from tilth.events.dispatcher import deliver_pending

    def die_after_a_write(execute: Any, sql: str, *rest: Any) -> Any:
        result = execute(sql, *rest)
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            die()
        return result

    def dying(subscriber: Any) -> Any:
        @wraps(subscriber)
        def handle(event: Any) -> None:
            if moment == "before":
                die()
            if moment == "during":
                with connection.execute_wrapper(die_after_a_write):
                    subscriber(event)
            else:
                subscriber(event)
            die()

        return handle

    for handlers in outbox.subscribers.values():
        handlers[:] = [
            dying(each)
            if moment != "never" and f"{each.__module__}.{each.__name__}" == name
            else each
            for each in handlers
        ]
    sys.stdout.write(f"delivered {deliver_pending()}\n")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])

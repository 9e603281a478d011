from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection


def at_once[T](work: Callable[[], T], times: int = 4) -> list[T]:
    """The same, in so many threads that begin together; what each came to."""
    start = Barrier(times)
    results: list[T] = []

    def run() -> None:
        try:
            start.wait(10)
            results.append(work())
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(results) == times
    return results

"""Several workers under uvicorn's supervisor."""

from uvicorn.supervisors import multiprocess

HEALTH_SECONDS = 30  # in which a worker answers its supervisor, also on a busy machine


class Worker(multiprocess.Process):
    def start(self) -> None:
        """The supervisor asks each worker twice a second whether it is alive. It holds the worker's
        end of that pipe too, so that of one that is killed while it is asked it sees no end, and
        waits as long as for one that is busy: half a minute with one worker less. Closed here, the
        end is seen at once."""
        super().start()
        self.child_conn.close()


def notice_dead_workers() -> None:
    """From now on uvicorn's supervisor starts such workers; it has no setting for their class."""
    multiprocess.Process = Worker  # type: ignore[misc]

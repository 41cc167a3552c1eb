"""The loop of the background worker: the schedule, our queue, and Wagtail's tasks, one thing at a time."""

import logging
import signal
import time
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from lms.jobs.services import enqueue_schedule, run_due
from lms.jobs.tasks import run_one_task

log = logging.getLogger("polku.jobs")

#: How long an idle worker waits before it looks again; also the longest time it takes to stop.
IDLE_SECONDS = 0.5
#: Jobs in a row before the others get their turn.
BATCH = 20


class Worker:
    """Works until it is told to stop; then it ends after the job in hand."""

    def __init__(self) -> None:
        self.running = True
        self._scheduled: set[str] = set()

    def listen(self) -> None:
        """Stop on SIGTERM and SIGINT."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        self.running = False

    def run(self) -> None:
        """Work until stopped. A database that is away is waited for: the queue is in it."""
        while self.running:
            try:
                busy = self.turn()
            except (OperationalError, InterfaceError) as error:
                log.error("the database did not answer: %s", type(error).__name__)
                connection.close()
                busy = 0
            if not busy and self.running:
                time.sleep(IDLE_SECONDS)

    def turn(self) -> int:
        """One look at everything; return how much was done."""
        close_old_connections()
        enqueue_schedule(known=self._scheduled)
        return run_due(BATCH) + run_one_task()

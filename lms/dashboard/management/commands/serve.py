"""The web server and the worker together, until one is told to stop.

All of them are forked from one process that has read the code and done nothing else: reading it takes three seconds,
which a start would otherwise wait for three times over. What prepares the database is one of them, too, so that
nothing it remembers is left behind in the others.
"""

import multiprocessing
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from multiprocessing.process import BaseProcess

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from gunicorn.app.wsgiapp import run as run_gunicorn

from lms.dashboard.management.commands.demo import print_welcome


class Command(BaseCommand):
    help = "Serve the site on 127.0.0.1 (PORT, 8000 when not set) with the background worker beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--prepare", action="store_true", help="Do first what `manage.py prepare` does.")

    def handle(self, *args, prepare: bool, **options) -> None:
        port = os.environ.get("PORT", "8000")
        if not port.isdigit() or not 0 < int(port) < 65536:
            self.stderr.write(f"PORT is {port!r}: use a number between 1 and 65535, for example PORT=8080 make run.")
            sys.exit(2)
        os.chdir(settings.BASE_DIR)
        if prepare:
            first = started(lambda: call_command("prepare"))
            first.join()
            if first.exitcode:
                sys.exit(first.exitcode)
        children = {"web": started(lambda: serve_web(port)), "worker": started(work)}
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            self.wait_until_serving(int(port), children["web"])
            print_welcome(port, self.stdout)
            self.watch(children)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping …")
        finally:
            stop(children.values())

    def wait_until_serving(self, port: int, web: BaseProcess) -> None:
        """Say that the site is up only when it answers."""
        for _ in range(900):
            if not web.is_alive():
                self.stderr.write(f"The web server did not start. Is port {port} in use? Try PORT=8080 make run.")
                sys.exit(1)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=1)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stderr.write("The web server starts slowly; see the messages above.")

    def watch(self, children: dict[str, BaseProcess]) -> None:
        """End with the web server; a worker that dies is started again."""
        while children["web"].is_alive():
            if not children["worker"].is_alive():
                self.stderr.write("The worker ended and is started again.")
                children["worker"] = started(work)
            time.sleep(1)
        sys.exit(children["web"].exitcode)


def started(task: Callable[[], None]) -> BaseProcess:
    """A process of its own that does ``task``, with its own connections to the database."""
    connections.close_all()  # one that two processes share is heard by both
    process = multiprocessing.get_context("fork").Process(target=_do, args=(task,))
    process.start()
    return process


def _do(task: Callable[[], None]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not what the process it comes from does
    try:
        task()
    except CommandError as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(refusal.returncode)
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell says of what was interrupted


def work() -> None:
    """The background worker."""
    call_command("worker")


def serve_web(port: str) -> None:
    """The web server, as its own command would run it."""
    sys.argv = ["gunicorn", *gunicorn(port)]
    run_gunicorn()


def gunicorn(port: str) -> list[str]:
    """What gunicorn is told: on SQLite one process of four threads (one writer); on PostgreSQL two of eight."""
    workers, threads = ("1", "4") if connection.vendor == "sqlite" else ("2", "8")
    return [
        "lms.wsgi:application",
        f"--bind=127.0.0.1:{port}",
        "--worker-class=gthread",
        f"--workers={workers}",
        f"--threads={threads}",
        "--preload",
        "--graceful-timeout=10",
        "--log-level=warning",
    ]


def stop(children: Iterable[BaseProcess]) -> None:
    """Ask politely, wait, then insist."""
    for child in children:
        child.terminate()
    for child in children:
        child.join(timeout=15)
        if child.is_alive():
            child.kill()

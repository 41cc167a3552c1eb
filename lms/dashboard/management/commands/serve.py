"""The web server and the worker together, until one is told to stop."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, connections

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
        if prepare:
            call_command("prepare")
            connections.close_all()  # the server and the worker open their own
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "lms.settings.demo")
        }
        worker = [sys.executable, "manage.py", "worker"]
        children = {
            "web": subprocess.Popen(gunicorn(port), env=environment, cwd=settings.BASE_DIR),
            "worker": subprocess.Popen(worker, env=environment, cwd=settings.BASE_DIR),
        }
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            self.wait_until_serving(int(port), children["web"])
            print_welcome(port, self.stdout)
            self.watch(children, worker, environment)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping …")
        finally:
            stop(children.values())

    def wait_until_serving(self, port: int, web: subprocess.Popen) -> None:
        """Say that the site is up only when it answers."""

        for _ in range(900):
            if web.poll() is not None:
                self.stderr.write(f"The web server did not start. Is port {port} in use? Try PORT=8080 make run.")
                sys.exit(1)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=1)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stderr.write("The web server starts slowly; see the messages above.")

    def watch(self, children: dict[str, subprocess.Popen], worker: list[str], environment: dict[str, str]) -> None:
        """End with the web server; a worker that dies is started again."""
        while children["web"].poll() is None:
            if children["worker"].poll() is not None:
                self.stderr.write("The worker ended and is started again.")
                children["worker"] = subprocess.Popen(worker, env=environment, cwd=settings.BASE_DIR)
            time.sleep(1)
        sys.exit(children["web"].returncode)


def gunicorn(port: str) -> list[str]:
    """On SQLite one process of four threads (one writer); on PostgreSQL two of eight."""
    workers, threads = ("1", "4") if connection.vendor == "sqlite" else ("2", "8")
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "lms.wsgi:application",
        f"--bind=127.0.0.1:{port}",
        "--worker-class=gthread",
        f"--workers={workers}",
        f"--threads={threads}",
        "--preload",
        "--graceful-timeout=10",
        "--log-level=warning",
    ]


def stop(children) -> None:
    """Ask politely, wait, then insist."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()

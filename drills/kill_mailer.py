"""The worker is killed again and again while it sends mail, most often between the server's yes and its own note of it.

No mail may be lost, and a mail that arrives twice must be the same mail: SMTP knows no other promise.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller

from drills.server import ROOT, place, tell


class Sink:
    """An SMTP server that keeps the Message-ID of what it takes, and at some of them kills whoever sent it."""

    def __init__(self, chance: random.Random, kills: int) -> None:
        self.arrived: list[str] = []
        self.worker: subprocess.Popen | None = None
        self.kills_left, self.killed = kills, 0
        self._chance, self._lock = chance, threading.Lock()

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802 -- aiosmtpd's name
        with self._lock:
            self.arrived.append(message_from_bytes(envelope.content)["Message-ID"])
            if self.kills_left and self.worker and self._chance.random() < 0.3:
                self.kills_left -= 1
                self.killed += 1
                self.worker.send_signal(signal.SIGKILL)  # it took the mail, and the sender will never know
        return "250 OK"


def world(environment: dict[str, str], *arguments: str) -> str:
    """One part of the work on the database, in a process of its own; returns what it said."""
    command = [sys.executable, "-W", "ignore", "-m", "drills.mail_world", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


@contextmanager
def worker(environment: dict[str, str], sink: Sink):
    """The worker as an installation runs it."""
    command = [sys.executable, "-W", "ignore", "manage.py", "worker"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    sink.worker = process
    try:
        yield process
    finally:
        sink.worker = None
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=40)


def send_all(environment: dict[str, str], sink: Sink, mails: int, at_most: float) -> int:
    """Start the worker again after each death until nothing waits; returns how many mails still wait. The lease of
    the mail in hand is ended at once instead of after its minute."""
    ends, waiting = time.monotonic() + at_most, mails
    while waiting and time.monotonic() < ends:
        with worker(environment, sink) as process:
            while process.poll() is None and len(set(sink.arrived)) < mails and time.monotonic() < ends:
                time.sleep(0.2)
        waiting = int(world(environment, "hurry"))
    return waiting


def drill(database: str, asked: argparse.Namespace) -> bool:
    """On one database; whether every mail arrived and every second arrival was the same mail."""
    with place(database) as environment:
        sink = Sink(random.Random(asked.seed), asked.kills)
        controller = Controller(sink, hostname="127.0.0.1", port=int(environment["PORT"]))
        environment |= {"DJANGO_SETTINGS_MODULE": "drills.mail_settings", "EMAIL_PORT": environment["PORT"]}
        Path(environment["POLKU_VAR"]).mkdir(parents=True, exist_ok=True)
        expected = set(json.loads(world(environment, "make", "--mails", str(asked.mails))))
        controller.start()
        try:
            waiting = send_all(environment, sink, len(expected), asked.at_most)
        finally:
            controller.stop()
    arrived = Counter(sink.arrived)
    lost, foreign = expected - set(arrived), set(arrived) - expected
    twice = sum(times - 1 for times in arrived.values())
    tell(
        f"{database}: {len(expected)} mails, worker killed {sink.killed} times, {len(lost)} lost, {waiting} waiting, "
        f"{twice} sent again with the same Message-ID, {len(foreign)} unknown (seed {asked.seed})"
    )
    return not lost and not foreign and not waiting and sink.killed >= asked.kills and twice <= sink.killed


def asked_for(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", nargs="+", choices=["PostgreSQL", "SQLite"], default=["PostgreSQL", "SQLite"])
    parser.add_argument("--mails", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--at-most", type=float, default=600, help="seconds")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    asked = asked_for(arguments)
    verdicts = [drill(database, asked) for database in asked.on]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

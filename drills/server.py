"""The real server on a database of its own, its web processes, and the way to kill one of them."""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / ".ci")]

from postgres import postgres_server, running_postgres, url_of  # noqa: E402, F401 -- lies beside `make test`


def tell(line: str) -> None:
    """A line of the report, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def place(database: str, url: str = "") -> Iterator[dict[str, str]]:
    """The environment of a site in a directory of its own, on a PostgreSQL of its own when asked for and none given."""
    with ExitStack() as stack:
        if database == "PostgreSQL" and not url:
            url = stack.enter_context(running_postgres())
        directory = stack.enter_context(tempfile.TemporaryDirectory(prefix="polku-drill-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        mine = {"POLKU_VAR": directory, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "drills.settings"}
        yield os.environ | mine | {"PORT": str(port)}


def step(environment: dict[str, str], *arguments: str) -> None:
    """One part of the work on the database, in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "drills.world", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


@dataclass(frozen=True)
class Server:
    """``manage.py serve``: a web server with its processes, and a worker beside it."""

    process: subprocess.Popen

    def web_processes(self) -> list[int]:
        """The processes that answer: children of the web server, which is a child of ``serve``. Its other child, the
        worker, has none."""
        return [answering for child in children(self.process.pid) for answering in children(child)]

    def kill_one(self, chance: random.Random) -> bool:
        """``kill -9`` for one that is chosen by chance; False when none is there yet."""
        alive = sorted(self.web_processes())
        if not alive:
            return False
        try:
            os.kill(chance.choice(alive), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True


@contextmanager
def running_server(environment: dict[str, str]) -> Iterator[Server]:
    """Started as an installation starts it; stopped afterwards."""
    command = [sys.executable, "manage.py", "serve"]
    silent = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stdout=silent, stderr=silent)
    try:
        wait_for(f"http://127.0.0.1:{environment['PORT']}/health/ready")
        yield Server(process)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=40)


def wait_for(url: str) -> None:
    for _ in range(1200):
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer")


def children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []

"""The pages through the real server on loopback: how long somebody waits, alone and among eight, and requests a second.

The client is plain threads on the same machine and takes its share of the processor; compare inside the table only.
"""

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

django.setup()

from django.conf import settings  # noqa: E402 -- needs the apps

from bench.acts import hidden_fields  # noqa: E402
from bench.door import CSRF  # noqa: E402
from courses.api import Course, Run  # noqa: E402
from lms.dashboard.management.commands.serve import gunicorn  # noqa: E402

CROWD = 8
#: No more requests than this in one measurement, however fast they are.
MOST = 5000

Request = tuple[str, str, str, str]


@contextmanager
def running_server() -> Iterator[int]:
    """The site's own server on a free port; stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", *gunicorn(str(port))]
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


class Visitor:
    """One client with its connection and its own requests."""

    def __init__(self, port: int, requests: Iterator[Request]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        # The first one is made now: a client that has to open a quiz first does so before the clock starts.
        self.requests = begun(requests)
        self.times: list[float] = []
        self.bytes = 0
        self.wrong: list[int] = []

    def ask(self, request: Request) -> http.client.HTTPResponse:
        method, path, cookie, body = request
        headers = {"Cookie": cookie} if cookie else {}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        self.text = answer.read()
        return answer

    def work(self, until: float) -> None:
        for request in islice(self.requests, MOST):
            began = time.perf_counter()
            answer = self.ask(request)
            self.times.append((time.perf_counter() - began) * 1000)
            self.bytes = max(self.bytes, len(self.text))
            if answer.status not in (200, 302):
                self.wrong.append(answer.status)
            if time.perf_counter() > until:
                break


def begun(requests: Iterator[Request]) -> Iterator[Request]:
    """The same requests with the first one made already."""
    first = next(requests, None)
    return requests if first is None else chain([first], requests)


class Load:
    """Sends the requests of each row, first from one client and then from a crowd."""

    def __init__(self, port: int, facts: dict[str, Any], seconds: float) -> None:
        self.port, self.facts, self.seconds = port, facts, seconds
        self.clients = facts["sessions"]["clients"]
        self.studies = f"/oma/opinnot/{facts['run']}/"
        self.quiz = f"{self.studies}testi/{facts['quiz']}/"
        self.programme = Run.objects.filter(course__policy=Course.Policy.PRIVATE).order_by("pk").first().code

    def paths(self) -> dict[str, tuple[str, str]]:
        """(path, whose session) of the rows that are read again and again."""
        return {
            "front": ("/", ""),
            "programme": ("/voimavarat/", ""),
            "catalogue": ("/koulutukset/", ""),
            "course_page": (self.facts["course_page"], ""),
            "exercise": (f"/valmennus/{self.programme}/osa/1/1/", ""),
            "my_page": ("/oma/", "reader"),
            "course_home": (self.studies, "reader"),
            "lesson": (f"{self.studies}{self.facts['lesson']}/", "reader"),
            "question": (f"{self.quiz}3/", "client"),
            "matrix": (f"/kouluttaja/ryhma/{self.facts['run']}/", "trainer"),
        }

    def measure(self, makers: list[Iterator[Request]]) -> dict[str, float]:
        """Each visitor takes its requests from its own maker."""
        visitors = [Visitor(self.port, maker) for maker in makers]
        until = time.perf_counter() + self.seconds
        threads = [threading.Thread(target=visitor.work, args=(until,)) for visitor in visitors]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        if wrong := sorted({status for visitor in visitors for status in visitor.wrong}):
            return {"error": f"answered {wrong}"}
        times = sorted(one for visitor in visitors for one in visitor.times)
        return {
            "p50": statistics.median(times),
            "p95": times[int(len(times) * 0.95)] if len(times) > 1 else times[0],
            "per_second": len(times) / took,
            "bytes": max(visitor.bytes for visitor in visitors),
            "requests": len(times),
        }

    def repeated(self, path: str, who: str, number: int) -> Iterator[Request]:
        key = self.clients[number] if who == "client" else self.facts["sessions"].get(who, "")
        return cycle([("GET", path, f"sessionid={key}" if key else "", "")])

    def marking(self, number: int) -> Iterator[Request]:
        """A client of its own marks every lesson once."""
        cookie = f"csrftoken={CSRF}; sessionid={self.clients[number]}"
        body = urlencode({"csrfmiddlewaretoken": CSRF})
        return iter([("POST", f"{self.studies}{slug}/tehty/", cookie, body) for slug in self.facts["steps"]])

    def saving(self, number: int) -> Iterator[Request]:
        """A client of its own saves one answer again and again, as an open page does."""
        cookie = f"csrftoken={CSRF}; sessionid={self.clients[number]}"
        starter = Visitor(self.port, iter(()))
        starter.ask(("POST", self.quiz, cookie, urlencode({"csrfmiddlewaretoken": CSRF})))
        starter.ask(("GET", f"{self.quiz}1/", cookie, ""))
        hidden = hidden_fields(starter.text)
        for seq in range(1, MOST):
            body = urlencode(hidden | {"answer": "b", "seq": str(seq)})
            yield "POST", f"{self.quiz}1/tallenna/", cookie, body

    def all(self) -> dict[str, Any]:
        """Saving goes first: it begins the attempts that the question page shows."""
        found = {"save": self.both(self.saving)}
        for name, (path, who) in self.paths().items():
            self.measure([islice(self.repeated(path, who, 0), 20)])  # warms every thread's memory
            found[name] = self.both(lambda number, path=path, who=who: self.repeated(path, who, number))
        found["mark_done"] = self.both(self.marking)
        return found

    def both(self, maker: Any) -> dict[str, Any]:
        """One client, then eight others."""
        return {
            "alone": self.measure([maker(0)]),
            "crowd": self.measure([maker(number) for number in range(1, CROWD + 1)]),
        }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=3)
    asked = parser.parse_args()
    with running_server() as port:
        found = Load(port, json.loads(asked.facts.read_text()), asked.seconds).all()
    asked.out.write_text(json.dumps(found, indent=1))

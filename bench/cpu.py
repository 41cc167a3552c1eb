"""Server CPU of each row, as a ratio to a bare Django view in the same process, and its exact queries."""

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 -- needs the apps
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.acts import Act, Site  # noqa: E402
from bench.door import Answer, ask, bare_handler, get  # noqa: E402
from bench.people import make_people  # noqa: E402
from certificates.render.pdf import render_pdf  # noqa: E402
from courses.api import Course, create_run, enrol_learners  # noqa: E402

#: Whole journeys and other long things are repeated less often.
LONG = 12
#: Statements are counted twice: now and then a request also refreshes what its process remembers for a minute.
COUNTS = 2
TRANSACTION_CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def fifth(times: list[float]) -> float:
    """The 5th percentile: what the request costs when nothing else disturbs it."""
    return statistics.quantiles(times, n=20)[0] if len(times) > 1 else times[0]


def milliseconds(work: Callable[[], Any]) -> float:
    """CPU of this process while ``work`` runs."""
    began = time.process_time_ns()
    work()
    return (time.process_time_ns() - began) / 1e6


def statements(work: Callable[[], Any]) -> int:
    """What ``work`` asks of the database, without transaction control."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return sum(not query["sql"].startswith(TRANSACTION_CONTROL) for query in captured.captured_queries)


class Unexpected(Exception):
    """The site answered something else than it should."""


class Bench:
    """Measures acts, with bare requests right before and after each row, so that a slow moment slows both."""

    def __init__(self, requests: int) -> None:
        self.requests = requests
        self.handler, self.bare = WSGIHandler(), bare_handler()
        self.nothing = get("/")

    def ask(self, question: dict) -> Answer:
        return ask(self.handler, question)

    def bare_times(self) -> list[float]:
        """In a row of their own: right after a heavy page a bare request is slower, which would flatter the page."""
        return [milliseconds(lambda: ask(self.bare, self.nothing)) for _ in range(100)]

    def checked(self, act: Act) -> Answer:
        act.before()
        answer = self.ask(act.question())
        if answer.status != act.status:
            raise Unexpected(f"{answer.status} instead of {act.status}")
        return answer

    def counted(self, act: Act) -> int:
        act.before()
        question = act.question()
        return statements(lambda: self.ask(question))

    def measure(self, act: Act, repeat: int) -> dict[str, float]:
        for _ in range(5):
            answer = self.checked(act)
        queries = min(self.counted(act) for _ in range(COUNTS))
        mine, bare = [], self.bare_times()
        for _ in range(repeat):
            act.before()
            question = act.question()
            mine.append(milliseconds(lambda question=question: self.ask(question)))
        cost, yardstick = fifth(mine), fifth(bare + self.bare_times())
        return {
            "queries": queries,
            "cpu_ms": cost,
            "bare_ms": yardstick,
            "ratio": cost / yardstick,
            "kilobytes": len(answer.body) / 1000,
        }


def measure_journey(site: Site) -> dict[str, float]:
    """Only the site's part of a journey is measured, not what this client does between its pages."""
    answers = site.answers()
    journeys: dict[Callable, list[float]] = {statements: [], milliseconds: []}
    for measure in [statements] * COUNTS + [milliseconds] * LONG:
        parts: list[float] = []

        def ask(question: dict, measure: Callable = measure, parts: list[float] = parts) -> Answer:
            got: list[Answer] = []
            parts.append(measure(lambda: got.append(site.ask(question))))
            return got[0]

        site.close_attempt()
        site.journey(answers, ask)
        journeys[measure].append(sum(parts))
    return {"queries": min(journeys[statements]), "cpu_ms": min(journeys[milliseconds])}


def measure_pdf(site: Site) -> dict[str, float]:
    """``megabytes``: how much the process grows by rendering, fonts included."""
    award = site.award()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    render_pdf(award)
    times = [milliseconds(lambda: render_pdf(award)) for _ in range(40)]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"queries": statements(lambda: render_pdf(award)), "cpu_ms": fifth(times), "megabytes": grown / 1000}


def measure_enrolling(people: int) -> dict[str, float]:
    """Everybody into a new run, in one act."""
    course = Course.objects.get(runs__code="mittaus")
    learners = make_people(2 * people, prefix="uusi")
    runs = [create_run(course=course, code=f"toinen-{n}", name="Toinen", actor=None, is_open=True) for n in (1, 2)]
    asked = statements(lambda: enrol_learners(run=runs[0], learners=learners[:people]))
    return {"queries": asked, "cpu_ms": milliseconds(lambda: enrol_learners(run=runs[1], learners=learners[people:]))}


def main(facts: dict[str, Any], requests: int, only: set[str]) -> dict[str, Any]:
    bench = Bench(requests)
    site = Site(facts, bench.ask)
    long = {
        "journey": lambda: measure_journey(site),
        "pdf": lambda: measure_pdf(site),
        "enrol": lambda: measure_enrolling(facts["people"]),
    }
    short = {
        name: lambda act=act, name=name: bench.measure(act, LONG if name.startswith("editor") else requests)
        for name, act in site.acts().items()
    }
    found: dict[str, Any] = {}
    for name, work in (short | long).items():
        if only and name not in only:
            continue
        try:
            found[name] = work()
        except Unexpected as answer:
            found[name] = {"error": str(answer)}
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    result = main(json.loads(asked.facts.read_text()), asked.requests, set(asked.only))
    text = json.dumps(result, indent=1)
    if asked.out:
        asked.out.write_text(text)
    else:
        print(text)

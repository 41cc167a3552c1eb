"""Many people save at the same time, each about once a second as the page does (C-96): 100 on PostgreSQL, 20 on
SQLite, p95 at most 500 ms and no error. The writers run on the same machine and take their share of it."""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
from pathlib import Path

from drills.clients import Writer, lost
from drills.server import place, running_server, step, tell

LEARNERS = {"PostgreSQL": 100, "SQLite": 20}
SLOWEST = 500


async def crowd(writers: list[Writer], pause: float, seconds: float) -> None:
    """Everybody writes for a while. The first seconds warm the processes and are not counted."""
    over = asyncio.Event()
    tasks = [asyncio.create_task(writer.write(over, pause)) for writer in writers]
    await asyncio.sleep(3)
    for writer in writers:
        writer.times.clear()
    await asyncio.sleep(seconds)
    over.set()
    await asyncio.gather(*tasks)


def drill(database: str, asked: argparse.Namespace) -> bool:
    """On one database; whether it was fast enough and without an error."""
    learners = asked.learners or LEARNERS[database]
    with place(database) as environment:
        pages, found = Path(environment["POLKU_VAR"]) / "pages.json", Path(environment["POLKU_VAR"]) / "found.json"
        step(environment, "make", "--people", str(learners), "--out", str(pages))
        port = int(environment["PORT"])
        people = json.loads(pages.read_text(encoding="utf-8"))
        writers = [Writer(page, port, random.Random(asked.seed + number)) for number, page in enumerate(people)]
        before = os.getloadavg()[0]
        with running_server(environment):
            asyncio.run(crowd(writers, asked.pause, asked.seconds))
        step(environment, "read", "--out", str(found))
        gone = lost(writers, json.loads(found.read_text(encoding="utf-8"))["answers"])
    times = sorted(one for writer in writers for one in writer.times)
    errors = sum(writer.failures + len(writer.wrong) for writer in writers)
    p95 = times[int(len(times) * 0.95)]
    tell(
        f"{database}: {learners} learners, {len(times)} saves in {asked.seconds:.0f} s, "
        f"p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms, slowest {times[-1]:.0f} ms, "
        f"{errors} errors, {len(gone)} lost (load of the machine before: {before:.1f}, seed {asked.seed})"
    )
    return not gone and errors == 0 and p95 <= SLOWEST


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", nargs="+", choices=list(LEARNERS), default=list(LEARNERS))
    parser.add_argument("--learners", type=int, default=0, help="100 on PostgreSQL and 20 on SQLite when not given")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two saves of one learner")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    verdicts = [drill(database, asked) for database in asked.on]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

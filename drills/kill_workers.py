"""A web process is killed again and again while many people's answers are saved. No acknowledged answer may be lost.

Quality row 1: 200 kills among 500 writers, at least 10,000 acknowledged.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from pathlib import Path

from drills.clients import Writer, looked_for, lost
from drills.server import Server, place, running_server, step, tell


async def storm(writers: list[Writer], server: Server, asked: argparse.Namespace) -> int:
    """Everybody writes while processes die; returns how many were killed."""
    over = asyncio.Event()
    tasks = [asyncio.create_task(writer.write(over, asked.pause)) for writer in writers]
    chance, kills, ends = random.Random(asked.seed), 0, time.monotonic() + asked.at_most
    while time.monotonic() < ends:
        if kills >= asked.kills and sum(writer.acks for writer in writers) >= asked.acks:
            break
        await asyncio.sleep(chance.uniform(0.1, 2 * asked.every))
        if kills < asked.kills:
            kills += server.kill_one(chance)
    over.set()
    await asyncio.gather(*tasks)
    return kills


def drill(database: str, asked: argparse.Namespace) -> bool:
    """On one database; whether everything was reached and nothing was lost."""
    with place(database) as environment:
        pages, found = Path(environment["POLKU_VAR"]) / "pages.json", Path(environment["POLKU_VAR"]) / "found.json"
        step(environment, "make", "--people", str(asked.clients), "--out", str(pages))
        port = int(environment["PORT"])
        chance = random.Random(asked.seed)
        people = json.loads(pages.read_text(encoding="utf-8"))
        writers = [Writer(page, port, random.Random(chance.random())) for page in people]
        with running_server(environment) as server:
            kills = asyncio.run(storm(writers, server, asked))
        step(environment, "read", "--out", str(found))
        result = json.loads(found.read_text(encoding="utf-8"))
    gone, acks = lost(writers, result["answers"]), sum(writer.acks for writer in writers)
    wrong = sorted({status for writer in writers for status in writer.wrong})
    tell(
        f"{database}: {asked.clients} writers, {kills} web processes killed, {acks} answers acknowledged, "
        f"{looked_for(writers)} of them last words, "
        f"{sum(writer.failures for writer in writers)} broken connections, other answers {wrong or 'none'}, "
        f"{len(gone)} lost, database {'whole' if result['whole'] else 'BROKEN'} (seed {asked.seed})"
    )
    for line in gone:
        tell(f"  lost: {line}")
    return not gone and result["whole"] and kills >= asked.kills and acks >= asked.acks


def asked_for(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", nargs="+", choices=["PostgreSQL", "SQLite"], default=["PostgreSQL", "SQLite"])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--acks", type=int, default=10_000, help="go on until so many answers are acknowledged")
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between two saves of one writer")
    parser.add_argument("--every", type=float, default=0.5, help="seconds between two kills, about")
    parser.add_argument("--at-most", type=float, default=900, help="seconds")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    asked = asked_for(arguments)
    verdicts = [drill(database, asked) for database in asked.on]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

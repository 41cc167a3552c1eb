"""``make bench``: the generated site on SQLite and on PostgreSQL, each measured in processes of its own."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / ".ci")]

from postgres import running_postgres  # noqa: E402 -- lies beside `make test`

from bench import report  # noqa: E402
from bench.pages import ROWS  # noqa: E402

DOCUMENT = ROOT / "docs" / "performance.md"


def step(module: str, environment: dict[str, str], *arguments: str) -> None:
    """One part of the work in a process of its own; its failure ends the benchmark."""
    command = [sys.executable, "-m", f"bench.{module}", *arguments]
    if subprocess.run(command, cwd=ROOT, env=os.environ | environment).returncode:
        raise SystemExit(f"bench.{module} failed on {environment['DATABASE_URL'] or 'SQLite'}")


def measure(url: str, asked: argparse.Namespace) -> tuple[dict[str, Any], dict[str, Any]]:
    """Facts of the site made, and what was measured by row, on the database at ``url`` (empty: SQLite in a file)."""
    with tempfile.TemporaryDirectory(prefix="polku-bench-") as directory:
        here = Path(directory)
        environment = {"POLKU_VAR": directory, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        facts, cpu, load = here / "site.json", here / "cpu.json", here / "load.json"
        step("data", environment, "--people", str(asked.people), "--out", str(facts))
        step("load", environment, "--facts", str(facts), "--out", str(load), "--seconds", str(asked.seconds))
        step("cpu", environment, "--facts", str(facts), "--out", str(cpu), "--requests", str(asked.requests))
        found = json.loads(cpu.read_text())
        for name, waits in json.loads(load.read_text()).items():
            found[name] |= waits
        return json.loads(facts.read_text()), found


def main(asked: argparse.Namespace) -> int:
    results, facts = {}, {}
    with ExitStack() as stack:
        for name in asked.on:
            url = stack.enter_context(running_postgres()) if name == "PostgreSQL" else ""
            print(f"{name}: making the site and measuring …", flush=True)
            told, results[name] = measure(url, asked)
            facts |= {key: value for key, value in told.items() if value}
    for name, found in results.items():
        print(f"\n{name}\n\n{report.as_text(report.table(found))}")
    if len(results) == 2:
        facts.setdefault("postgres", "")
        by_hand = report.known_by_hand(DOCUMENT.read_text(encoding="utf-8")) if DOCUMENT.exists() else []
        text = report.page(results, facts, requests=asked.requests, by_hand=by_hand)
        DOCUMENT.write_text(text, encoding="utf-8")
        print(f"\nWritten: {DOCUMENT.relative_to(ROOT)}")
    failing = [row.name for found in results.values() for row in ROWS if "error" in found.get(row.key, {})]
    return 1 if failing else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # told to stop, it still stops the database it started
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=200, help="warm requests a row")
    parser.add_argument("--seconds", type=float, default=3, help="load a row and number of clients")
    parser.add_argument("--on", nargs="+", choices=["SQLite", "PostgreSQL"], default=["SQLite", "PostgreSQL"])
    sys.exit(main(parser.parse_args()))

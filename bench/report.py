"""The table: on the terminal and in docs/performance.md."""

import datetime
import os
import platform
from typing import Any

from bench.pages import NOT_MEASURED, ROWS, Row

HEADINGS = (
    "page or act",
    "queries",
    "CPU ms",
    "× bare",
    "budget",
    "1 client p50 / p95 ms",
    "8 clients p50 / p95 ms",
    "requests/s 1 / 8",
    "kB",
    "",
)

METHOD = """\
# How fast the pages are

`make bench` measures this and writes this page; everything on it is from one run.

- **When and where:** {when}, {machine}. Load average when it ended: {load} (the benchmark itself makes 1 to 2;
  other work makes heavy pages dearer than the bare view, so ratios from a busy machine are too high).
- **Data:** a generated training of 40 steps (35 lessons of about 5 kB with three pictures, 5 quizzes) beside the
  shipped content; {people:,} people in its run, {completions:,} completed steps, {attempts} sent attempts at a quiz of
  20 questions of the four kinds.
- **Settings:** as in production, `DEBUG` off; sessions and cache in the database; SQLite with synchronous FULL in one
  process of four threads, PostgreSQL {postgres} over a socket in two processes of eight.

## How to read it

- **CPU ms** is what the web process spends on one request, measured inside the process through all middleware: the
  5th percentile of {requests} warm requests. On PostgreSQL the server's own share is not in it. **× bare** is that
  divided by a Django view that answers "ok" through Django's own seven middlewares, measured in the same process right
  before and after each row. The ratio travels between machines; milliseconds do not. The budgets of pages are ratios.
- **queries** are counted exactly, without transaction control.
- **p50 / p95** and **requests/s** are what clients on the same machine see through the real server (`manage.py serve`).
  The clients take their share of the same cores: compare inside a table only.
- Anonymous pages are remembered by each process for half a minute; the rows "with a cookie" show what they cost when
  they are not.
- **OVER** names what is above its budget. A dash is not measured that way.
"""

BY_HAND = """\
## Measured by hand

| what | budget | measured |
|---|---|---|
{rows}

"""


def table(found: dict[str, dict[str, Any]]) -> list[tuple[str, ...]]:
    """The rows of one database as text."""
    return [line(row, found[row.key]) for row in ROWS if row.key in found]


def line(row: Row, found: dict[str, Any]) -> tuple[str, ...]:
    """One row; a page that answered with an error says so."""
    if "error" in found:
        return (row.name, "–", "–", "–", row.budget(), "–", "–", "–", "–", f"FAILS: {found['error']}")
    alone, crowd = found.get("alone", {}), found.get("crowd", {})
    over = row.over(found)
    size = found.get("kilobytes")
    grown = f"{found['megabytes']:.0f} MB of memory" if "megabytes" in found else ""
    return (
        row.name,
        f"{found['queries']}",
        f"{found['cpu_ms']:.2f}" if found["cpu_ms"] < 10 else f"{found['cpu_ms']:.0f}",
        f"{found['ratio']:.1f}" if "ratio" in found else "–",
        row.budget(),
        waits(alone),
        waits(crowd),
        f"{alone['per_second']:.0f} / {crowd['per_second']:.0f}" if "p50" in alone and "p50" in crowd else "–",
        f"{size:.1f}" if size else grown or "–",
        f"OVER: {', '.join(over)}" if over else "",
    )


def waits(measured: dict[str, Any]) -> str:
    if "error" in measured:
        return f"FAILS: {measured['error']}"
    return f"{measured['p50']:.1f} / {measured['p95']:.1f}" if measured else "–"


def as_text(rows: list[tuple[str, ...]]) -> str:
    """Columns for the terminal."""
    widths = [max(len(row[column]) for row in [HEADINGS, *rows]) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [HEADINGS, *rows]]
    return "\n".join(one.rstrip() for one in lines)


def as_markdown(rows: list[tuple[str, ...]]) -> str:
    head = f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}"
    return "\n".join([head, *(f"| {' | '.join(row)} |" for row in rows)])


def page(results: dict[str, dict[str, Any]], facts: dict[str, Any], *, requests: int, by_hand: list[str]) -> str:
    """docs/performance.md; ``by_hand`` are the rows that a person has filled in."""
    intro = METHOD.format(
        when=datetime.date.today().isoformat(),
        machine=f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}",
        load=f"{os.getloadavg()[2]:.1f}",
        postgres=facts["postgres"],
        requests=requests,
        **{name: facts[name] for name in ("people", "completions", "attempts")},
    )
    tables = [f"## {name}\n\n{as_markdown(table(found))}\n\n" for name, found in results.items()]
    missing = "## Not measured here\n\n" + "\n".join(f"- {what}" for what in NOT_MEASURED) + "\n"
    return "\n".join([intro, *tables, BY_HAND.format(rows="\n".join(by_hand)) + missing])


def known_by_hand(text: str) -> list[str]:
    """The rows of an earlier page that a person has measured."""
    section = text.partition("## Measured by hand")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("|")][2:]

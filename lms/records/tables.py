"""Tables that leave the house: CSV and XLSX whose cells never start a formula and come back as they were.

A spreadsheet takes a text that begins with ``=`` and the like for a formula. Such texts get an apostrophe in front,
and so do texts that begin with one; reading takes one away. Numbers are numbers and are left alone, minus and all.
"""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from openpyxl import Workbook

#: Also the full-width forms that spreadsheets take for the same signs.
_DANGEROUS = tuple("=+-@\t\r\n'＝＋－＠")  # noqa: RUF001 -- these are the signs meant
#: What XML cannot hold, and nobody types.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: What Excel opens rightly by a double click, in Finnish and in Swedish.
DELIMITER = ";"
BOM = "\ufeff"
CSV, XLSX = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: Lines that go out together.
A_CHUNK = 200

Cell = str | int | Decimal | None


def guarded(value: Cell) -> Cell:
    """``value`` as it may stand in a cell."""
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value)
    return "'" + text if text.startswith(_DANGEROUS) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given, from a cell that was read."""
    return text[1:] if text.startswith("'") else text


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The rows as CSV in pieces, made while they are sent. Decimals have the comma of Finnish and Swedish."""
    buffer = io.StringIO()
    buffer.write(BOM)
    writer = csv.writer(buffer, delimiter=DELIMITER, lineterminator="\r\n")
    for number, row in enumerate(rows, start=1):
        writer.writerow([_written(cell) for cell in row])
        if number % A_CHUNK == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _written(cell: Cell) -> Any:
    return str(cell).replace(".", ",") if isinstance(cell, Decimal) else guarded(cell)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def csv_rows(text: str) -> list[list[str]]:
    """The cells of a CSV that ``csv_lines`` made, as they were; numbers as they were written."""
    reader = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=DELIMITER)
    return [[unguarded(cell) for cell in row] for row in reader]


def xlsx_pieces(rows: Iterable[Sequence[Cell]], *, title: str) -> Iterator[bytes]:
    """The rows as a workbook of one sheet, row by row onto disk and then in pieces: memory does not grow with it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", _UNPRINTABLE.sub("", title))[:31] or "1")
    sheet.freeze_panes = "B2"
    for row in rows:
        sheet.append([guarded(cell) for cell in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(64 * 1024):
            yield piece


def pieces_of(rows: Iterable[Sequence[Cell]], kind: str, *, title: str) -> Iterator[str] | Iterator[bytes]:
    """The rows in the format ``kind``, in pieces."""
    return xlsx_pieces(rows, title=title) if kind == XLSX else csv_lines(rows)

"""Tables that are sorted by their heads. Pure."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Row = TypeVar("Row")
#: In front of an order that runs the other way.
BACK = "-"


@dataclass(frozen=True, slots=True)
class Column:
    """A head that sorts: its words, the order its link asks for, and how the table is sorted by it now ("" when it is
    not), as ``aria-sort`` says it. ``more`` is read out and not shown."""

    words: str
    order: str
    sort: str
    more: str = ""


def read_order(asked: str, names: Collection[str]) -> str:
    """The order that an address asks for, by one of ``names``; "" for the usual one."""
    return asked if asked.removeprefix(BACK) in names else ""


def column_of(name: str, words: str, order: str, more: str = "") -> Column:
    """The head called ``name``. One by which the table is sorted turns the order round."""
    sort = "ascending" if order == name else "descending" if order == BACK + name else ""
    return Column(words, BACK + name if order == name else name, sort, more)


def in_order(rows: Sequence[Row], order: str, key: Callable[[Row], Any] | None) -> list[Row]:
    """``rows``, which stand as names go, in ``order``: by ``key``, None for the name itself. Equals stay as they
    stood."""
    back = order.startswith(BACK)
    if key is None:
        return list(reversed(rows)) if back else list(rows)
    return sorted(rows, key=key, reverse=back)

"""Acts of several people at the same moment, each with a real connection of its own. For PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

from django.db import connection, transaction

#: More looks at the locks than the waiting of anybody here can take.
LOOKS = 50_000
_WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"


def race(*acts: Callable[[], Any]) -> list[Any]:
    """Do all ``acts`` at once; what each returned or raised, in their order."""
    start = Barrier(len(acts))

    def go(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(go, acts))


def holding(act: Callable[[], Any], is_held: Event) -> Callable[[], bool]:
    """To be called in a thread: does ``act`` in a transaction, says so, and keeps its locks until somebody waits for
    them. Whether anybody did."""

    def hold() -> bool:
        try:
            with transaction.atomic():
                act()
                is_held.set()
                return any(_somebody_waits() for _ in range(LOOKS))
        finally:
            connection.close()

    return hold


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return cursor.fetchone() is not None

"""Acts of several people at the same moment, each with a real connection of its own. For PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


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

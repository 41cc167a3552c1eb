"""What a process remembers between requests so that a page need not ask for it."""

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

#: Seconds after which it is read again: a change made in another process is seen by then.
FRESH = 60


class Remembered(Generic[Value]):
    """The answer of ``read`` for each argument, read again after a while or when it is forgotten."""

    def __init__(self, read: Callable[[str], Value]) -> None:
        self._read = read
        self._known: dict[str, tuple[float, Value]] = {}

    def get(self, key: str = "") -> Value:
        known = self._known.get(key)
        if known is None or time.monotonic() - known[0] > FRESH:
            known = self._known[key] = (time.monotonic(), self._read(key))
        return known[1]

    def put(self, value: Value, key: str = "") -> None:
        """Know ``value`` without asking."""
        self._known[key] = (time.monotonic(), value)

    def forget(self, **kwargs: Any) -> None:
        """Read anew at the next question; takes the arguments of any signal."""
        self._known.clear()

"""Who handles which kind of job, and what is done again and again. Filled by the rooms when their apps are ready."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

#: A handler gets the job's payload. It may run more than once, so its effect must not.
Handler = Callable[[dict[str, Any]], None]

_handlers: dict[str, Handler] = {}
_schedule: dict[str, "Scheduled"] = {}


class UnknownKind(LookupError):
    """No room handles this kind of job (yet: during an upgrade an older worker may see a newer job)."""


@dataclass(frozen=True)
class Scheduled:
    """Something done once in every period of length ``every``."""

    name: str
    every: timedelta
    run: Callable[[], object]


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the decorated function for jobs of ``kind``."""

    def register(function: Handler) -> Handler:
        _handlers[kind] = function
        return function

    return register


def handler_of(kind: str) -> Handler:
    """The function registered for ``kind``."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def scheduled(name: str, *, every: timedelta) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Have the worker call the decorated function once in every period of length ``every``."""

    def register(function: Callable[[], object]) -> Callable[[], object]:
        _schedule[name] = Scheduled(name, every, function)
        return function

    return register


def schedule() -> dict[str, Scheduled]:
    """Everything that is done again and again, by name."""
    return dict(_schedule)

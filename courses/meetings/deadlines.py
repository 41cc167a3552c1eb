"""Dates that a calendar has besides contact days. Which there are is for rooms above to say: they provide them."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something has to be done. ``key`` is the same for ever; ``titles`` are those of its training, ``path``
    leads to where it is done."""

    key: str
    title: str
    at: datetime.datetime
    titles: dict[str, str]
    path: str


_provider: Callable[[Any], list[Deadline]] = lambda user: []  # noqa: E731 -- replaced at start


def set_deadline_provider(provider: Callable[[Any], list[Deadline]]) -> None:
    """Let the room of my page say what somebody has to do."""
    global _provider
    _provider = provider


def deadlines_of(user: Any) -> list[Deadline]:
    """What ``user`` has to do by when."""
    return _provider(user)

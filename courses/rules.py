"""Verdicts about completion: facts in, verdict out. No ORM, no clock, no request."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ItemState:
    """One item of a run as the judge sees it."""

    title: str
    required: bool
    done: bool


@dataclass(frozen=True)
class Verdict:
    """Whether the run is complete, and what is missing by title."""

    complete: bool
    missing: tuple[str, ...] = ()


def judge_run(items: Iterable[ItemState]) -> Verdict:
    """Complete when every required item is done; a run without required items is never complete."""
    items = tuple(items)
    missing = tuple(item.title for item in items if item.required and not item.done)
    return Verdict(complete=not missing and any(item.required for item in items), missing=missing)


def places_left(capacity: int | None, taken: int) -> int | None:
    """How many places are free; None means that there is no limit."""
    return None if capacity is None else max(0, capacity - taken)

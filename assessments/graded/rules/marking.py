"""Verdicts about who marks what: facts in, verdict out. No ORM, no clock, no request."""

from collections.abc import Mapping, Sequence


def shared_evenly(works: Sequence[int], load: Mapping[int, int]) -> dict[int, int]:
    """The trainer of each work, so that in the end everybody has as many as the others, or one more. ``load`` is how
    many each trainer has now; nothing of that is taken away, and of two alike the first one named comes first."""
    if not load:
        return {}
    carried = dict(load)
    shared = {}
    for work in works:
        trainer = min(carried, key=lambda one: carried[one])
        shared[work] = trainer
        carried[trainer] += 1
    return shared


def differing(first: Mapping[str, int], second: Mapping[str, int]) -> set[str]:
    """The criteria on which two markers chose another level; one that only one of them judged differs."""
    return {key for key in first.keys() | second.keys() if first.get(key) != second.get(key)}

"""Verdicts about places: facts in, verdict out. No ORM, no clock, no request."""


def places_left(capacity: int | None, taken: int) -> int | None:
    """How many places are free; None means that there is no limit."""
    return None if capacity is None else max(0, capacity - taken)

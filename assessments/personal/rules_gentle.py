"""When somebody is shown a kind word and where to get help: a pure rule. Nobody is told, and nothing is kept of it."""

from collections.abc import Iterable
from datetime import date, timedelta

SPAN = timedelta(days=14)
HEAVY_DAYS = 3
LOWEST = "very-bad"
NOT_WELL = {LOWEST, "bad"}


def is_heavy(moods: Iterable[tuple[date, str]], *, today: date) -> bool:
    """Whether the lowest mood was marked on several days of the last two weeks, and none better on the newest.

    ``moods`` are (day, word) in the order in which they were marked: of one day the last word counts.
    """
    marked = {day: word for day, word in moods if word and today - SPAN < day <= today}
    lowest = [day for day, word in marked.items() if word == LOWEST]
    return len(lowest) >= HEAVY_DAYS and marked[max(marked)] in NOT_WELL

"""Who reads whose text: facts in, verdict out. No ORM, no clock, no request.

Everybody who has handed in reads ``wanted`` texts of others, and every text is to be read as often. People come at
different times and some never read, so nothing is dealt out beforehand: each asks for the next text, and gets the
one that has been read least, as long as what is left can still be dealt out evenly among those who are here.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: More would be a burden, and says little more.
MOST_REVIEWS = 3
#: Who has not sent a review by then does not keep others from reading the text; their own stays open to them.
HOLD = datetime.timedelta(days=7)
LONGEST_COMMENT = 10_000


@dataclass(frozen=True)
class Text:
    """A text that may be read: ``work`` is its key, ``owner`` the enrolment that wrote it."""

    work: int
    owner: int


@dataclass(frozen=True)
class Turn:
    """One reader's turn with one text. ``counts``: it was sent, or may still be waited for."""

    reader: int
    work: int
    counts: bool


def is_waited_for(*, taken_at: datetime.datetime, is_here: bool, now: datetime.datetime) -> bool:
    """Whether an unsent review keeps its place among the readers of the text."""
    return is_here and now < taken_at + HOLD


def choose(texts: Sequence[Text], turns: Sequence[Turn], *, reader: int, wanted: int) -> int | None:
    """The work that ``reader`` gets next, or None when there is none that is not their own and not read by them.

    ``texts`` come oldest first. Who has read what was asked may read on, but only what others have read too little.
    """
    loads = {text.work: 0 for text in texts}
    read: dict[int, set[int]] = {text.owner: set() for text in texts}
    for turn in turns:
        read.setdefault(turn.reader, set()).add(turn.work)
        if turn.counts and turn.work in loads:
            loads[turn.work] += 1
    barred = {text.owner: read[text.owner] | {text.work} for text in texts}
    mine = read.get(reader, set()) | {text.work for text in texts if text.owner == reader}
    free = sorted((text.work for text in texts if text.work not in mine), key=loads.__getitem__)  # stable: oldest first
    if not free:
        return None
    if len(read.get(reader, ())) >= wanted:
        return free[0] if loads[free[0]] < wanted else None
    needs = _needs(barred, turns, works=set(loads), wanted=wanted)
    return _level(free, loads, needs, barred, reader=reader, wanted=wanted)


def lacking(texts: Sequence[Text], turns: Sequence[Turn], *, wanted: int) -> dict[int, int]:
    """How many readers each text has that has fewer than ``wanted``, the least read first. A turn that nobody waits
    for any more is no reader."""
    loads = {text.work: 0 for text in texts}
    for turn in turns:
        if turn.counts and turn.work in loads:
            loads[turn.work] += 1
    return {work: load for work, load in sorted(loads.items(), key=lambda one: one[1]) if load < wanted}


def _needs(barred: Mapping[int, set[int]], turns: Sequence[Turn], *, works: set[int], wanted: int) -> dict[int, int]:
    """How many texts each one here will still ask for; nobody is counted on who has left a text unread."""
    taken = dict.fromkeys(barred, 0)
    for turn in turns:
        if turn.reader in taken:
            taken[turn.reader] += 1 if turn.counts else wanted
    return {owner: max(0, min(wanted - taken[owner], len(works - barred[owner]))) for owner in barred}


def _level(
    free: list[int],
    loads: Mapping[int, int],
    needs: Mapping[int, int],
    barred: Mapping[int, set[int]],
    *,
    reader: int,
    wanted: int,
) -> int:
    """The least read of ``free`` after which no text has to be read more often than the others."""
    for limit in (wanted, wanted + 1):
        for work in free:
            room = {one: limit - load - (one == work) for one, load in loads.items() if limit > load}
            if loads[work] >= limit:
                break
            left = dict(needs) | {reader: max(0, needs.get(reader, 1) - 1)}
            if _can_be_dealt(room, left, dict(barred) | {reader: barred.get(reader, set()) | {work}}):
                return work
    return free[0]


def _can_be_dealt(room: Mapping[int, int], needs: Mapping[int, int], barred: Mapping[int, set[int]]) -> bool:
    """Whether everybody can get what they need: nobody a barred text or one twice, no text beyond its room."""
    if sum(needs.values()) > sum(room.values()):
        return False
    given: dict[int, set[int]] = {work: set() for work in room}

    def deal(owner: int, tried: set[int]) -> bool:
        """Give ``owner`` one text more, moving others to another text where one is full."""
        for work in sorted(given, key=lambda one: len(given[one]) - room[one]):
            if work in tried or work in barred[owner] or owner in given[work]:
                continue
            tried.add(work)
            if len(given[work]) < room[work]:
                given[work].add(owner)
                return True
            for other in list(given[work]):
                if deal(other, tried):
                    given[work].remove(other)
                    given[work].add(owner)
                    return True
        return False

    return all(deal(owner, set()) for owner, count in needs.items() for _ in range(count))


def may_see_reviews(
    *, sent: int, wanted: int, handed_in_at: datetime.datetime, wait_days: int | None, now: datetime.datetime
) -> bool:
    """Whether the writer sees what was said: when enough have read, or when they have waited long enough."""
    if not sent:
        return False
    waited = wait_days is not None and now >= handed_in_at + datetime.timedelta(days=wait_days)
    return sent >= wanted or waited


def missing_to_send(*, criteria: Sequence[str], levels: Mapping[str, int], comment: str) -> list[str]:
    """What a review still needs: "levels" or "comment"."""
    missing = ["levels"] if any(key not in levels for key in criteria) else []
    return missing if comment.strip() else [*missing, "comment"]


def is_finished(*, state: str, needs_accepting: bool, wanted: int, sent: int, waived: bool) -> bool:
    """Whether an assignment is done: its text taken, and as many others read as were asked."""
    taken = state == "accepted" or (state == "handed_in" and not needs_accepting and wanted > 0)
    return taken and (waived or sent >= wanted)


def merged(levels: Mapping[str, int], changed: Mapping[str, int]) -> dict[str, int]:
    """A reader's levels with those that a trainer has set in their place."""
    return dict(levels) | dict(changed)


def score_of(points: Mapping[str, Sequence[int]], levels: Mapping[str, int]) -> tuple[int, int] | None:
    """(points, most points) that the chosen levels give, where ``points`` are each criterion's by level; None where
    the levels are worth nothing at all, or one is not chosen."""
    most = sum(max(worth, default=0) for worth in points.values())
    if not most or any(levels.get(key, len(worth)) >= len(worth) for key, worth in points.items()):
        return None
    return sum(worth[levels[key]] for key, worth in points.items()), most

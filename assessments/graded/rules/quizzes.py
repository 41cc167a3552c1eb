"""Verdicts about attempts: facts in, verdict out, whole numbers only. No ORM, no clock, no request."""

import datetime
import random
from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeVar

from assessments.graded.facts.quizzes import Band
from assessments.kinds.question import FULL

#: What came by the network after the deadline is still accepted this long.
GRACE = datetime.timedelta(seconds=60)
#: No page counts so far; a larger number is not from our own form.
LARGEST_SEQ = 1_000_000_000

Thing = TypeVar("Thing")
Saving = Literal["store", "repeat", "conflict"]


def points_for(share: int, full_points: int) -> int:
    """Hundredths for a share of the full points, to the nearest, halves up."""
    return (2 * share * full_points + FULL) // (2 * FULL)


def less_hints(points: int, full_points: int, hints: int, penalty: int) -> int:
    """What is left of ``points`` after ``hints``, each of which costs ``penalty`` hundredths of the full points."""
    return max(0, points - hints * points_for(penalty * FULL // 100, full_points))


def is_passed(score: int, max_score: int, percent: int) -> bool:
    """Exactly the mark is enough. A quiz that counts nothing is passed by sending it."""
    return 100 * score >= percent * max_score


def verdict(score: int, awaited: int, max_score: int, percent: int) -> bool | None:
    """Whether the quiz is passed while ``awaited`` hundredths wait for a person; None when they may decide it."""
    if is_passed(score, max_score, percent):
        return True
    return None if is_passed(score + awaited, max_score, percent) else False


def points_needed(max_score: int, percent: int) -> int:
    """The fewest hundredths that pass."""
    return -(-percent * max_score // 100)


def band_for(bands: Iterable[Band], score: int, max_score: int) -> Band | None:
    """The highest band that was reached."""
    reached = [band for band in bands if max_score and 100 * score >= band.from_percent * max_score]
    return max(reached, key=lambda band: band.from_percent, default=None)


def opens_again_at(sent: Sequence[datetime.datetime], delay_minutes: int) -> datetime.datetime | None:
    """When the next attempt may start; None is at once."""
    return max(sent) + datetime.timedelta(minutes=delay_minutes) if sent and delay_minutes else None


def is_late(now: datetime.datetime, deadline: datetime.datetime | None) -> bool:
    """Whether an answer that arrives ``now`` is too late."""
    return deadline is not None and now > deadline + GRACE


def judge_save(
    *, stored_seq: int, stored_writer: str, same_answer: bool, seq: int | None, writer: str, base: int | None
) -> Saving:
    """Whether an answer is stored, is there already, or meets another page's newer one.

    Each open page is a ``writer`` that counts its saves and says on which number it began (``base``). Its own newer
    save is stored. Another page's save is stored only when nothing has been saved since that page was opened, so
    nobody's answer is overwritten unseen. ``seq`` None is a pressed button: the newest word of its page.
    """
    newer = seq is None or seq > stored_seq
    if newer and (writer == stored_writer or base == stored_seq):
        return "store"
    return "repeat" if same_answer else "conflict"


def shuffled(ids: Sequence[Thing], *, seed: int, position: int) -> list[Thing]:
    """An order that the same seed gives again."""
    order = list(ids)
    random.Random(f"{seed}:{position}").shuffle(order)
    return order


def drawn(pool: Sequence[Thing], count: int, *, taken: set[Any], seed: int, position: int) -> list[Thing]:
    """``count`` things of the pool that nobody has taken yet."""
    free = [one for one in pool if one not in taken]
    return shuffled(free, seed=seed, position=position)[:count]

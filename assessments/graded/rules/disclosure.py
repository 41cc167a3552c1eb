"""What is shown of a result at which moment. Pure.

There are four moments and four parts. An author chooses a preset by name, or the parts of each moment. Whether the
test is passed is none of the parts: it is always told, for what comes next rests on it.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

from assessments.kinds.question import Comment

#: While the attempt is open (only where answers are checked), right after sending, later, and once it has closed.
Moment = Literal["during", "after", "later", "closed"]
#: Right or wrong, points, the author's words, and what the right answer is.
Part = Literal["verdict", "points", "feedback", "answer"]
MOMENTS: tuple[str, ...] = get_args(Moment)
PARTS: tuple[str, ...] = get_args(Part)
#: "Right after" lasts long enough to read a result in peace, and not over night.
JUST_SENT = datetime.timedelta(minutes=30)

_BUT_THE_ANSWER = ("verdict", "points", "feedback")
PRESETS: dict[str, dict[str, tuple[str, ...]]] = {
    "all": dict.fromkeys(MOMENTS, PARTS),
    "answers_when_closed": dict.fromkeys(MOMENTS, _BUT_THE_ANSWER) | {"closed": PARTS},
    "points": dict.fromkeys(MOMENTS, ("points",)),
    "when_closed": dict.fromkeys(MOMENTS, ()) | {"closed": PARTS},
}


def moment_of(
    submitted_at: datetime.datetime | None, closes_at: datetime.datetime | None, now: datetime.datetime
) -> Moment:
    """Which moment it is for an attempt; without a closing time it never closes."""
    if submitted_at is None:
        return "during"
    if closes_at is not None and now >= closes_at:
        return "closed"
    return "after" if now < submitted_at + JUST_SENT else "later"


def parts_shown(review: Mapping[str, Sequence[str]], moment: Moment) -> frozenset[str]:
    """What is shown. No settings show all. Who is told the right answer sees the verdict too, for it can be read
    from it."""
    parts = frozenset(review.get(moment, ()) if review else PARTS)
    return parts | {"verdict"} if "answer" in parts else parts


def comments_shown(
    comments: Sequence[Comment], parts: frozenset[str], *, seen: Sequence[str], is_model_apart: bool
) -> list[Comment]:
    """What is said of the parts of an answer, without what is not to be told.

    ``seen`` are options that the person has seen anyway: they stay, unmarked. ``is_model_apart``: what was not given
    is the author's model.
    """
    if "verdict" not in parts:
        return []
    shown = list(comments)
    if "answer" not in parts:
        if is_model_apart:
            shown = [one for one in shown if one.chosen]
        shown = [one for one in shown if one.chosen or not one.right or one.id in seen]
        shown = [replace(one, right=one.right and one.chosen, model="") for one in shown]
    if "feedback" not in parts:
        shown = [replace(one, feedback="") for one in shown]
    return shown

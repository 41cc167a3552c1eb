"""Verdicts about what people write to one another: facts in, verdict out. No ORM, no clock, no request."""

import datetime
import re
from typing import Literal

#: A post may be put right or taken away by its writer this long; after that a trainer can hide it.
EDIT_WINDOW = datetime.timedelta(minutes=15)
LONGEST_TITLE, LONGEST_POST, LONGEST_MESSAGE, LONGEST_ANNOUNCEMENT = 120, 5000, 5000, 10000
#: More than this in an hour is no person talking.
MOST_AN_HOUR = 40
#: One letter goes to so many at once; a larger training is told by an announcement.
MOST_RECIPIENTS = 300
#: So much of a post is shown where it is quoted.
QUOTED = 240
#: No page counts so far; a larger number is not from our own form.
LARGEST_SEQ = 1_000_000_000

Saving = Literal["store", "repeat", "conflict", "sent"]


def may_change(written_at: datetime.datetime, now: datetime.datetime, *, is_hidden: bool, is_locked: bool) -> bool:
    """Whether the writer may still put a post right or take it away."""
    return not is_hidden and not is_locked and now - written_at < EDIT_WINDOW


def judge_draft(
    *, stored_seq: int, stored_writer: str, sent_by: str, same: bool, seq: int | None, writer: str, base: int | None
) -> Saving:
    """Whether a draft is stored, is there already, meets another page's newer one, or was sent by its page.

    Each open page is a ``writer`` that counts its saves and says on which number it began (``base``). ``seq`` None
    is a pressed button: the newest word of its page.
    """
    if writer and writer == sent_by:
        return "sent"
    newer = seq is None or seq > stored_seq
    if newer and (writer == stored_writer or base == stored_seq):
        return "store"
    return "repeat" if same else "conflict"


def excerpt(text: str) -> str:
    """The beginning of a text on one line, cut between words."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= QUOTED:
        return line
    return line[:QUOTED].rsplit(" ", 1)[0] + " …"

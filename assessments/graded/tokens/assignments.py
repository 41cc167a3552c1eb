"""The signed pass that lets an open assignment page save when its session is gone (for a quiz: ``quizzes.py``)."""

import datetime
from dataclasses import dataclass

from django.core import signing

SALT = "polku.graded.work"
LIFE = datetime.timedelta(days=7)


@dataclass(frozen=True)
class WorkPass:
    """Whose work a page may save into. It reads nothing back and hands nothing in."""

    learner_id: int
    enrolment_id: int
    activity_id: int
    #: The group whose draft the page showed; 0 for one's own.
    group_id: int = 0


def issue_work_pass(*, learner_id: int, enrolment_id: int, activity_id: int, group_id: int = 0) -> str:
    """A pass for a week. Who holds it got the page, so it also proves that a post comes from our own form."""
    return signing.dumps([learner_id, enrolment_id, activity_id, group_id], salt=SALT)


def read_work_pass(text: str) -> WorkPass | None:
    """The pass, or None when it is not ours or its time is over."""
    try:
        return WorkPass(*signing.loads(text, salt=SALT, max_age=LIFE))
    except signing.BadSignature:
        return None

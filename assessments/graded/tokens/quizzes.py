"""The signed pass that lets an open quiz page save when its session is gone (C-06)."""

import datetime
from dataclasses import dataclass

from django.core import signing
from django.utils import timezone

from assessments.graded.models import Attempt

SALT = "polku.graded.attempt"
#: Of an attempt without a deadline.
LIFE = datetime.timedelta(days=7)
#: Beyond the deadline: more time may be given meanwhile, and what comes too late is still kept aside.
BEYOND = datetime.timedelta(days=1)


@dataclass(frozen=True)
class AttemptPass:
    """Whose attempt a page may save into, and at which address. It reads nothing back and sends nothing."""

    learner_id: int
    attempt_id: int
    run: str
    slug: str


def issue_pass(attempt: Attempt) -> str:
    """A pass for as long as somebody may still write, and a little more: the deadline itself is asked of the
    database. Who holds it got the page, so it also proves that a post comes from our own form."""
    until = attempt.deadline + BEYOND if attempt.deadline else timezone.now() + LIFE
    enrolment = attempt.enrolment
    place = [enrolment.run.code, attempt.activity.slug]
    return signing.dumps([enrolment.learner_id, attempt.pk, *place, int(until.timestamp())], salt=SALT)


def read_pass(text: str) -> AttemptPass | None:
    """The pass, or None when it is not ours or its time is over."""
    try:
        *held, until = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return AttemptPass(*held) if timezone.now().timestamp() <= until else None

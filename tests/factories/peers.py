"""Participants of one run who read each other's assignments."""

import itertools
from typing import Any

from assessments.graded.models import PeerReview, PeerTurn
from assessments.graded.services.peer import save_turn, send_turn, take_turn
from courses.api import enrol_learner
from lms.accounts.models import Learner, User
from tests.dashboard.people import client_of
from tests.factories.assignments import Writing, make_writing

_numbers = itertools.count(1)
LEVELS = {"tavoite": "1", "keinot": "2"}


def make_participant(name: str = "") -> Learner:
    """A learner with an account."""
    number = next(_numbers)
    user = User.objects.create_user(
        email=f"lukija{number}@example.org", first_name=name or f"Lukija{number}", last_name="Osallistuja"
    )
    return Learner.objects.create(user=user)


def make_circle(size: int, **settings: Any) -> list[Writing]:
    """``size`` participants of one run; each is to read one text of another, if nothing else is said."""
    first = make_writing(make_participant(), **{"peer_reviews": 1} | settings)
    return [first, *(join(first) for _ in range(size - 1))]


def join(circle: Writing) -> Writing:
    """One participant more."""
    learner = make_participant()
    enrolment = enrol_learner(run=circle.run, learner=learner)
    return Writing(enrolment, circle.activity, circle.version, client_of(learner.user), circle.people)


def take(writing: Writing, wanted: int = 1) -> PeerTurn:
    """The next text for somebody to read."""
    place = {"activity_id": writing.activity.pk, "activity_key": writing.activity.key}
    return take_turn(enrolment=writing.enrolment, wanted=wanted, **place)


def send(writing: Writing, turn: PeerTurn | None = None, comment: str = "Selkeä tavoite.") -> PeerReview:
    """Read the next text and send what one thinks of it."""
    turn = turn or take(writing)
    save_turn(turn_id=turn.pk, levels=LEVELS, comment=comment, seq=None, base=turn.seq)
    return send_turn(turn_id=turn.pk, enrolment=writing.enrolment)


def peers_of(writing: Writing) -> str:
    """The address of somebody's peer review."""
    return f"{writing.address}vertaisarviot/"

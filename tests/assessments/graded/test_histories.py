"""Random histories of one attempt: whatever happens in whatever order, what was acknowledged is there."""

import datetime
from unittest.mock import patch

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.graded.api import (
    AlreadySent,
    Attempt,
    Conflict,
    Response,
    TooLate,
    accommodate,
    save_answer,
    start_attempt,
    submit_attempt,
)
from assessments.graded.rules.quizzes import judge_save
from assessments.graded.rules.terms import Granted
from assessments.graded.services.closing import send_overdue_attempts
from tests.factories.graded import make_taking

#: A handful is enough for each act to meet each other; every example is a database of its own.
HISTORIES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
pages = st.sampled_from(["sivu-a", "sivu-b"])
answers = st.sampled_from([None, "kela", "kunta", "te-toimisto"])
acts = st.one_of(
    st.tuples(st.just("save"), pages, answers),
    st.tuples(st.just("open"), pages, st.none()),
    st.tuples(st.just("wait"), st.integers(1, 15), st.none()),
    st.tuples(st.just("grant"), st.integers(1, 20), st.none()),
    st.tuples(st.sampled_from(["start", "submit", "worker"]), st.none(), st.none()),
)


class History:
    """The attempt with what the server has acknowledged, and pages that count their own saves."""

    def __init__(self, taking) -> None:
        self.taking, self.now = taking, timezone.now()
        with self.clock():
            self.attempt = taking.start()
        self.bases: dict[str, int] = {}
        self.seqs: dict[str, int] = {}
        self.acknowledged = None

    def clock(self):
        return patch("django.utils.timezone.now", lambda: self.now)

    def stored(self) -> Response:
        return Response.objects.select_related("attempt").get(attempt=self.attempt)

    def open(self, page: str, _more) -> None:
        self.bases[page] = self.seqs[page] = self.stored().seq

    def save(self, page: str, answer: str | None) -> None:
        if page not in self.bases:
            self.open(page, None)
        self.seqs[page] += 1
        attempt = Attempt.objects.select_related("quiz_version").get(pk=self.attempt.pk)
        try:
            save_answer(
                attempt=attempt,
                position=1,
                answer=answer,
                seq=self.seqs[page],
                writer=page,
                base=self.bases[page],
            )
        except (TooLate, AlreadySent, Conflict):
            return
        self.acknowledged = answer

    def wait(self, minutes: int, _more) -> None:
        self.now += datetime.timedelta(minutes=minutes)

    def grant(self, minutes: int, _more) -> None:
        accommodate(
            run=self.taking.run,
            enrolment=self.taking.enrolment,
            activity_id=None,
            granted=Granted(extra_minutes=minutes),
            reason="Syy",
            actor=None,
        )

    def start(self, *_more) -> None:
        if self.stored().attempt.is_open:
            assert start_attempt(self.taking.enrolment, self.taking.activity.pk) == self.attempt

    def submit(self, *_more) -> None:
        submit_attempt(attempt=Attempt.objects.select_related("quiz_version").get(pk=self.attempt.pk))

    def worker(self, *_more) -> None:
        send_overdue_attempts()


@HISTORIES
@given(history=st.lists(acts, max_size=14))
def test_acknowledged_answers_are_never_lost_and_alone_decide_the_points(learner, history):
    told = History(make_taking(learner, "short_text", minutes_allowed=20))
    with told.clock():
        for name, first, second in [*history, ("submit", None, None)]:
            getattr(told, name)(first, second)
            assert told.stored().answer == told.acknowledged
    response = told.stored()
    right = 100 if told.acknowledged == "kela" else 0
    assert (response.attempt.state, response.attempt.score, response.points) == ("submitted", right, right)


@HISTORIES
@given(order=st.permutations(range(4)), times=st.lists(st.integers(0, 3), max_size=4))
def test_points_never_depend_on_the_order_of_saves(learner, order, times):
    attempt = make_taking(learner, *["short_text"] * 4).start()
    given_answers = ["kela", "kunta", "kela", "valtio"]
    for seq, index in enumerate([*order, *times], start=1):
        save_answer(attempt=attempt, position=index + 1, answer=given_answers[index], seq=seq, writer="sivu", base=0)
    assert submit_attempt(attempt=attempt).score == 200


@given(st.lists(st.tuples(st.integers(1, 9), st.text(max_size=3)), min_size=1, max_size=12))
def test_of_one_pages_saves_the_newest_stands_in_whatever_order_they_arrive(saves):
    seq, answer = 0, ""
    for number, text in saves:
        same = {"same_answer": text == answer, "writer": "sivu", "base": 0}
        if judge_save(stored_seq=seq, stored_writer="sivu", seq=number, **same) == "store":
            seq, answer = number, text
    newest = max(number for number, _text in saves)
    assert (seq, answer) == (newest, next(text for number, text in saves if number == newest))

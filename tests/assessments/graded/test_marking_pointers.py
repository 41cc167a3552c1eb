"""What is ready and not given is never forgotten: the lists of what is to be marked lead to it and do not count it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.graded.api import answers_waiting, save_answer, submit_attempt, waiting_for
from assessments.graded.models import Response, ResponseMark
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.assignments import make_writing
from tests.factories.graded import make_taking
from tests.factories.marking import another, make_ready, page_of

pytestmark = pytest.mark.django_db
QUEUE, ANSWERS = "marking:queue", "marking:answers"


def test_a_ready_mark_is_pointed_at_and_not_counted_among_what_waits(learner):
    writing = make_writing(learner)
    first, second = writing.hand_in(), another(writing).hand_in()
    browser = client_of(writing.trainer)
    ready = f"{reverse(QUEUE)}?tila=valmiina"
    assert "ready but not given" not in main_of(browser.get(reverse(QUEUE)))
    make_ready(first, writing.trainer)
    body = main_of(browser.get(reverse(QUEUE)))
    assert "One mark is ready but not given yet" in body and "tila=valmiina" in body
    shown = browser.get(page_of(second)).context
    assert (shown["place"], shown["waiting"]) == (1, 1)
    assert waiting_for(writing.trainer) == (1, 1)
    assert "ready but not given yet, so" not in main_of(browser.get(ready))


def test_ready_marks_of_tests_are_pointed_at_and_not_counted_among_what_waits(learner):
    taking = make_taking(learner, "essay", "single_choice")
    trainer = make_trainer(taking.run)
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="Vastaus.", seq=1)
    submit_attempt(attempt=attempt)
    browser = client_of(trainer)
    assert answers_waiting(trainer) == (1, 0)
    response = Response.objects.get(attempt=attempt, position=1)
    ResponseMark.objects.create(response=response, marker=trainer, points=50, ready_at=timezone.now())
    assert answers_waiting(trainer) == (0, 1)
    assert "One mark is ready but not given yet" in main_of(browser.get(reverse(ANSWERS)))
    home = {one.words: one for one in browser.get(reverse("trainer:home")).context["today"].lines}
    line = home["Marks of tests that are ready to be given"]
    assert (line.number, line.url) == (1, f"{reverse(ANSWERS)}?tila=valmiina")
    assert "Test answers to mark" not in home

"""Two who mark the same at once: the second save meets both texts, and neither is lost."""

import pytest

from assessments.graded.api import save_answer, submit_attempt
from assessments.graded.models import Review
from assessments.graded.services.hand_marking import save_mark
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.assignments import make_writing
from tests.factories.graded import make_taking
from tests.factories.marking import ALL, QUEUE, form_of, page_of, review_by, second_trainer

pytestmark = pytest.mark.django_db
MINE, THEIRS = "Minun palautteeni.", "Ensin tallennettu."


def test_the_slower_of_two_trainers_sees_both_texts_and_overwrites_nothing(learner):
    writing = make_writing(learner)
    submission = writing.hand_in()
    browser = client_of(second_trainer(writing))
    form = form_of(browser, submission, comment=MINE, note="Muistiinpano.", decision="accept", **ALL)
    review_by(submission, writing.trainer, comment=THEIRS)
    answer = browser.post(page_of(submission), form)
    assert answer.status_code == 409
    for text in (MINE, THEIRS, "Muistiinpano."):
        assert text in main_of(answer)
    assert Review.objects.get().comment == THEIRS


def test_a_second_window_shows_both_texts_and_may_then_save(learner):
    writing = make_writing(learner)
    submission = writing.hand_in()
    browser = client_of(writing.trainer)
    form = form_of(browser, submission, comment=MINE, save="1", **ALL)
    browser.post(page_of(submission), form_of(browser, submission, comment=THEIRS, save="1"))
    answer = browser.post(page_of(submission), form)
    assert answer.status_code == 409
    for text in (MINE, THEIRS):
        assert text in main_of(answer)
    again = form | {"base": answer.context["seq"], "writer": answer.context["writer"]}
    assert browser.post(page_of(submission), again).status_code == 302
    assert Review.objects.get().comment == MINE


def test_a_file_or_a_saved_comment_is_no_way_around_a_conflict(learner):
    writing = make_writing(learner)
    submission = writing.hand_in()
    browser = client_of(second_trainer(writing))
    form = form_of(browser, submission, comment=MINE, **ALL)
    review_by(submission, writing.trainer, comment=THEIRS)
    for button in ({"insert": "1"}, {"keep": "1"}, {"attach": "1"}, {"detach": "1"}, {"save": "1"}):
        assert browser.post(page_of(submission), form | button).status_code == 409
    assert Review.objects.get().comment == THEIRS


def test_a_test_answer_marked_by_two_shows_both(learner):
    taking = make_taking(learner, "essay")
    one, two = (make_trainer(taking.run, f"arvioija-{place}@example.org") for place in "ab")
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="Vastaukseni.", seq=1)
    submit_attempt(attempt=attempt)
    response = attempt.responses.get()
    address = f"{QUEUE}vastaukset/{response.pk}/"
    browser = client_of(two)
    page = browser.get(address).context
    form = {"points": "0,5", "comment": MINE, "writer": page["writer"], "base": page["seq"], "release": "hold"}
    save_mark(response_id=response.pk, marker=one, points=100, comment=THEIRS, seq=None, base=0, writer="toinen")
    answer = browser.post(address, form)
    assert answer.status_code == 409
    for text in (MINE, THEIRS, "Olli Opettaja"):
        assert text in main_of(answer)

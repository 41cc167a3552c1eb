"""Saved comments: put in with one press, all that is typed kept; one's own page; shared in a training."""

import pytest

from assessments.graded.api import save_answer, submit_attempt
from assessments.graded.models import Review, SavedComment
from assessments.graded.services.commenting import MOST_SAVED, CannotSave, change_comment, save_comment
from lms.accounts.api import Learner
from lms.privacy.erasure import erase_learner
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.assignments import make_writing
from tests.factories.courses import make_run
from tests.factories.graded import make_taking
from tests.factories.marking import QUEUE, form_of, page_of, second_trainer

pytestmark = pytest.mark.django_db
BANK = f"{QUEUE}huomautukset/"


@pytest.fixture
def writing(learner):
    return make_writing(learner)


@pytest.fixture
def browser(writing):
    return client_of(writing.trainer)


def test_a_saved_comment_is_put_below_what_is_typed_and_everything_is_kept(writing, browser):
    submission = writing.hand_in()
    saved = save_comment(owner=writing.trainer, text="Nimeä mittari.")
    form = form_of(browser, submission, comment="Hyvä alku.", note="Muista.", insert=saved.pk) | {"level-keinot": "2"}
    answer = browser.post(page_of(submission), form)
    assert answer["Location"].endswith("#comment")
    review = Review.objects.get()
    assert (review.comment, review.note, review.levels) == ("Hyvä alku.\n\nNimeä mittari.", "Muista.", {"keinot": 2})
    assert "Nimeä mittari." not in main_of(writing.browser.get(writing.address))


def test_feedback_is_saved_to_be_used_again_once(writing, browser):
    submission = writing.hand_in()
    for _time in range(2):
        browser.post(page_of(submission), form_of(browser, submission, comment="Nimeä mittari.", keep="1"))
    assert [one.text for one in SavedComment.objects.filter(owner=writing.trainer)] == ["Nimeä mittari."]
    assert Review.objects.get().comment == "Nimeä mittari."
    empty = browser.post(page_of(submission), form_of(browser, submission, keep="1"), follow=True)
    assert SavedComment.objects.count() == 1
    assert empty.status_code == 200


def test_a_comment_of_another_is_used_only_when_it_is_shared_in_the_training(writing, browser):
    submission = writing.hand_in()
    colleague = second_trainer(writing)
    saved = save_comment(owner=colleague, text="Kaisan lause.")
    browser.post(page_of(submission), form_of(browser, submission, comment="Oma.", insert=saved.pk))
    assert Review.objects.get().comment == "Oma."
    assert "Kaisan lause." not in main_of(browser.get(page_of(submission)))
    change_comment(comment=saved, text="Kaisan lause.", course=writing.run.course)
    assert "Kaisan lause." in main_of(browser.get(page_of(submission)))
    browser.post(page_of(submission), form_of(browser, submission, comment="Oma.", insert=saved.pk))
    assert Review.objects.get().comment == "Oma.\n\nKaisan lause."


def test_ones_own_page_adds_changes_shares_and_deletes(writing, browser):
    assert browser.post(BANK, {"text": "", "course": ""}).status_code == 422
    browser.post(BANK, {"text": "Ensimmäinen.", "course": ""})
    saved = SavedComment.objects.get()
    address = f"{BANK}{saved.pk}/"
    assert browser.post(address, {"text": "  ", "course": ""}).status_code == 422
    browser.post(address, {"text": "Parempi.", "course": str(writing.run.course_id)})
    saved.refresh_from_db()
    assert (saved.text, saved.course_id) == ("Parempi.", writing.run.course_id)
    assert "Parempi." in main_of(browser.get(BANK))
    browser.post(f"{address}poista/")
    assert not SavedComment.objects.exists()


def test_the_pages_of_a_comment_are_its_owners_alone(writing, browser):
    saved = save_comment(owner=second_trainer(writing), text="Kaisan.", course=writing.run.course)
    assert browser.get(f"{BANK}{saved.pk}/").status_code == 404
    assert browser.post(f"{BANK}{saved.pk}/poista/").status_code == 404
    assert writing.browser.get(BANK).status_code == 404


def test_a_comment_is_shared_only_in_a_training_that_one_teaches(writing, browser):
    elsewhere = make_run()
    assert browser.post(BANK, {"text": "Lause.", "course": str(elsewhere.course_id)}).status_code == 422
    assert not SavedComment.objects.exists()


def test_a_list_that_nobody_could_look_through_is_not_made(writing):
    SavedComment.objects.bulk_create(SavedComment(owner=writing.trainer, text=f"n{n}") for n in range(MOST_SAVED))
    with pytest.raises(CannotSave):
        save_comment(owner=writing.trainer, text="Vielä yksi.")


def test_a_saved_comment_is_put_into_the_feedback_of_a_test_answer_too(learner):
    taking = make_taking(learner, "essay")
    marker = make_trainer(taking.run)
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="Vastaukseni.", seq=1)
    submit_attempt(attempt=attempt)
    saved = save_comment(owner=marker, text="Nimeä mittari.")
    browser = client_of(marker)
    address = f"{QUEUE}vastaukset/{attempt.responses.get().pk}/"
    page = browser.get(address).context
    form = {"points": "0,5", "comment": "Alku.", "insert": saved.pk, "writer": page["writer"], "base": page["seq"]}
    browser.post(address, form)
    mark = attempt.responses.get().mark
    assert (mark.comment, mark.points, mark.released_at) == ("Alku.\n\nNimeä mittari.", 50, None)


def test_erasing_a_trainer_takes_their_comments(writing):
    save_comment(owner=writing.trainer, text="Oma.", course=writing.run.course)
    erase_learner(learner=Learner.objects.create(user=writing.trainer))
    assert not SavedComment.objects.exists()

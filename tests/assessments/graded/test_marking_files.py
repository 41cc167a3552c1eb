"""Files that come with feedback: kept private, given with it, gone with it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.graded.models import FeedbackFile, WorkFile
from assessments.graded.services.feedback_files import MOST_FEEDBACK_FILES
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.assignments import PDF, add, make_writing
from tests.factories.courses import make_run
from tests.factories.marking import ALL, QUEUE, form_of, page_of
from tests.factories.world import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def writing(learner):
    return make_writing(learner)


@pytest.fixture
def browser(writing):
    return client_of(writing.trainer)


def attach(browser, submission, name="merkinnät.pdf", content=PDF, **values):
    form = form_of(browser, submission, attach="1", file=SimpleUploadedFile(name, content), **values)
    return browser.post(page_of(submission), form)


def kept() -> set[str]:
    storage = FeedbackFile._meta.get_field("file").storage
    return set(storage.listdir("feedback")[1]) if storage.exists("feedback") else set()


def give(browser, submission):
    browser.post(page_of(submission), form_of(browser, submission, comment="Katso.", decision="return", **ALL))


def test_a_file_reaches_the_learner_only_with_the_feedback(writing, browser):
    add(writing)
    submission = writing.hand_in()
    attach(browser, submission, comment="Kesken.", copy_of=submission.files.get().pk)
    file = FeedbackFile.objects.get()
    assert (file.name, file.copy_of, file.review.comment) == ("merkinnät.pdf", submission.files.get(), "Kesken.")
    own = f"{writing.address}palautetiedosto/{file.pk}/"
    assert writing.browser.get(own).status_code == 404
    assert "merkinnät.pdf" not in main_of(writing.browser.get(writing.address))
    assert "merkinnät.pdf" not in str([section.rows for section in sections_of(writing.enrolment.learner)])
    give(browser, submission)
    assert "merkinnät.pdf" in main_of(writing.browser.get(writing.address))
    answer = writing.browser.get(own)
    assert read(answer) == PDF
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in answer["Content-Disposition"]
    assert "merkinnät.pdf" in str([section.rows for section in sections_of(writing.enrolment.learner)])


def test_nobody_else_opens_a_feedback_file(writing, browser, learner):
    submission = writing.hand_in()
    attach(browser, submission)
    give(browser, submission)
    file = FeedbackFile.objects.get()
    trainers = f"{page_of(submission)}palautetiedosto/{file.pk}/"
    assert read(browser.get(trainers)) == PDF
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    assert other.get(trainers).status_code == 404
    assert other.get(f"{writing.address}palautetiedosto/{file.pk}/").status_code == 404
    assert writing.browser.get(trainers).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"), [("ohjelma.exe", b"MZ"), ("väärä.pdf", b"<html>"), ("tyhjä.pdf", b""), (None, None)]
)
def test_an_unusable_file_is_refused_and_what_was_typed_is_kept(writing, browser, name, content):
    submission = writing.hand_in()
    form = form_of(browser, submission, attach="1", comment="Tallessa.")
    if name:
        form["file"] = SimpleUploadedFile(name, content)
    answer = browser.post(page_of(submission), form)
    assert answer.status_code == 422
    assert "Tallessa." in main_of(answer)
    assert not FeedbackFile.objects.exists()


def test_three_files_fit_and_a_fourth_is_refused(writing, browser):
    submission = writing.hand_in()
    for number in range(MOST_FEEDBACK_FILES):
        attach(browser, submission, f"{number}.pdf")
    before = kept()
    assert attach(browser, submission, "liikaa.pdf").status_code == 422
    assert (FeedbackFile.objects.count(), kept()) == (MOST_FEEDBACK_FILES, before)


def test_a_file_is_taken_away_before_the_feedback_is_given_and_not_after(
    writing, browser, django_capture_on_commit_callbacks
):
    submission = writing.hand_in()
    before = kept()
    attach(browser, submission)
    pk = FeedbackFile.objects.get().pk
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(page_of(submission), form_of(browser, submission, detach=pk))
    assert not FeedbackFile.objects.exists()
    assert kept() == before
    attach(browser, submission)
    form = form_of(browser, submission, detach=FeedbackFile.objects.get().pk)
    give(browser, submission)
    assert browser.post(page_of(submission), form).status_code == 409
    assert FeedbackFile.objects.exists()


def test_taking_a_clients_file_away_takes_its_given_copies_but_not_the_covered_one(
    writing, browser, django_capture_on_commit_callbacks
):
    add(writing)
    first = writing.hand_in()
    file = WorkFile.objects.get()
    attach(browser, first, "vanha kopio.pdf", copy_of=file.pk)
    give(browser, first)
    second = writing.hand_in("Toinen versio.")
    attach(browser, second, "peitetty kopio.pdf", copy_of=file.pk)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"{page_of(second)}peita/", {"files": [str(file.pk)], "reason": "Nimi tiedostossa."})
    assert [one.name for one in FeedbackFile.objects.all()] == ["peitetty kopio.pdf"]
    assert "peitetty kopio.pdf" in main_of(writing.browser.get(writing.address))


def test_erasing_a_person_takes_the_files_of_their_feedback(writing, browser, django_capture_on_commit_callbacks):
    submission = writing.hand_in()
    before = kept()
    attach(browser, submission)
    assert kept() != before
    with django_capture_on_commit_callbacks(execute=True):
        erase_learner(learner=writing.enrolment.learner)
    assert not FeedbackFile.objects.exists()
    assert kept() == before


def test_a_request_too_large_is_not_read_and_says_so(writing, browser):
    submission = writing.hand_in()
    answer = browser.post(page_of(submission), {}, CONTENT_LENGTH="99999999")
    assert answer.status_code == 413
    assert browser.get(QUEUE).status_code == 200

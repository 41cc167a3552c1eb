"""A second marker: neither sees the other's marks before both are ready; then either settles it."""

import pytest
from django.utils.translation import gettext as _

from assessments.graded.models import Review, SecondReview, Submission
from assessments.graded.services.covering import cover_and_return
from assessments.graded.services.reviewing import NotDecided, SecondFirst, decide, take_over
from assessments.graded.services.second_marking import NotSecond, SecondIsReady, finish_second, save_second
from lms.privacy.export import sections_of
from tests.dashboard.people import client_of, main_of
from tests.factories.assignments import make_writing
from tests.factories.marking import ALL, form_of, page_of, review_by, second_trainer

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Ensimmäisen sana.", "Toisen sana."


@pytest.fixture
def writing(learner):
    return make_writing(learner, second_marker=True)


@pytest.fixture
def colleague(writing):
    return second_trainer(writing)


def second_form(browser, submission, **values):
    page = browser.get(page_of(submission)).context
    return {"writer": page["writer"], "base": page["seq"], "comment": SECOND} | ALL | values


def second_by(submission, reviewer, *, levels=None, done=True):
    given = levels or {"tavoite": "1", "keinot": "1"}
    save_second(submission_id=submission.pk, reviewer=reviewer, levels=given, comment=SECOND, seq=None, base=0)
    if done:
        finish_second(submission_id=submission.pk, reviewer=reviewer, decision="accepted")


def test_neither_sees_the_others_marks_before_the_second_is_ready(writing, colleague):
    submission = writing.hand_in()
    review_by(submission, writing.trainer, comment=FIRST)
    first, second = client_of(writing.trainer), client_of(colleague)
    assert FIRST not in second.get(page_of(submission)).content.decode()
    answer = second.post(f"{page_of(submission)}toinen/", second_form(second, submission, save="1"))
    assert answer.status_code == 302
    assert FIRST not in second.get(page_of(submission)).content.decode()
    assert SECOND not in first.get(page_of(submission)).content.decode()
    third = client_of(second_trainer(writing, "Kolmas")).get(page_of(submission)).content.decode()
    assert FIRST not in third
    assert SECOND not in third
    second.post(f"{page_of(submission)}toinen/", second_form(second, submission, decision="accept"))
    for browser in (first, second):
        page = browser.get(page_of(submission)).content.decode()
        assert FIRST in page
        assert SECOND in page
    assert SECOND not in main_of(writing.browser.get(writing.address))


def test_the_queue_tells_who_can_be_the_second_and_when_both_are_ready(writing, colleague):
    submission = writing.hand_in()

    def told(reader):
        return [row.second for row in client_of(reader).get("/kouluttaja/arvioitavat/").context["rows"]]

    assert told(colleague) == [""]
    review_by(submission, writing.trainer)
    assert (told(writing.trainer), told(colleague)) == ([""], [_("You can mark this second")])
    second_by(submission, colleague)
    assert told(writing.trainer) == told(colleague) == [_("Both marks are ready")]
    decide(submission_id=submission.pk, reviewer=writing.trainer, decision="accepted", hold=True)
    given = client_of(colleague).get("/kouluttaja/arvioitavat/?tila=valmiina").context["rows"]
    assert [row.second for row in given] == [""]


def test_a_marker_who_was_slower_does_not_see_the_first_marks_in_the_refusal(writing, colleague):
    submission = writing.hand_in()
    second = client_of(colleague)
    form = form_of(second, submission, comment="Minäkin ehdin.", decision="accept", **ALL)
    review_by(submission, writing.trainer, comment=FIRST)
    answer = second.post(page_of(submission), form)
    assert answer.status_code == 409
    assert FIRST not in answer.content.decode()
    assert "Minäkin ehdin." in main_of(answer)


def test_disagreement_is_shown_plainly(writing, colleague):
    submission = writing.hand_in()
    review_by(submission, writing.trainer, levels={"tavoite": "1", "keinot": "2"})
    second_by(submission, colleague, levels={"tavoite": "1", "keinot": "0"})
    both = client_of(writing.trainer).get(page_of(submission)).context["both"]
    assert [one["differs"] for one in both] == [False, True]


def test_deciding_waits_for_the_second_unless_one_says_to_decide_alone(writing, colleague):
    submission = writing.hand_in()
    browser = client_of(writing.trainer)
    form = form_of(browser, submission, comment="Tallessa.", decision="accept", **ALL)
    answer = browser.post(page_of(submission), form)
    assert answer.status_code == 422
    assert "Tallessa." in main_of(answer)
    assert Review.objects.get().comment == "Tallessa."  # as the refusal says: one may go on to the next work
    with pytest.raises(NotDecided):
        decide(submission_id=submission.pk, reviewer=writing.trainer, decision="accepted", hold=False)
    browser.post(page_of(submission), form_of(browser, submission, decision="accept", alone="1", **ALL))
    assert Submission.objects.get().state == "accepted"


def test_nobody_is_asked_to_begin_as_the_second_when_it_is_decided(writing, colleague):
    submission, browser = writing.hand_in(), client_of(writing.trainer)
    assert 'id="both"' in main_of(browser.get(page_of(submission)))
    browser.post(page_of(submission), form_of(browser, submission, decision="accept", alone="1", **ALL))
    assert 'id="both"' not in main_of(browser.get(page_of(submission)))


def test_either_settles_it_when_both_are_ready(writing, colleague):
    submission = writing.hand_in()
    review_by(submission, writing.trainer, comment=FIRST)
    second_by(submission, colleague, done=False)
    with pytest.raises(SecondFirst):
        take_over(submission_id=submission.pk, reviewer=colleague)
    finish_second(submission_id=submission.pk, reviewer=colleague, decision="returned")
    browser = client_of(colleague)
    browser.post(f"{page_of(submission)}ota/")
    browser.post(page_of(submission), form_of(browser, submission, comment="Yhdessä.", decision="accept", **ALL))
    review = Review.objects.get()
    assert (review.reviewer, review.comment, review.state) == (colleague, "Yhdessä.", "released")


def test_the_first_marker_and_a_third_are_no_second(writing, colleague):
    submission = writing.hand_in()
    with pytest.raises(NotSecond):
        second_by(submission, colleague)  # nobody has begun: this would be the first
    review_by(submission, writing.trainer)
    with pytest.raises(NotSecond):
        second_by(submission, writing.trainer)
    second_by(submission, colleague, done=False)
    with pytest.raises(NotSecond):
        second_by(submission, second_trainer(writing, "Kolmas"))


def test_what_both_have_seen_is_changed_no_more(writing, colleague):
    submission = writing.hand_in()
    review_by(submission, writing.trainer)
    browser = client_of(colleague)
    form = second_form(browser, submission, decision="accept")
    browser.post(f"{page_of(submission)}toinen/", form)
    with pytest.raises(SecondIsReady):
        second_by(submission, colleague, done=False)
    answer = browser.post(f"{page_of(submission)}toinen/", form | {"comment": "Toinen ajatus."})
    assert answer.status_code == 409
    assert "Toinen ajatus." in main_of(answer)
    assert SecondReview.objects.get().comment == SECOND


def test_the_second_draft_is_saved_by_itself_and_two_windows_lose_nothing(writing, colleague):
    submission = writing.hand_in()
    review_by(submission, writing.trainer)
    browser, address = client_of(colleague), f"{page_of(submission)}toinen/"
    one, two = (second_form(browser, submission, comment=text) for text in ("Ensin.", "Sitten."))
    assert browser.post(f"{address}tallenna/", one | {"seq": "1"}).status_code == 200
    assert browser.post(f"{address}tallenna/", two | {"seq": "1"}).status_code == 409
    answer = browser.post(address, two | {"save": "1"})
    assert answer.status_code == 409
    assert "Sitten." in main_of(answer)
    assert "Ensin." in main_of(answer)


def test_a_second_mark_that_lacks_something_is_refused_with_the_text_kept(writing, colleague):
    submission = writing.hand_in()
    review_by(submission, writing.trainer)
    browser = client_of(colleague)
    form = second_form(browser, submission, decision="accept")
    del form["level-keinot"]
    answer = browser.post(f"{page_of(submission)}toinen/", form)
    assert answer.status_code == 422
    assert SECOND in main_of(answer)
    assert SecondReview.objects.get().done_at is None


def test_an_assignment_without_a_second_marker_takes_none(learner):
    writing = make_writing(learner)
    submission = writing.hand_in()
    review_by(submission, writing.trainer)
    colleague = second_trainer(writing)
    answer = client_of(colleague).post(f"{page_of(submission)}toinen/", {"comment": "x", "decision": "accept"})
    assert answer.status_code == 409
    assert not SecondReview.objects.exists()


def test_the_export_has_the_second_marks_once_the_feedback_is_given_and_covering_covers_them(writing, colleague):
    submission = writing.hand_in()
    review_by(submission, writing.trainer)
    second_by(submission, colleague)

    def exported() -> str:
        return str([section.rows for section in sections_of(writing.enrolment.learner)])

    assert SECOND not in exported()
    cover_and_return(
        submission_id=submission.pk, passages=["Toisen"], file_ids=[], reason="Nimi pois.", actor=writing.trainer
    )
    assert SECOND not in exported()
    assert "sana." in exported()

"""A trainer looks at what a participant has sent: as the participant sees it, with what is right."""

import pytest
from django.urls import reverse

from assessments.graded.api import Attempt, save_answer, submit_attempt
from assessments.graded.models import Response
from assessments.graded.queries.handed_in import newest_handed_in
from assessments.graded.services.naming import set_names_hidden
from courses.api import cancel_enrolment
from tests.dashboard.people import client_of, main_of, make_manager, make_trainer
from tests.factories import make_run
from tests.factories.assignments import make_writing
from tests.factories.graded import Taking, make_taking

pytestmark = pytest.mark.django_db


@pytest.fixture
def taking(learner) -> Taking:
    return make_taking(learner, "single_choice", "essay")


@pytest.fixture
def browser(taking):
    return client_of(make_trainer(taking.run))


def send(taking: Taking, choice: str) -> Attempt:
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer=choice, seq=1)
    return submit_attempt(attempt=attempt)


def page_of(taking: Taking) -> str:
    return reverse("marking:attempts", args=[taking.run.code, taking.enrolment.pk, taking.activity.slug])


def test_a_trainer_sees_the_newest_attempt_and_finds_the_others(taking, browser):
    send(taking, "tk")
    send(taking, "kela")
    newest = main_of(browser.get(page_of(taking)))
    assert 'aria-current="page"' in newest and 'href="?kerta=1"' in newest
    assert newest.count("is-right") == 1
    first = main_of(browser.get(page_of(taking), {"kerta": "1"}))
    assert first.count("is-wrong") == 1


def test_the_right_answer_is_shown_though_the_participant_sees_none(learner):
    taking = make_taking(learner, "single_choice", review={})
    hidden = make_taking(learner, "single_choice", review={"after": [], "later": [], "closed": [], "during": []})
    for one in (taking, hidden):
        send(one, "tk")
        assert "is-wrong" in main_of(client_of(make_trainer(one.run, f"{one.run.code}@example.org")).get(page_of(one)))
    own = client_of(learner.user).get(f"{hidden.address}tulos/1/").content.decode()
    assert "is-wrong" not in own


@pytest.mark.parametrize("number", ["3", "0", "x", "1" * 40])
def test_a_number_that_is_none_of_them_finds_nothing(taking, browser, number):
    send(taking, "kela")
    assert browser.get(page_of(taking), {"kerta": number}).status_code == 404


def test_only_trainers_of_the_run_find_it_and_only_when_something_is_sent(taking, browser, learner):
    taking.start()
    assert browser.get(page_of(taking)).status_code == 404
    submit_attempt(attempt=Attempt.objects.get())
    assert browser.get(page_of(taking)).status_code == 200
    others = [make_manager(), make_trainer(make_run(), "muu@example.org"), learner.user]
    assert [client_of(one).get(page_of(taking)).status_code for one in others] == [404, 404, 404]
    assert browser.post(page_of(taking)).status_code == 405
    cancel_enrolment(enrolment=taking.enrolment, actor=learner.user)
    assert browser.get(page_of(taking)).status_code == 404


def test_an_essay_leads_to_its_marking(taking, browser):
    attempt = taking.start()
    save_answer(attempt=attempt, position=2, answer="Kuuntelin ensin.", seq=1)
    submit_attempt(attempt=attempt)
    page = main_of(browser.get(page_of(taking)))
    assert "Kuuntelin ensin." in page
    assert reverse("marking:answer", args=[attempt.responses.get(position=2).pk]) in page


def test_a_late_answer_is_shown_to_both_and_counted_for_neither(taking, browser, learner):
    attempt = send(taking, "kela")
    Response.objects.filter(attempt=attempt, position=2).update(late_answer="Myöhässä kirjoitettu.")
    for page in (browser.get(page_of(taking)), client_of(learner.user).get(f"{taking.address}tulos/1/")):
        assert "Myöhässä kirjoitettu." in main_of(page)
    attempt.refresh_from_db()
    assert attempt.score == 100


@pytest.mark.parametrize("kinds", [("single_choice",), ("single_choice", "short_text", "true_false", "numeric")])
def test_it_costs_the_same_for_any_size(learner, statements, kinds):
    taking = make_taking(learner, *kinds)
    submit_attempt(attempt=taking.start())
    browser = client_of(make_trainer(taking.run))
    browser.get(page_of(taking))
    # session with account, second factor, attempts, steps, arrangements, answers
    with statements(6):
        browser.get(page_of(taking))


def test_the_ways_there_stand_where_a_trainer_meets_the_participant(taking, browser):
    send(taking, "tk")
    send(taking, "tk")
    Attempt.objects.update(passed=False)
    here = (taking.run.code, taking.enrolment.pk)
    for name in ("trainer:participant", "trainer:results-person"):
        assert page_of(taking) in main_of(browser.get(reverse(name, args=here)))
    assert page_of(taking) in main_of(browser.get(reverse("trainer:board", args=[taking.run.code])))
    manager = client_of(make_manager())
    for name in ("trainer:participant", "trainer:results-person"):
        assert page_of(taking) not in main_of(manager.get(reverse(name, args=here)))


def test_what_was_handed_in_is_linked_by_name_unless_names_are_hidden(learner):
    writing = make_writing(learner)
    submission = writing.hand_in()
    run, browser = writing.run, client_of(make_trainer(writing.run))
    address = reverse("trainer:participant", args=[run.code, writing.enrolment.pk])
    marking = reverse("marking:mark", args=[submission.pk])
    assert marking in main_of(browser.get(address))
    set_names_hidden(run=run, activity_id=submission.work.activity_id, hides_names=True, actor=None)
    assert newest_handed_in(writing.enrolment)
    assert marking not in main_of(browser.get(address))

"""How questions worked, and counting results again: nothing changes before the trainer has seen what would."""

import pytest
from django.urls import reverse

from assessments.graded.api import Attempt, revise_question, save_answer, submit_attempt
from certificates.api import Award, award_of
from courses.api import Enrolment, RunItem, enrol_learner
from lms.accounts.api import Learner, User
from tests.dashboard.people import client_of, main_of, make_manager, make_trainer
from tests.factories.certificates import make_certified_run
from tests.factories.courses import make_run
from tests.factories.graded import CHOICES, Taking, make_quiz, make_taking, options

pytestmark = pytest.mark.django_db
REASON = "Oikea vastaus oli merkitty väärin."


@pytest.fixture
def taking(learner):
    """A certificate rests on one quiz of one choice."""
    run = make_certified_run(lessons=0, kinds=("quiz",))
    activity = run.course.activities.get()
    return Taking(enrol_learner(run=run, learner=learner), activity, make_quiz(activity, "single_choice"))


@pytest.fixture
def browser(taking):
    return client_of(make_trainer(taking.run))


def address(name: str, taking: Taking) -> str:
    return reverse(f"trainer:{name}", args=[taking.run.code, taking.activity.slug])


def send(taking: Taking, answer: str) -> Attempt:
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer=answer, seq=1)
    return submit_attempt(attempt=attempt)


def correct(taking: Taking) -> None:
    question = taking.version.slots.first().question_version.question
    values = CHOICES | {"options": options(("kela", False), ("tk", True))}
    revise_question(key=question.key, slug=question.slug, kind=question.kind, values={"fi": values}, actor=None)


def another(taking: Taking, name: str) -> Taking:
    user = User.objects.create_user(email=f"{name}@example.org", first_name=name, last_name="Esimerkki")
    enrolment = enrol_learner(run=taking.run, learner=Learner.objects.create(user=user))
    return Taking(enrolment, taking.activity, taking.version)


def test_the_page_of_questions_tells_figures_and_a_sentence(taking, browser):
    assert browser.get(address("quiz-questions", taking)).status_code == 200
    for number in range(5):
        send(another(taking, f"Aino{number}"), "tk")
    page = main_of(browser.get(address("quiz-questions", taking)))
    assert "Few answered right" in page
    assert "“Vaihtoehto tk”" in page
    assert "Esimerkki" not in page


def test_nothing_changes_before_the_reason_is_given(taking, browser):
    send(taking, "tk")
    correct(taking)
    assert address("regrade", taking) in main_of(browser.get(address("quiz-questions", taking)))
    page = browser.get(address("regrade", taking))
    assert "Tiina Testaaja" in main_of(page)
    assert browser.post(address("regrade", taking), {"seen": page.context["seen"], "reason": ""}).status_code == 422
    assert Attempt.objects.get().score == 0


def test_counting_again_may_give_the_certificate(taking, browser):
    send(taking, "tk")
    correct(taking)
    seen = browser.get(address("regrade", taking)).context["seen"]
    assert browser.post(address("regrade", taking), {"seen": seen, "reason": REASON}).status_code == 302
    assert Enrolment.objects.get().status == Enrolment.Status.COMPLETED
    assert award_of(taking.enrolment) is not None


def test_a_certificate_that_rests_on_a_lost_pass_is_told_of_and_stays(taking, browser):
    send(taking, "kela")
    correct(taking)
    serial = Award.objects.get().serial
    page = browser.get(address("regrade", taking))
    assert serial in main_of(page)
    assert reverse("trainer:awards", args=[taking.run.code]) in main_of(page)
    browser.post(address("regrade", taking), {"seen": page.context["seen"], "reason": REASON})
    assert Award.objects.live().get().serial == serial
    assert (Attempt.objects.get().score, Attempt.objects.get().passed) == (0, True)
    person = reverse("trainer:results-person", args=[taking.run.code, taking.enrolment.pk])
    assert REASON in main_of(browser.get(person))


def test_a_list_that_has_changed_is_shown_anew(taking, browser):
    send(taking, "tk")
    correct(taking)
    seen = browser.get(address("regrade", taking)).context["seen"]
    send(another(taking, "Aino"), "tk")
    answer = browser.post(address("regrade", taking), {"seen": seen, "reason": REASON})
    assert answer.status_code == 409
    assert "Aino Esimerkki" in main_of(answer)
    assert REASON in main_of(answer)
    assert set(Attempt.objects.values_list("score", flat=True)) == {0}


@pytest.mark.parametrize(("question", "status"), [("", 200), ("1", 200), ("999999", 200), ("a", 404), ("9" * 30, 404)])
def test_a_question_in_the_address_is_met_whatever_it_is(taking, browser, question, status):
    assert browser.get(address("regrade", taking), {"kysymys": question}).status_code == status


def test_only_those_who_look_after_the_run_come_here(taking, trainee):
    for name in ("quiz-questions", "regrade"):
        other = client_of(make_trainer(make_run(), f"{name}@example.org"))
        assert other.get(address(name, taking)).status_code == 404
        assert client_of(trainee).get(address(name, taking)).status_code == 404
    manager = client_of(make_manager())
    assert manager.get(address("regrade", taking)).status_code == 200
    no_quiz = reverse("trainer:regrade", args=[taking.run.code, "lesson-1"])
    assert manager.get(no_quiz).status_code == 404


@pytest.mark.parametrize("people", [1, 6])
def test_the_pages_cost_the_same_for_any_number(learner, statements, people):
    taking = make_taking(learner, "single_choice", "true_false")
    for number in range(people):
        send(another(taking, f"Aino{number}"), "tk")
    correct(taking)
    browser = client_of(make_trainer(taking.run))
    browser.get(address("regrade", taking))
    # session with account, second factor, run, steps; versions in use, the newest, answers, waiting; people, awards
    with statements(10):
        browser.get(address("regrade", taking))
    # the five; answers, versions
    with statements(6):
        browser.get(address("quiz-questions", taking))


def test_a_voluntary_test_has_a_way_to_its_questions(taking, browser):
    RunItem.objects.update(required=False)
    page = address("quiz-questions", taking)
    assert browser.get(page).status_code == 200
    run, person = [taking.run.code], [taking.run.code, taking.enrolment.pk]
    for name, args in (("arrangements", run), ("results-person", person)):
        assert f'href="{page}"' in main_of(browser.get(reverse(f"trainer:{name}", args=args)))

"""The learner's step: what it shows, what it costs, and who gets it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import FactCard
from courses.api import Enrolment, Progress, RunItem, create_run, enrol_learner, mark_done_by_hand
from courses.models import Course
from lms.accounts.models import User
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_quiz_page, text_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def course_page():
    return make_course_page()


@pytest.fixture
def module_page(course_page):
    return make_module_page(course_page, title="Työkyky ja rooli")


def enter(course_page, learner, code="kevat"):
    """Open a run of the page's course and put the learner in it."""
    run = create_run(
        course=Course.objects.get(key=course_page.translation_key), code=code, name="Kevät", actor=None, is_open=True
    )
    enrol_learner(run=run, learner=learner)
    return run


def address(run, lesson, name="steps:step"):
    return reverse(name, args=[run.code, lesson.slug])


def test_lesson_shows_its_text_place_and_outline(client, learner, course_page, module_page):
    lesson = make_lesson_page(module_page, title="Mitä työkyky on?", lead="Työkyky syntyy.", minutes=7)
    make_lesson_page(module_page, title="Sanat ratkaisevat")
    run = enter(course_page, learner)
    client.force_login(learner.user)
    page = client.get(address(run, lesson)).content.decode()
    assert '<h1 tabindex="-1" id="otsikko">Mitä työkyky on?</h1>' in page
    assert "Työkyky on tasapainoa." in page
    assert "Työkyky syntyy." in page
    assert "1 / 2" in page
    assert 'aria-current="step"' in page
    assert "Sanat ratkaisevat" in page


@pytest.mark.parametrize("lessons", [1, 12])
def test_lesson_costs_three_statements_whatever_the_length(
    client, learner, course_page, module_page, statements, lessons
):
    pages = [make_lesson_page(module_page) for _ in range(lessons)]
    run = enter(course_page, learner)
    client.force_login(learner.user)
    client.get(address(run, pages[0]))  # builds what a process keeps
    with statements(3):
        assert client.get(address(run, pages[0])).status_code == 200


def make_card(**fields):
    locale = make_course_page().locale
    return FactCard.objects.create(
        **{"key": "kela", "title": "Kela", "value": "Kela maksaa.", "source": "Kela", "locale": locale} | fields
    )


def test_facts_of_a_lesson_cost_one_statement_and_show_the_card_as_it_is_now(
    client, learner, course_page, module_page, statements
):
    cards = [make_card(key=key, value=f"Arvo {key}.") for key in ("yksi", "kaksi")]
    facts = [("fact", {"card": card}) for card in cards]
    lesson = make_lesson_page(module_page, blocks=[text_block(), *facts, text_block("<p>Loppu.</p>")])
    run = enter(course_page, learner)
    client.force_login(learner.user)
    client.get(address(run, lesson))
    cards[1].value = "Uusi arvo."
    cards[1].save()
    client.get(address(run, lesson))
    with statements(4):
        page = client.get(address(run, lesson)).content.decode()
    assert (
        page.index("Työkyky on tasapainoa.")
        < page.index("Arvo yksi.")
        < page.index("Uusi arvo.")
        < page.index("Loppu.")
    )
    assert "Arvo kaksi." not in page


def test_marking_done_leads_to_the_next_step_and_costs_seven_statements(
    client, learner, course_page, module_page, statements
):
    first, second = make_lesson_page(module_page), make_lesson_page(module_page)
    run = enter(course_page, learner)
    client.force_login(learner.user)
    with statements(7):
        response = client.post(address(run, first, "steps:done"))
    assert (response.status_code, response["Location"]) == (302, f"{address(run, second)}#otsikko")
    done = Progress.objects.get()
    assert (done.activity.slug, done.evidence_kind) == (first.slug, "self_marked")
    assert done.publication == done.activity.publications.get()


def test_marking_the_last_step_leads_to_the_certificate_and_completes(client, learner, course_page, module_page):
    lesson = make_lesson_page(module_page)
    make_lesson_page(module_page, required=False)
    run = enter(course_page, learner)
    client.force_login(learner.user)
    response = client.post(address(run, lesson, "steps:done"))
    assert response["Location"] == reverse("dashboard:certificate", args=[run.code])
    assert Enrolment.objects.get().status == "completed"


def test_marking_done_before_the_quiz_leads_to_the_quiz(client, learner, course_page, module_page):
    lesson, quiz = make_lesson_page(module_page), make_quiz_page(module_page)
    run = enter(course_page, learner)
    client.force_login(learner.user)
    response = client.post(address(run, lesson, "steps:done"))
    assert response["Location"] == f"{reverse('graded:intro', args=[run.code, quiz.slug])}#otsikko"


def test_marking_done_twice_changes_nothing(client, learner, course_page, module_page):
    lesson = make_lesson_page(module_page)
    make_lesson_page(module_page)
    run = enter(course_page, learner)
    client.force_login(learner.user)
    client.post(address(run, lesson, "steps:done"))
    before = Progress.objects.values().get()
    assert client.post(address(run, lesson, "steps:done")).status_code == 302
    assert Progress.objects.values().get() == before


def test_a_done_step_says_when_and_can_be_taken_back(client, learner, course_page, module_page):
    lesson = make_lesson_page(module_page)
    make_lesson_page(module_page)
    run = enter(course_page, learner)
    client.force_login(learner.user)
    client.post(address(run, lesson, "steps:done"))
    page = client.get(address(run, lesson)).content.decode()
    assert address(run, lesson, "steps:undo") in page
    assert timezone.localtime().strftime("%-d.%-m.%Y") in page
    client.post(address(run, lesson, "steps:undo"))
    assert not Progress.objects.exists()
    assert address(run, lesson, "steps:done") in client.get(address(run, lesson)).content.decode()


def test_a_step_on_which_the_completion_rests_is_not_taken_back_and_says_why(client, learner, course_page, module_page):
    lesson = make_lesson_page(module_page)
    run = enter(course_page, learner)
    client.force_login(learner.user)
    client.post(address(run, lesson, "steps:done"))
    page = client.post(address(run, lesson, "steps:undo"), follow=True)
    assert Progress.objects.count() == 1
    assert "note-error" in page.content.decode()


def test_a_quiz_step_leads_to_the_quiz(client, learner, course_page, module_page):
    quiz = make_quiz_page(module_page)
    run = enter(course_page, learner)
    client.force_login(learner.user)
    assert client.get(address(run, quiz))["Location"] == reverse("graded:intro", args=[run.code, quiz.slug])


def test_a_step_that_opens_later_says_when_and_cannot_be_done(client, learner, course_page, module_page):
    lesson = make_lesson_page(module_page)
    run = enter(course_page, learner)
    RunItem.objects.update(opens_at=timezone.make_aware(datetime.datetime(2099, 1, 21, 9, 0)))
    client.force_login(learner.user)
    page = client.get(address(run, lesson))
    assert page.status_code == 403
    assert "21.1.2099" in page.content.decode()
    assert "Työkyky on tasapainoa." not in page.content.decode()
    assert client.post(address(run, lesson, "steps:done")).status_code == 403
    assert not Progress.objects.exists()


@pytest.mark.parametrize("name", ["steps:step", "steps:done", "steps:undo"])
def test_steps_of_a_run_one_is_not_in_are_missing(client, learner, course_page, module_page, name):
    lesson = make_lesson_page(module_page)
    run = enter(course_page, learner)
    client.force_login(User.objects.create_user(email="muu@example.org"))
    method = client.get if name == "steps:step" else client.post
    assert method(address(run, lesson, name)).status_code == 404
    assert not Progress.objects.exists()


def test_steps_need_an_account(client, learner, course_page, module_page):
    lesson = make_lesson_page(module_page)
    run = enter(course_page, learner)
    assert client.get(address(run, lesson))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["steps:done", "steps:undo"])
def test_acts_are_no_get(client, learner, course_page, module_page, name):
    lesson = make_lesson_page(module_page)
    run = enter(course_page, learner)
    client.force_login(learner.user)
    assert client.get(address(run, lesson, name)).status_code == 405


def test_somebody_who_left_has_no_steps(client, learner, course_page, module_page):
    lesson = make_lesson_page(module_page)
    run = enter(course_page, learner)
    Enrolment.objects.update(status="cancelled")
    client.force_login(learner.user)
    assert client.get(address(run, lesson)).status_code == 404


def test_sources_and_check_date_are_shown(client, learner, course_page, module_page):
    source = ("source", {"title": "Työkyky", "publisher": "Työterveyslaitos", "url": "https://www.ttl.fi"})
    lesson = make_lesson_page(module_page, sources=[source], checked=datetime.date(2026, 11, 1))
    run = enter(course_page, learner)
    client.force_login(learner.user)
    page = client.get(address(run, lesson)).content.decode()
    assert '<a href="https://www.ttl.fi">Työkyky</a>, Työterveyslaitos' in page
    assert "11/2026" in page


def test_a_lesson_marked_by_the_trainer_says_why(client, learner, trainer, course_page, module_page):
    lesson = make_lesson_page(module_page)
    make_lesson_page(module_page)
    run = enter(course_page, learner)
    enrolment = Enrolment.objects.get()
    activity = run.items.get(activity__slug=lesson.slug).activity_id
    mark_done_by_hand(enrolment_id=enrolment.pk, activity_id=activity, reason="Teki <b>paperilla</b>", actor=trainer)
    client.force_login(learner.user)
    assert "Teki &lt;b&gt;paperilla&lt;/b&gt;" in client.get(address(run, lesson)).content.decode()

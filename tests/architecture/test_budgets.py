"""The budgets in statements: each page and act within its own, and the same for a small and a large site.

The numbers are the promise; `make bench` measures the time. A public page is asked for as the first visitor of the
half minute does, and again as everybody else does.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.graded.api import Response, start_attempt
from certificates.api import Award
from content.page_cache import forget_pages
from courses.api import Course, Enrolment, create_run
from lms.accounts.models import Learner, User
from tests.dashboard.people import client_of, do_steps, enrol_people, make_trainer
from tests.factories.content import make_site
from tests.factories.pages import CoursePage, make_course_page, make_lesson_page, make_module_page, make_quiz_page

pytestmark = pytest.mark.django_db
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@dataclass(frozen=True)
class Size:
    """How much there is of everything."""

    lessons: int
    questions: int
    people: int
    attempts: int = 0


SMALL, LARGE = Size(lessons=2, questions=2, people=1), Size(lessons=12, questions=20, people=55, attempts=3)


class World:
    """A published training with its run, and one learner in it who has done the first lesson."""

    def __init__(self, size: Size, page: CoursePage) -> None:
        self.page = page
        module = make_module_page(page)
        self.lessons = [make_lesson_page(module) for _ in range(size.lessons)]
        self.quiz_page = make_quiz_page(module, questions=size.questions)
        course = Course.objects.get(key=page.translation_key)
        self.run = create_run(course=course, code=f"ryhma-{page.pk}", name="Syksy", actor=None, is_open=True)
        names = [f"Aino{page.pk}n{number} Esimerkki" for number in range(size.people)]
        people = enrol_people(self.run, *names)
        for enrolment in people:
            do_steps(enrolment, 1)
        self.enrolment: Enrolment = people[0]
        self.own = client_of(self.enrolment.learner.user)
        self.home = reverse("dashboard:course", args=[self.run.code])
        self.quiz = f"{self.home}testi/{self.quiz_page.slug}/"
        for _ in range(size.attempts):
            self.begin()
            self.send(answer="muu")

    def begin(self) -> None:
        activity = self.run.course.activities.get(kind="quiz")
        self.attempt = start_attempt(self.enrolment, activity.pk)

    def send(self, answer: str = "tasapaino") -> HttpResponse:
        Response.objects.filter(attempt=self.attempt).update(answer=answer)
        return self.own.post(f"{self.quiz}tarkista/", {"attempt": str(self.attempt.number)})

    def lesson(self, number: int, name: str = "steps:step") -> str:
        return reverse(name, args=[self.run.code, self.lessons[number].slug])

    def hidden(self) -> dict[str, str]:
        page = self.own.get(f"{self.quiz}1/").content.decode()
        return dict(re.findall(r'name="(pass|writer|base)" value="([^"]*)"', page))


@pytest.fixture
def worlds() -> list[World]:
    """A small training and a large one, on one site."""
    make_site()
    return [World(size, make_course_page()) for size in (SMALL, LARGE)]


def counted(work: Callable[[], HttpResponse], *, status: int = 200) -> int:
    """What ``work`` asks of the database, without transaction control."""
    with CaptureQueriesContext(connection) as captured:
        answer = work()
    assert answer.status_code == status
    return sum(not query["sql"].startswith(CONTROL) for query in captured.captured_queries)


def within(budget: int, counts: list[int]) -> None:
    """Both sizes cost the same, and no more than ``budget``."""
    assert len(set(counts)) == 1, f"grows with the size: {counts}"
    assert counts[0] <= budget


def read(path_of: Callable[[World], str], worlds: list[World]) -> list[int]:
    """Statements of the learner's second look at a page, in each world."""
    counts = []
    for world in worlds:
        path = path_of(world)
        world.own.get(path)  # builds what a process keeps
        counts.append(counted(lambda world=world, path=path: world.own.get(path)))
    return counts


def test_my_page(worlds):
    within(6, read(lambda world: reverse("dashboard:home"), worlds))


def test_the_course_home(worlds):
    # Among them one that says what is new in announcements, discussions and messages.
    within(6, read(lambda world: world.home, worlds))


def test_a_lesson(worlds):
    within(5, read(lambda world: world.lesson(1), worlds))


def test_a_question(worlds):
    for world in worlds:
        world.begin()
    within(6, read(lambda world: f"{world.quiz}2/", worlds))


def test_marking_a_step_done(worlds):
    paths = [world.lesson(1, "steps:done") for world in worlds]
    posts = zip(worlds, paths, strict=True)
    within(9, [counted(lambda w=world, p=path: w.own.post(p), status=302) for world, path in posts])


def test_the_last_step_with_the_award(worlds):
    counts = []
    for world in worlds:
        do_steps(world.enrolment, -1)
        world.begin()
        world.enrolment.refresh_from_db()
        last = world.enrolment.run.items.order_by("-section__position", "-position").first().activity
        assert last.kind == "quiz"
        counts.append(counted(world.send, status=302))
        assert Award.objects.filter(enrolment=world.enrolment).exists()
    within(25 + 16, counts)  # sending a test that is also the last step: both budgets


def test_marking_the_last_step_with_the_award(worlds):
    counts = []
    for world in worlds:
        *others, last = world.lessons
        do_steps(world.enrolment, len(others))
        world.begin()
        world.send()
        path = reverse("steps:done", args=[world.run.code, last.slug])
        counts.append(counted(lambda w=world, p=path: w.own.post(p), status=302))
        assert Award.objects.filter(enrolment=world.enrolment).exists()
    within(16, counts)


def test_saving_an_answer(worlds):
    counts = []
    for world in worlds:
        world.begin()
        data = world.hidden() | {"answer": "tasapaino", "seq": "1"}
        counts.append(counted(lambda w=world, d=data: w.own.post(f"{w.quiz}1/tallenna/", d)))
    within(6, counts)


def test_sending_a_quiz(worlds):
    for world in worlds:
        world.begin()
        Response.objects.filter(attempt=world.attempt).update(answer="tasapaino")
    sent = [{"attempt": str(world.attempt.number)} for world in worlds]
    posts = zip(worlds, sent, strict=True)
    within(
        25, [counted(lambda w=world, d=data: w.own.post(f"{w.quiz}tarkista/", d), status=302) for world, data in posts]
    )


def test_the_trainers_matrix(worlds):
    counts = []
    for number, world in enumerate(worlds):
        trainer = client_of(make_trainer(world.run, f"opettaja{number}@example.org"))
        path = reverse("trainer:run", args=[world.run.code])
        trainer.get(path)
        counts.append(counted(lambda c=trainer, p=path: c.get(p)))
    within(10, counts)


def test_a_certificate_verified_by_a_stranger(worlds):
    counts = []
    for world in worlds:
        do_steps(world.enrolment)
        path = reverse("certificates:verify", args=[Award.objects.get(enrolment=world.enrolment).key])
        Client().get(path)
        counts.append(counted(lambda p=path: Client().get(p)))
    within(2, counts)


def test_public_pages_ask_nothing_once_somebody_has_read_them(worlds):
    for path in ("/", "/koulutukset/", *(world.page.get_url() for world in worlds)):
        forget_pages()
        first = counted(lambda path=path: Client().get(path))
        assert 0 < first <= 25
        assert counted(lambda path=path: Client().get(path)) == 0


def test_enrolling_one_more_person_costs_the_same_in_a_full_run(worlds):
    counts = []
    for number, world in enumerate(worlds):
        user = User.objects.create_user(email=f"uusi{number}@example.org", first_name="Uusi", last_name="Tulija")
        Learner.objects.create(user=user)
        newcomer = client_of(user)
        path = reverse("courses:enrol", args=[world.run.code])
        newcomer.get(path)
        counts.append(counted(lambda c=newcomer, p=path: c.post(p), status=302))
    within(9, counts)


def test_connections_are_kept_between_requests():
    """On SQLite a new connection reads the whole schema: 5 ms of processor time, more than most pages cost."""
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] != 0

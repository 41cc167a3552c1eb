"""A trainer reads the lessons, quizzes and files of a taught run, and does nothing there."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from courses.api import Course, Progress, create_run, enrol_learner
from courses.models import RunItem
from tests.dashboard.people import client_of, main_of, make_manager, make_trainer
from tests.factories import make_run
from tests.factories.content import make_material, make_recording, make_site
from tests.factories.graded import make_question as make_kind
from tests.factories.pages import (
    make_course_page,
    make_lesson_page,
    make_module_page,
    make_question,
    make_quiz_page,
    text_block,
)

pytestmark = pytest.mark.django_db
BAR = "You see this as a trainer."


@pytest.fixture
def module_page():
    return make_module_page(make_course_page(title="Työkyky tutuksi"), title="Työkyky ja rooli")


def open_run(module_page, code="kevat"):
    course = Course.objects.get(key=module_page.course_page().translation_key)
    return create_run(course=course, code=code, name="Kevään ryhmä", actor=None, is_open=True)


def reading(run, page, name="lesson"):
    return reverse(f"teaching:{name}", args=[run.code, page.slug])


def test_trainer_reads_a_lesson_with_a_bar_and_without_anything_to_do(module_page):
    lesson = make_lesson_page(module_page, title="Mitä työkyky on?")
    run = open_run(module_page)
    page = main_of(client_of(make_trainer(run)).get(reading(run, lesson)))
    assert "Työkyky on tasapainoa." in page
    assert gettext(BAR) in page
    assert "<form" not in page
    assert "tehty/" not in page


def test_the_learners_address_of_a_lesson_leads_its_trainer_to_reading_it(module_page):
    make_site()
    lesson, quiz = make_lesson_page(module_page), make_quiz_page(module_page)
    run = open_run(module_page)
    trainer = client_of(make_trainer(run))
    assert trainer.get(reverse("steps:step", args=[run.code, lesson.slug])).url == reading(run, lesson)
    assert trainer.get(reverse("steps:step", args=[run.code, quiz.slug])).url == reading(run, quiz, "quiz")
    assert trainer.get(lesson.get_url()).url == reading(run, lesson)
    assert trainer.get(reverse("steps:step", args=[run.code, "muu"])).status_code == 404


def test_a_trainer_marks_nothing_as_done(module_page):
    lesson = make_lesson_page(module_page)
    run = open_run(module_page)
    trainer = client_of(make_trainer(run))
    assert trainer.post(reverse("steps:done", args=[run.code, lesson.slug])).status_code == 404
    assert trainer.post(reading(run, lesson)).status_code == 405
    assert not Progress.objects.exists()


def test_quiz_shows_questions_with_answers_and_begins_no_attempt(module_page):
    question = make_question(stem="Kuka arvioi työkyvyn?", right="terveydenhuolto")
    quiz = make_quiz_page(module_page, questions=0, live=False)
    quiz.questions = [("question", {"question": question, "points": 1})]
    quiz.save_revision().publish()
    run = open_run(module_page)
    page = main_of(client_of(make_trainer(run)).get(reading(run, quiz, "quiz")))
    assert "Kuka arvioi työkyvyn?" in page
    assert "<strong>terveydenhuolto</strong> – <span" in page
    assert page.count(gettext("this is right")) == 1
    assert "<form" not in page
    assert not Progress.objects.exists()


def test_a_quiz_keeps_the_wording_that_learners_meet(module_page):
    quiz = make_quiz_page(module_page)
    run = open_run(module_page)
    question = quiz.questions[0].value["question"]
    version = question.versions.get()
    newer = {"fi": {**version.values["fi"], "stem": "Uusi sanamuoto"}}
    question.versions.create(number=2, values=newer, hash="x")
    page = main_of(client_of(make_trainer(run)).get(reading(run, quiz, "quiz")))
    assert "Uusi sanamuoto" not in page
    assert version.values["fi"]["stem"] in page


def test_contents_list_every_step_also_those_not_open_yet_and_the_run_leads_there(module_page):
    lesson = make_lesson_page(module_page, title="Myöhemmin avautuva")
    quiz = make_quiz_page(module_page, title="Loppukysely")
    run = open_run(module_page)
    RunItem.objects.update(opens_at="2099-01-01T00:00Z")
    trainer = client_of(make_trainer(run))
    contents = reverse("teaching:contents", args=[run.code])
    assert contents in trainer.get(reverse("trainer:run", args=[run.code])).content.decode()
    page = main_of(trainer.get(contents))
    assert reading(run, lesson) in page
    assert reading(run, quiz, "quiz") in page
    assert trainer.get(reading(run, lesson)).status_code == 200


def test_a_link_to_a_quiz_inside_a_lesson_holds_for_the_trainer_too(module_page):
    quiz = make_quiz_page(module_page)
    link = f'<p><a linktype="page" id="{quiz.pk}">Testiin</a></p>'
    lesson = make_lesson_page(module_page, blocks=[text_block(link)])
    run = open_run(module_page)
    trainer = client_of(make_trainer(run))
    assert f'href="../testi/{quiz.slug}/"' in main_of(trainer.get(reading(run, lesson)))
    assert trainer.get(reading(run, quiz, "quiz")).status_code == 200


@pytest.mark.parametrize("who", ["learner", "trainer of another run", "manager who teaches nothing"])
def test_others_find_nothing(module_page, learner, who):
    lesson, quiz = make_lesson_page(module_page), make_quiz_page(module_page)
    run = open_run(module_page)
    if who == "learner":
        enrol_learner(run=run, learner=learner)
        client = client_of(learner.user)
    else:
        client = client_of(make_trainer(make_run(), "muu@example.org") if "another" in who else make_manager())
    for address in (
        reading(run, lesson),
        reading(run, quiz, "quiz"),
        reverse("teaching:contents", args=[run.code]),
        reading(run, quiz, "lesson"),
    ):
        assert client.get(address).status_code == 404


def test_a_manager_is_not_led_where_there_is_nothing_for_them(module_page):
    make_lesson_page(module_page)
    run = open_run(module_page)
    page = client_of(make_manager()).get(reverse("trainer:run", args=[run.code])).content.decode()
    assert reverse("teaching:contents", args=[run.code]) not in page


def test_the_coaching_is_not_read_here_even_by_somebody_named_its_trainer():
    coaching = make_run(lessons=1, policy="private")
    trainer = client_of(make_trainer(coaching))
    assert trainer.get(reverse("teaching:contents", args=[coaching.code])).status_code == 404
    assert trainer.get(reverse("steps:step", args=[coaching.code, "lesson-1"])).status_code == 404


@pytest.mark.parametrize(("teaches", "status"), [(True, 200), (False, 404)])
def test_files_and_recordings_of_a_taught_run_are_the_trainers_too(module_page, teaches, status):
    file, recording = make_material(), make_recording()
    shown = [("download", {"document": file, "title": ""}), ("recording", {"recording": recording})]
    make_lesson_page(module_page, blocks=shown)
    run = open_run(module_page)
    client = client_of(make_trainer(run if teaches else make_run()))
    for address in (f"/materiaali/{file.pk}/x", f"/tallenne/{recording.pk}/video"):
        response = client.get(address)
        assert response.status_code == status
        assert response.getvalue() is not None


@pytest.mark.parametrize("size", [1, 12])
def test_reading_costs_the_same_whatever_the_length(module_page, statements, size):
    lessons = [make_lesson_page(module_page) for _ in range(size)]
    quiz = make_quiz_page(module_page, questions=size)
    run = open_run(module_page)
    trainer = client_of(make_trainer(run))
    trainer.get(reading(run, lessons[0]))  # builds what a process keeps
    with statements(4):
        trainer.get(reading(run, lessons[0]))
    with statements(6):
        trainer.get(reading(run, quiz, "quiz"))


def test_a_quiz_tells_the_trainer_what_belongs_together_and_what_is_only_read(module_page):
    quiz = make_quiz_page(module_page, questions=0, live=False)
    kinds = ("matching", "ordering", "gap_fill", "description", "essay")
    quiz.questions = [("question", {"question": make_kind(kind).question, "points": 1}) for kind in kinds]
    quiz.save_revision().publish()
    run = open_run(module_page)
    page = main_of(client_of(make_trainer(run)).get(reading(run, quiz, "quiz")))
    for text in ("</strong>: Nuoren kuntoutus", "</strong>: Työmarkkinatorin", "____ (1)", "varastolla", "Mallipolku"):
        assert text in page, text

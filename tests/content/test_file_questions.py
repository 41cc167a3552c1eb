"""Questions that are answered with files, as their author and the run's trainer see them."""

import pytest
from django.urls import reverse

from assessments.graded.api import KINDS, Question
from courses.api import Course, create_run
from tests.content.test_admin_question_kinds import form_of
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.authors import make_author
from tests.factories.graded import make_question
from tests.factories.kinds import VALUES
from tests.factories.pages import make_course_page, make_module_page, make_quiz_page

pytestmark = pytest.mark.django_db
FILED = [kind for kind in KINDS if KINDS[kind].takes_files]


@pytest.mark.parametrize("kind", FILED)
def test_the_author_sees_the_field_and_the_model_answer_before_anybody_is_asked(kind):
    author = client_of(make_author())
    author.post(reverse("questions:add") + f"?kind={kind}", form_of(kind))
    page = main_of(author.get(reverse("questions:preview", args=[Question.objects.get().pk])))
    assert 'type="file"' in page
    assert VALUES[kind]["example"] in page
    assert "<audio" not in page


def test_a_question_that_lets_no_file_in_cannot_be_ready():
    author = client_of(make_author())
    closed = {"documents": False, "pictures": False, "recordings": False}
    response = author.post(reverse("questions:add") + "?kind=file_answer", form_of("file_answer", **closed))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Question.objects.exists()


@pytest.mark.parametrize("most", ["0", "4"])
def test_an_author_chooses_from_one_to_three_files(most):
    author = client_of(make_author())
    response = author.post(reverse("questions:add") + "?kind=file_answer", form_of("file_answer", most=most))
    assert response.status_code == 200
    assert not Question.objects.exists()


@pytest.mark.parametrize("kind", FILED)
def test_a_trainer_reads_the_question_and_does_nothing_there(kind):
    module = make_module_page(make_course_page())
    quiz = make_quiz_page(module, questions=0, live=False)
    quiz.questions = [("question", {"question": make_question(kind).question, "points": 1})]
    quiz.save_revision().publish()
    course = Course.objects.get(key=module.course_page().translation_key)
    run = create_run(course=course, code="kevat", name="Kevät", actor=None, is_open=True)
    page = main_of(client_of(make_trainer(run)).get(reverse("teaching:quiz", args=[run.code, quiz.slug])))
    assert VALUES[kind]["stem"] in page
    assert VALUES[kind]["example"] in page
    assert 'type="file"' not in page

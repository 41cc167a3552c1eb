"""The question bank and the quiz in the admin."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.test.utils.form_data import nested_form_data

from assessments.graded.api import KINDS, Question, QuestionTag, newer_questions, quiz_facts, revise_question
from content.authoring.places import with_training
from content.models import LessonPage
from tests.content.test_steps import make_card
from tests.dashboard.people import client_of
from tests.factories.authors import edit_url, make_author
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page, make_question, make_quiz_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return client_of(make_author())


def options(*texts: str, right: str, ids: list[str] | None = None) -> dict:
    """A list of options as the form sends it."""
    items = {}
    for number, text in enumerate(texts):
        value = {"text": text, "feedback": f"Palaute: {text}"} | ({"correct": "on"} if text == right else {})
        items[str(number)] = {"value": value, "deleted": "", "order": str(number), "type": "item"}
        items[str(number)]["id"] = ids[number] if ids else str(uuid4())
    return items | {"count": str(len(texts))}


def question_form(**fields) -> dict[str, str]:
    """What the form of a single choice sends."""
    choice = options("tasapaino", "diagnoosi", right="tasapaino")
    values = {"stem": "Mitä työkyky on?", "options": choice, "feedback": "", "reread": "", "facts": ""}
    place = {"title": "", "category": "Moduuli 1", "status": "ready"}
    return nested_form_data(values | place | fields)


def test_the_author_first_chooses_the_kind(author):
    response = author.get(reverse("questions:add"))
    assert {kind.slug for kind in response.context["kinds"]} == set(KINDS)
    page = response.content.decode().split("<h1", 1)[0]
    assert f'<p><a href="{reverse("questions:index")}">' in page  # the way back


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_has_a_form(author, kind):
    response = author.get(reverse("questions:add") + f"?kind={kind}")
    assert list(response.context["form"].fields)[0] == "stem"


def test_a_label_leads_to_the_input_that_the_editor_draws(author):
    page = author.get(reverse("questions:add") + "?kind=single_choice").content.decode()
    assert 'for="stem"' in page and 'for="id_stem"' not in page


def test_the_categories_that_there_are_are_offered(author):
    make_question()
    Question.objects.update(category="Moduuli 1/Työkyky")
    page = author.get(reverse("questions:add") + "?kind=single_choice").content.decode()
    assert 'list="categories"' in page
    for path in ("Moduuli 1", "Moduuli 1/Työkyky"):
        assert f'<option value="{path}">' in page


def test_who_writes_a_multiple_choice_is_told_how_the_points_come(author):
    many, one = (
        author.get(reverse("questions:add", query={"kind": kind})).content.decode()
        for kind in ("multiple_choice", "single_choice")
    )
    told = gettext("Each right choice brings its share of the points. Each wrong one takes as much away, at most all.")
    told = json.dumps(told).strip('"')  # as the page hands it to its editor
    assert told in many
    assert told not in one


def test_an_unknown_kind_is_a_missing_page(author):
    assert author.get(reverse("questions:add") + "?kind=essee").status_code == 404


def test_a_new_question_is_ready_to_be_asked(author):
    author.post(reverse("questions:add") + "?kind=single_choice", question_form())
    question = Question.objects.get()
    values = question.versions.get().values["fi"]
    assert (question.title, question.status, question.category) == ("Mitä työkyky on?", "ready", "Moduuli 1")
    assert [option["value"]["correct"] for option in values["options"]] == [True, False]


def test_a_question_says_on_which_facts_it_rests_and_the_ageing_facts_lead_to_it(author):
    make_card(key="palkkatuki")
    author.post(reverse("questions:add") + "?kind=single_choice", question_form(facts=" palkkatuki ,"))
    question = Question.objects.get()
    assert question.versions.get().values["fi"]["facts"] == "palkkatuki"
    look = reverse("questions:look", args=[question.pk])
    assert look in author.get(reverse("ageing:index")).content.decode()
    author.post(reverse("questions:edit", args=[question.pk]), question_form(stem="Mitä työkyky on nyt?"))
    assert look not in author.get(reverse("ageing:index")).content.decode()


def test_a_fact_that_there_is_not_is_refused_and_nothing_is_stored(author):
    response = author.post(reverse("questions:add") + "?kind=single_choice", question_form(facts="palkkatuki"))
    assert "palkkatuki" in str(response.context["form"].errors["facts"])
    assert not Question.objects.exists()


def test_a_question_without_a_right_option_is_refused_and_nothing_is_stored(author):
    form = question_form(options=options("yksi", "kaksi", right=""))
    response = author.post(reverse("questions:add") + "?kind=single_choice", form)
    assert list(response.context["form"].non_field_errors()) == [gettext("Exactly one option must be right.")]
    assert not Question.objects.exists()


def test_a_draft_may_be_unfinished(author):
    form = question_form(options=options("yksi", "kaksi", right=""), status="draft")
    author.post(reverse("questions:add") + "?kind=single_choice", form)
    assert Question.objects.get().status == "draft"


def test_editing_makes_a_new_version_keeps_option_ids_and_names_the_quizzes_that_ask_it(author):
    quiz = make_quiz_page(make_module_page(make_course_page()))
    question = Question.objects.get()
    choice = options("tasapaino", "muu", right="tasapaino", ids=["tasapaino", "muu"])
    form = question_form(stem="Uusi muoto?", options=choice)
    response = author.post(reverse("questions:edit", args=[question.pk]), form, follow=True)
    newest = question.versions.latest("number")
    assert newest.number == 2
    assert [option["id"] for option in newest.values["fi"]["options"]] == ["tasapaino", "muu"]
    assert any(quiz.title in str(message) for message in response.context["messages"])


def test_the_form_opens_with_what_was_written(author):
    author.post(reverse("questions:add") + "?kind=single_choice", question_form())
    question = Question.objects.get()
    form = author.get(reverse("questions:edit", args=[question.pk])).context["form"]
    stored = question.versions.get().values["fi"]
    assert form.initial["stem"] == "Mitä työkyky on?"
    opened = [(str(option.id), dict(option.value)) for option in form.initial["options"].bound_blocks]
    without = {"picture": None, "picture_alt": None}
    assert opened == [(option["id"], option["value"] | without) for option in stored["options"]]


def test_saving_without_a_change_makes_no_new_version(author):
    author.post(reverse("questions:add") + "?kind=single_choice", question_form())
    question = Question.objects.get()
    ids = [option["id"] for option in question.versions.get().values["fi"]["options"]]
    form = question_form(options=options("tasapaino", "diagnoosi", right="tasapaino", ids=ids))
    author.post(reverse("questions:edit", args=[question.pk]), form)
    assert question.versions.count() == 1


def test_the_editor_of_a_quiz_tells_of_newer_wording_until_it_is_published_again(author):
    quiz = make_quiz_page(make_module_page(make_course_page()))
    assert list(author.get(edit_url(quiz)).context["messages"]) == []
    question = Question.objects.get()
    form = question_form(stem="Uusi muoto?", options=options("tasapaino", "muu", right="tasapaino"))
    author.post(reverse("questions:edit", args=[question.pk]), form, follow=True)
    question.refresh_from_db()
    warned = author.get(edit_url(quiz))
    assert [question.title in str(message) for message in warned.context["messages"]] == [True]
    quiz.save_revision().publish()
    assert newer_questions(quiz.translation_key) == []


def test_the_chooser_finds_questions_by_their_words(author):
    make_question(stem="Mitä työkyky on?")
    make_question(stem="Kuka päättää?")
    found = author.get(reverse("question_chooser:choose_results") + "?q=päättää").content.decode()
    assert ("Kuka päättää?" in found, "Mitä työkyky on?" in found) == (True, False)


def test_the_chooser_finds_what_the_bank_finds_by_an_option_and_a_tag(author):
    other, wanted = make_question(stem="Kuka päättää?"), make_question(stem="Muu asia", right="Vertaistuki")
    wanted.tags.add(QuestionTag.objects.create(name="Vaikea"))
    Question.objects.filter(pk=wanted.pk).update(title="Toinen")

    def chosen_from(words: str) -> tuple[bool, bool]:
        page = author.get(reverse("question_chooser:choose_results"), {"q": words}).content.decode()
        return "Toinen" in page, other.title in page

    for words in ("vertaistuki", "muu asia", "vaikea toinen"):
        assert chosen_from(words) == (True, False), words
    assert chosen_from("vaikea muu") == (False, False)


def test_a_lesson_to_read_again_is_chosen_from_the_lessons(author):
    lesson = make_lesson_page(make_module_page(make_course_page()))
    form = author.get(reverse("questions:add") + "?kind=single_choice").context["form"]
    choices = dict(form.fields["reread"].block.field.choices)
    assert choices[lesson.slug] == lesson.title


def test_the_list_of_lessons_names_their_training():
    course = make_course_page()
    make_lesson_page(make_module_page(course))
    assert with_training(LessonPage.objects.all(), levels=2).get().training == course.title


def test_a_quiz_published_in_the_editor_asks_its_questions(author):
    quiz = make_quiz_page(make_module_page(make_course_page()), questions=3)
    assert quiz_facts(quiz.translation_key, language="fi").questions == 3


def found(author, words: str) -> set[str]:
    return {question.slug for question in author.get(reverse("questions:index"), {"q": words}).context["object_list"]}


def test_a_question_is_found_by_what_it_asks_its_options_and_its_tags(author):
    asked, other = make_question(stem="Työkyky on tasapainoa"), make_question(stem="Muu asia", right="Vertaistuki")
    other.tags.add(QuestionTag.objects.create(name="Vaikea"))
    for words in ("TYÖKYKY", "kyky  on", asked.title, asked.slug):
        assert asked.slug in found(author, words)
    assert found(author, "työkyky on tasa") == {asked.slug}
    for words in ("vertaistu", "vaikea"):
        assert found(author, words) == {other.slug}
    assert found(author, "correct") == found(author, "stem") == set()
    values = {"fi": {"stem": "Aivan toinen", "options": asked.versions.get().values["fi"]["options"]}}
    revise_question(key=asked.key, slug=asked.slug, kind=asked.kind, values=values, actor=None)
    assert found(author, "tasapainoa") == set()
    assert found(author, "aivan toinen") == {asked.slug}

"""Loading the starter content again: unchanged, after changes in files, and after authors' edits."""

import shutil

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, PageLogEntry

from assessments.graded.api import Question, QuizVersion, revise_question
from content.blocks.text import FEATURES
from content.models import CoursePage, FactCard, LessonPage, PartPage, Picture, QuizPage
from content.seeding.keys import key_of
from content.seeding.loader import load_starter
from content.seeding.pages import _normal
from courses.api import Activity, Course, Publication, Run, run_by_code
from tests.content.starter_tree import change, write_tree

LESSON = "modules/alku/01-luku.md"
LESSON_KEY = "courses/eka/alku/luku"


@pytest.fixture(scope="module")
def loaded_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The small tree, loaded once for all tests of this file; each test undoes its own changes."""
    root = write_tree(tmp_path_factory.mktemp("starter"))
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_starter(root).problems == []
        yield root
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once, db, tmp_path):
    """The small tree, loaded; a copy of its files for the test to change."""
    return shutil.copytree(loaded_once, tmp_path / "starter")


def lesson() -> LessonPage:
    return LessonPage.objects.get(translation_key=key_of(LESSON_KEY))


def edit(page: Page, **values) -> None:
    """As an author does: change and publish."""
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def publications(key: str) -> list[int]:
    return list(Publication.objects.filter(activity__key=key_of(key)).values_list("number", flat=True))


def test_an_author_can_come_back_to_what_was_loaded(loaded):
    page = lesson()
    shipped = page.latest_revision
    edit(page, title="Aivan muuta")
    assert PageLogEntry.objects.filter(page=page, action="wagtail.edit", revision=shipped).exists()


def test_loading_twice_writes_nothing_the_second_time(loaded):
    with CaptureQueriesContext(connection) as captured:
        report = load_starter(loaded)

    writes = [q["sql"] for q in captured.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes == []
    assert (report.created, report.updated, report.kept, report.problems) == ([], [], [], [])
    assert len(captured) <= 49


def test_course_when_loaded_is_open_for_study(loaded):
    run = run_by_code("eka")

    assert (run.is_open, run.course.policy) == (True, "training")
    assert [item.activity.slug for item in run.items.all()] == ["luku", "koe"]
    assert run_by_code("p").course.policy == Course.Policy.PRIVATE
    page = CoursePage.objects.get(slug="eka")
    assert page.get_url() == "/koulutukset/eka/"
    assert page.for_whom_lines == ["Sinulle", "Hänelle"]
    assert page.extent == "18 tuntia. Ei opintopisteitä."
    assert page.certificate.heading == "Osallistumistodistus"


def test_outline_of_a_part_when_loaded_is_announced_but_not_studied(loaded):
    part = PartPage.objects.get(slug="toinen")

    assert (part.live, part.is_outline) == (True, True)
    assert not Activity.objects.filter(key=part.translation_key).exists()


def test_lesson_when_loaded_has_the_blocks_of_its_file(loaded):
    body = lesson().body

    assert [block.block_type for block in body] == [
        *("text", "heading", "text", "callout", "fact", "picture", "stop"),
    ]
    assert body[0].value["text"].source == (
        '<p>Eka <i>kappale</i> ja <b>vahva</b> "sana" &amp; <a href="https://example.org">linkki</a>.</p>'
    )
    assert body[2].value["text"].source == "<ul><li>yksi</li><li>kaksi</li></ul>"
    assert body[4].value["card"] == FactCard.objects.get(key="kela")
    assert body[6].value["title"] == "Pysähdy ja mieti"


def test_shared_module_when_in_two_courses_has_keys_of_its_own(loaded):
    lessons = LessonPage.objects.filter(slug="luku").order_by("path")
    quizzes = QuizPage.objects.order_by("path")

    assert len({page.translation_key for page in lessons}) == 2
    assert len({block.id for page in lessons for block in page.body}) == 14
    assert len({quiz.questions[0].value["question"].key for quiz in quizzes}) == 2


def test_picture_when_shown_in_two_lessons_is_stored_once(loaded):
    assert Picture.objects.count() == 1


def test_file_when_changed_updates_the_page_and_publishes_it(loaded):
    change(loaded, LESSON, "Eka *kappale*", "Uusi *kappale*")
    report = load_starter(loaded)

    assert report.updated == [LESSON_KEY, "courses/toka/alku/luku"]
    assert lesson().body[0].value["text"].source.startswith("<p>Uusi <i>")
    assert publications(LESSON_KEY) == [1, 2]


def test_page_when_edited_by_its_author_is_left_alone(loaded):
    edit(lesson(), title="Tekijän otsikko")
    change(loaded, LESSON, "title: Luku", "title: Tiedoston otsikko")
    report = load_starter(loaded)

    assert lesson().title == "Tekijän otsikko"
    assert report.kept == [f"{LESSON_KEY}: kept the author's version"]
    assert report.updated == ["courses/toka/alku/luku"]


def test_page_when_its_author_has_a_draft_is_left_alone(loaded):
    page = lesson()
    page.title = "Luonnos"
    page.save_revision()
    change(loaded, LESSON, "title: Luku", "title: Tiedoston otsikko")
    load_starter(loaded)

    assert lesson().title == "Luku"
    assert lesson().get_latest_revision_as_object().title == "Luonnos"


def test_page_when_withdrawn_by_its_author_stays_withdrawn(loaded):
    lesson().unpublish()
    change(loaded, LESSON, "title: Luku", "title: Tiedoston otsikko")
    load_starter(loaded)

    assert lesson().live is False


def test_page_when_deleted_by_its_author_does_not_come_back(loaded):
    Page.objects.get(slug="tietosuoja").delete()
    change(loaded, "site/tietosuoja.md", "Emme seuraa.", "Emme seuraa sinua.")
    report = load_starter(loaded)

    assert report.kept == ["site/tietosuoja: left out what the author has deleted"]
    assert not Page.objects.filter(slug="tietosuoja").exists()


def test_fields_that_the_files_say_nothing_of_survive_an_update(loaded):
    edit(lesson(), seo_title="Hakutulos", required=False)
    change(loaded, LESSON, "title: Luku", "title: Tiedoston otsikko")
    load_starter(loaded)

    assert (lesson().title, lesson().seo_title, lesson().required) == ("Tiedoston otsikko", "Hakutulos", False)


def test_overwrite_takes_the_files_version_again(loaded):
    edit(lesson(), title="Tekijän otsikko")
    report = load_starter(loaded, overwrite=True)

    assert lesson().title == "Luku"
    assert report.updated == [LESSON_KEY]


def test_rich_text_when_saved_in_the_editor_counts_as_unedited(loaded):
    editor = ContentstateConverter(features=FEATURES)

    for block in lesson().body:
        for name in ("text", "plain"):
            if block.block_type != "heading" and name in block.value:
                ours = block.value[name].source
                saved = editor.to_database_format(editor.from_database_format(ours))
                assert _normal(saved) == _normal(ours)


def test_block_when_put_in_before_others_changes_no_other_id(loaded):
    before = {block.block_type: block.id for block in lesson().body if block.block_type != "text"}
    change(loaded, LESSON, "::: callout Muista", "::: try\nKokeile.\n:::\n\n::: callout Muista")
    load_starter(loaded)

    assert {b.block_type: b.id for b in lesson().body if b.block_type not in ("text", "try_it")} == before


def test_exercise_when_its_screen_moves_keeps_key_and_option_ids(loaded):
    def pick():
        part = PartPage.objects.get(slug="alku", is_outline=False)
        return next(
            (b.id, b.value["key"], [(o.id, o.value["text"]) for o in b.value["options"].bound_blocks])
            for b in part.screens
            if b.block_type == "pick"
        )

    block_id, key, options = pick()
    name = "programmes/p/osa-01-alku.md"
    change(
        loaded,
        name,
        "  - {key: virta, text: Virtaa}\n",
        "  - {key: uusi, text: Uusi}\n  - {key: virta, text: Voimaa}\n",
    )
    change(loaded, name, "::: pick", "::: read Toinen\nTeksti.\n:::\n\n::: pick")
    load_starter(loaded)

    assert pick()[:2] == (block_id, key)
    assert [option_id for option_id, _text in pick()[2]][1:] == [option_id for option_id, _text in options]


def test_lesson_when_added_between_others_takes_its_place(loaded):
    new = (loaded / LESSON).read_text("utf-8").replace("title: Luku\nslug: luku", "title: Väli\nslug: vali")
    (loaded / "modules/alku/02-vali.md").write_text(new, "utf-8")
    change(loaded, "modules/alku/module.md", "[01-luku.md]", "[01-luku.md, 02-vali.md]")
    load_starter(loaded)

    assert [item.activity.slug for item in run_by_code("eka").items.all()] == ["luku", "vali", "koe"]
    assert Page.find_problems() == ([], [], [], [], [])


def test_question_when_its_file_changes_is_asked_anew(loaded):
    change(loaded, "modules/alku/quiz.yaml", "stem: Mikä?", "stem: Kumpi?")
    load_starter(loaded)

    question = Question.objects.get(slug="eka-eka")
    assert [version.values["fi"]["stem"] for version in question.versions.order_by("number")] == ["Mikä?", "Kumpi?"]
    quiz = QuizVersion.objects.filter(quiz__key=key_of("courses/eka/alku/koe")).order_by("number")
    assert [version.slots.get().question_version.number for version in quiz] == [1, 2]


def test_question_when_revised_by_its_author_is_left_alone(loaded):
    question = Question.objects.get(slug="eka-eka")
    values = question.versions.get().values
    values["fi"]["stem"] = "Tekijän kysymys?"
    revise_question(key=question.key, slug=question.slug, kind=question.kind, values=values, actor=None)
    change(loaded, "modules/alku/quiz.yaml", "stem: Mikä?", "stem: Kumpi?")
    report = load_starter(loaded)

    assert report.kept == ["courses/eka/alku/questions/eka: kept the author's version"]
    assert question.versions.order_by("number").last().values["fi"]["stem"] == "Tekijän kysymys?"


def test_fact_card_when_edited_by_its_author_is_left_alone(loaded):
    FactCard.objects.filter(key="kela").update(value="Kansaneläkelaitos päättää.")
    change(loaded, "facts.yaml", "Kela päättää.", "Päätöksen tekee Kela.")
    load_starter(loaded)

    assert FactCard.objects.get(key="kela").value == "Kansaneläkelaitos päättää."


def test_run_when_changed_by_its_trainer_is_left_alone(loaded):
    Run.objects.filter(code="eka").update(name="Kevät", is_open=False)
    change(loaded, "courses/eka/course.md", "name: Omaan tahtiin", "name: Uusi nimi")
    load_starter(loaded)

    assert (run_by_code("eka").name, run_by_code("eka").is_open) == ("Kevät", False)

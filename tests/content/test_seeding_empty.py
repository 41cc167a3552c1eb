"""Loading the starter content into an empty database: whole courses or nothing of them."""

import pytest
from wagtail.models import Locale, Page, Site

from assessments.graded.api import Question
from content.models import CoursePage, Organiser
from content.seeding.loader import load_starter
from courses.api import Course, Run, run_by_code
from tests.content.starter_tree import change, write_tree

pytestmark = pytest.mark.django_db
LESSON = "modules/alku/01-luku.md"


@pytest.fixture
def tree(tmp_path):
    """The small tree, not yet loaded."""
    return write_tree(tmp_path)


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        (LESSON, "## Otsikko", "# Otsikko", 12),
        (LESSON, "card: kela", "card: [", 23),
        ("modules/alku/quiz.yaml", "kind: single_choice", "kind: sudoku", 9),
        ("modules/alku/quiz.yaml", "feedback: Melkein.", 'feedback: ""', 8),
        ("courses/eka/course.md", "extent: 18 tuntia", "extnt: 18 tuntia", 8),
        (LESSON, "card: kela", "card: tuntematon", 1),
        (LESSON, "minutes: 12", "minutes: -5", 1),
    ],
)
def test_broken_file_leaves_nothing_of_its_course(tree, name, old, new, line):
    change(tree, "courses/toka/course.md", "modules: [alku]", "modules: []")
    change(tree, name, old, new)
    report = load_starter(tree)

    assert [problem.split(": ")[0] for problem in report.problems] == [f"{tree / name}:{line}"]
    assert not CoursePage.objects.filter(slug="eka").exists()
    assert not Course.objects.filter(code="eka").exists()
    assert not Question.objects.exists()
    assert CoursePage.objects.get(slug="toka").live
    assert run_by_code("p").is_open


def test_broken_file_when_mended_is_loaded(tree):
    change(tree, LESSON, "card: kela", "card: tuntematon")
    load_starter(tree)
    change(tree, LESSON, "card: tuntematon", "card: kela")

    assert load_starter(tree).problems == []
    assert [item.activity.slug for item in run_by_code("eka").items.all()] == ["luku", "koe"]


def test_organiser_when_filled_in_already_is_left_alone(tree):
    Organiser.objects.create(name="Oikea järjestäjä")
    load_starter(tree)

    assert Organiser.objects.get().name == "Oikea järjestäjä"


def test_organiser_when_only_looked_at_is_filled_in(tree):
    Organiser.objects.create()
    load_starter(tree)

    assert Organiser.objects.get().name == "Esimerkkisäätiö"


def test_site_when_it_shows_wagtails_welcome_page_gets_ours(tree):
    finnish = Locale.objects.create(language_code="fi")
    root = Page.add_root(title="Root", slug="root", locale=finnish)
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home", locale=finnish))
    Site.objects.create(hostname="localhost", port=80, root_page=welcome, is_default_site=True)
    load_starter(tree)

    assert Site.objects.get().root_page.slug == "etusivu"
    assert (Site.objects.get().hostname, Site.objects.get().port) == ("localhost", 8000)
    assert not Page.objects.filter(pk=welcome.pk).exists()


def test_shipped_content_when_loaded_gives_two_open_runs():
    report = load_starter()

    assert (report.problems, report.kept) == ([], [])
    lessons = {run.code: run.items.count() for run in Run.objects.filter(is_open=True)}
    assert lessons == {"tyokyky-tutuksi": 6, "voimavarat": 10}

"""Trainings out as files and in again: what comes back is what went out."""

import pytest
from django.db import transaction

from assessments.graded.api import QuestionVersion
from content import models
from content.packages.checking import read_package
from content.packages.importing import import_package
from content.seeding.loader import load_starter
from courses.api import run_by_code
from tests.content.package_sites import make_site, only_the_training, packed

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def package(django_db_setup, django_db_blocker, tmp_path_factory):
    """The rich training as it went out of a site that is gone: (files, zip)."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_starter(only_the_training(tmp_path_factory.mktemp("rich"))).problems == []
        made = packed("kaikki")
        transaction.set_rollback(True)
    return made


def test_training_when_brought_into_another_site_goes_out_the_same(package, tmp_path):
    files, data = package
    make_site(tmp_path)
    page = import_package(data, actor=None)

    assert packed("kaikki") == (files, data)
    assert (page.live, page.get_url()) == (True, "/koulutukset/kaikki/")
    assert [run_by_code("kaikki").is_open, run_by_code("kaikki").capacity] == [True, 12]


def test_package_holds_pages_files_questions_rules_variants_and_templates(package, tmp_path):
    _files, data = package
    make_site(tmp_path)
    course = import_package(data, actor=None).specific
    lesson, quiz = models.LessonPage.objects.get(slug="luku"), models.QuizPage.objects.get(slug="koe")
    swedish = models.LessonPage.objects.get(slug="piilo", locale__language_code="sv")

    below = {type(page).__name__ for page in course.get_descendants().specific()}
    assert below == {"ModulePage", *(kind.__name__ for kind in STEPS)}
    with models.Material.objects.get(title="Oma lista").file.open() as material:
        assert material.read() == b"lista\n"
    assert models.Recording.objects.get(title="Ele").transcript == "Käsi nousee."
    asked = {one.question.key: one.values for one in QuestionVersion.objects.select_related("question")}
    assert len(asked) == 3
    (shown,) = [o["value"] for one in asked.values() for o in one["fi"].get("options", []) if "picture" in o["value"]]
    assert (shown["text"], shown["picture_alt"]) == ("Sininen", "Sininen ruutu")
    assert models.Picture.objects.filter(pk=shown["picture"]).exists()
    assert [block.block_type for block in quiz.questions] == ["section", "question", "question", "section", "draw"]
    assert [block.block_type for block in course.rule] == ["required", "score", "choice", "days"]
    assert "Selkoteksti." in lesson.body[1].value["plain"].source
    assert course.certificate.heading == "Oma todistus"
    shown = {block.block_type: block.value["card"].title for block in swedish.body if "card" in block.value}
    assert shown == {"fact": "Fpa", "network": "Kunta"}


STEPS = (
    *(models.LessonPage, models.QuizPage, models.AssignmentPage),
    *(models.ProjectPage, models.CompetencePage),
)


def test_package_carries_every_field_of_every_kind_of_page(package, tmp_path):
    files, _data = package
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    reading = read_package(tmp_path)
    assert reading.faults == []

    carried: dict[str, set[str]] = {}
    for plan in reading.courses[0].pages:
        carried.setdefault(plan.model, set()).update(plan.values)
    for name, fields in carried.items():
        model = getattr(models, name)
        own = {one.name for one in model._meta.local_fields if not one.remote_field or one.name != "page_ptr"}
        missing = own - fields - {"page_ptr"}
        assert missing <= NOT_SAID.get(name, set()), f"{name}: a package loses {sorted(missing)}"


OPENING = {"opens", "opens_after", "opens_when", "is_hidden"}
#: Fields at their ordinary value in the rich training; `differing` writes them when they are not.
NOT_SAID = {
    "QuizPage": {"required", *OPENING, "hint_penalty"},
    "AssignmentPage": {"required", *OPENING, "hides_names"},
    "ProjectPage": {"required", *OPENING},
    "CompetencePage": OPENING,
}

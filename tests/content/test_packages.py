"""Trainings out as files and in again: what comes back is what went out."""

import shutil
from pathlib import Path

import pytest
from django.db import transaction

from content import models
from content.packages.archive import zip_of
from content.packages.checking import read_package
from content.packages.export import export_course
from content.packages.importing import import_package
from content.seeding.loader import load_starter
from courses.api import run_by_code
from tests.content.rich_tree import write_rich
from tests.content.starter_tree import write_tree

pytestmark = pytest.mark.django_db
GROUND = ("organiser.yaml", "help.yaml", "facts.yaml", "glossary.yaml", "certificates.yaml", "site")


def packed(code: str) -> tuple[dict[str, bytes], bytes]:
    """The training's files and its zip."""
    gathered = export_course(code).gathered
    return dict(gathered.contents()), zip_of(gathered)


def make_site(root: Path) -> None:
    """A site with its own pages and cards, and no training."""
    place = root / "ground"
    write_tree(place)
    for name in ("courses", "modules", "programmes"):
        shutil.rmtree(place / name)
    assert load_starter(place).problems == []


def only_the_training(root: Path) -> Path:
    """The files of the rich training in a tree whose site is there already."""
    tree = write_rich(write_tree(root / "rich"))
    for name in ("courses/eka", "courses/toka", "programmes"):
        shutil.rmtree(tree / name)
    return tree


@pytest.fixture
def rich(tmp_path):
    """A site with the training that holds everything."""
    report = load_starter(only_the_training(tmp_path))
    assert report.problems == []


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


#: Fields at their ordinary value in the rich training; `differing` writes them when they are not.
NOT_SAID = {
    "QuizPage": {"required", "opens", "opens_after", "is_hidden", "hint_penalty"},
    "AssignmentPage": {"required", "opens", "opens_after", "is_hidden", "hides_names"},
    "ProjectPage": {"required", "opens", "opens_after", "is_hidden"},
    "CompetencePage": {"opens", "opens_after", "is_hidden"},
}

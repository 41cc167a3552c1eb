"""A start of the site reads the starter files only when there is something new in them."""

import pytest

from content.models import LessonPage
from content.seeding.loader import fingerprint, load_when_changed
from tests.content.starter_tree import change, write_tree

pytestmark = pytest.mark.django_db
LESSON = "modules/alku/01-luku.md"


@pytest.fixture
def tree(tmp_path):
    """The small tree, loaded by the start of a site."""
    assert load_when_changed(write_tree(tmp_path)).created
    return tmp_path


def test_second_start_asks_only_whether_anything_is_new(tree, statements):
    with statements(1):
        report = load_when_changed(tree)

    assert not report.changed


def test_start_after_a_change_in_a_file_loads_it(tree):
    change(tree, LESSON, "title: Luku", "title: Uusi luku")

    assert load_when_changed(tree).updated
    assert "Uusi luku" in LessonPage.objects.values_list("title", flat=True)


def test_broken_file_is_told_at_every_start(tree):
    change(tree, LESSON, "minutes: 12", "minutes: kaksitoista")

    assert len(load_when_changed(tree).problems) == len(load_when_changed(tree).problems) > 0


def test_fingerprint_follows_names_and_contents(tmp_path):
    tree = write_tree(tmp_path)
    before = fingerprint(tree)
    assert fingerprint(tree) == before
    (tree / "modules/alku/kuva.png").rename(tree / "modules/alku/toinen.png")
    renamed = fingerprint(tree)
    (tree / LESSON).write_text((tree / LESSON).read_text() + "\nLisää.\n")

    assert len({before, renamed, fingerprint(tree)}) == 3

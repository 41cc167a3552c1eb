"""The small pictures of modules and parts."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override

from lms.ui.scenes import LONGEST, SCENES

FOLDER = Path(__file__).resolve().parents[2] / "lms/ui/templates/ui/scenes"
#: What a picture may be made of: shapes with classes and numbers. No colours of its own, no words, no addresses.
SHAPE = re.compile(
    r"<(path|circle|rect|ellipse)( (class|d|cx|cy|r|rx|ry|x|y|width|height|transform)=\"[^\"<>#:]*\")+/>"
)


def drawn(name: str) -> str:
    return Template("{% load scenes %}{% scene name %}").render(Context({"name": name}))


def test_every_scene_has_a_drawing_and_every_drawing_a_name():
    assert {path.stem for path in FOLDER.glob("*.html")} == set(SCENES)
    assert max(map(len, SCENES)) <= LONGEST


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_scene_is_small_decorative_and_takes_its_colours_from_the_tokens(name):
    html = drawn(name)
    assert len(html.encode()) <= 2048
    opening, _, inside = html.partition(">")
    assert 'aria-hidden="true"' in opening
    assert 'focusable="false"' in opening
    assert SHAPE.sub("", inside) == "</svg>"
    assert 'class="land-1"' in inside  # the same ground
    assert 'class="p"' in inside  # and the path
    assert "land-sun" in inside  # and one point of light


def test_no_scene_draws_nothing():
    assert drawn("") == ""
    assert drawn("unicorn") == ""


def test_authors_find_every_scene_under_a_name_of_its_own():
    with override("fi"):
        assert len({str(label) for label in SCENES.values()}) == len(SCENES)

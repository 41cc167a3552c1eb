"""The files written at set-up: complete, small, and written once."""

import gzip
from xml.etree import ElementTree

from django.template.loader import get_template
from fontTools.ttLib import TTFont
from PIL import Image

from lms.ui import build
from lms.ui.icons import ICONS

FINNISH = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789.,:;–—”’€→"
SAMI = "áčđŋšŧžÁČĐŊŠŦŽ"


def test_building_twice_writes_nothing_the_second_time(built_ui):
    assert build.build(built_ui) == []


def test_a_file_that_was_removed_is_written_again(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "FONTS", {})
    build.build(tmp_path)
    (tmp_path / "polku.css").unlink()
    assert build.build(tmp_path) == ["polku.css"]


def test_a_changed_style_is_built_again(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "FONTS", {})
    build.build(tmp_path)
    (tmp_path / ".polku.css.stamp").write_text("an older state")
    assert build.build(tmp_path) == ["polku.css"]


def test_the_stylesheets_keep_their_budget(built_ui):
    sizes = {name: len((built_ui / name).read_bytes()) for name in build.SHEETS}
    assert sizes["polku.css"] <= 30_000
    assert sizes["tasks.css"] <= 8_000


def test_the_stylesheet_opens_with_the_order_of_layers(built_ui):
    first = (built_ui / "polku.css").read_text().splitlines()[0]
    assert first == "@layer reset,tokens,base,layout,components,screens,utilities;"


def test_the_stylesheet_holds_every_file_and_no_comment(built_ui):
    text = (built_ui / "polku.css").read_text()
    assert "/*" not in text
    assert [name for name in (".btn", ".choice", ".trail", ".cert", ".hero", "@media print") if name not in text] == []


def test_a_page_that_asks_links_the_styles_of_its_tasks():
    """A class that only `tasks.css` knows is met only where that sheet is linked: by a page or by what it includes."""
    pages = ("graded/question.html", "content/admin/question_preview.html", "content/coaching/screen.html")
    texts = {name: get_template(name).template.source for name in (*pages, "content/coaching/own.html")}
    assert [name for name, text in texts.items() if "ui/built/tasks.css" not in text] == []


def test_colours_are_written_in_tokens_only():
    outside = {
        path.name: line
        for path in (*build.css_files(), *build.task_files())
        if path.stem != "tokens"
        for line in path.read_text().splitlines()
        if "#" in line.split("/*")[0] or "rgb(" in line
    }
    assert outside == {}


def test_style_files_and_scripts_keep_their_length():
    long_styles = [p.name for p in (*build.css_files(), *build.task_files()) if len(p.read_text().splitlines()) > 200]
    scripts = list((build.STATIC / "js").glob("*.js"))
    long_scripts = [p.name for p in scripts if len(p.read_text().splitlines()) > 120]
    assert (long_styles, long_scripts) == ([], [])
    # As they travel. No page needs them all: one to read has status.js, one to write the four for saving beside it.
    assert sum(len(gzip.compress(p.read_bytes())) for p in scripts) <= 10_000
    assert len((build.STATIC / "js/status.js").read_bytes()) <= 3_400


def test_the_sprite_holds_exactly_the_icons_in_use(built_ui):
    sprite = ElementTree.parse(built_ui / "icons.svg").getroot()
    assert {symbol.get("id") for symbol in sprite} == ICONS


def test_the_latin_font_is_small_and_writes_finnish(built_ui):
    path = built_ui / "source-sans-3-latin.woff2"
    letters = TTFont(path).getBestCmap()
    assert path.stat().st_size <= 32_000
    assert [letter for letter in FINNISH if ord(letter) not in letters] == []


def test_the_two_fonts_together_write_northern_sami(built_ui):
    letters = set()
    for name in build.FONTS:
        letters |= set(TTFont(built_ui / name).getBestCmap())
    assert [letter for letter in SAMI if ord(letter) not in letters] == []


def test_the_fonts_keep_the_weights_of_the_stylesheet(built_ui):
    for name in build.FONTS:
        axis = TTFont(built_ui / name)["fvar"].axes[0]
        assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_the_picture_for_ios_is_square_opaque_and_small(built_ui):
    with Image.open(built_ui / build.APP_ICON) as picture:
        assert picture.size == (build.APP_ICON_SIZE, build.APP_ICON_SIZE)
        assert picture.convert("RGBA").getchannel("A").getextrema() == (255, 255)
        assert len(picture.convert("RGB").getcolors(2**16)) > 3  # the sign is there
    assert (built_ui / build.APP_ICON).stat().st_size <= 8_000


def test_a_page_names_the_picture_for_ios():
    assert f"ui/built/{build.APP_ICON}" in get_template("ui/skeleton.html").template.source

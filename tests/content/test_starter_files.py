"""The shipped content is in order, and the check finds what authors of files get wrong."""

import datetime
import re
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from content.seeding.checks import check_starter
from content.seeding.files import BrokenFile, read_document
from content.seeding.loader import STARTER
from content.seeding.markdown import read_markdown
from content.seeding.translations import source_files
from lms.ui.scenes import SCENES
from tests.content.starter_tree import change

LESSON = "modules/tyokyky-ja-rooli/01-mita-tyokyky-on.md"
CARE = "modules/palvelujarjestelma-ja-lainsaadanto-2026/03-hyvinvointialueen-tyokyvyn-tuki.md"
QUIZ = "modules/tyokyky-ja-rooli/testaa-osaamisesi.yaml"
TRUST = "modules/tyokyky-ja-rooli/05-luottamus-salassapito-suostumus.md"
LIST = "lista-ennen-verkostoneuvottelua.txt"
PART = "programmes/voimavarat/osa-01-tasta-aloitan.md"
SECOND_PART = "programmes/voimavarat/osa-02-mika-sinussa-toimii.md"


@pytest.fixture
def copy(tmp_path):
    """The shipped files, to be spoilt."""
    return shutil.copytree(STARTER, tmp_path / "starter")


def fatal(root) -> list[str]:
    return [str(finding).removeprefix(f"{root}/") for finding in check_starter(root) if finding.fatal]


def at(root, name: str, near: str) -> str:
    """The file and its first line that has ``near`` in it."""
    lines = (root / name).read_text("utf-8").splitlines()
    return f"{name}:{next(place for place, line in enumerate(lines, start=1) if near in line)}"


def test_shipped_content_is_in_order():
    assert [str(finding) for finding in check_starter(STARTER) if finding.fatal] == []


def test_every_shipped_part_has_a_light_version_plain_words_and_a_coach_edition():
    parts = source_files(STARTER / "programmes/voimavarat", "osa-*.md")
    assert len(parts) == 10
    for part in map(read_document, parts):
        assert part.front.text("light")
        assert part.front.text("facilitator")
        assert [piece.title for piece in part.pieces if piece.kind == "read" and not piece.plain] == []


@pytest.mark.parametrize(
    ("name", "old", "new", "near", "told"),
    [
        (LESSON, "checked: 2026-11\n", "", "---", "The lesson does not say when its facts were checked."),
        (LESSON, "minutes: 12", "minutes: kaksitoista", "minutes:", "“minutes” must be a whole number."),
        (TRUST, "file: muistilista", "file: lista", "file: lista", f"There is no file “{LIST}” beside this one."),
        (LESSON, "drawing: floors", "drawing: talo", "drawing: talo", f"“drawing” is one of {', '.join(SCENES)}."),
        (LESSON, "slug: mita", "slug: mikä", "---", "The slug “mikä-tyokyky-on” differs from the file's name."),
        (
            QUIZ,
            "reread: sanat-ratkaisevat",
            "reread: sanat",
            "key: pysyva-om",
            "There is no lesson “sanat” to read again.",
        ),
        (
            QUIZ,
            "key: kuka-paattaa",
            "key: jari-ja-nostot #",
            "key: jari-ja-nostot #",
            "The key “jari-ja-nostot” stands here twice.",
        ),
        (QUIZ, "key: asenne", "key: terveys #", "key: terveys #", "The key “terveys” stands here twice."),
        (PART, "light: syy-aloittaa", "light: syy", "---", "“light” names no exercise of this part: “syy”."),
        (
            PART,
            "Se on tavallista. Vähilläkin voimilla voi aloittaa.",
            "Se on tavallista " + "ja " * 13 + "tuttua.",
            "ja ja ja",
            "A sentence of 17 words: Se on tavallista ja ja ja ja ja ja ja ja ja ja ja ja ja tutt…",
        ),
        (
            SECOND_PART,
            "from: vahvuudet-viisi",
            "from: vahvuudet-nelja",
            "key: vahvuudet-kolme",
            "“from” must name an earlier pick or list: “vahvuudet-nelja”.",
        ),
        (CARE, "(/apua/)", "(/tukea/)", "(/tukea/)", "There is no page at /tukea/."),
    ],
)
def test_mistake_in_a_file_is_told_with_its_line(copy, name, old, new, near, told):
    change(copy, name, old, new)

    assert f"{at(copy, name, near)}: {told}" in fatal(copy)


def test_link_to_a_word_that_the_glossary_lacks_is_a_mistake(copy):
    change(copy, LESSON, "(/sanasto/#icf)", "(/sanasto/#icfd)")

    assert [one.rpartition(": ")[2] for one in fatal(copy)] == ["The glossary has no “icfd”."]


def test_no_shipped_lesson_names_a_whole_site_as_its_source():
    files = source_files(STARTER / "modules", "*/0*.md")
    titles = [source.text("title") for path in files for source in read_document(path).front.each("sources")]
    assert [title for title in titles if "verkkosivusto" in title] == []
    assert titles


def test_option_without_feedback_is_a_mistake(copy):
    change(copy, QUIZ, "feedback: Juuri niin. Katsot samalla kertaa ihmistä ja työtä.", 'feedback: ""')

    assert fatal(copy) == [f"{at(copy, QUIZ, 'key: tyokyky-on')}: Options 1: “Feedback” is empty."]


def test_unknown_fact_card_is_a_mistake(copy):
    change(copy, "facts.yaml", "key: erityiset-henkilotiedot", "key: muu")

    lesson = TRUST
    assert fatal(copy) == [
        f"{at(copy, 'facts.yaml', 'key: muu')}: No text shows the fact “muu”.",
        f"{at(copy, lesson, 'card: erityiset')}: There is no fact “erityiset-henkilotiedot”.",
    ]


def test_fact_card_that_no_text_shows_is_a_mistake(copy):
    lesson = "modules/tyollistymisen-keinot/01-palkkatuki.md"
    change(copy, lesson, "::: fact\ncard: tyokanava\n:::\n", "")

    assert [one.partition(": ")[2] for one in fatal(copy)] == ["No text shows the fact “tyokanava”."]


def test_fact_card_that_only_a_question_cites_is_a_mistake(copy):
    lesson = "modules/kuntoutus-nuoret-ja-voimavarat/03-nuoren-ammatillinen-kuntoutus-ja-nuotti.md"
    change(copy, lesson, "::: fact\ncard: nuotti-valmennus\n:::\n", "")

    assert [one.partition(": ")[2] for one in fatal(copy)] == ["No text shows the fact “nuotti-valmennus”."]


def test_uncertain_fact_that_does_not_say_where_to_check_is_a_mistake(copy):
    change(copy, "facts.yaml", "    publisher: Työterveyslaitos\n    url: https://www.ttl.fi\n", "")

    place = at(copy, "facts.yaml", "key: kykyviisari")
    assert fatal(copy) == [f"{place}: “facts/kykyviisari” is not certain: “url” must say where to check it."]


def test_picture_that_nobody_shows_is_a_mistake(copy):
    (copy / "modules/tyokyky-ja-rooli/toinen.png").write_bytes(b"")

    assert fatal(copy) == ["modules/tyokyky-ja-rooli/toinen.png:1: No course uses this file."]


def test_exercise_key_in_two_parts_is_a_mistake(copy):
    change(copy, SECOND_PART, "key: rivi-mika-sinussa-toimii", "key: rivi-tasta-aloitan")

    assert fatal(copy) == [
        f"{at(copy, SECOND_PART, 'key: rivi-tasta')}: The exercise key “rivi-tasta-aloitan” is used twice."
    ]


def test_a_fact_that_was_passed_by_when_another_was_checked_is_a_mistake(copy):
    change(
        copy,
        "facts.yaml",
        "    checked: 2026-11-21\n    review_by: 2027-05-31",
        "    checked: 2027-06-01\n    review_by: 2028-05-31",
    )

    passed_by = [finding for finding in fatal(copy) if "should have been checked again before 2027-06-01" in finding]
    assert passed_by
    assert not any("tyollisyysalueet" in finding for finding in passed_by)


def test_a_fact_past_its_day_hides_no_mistake(copy, monkeypatch):
    change(copy, "facts.yaml", "key: erityiset-henkilotiedot", "key: muu")
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2030, 1, 1))

    assert any("No text shows the fact “muu”." in finding for finding in fatal(copy))


def test_long_screen_is_a_mistake(copy):
    title = "::: read Mitä voimavarat ovat\n"
    change(copy, PART, title, title + "Joskus on paljon. " * 20 + "\n\n")

    [told] = fatal(copy)
    assert re.fullmatch(f"{at(copy, PART, 'Mitä voimavarat')}: This screen has \\d+ words; at most 65 fit.", told)


def test_long_sentence_in_a_training_is_a_doubt_only(copy):
    change(copy, LESSON, "Ero ei aina löydy diagnoosista.", "Ero " + "on " * 22 + "ero.")

    doubts = [finding for finding in check_starter(copy) if not finding.fatal]
    [doubt] = [str(finding).removeprefix(f"{copy}/") for finding in doubts if finding.path == copy / LESSON]
    assert doubt.startswith(f"{at(copy, LESSON, 'on on on')}: A sentence of 24 words: Ero on")
    assert fatal(copy) == []


def test_check_command_when_there_is_a_mistake_fails(copy, capsys):
    change(copy, LESSON, "slug: mita", "slug: mikä")

    with pytest.raises(CommandError, match="mistakes"):
        call_command("check_starter", root=copy)
    assert "differs from the file's name" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ei otsaketta.", 1),
        ("---\ntitle: x\n", 1),
        ("---\ntitle: x\ntitle: y\n---\n", 3),
        ("---\ntitle: [x\n---\n", 3),
        ("---\ntitle: x\n---\nTeksti.\n\n::: stop\nMieti.\n", 6),
        ("---\ntitle: x\n---\n:::\n", 4),
        ("---\ntitle: x\n---\n::: stop\n::: try\n:::\n", 4),
        ("---\ntitle: x\n---\n::: fact\n~~~ plain\n:::\n", 5),
        ("---\n- x\n---\n", 2),
        ("---\nday: 2026-13-40\n---\n", 2),
    ],
)
def test_unreadable_file_is_told_with_its_line(tmp_path, text, line):
    path = tmp_path / "luku.md"
    path.write_text(text, "utf-8")

    with pytest.raises(BrokenFile) as told:
        read_document(path)
    assert (told.value.path, told.value.line) == (path, line)


def test_file_in_another_encoding_is_told_with_its_line(tmp_path):
    path = tmp_path / "luku.md"
    path.write_bytes("---\ntitle: x\n---\nÄäni\n".encode("latin-1"))

    with pytest.raises(BrokenFile) as told:
        read_document(path)
    assert str(told.value) == f"{path}:4: The file is not UTF-8."


@pytest.mark.parametrize(
    "text",
    [
        "# Liian suuri",
        "#### Liian pieni",
        "> lainaus",
        "`koodi`",
        "![kuva](x.png)",
        "    sisennetty",
        "[linkki](toinen-luku.md)",
        "***",
        "- yksi\n\n  kaksi",
    ],
)
def test_markdown_that_the_editor_does_not_know_is_refused(tmp_path, text):
    with pytest.raises(BrokenFile) as told:
        read_markdown(f"Alku.\n\n{text}", path=tmp_path / "luku.md", line=10)
    assert told.value.line >= 12


def test_html_in_markdown_is_text():
    [part] = read_markdown("<script>alert(1)</script> & 1 < 2", path=STARTER, line=1)

    assert part.html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; 1 &lt; 2</p>"

"""The checks of plain Finnish, and the shipped texts that claim to be plain."""

import pytest

from assessments.kinds.exercises import EXERCISES
from content.quality.pages import Today, findings_of
from content.quality.plain import (
    CLAUSES,
    HARD,
    IN_LETTERS,
    LIST,
    LONG_WORD,
    NEGATIONS,
    NOUNS,
    NUMBERS,
    PASSIVE,
    PROMISE,
    SHORTENED,
    TOO_LONG,
    plain_doubts,
)
from content.quality.rules import About
from content.seeding.course_plans import planners
from content.seeding.loader import STARTER
from content.seeding.translations import SOURCE
from tests.factories.pages import make_course_page, make_lesson_page, make_module_page

GOOD = "<p>Voimavarat ovat asioita, joista saat voimaa. Voit pitää taukoa, kun haluat.</p>"


def about(doubts: list[str], *messages) -> bool:
    """Whether the doubts are of these kinds, in this order: a message's words before its first blank tell it."""
    told = [str(message).split("%(")[0] or str(message).split(")s", 1)[1][:20] for message in messages]
    return len(doubts) == len(told) and all(word in doubt for word, doubt in zip(told, doubts, strict=True))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Voit käydä kaupassa tai kirjastossa tai kaverin luona tai ihan missä vain itse haluat käydä.", TOO_LONG),
        ("Sano, että tulet, jos pääset, kun tiedät.", CLAUSES),
        ("Saat 3, 4 tai 5 euroa.", NUMBERS),
        ("Se ei ole helppoa eikä nopeaa.", NEGATIONS),
        ("Aloittaminen ja jatkaminen voi auttaa.", NOUNS),
        ("Kirje poistetaan.", PASSIVE),
        ("Asiasta puhuttiin.", PASSIVE),
        ("Syötyäsi voit levätä.", SHORTENED),
        ("Tullessasi voit soittaa.", SHORTENED),
        ("Opit tekemällä.", SHORTENED),
        ("Tule, mikäli haluat.", HARD),
        ("Tee työllistymissuunnitelma.", LONG_WORD),
        ("Valitse kolme asiaa.", IN_LETTERS),
        ("Se auttaa varmasti.", PROMISE),
        ("<ul>" + "<li>yksi</li>" * 6 + "</ul>", LIST),
    ],
)
def test_hard_text_when_checked_is_doubted_for_what_is_hard_in_it(text, message):
    assert about(plain_doubts(text), message)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "Mieti asiaa mielessäsi. Pidä koodi kädessäsi.",
        "Sinulla on suunnitelma. Tee se pienellä suunnitelmalla.",
        "Ihminen on tärkein. Olet viimeinen ihminen jonossa.",
        "<ul><li>yksi</li><li>toinen</li></ul><p>Menet matkaan.</p>",
        "",
    ],
)
def test_plain_text_when_checked_is_left_alone(text):
    assert plain_doubts(text) == []


def test_editor_hears_of_the_plain_variant_only_and_only_in_finnish(db):
    module = make_module_page(make_course_page())
    hard = "<p>Tee kolme asiaa.</p>"
    lesson = make_lesson_page(module, blocks=[("text", {"text": hard, "plain": ""})])
    assert About.PLAIN not in [finding.about for finding in findings_of(lesson, Today.read())]
    lesson = make_lesson_page(module, blocks=[("text", {"text": GOOD, "plain": hard})])
    found = [one for one in findings_of(lesson, Today.read()) if one.about == About.PLAIN]
    assert len(found) == 1
    assert found[0].block == lesson.body[0].id
    lesson.locale.language_code = "sv"
    assert About.PLAIN not in [finding.about for finding in findings_of(lesson, Today.read())]


def shipped_parts():
    plans = [planner() for planner in planners(STARTER)]
    return [page for plan in plans for page in plan.pages if page.model == "PartPage" and page.language == SOURCE]


def test_shipped_screens_to_read_are_all_in_plain_language_too():
    screens = [
        block["value"] for part in shipped_parts() for block in part.values["screens"] if block["type"] == "read"
    ]
    assert len(screens) > 20
    assert [screen["title"] for screen in screens if not screen["plain"]] == []
    assert [doubt for screen in screens for doubt in plain_doubts(screen["plain"])] == []


def test_shipped_exercises_are_plain_as_they_are_for_readers_of_both_levels():
    asked = [
        block["value"][name]
        for part in shipped_parts()
        for block in part.values["screens"]
        if block["type"] in EXERCISES
        for name in ("prompt", "help")
        if block["value"].get(name)
    ]
    assert [doubt for text in asked for doubt in plain_doubts(text)] == []

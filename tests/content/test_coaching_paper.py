"""The exercises on paper: every kind, empty and filled, numbered as on the screen, and one's own for oneself only."""

import re

import pytest
from django.test import Client

from assessments.personal.api import EXERCISES
from tests.content.test_coaching_kinds import FORMS, SCREENS, answer_all, asked, listed
from tests.factories.personal import FIRST, SECOND, make_programme

OTHERS = [
    asked("writing", "omin"),
    asked("message", "viesti", text="Moi, voisitko auttaa?"),
    asked("chain", "ketju"),
    asked("sentence", "lause", pieces=[{"id": "p1", "value": {"lead": "Haluan", "options": "levätä\nulkoilla"}}]),
    asked("wish", "toive"),
    asked("ifthen", "suunnitelma"),
    asked("scale", "sana", options=listed("vähän", "paljon")),
]


def sheets(page: str) -> list[str]:
    return re.findall(r'<section class="sheet.*?</section>', page, flags=re.DOTALL)


def test_every_kind_has_a_place_to_write_or_to_tick(db, client):
    run = make_programme(SCREENS, OTHERS)
    found = [sheets(client.get(f"/valmennus/{run.code}/osa/{part}/paperi/").content.decode()) for part in (1, 2)]
    assert [len(part) for part in found] == [len(SCREENS), len(OTHERS)]
    assert {kind for kind, _values in SCREENS + OTHERS} == set(EXERCISES)
    assert [
        sheet for part in found for sheet in part if 'class="rule"' not in sheet and 'class="box"' not in sheet
    ] == []


def test_a_sheet_carries_the_numbers_of_the_screen(db, client):
    run = make_programme(FIRST, SECOND)
    first, writing = sheets(client.get(f"/valmennus/{run.code}/osa/1/paperi/").content.decode())
    assert ("1 / 3" in first, "3 / 3" in writing) == (True, True)
    narrow, lines, _message = sheets(client.get(f"/valmennus/{run.code}/osa/2/paperi/").content.decode())
    assert "Mikä toi sinut tänne?" in narrow  # it names the exercise that it goes on from
    assert narrow.count('class="rule"') == 1  # one is chosen here
    assert lines.count('class="rule"') == 2 * 3  # a name and two lines for each that one may pick there


def test_cards_have_the_same_numbers_on_the_screen_and_on_paper(db, client):
    run = make_programme(FIRST)
    screen = client.get(f"/valmennus/{run.code}/osa/1/1/").content.decode()
    paper = client.get(f"/valmennus/{run.code}/osa/1/paperi/").content.decode()
    shown = re.findall(r'<span class="hint">(\d+)\.</span> ([^<]+)</span>', screen)
    listed_there = re.findall(r"<ol.*?</ol>", paper, flags=re.DOTALL)[0]
    printed = re.findall(r'<span class="box"></span><span>([^<]+)</span>', listed_there)
    assert [text for _number, text in shown] == printed
    assert [number for number, _text in shown] == ["1", "2", "3"]


def test_the_filled_sheets_hold_every_answer(db, client):
    base = f"/valmennus/{make_programme(SCREENS).code}/"
    answer_all(client, base)
    page = client.get(f"{base}osa/1/paperi/oma/")
    assert "no-store" in page["Cache-Control"]
    lines, sort, ladder, pick, letter, support, mood = sheets(page.content.decode())
    assert FORMS[0]["line-1"] in lines
    assert sort.count("#check") == 2
    assert ladder.index("Katson") < ladder.index("Soitan")
    assert pick.count("#check") == 1
    assert "Hyvin menee." in letter
    assert "Sisko &lt;b&gt;ja&lt;/b&gt; koira" in support
    assert mood.count("#check") == 2


def test_empty_sheets_are_the_same_for_everybody_and_hold_no_answer(db, client):
    base = f"/valmennus/{make_programme(SCREENS).code}/"
    answer_all(client, base)
    assert FORMS[0]["line-1"] not in client.get(f"{base}osa/1/paperi/").content.decode()
    newcomer = Client().get(f"{base}osa/1/paperi/")
    assert not newcomer.cookies
    assert "Hyvin menee." not in Client().get(f"{base}osa/1/paperi/oma/").content.decode()


@pytest.mark.parametrize("address", ["osa/9/paperi/", "osa/9/paperi/oma/"])
def test_paper_of_a_part_that_is_not_there_is_missing(db, client, address):
    base = f"/valmennus/{make_programme(SCREENS).code}/"
    assert client.get(f"{base}{address}").status_code == 404

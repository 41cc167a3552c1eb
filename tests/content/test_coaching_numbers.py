"""Three numbers of one's own on the path: parts done, steps taken, successes collected; and nothing to others."""

import pytest
from django.test import Client
from django.utils.translation import gettext, ngettext, override

from tests.factories.personal import PICK, make_programme

pytestmark = pytest.mark.django_db
DONE = {"key": "pienet", "title": "Tein", "prompt": "Mitä sait tehtyä?", "count": 3, "successes": True}
OTHER = DONE | {"key": "muut", "successes": False}
WHERE = {
    "key": "missa",
    "title": "Missä olet?",
    "prompt": "Valitse.",
    "options": [
        {"id": "tein", "type": "item", "value": {"text": "Otin askeleen", "taken": True}},
        {"id": "mietin", "type": "item", "value": {"text": "Mietin vielä"}},
    ],
}
PARTS, STEPS, SUCCESSES = (
    ("One part done", "%(n)d parts done"),
    ("One step taken", "%(n)d steps taken"),
    ("One success collected", "%(n)d successes collected"),
)


@pytest.fixture(autouse=True)
def _finnish():
    with override("fi"):
        yield


@pytest.fixture
def base() -> str:
    run = make_programme([("lines", DONE)], [("lines", OTHER), ("scale", WHERE)], [("pick", PICK)])
    return f"/valmennus/{run.code}/"


def numbers_on(browser: Client, base: str) -> list[str]:
    return browser.get(base).context["numbers"]


def said(number: int, words: tuple[str, str]) -> str:
    return ngettext(*words, number) % {"n": number}


def test_a_newcomer_and_who_has_collected_nothing_see_no_number(client, base):
    assert numbers_on(client, base) == []
    client.post(f"{base}osa/3/1/", {"answer": ["hyva"]})
    client.post(f"{base}osa/2/1/", {"line-1": "Kävin kaupassa"})
    assert numbers_on(client, base) == [said(1, PARTS)]


def test_parts_lines_and_the_step_are_counted_as_the_author_has_said(client, base):
    client.post(f"{base}osa/1/1/", {"line-1": "Varasin ajan", "line-3": "Vein roskat"})
    client.post(f"{base}osa/2/2/", {"answer": "tein"})
    assert numbers_on(client, base) == [said(2, PARTS), said(1, STEPS), said(2, SUCCESSES)]
    page = client.get(base).content.decode()
    assert said(2, SUCCESSES) in page
    assert gettext("The path") in page


def test_another_choice_is_no_step_and_an_emptied_list_no_success(client, base):
    client.post(f"{base}osa/1/1/", {"line-1": "Varasin ajan"})
    client.post(f"{base}osa/1/1/", {"line-1": ""})
    client.post(f"{base}osa/2/2/", {"answer": "mietin"})
    assert numbers_on(client, base) == [said(2, PARTS)]


def test_the_numbers_are_the_persons_own(client, base):
    client.post(f"{base}osa/1/1/", {"line-1": "Varasin ajan"})
    assert numbers_on(Client(), base) == []

"""The kinds of exercises as a person meets them: kept without an account, shown again, carried on, taken along."""

import pytest

from assessments.personal.api import entries_for_export
from lms.accounts.api import Learner
from tests.factories.personal import make_programme


def listed(*texts: str) -> list[dict]:
    return [{"id": f"o{number}", "value": {"text": text}} for number, text in enumerate(texts, start=1)]


def asked(kind: str, key: str, **values) -> tuple[str, dict]:
    return kind, {"key": key, "title": f"Otsikko {key}", "prompt": "Mieti hetki.", **values}


SCREENS = [
    asked("lines", "asiat", count=2),
    asked("sort", "laatikot", boxes=listed("Minusta", "Muista"), **{"from": "asiat"}),
    asked("ladder", "portaat", count=3),
    asked("pick", "valittu", max=1, recall="asiat", **{"from": "portaat"}),
    asked("letter", "kirje", text="Hei, minä."),
    asked("support", "kartta", options=listed("Kuuntelee", "Tietää")),
    asked("mood", "vointi"),
]
FORMS = [
    {"line-1": "Bussi oli myöhässä", "line-2": "Jännitti"},
    {"box-1": "o2", "box-2": "o1"},
    {"line-1": "Soitan", "hard-1": "hard", "line-2": "Katson", "hard-2": "easy"},
    {"answer": "2"},
    {"answer": "Hei, minä. Hyvin menee.", "open_on": "2027-03-01"},
    {"line-o1": "Sisko <b>ja</b> koira"},
    {"mood": "very-bad", "energy": "empty"},
]


@pytest.fixture
def base(db) -> str:
    return f"/valmennus/{make_programme(SCREENS).code}/"


def answer_all(client, base) -> None:
    for number, form in enumerate(FORMS, start=1):
        response = client.post(f"{base}osa/1/{number}/", form)
        assert response.status_code == 302, number


def test_every_kind_is_kept_shown_again_and_taken_along(client, base):
    answer_all(client, base)
    own = client.get(f"{base}omat/").content.decode()
    assert "Sisko &lt;b&gt;ja&lt;/b&gt; koira" in own
    assert "1.3.2027" in own
    told = [row["answer"] for row in entries_for_export(Learner.objects.get())]
    assert told[:4] == [
        ["Bussi oli myöhässä", "Jännitti"],
        ["Minusta: Jännitti", "Muista: Bussi oli myöhässä"],
        ["Helppo: Katson", "Vaikea: Soitan"],
        ["Katson"],
    ]
    for number in range(1, len(SCREENS) + 1):
        assert client.get(f"{base}osa/1/{number}/").status_code == 200


def test_a_later_screen_offers_and_reminds_of_what_was_written(client, base):
    answer_all(client, base)
    page = client.get(f"{base}osa/1/4/").content.decode()
    assert "Bussi oli myöhässä" in page
    assert "Soitan</span>" in page


def test_a_letter_says_beside_its_day_when_it_is_deleted(client, base, settings):
    settings.PSEUDONYMOUS_IDLE_DAYS = 77
    page = client.get(f"{base}osa/1/5/").content.decode()
    assert "77" in page.partition('id="open-help"')[2].partition("</p>")[0]


def test_a_day_that_is_none_is_told_and_the_letter_comes_back(client, base):
    response = client.post(f"{base}osa/1/5/", {"answer": "Hei, rakas minä", "open_on": "joskus"})
    assert response.status_code == 422
    assert "Hei, rakas minä" in response.content.decode()
    assert Learner.objects.count() == 0


def test_what_was_written_for_a_later_screen_survives_a_lost_session(client, base):
    answer_all(client, base)
    client.cookies.clear()
    form = {"known": "", "earlier-1": "Bussi oli myöhässä", "box-1": "o2"}
    assert client.post(f"{base}osa/1/2/", form).status_code == 302
    newest = Learner.objects.order_by("pk").last()
    assert [row["answer"] for row in entries_for_export(newest)] == [["Muista: Bussi oli myöhässä"]]

"""A part done on paper and typed in: one page, the paper's numbers, where it came from, all of it or nothing."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from assessments.personal.api import all_answers_of, answers_of, entries_for_export
from assessments.personal.models import Entry
from courses.api import Progress, steps_in
from lms.accounts.api import Learner
from tests.content.test_coaching_kinds import FORMS, SCREENS
from tests.content.test_coaching_paper import OTHERS
from tests.factories.personal import CANARY, FIRST, SECOND, make_programme

OWN = {"paper-who": "own"}


@pytest.fixture
def run(db):
    return make_programme(FIRST, SECOND)


@pytest.fixture
def page(run):
    return f"/valmennus/{run.code}/osa/1/paperilta/"


@pytest.fixture
def second(run):
    return f"/valmennus/{run.code}/osa/2/paperilta/"


def hidden(response) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()))


def kept(run) -> dict:
    return answers_of(Learner.objects.get(), *[step.activity_key for step in steps_in(run)])


def test_the_page_leaves_no_trace_of_a_visit_and_is_the_same_for_all(client, page):
    response = client.get(page)
    assert (response.status_code, bool(response.cookies), Learner.objects.count()) == (200, False, 0)
    assert response.content == Client().get(page).content
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_the_numbers_are_those_of_the_paper(client, run, page):
    sheets = re.findall(r"Osa 1: [^·]*· (\d+) / 3", client.get(f"/valmennus/{run.code}/osa/1/paperi/").content.decode())
    places = re.findall(r'id="kohta-(\d+)"', client.get(page).content.decode())
    assert sheets == places == ["1", "3"]


def test_the_page_is_found_from_the_part_and_from_its_paper(client, run, page):
    for address in ("1/", "paperi/"):
        assert page in client.get(f"/valmennus/{run.code}/osa/1/{address}").content.decode()


def test_a_part_typed_in_is_kept_done_and_says_where_it_came_from(client, run, page):
    form = OWN | {"k1-answer": ["hyva"], "k3-answer": CANARY, "paper-filled_on": "2026-03-02", "paper-who": "helper"}
    assert client.post(page, form).url == f"/valmennus/{run.code}/osa/1/valmis/"
    assert kept(run)["omin-sanoin"] == {"text": CANARY}
    assert Progress.objects.get().evidence_kind == "exercise_saved"
    own = client.get(f"/valmennus/{run.code}/omat/").content.decode()
    assert own.count("2.3.2026") == 2
    told = entries_for_export(Learner.objects.get())[1]
    assert (told["paper_day"], told["typed_with_help"]) == (datetime.date(2026, 3, 2), True)


def test_where_it_came_from_is_sealed_and_outlives_mending_but_not_emptying(client, run, page):
    client.post(page, OWN | {"k3-answer": "Koira", "paper-filled_on": "2026-03-02"})
    assert b"2026-03-02" not in b"".join(bytes(one.prompt_ciphertext) for one in Entry.objects.all())
    screen = f"/valmennus/{run.code}/osa/1/3/"
    client.post(screen, hidden(client.get(screen)) | {"answer": "Koira ja kissa"})
    assert all_answers_of(Learner.objects.get())[0].paper_day == datetime.date(2026, 3, 2)
    client.post(screen, hidden(client.get(screen)) | {"answer": ""})
    client.post(screen, hidden(client.get(screen)) | {"answer": "Aivan uutta"})
    assert not all_answers_of(Learner.objects.get())[0].is_from_paper


def test_an_exercise_that_goes_on_from_another_opens_when_that_is_saved(client, run, page, second):
    response = client.get(second)
    assert "osa/1/paperilta/#kohta-1" in response.content.decode()  # the way to what it waits for
    client.post(page, OWN | {"k1-answer": ["hyva", "virtaa"]})
    response = client.get(second)
    assert 'name="k1-answer" value="hyva"' in response.content.decode()
    form = hidden(response) | OWN | {"k1-answer": "hyva", "k2-line-hyva": "Eilen", "k3-answer": "Moi. Missä olen hyvä?"}
    assert client.post(second, form).url.endswith("/osa/2/valmis/")
    answers = kept(run)
    assert answers["milloin"]["lines"][0]["text"] == "Eilen"
    assert "viesti" not in answers  # the ready text was not touched


def test_inside_a_part_one_stays_until_what_was_opened_has_been_seen(client, db):
    run = make_programme([FIRST[0], SECOND[0]])
    page = f"/valmennus/{run.code}/osa/1/paperilta/"
    response = client.post(page, hidden(client.get(page)) | OWN | {"k1-answer": ["hyva", "virtaa"]})
    assert response.url == f"{page}?tallessa=1#kohta-2"
    assert Progress.objects.count() == 0
    again = client.get(response.url)
    assert 'name="k2-answer" value="virtaa"' in again.content.decode()
    form = hidden(again) | OWN | {"k1-answer": ["hyva", "virtaa"], "k2-answer": "virtaa"}
    assert client.post(page, form).url.endswith("/osa/1/valmis/")
    assert (Progress.objects.count(), kept(run)["yksi"]["picked"]) == (1, ["virtaa"])


def test_every_kind_can_be_typed_in(client, db):
    run = make_programme(SCREENS, OTHERS)
    page = f"/valmennus/{run.code}/osa/1/paperilta/"
    form = OWN | {f"k{number}-{name}": text for number, one in enumerate(FORMS, start=1) for name, text in one.items()}
    assert client.post(page, form).status_code == 302
    assert len(all_answers_of(Learner.objects.get())) == len(SCREENS)
    assert client.get(f"/valmennus/{run.code}/osa/2/paperilta/").content.decode().count('id="kohta-') == len(OTHERS)


def test_no_two_fields_of_the_page_share_an_id(client, db):
    run = make_programme(SCREENS, OTHERS)
    for part in (1, 2):
        ids = re.findall(r'\sid="([^"]+)"', client.get(f"/valmennus/{run.code}/osa/{part}/paperilta/").content.decode())
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("wrong", "target"),
    [
        ({"k1-answer": ["hyva", "virtaa", "muu"]}, "#k1-answer-hyva"),
        ({"paper-filled_on": (timezone.localdate() + datetime.timedelta(days=1)).isoformat()}, "#id_paper-filled_on"),
        ({"paper-filled_on": "eilen"}, "#id_paper-filled_on"),
        ({"paper-who": "ohjaaja"}, "#id_paper-who"),
    ],
)
def test_a_mistake_keeps_all_that_was_typed_and_saves_nothing(client, page, wrong, target):
    response = client.post(page, OWN | {"k1-answer": "hyva", "k3-answer": CANARY} | wrong)
    assert (response.status_code, Learner.objects.count()) == (422, 0)
    assert target in response.content.decode()
    assert CANARY in response.content.decode()


def test_an_empty_page_is_told_so_and_makes_nobody(client, page):
    assert client.post(page, OWN).status_code == 422
    assert Learner.objects.count() == 0


def test_another_window_is_not_overwritten_unseen(client, run, page):
    client.post(page, OWN | {"k1-answer": "hyva"})
    before = hidden(client.get(page))
    screen = f"/valmennus/{run.code}/osa/1/3/"
    client.post(screen, hidden(client.get(screen)) | {"answer": "toisen ikkunan teksti"})
    form = before | OWN | {"k1-answer": "virtaa", "k3-answer": "paperin teksti"}
    refused = client.post(page, form)
    told = refused.content.decode()
    assert (refused.status_code, "toisen ikkunan teksti" in told, "paperin teksti" in told) == (409, True, True)
    assert (kept(run)["syy"]["picked"], kept(run)["omin-sanoin"]["text"]) == (["hyva"], "toisen ikkunan teksti")
    assert client.post(page, form | hidden(refused)).status_code == 302
    assert (kept(run)["syy"]["picked"], kept(run)["omin-sanoin"]["text"]) == (["virtaa"], "paperin teksti")


def test_saving_twice_makes_one_of_each(client, page):
    for _time in range(2):
        assert client.post(page, OWN | {"k1-answer": "hyva", "k3-answer": "Koira"}).status_code == 302
    assert (Entry.objects.count(), Learner.objects.count()) == (2, 1)


def test_a_page_whose_person_was_forgotten_asks_whose_it_is(client, page):
    client.post(page, OWN | {"k1-answer": "hyva"})
    form = hidden(client.get(page)) | OWN | {"k1-answer": "hyva", "k3-answer": CANARY}
    stranger = Client()
    response = stranger.post(page, form)
    assert (response.status_code, CANARY in response.content.decode(), 'name="code"' in response.content.decode()) == (
        422,
        True,
        True,
    )
    assert Learner.objects.count() == 1
    assert stranger.post(page, form | {"code": "väärä koodi 000"}).status_code == 422
    assert stranger.post(page, form | {"act": "new"}).status_code == 302
    assert Learner.objects.count() == 2


def test_a_part_with_nothing_to_fill_in_has_no_paper(client, db):
    run = make_programme([FIRST[1]])
    assert client.get(f"/valmennus/{run.code}/osa/1/paperilta/").status_code == 404


def test_a_newcomer_who_mends_a_mistake_is_not_asked_for_a_code(client, run, page):
    """Nobody is known before something is saved, whatever was refused before that."""
    wrong = {"answer": ["hyva", "virtaa", "muu"]}
    for address, form, mended in (
        (f"/valmennus/{run.code}/osa/1/1/", wrong, {"answer": "hyva"}),
        (page, OWN, OWN | {"k1-answer": "hyva"}),
    ):
        stranger = Client()
        refused = stranger.post(address, form)
        assert refused.status_code == 422
        assert stranger.post(address, hidden(refused) | mended).status_code == 302

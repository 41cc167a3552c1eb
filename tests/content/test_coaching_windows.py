"""One exercise open in two windows: nothing is overwritten unseen, and the person chooses what stays."""

import re

import pytest
from django.test import Client

from assessments.personal.api import all_answers_of
from lms.accounts.api import Learner
from tests.factories.personal import make_programme

AUTOSAVE = {"HTTP_X_REQUESTED_WITH": "autosave"}


@pytest.fixture
def base(db):
    return f"/valmennus/{make_programme().code}/"


@pytest.fixture
def screen(base):
    return f"{base}osa/1/3/"


@pytest.fixture
def mira(base):
    """The browser of somebody who is on the path."""
    browser = Client()
    browser.post(f"{base}osa/1/1/", {"answer": "hyva"})
    return browser


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))


def opened(browser, address):
    """The hidden fields of a freshly opened window."""
    return hidden(browser.get(address).content.decode())


def texts():
    return [answer.value["text"] for answer in all_answers_of(Learner.objects.get()) if "text" in answer.value]


@pytest.fixture
def clash(mira, screen):
    """Two windows were open; the other has kept its text, and this one presses its button."""
    here, other = opened(mira, screen), opened(mira, screen)
    mira.post(screen, other | {"answer": "toisen teksti"})
    return mira.post(screen, here | {"answer": "tämän\nteksti"})


def test_the_second_window_is_shown_both_texts_and_nothing_is_overwritten(clash):
    page = clash.content.decode()
    assert clash.status_code == 409
    assert clash["Cache-Control"] == "private, no-store"
    assert "toisen teksti" in page
    assert "tämän" in page
    assert texts() == ["toisen teksti"]


@pytest.mark.parametrize(
    ("act", "kept"),
    [("", ["tämän\nteksti"]), ("skip", ["toisen teksti"]), ("both", ["toisen teksti\n\ntämän\nteksti"])],
)
def test_what_the_person_chooses_stays_and_one_goes_on(mira, base, screen, clash, act, kept):
    response = mira.post(screen, hidden(clash.content.decode()) | {"act": act})
    assert response.status_code == 302
    assert response.url.startswith(screen if act == "both" else f"{base}osa/1/valmis/")
    assert texts() == kept


def test_a_third_window_makes_one_choose_again(mira, screen, clash):
    third = opened(mira, screen)
    mira.post(screen, third | {"answer": "kolmas"})
    again = mira.post(screen, hidden(clash.content.decode()) | {"act": "both"})
    page = again.content.decode()
    assert (again.status_code, "kolmas" in page, "toisen teksti" in page) == (409, True, False)
    assert hidden(page)["answer"] == "tämän\nteksti"


def test_both_that_do_not_fit_together_come_back_to_be_shortened(mira, screen):
    here, other = opened(mira, screen), opened(mira, screen)
    mira.post(screen, other | {"answer": "a" * 6_000})
    clash = mira.post(screen, here | {"answer": "b" * 6_000})
    response = mira.post(screen, hidden(clash.content.decode()) | {"act": "both"})
    page = response.content.decode()
    assert (response.status_code, "a" * 6_000 in page, "b" * 6_000 in page) == (422, True, True)
    assert texts() == ["a" * 6_000]
    shortened = mira.post(screen, hidden(page) | {"answer": "lyhyt"})
    assert (shortened.status_code, texts()) == (302, ["lyhyt"])


def test_a_choice_of_options_offers_one_or_the_other(mira, base):
    address = f"{base}osa/1/1/"
    here, other = opened(mira, address), opened(mira, address)
    mira.post(address, other | {"answer": "muu"})
    clash = mira.post(address, here | {"answer": ["hyva", "virtaa"]})
    page = clash.content.decode()
    assert ("Haluan tietää" in page, "En tiedä vielä" in page, 'value="both"' in page) == (True, True, False)


def test_autosaves_of_one_window_and_its_button_never_clash(mira, screen):
    here = opened(mira, screen)
    for seq in (1, 2):
        assert mira.post(screen, here | {"answer": f"{seq}", "seq": seq}, **AUTOSAVE).status_code == 200
    assert mira.post(screen, here | {"answer": "napista"}).status_code == 302
    assert mira.post(screen, here | {"answer": "takaisin ja uudestaan"}).status_code == 302
    assert texts() == ["takaisin ja uudestaan"]


def test_an_autosave_of_the_other_window_is_told_and_stores_nothing(mira, screen):
    here, other = opened(mira, screen), opened(mira, screen)
    mira.post(screen, other | {"answer": "toinen", "seq": 1}, **AUTOSAVE)
    response = mira.post(screen, here | {"answer": "tämä", "seq": 9}, **AUTOSAVE)
    assert (response.status_code, response.json()) == (409, {"error": "conflict"})
    assert texts() == ["toinen"]


def test_the_same_text_in_both_windows_is_no_choice(mira, screen):
    here, other = opened(mira, screen), opened(mira, screen)
    for window in (other, here):
        assert mira.post(screen, window | {"answer": "sama"}).status_code == 302
    assert texts() == ["sama"]


def test_an_exercise_passed_by_in_the_other_window_is_no_choice(mira, screen):
    here, other = opened(mira, screen), opened(mira, screen)
    mira.post(screen, other | {"act": "skip"})
    assert mira.post(screen, here | {"answer": "tämä"}).status_code == 302
    assert texts() == ["tämä"]


@pytest.mark.parametrize("base_seq", ["", "x", "-1", "9" * 40, "١"])
def test_a_strange_page_of_origin_breaks_nothing(mira, screen, base_seq):
    mira.post(screen, opened(mira, screen) | {"answer": "oma"})
    form = {"answer": "muu", "writer": "\x00" * 50, "base": base_seq, "known": "code"}
    assert mira.post(screen, form).status_code in (302, 409)

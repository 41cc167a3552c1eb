"""How are you today? Offered where a part begins, left without a press, sealed, asked no more when one says so."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from assessments.personal.api import mark_mood, moods_of
from assessments.personal.models import MoodMark
from assessments.personal.queries_moods import moods_for_export
from lms.accounts.api import Learner, merge_learners
from tests.assessments.personal.test_answers import everything_stored
from tests.factories.personal import CANARY, make_programme

READ = {"title": "Luettavaa", "text": "<p>Lyhyesti.</p>"}
WRITE = {"key": "omin-sanoin", "title": "Omin sanoin", "prompt": "Kirjoita."}
MOOD = {"key": "vointi", "title": "Miten voit?", "prompt": "Valitse."}


@pytest.fixture
def base(db):
    run = make_programme(
        [("writing", WRITE), ("read", READ), ("read", READ)],
        [("read", READ), ("writing", WRITE | {"key": "toinen"})],
        [("mood", MOOD), ("read", READ)],
    )
    return f"/valmennus/{run.code}/"


@pytest.fixture
def mira(base):
    browser = Client()
    browser.post(f"{base}osa/1/1/", {"answer": CANARY})
    return browser


def check(browser, base, part, screen):
    return browser.get(f"{base}osa/{part}/{screen}/").context["check"]


def test_it_stands_on_the_first_page_to_read_of_a_part_that_does_not_ask_it_anyway(mira, base):
    assert check(mira, base, 1, 2) and check(mira, base, 2, 1)
    assert check(mira, base, 1, 3) is None
    assert check(mira, base, 3, 2) is None
    assert mira.get(f"{base}osa/2/1/?kevyt=1").context["check"] is None


def test_a_newcomer_is_not_asked_and_is_nobody(base):
    browser = Client()
    assert check(browser, base, 2, 1) is None
    assert browser.post(f"{base}osa/2/1/vointi/", {"mood": "bad"}).status_code == 302
    assert (Learner.objects.count(), MoodMark.objects.count()) == (0, 0)


def test_the_link_leads_to_two_questions_that_know_today_s_words(mira, base):
    address = check(mira, base, 2, 1)["url"]
    assert mira.get(address).context["back"] == f"{base}osa/2/1/"
    mira.post(address, {"mood": "bad"})
    assert [chosen for _name, _words, chosen in mira.get(address).context["groups"]] == ["bad", ""]
    assert Client().get(address).url == f"{base}osa/2/1/"


def test_a_mark_is_kept_once_a_day_and_shown_in_words_to_its_owner_alone(mira, base):
    address = f"{base}osa/2/1/vointi/"
    assert mira.post(address, {"mood": "bad", "energy": "half"}).url == f"{base}osa/2/1/"
    mira.post(address, {"mood": "good"})
    [mark] = moods_of(Learner.objects.get())
    assert (mark.mood, mark.energy) == ("good", "")
    assert mark.mood_word in mira.get(f"{base}paivakirja/").content.decode()
    assert "good" not in repr(mark)
    again = check(mira, base, 2, 1)
    assert again["marked"].mood == "good"
    assert b"very-bad" not in everything_stored()
    stranger = Client()
    stranger.post(f"{base}osa/1/1/", {"answer": "x"})
    assert stranger.get(f"{base}paivakirja/").context["marks"] == []


@pytest.mark.parametrize("form", [{}, {"mood": "tosi-hyvä"}, {"mood": "", "energy": ""}])
def test_what_is_left_or_no_word_of_ours_keeps_nothing(mira, base, form):
    assert mira.post(f"{base}osa/2/1/vointi/", form).status_code == 302
    assert MoodMark.objects.count() == 0


def test_the_lowest_word_brings_the_help_at_once_and_tells_nobody(mira, base):
    mira.post(f"{base}osa/2/1/vointi/", {"mood": "very-bad"})
    page = mira.get(f"{base}osa/2/1/")
    assert page.context["check"]["is_heavy"]
    assert f'class="btn" href="{page.context["ui"].help_url}"' in page.content.decode()
    assert check(mira, base, 1, 2)["is_heavy"]
    mira.post(f"{base}osa/2/1/vointi/", {"mood": "between"})
    assert not check(mira, base, 2, 1)["is_heavy"]


def test_three_lowest_days_bring_the_gentle_path(mira, base, monkeypatch):
    learner = Learner.objects.get()
    today = timezone.localdate()
    for back in (2, 1, 0):
        monkeypatch.setattr(timezone, "localdate", lambda *_args, back=back: today - datetime.timedelta(days=back))
        mark_mood(learner=learner, mood="very-bad", energy="")
        assert (mira.get(base).context["gentle"] is not None) is (back == 0)


def test_do_not_ask_again_holds_until_it_is_taken_back(mira, base):
    mira.post(f"{base}osa/2/1/vointi/", {"act": "off", "mood": "bad"})
    assert check(mira, base, 2, 1) is None
    assert MoodMark.objects.count() == 0
    assert mira.get(f"{base}paivakirja/").context["asks"] is False
    mira.post(f"{base}paivakirja/vointi/", {"act": "on"})
    assert check(mira, base, 2, 1)


def test_the_mark_of_a_day_is_deleted_by_its_owner_alone(mira, base):
    mira.post(f"{base}osa/2/1/vointi/", {"mood": "bad"})
    form = {"act": "delete", "day": MoodMark.objects.get().day.isoformat()}
    stranger = Client()
    assert stranger.post(f"{base}paivakirja/vointi/", form).status_code == 404
    stranger.post(f"{base}osa/1/1/", {"answer": "x"})
    stranger.post(f"{base}paivakirja/vointi/", form)
    assert MoodMark.objects.count() == 1
    assert mira.post(f"{base}paivakirja/vointi/", form).status_code == 302
    assert MoodMark.objects.count() == 0


@pytest.mark.parametrize("form", [{}, {"act": "x"}, {"act": "delete"}, {"act": "delete", "day": "9999-99-99"}])
def test_nonsense_is_not_found(mira, base, form):
    assert mira.post(f"{base}paivakirja/vointi/", form).status_code == 404


def test_places_that_are_not_there_are_not_found(mira, base):
    assert mira.post(f"{base}osa/9/1/vointi/", {"mood": "bad"}).status_code == 404
    assert mira.post(f"{base}osa/1/9/vointi/", {"mood": "bad"}).status_code == 404


def test_it_goes_with_the_rest_and_is_in_the_person_s_own_copy(mira, base):
    mira.post(f"{base}osa/2/1/vointi/", {"mood": "bad", "energy": "half"})
    [row] = moods_for_export(Learner.objects.get())
    assert (bool(row["mood"]), bool(row["energy"])) == (True, True)
    mira.post(f"{base}omat/poista/")
    assert MoodMark.objects.count() == 0


def test_joining_an_account_keeps_the_last_mark_of_a_day_and_the_no(mira, base, learner):
    mira.post(f"{base}osa/2/1/vointi/", {"mood": "bad"})
    source = Learner.objects.get(user=None)
    mark_mood(learner=learner, mood="good", energy="")
    mira.post(f"{base}osa/2/1/vointi/", {"act": "off"})
    merge_learners(source=source, target=learner)
    assert [one.mood for one in moods_of(learner)] == ["good"]
    browser = Client()
    browser.force_login(learner.user)
    assert check(browser, base, 2, 1) is None


def test_asking_costs_one_statement(mira, base, statements):
    mira.get(f"{base}osa/2/1/")
    with statements(6):  # session, learner, enrolment, outline, answers, mood
        mira.get(f"{base}osa/2/1/")
    with statements(5):
        mira.get(f"{base}osa/2/2/")

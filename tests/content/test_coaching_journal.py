"""The journal: sealed, its writer's alone, one entry however often a page is sent, and no word of it lost."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.personal.api import MOODS, erase_vaults, journal_of, opened_pages
from assessments.personal.models import JournalEntry
from assessments.personal.queries_own import journal_for_export
from courses.api import Enrolment
from lms.accounts.api import Learner, merge_learners
from lms.privacy.api import erase_learner
from tests.assessments.personal.test_answers import everything_stored
from tests.factories.personal import make_journal_entry, make_programme

CANARY = "kanarialintu-5150"
SCRIPT = {"HTTP_X_REQUESTED_WITH": "autosave"}


@pytest.fixture
def journal(db):
    return f"/valmennus/{make_programme().code}/paivakirja/"


@pytest.fixture
def mira(journal):
    """The browser of somebody whose first saved thing is a page of the journal."""
    browser = Client()
    browser.post(journal, {"text": f"{CANARY} alku", "day": "2026-11-01"})
    return browser


def written(learner=None):
    return [page.text for page in opened_pages(journal_of(learner or Learner.objects.get()))]


def form(browser, address, **fields):
    page = browser.get(address)
    return {"known": "code", "writer": page.context["writer"], "base": page.context["base"], **fields}


def test_a_newcomers_page_makes_nobody_and_the_first_saved_line_makes_a_person(journal, client):
    assert not client.get(journal).cookies
    assert client.post(journal, {"text": "", "mood": ""}).status_code == 422
    assert Learner.objects.count() == 0
    response = client.post(journal, {"text": "Hei"}, follow=True)
    assert response.context["card"].code
    assert _("Saved. Only you see this.") in [str(message) for message in response.context["messages"]]
    assert Enrolment.objects.get().learner == Learner.objects.get()


def test_a_mood_alone_is_enough_and_is_told_in_words(journal, client):
    response = client.post(journal, {"mood": "bad"}, follow=True)
    assert [page.mood_word for page in response.context["pages"]] == [str(MOODS["bad"])]


def test_the_day_is_today_unless_said_otherwise(journal, mira):
    mira.post(journal, form(mira, journal, text="Tänään"))
    mira.post(journal, form(mira, journal, text="Ennen", day="1.9.2026"))
    days = [page.day for page in mira.get(journal).context["pages"]]
    assert days == [timezone.localdate(), datetime.date(2026, 11, 1), datetime.date(2026, 9, 1)]


def test_a_wrong_day_gives_the_text_back(journal, mira):
    response = mira.post(journal, form(mira, journal, text="Säilyy", day="joskus"))
    assert response.status_code == 422
    assert "Säilyy" in response.content.decode()
    assert written() == [f"{CANARY} alku"]


def test_a_page_sent_twice_is_one_entry(journal, mira):
    sent = form(mira, journal, text="Kerran")
    for _press in range(2):
        assert mira.post(journal, sent).status_code == 302
    assert written() == ["Kerran", f"{CANARY} alku"]


def test_autosave_keeps_a_new_page_in_one_entry_and_never_steps_back(journal, mira):
    sent = form(mira, journal)
    assert mira.post(journal, sent | {"text": "ab", "seq": "2"}, **SCRIPT).json() == {"seq": 2, "kept": True}
    assert mira.post(journal, sent | {"text": "a", "seq": "1"}, **SCRIPT).status_code == 409
    assert mira.post(journal, sent | {"text": "", "seq": "3"}, **SCRIPT).json() == {"seq": 3, "kept": True}
    assert written() == ["", f"{CANARY} alku"]
    mira.post(journal, sent | {"text": "abc"})
    assert written() == ["abc", f"{CANARY} alku"]


def test_autosave_of_an_untouched_page_makes_no_entry(journal, mira):
    assert mira.post(journal, form(mira, journal, text="", seq="1"), **SCRIPT).json() == {"seq": 1, "kept": False}
    assert mira.post(journal, form(mira, journal, text="x" * 10_001, seq="1"), **SCRIPT).status_code == 422
    assert len(written()) == 1


def test_a_page_can_be_changed_and_deleted(journal, mira):
    pk = JournalEntry.objects.get().pk
    sent = form(mira, f"{journal}{pk}/", text="Toisin", mood="good", day="2026-11-02")
    assert mira.post(f"{journal}{pk}/", sent).url == f"{journal}#merkinta-{pk}"
    assert written() == ["Toisin"]
    assert mira.post(f"{journal}{pk}/poista/").status_code == 302
    assert JournalEntry.objects.count() == 0
    assert mira.post(f"{journal}{pk}/poista/").status_code == 404


def test_two_windows_show_both_texts_and_the_next_press_decides(journal, mira):
    address = f"{journal}{JournalEntry.objects.get().pk}/"
    first, second = (form(mira, address, text=f"Ikkuna {n}") for n in (1, 2))
    mira.post(address, first)
    assert mira.post(address, second | {"seq": "9999"}, **SCRIPT).json() == {"error": "conflict"}
    both = mira.post(address, second)
    assert both.status_code == 409
    assert ("Ikkuna 1" in both.content.decode(), "Ikkuna 2" in both.content.decode()) == (True, True)
    again = {"known": "code", "writer": both.context["writer"], "base": both.context["base"], "text": "Ikkuna 2"}
    assert mira.post(address, again).status_code == 302
    assert written() == ["Ikkuna 2"]


def test_text_survives_the_end_of_the_session(journal, mira):
    code = mira.get(journal).context["card"].code
    sent, stranger = form(mira, journal, text="Pitkä teksti"), Client()
    assert stranger.post(journal, sent | {"seq": "1"}, **SCRIPT).status_code == 401
    lost = stranger.post(journal, sent)
    assert (lost.status_code, "Pitkä teksti" in lost.content.decode()) == (422, True)
    assert stranger.post(journal, sent | {"code": "väärä"}).context["code_error"]
    assert stranger.post(journal, sent | {"code": code}).status_code == 302
    assert written() == ["Pitkä teksti", f"{CANARY} alku"]
    anew = Client()
    assert anew.post(journal, sent | {"act": "new"}).status_code == 302
    assert Learner.objects.count() == 2


def test_nobody_else_meets_a_page(journal, mira, client):
    pk = JournalEntry.objects.get().pk
    client.post(journal, {"text": "Toinen ihminen"})
    assert CANARY not in client.get(journal).content.decode()
    for browser in (client, Client()):
        assert browser.get(f"{journal}{pk}/").status_code == 404
        assert browser.post(f"{journal}{pk}/poista/").status_code == 404
    assert client.post(f"{journal}{pk}/", {"text": "Kaappaus"}).status_code == 404
    assert CANARY.encode() not in everything_stored()


def test_a_long_journal_comes_twenty_pages_at_a_time(journal, mira):
    for number in range(25):
        make_journal_entry(Learner.objects.get(), text=f"merkintä {number}")
    page = mira.get(journal)
    assert len(page.context["pages"]) == 20
    assert len(mira.get(journal, {"sivu": "2"}).context["pages"]) == 6
    assert mira.get(journal, {"sivu": "x\x00"}).status_code == 200


def test_joining_keeps_both_journals_and_deleting_leaves_none(pseudonymous, learner):
    make_journal_entry(pseudonymous, text="koodilla")
    make_journal_entry(learner, text="tilillä")
    merge_learners(source=pseudonymous, target=learner)
    assert set(written(learner)) == {"koodilla", "tilillä"}
    erase_vaults(learner=learner)
    assert JournalEntry.objects.count() == 0


def test_erasing_a_person_erases_the_journal(pseudonymous):
    make_journal_entry(pseudonymous, text="pois")
    erase_learner(learner=pseudonymous)
    assert JournalEntry.objects.count() == 0


def test_the_persons_own_copy_holds_the_journal_in_words(learner):
    make_journal_entry(learner, text="Hyvä päivä", mood="good")
    (row,) = journal_for_export(learner)
    assert (row["day"], row["text"], row["mood"]) == (datetime.date(2026, 11, 1), "Hyvä päivä", str(MOODS["good"]))

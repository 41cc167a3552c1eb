"""A page of the journal and "My strengths" shown to a coach: exactly what was seen, taken back at once."""

import re

import pytest
from django.test import Client

from assessments.personal.models import CoachLink, Entry, JournalEntry, LinkEvent, OwnPage, Share
from lms.accounts.api import COACH, Learner
from lms.privacy.api import erase_learner
from tests.content.test_coaching_coach import SECRET, coach, code, desk, join, mira  # noqa: F401 -- fixtures
from tests.factories.world import make_staff

WORDS = "Tuuli pyyhki rannan 4417"


@pytest.fixture
def day(mira, base):  # noqa: F811
    """A page of the person's journal; its number."""
    mira.post(f"{base}paivakirja/", {"text": WORDS, "mood": "bad", "day": "2026-11-02", "writer": "w"})
    return JournalEntry.objects.get().pk


@pytest.fixture
def page(mira, base):  # noqa: F811
    """The person's own page with their one answer on it."""
    entry = Entry.objects.get().pk
    mira.post(f"{base}voimavarani/valitse/", {"name": "Miu", "words": WORDS, "picked": [entry], "base": "0"})
    return OwnPage.objects.get()


def show(browser, address, **changed):
    """Look at the question and say what the form says; the response and the address at which the coach reads it."""
    asked = browser.get(address).context
    form = {"answer": "yes", "link": str(asked["links"][0].pk), "seq": str(asked["seq"])}
    form["part"] = [f"{pk}-{seq}" for pk, seq in asked.get("parts", [])]
    response = browser.post(address, form | changed)
    share = Share.objects.last()
    return response, share and f"/ohjaaja/jaot/{share.pk}/"


def card(response) -> str:
    return re.search(r"<article.*?</article>", response.content.decode(), re.S).group()


@pytest.fixture(params=["journal", "page"])
def address(request, base):
    """Where the question is asked, for each of the two."""
    if request.param == "journal":
        return f"{base}paivakirja/{request.getfixturevalue('day')}/nayta/"
    request.getfixturevalue("page")
    return f"{base}voimavarani/nayta/"


def test_the_coach_reads_the_very_same_that_the_person_saw(desk, mira, address):  # noqa: F811
    seen = card(mira.get(address))
    assert WORDS in seen
    response, theirs = show(mira, address)
    assert response.status_code == 302
    read = desk.get(theirs)
    assert card(read) == seen
    assert "no-store" in read["Cache-Control"]
    other = Client()
    other.force_login(make_staff("olli@example.org", COACH, first_name="Olli"))
    assert other.get(theirs).status_code == 404


def test_the_page_shows_its_answers_too(desk, mira, base, page):  # noqa: F811
    _response, theirs = show(mira, f"{base}voimavarani/nayta/")
    assert SECRET in desk.get(theirs).content.decode()


def test_the_person_sees_when_it_was_opened_and_takes_it_back_at_once(desk, mira, base, address):  # noqa: F811
    _response, theirs = show(mira, address)
    assert WORDS not in desk.get("/ohjaaja/").content.decode()
    assert theirs in desk.get("/ohjaaja/").content.decode()
    desk.get(theirs)
    share = Share.objects.get()
    assert share.opened_at is not None
    assert mira.get(f"{base}ohjaaja/").context["shares"][0].share == share
    mira.post(f"{base}ohjaaja/jako/{share.pk}/takaisin/")
    assert desk.get(theirs).status_code == 410
    what = list(LinkEvent.objects.order_by("pk").values_list("what", flat=True))[-3:]
    assert what == [f"{share.about}_{deed}" for deed in ("shown", "opened", "taken_back")]
    assert show(mira, address)[0].status_code == 302  # and again, if they like


@pytest.mark.parametrize("answer", ["no", ""])
def test_keeping_it_to_oneself_shows_nothing(mira, address, answer):  # noqa: F811
    assert show(mira, address, answer=answer)[0].status_code == 302
    assert not Share.objects.exists()


@pytest.mark.parametrize("bad", [{"link": "99999"}, {"link": "x"}, {"seq": ""}, {"part": ["1"]}, {"link": "9" * 30}])
def test_a_yes_with_nonsense_is_not_found(mira, base, page, bad):  # noqa: F811
    assert show(mira, f"{base}voimavarani/nayta/", **bad)[0].status_code == 404
    assert not Share.objects.exists()


def test_a_yes_to_an_older_text_shows_nothing_and_asks_anew(mira, address):  # noqa: F811
    response, _theirs = show(mira, address, seq="777")
    assert (response.status_code, Share.objects.exists()) == (409, False)
    assert WORDS in response.content.decode()


def write_on(browser, base):
    """The person writes on in the answer that stands on the page."""
    at = browser.get(f"{base}osa/1/3/").context
    browser.post(f"{base}osa/1/3/", {"answer": f"{SECRET} ja lisää", "writer": at["writer"], "base": at["base"]})


@pytest.mark.parametrize("how", ["the answer", "the words", "the order"])
def test_a_page_that_has_changed_is_shown_only_after_another_yes(desk, mira, base, page, how):  # noqa: F811
    asked = f"{base}voimavarani/nayta/"
    _response, theirs = show(mira, asked)
    desk.get(theirs)
    if how == "the answer":
        write_on(mira, base)
    else:
        picked = [Entry.objects.get().pk] if how == "the words" else []
        form = {"name": "Miu", "words": WORDS + "!" * (how == "the words"), "picked": picked, "base": "1"}
        mira.post(f"{base}voimavarani/valitse/", form)
    assert desk.get(theirs).status_code == 410
    assert theirs not in desk.get("/ohjaaja/").content.decode()
    assert mira.get(f"{base}ohjaaja/").context["shares"][0].is_changed
    show(mira, asked)
    assert desk.get(theirs).status_code == 200
    assert Share.objects.get().opened_at  # opened anew, after it was asked anew
    assert LinkEvent.objects.filter(what="page_opened").count() == 2


def test_an_answer_changed_behind_an_open_question_shows_nothing(mira, base, page):  # noqa: F811
    asked = mira.get(f"{base}voimavarani/nayta/").context
    parts = [f"{pk}-{seq}" for pk, seq in asked["parts"]]
    write_on(mira, base)
    form = {"answer": "yes", "link": asked["links"][0].pk, "seq": asked["seq"], "part": parts}
    assert mira.post(f"{base}voimavarani/nayta/", form).status_code == 409
    assert not Share.objects.exists()


def test_a_deleted_answer_is_gone_from_the_shown_page(desk, mira, base, page):  # noqa: F811
    _response, theirs = show(mira, f"{base}voimavarani/nayta/")
    mira.post(f"{base}omat/{Entry.objects.get().pk}/poista/")
    text = desk.get(theirs).content.decode()
    assert (WORDS in text, SECRET in text) == (True, False)


def test_a_page_written_on_in_the_journal_is_the_person_s_alone_again(desk, mira, base, day):  # noqa: F811
    _response, theirs = show(mira, f"{base}paivakirja/{day}/nayta/")
    at = mira.get(f"{base}paivakirja/{day}/").context
    form = {"text": WORDS + " ja lunta", "day": "2026-11-02", "writer": at["writer"], "base": at["base"]}
    assert mira.post(f"{base}paivakirja/{day}/", form).status_code == 302
    assert desk.get(theirs).status_code == 410


def test_nobody_shows_another_s_or_an_empty_one(mira, base, code, day):  # noqa: F811
    stranger = Client()
    join(stranger, base, code)
    assert stranger.get(f"{base}paivakirja/{day}/nayta/").status_code == 404
    assert stranger.get(f"{base}voimavarani/nayta/").status_code == 302
    assert Client().get(f"{base}paivakirja/{day}/nayta/").status_code == 404


def test_the_history_is_told_and_everything_goes_with_the_person(desk, mira, base, address):  # noqa: F811
    show(mira, address)
    told = LinkEvent.objects.first().get_what_display()
    assert told in mira.get(f"{base}ohjaaja/").content.decode()
    erase_learner(learner=Learner.objects.get(user=None))
    assert (Share.objects.count(), CoachLink.objects.count()) == (0, 0)


def test_without_a_coach_the_page_leads_to_the_code(mira, base, address):  # noqa: F811
    mira.post(f"{base}ohjaaja/{CoachLink.objects.get().pk}/lopeta/")
    page = mira.get(address)
    assert page.status_code == 200
    assert f"{base}ohjaaja/" in page.content.decode()

"""What one is writing is kept, never overwritten unseen, and gone when it is sent."""

import pytest

from courses.discussions.models import Draft, Post
from courses.discussions.rules import judge_draft
from tests.dashboard.people import main_of
from tests.factories.discussions import hidden_of, make_talk

pytestmark = pytest.mark.django_db
AS_SCRIPT = {"X-Requested-With": "autosave"}


@pytest.fixture
def talk():
    return make_talk()


@pytest.fixture
def thread(talk):
    return talk.open(talk.aino)


def save(talk, user, kind, place, **fields):
    return talk.browser(user).post(f"/oma/viestit/luonnos/{kind}/{place}/", fields, headers=AS_SCRIPT)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, "store"),
        ({"seq": None}, "store"),
        ({"seq": 3}, "conflict"),
        ({"seq": 3, "same": True}, "repeat"),
        ({"writer": "b"}, "conflict"),
        ({"writer": "b", "base": 3}, "store"),
        ({"writer": "b", "base": 2, "seq": None}, "conflict"),
        ({"sent_by": "a"}, "sent"),
        ({"writer": "", "base": 3}, "store"),
    ],
)
def test_nobodys_word_is_overwritten_unseen(change, verdict):
    facts = {"stored_seq": 3, "stored_writer": "a", "sent_by": "", "same": False, "seq": 4, "writer": "a", "base": 1}
    assert judge_draft(**(facts | change)) == verdict


def test_a_draft_is_there_when_the_page_is_opened_again_and_gone_when_it_is_sent(talk, thread):
    browser, address = talk.browser(talk.bertta), f"{talk.forum}{thread.pk}/"
    form = hidden_of(browser.get(address))
    page = {"writer": form["writer"], "base": form["base"]}
    assert save(talk, talk.bertta, "reply", thread.pk, text="Puolivalmis", seq="1", **page).status_code == 200
    assert "Puolivalmis" in main_of(browser.get(address))
    assert "Puolivalmis" not in main_of(talk.browser(talk.aino).get(address))
    browser.post(address, form | {"text": "Puolivalmis ja loppu"})
    assert Post.objects.count() == 2
    assert ">\nPuolivalmis" not in main_of(browser.get(address))
    late = save(talk, talk.bertta, "reply", thread.pk, text="Puolivalmis ja l", seq="2", **page)
    assert (late.status_code, late.json()["error"]) == (409, "already_sent")
    assert Draft.objects.get().text == ""
    fresh = hidden_of(browser.get(address))
    page = {"writer": fresh["writer"], "base": fresh["base"]}
    assert save(talk, talk.bertta, "reply", thread.pk, text="Uusi", seq="2", **page).status_code == 200


def test_two_windows_lose_nothing(talk, thread):
    browser, address = talk.browser(talk.bertta), f"{talk.forum}{thread.pk}/"
    first, second = hidden_of(browser.get(address)), hidden_of(browser.get(address))
    assert browser.post(address, first | {"text": "Toinen ikkuna", "draft": "1"}).status_code == 302
    both = browser.post(address, second | {"text": "Tämä ikkuna", "draft": "1"})
    assert both.status_code == 409
    assert "Tämä ikkuna\n\nToinen ikkuna" in main_of(both)
    assert browser.post(address, hidden_of(both) | {"text": "Molemmat", "draft": "1"}).status_code == 302
    assert Draft.objects.get().text == "Molemmat"
    browser.post(address, second | {"text": "Lähetän toisen"})
    assert Draft.objects.get().text == "Molemmat"


def test_every_form_keeps_a_draft_without_javascript(talk):
    conversation = talk.ask(text="Alku")
    trainer, run = talk.browser(talk.trainer), talk.run
    for browser, address in (
        (talk.browser(talk.aino), f"{talk.forum}uusi/"),
        (talk.browser(talk.aino), f"{talk.home}viesti/"),
        (talk.browser(talk.aino), f"/oma/viestit/{conversation.pk}/"),
        (trainer, f"/kouluttaja/viestit/{run.code}/tiedote/"),
        (trainer, f"/kouluttaja/viestit/{run.code}/uusi/"),
        (trainer, f"/kouluttaja/viestit/{conversation.pk}/"),
    ):
        form = hidden_of(browser.get(address)) | {"title": "Otsake", "text": f"Luonnos {address}", "draft": "1"}
        assert browser.post(address, form).status_code == 302, address
        assert f"Luonnos {address}" in main_of(browser.get(address))
        elsewhere = form | {"writer": "toinen", "base": "77", "text": "Muualla"}
        assert browser.post(address, elsewhere).status_code == 409


def test_bad_drafts_are_refused(talk, thread):
    elsewhere = make_talk()
    for kind, place in (
        ("reply", 10**6), ("thread", 10**30), ("muu", talk.run.pk), ("announcement", talk.run.pk),
        ("letter", talk.run.pk), ("thread", elsewhere.run.pk),
    ):  # fmt: skip
        assert save(talk, talk.aino, kind, place, text="x").status_code == 404
    for fields in ({"seq": "-1"}, {"seq": "9" * 12}, {"base": "x"}, {"text": "x" * 10001}, {"title": "x" * 121}):
        assert save(talk, talk.aino, "thread", talk.run.pk, **fields).status_code == 400
    assert not Draft.objects.exists()


def test_too_long_a_text_stays_on_the_page(talk, thread):
    browser, address = talk.browser(talk.aino), f"{talk.forum}{thread.pk}/"
    for button in ({}, {"draft": "1"}):
        answer = browser.post(address, {"text": "x" * 10001} | button)
        assert answer.status_code in (409, 422)
        assert "x" * 10001 in main_of(answer)

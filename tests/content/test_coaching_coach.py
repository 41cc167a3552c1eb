"""The familiar coach, through the pages: code, poster, yes and no, what the coach sees, ending it."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.personal.models import CallWish, CoachCode, CoachLink, Entry, Share
from content.models import StandardPage
from lms.accounts.api import COACH, Learner
from lms.accounts.models import Session
from tests.factories.content import make_site
from tests.factories.pages import add_page
from tests.factories.world import make_staff

SECRET = "kanarialintu-9911"


@pytest.fixture
def coach(db):
    return make_staff("onni@example.org", COACH, first_name="Onni")


@pytest.fixture
def desk(coach):
    """The coach's browser."""
    browser = Client()
    browser.force_login(coach)
    return browser


@pytest.fixture
def code(run, desk):
    day = timezone.localdate() + datetime.timedelta(days=30)
    response = desk.post("/ohjaaja/koodit/", {"place": "Paja Kipinä", "expires_on": day.isoformat()})
    assert response.status_code == 302
    return CoachCode.objects.get()


def join(browser, base, code, **form):
    return browser.post(f"{base}ohjaaja/koodi/{code.plain}/", {"answer": "yes", "nickname": "Miu"} | form)


@pytest.fixture
def mira(base, code):
    """The browser of somebody who has written one thing, done part one and said yes."""
    browser = Client()
    browser.post(f"{base}osa/1/3/", {"answer": SECRET})
    join(browser, base, code)
    return browser


def test_the_poster_shows_the_code_its_picture_and_its_place(desk, code, base):
    page = desk.get(f"/ohjaaja/koodit/{code.pk}/").content.decode()
    assert (code.code in page, "Paja Kipinä" in page, "Onni" in page, "<svg" in page) == (True,) * 4
    assert f"{base}ohjaaja/" in page


def test_codes_and_people_of_another_coach_are_not_there(code, mira):
    other = Client()
    other.force_login(make_staff("olli@example.org", COACH, first_name="Olli"))
    link = CoachLink.objects.get()
    assert other.get(f"/ohjaaja/koodit/{code.pk}/").status_code == 404
    assert other.post(f"/ohjaaja/koodit/{code.pk}/lopeta/").status_code == 404
    assert other.post(f"/ohjaaja/ihmiset/{link.pk}/lopeta/").status_code == 404
    assert "Miu" not in other.get("/ohjaaja/").content.decode()
    code.refresh_from_db()
    assert code.is_usable


@pytest.mark.parametrize("days", [-1, 900])
def test_a_code_for_a_day_that_is_over_or_far_away_is_refused_and_the_text_stays(run, desk, days):
    day = timezone.localdate() + datetime.timedelta(days=days)
    response = desk.post("/ohjaaja/koodit/", {"place": "Paja Kipinä", "expires_on": day.isoformat()})
    assert (response.status_code, "Paja Kipinä" in response.content.decode()) == (422, True)
    assert not CoachCode.objects.exists()


def test_the_code_is_found_however_it_is_typed(base, code):
    typed = code.code.upper().replace("-", " ").replace("Ä", "A").replace("Ö", "O")
    response = Client().post(f"{base}ohjaaja/", {"code": f"  {typed}  "})
    assert response.url == f"{base}ohjaaja/koodi/{code.plain}/"


def test_looking_at_the_question_makes_nobody(base, code):
    browser = Client()
    page = browser.get(f"{base}ohjaaja/koodi/{code.plain}/")
    text = page.content.decode()
    assert ("Onni" in text, "Paja Kipinä" in text) == (True, True)
    assert not browser.cookies.get("sessionid")
    assert browser.post(f"{base}ohjaaja/koodi/{code.plain}/", {"answer": "no"}).url == f"{base}aloita/"
    assert not CoachLink.objects.exists()
    assert not Learner.objects.filter(user=None).exists()


def test_yes_without_an_account_makes_the_person_shows_their_resume_code_and_is_safe_to_repeat(base, code):
    browser = Client()
    assert join(browser, base, code).url == f"{base}aloita/"
    told = browser.get(f"{base}aloita/", follow=True)
    assert (told.redirect_chain[-1][0], "Onni" in told.content.decode()) == (f"{base}osa/1/1/", True)
    assert "big-code" in browser.get(f"{base}ohjaaja/").content.decode()
    join(browser, base, code, nickname="Maukki")
    assert CoachLink.objects.get().nickname == "Maukki"


def test_the_coach_sees_name_and_dots_and_no_content(desk, mira, base):
    page = desk.get("/ohjaaja/").content.decode()
    assert ("Miu" in page, "●○" in page, SECRET in page) == (True, True, False)


def test_hiding_the_dots_holds_at_once_and_stands_in_the_history(desk, mira, base):
    link = CoachLink.objects.get()
    mira.post(f"{base}ohjaaja/{link.pk}/nakyma/", {"shows": "nothing"})
    assert "●" not in desk.get("/ohjaaja/").content.decode()
    assert [event.what for event in link.events.all()] == ["progress_hidden", "progress_shown", "joined"]
    mira.post(f"{base}ohjaaja/{link.pk}/nakyma/", {"shows": "progress"})
    assert "●○" in desk.get("/ohjaaja/").content.decode()


def test_nothing_chosen_at_the_beginning_shows_no_dots(desk, base, code):
    browser = Client()
    browser.post(f"{base}osa/1/3/", {"answer": SECRET})
    join(browser, base, code, shows="nothing", nickname="")
    page = desk.get("/ohjaaja/").content.decode()
    assert ("●" in page, "○" in page, "/ohjaaja/ihmiset/" in page) == (False, False, True)


@pytest.mark.parametrize("who", ["person", "coach"])
def test_either_may_end_it_and_the_coach_sees_nothing_at_once(desk, mira, base, who):
    link = CoachLink.objects.get()
    address = {"person": f"{base}ohjaaja/{link.pk}/lopeta/", "coach": f"/ohjaaja/ihmiset/{link.pk}/lopeta/"}[who]
    browser = {"person": mira, "coach": desk}[who]
    assert browser.post(address).status_code == 302
    assert "Miu" not in desk.get("/ohjaaja/").content.decode()
    assert browser.post(address).status_code == 404
    assert "Onni" in mira.get(f"{base}ohjaaja/").content.decode()  # the history stays with the person


def test_nobody_touches_the_link_of_another(mira, base, code):
    link, stranger = CoachLink.objects.get(), Client()
    join(stranger, base, code)
    assert stranger.post(f"{base}ohjaaja/{link.pk}/lopeta/").status_code == 404
    assert stranger.post(f"{base}ohjaaja/{link.pk}/nakyma/", {"shows": "nothing"}).status_code == 404
    link.refresh_from_db()
    assert (link.ended_at, link.shows_progress) == (None, True)


@pytest.mark.parametrize("why", ["ended", "expired", "no coach any more", "unknown"])
def test_a_code_that_does_not_work_says_so_and_keeps_the_text(desk, coach, base, code, why):
    if why == "ended":
        desk.post(f"/ohjaaja/koodit/{code.pk}/lopeta/")
    if why == "expired":
        CoachCode.objects.update(expires_on=timezone.localdate() - datetime.timedelta(days=1))
    if why == "no coach any more":
        coach.groups.clear()
    typed = "aamu-aalto-00" if why == "unknown" else code.plain
    browser = Client()
    answers = [browser.post(f"{base}ohjaaja/", {"code": typed}), browser.get(f"{base}ohjaaja/koodi/{typed}/")]
    answers.append(browser.post(f"{base}ohjaaja/koodi/{typed}/", {"answer": "yes"}))
    for response in answers:
        assert (response.status_code, typed in response.content.decode()) == (422, True)
    assert not Learner.objects.filter(user=None).exists()


@pytest.mark.parametrize("typed", ["", "x" * 5000, "\x00", "<b>", "---"])
def test_nonsense_is_refused_kindly(base, code, typed):
    assert Client().post(f"{base}ohjaaja/", {"code": typed}).status_code == 422


def test_many_wrong_codes_are_slowed_down(base, code, monkeypatch):
    monkeypatch.setattr("content.coaching_coach.WRONG_CODES", 2)
    browser = Client()
    for _try in range(2):
        browser.post(f"{base}ohjaaja/", {"code": "väärä"})
    assert browser.post(f"{base}ohjaaja/", {"code": code.code}).status_code == 422


def test_a_coach_does_not_walk_beside_themselves(desk, base, code):
    assert desk.get(f"{base}ohjaaja/koodi/{code.plain}/").status_code == 422


def test_people_cost_the_same_statements_however_many(desk, base, code, statements):
    for _person in range(2):
        join(Client(), base, code)
    desk.get("/ohjaaja/")
    with statements(COACH_HOME):
        desk.get("/ohjaaja/")
    for _person in range(5):
        join(Client(), base, code)
    with statements(COACH_HOME):
        desk.get("/ohjaaja/")


COACH_HOME = 8


def entry_of(browser, base):
    return browser.get(f"{base}omat/").context["rows"][0]["answer"]


def show(browser, base, **form):
    """The person looks at the question and says yes. Returns the address at which the coach reads it."""
    address = f"{base}omat/{entry_of(browser, base).entry_id}/nayta/"
    page = browser.get(address).context
    values = {"answer": "yes", "link": str(page["links"][0].pk), "seq": str(page["answer"].seq)}
    browser.post(address, values | form)
    share = Share.objects.last()
    return share and f"/ohjaaja/jaot/{share.pk}/"


def test_a_shown_answer_is_read_by_that_coach_alone_and_the_person_sees_when(desk, mira, base):
    address = show(mira, base)
    assert Share.objects.get().opened_at is None
    response = desk.get(address)
    assert SECRET in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert Share.objects.get().opened_at is not None
    other = Client()
    other.force_login(make_staff("olli@example.org", COACH, first_name="Olli"))
    assert (other.get(address).status_code, mira.get(address).status_code) == (404, 302)
    assert SECRET not in desk.get("/ohjaaja/").content.decode()


def test_keeping_it_to_oneself_shows_nothing(mira, base):
    show(mira, base, answer="no")
    assert not Share.objects.exists()


@pytest.mark.parametrize("how", ["taken back", "link ended", "written on"])
def test_what_is_not_shown_any_more_gets_a_neutral_word(desk, mira, base, how):
    address = show(mira, base)
    link, share = CoachLink.objects.get(), Share.objects.get()
    if how == "taken back":
        mira.post(f"{base}ohjaaja/jako/{share.pk}/takaisin/")
    if how == "link ended":
        mira.post(f"{base}ohjaaja/{link.pk}/lopeta/")
    if how == "written on":
        page = mira.get(f"{base}osa/1/3/").context
        mira.post(f"{base}osa/1/3/", {"answer": f"{SECRET} ja lisää", "writer": page["writer"], "base": page["base"]})
    response = desk.get(address)
    assert (response.status_code, SECRET in response.content.decode()) == (410, False)
    assert address not in desk.get("/ohjaaja/").content.decode()


def test_a_yes_to_an_older_text_shows_nothing(mira, base):
    address = f"{base}omat/{entry_of(mira, base).entry_id}/nayta/"
    link = CoachLink.objects.get().pk
    response = mira.post(address, {"answer": "yes", "link": str(link), "seq": "1"})
    assert (response.status_code, Share.objects.exists()) == (409, False)


@pytest.mark.parametrize("bad", [{"link": "99999"}, {"link": "x"}, {"seq": ""}, {"link": "9" * 30}])
def test_a_yes_with_nonsense_is_not_found(mira, base, bad):
    assert show(mira, base, **bad) is None


def test_nobody_shows_or_takes_back_what_is_another_s(mira, base, code):
    show(mira, base)
    entry, share, stranger = entry_of(mira, base).entry_id, Share.objects.get(), Client()
    join(stranger, base, code)
    assert stranger.get(f"{base}omat/{entry}/nayta/").status_code == 404
    assert stranger.post(f"{base}ohjaaja/jako/{share.pk}/takaisin/").status_code == 404
    assert Share.objects.shown().exists()


def test_deleting_the_answer_takes_the_showing_along(desk, mira, base):
    address = show(mira, base)
    mira.post(f"{base}omat/{entry_of(mira, base).entry_id}/poista/")
    assert desk.get(address).status_code == 404


def test_an_answer_without_a_coach_leads_to_the_code(base, code):
    browser = Client()
    browser.post(f"{base}osa/1/3/", {"answer": SECRET})
    page = browser.get(f"{base}omat/{entry_of(browser, base).entry_id}/nayta/").content.decode()
    assert f'href="{base}ohjaaja/"' in page


NUMBER = "040 987 65 43"


def ask(browser, base, **form):
    link = CoachLink.objects.filter(ended_at=None).first()
    return browser.post(f"{base}ohjaaja/{link.pk}/soitto/", {"contact": NUMBER, "time": "Aamulla"} | form)


def test_what_to_do_when_worried_is_linked_wherever_a_coach_reads_somebodys_words(desk, mira, base):
    ask(mira, base)
    pages = ["/ohjaaja/", f"/ohjaaja/ihmiset/{CoachLink.objects.get().pk}/soitto/", show(mira, base)]
    assert ["/huoli/" in desk.get(page).content.decode() for page in pages] == [False] * 3
    add_page(make_site(), StandardPage(title="Kun huoli herää", slug="huoli", purpose="worry"))
    assert ['href="/huoli/"' in desk.get(page).content.decode() for page in pages] == [True] * 3


def test_a_wish_for_a_call_is_sealed_seen_by_the_coach_and_deleted_when_done(desk, mira, base):
    assert ask(mira, base).url == f"{base}ohjaaja/"
    link = CoachLink.objects.get()
    assert NUMBER.encode() not in bytes(CallWish.objects.get().ciphertext)
    listed = desk.get("/ohjaaja/").content.decode()
    assert (f"/ohjaaja/ihmiset/{link.pk}/soitto/" in listed, NUMBER in listed) == (True, False)
    page = desk.get(f"/ohjaaja/ihmiset/{link.pk}/soitto/").content.decode()
    assert (NUMBER in page, "Aamulla" in page) == (True, True)
    desk.post(f"/ohjaaja/ihmiset/{link.pk}/soitto/")
    assert not CallWish.objects.exists()
    assert desk.get(f"/ohjaaja/ihmiset/{link.pk}/soitto/").status_code == 404
    assert link.events.first().what == "call_done"


def test_a_wish_without_a_number_keeps_the_text(mira, base):
    response = ask(mira, base, contact="")
    assert (response.status_code, "Aamulla" in response.content.decode()) == (422, True)


def test_asking_again_replaces_the_wish(mira, base):
    ask(mira, base)
    ask(mira, base, contact="mira@example.org")
    assert CallWish.objects.get().read()["contact"] == "mira@example.org"


@pytest.mark.parametrize("how", ["taken back", "ended"])
def test_a_wish_that_is_taken_back_or_whose_link_ends_is_deleted(desk, mira, base, how):
    ask(mira, base)
    link = CoachLink.objects.get()
    mira.post(f"{base}ohjaaja/{link.pk}/" + {"taken back": "soitto/peru/", "ended": "lopeta/"}[how])
    assert not CallWish.objects.exists()


def test_a_wish_is_for_that_coach_alone(mira, base):
    ask(mira, base)
    link, other = CoachLink.objects.get(), Client()
    other.force_login(make_staff("olli@example.org", COACH, first_name="Olli"))
    assert other.get(f"/ohjaaja/ihmiset/{link.pk}/soitto/").status_code == 404
    assert other.post(f"/ohjaaja/ihmiset/{link.pk}/soitto/").status_code == 404
    assert CallWish.objects.exists()


def test_somebody_who_has_written_nothing_can_ask_too(base, code):
    browser = Client()
    join(browser, base, code)
    assert ask(browser, base).status_code == 302
    assert CallWish.objects.get().read()["contact"] == NUMBER


def test_doing_it_together_ends_the_coach_s_session_and_leaves_nothing_of_the_person_behind(desk, coach, run, base):
    before = desk.session.session_key
    response = desk.post("/ohjaaja/yhdessa/", {"run": str(run.pk)})
    assert (response.url, response["Clear-Site-Data"]) == (base, '"cache"')
    assert not Session.objects.filter(session_key=before).exists()
    assert "_auth_user_id" not in desk.session
    assert desk.get("/ohjaaja/").status_code == 302
    desk.post(f"{base}osa/1/3/", {"answer": SECRET})
    assert "no-store" in desk.get(f"{base}omat/")["Cache-Control"]
    ending = desk.get(f"{base}laite/lopeta/")
    assert ("big-code" in ending.content.decode(), "no-store" in ending["Cache-Control"]) == (True, True)
    code = ending.context["card"].code
    cleared = desk.post(f"{base}laite/tyhjenna/")
    assert "cookies" in cleared["Clear-Site-Data"]
    assert not Session.objects.exists()
    assert SECRET not in desk.get(f"{base}omat/").content.decode()
    desk.force_login(coach)
    assert SECRET not in desk.get(f"{base}omat/").content.decode() + desk.get("/ohjaaja/").content.decode()
    phone = Client()
    phone.post(f"{base}jatka/", {"code": code})
    assert SECRET in phone.get(f"{base}omat/").content.decode()


def test_doing_it_together_without_a_programme_of_ours_leaves_the_coach_signed_in(desk, run):
    assert desk.post("/ohjaaja/yhdessa/", {"run": "x"}).status_code == 422
    assert desk.get("/ohjaaja/").status_code == 200


def test_the_path_of_somebody_on_a_shared_device_leads_to_the_end(mira, base):
    assert f"{base}laite/lopeta/" in mira.get(base).content.decode()
    assert Client().get(f"{base}laite/lopeta/").url == base


def test_a_coach_reads_on_my_page_how_much_waits_for_them_and_never_whose_it_is(base, desk, mira):
    link, entry = CoachLink.objects.get(), Entry.objects.get()
    before = desk.get("/oma/").context["duties"].awaiting
    mira.post(f"{base}omat/{entry.pk}/nayta/", {"answer": "yes", "link": link.pk, "seq": entry.seq})
    mira.post(f"{base}ohjaaja/{link.pk}/soitto/", {"contact": "040 123 45 67"})
    page = desk.get("/oma/")
    after = page.context["duties"].awaiting
    assert ((before.wishes, before.shown), (after.wishes, after.shown)) == ((0, 0), (1, 1))
    told = ngettext("%(count)s person would like to hear from you.", "", 1) % {"count": 1}
    assert (told in page.content.decode(), "Miu" in page.content.decode()) == (True, False)


@pytest.mark.parametrize("address", ["ohjaaja/{link}/soitto/", "omat/{entry}/nayta/", "paivakirja/"])
def test_where_somebody_might_wait_for_an_answer_the_page_says_when_anybody_reads(base, mira, address):
    where = address.format(link=CoachLink.objects.get().pk, entry=Entry.objects.get().pk)
    page = mira.get(base + where).content.decode()
    form = page[page.index("<main") :]
    assert re.search(rf'class="hint">[^<]*{_("Does it feel heavy now?")}[^<]*<a href="/apua/"', form)
    reads = _("Nobody reads this, so no reply comes from here.")
    assert (reads in form) == (address == "paivakirja/")

"""Handing a person over to another coach: only by their own yes, and nothing shown goes along."""

import pytest
from django.test import Client
from django.utils import timezone

from assessments.personal.models import CallWish, CoachLink, Handover, LinkEvent, Share
from lms.accounts.api import COACH
from tests.content.test_coaching_coach import ask, coach, code, desk, join, mira, show  # noqa: F401
from tests.factories.world import make_staff

REASON = "Olen vapaalla elokuuhun asti"


@pytest.fixture
def olli(db):
    return make_staff("olli@example.org", COACH, first_name="Olli", last_name="Ojala")


@pytest.fixture
def other_desk(olli):
    browser = Client()
    browser.force_login(olli)
    return browser


def propose(desk, coach):  # noqa: F811
    """``coach`` is a coach, or anything that might be posted in their place."""
    link = CoachLink.objects.get(coach__first_name="Onni")
    to = getattr(coach, "pk", coach)
    return desk.post(f"/ohjaaja/ihmiset/{link.pk}/siirto/", {"to": str(to), "reason": REASON})


def question(base):  # noqa: F811
    return f"{base}ohjaaja/{CoachLink.objects.get(coach__first_name='Onni').pk}/siirto/"


def reply(mira, base, word, **form):  # noqa: F811
    which = {"proposal": str(Handover.objects.get().pk)}
    return mira.post(question(base), which | {"answer": word, "shows": "progress"} | form)


def test_a_proposal_changes_nothing_and_waits_on_the_person_s_own_page(desk, other_desk, olli, mira, base):  # noqa: F811
    assert propose(desk, olli).url == "/ohjaaja/"
    assert "Miu" in desk.get("/ohjaaja/").content.decode()
    assert "Miu" not in other_desk.get("/ohjaaja/").content.decode()
    assert question(base) in mira.get(base).content.decode()
    assert question(base) in mira.get(f"{base}ohjaaja/").content.decode()
    page = mira.get(question(base)).content.decode()
    assert ("Olli Ojala" in page, REASON in page, page.count('class="btn btn-quiet" type="submit"')) == (True, True, 2)
    assert Handover.objects.get().is_open


def test_yes_ends_it_with_the_former_coach_and_hands_on_nothing_shown(desk, other_desk, olli, mira, base):  # noqa: F811
    shown = show(mira, base)
    ask(mira, base)
    propose(desk, olli)
    assert "Omin sanoin" in mira.get(question(base)).content.decode()  # what would be taken back is named
    assert reply(mira, base, "yes").url == f"{base}ohjaaja/"
    assert "Miu" not in desk.get("/ohjaaja/").content.decode()
    assert (desk.get(shown).status_code, other_desk.get(shown).status_code) == (410, 404)
    page = other_desk.get("/ohjaaja/").content.decode()
    assert ("Miu" in page, "●○" in page, "/jaot/" in page, "/soitto/" in page) == (True, True, False, False)
    assert not CallWish.objects.exists()
    assert not Share.objects.filter(withdrawn_at=None).exists()
    assert not Handover.objects.exists()
    assert LinkEvent.objects.filter(link__coach__first_name="Onni").first().what == "handed_over"


def test_yes_without_the_dots_shows_no_dots(desk, other_desk, olli, mira, base):  # noqa: F811
    propose(desk, olli)
    reply(mira, base, "yes", shows="nothing")
    page = other_desk.get("/ohjaaja/").content.decode()
    assert ("Miu" in page, "●" in page) == (True, False)


def test_no_leaves_all_as_it_was_and_the_coach_learns_of_it_once(desk, other_desk, olli, mira, base):  # noqa: F811
    shown = show(mira, base)
    propose(desk, olli)
    reply(mira, base, "no")
    assert desk.get(shown).status_code == 200
    assert "Miu" not in other_desk.get("/ohjaaja/").content.decode()
    assert "Olli Ojala" in desk.get("/ohjaaja/").content.decode()
    assert Handover.objects.get().reason == ""
    assert mira.get(question(base)).status_code == 302
    desk.post(f"/ohjaaja/ihmiset/{CoachLink.objects.get().pk}/siirto/peru/")
    assert "Olli Ojala" not in desk.get("/ohjaaja/").content.decode()


def test_a_yes_to_what_was_taken_back_or_changed_does_nothing(desk, other_desk, olli, mira, base):  # noqa: F811
    third = make_staff("oona@example.org", COACH, first_name="Oona")
    propose(desk, olli)
    old = Handover.objects.get().pk
    propose(desk, third)
    assert mira.post(question(base), {"proposal": str(old), "answer": "yes"}).status_code == 302
    assert CoachLink.objects.get().ended_at is None
    desk.post(f"/ohjaaja/ihmiset/{CoachLink.objects.get().pk}/siirto/peru/")
    page = mira.post(question(base), {"proposal": str(old), "answer": "yes"}, follow=True).content.decode()
    assert (CoachLink.objects.count(), "alert" in page or "note" in page) == (1, True)


def test_proposing_and_answering_twice_is_safe(desk, olli, mira, base):  # noqa: F811
    propose(desk, olli)
    first = Handover.objects.get().pk
    propose(desk, olli)
    assert Handover.objects.get().pk == first
    reply(mira, base, "yes")
    again = mira.post(f"{base}ohjaaja/{CoachLink.objects.first().pk}/siirto/", {"proposal": first, "answer": "yes"})
    assert again.status_code == 404
    assert CoachLink.objects.filter(ended_at=None).count() == 1


def test_a_yes_after_a_no_needs_a_new_proposal(desk, olli, mira, base):  # noqa: F811
    propose(desk, olli)
    reply(mira, base, "no")
    reply(mira, base, "yes")
    assert CoachLink.objects.get().ended_at is None


def test_whoever_is_no_coach_any_more_does_not_get_the_person(desk, olli, mira, base):  # noqa: F811
    propose(desk, olli)
    olli.groups.clear()
    reply(mira, base, "yes")
    assert CoachLink.objects.get().ended_at is None


@pytest.mark.parametrize("who", ["nobody", "", "x", "9" * 30, "self", "author"])
def test_only_another_coach_can_be_proposed_and_the_text_stays(desk, coach, olli, mira, who):  # noqa: F811
    to = {"self": str(coach.pk), "author": str(make_staff("a@example.org").pk), "nobody": "999999"}.get(who, who)
    response = propose(desk, to)
    assert (response.status_code, REASON in response.content.decode()) == (422, True)
    assert not Handover.objects.exists()


def test_nobody_proposes_takes_back_or_answers_for_another(desk, other_desk, olli, mira, base):  # noqa: F811
    propose(desk, olli)
    link, stranger = CoachLink.objects.get(), Client()
    stranger.post(f"{base}osa/1/3/", {"answer": "toinen"})
    assert other_desk.get(f"/ohjaaja/ihmiset/{link.pk}/siirto/").status_code == 404
    assert other_desk.post(f"/ohjaaja/ihmiset/{link.pk}/siirto/peru/").status_code == 404
    assert stranger.get(question(base)).status_code == 404
    assert stranger.post(question(base), {"proposal": Handover.objects.get().pk, "answer": "yes"}).status_code == 404
    assert Handover.objects.get().is_open


@pytest.mark.parametrize("proposal", ["", "x", "-1", "9" * 30])
def test_an_answer_to_no_proposal_is_not_found(desk, olli, mira, base, proposal):  # noqa: F811
    propose(desk, olli)
    assert mira.post(question(base), {"proposal": proposal, "answer": "yes"}).status_code == 404


def test_ending_it_takes_the_proposal_along(desk, olli, mira, base):  # noqa: F811
    propose(desk, olli)
    mira.post(f"{base}ohjaaja/{CoachLink.objects.get().pk}/lopeta/")
    assert not Handover.objects.exists()
    assert question(base) not in mira.get(base).content.decode()


def test_somebody_who_has_the_new_coach_already_keeps_one_link_with_them(desk, other_desk, olli, mira, base, run):  # noqa: F811
    other_desk.post("/ohjaaja/koodit/", {"place": "Toinen paja", "expires_on": timezone.localdate().isoformat()})
    second = olli.coach_codes.get()
    join(mira, base, second, nickname="Mirppa", shows="nothing")
    propose(desk, olli)
    reply(mira, base, "yes")
    link = CoachLink.objects.get(ended_at=None)
    assert (link.coach, link.nickname, link.place, link.shows_progress) == (olli, "Mirppa", "Toinen paja", True)

"""A result of a scale shown to a coach: exactly what was seen, to one person, taken back at once."""

import re

import pytest
from django.test import Client

from assessments.personal.models import CoachLink, LinkEvent, Measurement, Share
from content.scales import offered_scales
from lms.accounts.api import COACH, Learner
from tests.content.test_coaching_coach import coach, code, desk, mira  # noqa: F401 -- fixtures
from tests.content.test_measures import SLUG, at, text_of
from tests.factories.measures import make_measurement, make_scale
from tests.factories.world import make_staff


@pytest.fixture
def version(run):  # noqa: F811
    made = make_scale()
    offered_scales.forget()
    return made


@pytest.fixture
def measured(mira, version):  # noqa: F811
    """The person has answered at the start and has a coach."""
    make_measurement(Learner.objects.get(), version, "start", replies=2)
    return mira


def question(browser, run):  # noqa: F811
    return browser.get(at("measure-share", run, SLUG))


def show(browser, run, **changed):  # noqa: F811
    """Look at the question and say yes; returns the coach's address of it."""
    page = question(browser, run).context
    form = {"answer": "yes", "link": str(page["links"][0].pk), "seen": [str(pk) for pk in page["seen"]]}
    response = browser.post(at("measure-share", run, SLUG), form | changed)
    share = Share.objects.last()
    return response, share and f"/ohjaaja/jaot/{share.pk}/"


def card(response) -> str:
    """What is shown, without the page around it."""
    return re.search(r"<article.*?</article>", text_of(response)).group()


def test_the_coach_reads_the_very_same_that_the_person_saw(desk, measured, run):  # noqa: F811
    seen = card(question(measured, run))
    response, address = show(measured, run)
    assert response.status_code == 302
    read = desk.get(address)
    assert card(read) == seen
    assert "no-store" in read["Cache-Control"]


def test_the_person_sees_when_it_was_opened_and_takes_it_back_at_once(desk, measured, run, base):  # noqa: F811
    _response, address = show(measured, run)
    page = text_of(measured.get(f"{base}ohjaaja/"))
    assert "<h3>Voimavaramittari</h3>" in page
    assert Share.objects.get().opened_at is None
    desk.get(address)
    assert Share.objects.get().opened_at is not None
    share = Share.objects.get()
    assert measured.post(f"{base}ohjaaja/jako/{share.pk}/takaisin/").status_code == 302
    assert desk.get(address).status_code == 410
    assert address not in text_of(desk.get("/ohjaaja/"))
    assert list(LinkEvent.objects.order_by("pk").values_list("what", flat=True))[-3:] == [
        "result_shown",
        "result_opened",
        "result_taken_back",
    ]


def test_the_coach_s_page_names_it_without_its_content(desk, measured, run):  # noqa: F811
    _response, address = show(measured, run)
    home = text_of(desk.get("/ohjaaja/"))
    assert address in home
    assert "sopii" not in home


def test_no_shows_nothing(measured, run):  # noqa: F811
    response, _address = show(measured, run, answer="no")
    assert (response.status_code, Share.objects.exists()) == (302, False)


def test_saying_yes_twice_shows_it_once(measured, run):  # noqa: F811
    show(measured, run)
    show(measured, run)
    assert Share.objects.count() == 1


def test_a_later_measurement_is_not_shown_by_an_earlier_yes(desk, measured, run, version):  # noqa: F811
    _response, address = show(measured, run)
    before = card(desk.get(address))
    make_measurement(Learner.objects.get(), version, "end", replies=4)
    assert card(desk.get(address)) == before
    _response, newer = show(measured, run)
    assert newer != address
    assert desk.get(address).status_code == 410  # the newer result has taken its place
    assert card(desk.get(newer)) == card(question(measured, run)) != before


def test_a_yes_to_another_result_than_the_one_seen_shows_nothing(measured, run, version):  # noqa: F811
    seen = [str(pk) for pk in question(measured, run).context["seen"]]
    make_measurement(Learner.objects.get(), version, "end", replies=4)
    response, _address = show(measured, run, seen=seen)
    assert (response.status_code, Share.objects.exists()) == (409, False)


@pytest.mark.parametrize("bad", [{"link": "99999"}, {"link": "x"}, {"link": "9" * 30}, {"seen": ["x"]}])
def test_a_yes_with_nonsense_is_not_found(measured, run, bad):  # noqa: F811
    assert show(measured, run, **bad)[0].status_code == 404
    assert not Share.objects.exists()


def test_deleting_the_answers_ends_the_showing(desk, measured, run):  # noqa: F811
    _response, address = show(measured, run)
    measured.post(at("measure-delete", run, SLUG, "alku"))
    assert (Measurement.objects.exists(), Share.objects.exists()) == (False, False)
    assert desk.get(address).status_code == 404


def test_ending_with_the_coach_ends_the_showing(desk, measured, run, base):  # noqa: F811
    _response, address = show(measured, run)
    measured.post(f"{base}ohjaaja/{CoachLink.objects.get().pk}/lopeta/")
    assert desk.get(address).status_code == 410


def test_nobody_else_reads_or_takes_it_back(measured, run, base):  # noqa: F811
    _response, address = show(measured, run)
    other = Client()
    other.force_login(make_staff("olli@example.org", COACH, first_name="Olli"))
    assert other.get(address).status_code == 404
    share = Share.objects.get()
    assert Client().post(f"{base}ohjaaja/jako/{share.pk}/takaisin/").status_code == 404
    assert Client().get(at("measure-share", run, SLUG)).url == at("measures", run)


def test_a_look_half_way_is_shown_statement_by_statement(desk, mira, run):  # noqa: F811
    version = make_scale(SLUG, moments="halfway", bands=())
    make_measurement(Learner.objects.get(), version, "halfway", replies=4)
    seen = card(question(mira, run))
    assert "<dt>Minulla on asia.</dt><dd>sopii hyvin</dd>" in seen
    _response, address = show(mira, run)
    assert card(desk.get(address)) == seen


def test_the_way_to_it_is_on_the_result_and_without_a_coach_it_leads_to_one(run, version):  # noqa: F811
    alone = Client()
    alone.post(f"/valmennus/{run.code}/osa/1/3/", {"answer": "Koira"})
    make_measurement(Learner.objects.get(), version, "start", replies=2)
    assert at("measure-share", run, SLUG) in text_of(alone.get(at("measure-result", run, SLUG)))
    assert at("coach", run) in text_of(question(alone, run))

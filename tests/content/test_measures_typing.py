"""A scale filled in on paper, typed in on one page: the same replies, the same result."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from assessments.personal.api import finish_measurement, keep_reply, measured_by
from assessments.personal.models import Measurement
from assessments.personal.queries_measures import measurements_for_export
from lms.accounts.models import Learner
from tests.assessments.personal.test_answers import everything_stored
from tests.content.test_measures import SLUG, at, finish, mira, person, run, text_of, version  # noqa: F401 -- fixtures
from tests.factories.measures import make_measurement

OWN = {"paper-who": "own"}


def sheet(run, word: str = "alku") -> str:  # noqa: F811
    return at("measure-type-in", run, SLUG, word)


def marks(version, value: str = "4") -> dict[str, str]:  # noqa: F811
    return {f"v{number}": value for number in range(1, len(version.instrument.asked) + 1)}


def test_a_typed_sheet_gives_the_very_same_result_as_the_screens(run, version):  # noqa: F811
    by_screen, by_sheet = Client(), Client()
    finish(by_screen, run, "4" * len(version.instrument.asked))
    response = by_sheet.post(sheet(run), marks(version) | OWN)
    assert response.url == at("measure-review", run, SLUG, "alku")
    by_sheet.post(response.url)
    results = [browser.get(at("measure-result", run, SLUG)).context["result"] for browser in (by_screen, by_sheet)]
    assert results[0] == results[1]


def test_a_newcomer_s_sheet_makes_one_person_on_the_path(run, version):  # noqa: F811
    browser = Client()
    page = browser.get(sheet(run))
    assert (page.status_code, "csrfmiddlewaretoken" in page.content.decode()) == (200, False)
    assert Learner.objects.count() == 0
    browser.post(sheet(run), {"v2": "1"} | OWN)
    assert list(measured_by(person(), SLUG)["start"].replies.values()) == [1]
    assert Measurement.objects.get().finished_at is None


def test_the_sheet_is_found_where_the_scale_begins(run, version, mira):  # noqa: F811
    assert sheet(run) in text_of(mira.get(at("measures", run)))
    assert sheet(run) in text_of(mira.get(at("measure-begin", run, SLUG, "alku")))


def test_it_comes_with_what_was_replied_and_takes_away_what_is_unmarked(run, version, mira):  # noqa: F811
    first, second, third = (item.id for item in version.instrument.asked[:3])
    for item, chosen in ((second, 2), (third, None)):
        keep_reply(learner=person(), version=version, moment="start", item_id=item, chosen=chosen)
    assert [line.chosen for line in mira.get(sheet(run)).context["sheet"].lines[:3]] == ["4", "2", ""]
    mira.post(sheet(run), {"v1": "5", "v2": ""} | OWN)
    assert measured_by(person(), SLUG)["start"].replies == {first: 5, third: None}


def test_where_it_comes_from_is_sealed_with_it_and_told_to_its_owner(run, version):  # noqa: F811
    browser = Client()
    form = {"v1": "3", "paper-who": "helper", "paper-filled_on": "2026-01-05"}
    browser.post(sheet(run), form)
    mine = measured_by(person(), SLUG)["start"]
    assert (mine.paper_day, mine.paper["helped"]) == (datetime.date(2026, 1, 5), True)
    assert "5.1.2026" in text_of(browser.get(at("measure-review", run, SLUG, "alku")))
    assert measurements_for_export(person())[0]["paper_day"] == mine.paper_day
    assert b"2026-01-05" not in everything_stored()
    item = version.instrument.asked[1].id
    keep_reply(learner=person(), version=version, moment="start", item_id=item, chosen=2)
    assert measured_by(person(), SLUG)["start"].paper_day == mine.paper_day


@pytest.mark.parametrize("form", [OWN, {"v1": "9"} | OWN, {"v1": "x"} | OWN, {"v1": ""} | OWN])
def test_an_empty_sheet_is_told_and_keeps_nothing(run, version, form):  # noqa: F811
    assert Client().post(sheet(run), form).status_code == 422
    assert Learner.objects.count() == 0


def test_a_day_to_come_comes_back_with_what_was_marked(run, version):  # noqa: F811
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    page = Client().post(sheet(run), {"v1": "3", "paper-filled_on": tomorrow} | OWN)
    assert page.status_code == 422
    assert page.context["sheet"].lines[0].chosen == "3"
    assert Learner.objects.count() == 0


def test_what_is_finished_stands(run, version, mira):  # noqa: F811
    finish_measurement(learner=person(), version=version, moment="start")
    before = measured_by(person(), SLUG)["start"].replies
    assert mira.get(sheet(run)).url == at("measure-result", run, SLUG)
    assert mira.post(sheet(run), {"v1": "1"} | OWN).url == at("measure-result", run, SLUG)
    assert measured_by(person(), SLUG)["start"].replies == before


def test_a_device_that_has_lost_its_person_asks_and_keeps_the_marks(run, version):  # noqa: F811
    page = Client().post(sheet(run), {"v1": "3", "known": "code"} | OWN)
    assert page.status_code == 422
    assert page.context["sheet"].lines[0].chosen == "3"
    assert Learner.objects.count() == 0


def test_a_sheet_of_another_person_is_untouched(run, version, mira):  # noqa: F811
    make_measurement(person(), version, "end", replies=2, finished=False)
    Client().post(sheet(run, "loppu"), {"v1": "5"} | OWN)
    mine = Learner.objects.order_by("pk").first()
    assert set(measured_by(mine, SLUG)["end"].replies.values()) == {2}


def test_moments_that_are_not_asked_are_not_found(run, version):  # noqa: F811
    assert Client().get(sheet(run, "puolivali")).status_code == 404
    assert Client().get(sheet(run, "joskus")).status_code == 404

"""The queue as somebody meets it who wants a place."""

import datetime

import pytest
from django.utils import timezone

from courses.admissions.models import Turn
from courses.admissions.services.keeping import look_after_queues
from courses.admissions.services.queue import join_queue
from courses.api import Enrolment, cancel_enrolment, close_run
from lms.jobs.models import Notice
from tests.courses.admissions.people import browser_of, make_full_run, make_person
from tests.factories import make_run

pytestmark = pytest.mark.django_db


def address(run, act: str = "") -> str:
    return f"/koulutukset/toteutus/{run.code}/jono/{act}"


def free_a_place(run, learner) -> None:
    cancel_enrolment(enrolment=Enrolment.objects.get(run=run, learner=learner))


def test_a_full_run_leads_from_enrolling_to_the_queue(client):
    run, _inside = make_full_run()
    response = client.get(f"/koulutukset/toteutus/{run.code}/ilmoittaudu/", follow=True)
    assert response.redirect_chain == [(address(run), 302)]
    assert "tili/login" in response.content.decode()


def test_queueing_shows_ones_place_and_leaving_is_one_tap():
    run, _inside = make_full_run()
    for _ in range(2):
        join_queue(run=run, learner=make_person(), actor=None)
    me = make_person()
    browser = browser_of(me)
    browser.post(address(run, "liity/"))
    assert browser.get(address(run)).context["place"] == 3
    assert browser.get("/oma/").context["awaited"].others[0].place == 3
    browser.post(address(run, "poistu/"))
    assert Turn.objects.get(learner=me).state == Turn.State.LEFT


def test_who_waits_for_a_run_that_was_closed_is_promised_nothing():
    run, _inside = make_full_run()
    me = make_person()
    join_queue(run=run, learner=me, actor=None)
    assert "Olet jonossa" in browser_of(me).get(address(run)).content.decode()
    close_run(run=run, actor=None)
    page = browser_of(me).get(address(run))
    assert page.context["is_over"]
    assert "Olet jonossa" not in page.content.decode()
    assert address(run, "poistu/") not in page.content.decode()  # the queue ended with the run


def test_looking_at_an_offer_changes_nothing_and_yes_takes_the_place():
    run, inside = make_full_run()
    me = make_person()
    join_queue(run=run, learner=me, actor=None)
    free_a_place(run, inside[0])
    browser = browser_of(me)
    for method in (browser.get, browser.head):
        method(address(run))
        method("/oma/")
    assert browser.get(address(run)).context["state"] == "offered"
    assert Turn.objects.get().state == Turn.State.OFFERED
    assert browser.post(address(run, "vastaa/"), {"answer": "yes"})["Location"].endswith(f"/oma/opinnot/{run.code}/")
    assert Enrolment.objects.active().filter(run=run, learner=me).exists()
    assert browser.post(address(run, "vastaa/"), {"answer": "yes"}).status_code == 302  # pressed twice


def test_no_gives_the_place_to_the_next_with_one_notice_each():
    run, inside = make_full_run()
    first, second = make_person(), make_person()
    for who in (first, second):
        join_queue(run=run, learner=who, actor=None)
    free_a_place(run, inside[0])
    browser_of(first).post(address(run, "vastaa/"), {"answer": "no"})
    assert [turn.state for turn in Turn.objects.order_by("pk")] == [Turn.State.DECLINED, Turn.State.OFFERED]
    assert set(Notice.objects.values_list("person", flat=True)) == {first.user.key, second.user.key}


def test_an_offer_that_is_over_says_so_before_and_after_the_worker_has_come():
    run, inside = make_full_run()
    me = make_person()
    join_queue(run=run, learner=me, actor=None)
    free_a_place(run, inside[0])
    Turn.objects.update(reply_by=timezone.now() - datetime.timedelta(minutes=1))
    browser = browser_of(me)
    for _ in range(2):
        assert browser.get(address(run)).context["state"] == "expired"
        assert browser.post(address(run, "vastaa/"), {"answer": "yes"}).status_code == 409
        assert not Enrolment.objects.active().filter(learner=me).exists()
        look_after_queues()
    assert browser.get("/oma/").context["awaited"].offers == []


def test_an_answer_that_is_none_is_said_again():
    run, inside = make_full_run()
    me = make_person()
    join_queue(run=run, learner=me, actor=None)
    free_a_place(run, inside[0])
    assert browser_of(me).post(address(run, "vastaa/"), {"answer": "ehkä"}).status_code == 422


def test_a_stranger_to_the_queue_answers_to_nothing():
    run, _inside = make_full_run()
    assert browser_of(make_person()).post(address(run, "vastaa/"), {"answer": "yes"}).status_code == 404


def test_a_run_without_places_or_queue_has_none_to_join():

    run = make_run(lessons=1, capacity=1)
    response = browser_of(make_person()).post(address(run, "liity/"))
    assert response.status_code == 409
    assert not Turn.objects.exists()

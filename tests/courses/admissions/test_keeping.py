"""What is put right by itself: places of the erased, accounts that are joined, turns that are long over."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from courses.admissions.models import Application, Turn
from courses.admissions.services.folding import fold_applications, fold_turns
from courses.admissions.services.keeping import count_places, forget_old_applications
from courses.admissions.services.queue import join_queue
from courses.api import Course, Enrolment, Run, cancel_enrolment, create_run
from lms.privacy.erasure import erase_learner
from tests.courses.admissions.people import browser_of, make_full_run, make_person
from tests.factories.content import make_site
from tests.factories.pages import make_course_page

pytestmark = pytest.mark.django_db


def test_the_place_of_somebody_erased_is_offered_to_the_queue():
    run, inside = make_full_run()
    waiting = make_person()
    join_queue(run=run, learner=waiting, actor=None)
    erase_learner(learner=inside[0])
    count_places()
    assert Turn.objects.get(learner=waiting).state == Turn.State.OFFERED
    assert Run.objects.get(pk=run.pk).places_taken == 1


def test_an_offer_to_somebody_erased_goes_to_the_next():
    run, inside = make_full_run()
    first, second = make_person(), make_person()
    for who in (first, second):
        join_queue(run=run, learner=who, actor=None)
    cancel_enrolment(enrolment=Enrolment.objects.get(learner=inside[0]))
    erase_learner(learner=first)
    count_places()
    assert Turn.objects.get().learner == second
    assert Turn.objects.get().state == Turn.State.OFFERED


def test_of_two_accounts_that_are_joined_the_earlier_turn_and_the_own_application_stay():
    run, inside = make_full_run()
    early, late, third = make_person(), make_person(), make_person()
    for who in (early, late, third):
        join_queue(run=run, learner=who, actor=None)
    mine = Application.objects.create(run=run, learner=late)
    Application.objects.create(run=run, learner=early)
    cancel_enrolment(enrolment=Enrolment.objects.get(learner=inside[0]))
    fold_turns(source_id=early.pk, target_id=late.pk)
    fold_applications(source_id=early.pk, target_id=late.pk)
    assert Turn.objects.get(learner=late, ended_at=None).state == Turn.State.OFFERED
    assert not Turn.objects.filter(learner=early).exists()
    assert list(Application.objects.all()) == [mine]
    assert Run.objects.get(pk=run.pk).places_taken == 1


def test_turns_long_over_are_forgotten():
    run, _inside = make_full_run()
    turn = join_queue(run=run, learner=make_person(), actor=None)
    forget_old_applications()
    assert Turn.objects.exists()
    Turn.objects.filter(pk=turn.pk).update(state="left", ended_at=timezone.now() - datetime.timedelta(days=183))
    forget_old_applications()
    assert not Turn.objects.exists()


def test_the_trainings_own_page_says_where_one_stands_in_the_queue():
    make_site()
    page = make_course_page(slug="jonokoulutus")
    course = Course.objects.get(key=page.translation_key)
    Course.objects.filter(pk=course.pk).update(type="blended_cohort")
    run = create_run(course=course, code="tayden", name="Täysi", actor=None, is_open=True, capacity=1)
    Run.objects.filter(pk=run.pk).update(places_taken=1)
    me = make_person()
    join_queue(run=run, learner=me, actor=None)
    mine, anybodys = browser_of(me).get(page.get_url()), Client().get(page.get_url())
    assert "/jono/" in mine.content.decode()
    assert "/jono/" not in anybodys.content.decode()

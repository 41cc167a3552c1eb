"""Enrolling through the browser: one page, one press; and leaving."""

import datetime
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.api import Enrolment, Evidence, Run, complete_activity, enrol_learner, steps_of
from lms.accounts.api import Learner, User
from lms.records.models import AuditEntry
from tests.factories import make_course, make_run


def enrol_address(run: Run) -> str:
    return reverse("courses:enrol", args=[run.code])


def leave_address(run: Run) -> str:
    return reverse("courses:leave", args=[run.code])


def main_of(response) -> str:
    return response.content.decode().split("<main")[1].split("</main>")[0]


@pytest.fixture
def run(db) -> Run:
    return make_run()


@pytest.fixture
def signed_in(client, trainee) -> Client:
    client.force_login(trainee)
    return client


def test_the_page_says_to_a_stranger_what_one_enrols_in_and_offers_to_sign_in(client, run):
    response = client.get(enrol_address(run))
    page = main_of(response)
    assert response.status_code == 200
    assert run.course.title_in("fi") in page
    assert _("You study at your own pace and begin when you like.") in page
    assert f"{reverse('account_login')}?next={quote(enrol_address(run), safe='')}" in page
    assert "<form" not in page
    assert not response.cookies


def test_a_strangers_post_leads_to_signing_in_and_enrols_nobody(client, run):
    response = client.post(enrol_address(run))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
    assert not Enrolment.objects.exists()


def test_one_press_enrols_and_leads_to_the_course_home(signed_in, run, trainee):
    assert "<form" in main_of(signed_in.get(enrol_address(run)))
    response = signed_in.post(enrol_address(run))
    assert (response.status_code, response.url) == (302, reverse("dashboard:course", args=[run.code]))
    assert Enrolment.objects.get().learner.user == trainee


def test_pressing_twice_enrols_once(signed_in, run):
    signed_in.post(enrol_address(run))
    signed_in.post(enrol_address(run))
    run.refresh_from_db()
    assert (Enrolment.objects.count(), run.places_taken) == (1, 1)


def test_somebody_already_in_is_shown_the_way_on_even_when_the_run_has_closed(signed_in, run, learner):
    enrol_learner(run=run, learner=learner)
    Run.objects.update(is_open=False)
    page = main_of(signed_in.get(enrol_address(run)))
    assert reverse("dashboard:course", args=[run.code]) in page
    assert "<form" not in page


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_open": False}, "This run is not open for enrolment."),
        ({"enrolment_closes": timezone.now() - datetime.timedelta(days=1)}, "Enrolment has closed."),
        ({"enrolment_opens": timezone.now() + datetime.timedelta(days=1)}, "Enrolment has not opened yet."),
        ({"ends": datetime.date(2020, 1, 1)}, "This run has ended."),
        ({"capacity": 0}, "This run is full."),
    ],
)
def test_a_closed_run_says_why_and_what_next(signed_in, run, change, reason):
    Run.objects.update(**change)
    response = signed_in.get(enrol_address(run))
    assert _(reason) in main_of(response)
    assert "<form" not in main_of(response)
    refused = signed_in.post(enrol_address(run))
    assert refused.status_code == 409
    assert _(reason) in main_of(refused)
    assert not Enrolment.objects.exists()


def test_a_full_run_offers_the_other_open_runs_of_the_same_course(signed_in):
    course = make_course()
    full, open_one, closed = make_run(course, capacity=0), make_run(course), make_run(course, is_open=False)
    page = main_of(signed_in.get(enrol_address(full)))
    assert enrol_address(open_one) in page
    assert enrol_address(closed) not in page


def test_somebody_without_a_name_is_asked_for_it_on_the_same_page(client, run):
    nameless = User.objects.create_user(email="uusi@example.org")
    client.force_login(nameless)
    assert 'name="first_name"' in main_of(client.get(enrol_address(run)))
    response = client.post(enrol_address(run), {"first_name": "Aino", "last_name": " "})
    assert response.status_code == 422
    assert 'value="Aino"' in main_of(response)
    assert not Enrolment.objects.exists()
    response = client.post(enrol_address(run), {"first_name": "Aino", "last_name": "Esimerkki"})
    assert response.status_code == 302
    assert Enrolment.objects.get().learner.name == "Aino Esimerkki"


def test_a_name_that_is_far_too_long_is_refused_kindly(client, run):
    client.force_login(User.objects.create_user(email="uusi@example.org"))
    response = client.post(enrol_address(run), {"first_name": "a" * 5000, "last_name": "b\x00"})
    assert response.status_code == 422
    assert not Enrolment.objects.exists()


def test_an_unknown_run_is_not_found(client, db):
    assert client.get(reverse("courses:enrol", args=["ei-ole"])).status_code == 404
    assert client.post(reverse("courses:enrol", args=["ei-ole"])).status_code == 404


def test_the_page_costs_a_stranger_one_statement_however_many_have_enrolled(client, run, statements):
    with statements(1):
        client.get(enrol_address(run))
    for _number in range(3):
        enrol_learner(run=run, learner=Learner.objects.create())
    with statements(1):
        client.get(enrol_address(run))


def test_leaving_asks_once_then_gives_the_place_back_and_keeps_what_was_done(signed_in, run, learner, trainee):
    enrolment = enrol_learner(run=run, learner=learner)
    step = steps_of(enrolment)[0]
    complete_activity(enrolment_id=enrolment.pk, activity_id=step.activity_id, evidence=Evidence("self_marked"))
    assert signed_in.get(leave_address(run)).status_code == 200
    enrolment.refresh_from_db()
    assert enrolment.status == "active"
    response = signed_in.post(leave_address(run))
    assert (response.status_code, response.url) == (302, reverse("dashboard:home"))
    enrolment.refresh_from_db()
    run.refresh_from_db()
    assert (enrolment.status, run.places_taken, enrolment.progress.count()) == ("cancelled", 0, 1)
    assert AuditEntry.objects.get(verb="enrolment.cancelled").actor_key == trainee.key


def test_a_completed_training_is_not_left(signed_in, learner):
    run = make_run(lessons=1)
    enrolment = enrol_learner(run=run, learner=learner)
    step = steps_of(enrolment)[0]
    complete_activity(enrolment_id=enrolment.pk, activity_id=step.activity_id, evidence=Evidence("self_marked"))
    response = signed_in.post(leave_address(run))
    assert response.status_code == 200
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"


def test_nobody_leaves_for_another_person(signed_in, run, pseudonymous):
    enrolment = enrol_learner(run=run, learner=pseudonymous)
    assert signed_in.post(leave_address(run)).status_code == 404
    enrolment.refresh_from_db()
    assert enrolment.status == "active"


def test_enrolling_is_confirmed_once_on_the_course_home(signed_in, run):
    response = signed_in.post(enrol_address(run), {"first_name": "Tiina", "last_name": "Testaaja"}, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert len(said) == 1
    assert run.course.title_in("fi") in said[0]
    assert said[0] in main_of(response)
    assert said[0] not in main_of(signed_in.get(response.redirect_chain[-1][0]))

"""An invitation's page: looking changes nothing, pressing acts, and what is over says what to do."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from courses.api import (
    Enrolment,
    Invitation,
    Run,
    enrol_learner,
    invite_people,
    read_invited,
    revoke_invitation,
)
from lms.accounts.models import Learner, User
from tests.accounts.conftest import PASSWORD, code_in, make_account, newest_mail
from tests.courses.test_invitations import keys_in_mail
from tests.dashboard.people import client_of, main_of
from tests.factories import make_run

ADDRESS = "kutsuttu@example.org"
NAME = {"first_name": "Aino", "last_name": "Ahonen"}


@pytest.fixture
def run(db) -> Run:
    return make_run(lessons=1, is_open=False, capacity=3)


@pytest.fixture
def link(run, mailoutbox) -> str:
    invite_people(run=run, people=read_invited(ADDRESS), actor=None)
    return reverse("courses:invitation", args=[keys_in_mail(mailoutbox)[ADDRESS]])


@pytest.fixture(autouse=True)
def _pages_language():
    cache.clear()  # what counts sign-ups in a minute
    with override("fi"):
        yield


def says(response, text: str) -> bool:
    return gettext(text) in main_of(response)


def test_opening_the_link_changes_nothing(client, run, link):
    for opener in (client.get, client.head, client.get):
        assert opener(link).status_code == 200
    page = main_of(client.get(link))
    assert run.course.title_in("fi") in page
    assert ADDRESS not in page
    assert Invitation.objects.get().state == Invitation.State.OPEN
    assert not Enrolment.objects.exists()
    assert not client.session.keys()


def test_somebody_signed_in_comes_in_with_one_press(run, link, trainee):
    client = client_of(trainee)
    assert says(client.get(link), "Join the training")
    answer = client.post(link)
    assert answer["Location"] == reverse("dashboard:course", args=[run.code])
    assert Enrolment.objects.get().learner.user == trainee
    assert Invitation.objects.get().state == Invitation.State.JOINED
    assert says(client.get(link), "You are already in this training.")


def test_who_has_no_name_is_asked_for_it(link):
    client = client_of(User.objects.create_user(email="nimeton@example.org"))
    refused = client.post(link, {"first_name": "Aino", "last_name": ""})
    assert refused.status_code == 422
    assert "Aino" in main_of(refused)
    assert client.post(link, {"first_name": "Aino", "last_name": "Ahonen"}).status_code == 302
    assert Enrolment.objects.get().learner.user.get_full_name() == "Aino Ahonen"


@pytest.mark.parametrize(
    ("press", "page"), [("new", "account_signup"), ("known", "account_login"), ("x", "account_signup")]
)
def test_others_go_to_an_account_and_come_back(client, link, press, page, settings):
    settings.ACCOUNT_FORMS = settings.ACCOUNT_FORMS | {"signup": "lms.accounts.forms.SignupForm"}
    answer = client.post(link, {"account": press})
    assert answer["Location"].startswith(f"{reverse(page)}?next=")
    assert ADDRESS not in answer["Location"]
    form = client.get(answer["Location"]).content.decode()
    assert f'value="{ADDRESS}"' in form
    assert f'value="{link}"' in form
    assert Invitation.objects.get().state == Invitation.State.OPEN


def test_the_link_says_the_same_whether_the_address_has_an_account(client, link):
    before = main_of(client.get(link))
    User.objects.create_user(email=ADDRESS)
    assert main_of(client.get(link)).split("csrf")[0] == before.split("csrf")[0]
    assert client.post(link, {"account": "new"})["Location"].startswith(reverse("account_signup"))


def pages_of_signing_up(client, link: str, **answers: str):
    """The button, the form of the account and the code from the mail; the last answer, with what it led through."""
    sign_up = client.post(link, {"account": "new"})["Location"]
    client.post(sign_up, {"email": ADDRESS, "password1": PASSWORD, "next": link} | answers)
    return client.post(reverse("account_email_verification_sent"), {"code": code_in(newest_mail())}, follow=True)


def test_three_pages_lead_from_the_link_into_the_training(client, run, link):
    answer = pages_of_signing_up(client, link, **NAME)
    assert [url for url, _status in answer.redirect_chain] == [link, reverse("dashboard:course", args=[run.code])]
    enrolment = Enrolment.objects.get()
    assert enrolment.learner.user.get_full_name() == "Aino Ahonen"
    assert enrolment.learner.user.email == ADDRESS
    assert Invitation.objects.get().state == Invitation.State.JOINED


def test_the_account_asks_the_name_that_the_trainer_wrote_and_nothing_typed_is_lost(client, run, mailoutbox):
    invite_people(run=run, people=read_invited("Aino Maria Ahonen <aino@example.org>"), actor=None)
    link = reverse("courses:invitation", args=[keys_in_mail(mailoutbox)["aino@example.org"]])
    sign_up = client.post(link, {"account": "new"})["Location"]
    form = client.get(sign_up).content.decode()
    assert 'value="Aino Maria"' in form
    assert 'value="Ahonen"' in form
    refused = client.post(sign_up, {"email": "aino@example.org", "first_name": "Aino", "last_name": ""})
    assert 'value="Aino"' in refused.content.decode()
    assert not User.objects.filter(email="aino@example.org").exists()


def test_who_signs_up_without_an_invitation_is_not_asked_the_name_there(client, db):
    assert "first_name" not in client.get(reverse("account_signup")).content.decode()


def test_signing_in_brings_who_pressed_the_button_into_the_training(client, run, link):
    known = make_account(first_name="Maija", last_name="Mallikas")
    sign_in = client.post(link, {"account": "known"})["Location"]
    answer = client.post(sign_in, {"login": known.email, "password": PASSWORD, "next": link}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("dashboard:course", args=[run.code])
    assert Enrolment.objects.get().learner.user == known


def test_signing_in_without_having_pressed_the_button_joins_nothing(client, link, trainee):
    client.force_login(trainee)
    assert says(client.get(link), "Join the training")
    assert not Enrolment.objects.exists()


def test_another_link_than_the_pressed_one_joins_nothing(client, run, link, trainee, mailoutbox):
    invite_people(run=run, people=read_invited("toinen@example.org"), actor=None)
    other = reverse("courses:invitation", args=[keys_in_mail(mailoutbox)["toinen@example.org"]])
    client.post(link, {"account": "known"})
    client.force_login(trainee)
    assert says(client.get(other), "Join the training")
    assert not Enrolment.objects.exists()


def test_who_signs_in_without_a_name_is_asked_for_it_on_the_invitation(client, link):
    client.post(link, {"account": "known"})
    client.force_login(User.objects.create_user(email="nimeton@example.org"))
    assert "first_name" in main_of(client.get(link))
    assert not Enrolment.objects.exists()


def test_a_run_that_became_full_meanwhile_says_so_and_later_visits_join_nothing(client, run, link):
    sign_up = client.post(link, {"account": "new"})["Location"]
    Run.objects.update(places_taken=3)
    client.post(sign_up, NAME | {"email": ADDRESS, "password1": PASSWORD, "next": link})
    answer = client.post(reverse("account_email_verification_sent"), {"code": code_in(newest_mail())}, follow=True)
    assert says(answer, "This run is full.")
    Run.objects.update(places_taken=0)
    assert says(client.get(link), "Join the training")
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("state", ["used", "expired", "revoked"])
def test_a_link_that_is_over_says_so_and_brings_nobody_in(link, trainee, state):
    invitation = Invitation.objects.get()
    if state == "used":
        Invitation.objects.update(accepted_at=timezone.now())
    elif state == "expired":
        Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    else:
        revoke_invitation(invitation=invitation, actor=None)
    client = client_of(trainee)
    for answer in (client.get(link), client.post(link), Client().post(link, {"account": "new"})):
        assert answer.status_code == 410
        assert says(answer, "This invitation does not work any more")
    assert not Enrolment.objects.exists()


def test_an_expired_link_of_an_open_run_leads_to_enrolling(client, run, link):
    Invitation.objects.update(expires_at=timezone.now())
    enrol = reverse("courses:enrol", args=[run.code])
    assert enrol not in main_of(client.get(link))
    Run.objects.update(is_open=True)
    assert enrol in main_of(client.get(link))


@pytest.mark.parametrize("key", ["x", "a" * 500, "%00", "ä", "-"])
def test_an_unknown_link_is_a_kind_missing_page(client, db, key):
    answer = client.get(f"/koulutukset/kutsu/{key}/")
    assert answer.status_code == 404
    assert says(answer, "This invitation does not work any more")


def test_a_full_run_says_so_before_and_after_pressing(run, link, trainee):
    for _ in range(3):
        enrol_learner(run=run, learner=Learner.objects.create(), invited=True)
    client = client_of(trainee)
    assert says(client.get(link), "This run is full.")
    refused = client.post(link)
    assert refused.status_code == 409
    assert says(refused, "This run is full.")
    assert Invitation.objects.get().state == Invitation.State.OPEN


def test_the_page_takes_few_statements(link, trainee, statements):
    anonymous, client = Client(), client_of(trainee)
    anonymous.get(link)
    with statements(1):
        anonymous.get(link)
    client.get(link)
    with statements(3):
        client.get(link)

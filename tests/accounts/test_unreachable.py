"""Somebody whom our mail does not reach: what they see, and how it ends."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from lms.accounts.models import User
from lms.jobs.bounces import note_return
from lms.jobs.models import Bounce
from tests.accounts.conftest import code_in, newest_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def unreachable(trainee, learner) -> User:
    note_return(trainee.email, 550, for_ever=True)
    trainee.refresh_from_db()
    return trainee


def test_who_is_next_in_is_told_on_their_own_page(client, unreachable):
    client.force_login(unreachable)
    page = client.get(reverse("dashboard:home")).content.decode()
    assert unreachable.email in page
    assert reverse("accounts:notices") in page


def test_who_says_that_the_address_is_right_is_written_to_again(client, unreachable):
    client.force_login(unreachable)
    notices = reverse("accounts:notices")
    assert reverse("accounts:try_address_again") in client.get(notices).content.decode()
    answer = client.post(reverse("accounts:try_address_again"), follow=True)
    assert unreachable.email not in answer.content.decode().split("<main")[1]
    assert not Bounce.objects.exists()


def test_looking_at_the_way_back_does_nothing(client, unreachable):
    client.force_login(unreachable)
    assert client.get(reverse("accounts:try_address_again")).status_code == 405
    assert Bounce.objects.exists()


def test_who_signs_in_with_a_code_from_a_mail_has_been_reached(client, unreachable):
    EmailAddress.objects.create(user=unreachable, email=unreachable.email, verified=True, primary=True)
    client.post(reverse("account_request_login_code"), {"email": unreachable.email})
    client.post(reverse("account_confirm_login_code"), {"code": code_in(newest_mail())})
    assert client.session.get("_auth_user_id")
    assert not User.objects.get(pk=unreachable.pk).is_unreachable
    assert not Bounce.objects.exists()


def test_who_signs_in_another_way_has_not(client, unreachable):
    client.force_login(unreachable)
    assert User.objects.get(pk=unreachable.pk).is_unreachable

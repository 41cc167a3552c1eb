"""The page of a person's mail, and the one click that ends it."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from lms.jobs.api import MailChoice, choice_of, kind_of, notify, run_due, topics_in_use
from lms.jobs.models import Bounce

pytestmark = pytest.mark.django_db
TOPICS = [topic for topic, _name in topics_in_use()]


@pytest.fixture
def page(client, trainee):
    client.force_login(trainee)
    return client


def stop_path(trainee, kind="graded.feedback") -> str:
    notify(kind_of(kind), key=kind, to=trainee, facts={"title": "Verkosto"}, link=["dashboard:home"])
    run_due()
    return re.fullmatch(r"<http://localhost:8000(/.*)>", mail.outbox[-1].extra_headers["List-Unsubscribe"])[1]


def test_everything_is_chosen_in_one_save(page, trainee):
    address = reverse("accounts:notices")
    assert page.get(address).context["form"].initial == {"often": "soon", "topics": TOPICS}
    answer = page.post(address, {"often": "weekly", "topics": ["feedback"]}, follow=True)
    assert answer.redirect_chain
    choice = choice_of(trainee.key)
    assert (choice.often, choice.off) == ("weekly", sorted(set(TOPICS) - {"feedback"}))
    assert answer.context["form"].initial == {"often": "weekly", "topics": ["feedback"]}


def test_looking_stores_nothing(page):
    page.get(reverse("accounts:notices"))
    assert not MailChoice.objects.exists()


def test_what_is_no_choice_is_refused_and_changes_nothing(page, trainee):
    address = reverse("accounts:notices")
    assert page.post(address, {"often": "hourly", "topics": ["feedback"]}).status_code == 422
    assert page.post(address, {"often": "soon", "topics": ["nothing"]}).status_code == 422
    assert not MailChoice.objects.exists()


def test_the_page_says_when_mail_comes_back(page, trainee):
    assert trainee.email not in page.get(reverse("accounts:notices")).content.decode().split("<main")[1]
    Bounce.objects.create(address=trainee.email, times=1)
    assert trainee.email in page.get(reverse("accounts:notices")).content.decode().split("<main")[1]


def test_the_page_is_found_from_the_account(page):
    assert reverse("accounts:notices") in page.get(reverse("accounts:settings")).content.decode()


def test_opening_the_link_of_a_mail_changes_nothing(trainee):
    path = stop_path(trainee)
    for method in ("get", "head", "get"):
        answer = getattr(Client(), method)(path)
        assert answer.status_code == 200
    assert choice_of(trainee.key).off == []
    assert trainee.email not in path + Client().get(path).content.decode()


def test_one_click_of_the_mail_program_ends_that_kind_without_signing_in(trainee):
    """RFC 8058: a POST with exactly this body, without cookies, token or Origin."""
    path, program = stop_path(trainee), Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = program.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200
    choice = choice_of(trainee.key)
    assert (choice.often, choice.off) == ("soon", ["feedback"])
    assert not program.cookies


def test_a_link_that_somebody_made_up_is_none(trainee):
    path = stop_path(trainee)
    assert Client().post(path[:-3] + "xx/").status_code == 404
    assert Client().get(reverse("accounts:stop_mail", args=["nonsense"])).status_code == 404
    assert choice_of(trainee.key).off == []


def test_the_link_reads_and_works_in_the_persons_language(trainee):
    trainee.language = "sv"
    trainee.save()
    path = stop_path(trainee)
    assert path.startswith("/sv/")
    assert 'lang="sv"' in Client().get(path).content.decode()

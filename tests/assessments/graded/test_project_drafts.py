"""What a trainer writes to a participant about a project is kept until it is sent."""

import pytest
from django.urls import reverse

from courses.discussions.models import Draft
from lms.accounts.api import Learner, User
from tests.dashboard.people import client_of, make_manager, make_trainer
from tests.factories.courses import make_run
from tests.factories.projects import make_planning

pytestmark = pytest.mark.django_db
TEXT = "Hyvä idea. Rajaa se yhteen työpaikkaan."


@pytest.fixture
def planning(learner):
    return make_planning(learner)


def save_url(planning, browser) -> str:
    return browser.get(planning.trainer_address).context["desk"]["save_url"]


def save(browser, url: str, text: str = TEXT, seq: str = "5"):
    return browser.post(url, {"text": text, "seq": seq, "base": "0", "writer": "sivu"})


def test_what_a_trainer_has_begun_is_there_again_and_goes_when_sent(planning):
    browser = client_of(planning.trainer)
    assert save(browser, save_url(planning, browser)).status_code == 200
    page = browser.get(planning.trainer_address)
    assert TEXT in page.content.decode()
    assert page.context["message_form"].initial["text"] == TEXT
    browser.post(f"{planning.trainer_address}viesti/", {"text": TEXT, "writer": "sivu"})
    assert browser.get(planning.trainer_address).context["message_form"].initial["text"] == ""
    assert save(browser, save_url(planning, browser), seq="6").status_code == 409  # a late save brings nothing back


def test_a_text_that_is_too_long_stays_in_the_form(planning):
    browser = client_of(planning.trainer)
    answer = browser.post(f"{planning.trainer_address}viesti/", {"text": "a" * 20_000})
    assert answer.status_code == 422
    assert "a" * 20_000 in answer.content.decode()


def test_the_draft_to_one_participant_is_not_shown_with_another(planning):
    other = Learner.objects.create(user=User.objects.create_user(email="toinen@example.org"))
    browser = client_of(planning.trainer)
    save(browser, save_url(planning, browser))
    second = planning.enrolment.run.enrolments.create(learner=other)
    address = planning.trainer_address.replace(f"/{planning.enrolment.pk}/", f"/{second.pk}/")
    assert browser.get(address).context["message_form"].initial["text"] == ""


def test_only_a_trainer_of_the_run_keeps_drafts_there(planning):
    url = save_url(planning, client_of(planning.trainer))
    others = [make_trainer(make_run(), "muu@example.org"), make_manager(), planning.enrolment.learner.user]
    assert [save(client_of(user), url).status_code for user in others] == [404, 404, 404]
    assert save(client_of(planning.trainer), reverse("inbox:draft", args=["guiding", 7])).status_code == 404
    assert not Draft.objects.exists()

"""Who came to a webinar with an address alone gets a certificate of attendance by their own link, and nobody else."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from content.models import Organiser
from courses.meetings.models import Meeting, SignUp
from courses.meetings.services.planning import cancel_meeting
from courses.meetings.services.signing_up import forget_sign_ups, link_of, mark_came, sign_up
from tests.assessments.personal.test_answers import everything_stored
from tests.content.test_coaching_attendance import link_in, text_of
from tests.dashboard.people import main_of
from tests.factories import make_run
from tests.factories.meetings import make_day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _finnish():
    cache.clear()
    with override("fi"):
        yield


def signed_up(kind: str = "webinar") -> SignUp:
    """Somebody who has signed up for an event that is to come."""
    Organiser.objects.get_or_create(name="Polkusäätiö", business_id="1234567-1", email="a@example.org")
    day = make_day(make_run(type=kind, lessons=0), title="Verkkoilta")
    sign_up(meeting=day, name="Veera Vieras", email="veera@example.org")
    return SignUp.objects.get(meeting=day)


@pytest.fixture
def came() -> SignUp:
    """The same, when the trainer has marked that they joined."""
    one = signed_up()
    mark_came(meeting=one.meeting, came=[one.pk], shown=[one.pk], actor=None)
    return one


def page_of(one: SignUp) -> str:
    return reverse("event-attendance:own", args=[link_of(one)])


def own_page(one: SignUp) -> str:
    return main_of(Client().get(reverse("events:own", args=[link_of(one)])))


def test_their_own_page_leads_there_once_they_are_marked(came):
    assert page_of(came) in own_page(came)
    SignUp.objects.update(came=False)
    assert page_of(came) not in own_page(came)


def test_it_is_made_with_the_name_and_says_the_event_and_its_length(client, came):
    page = client.get(page_of(came))
    assert 'value="Veera Vieras"' in page.content.decode()
    told = text_of(client.post(page_of(came), {"name": " Veera  Vierasmäki "}))
    meeting = came.meeting
    for words in ("Veera Vierasmäki", "Verkkoilta", meeting.run.course.title_in("fi"), "Polkusäätiö", "6 t"):
        assert words in told
    assert f"{meeting.date.day}.{meeting.date.month}.{meeting.date.year}" in told
    assert "Vierasmäki".encode() not in everything_stored()


def test_a_missing_name_is_asked_for(client, came):
    assert client.post(page_of(came), {"name": "  "}).status_code == 422


def test_whoever_has_the_paper_can_check_it_and_learns_no_name(client, came):
    address = link_in(client.post(page_of(came), {"name": "Veera Vieras"}))
    page = Client().get(address)
    assert page.status_code == 200
    assert "Verkkoilta" in page.content.decode() and "Veera" not in page.content.decode()
    forget = timezone.now() - datetime.timedelta(days=40)
    Meeting.objects.update(starts_at=forget, ends_at=forget + datetime.timedelta(hours=6))
    forget_sign_ups()
    assert Client().get(address).status_code == 200, "the paper outlives the sign-up"
    assert Client().get(page_of(came)).status_code == 404


@pytest.mark.parametrize("token", ["x", "1", "1.x", ".", "a" * 900, "ä.ö", "-1.0"])
def test_a_senseless_address_is_not_known(client, db, token):
    assert client.get(reverse("event-attendance:check", args=[token])).status_code == 404
    assert client.get(reverse("event-attendance:own", args=[token])).status_code == 404


def test_who_was_not_marked_and_what_gives_no_certificate_has_none(client, db):
    assert client.get(page_of(signed_up())).status_code == 404
    theme = signed_up("theme_day")
    mark_came(meeting=theme.meeting, came=[theme.pk], shown=[theme.pk], actor=None)
    assert client.get(page_of(theme)).status_code == 404
    assert page_of(theme) not in own_page(theme)


def test_an_event_that_was_not_held_certifies_nothing(client, came):
    cancel_meeting(meeting=came.meeting, actor=None)
    assert client.get(page_of(came)).status_code == 404


def test_the_link_of_a_cancelled_sign_up_leads_nowhere(client, came):
    address = page_of(came)
    SignUp.objects.all().delete()
    assert client.post(address, {"name": "Veera"}).status_code == 404

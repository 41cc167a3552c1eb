"""The demo mailbox page: in demo mode and on this machine only."""

import pytest
from django.urls import include, path

from lms.jobs.models import DemoMail
from lms.urls import urlpatterns as site_urls

urlpatterns = [path("demo/", include("lms.jobs.urls")), *site_urls]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def mail():
    return DemoMail.objects.create(to="tiina@example.org", subject="Koodisi", text="Koodi on 1234 <b>")


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_mailbox_lists_mail_newest_first(client, demo, mail):
    DemoMail.objects.create(to="a@example.org", subject="Uudempi", text="x")
    html = client.get("/demo/posti/").content.decode()
    assert html.index("Uudempi") < html.index("Koodisi")


def test_mail_shows_its_text_escaped(client, demo, mail):
    assert "Koodi on 1234 &lt;b&gt;" in client.get(f"/demo/posti/{mail.pk}/").content.decode()


def test_mailbox_is_missing_outside_the_demo(client, mail):
    assert client.get("/demo/posti/").status_code == 404


def test_mailbox_is_missing_for_another_machine(client, demo, mail):
    assert client.get("/demo/posti/", REMOTE_ADDR="192.0.2.1").status_code == 404


def test_mail_that_does_not_exist_is_missing(client, demo):
    assert client.get("/demo/posti/999/").status_code == 404

"""What the rooms below are told: the organiser, and where the site's pages are."""

import pytest

from certificates.issuer import issuer_in
from content.addresses import known_addresses
from content.models import CourseIndexPage, HelpPage, Organiser, StandardPage
from content.organiser import known_organiser
from lms.ui import site
from tests.factories.content import make_site
from tests.factories.pages import add_page

pytestmark = pytest.mark.django_db


def test_a_saved_organiser_is_told_at_once_and_then_for_nothing(statements):
    organiser = Organiser.objects.create(name="Säätiö", email="palvelu@example.org", business_id="1234567-1")
    assert site.organiser("fi").name == "Säätiö"
    with statements(0):
        assert site.organiser("sv").email == "palvelu@example.org"
        assert issuer_in("fi").business_id == "1234567-1"
    organiser.name = "Uusi säätiö"
    organiser.save()
    assert issuer_in("fi").name == "Uusi säätiö"


def test_without_an_organiser_certificates_name_the_service():
    known_organiser.forget()
    assert (issuer_in("fi").name, site.organiser("fi").name) == ("Polku", "")


def test_header_and_footer_lead_to_the_pages_wherever_they_are(statements):
    home = make_site()
    add_page(home, CourseIndexPage(title="Kurssit", slug="kurssit"))
    add_page(home, HelpPage(title="Apua", slug="apua-nyt"))
    add_page(home, StandardPage(title="Seloste", slug="seloste", purpose="accessibility"))
    known_addresses.forget()
    addresses = site.addresses("fi")
    assert (addresses["catalogue"], addresses["help"], addresses["accessibility"]) == (
        "/kurssit/",
        "/apua-nyt/",
        "/seloste/",
    )
    assert addresses["verify"] == "/todistus/"  # no page of ours
    with statements(0):
        assert site.addresses("fi") == addresses


def test_a_page_that_is_not_translated_is_reached_in_finnish():
    add_page(make_site(), HelpPage(title="Apua", slug="apua-nyt"))
    known_addresses.forget()
    assert site.addresses("sv")["help"] == "/apua-nyt/"

"""The organiser words the site's mail in the admin."""

import pytest
from django.core import mail
from django.urls import reverse

from lms.jobs.api import kind_of, kinds, run_due, wording_of
from lms.jobs.models import MailText
from tests.factories.authors import make_author, make_site_administrator

pytestmark = pytest.mark.django_db
FEEDBACK = kind_of("graded.feedback")


@pytest.fixture
def admin(client):
    client.force_login(make_site_administrator("anna@example.org"))
    return client


def page_of(kind=FEEDBACK, language="fi") -> str:
    return reverse("mail_texts:edit", args=[kind.slug, language])


def test_the_list_leads_to_every_kind_in_every_language(admin):
    text = admin.get(reverse("mail_texts:index")).content.decode()
    assert all(page_of(kind, language) in text for kind in kinds() for language in ("fi", "sv", "en"))


def test_the_list_is_in_the_menu_of_who_may_change_it(admin):
    assert reverse("mail_texts:index") in admin.get(reverse("wagtailadmin_home")).content.decode()


def test_an_author_of_trainings_has_no_such_page(client):
    client.force_login(make_author())
    assert client.get(page_of()).status_code != 200
    assert client.post(page_of(), {"subject": "x", "body": "x", "save": "1"}).status_code != 200
    assert reverse("mail_texts:index") not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert not MailText.objects.exists()


def test_the_page_shows_the_words_in_use_what_can_be_filled_in_and_a_preview(admin):
    text = admin.get(page_of()).content.decode()
    assert "<code>{title}</code>" in text
    assert "Kouluttajasi on lukenut tehtäväsi {title} ja antanut palautteen." in text
    assert "Polku" in text


def test_words_are_saved_and_taken_back(admin):
    given = {"subject": "Palaute odottaa", "body": "Hei! {title}"}
    assert admin.post(page_of(), given | {"save": "1"}).status_code == 302
    assert wording_of(FEEDBACK, "fi").subject == "Palaute odottaa"
    assert "Alkuperäinen teksti" in admin.get(page_of()).content.decode()
    assert admin.post(page_of(), given | {"restore": "1"}).status_code == 302
    assert not wording_of(FEEDBACK, "fi").is_own


def test_what_cannot_be_used_keeps_what_was_typed(admin):
    answer = admin.post(page_of(), {"subject": "Palaute", "body": "Hei {nimi}, ihan oma teksti", "save": "1"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "ihan oma teksti" in text
    assert "{title}" in text
    assert not MailText.objects.exists()


def test_looking_first_stores_nothing_and_shows_the_new_words(admin):
    answer = admin.post(page_of(), {"subject": "Uusi", "body": "Katsotaan: {title}", "look": "1"})
    assert answer.status_code == 200
    assert "Katsotaan: " in answer.content.decode().split("<pre")[1]
    assert "{title}" not in answer.content.decode().split("<pre")[1]
    assert not MailText.objects.exists()


def test_a_test_goes_to_oneself_alone_and_stores_nothing(admin):
    admin.post(page_of(), {"subject": "Uusi", "body": "Katsotaan: {title}", "test": "1"})
    run_due()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["anna@example.org"], "Uusi")
    assert not MailText.objects.exists()


@pytest.mark.parametrize("path", [("no.kind", "fi"), ("graded.feedback", "de")])
def test_what_is_not_there_is_not_there(admin, path):
    assert admin.get(reverse("mail_texts:edit", args=path)).status_code == 404

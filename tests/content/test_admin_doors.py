"""Who gets into the admin, and what its menu offers."""

import pytest
from django.urls import reverse
from wagtail.admin.menu import admin_menu

from lms.accounts.api import COACH, COHORT_ADMINISTRATOR
from tests.dashboard.people import client_of, make_staff, make_trainer
from tests.factories.authors import make_author, make_site, make_site_administrator
from tests.factories.courses import make_run

pytestmark = pytest.mark.django_db

PLACES = (
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "koulutukset:index",
    "luvut:index",
    "testit:index",
    "luvut:choose_parent",
    "koulutukset:choose_parent",
    "questions:index",
    "questions:add",
    "wagtailimages:index",
    "wagtaildocs:index",
    "wagtailsnippets_content_factcard:list",
    "wagtailsnippets_content_recording:list",
    "wagtailsnippets_content_certificatetext:list",
    "wagtailsnippets_content_helpcontact:list",
)


def coach():
    return make_staff("ohjaaja@example.org", COACH)


def manager():
    return make_staff("ryhmat@example.org", COHORT_ADMINISTRATOR)


def trainer():
    return make_trainer(make_run())


@pytest.mark.parametrize("who", [coach, manager, trainer])
@pytest.mark.parametrize("place", ["wagtailadmin_home", "questions:index", "wagtailimages:index"])
def test_staff_who_do_not_write_find_no_admin(who, place):
    make_site()
    response = client_of(who()).get(reverse(place))
    assert response.status_code == 404
    assert "wagtail" not in response.content.decode().lower()


def test_a_trainee_finds_no_admin(client, trainee):
    client.force_login(trainee)
    assert client.get(reverse("wagtailadmin_home")).status_code == 404


@pytest.mark.parametrize("who", [make_author, make_site_administrator])
@pytest.mark.parametrize("place", PLACES)
def test_every_place_of_the_menu_opens_for_those_who_write(who, place):
    assert client_of(who()).get(reverse(place), follow=True).status_code == 200


def names_in_menu(client) -> set[str]:
    request = client.get(reverse("wagtailadmin_home")).wsgi_request
    return {item.name for item in admin_menu.menu_items_for_request(request)}


def test_an_author_sees_what_authors_need_and_no_more():
    wanted = {"explorer", "trainings", "lessons", "quizzes", "assignments", "question-bank", "fact-cards", "recordings"}
    wanted |= {"glossary", "certificate-texts", "help-contacts", "images", "documents", "reports", "my-own-page"}
    wanted |= {"scales", "network-cards", "shared-pieces"}
    assert names_in_menu(client_of(make_author())) == wanted


def test_a_site_administrator_also_sees_the_settings():
    client = client_of(make_site_administrator())
    assert "settings" in names_in_menu(client)
    organiser = reverse("wagtailsettings:edit", args=["content", "organiser"])
    assert client.get(organiser, follow=True).status_code == 200


def test_an_author_cannot_change_the_organiser():
    organiser = reverse("wagtailsettings:edit", args=["content", "organiser"])
    response = client_of(make_author()).get(organiser, follow=True)
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("place", ["wagtailusers_users:index", "wagtailusers_groups:index"])
def test_an_author_sees_no_people(place):
    response = client_of(make_author()).get(reverse(place))
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


def test_an_author_who_teaches_nothing_sees_no_run():
    run = make_run()
    assert client_of(make_author()).get(reverse("trainer:run", args=[run.code])).status_code == 404

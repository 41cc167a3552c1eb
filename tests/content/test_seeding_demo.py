"""The demo's people and what their roles may do in the admin."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management.base import OutputWrapper
from django.urls import reverse

from content.models import FactCard, HelpContact, LessonPage, QuizPage
from content.seeding.loader import load_starter
from courses.api import groups_of, runs_taught_by
from courses.discussions.models import Message
from lms.accounts.api import AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR, Learner, User, roles_of
from lms.dashboard.management.commands.demo import PEOPLE, ensure_people, print_welcome
from tests.content.starter_tree import write_tree
from tests.factories import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings, tmp_path):
    """A demo with the small tree and its people."""
    settings.DEMO = True
    load_starter(write_tree(tmp_path))
    ensure_people()


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@esimerkki.fi")


def admin_status(client, user: User, address: str) -> int:
    client.force_login(user)
    return client.get(address).status_code


def test_demo_has_one_verified_person_for_each_role(demo):
    roles = {user.email.partition("@")[0]: roles_of(user) for user in User.objects.filter(is_demo=True)}

    assert roles == {
        "opiskelija": frozenset(),
        "koordinaattori": frozenset(),
        "kouluttaja": {AUTHOR},
        "tekija": {AUTHOR},
        "ohjaaja": {COACH},
        "toinenohjaaja": {COACH},
        "ryhmavastaava": {COHORT_ADMINISTRATOR},
        "yllapito": {SITE_ADMINISTRATOR},
    }
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == len(PEOPLE)
    trainees = {user.email for user in User.objects.filter(is_staff=False)}
    assert trainees == {"opiskelija@esimerkki.fi", "koordinaattori@esimerkki.fi"}


def test_demo_has_a_run_of_the_long_training_with_somebody_in_it(settings, tmp_path):
    settings.DEMO = True
    load_starter(write_tree(tmp_path))
    course = make_course(code="tyokykykoordinaattori")
    ensure_people()
    ensure_people()

    earlier, run = course.runs.order_by("starts")
    assert earlier.closed_at
    assert not run.is_open
    people = [one.learner.user for one in run.enrolments.order_by("pk")]
    assert people[0].email == "koordinaattori@esimerkki.fi"
    assert len(people) == 6
    assert not any(one.has_usable_password() for one in people[1:])
    assert all(one.is_demo for one in people)
    assert [text.text[:4] for text in Message.objects.all()] == ["Hei!"]
    assert [group.name for group in groups_of(run)] == [group.name for group in groups_of(earlier)]
    assert {run, earlier} <= set(runs_taught_by(person("kouluttaja")))


def test_demo_coach_has_people_to_walk_with_and_a_colleague_to_hand_them_to(settings, tmp_path, client):
    settings.DEMO = True
    load_starter(write_tree(tmp_path))
    ensure_people()
    ensure_people()
    client.force_login(person("ohjaaja"))
    page = client.get("/ohjaaja/").content.decode()
    assert [page.count(f">{name}</h3>") for name in ("Miu", "Aki", "Sara")] == [1, 1, 1]
    assert "Oona" in page
    assert not Learner.objects.exclude(user=None).filter(coach_links__isnull=False).exists()
    client.force_login(person("toinenohjaaja"))
    assert "Miu" not in client.get("/ohjaaja/").content.decode()


def test_demo_trainer_teaches_the_trainings_and_not_the_coaching(demo):
    assert sorted(run.code for run in runs_taught_by(person("kouluttaja"))) == ["eka", "toka"]


def test_people_when_not_in_demo_are_not_made(settings, tmp_path):
    settings.DEMO = False
    load_starter(write_tree(tmp_path))
    ensure_people()

    assert not User.objects.exists()


def test_password_when_changed_is_not_reset(demo):
    user = person("opiskelija")
    user.set_password("oma-salasana-123")
    user.save()
    ensure_people()

    assert person("opiskelija").check_password("oma-salasana-123")


def test_welcome_tells_addresses_and_working_passwords(demo):
    changed = person("tekija")
    changed.set_password("oma-salasana-123")
    changed.save()
    out = StringIO()
    print_welcome(8123, OutputWrapper(out))

    text = out.getvalue()
    assert "http://localhost:8123/" in text
    for one in PEOPLE:
        assert one.email in text
        assert (one.password in text) == (one.name != "tekija")
        assert len(one.password) >= 10


@pytest.mark.parametrize("name", ["tekija", "yllapito"])
def test_author_reaches_pages_files_cards_and_questions(demo, client, name):
    lesson, quiz = LessonPage.objects.first(), QuizPage.objects.first()
    addresses = [
        reverse("wagtailadmin_pages:edit", args=[quiz.pk]),
        reverse("wagtailadmin_pages:add", args=["content", "lessonpage", lesson.get_parent().pk]),
        reverse("wagtailimages:add"),
        reverse("wagtaildocs:add"),
        reverse(FactCard.snippet_viewset.get_url_name("add")),
        reverse(HelpContact.snippet_viewset.get_url_name("list")),
        reverse("questions:index"),
    ]

    assert {address: admin_status(client, person(name), address) for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_author_may_publish_and_edit_no_people(demo, client):
    author, lesson = person("tekija"), LessonPage.objects.first()

    assert lesson.permissions_for_user(author).can_publish()
    assert admin_status(client, author, reverse("wagtailusers_users:index")) == 302
    assert admin_status(client, author, "/hallinta/settings/content/organiser/") == 302


def test_site_administrator_reaches_the_organiser_and_people(demo, client):
    admin = person("yllapito")

    assert admin_status(client, admin, reverse("wagtailusers_users:index")) == 200
    organiser = client.get("/hallinta/settings/content/organiser/", follow=True)
    assert (organiser.status_code, "Esimerkkisäätiö" in organiser.content.decode()) == (200, True)


@pytest.mark.parametrize("name", ["opiskelija", "ohjaaja", "ryhmavastaava"])
def test_others_have_no_door_to_the_admin(demo, client, name):
    client.force_login(person(name))

    assert client.get("/hallinta/").status_code in (302, 403, 404)

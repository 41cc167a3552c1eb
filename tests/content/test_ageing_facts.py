"""Facts that age: the author's list, and what a learner is told who had read the fact as it was."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override

from content.authoring.ageing import facts_by_day
from content.models import FactCard, HelpContact, HelpPage
from courses.api import close_run
from courses.models import Progress, Run
from lms.accounts.api import COACH
from tests.content.test_steps import address, enter, make_card
from tests.dashboard.people import client_of, make_staff
from tests.factories.authors import make_author, make_site
from tests.factories.pages import add_page, make_course_page, make_home, make_lesson_page, make_module_page

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def card():
    return make_card()


@pytest.fixture
def read(client, learner, card):
    """A lesson with the card, finished by the learner; returns its address."""
    course = make_course_page()
    lesson = make_lesson_page(make_module_page(course), body=[("fact", {"card": card})])
    run = enter(course, learner)
    client.force_login(learner.user)
    client.post(address(run, lesson, "steps:done"))
    assert Progress.objects.count() == 1
    return address(run, lesson)


def told() -> str:
    """The note in the lesson's own language."""
    with override("fi"):
        return ngettext(
            "A fact in this lesson has changed since you finished it:",
            "Facts in this lesson have changed since you finished it:",
            1,
        )


def change(card, **fields) -> None:
    for name, value in fields.items():
        setattr(card, name, value)
    card.save()


def test_learner_who_had_finished_is_told_what_the_fact_was(client, read, card):
    assert told() not in client.get(read).content.decode()
    change(card, value="Kela ei maksa.")
    page = client.get(read).content.decode()
    assert told() in page
    assert "Kela ei maksa." in page
    assert "Kela maksaa." in page


def test_the_course_home_leads_to_what_has_changed_while_the_run_goes_on(client, read, card, learner):
    home = reverse("dashboard:course", args=[Run.objects.get().code])
    link = f'<a href="{read}">'
    before = client.get(home).content.decode().count(link)
    change(card, value="Kela ei maksa.")
    page = client.get(home).content.decode()
    assert page.count(link) == before + 1
    assert card.title in page
    close_run(run=Run.objects.get(), actor=None)
    assert client.get(home).content.decode().count(link) == before


def test_the_course_home_asks_for_changed_facts_once(client, read, card, statements):
    home = reverse("dashboard:course", args=[Run.objects.get().code])
    change(card, value="Kela ei maksa.")
    client.get(home)
    with statements(6):  # as ever, with the certificate; none for the facts
        client.get(home)


def test_learner_is_not_told_of_spaces_capitals_or_another_source(client, read, card):
    change(card, value="kela  maksaa.", source="Finlex", checked=TODAY)
    assert told() not in client.get(read).content.decode()


def test_learner_is_told_when_a_fact_became_uncertain(client, read, card):
    change(card, certain=False)
    page = client.get(read).content.decode()
    assert told() in page
    with override("fi"):
        assert gettext("Before it was:") not in page


def test_learner_who_has_not_finished_or_finished_after_the_change_is_told_nothing(client, read, card):
    change(card, value="Kela ei maksa.")
    Progress.objects.update(completed_at=timezone.now())
    assert told() not in client.get(read).content.decode()
    Progress.objects.all().delete()
    assert told() not in client.get(read).content.decode()


def test_telling_costs_no_statement(client, read, card, statements):
    client.get(read)
    with statements(4):
        client.get(read)
    change(card, value="Kela ei maksa.")
    client.get(read)
    with statements(4):
        client.get(read)


def test_facts_stand_by_their_day_with_what_is_late_first():
    for key, day in (("a", None), ("b", TODAY), ("c", TODAY - datetime.timedelta(1)), ("d", TODAY.replace(year=2028))):
        make_card(key=key, title=key, review_by=day, checked=datetime.date(2026, 1, 1))
    assert [(row.card.title, row.state) for row in facts_by_day(TODAY)] == [
        ("c", "late"),
        ("b", "soon"),
        ("d", ""),
        ("a", ""),
    ]


def test_the_list_leads_to_the_pages_that_show_a_fact(card):
    author = client_of(make_author())
    lesson = make_lesson_page(make_module_page(make_course_page()), title="Raha", body=[("fact", {"card": card})])
    shown = author.get(reverse("ageing:index")).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in shown
    assert reverse("wagtailsnippets_content_factcard:edit", args=[card.pk]) in shown


def test_numbers_of_help_age_too_and_stand_where_they_are_shown():
    make_site()
    page = add_page(make_home(), HelpPage(title="Apua nyt", slug="apua"))
    about = {"locale": page.locale, "checked": TODAY - datetime.timedelta(days=200)}
    HelpContact.objects.create(
        key="linja", name="Linja", number="0100 100", review_by=TODAY - datetime.timedelta(1), published=True, **about
    )
    HelpContact.objects.create(key="muu", name="Ei näytetä", review_by=TODAY, published=False, **about)
    (row,) = facts_by_day(TODAY)
    assert (row.title, row.text, row.state, row.pages[0].pk) == ("Linja", "0100 100", "late", page.pk)
    shown = client_of(make_author()).get(reverse("ageing:index")).content.decode()
    assert reverse("wagtailsnippets_content_helpcontact:edit", args=[row.card.pk]) in shown


def test_the_list_says_where_to_begin_when_there_are_no_facts():
    author = client_of(make_author())
    assert not FactCard.objects.exists()
    assert reverse("wagtailsnippets_content_factcard:add") in author.get(reverse("ageing:index")).content.decode()


def test_a_coach_finds_no_list():
    make_site()
    assert client_of(make_staff("ohjaaja@example.org", COACH)).get(reverse("ageing:index")).status_code == 404

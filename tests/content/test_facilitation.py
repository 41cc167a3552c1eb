"""The coach's edition of the parts: who reads it, and that no learner's page carries it."""

import pytest

from content.models import PartPage
from content.views.facilitation import facilitated_parts
from courses.api import cancel_enrolment, enrol_learner
from lms.accounts.api import AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR
from tests.dashboard.people import client_of, make_staff, make_trainer
from tests.factories import make_course, make_run
from tests.factories.pages import add_page, make_course_page
from tests.factories.personal import READ

TEXT = "<p><b>Tavoite:</b> Nuori pääsee alkuun.</p><script>x()</script>"


@pytest.fixture
def part(db) -> PartPage:
    programme = make_course_page(policy="private", certificate=None)
    return add_page(programme, make_part(title="Alku", slug="alku", number=1, facilitator=TEXT))


def make_part(**fields) -> PartPage:
    return PartPage(minutes=6, screens=[("read", READ)], **fields)


@pytest.mark.parametrize("role", [COACH, AUTHOR, SITE_ADMINISTRATOR])
def test_a_coach_or_an_author_reads_how_to_do_a_part_together(part, role, statements):
    client = client_of(make_staff("ohjaaja@example.org", role))
    client.get("/ohjaaja/osat/")  # the menus of all pages are read once
    with statements(4):  # session with account, second factor, roles, parts
        page = client.get("/ohjaaja/osat/").content.decode()
    assert "<strong>Tavoite:</strong> Nuori pääsee alkuun." in page
    assert "x()" not in page


def test_others_find_no_such_page(part, client, trainee):
    assert client.get("/ohjaaja/osat/").status_code == 302
    assert client_of(trainee).get("/ohjaaja/osat/").status_code == 404
    assert client_of(make_staff("x@example.org", COHORT_ADMINISTRATOR)).get("/ohjaaja/osat/").status_code == 404


def test_who_studies_or_teaches_in_a_training_with_a_group_reads_it_too(part, learner):
    run = make_run(make_course(type="blended_cohort"))
    enrolment = enrol_learner(run=run, learner=learner)
    for user in (learner.user, make_trainer(run)):
        page = client_of(user).get("/ohjaaja/osat/")
        assert "Nuori pääsee alkuun" in page.content.decode()
        assert 'href="/ohjaaja/"' not in page.content.decode()
    cancel_enrolment(enrolment=enrolment, actor=learner.user)
    assert client_of(learner.user).get("/ohjaaja/osat/").status_code == 404


def test_who_studies_by_themselves_finds_no_such_page(part, learner):
    enrol_learner(run=make_run(make_course(type="self_paced")), learner=learner)
    assert client_of(learner.user).get("/ohjaaja/osat/").status_code == 404


def test_the_text_for_coaches_is_in_no_publication(part):
    assert "pääsee alkuun" not in str(part.published_body())


def test_a_part_without_the_text_or_unpublished_is_left_out(part):
    add_page(part.get_parent(), make_part(title="Tyhjä", slug="tyhja", number=2, facilitator="<p> </p>"))
    assert [shown["title"] for shown in facilitated_parts("sv")] == ["1. Alku"]
    part.unpublish()
    assert facilitated_parts("fi") == []


def test_a_coach_who_reads_another_language_sees_that_the_text_is_finnish(part):
    client = client_of(make_staff("ohjaaja@example.org", COACH))
    page = client.get("/en/ohjaaja/osat/").content.decode()
    assert '<div lang="fi">' in page and "Nobody has translated this text yet." in page
    assert "Nobody has translated" not in client.get("/ohjaaja/osat/").content.decode()

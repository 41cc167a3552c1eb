"""Making a run, changing its facts, naming trainers, taking the author's changes."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.api import OutlineItem, OutlineSection, Run, enrol_learner, name_trainer, publish_outline
from courses.meetings.services.planning import cancel_meeting
from lms.accounts.api import User
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, do_steps, enrol_people, main_of, make_manager, make_trainer
from tests.factories import make_course, make_run
from tests.factories.meetings import make_day


@pytest.fixture
def manager(db) -> User:
    return make_manager()


def facts(**changes: object) -> dict:
    return {
        "name": "Kevät 2027",
        "starts": "2027-01-14",
        "ends": "2027-05-30",
        "capacity": "20",
        "is_open": "on",
    } | changes


def new_of(course) -> str:
    """The address of the form for a new run of ``course``."""
    return f"{reverse('trainer:new')}?koulutus={course.code}"


def test_a_cohort_administrator_makes_a_run_and_names_its_trainer(manager, trainee):
    course, client = make_course(type="blended_cohort"), client_of(manager)
    assert new_of(course) in main_of(client.get(reverse("trainer:new")))
    sent = facts(code="tyokyky-kevat-2027", language="fi")
    response = client.post(new_of(course), sent)
    run = Run.objects.get()
    assert (response.status_code, response.url) == (302, reverse("trainer:trainers", args=[run.code]))
    assert (run.course, run.name, run.capacity, run.is_open, str(run.starts)) == (
        course,
        "Kevät 2027",
        20,
        True,
        "2027-01-14",
    )
    assert run.items.count() == 2
    client.post(response.url, {"email": trainee.email.upper()})
    trainee.refresh_from_db()
    assert run.staff.get().user == trainee
    assert trainee.is_staff  # so the second factor is asked for
    assert AuditEntry.objects.get(verb="run.trainer_named").actor_key == manager.key


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "Ei kelpaa!"),
        ("code", "varattu"),
        ("language", "xx"),
        ("name", "x" * 121),
        ("name", "a\x00b"),
        ("starts", "31.31.2027"),
        ("starts", "20270-01-14"),
        ("starts", "1027-01-14"),
        ("ends", "2027-01-01"),
        ("capacity", "0"),
        ("capacity", "9" * 30),
        ("capacity", "-1"),
    ],
)
def test_a_run_that_cannot_be_is_refused_at_its_field_and_the_rest_is_kept(manager, field, value):
    course = make_course(type="blended_cohort")
    Run.objects.create(course=course, code="varattu", name="Entinen")
    sent = facts(code="uusi", language="fi") | {field: value}
    response = client_of(manager).post(new_of(course), sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Run.objects.count() == 1


def test_the_coaching_is_not_offered_for_new_runs(manager):
    course = make_course(policy="private")
    client = client_of(manager)
    assert client.get(reverse("trainer:new")).context["courses"] == []
    assert client.get(new_of(course)).status_code == 404


def test_an_address_left_empty_is_made_of_the_name_and_never_taken(manager):
    course, client = make_course(type="blended_cohort", code="tyokyky"), client_of(manager)
    for _time in range(2):
        client.post(new_of(course), facts(code="", language="fi"))
    codes = Run.objects.order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["tyokyky-kevat-2027", "tyokyky-kevat-2027-2"]


def test_a_trainer_changes_the_facts_of_the_run(db):
    run = make_run(type="blended_cohort")
    trainer = make_trainer(run)
    url = reverse("trainer:edit", args=[run.code])
    assert 'type="date"' in main_of(client_of(trainer).get(url))
    response = client_of(trainer).post(url, facts(is_open="", language="fi"))
    assert (response.status_code, response.url) == (302, reverse("trainer:run", args=[run.code]))
    run.refresh_from_db()
    assert (run.name, run.capacity, run.is_open) == ("Kevät 2027", 20, False)
    entry = AuditEntry.objects.get(verb="run.changed")
    assert (entry.actor_key, entry.detail) == (
        trainer.key,
        {"fields": ["capacity", "ends", "is_open", "name", "starts"]},
    )


def test_fewer_places_than_people_is_refused_with_the_number(db):
    run = make_run(type="blended_cohort")
    enrol_people(run, "Aino Esimerkki", "Mikko Malli")
    sent = facts(capacity="1", language="fi")
    response = client_of(make_trainer(run)).post(reverse("trainer:edit", args=[run.code]), sent)
    assert response.status_code == 422
    said = ngettext(
        "One person is in already, so there must be at least one place.",
        "%(taken)d people are in already, so there must be at least %(taken)d places.",
        2,
    )
    assert said % {"taken": 2} in main_of(response)
    run.refresh_from_db()
    assert (run.capacity, run.name) == (None, "Syksy 2026")


@pytest.mark.parametrize("email", ["ei.ole@example.org", "ei osoite", "", "a\x00@example.org"])
def test_naming_somebody_without_an_account_is_refused(manager, email):
    run = make_run()
    response = client_of(manager).post(reverse("trainer:trainers", args=[run.code]), {"email": email})
    assert response.status_code == 422
    assert not run.staff.exists()


def test_a_trainer_is_dismissed_and_finds_the_run_no_more(manager):
    run = make_run()
    trainer = make_trainer(run)
    url = reverse("trainer:dismiss", args=[run.code])
    assert client_of(manager).post(url, {"trainer": "muu"}).status_code == 404
    assert client_of(manager).post(url, {"trainer": str(trainer.key)}).status_code == 302
    assert client_of(trainer).get(reverse("trainer:run", args=[run.code])).status_code == 404


def shorten(course) -> None:
    """The author takes the last step out of the course."""
    section = course.outline[0]
    items = tuple(OutlineItem(activity=item["activity"]) for item in section["items"][:-1])
    outline = [OutlineSection(key=section["key"], titles=section["titles"], items=items)]
    publish_outline(course_key=course.key, sections=outline)


def test_the_authors_changes_wait_until_the_trainer_takes_them(learner):
    run = make_run(make_course(lessons=3, type="blended_cohort"))
    enrolment = enrol_learner(run=run, learner=learner)
    do_steps(enrolment, 2)
    client = client_of(make_trainer(run))
    home, url = reverse("trainer:run", args=[run.code]), reverse("trainer:changes", args=[run.code])
    assert url not in main_of(client.get(home))
    shorten(run.course)
    assert url in main_of(client.get(home))
    assert "Vaihe 3" in main_of(client.get(url))
    assert run.items.count() == 3
    assert client.post(url).url == home
    assert run.items.count() == 2
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"  # nothing is missing any more
    assert url not in main_of(client.get(home))
    assert _("There is nothing to take: this run has the author's newest outline.") in client.get(
        url
    ).content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize("runs", [1, 6])
def test_the_list_of_runs_costs_the_same_for_any_number(db, runs, statements):
    trainer = make_trainer(make_run())
    for _number in range(runs):
        name_trainer(run=make_run(), user=trainer, actor=None)
    client = client_of(trainer)
    client.get(reverse("trainer:home"))
    # session with account, second factor, roles, count, runs, teaching, and what waits: to mark (2), messages, who
    # wants in (2), runs going on and who needs attention there (4), days and make-up tasks, questions in discussions,
    # reports, project messages, prior learning, follow-ups
    with statements(23):
        client.get(reverse("trainer:home"))


def test_a_shortened_run_says_which_days_are_left_outside(db):
    run = make_run(type="blended_cohort")
    today = timezone.localdate()
    days = [make_day(run, days=number, title=f"Päivä {number}") for number in (2, 9, 16)]
    cancel_meeting(meeting=days[2], actor=None)
    client, url = client_of(make_trainer(run)), reverse("trainer:edit", args=[run.code])
    facts = {"name": run.name, "language": "fi", "starts": today.isoformat()}
    ends = today + datetime.timedelta(days=5)
    page = main_of(client.post(url, facts | {"ends": ends.isoformat()}, follow=True))
    assert "Päivä 9" in page and "One contact day is outside the dates of the run" in page
    assert "Päivä 2" not in page and "Päivä 16" not in page
    ends = today + datetime.timedelta(days=30)
    assert "outside" not in main_of(client.post(url, facts | {"ends": ends.isoformat()}, follow=True))


def test_a_run_that_is_not_open_gives_no_address_to_share(db):
    run = make_run(type="blended_cohort", is_open=False)
    page = main_of(client_of(make_trainer(run)).get(reverse("trainer:run", args=[run.code])))
    assert "Give people this address" not in page
    assert "The run is not open for enrolment" in page

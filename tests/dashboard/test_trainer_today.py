"""What waits for a trainer today: each thing a number and a link, in as many statements at any size."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.admissions.models import Application, Turn
from courses.api import Enrolment, Group, Run, name_trainer
from courses.discussions.models import Conversation, Message
from courses.followups.api import FollowUp
from courses.meetings.api import Mark, save_roll
from courses.meetings.models import Attendance
from courses.meetings.services.absence import say_cannot_come, take_back_absence
from tests.dashboard.people import client_of, enrol_people, main_of, make_manager, make_trainer
from tests.factories import make_run
from tests.factories.assignments import make_writing
from tests.factories.marking import make_ready
from tests.factories.meetings import make_day, make_day_now

pytestmark = pytest.mark.django_db


def lines_of(browser) -> dict[str, tuple[int, str]]:
    return {line.words: (line.number, line.url) for line in browser.get(reverse("trainer:home")).context["today"].lines}


def crowd(run: Run, *names: str) -> list[Enrolment]:
    """People who want something: each has written, applied elsewhere, and missed a day."""
    people = enrol_people(run, *names)
    for one in people:
        talk = Conversation.objects.create(enrolment=one, with_all=True)
        Message.objects.create(conversation=talk, sender=one.learner.user, role="learner", key=uuid.uuid4(), text="Hei")
    day = make_day(run, days=-3)
    Attendance.objects.bulk_create(
        Attendance(meeting=day, enrolment=one, state="absent", answered_at=timezone.now()) for one in people
    )
    return people


def test_a_quiet_day_says_so_and_leads_on():
    page = main_of(client_of(make_trainer(make_run())).get(reverse("trainer:home")))
    assert "Nothing just now." in page
    for name in ("letters:list", "marking:queue", "followups:list"):
        assert f'href="{reverse(name)}"' in page


def test_everything_that_waits_is_a_number_and_a_link(learner):
    writing = make_writing(learner)
    run, browser = writing.run, client_of(writing.trainer)
    crowd(run, "Aino Aamu", "Ville Valo")
    writing.hand_in()
    applicant, queued = enrol_people(make_run(), "Hilla Hakija", "Jaana Jono")
    now = timezone.now()
    Application.objects.create(run=run, learner=applicant.learner, state="sent", sent_at=now)
    reply_by = now + datetime.timedelta(days=2)
    Turn.objects.create(run=run, learner=queued.learner, state="offered", offered_at=now, reply_by=reply_by)
    FollowUp.objects.create(enrolment=Enrolment.objects.filter(run=run).first(), months=3, due=timezone.localdate())
    Enrolment.objects.filter(run=run).update(enrolled_at=now - datetime.timedelta(days=30))
    found = lines_of(browser)
    until = f"{timezone.localtime(reply_by):%-d.%-m.%Y}"
    applicants = reverse("trainer:applicants", args=[run.code])
    assert found["Messages that wait for an answer"] == (2, reverse("letters:list"))
    assert found["Assignments to mark"] == (1, reverse("marking:queue"))
    assert found["Applications to decide"] == (1, applicants)
    assert found[f"Offered places without an answer, the last until {until}"] == (1, applicants)
    assert found["People who need attention"] == (2, reverse("trainer:board", args=[run.code]))
    assert found["Make-up tasks to read"][0] == 2
    assert found["Follow-up conversation to have"] == (
        1,
        reverse("followups:list"),
    )


def test_marked_work_that_nobody_has_given_leads_to_where_it_is_given(learner):
    writing = make_writing(learner)
    make_ready(writing.hand_in(), writing.trainer)
    found = lines_of(client_of(writing.trainer))
    assert "Assignments to mark" not in found
    assert found["Feedback that is ready to be given"] == (1, f"{reverse('marking:queue')}?tila=valmiina")


def test_an_offer_whose_time_is_over_and_a_decided_application_wait_for_nobody():
    run = make_run()
    one, other = enrol_people(make_run(), "Hilla Hakija", "Jaana Jono")
    past = timezone.now() - datetime.timedelta(hours=1)
    Application.objects.create(run=run, learner=one.learner, state="accepted", sent_at=past)
    Turn.objects.create(run=run, learner=other.learner, state="offered", offered_at=past, reply_by=past)
    assert lines_of(client_of(make_trainer(run))) == {}


def test_todays_day_leads_to_the_list_of_names_and_the_next_to_its_page():
    run = make_run(type="short_group")
    today, later, _last = make_day_now(run), make_day(run, days=5), make_day(run, days=9)
    page = client_of(make_trainer(run)).get(reverse("trainer:home"))
    days = page.context["today"].days
    assert [row["url"] for row in days] == [
        reverse("days:roll", args=[run.code, today.pk]),
        reverse("days:day", args=[run.code, later.pk]),
    ]
    assert days[0]["status"] == "Mark who is there" and days[1]["status"] == ""


def test_a_day_says_how_many_cannot_come_until_they_are_marked_or_gone():
    run = make_run(type="short_group")
    aino, ville, kaisa = enrol_people(run, "Aino Aamu", "Ville Valo", "Kaisa Kallio")
    day, browser = make_day(run, days=2), client_of(make_trainer(run))
    for one in (aino, ville, kaisa):
        say_cannot_come(enrolment=one, meeting=day, reason="", actor=one.learner.user)
    assert "3 people cannot come" in main_of(browser.get(reverse("trainer:home")))
    save_roll(meeting=day, marks=[Mark(aino.pk, ("absent", 0, ""), version=0)], actor=None)
    Enrolment.objects.filter(pk=ville.pk).update(status=Enrolment.Status.CANCELLED)
    [row] = browser.get(reverse("trainer:home")).context["today"].days
    assert row["when"].endswith(f"{run.name} · One person cannot come")
    take_back_absence(enrolment=kaisa, meeting=day, actor=None)
    assert "cannot come" not in main_of(browser.get(reverse("trainer:home")))


def test_who_looks_after_every_run_sees_applicants_of_all_and_no_private_things():
    run = make_run()
    crowd(run, "Aino Aamu")
    applicant = enrol_people(make_run(), "Hilla Hakija")[0]
    Application.objects.create(run=run, learner=applicant.learner, state="sent", sent_at=timezone.now())
    assert list(lines_of(client_of(make_manager()))) == ["Applications to decide"]


def test_nobodys_runs_are_counted_but_ones_own():
    run = make_run()
    crowd(run, "Aino Aamu")
    Enrolment.objects.update(enrolled_at=timezone.now() - datetime.timedelta(days=30))
    other = make_trainer(make_run(), "muu@example.org")
    assert lines_of(client_of(other)) == {}


def test_the_home_takes_as_many_statements_at_any_size(statements):
    run, second = make_run(type="short_group"), make_run(type="short_group")
    trainer = make_trainer(run)
    browser = client_of(trainer)
    crowd(run, "Aino Aamu")
    browser.get(reverse("trainer:home"))
    with statements(25):
        browser.get(reverse("trainer:home"))
    name_trainer(run=second, user=trainer, actor=None)
    crowd(second, "Ville Valo", "Kaisa Kallio", "Olli Oja")
    with statements(25):
        browser.get(reverse("trainer:home"))


def test_todays_day_asks_for_marking_until_everybody_expected_is_marked():
    run = make_run(type="short_group")
    ours, others = (Group.objects.create(run=run, name=name) for name in ("A", "B"))
    one, two, outside = enrol_people(run, "Aino Aamu", "Ville Valo", "Muu Ryhma")
    for enrolment, group in ((one, ours), (two, ours), (outside, others)):
        Enrolment.objects.filter(pk=enrolment.pk).update(group=group)
    today = make_day_now(run, group=ours)
    browser = client_of(make_trainer(run))

    def row() -> tuple[str, str]:
        [found] = browser.get(reverse("trainer:home")).context["today"].days
        return found["status"], found["url"]

    save_roll(meeting=today, marks=[Mark(one.pk, ("present", 0, ""))], actor=None)
    assert row() == ("Mark who is there", reverse("days:roll", args=[run.code, today.pk]))
    save_roll(meeting=today, marks=[Mark(two.pk, ("absent", 0, ""))], actor=None)
    assert row() == ("1 present", reverse("days:day", args=[run.code, today.pk]))
    page = main_of(browser.get(reverse("days:day", args=[run.code, today.pk])))
    assert "Change the attendance" in page and "Take attendance" not in page


def test_a_day_that_needs_no_names_leads_to_the_number_until_it_is_counted():
    run = make_run(type="theme_day")
    enrol_people(run, "Aino Aamu")
    today = make_day_now(run)
    browser, address = client_of(make_trainer(run)), reverse("days:day", args=[run.code, today.pk])

    def row() -> tuple[str, str]:
        [found] = browser.get(reverse("trainer:home")).context["today"].days
        return found["status"], found["url"]

    assert row() == ("Count the people", f"{address}#maara")
    page = main_of(browser.get(address))
    assert page.index('id="maara"') < page.index("Take attendance")
    browser.post(reverse("days:heads", args=[run.code, today.pk]), {"number": "34"})
    assert row() == ("34 present", address)

"""What somebody has to do and by when: on my page, and in their calendar."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from assessments.graded.api import Granted, accommodate, save_answer, submit_attempt
from assessments.graded.models import AssignmentVersion, Work
from courses.api import Evidence, Run, RunItem, cancel_enrolment, complete_activity, enrol_learner
from lms.dashboard.dates import before_me, deadlines_of
from lms.dashboard.queries import studies_of_account
from tests.dashboard.people import client_of, make_trainer
from tests.factories.assignments import make_writing
from tests.factories.graded import make_taking
from tests.factories.meetings import make_day
from tests.factories.projects import make_planning

pytestmark = pytest.mark.django_db


def ahead(days: int) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=days)


def own_page(name: str, *args) -> str:
    with override("fi"):
        return reverse(name, args=args)


def found_for(learner) -> list[tuple[str, str]]:
    """Kind and address of everything ahead of somebody, in order."""
    with override("fi"):
        coming, _awaited = before_me(learner.user, studies_of_account(learner.user))
        return [(one.kind, one.url) for one in coming]


def test_what_is_due_stands_in_order_whatever_its_training_and_kind(learner):
    taking, writing = make_taking(learner, "single_choice"), make_writing(learner)
    RunItem.objects.filter(activity=taking.activity).update(closes_at=ahead(4))
    RunItem.objects.filter(run=writing.run).update(due_at=ahead(2))
    day = make_day(taking.run, days=3)
    there = own_page("meetings:day", taking.run.code, day.pk)
    assert found_for(learner) == [("assignment", writing.address), ("day", there), ("quiz", taking.address)]
    page = client_of(learner.user).get("/oma/", headers={"accept-language": "fi"}).content.decode()
    assert page.index(f'href="{writing.address}"') < page.index(f'href="{there}"')


def test_what_has_no_date_is_not_listed_and_days_from_the_start_are_counted(learner):
    make_taking(learner, "single_choice")
    make_writing(learner)
    counted = make_writing(learner, due_days=10)
    Run.objects.update(starts=timezone.localdate())
    assert found_for(learner) == [("assignment", counted.address)]


def test_what_was_handed_in_is_gone_until_it_is_returned(learner):
    writing = make_writing(learner)
    RunItem.objects.filter(run=writing.run).update(due_at=ahead(-1))
    assert found_for(learner) == [("assignment", writing.address)]
    writing.hand_in()
    assert found_for(learner) == []
    RunItem.objects.filter(run=writing.run).update(due_at=None)
    Work.objects.update(state=Work.State.RETURNED)
    assert found_for(learner) == [("returned", writing.address)]


def test_more_time_moves_the_date_of_one_person(learner):
    taking, writing = make_taking(learner, "single_choice"), make_writing(learner)
    RunItem.objects.filter(run=writing.run).update(due_at=ahead(2))
    RunItem.objects.filter(activity=taking.activity).update(closes_at=ahead(1))
    writing.write()
    Work.objects.update(extended_until=ahead(9))
    trainer = make_trainer(taking.run)
    for enrolment, days in ((None, 3), (taking.enrolment, 20)):
        accommodate(
            run=taking.run, enrolment=enrolment, activity_id=None, granted=Granted(closes_at=ahead(days)),
            reason="Sovittu.", actor=trainer,
        )  # fmt: skip
    assert [kind for kind, _url in found_for(learner)] == ["assignment", "quiz"]


def test_a_test_that_is_passed_or_closed_or_waits_is_gone(learner):
    done, closed, waits = (make_taking(learner, kind) for kind in ("single_choice", "true_false", "essay"))
    RunItem.objects.update(closes_at=ahead(2))
    RunItem.objects.filter(activity=closed.activity).update(closes_at=ahead(-1))
    for taking, answer in ((done, "kela"), (waits, "Oma vastaus.")):
        attempt = taking.start()
        save_answer(attempt=attempt, position=1, answer=answer, seq=1)
        submit_attempt(attempt=attempt)
    assert found_for(learner) == []


def test_a_hidden_step_and_a_closed_run_tell_of_nothing(learner):
    hidden, over = make_writing(learner), make_writing(learner)
    RunItem.objects.update(due_at=ahead(2))
    RunItem.objects.filter(run=hidden.run).update(rule={"hidden": True})
    Run.objects.filter(pk=over.run.pk).update(closed_at=timezone.now())
    assert found_for(learner) == []


def test_a_calendar_has_what_is_due_and_knows_it_again(learner, client):
    writing = make_writing(learner)
    RunItem.objects.filter(run=writing.run).update(due_at=ahead(2))
    address = client_of(learner.user).post(reverse("meetings:calendar-issue")).context["address"]
    calendar = client.get("/" + address.split("/", 3)[3]).content.decode().replace("\r\n ", "")
    assert f"UID:{writing.run.code}-" in calendar and writing.address in calendar and "TRANSP:TRANSPARENT" in calendar
    [one] = deadlines_of(learner.user)
    RunItem.objects.filter(run=writing.run).update(due_at=ahead(5))
    [moved] = deadlines_of(learner.user)
    assert (moved.key, moved.at > one.at) == (one.key, True)


def test_others_see_nothing_of_it(learner, pseudonymous):
    RunItem.objects.filter(run=make_writing(learner).run).update(due_at=ahead(2))
    other = make_trainer(Run.objects.get())
    assert before_me(other, [])[0] == []


def test_stages_of_a_project_are_due_too(learner, pseudonymous):
    planning = make_planning(learner)
    first, second, _undated = AssignmentVersion.objects.order_by("pk")
    for one in (first, second):
        AssignmentVersion.objects.filter(pk=one.pk).update(settings=one.settings | {"due_days": 5})
    Run.objects.filter(pk=planning.run.pk).update(starts=timezone.localdate())
    enrol_learner(run=planning.run, learner=pseudonymous)
    planning.hand_in(0)
    assert found_for(learner) == [("assignment", planning.milestone_address(1))]


def test_what_others_of_the_run_have_done_changes_nothing(learner, pseudonymous):
    taking = make_taking(learner, "single_choice")
    other = enrol_learner(run=taking.run, learner=pseudonymous)
    make_day(taking.run, days=1)
    RunItem.objects.update(due_at=ahead(2))
    assert [kind for kind, _url in found_for(learner)] == ["day", "quiz"]
    evidence = Evidence(kind="by_hand", reason="Suullisesti.")
    complete_activity(enrolment_id=other.pk, activity_id=taking.activity.pk, evidence=evidence)
    cancel_enrolment(enrolment=other, actor=None)
    assert [kind for kind, _url in found_for(learner)] == ["day", "quiz"]
    complete_activity(enrolment_id=taking.enrolment.pk, activity_id=taking.activity.pk, evidence=evidence)
    assert [kind for kind, _url in found_for(learner)] == ["day"]

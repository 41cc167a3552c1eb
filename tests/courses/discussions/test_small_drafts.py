"""What is begun in forms of other rooms is kept as messages are: a make-up task, a project message, an application."""

import re

import pytest
from django.urls import reverse

from assessments.graded.models.prior_learning import PriorLearning
from assessments.graded.models.projects import ProjectMessage
from courses.discussions.models import Draft
from courses.meetings.api import Mark, save_roll
from courses.meetings.models import Attendance
from tests.dashboard.people import client_of, main_of, make_manager
from tests.factories import make_run
from tests.factories.meetings import make_day
from tests.factories.projects import make_planning

pytestmark = pytest.mark.django_db
TEXT = "Haastattelin työkaveria."


def make_up(learner, enrolment) -> tuple[str, str]:
    day = make_day(enrolment.run, days=-1, compulsory=True, make_up="Kirjoita sivu.")
    save_roll(meeting=day, marks=[Mark(enrolment.pk, ("absent", 0, ""))], actor=None)
    where = [enrolment.run.code, day.pk]
    return reverse("meetings:day", args=where), reverse("meetings:make-up", args=where)


def project(learner, enrolment) -> tuple[str, str]:
    where = [enrolment.run.code, enrolment.run.course.activities.get(kind="project").slug]
    return reverse("graded:project", args=where), reverse("graded:project-message", args=where)


def prior(learner, enrolment) -> tuple[str, str]:
    address = reverse("graded:prior", args=[enrolment.run.code])
    return address, address


@pytest.fixture(params=[make_up, project, prior])
def place(request, learner) -> tuple[str, str]:
    return request.param(learner, make_planning(learner).enrolment)


def saving(page) -> tuple[str, dict[str, str]]:
    body = page.content.decode()
    [address] = re.findall(r'data-autosave="([^"]+)"', body)
    return address, dict(re.findall(r'name="(writer|base)" value="([^"]*)"', body))


def test_what_was_begun_is_there_again_and_gone_when_it_is_sent(place, learner):
    show, send = place
    browser = client_of(learner.user)
    address, hidden = saving(browser.get(show))
    assert browser.post(address, hidden | {"text": TEXT, "seq": "1"}).status_code == 200
    assert TEXT in main_of(browser.get(show))
    target = "m-" + str(learner.enrolments.get().run.sections.get().key)
    fields = {"text": TEXT + " Opin.", "target": target}
    answer = browser.post(send, hidden | fields)
    if answer.status_code == 422:  # an application for the one step that there is
        fields["target"] = "s-" + learner.enrolments.get().run.course.activities.get(kind="project").slug
        answer = browser.post(send, hidden | fields)
    assert answer.status_code == 302
    assert Draft.objects.get().text == ""
    kept = [
        Attendance.objects.exclude(answer="").count(),
        ProjectMessage.objects.count(),
        PriorLearning.objects.count(),
    ]
    assert sum(kept) == 1
    late = browser.post(address, hidden | {"text": TEXT, "seq": "2"})
    assert (late.status_code, late.json()["error"]) == (409, "already_sent")


def test_a_mistake_keeps_the_draft_and_the_way_to_save(place, learner):
    show, send = place
    browser = client_of(learner.user)
    address, hidden = saving(browser.get(show))
    browser.post(address, hidden | {"text": TEXT, "seq": "1"})
    refused = browser.post(send, hidden | {"text": ""})
    assert refused.status_code == 422 and saving(refused)[0] == address
    assert Draft.objects.get().text == TEXT


def test_nobody_else_keeps_a_draft_there(place, learner):
    address, hidden = saving(client_of(learner.user).get(place[0]))
    assert client_of(make_manager()).post(address, hidden | {"text": TEXT, "seq": "1"}).status_code == 404
    kind = address.rstrip("/").split("/")[-2]
    elsewhere = reverse("inbox:draft", args=[kind, 2**63])
    assert client_of(learner.user).post(elsewhere, hidden | {"text": TEXT, "seq": "1"}).status_code == 404
    assert not Draft.objects.exists()


def test_a_day_that_asks_nothing_has_no_draft(learner):
    enrolment = make_planning(learner).enrolment
    day = make_day(make_run(), days=1)
    address = reverse("inbox:draft", args=["make_up", day.pk])
    assert client_of(enrolment.learner.user).post(address, {"text": TEXT, "seq": "1"}).status_code == 404

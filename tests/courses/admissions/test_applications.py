"""Applying, being decided on, and the employer's approval."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.admissions.models import Application, Approval, Question, Turn
from courses.admissions.services.answering import LinkOver, answer_for_employer
from courses.admissions.services.keeping import forget_old_applications
from courses.admissions.tokens import issue_link
from courses.api import CannotEnrol, Enrolment, cancel_enrolment, enrol_learner
from lms.dashboard.services import appoint_trainer
from lms.jobs.api import run_due
from lms.jobs.models import Notice
from tests.courses.admissions.people import browser_of, let_in_by, make_full_run, make_person
from tests.dashboard.people import make_staff
from tests.factories import make_run

pytestmark = pytest.mark.django_db
BOSS = "esihenkilo@example.com"


@pytest.fixture
def run():
    made = make_run(type="blended_cohort", lessons=1, capacity=2)
    let_in_by(made, "application")
    Question.objects.create(run=made, position=1, kind="long", text="Miksi haet?", why="Valitsemme sen mukaan.")
    times = {"text": "Milloin?", "why": "Ryhmät.", "options": ["Aamulla", "Illalla"], "required": False}
    Question.objects.create(run=made, position=2, kind="choice", **times)
    return made


@pytest.fixture
def with_employer(run):
    let_in_by(run, "employer")
    return run


@pytest.fixture
def teacher(run):
    user = make_staff("opettaja@example.org", first_name="Olli", last_name="Opettaja")
    appoint_trainer(run=run, user=user, actor=user)
    client = Client()
    client.force_login(user)
    return client


def address(run, act: str = "") -> str:
    return f"/koulutukset/toteutus/{run.code}/haku/{act}"


def answers_to(run, **more) -> dict[str, str]:
    first, second = Question.objects.filter(run=run)
    return {f"q{first.pk}": "Haluan oppia.", f"q{second.pk}": "Illalla"} | more


def apply_as(learner, run, **more) -> Application:
    browser = browser_of(learner)
    browser.post(address(run), answers_to(run, check="1", **more))
    browser.post(address(run, "laheta/"))
    return Application.objects.get(learner=learner)


def test_enrolling_leads_to_the_application_and_nobody_walks_past_it(run, client):
    learner = make_person()
    assert client.get(f"/koulutukset/toteutus/{run.code}/ilmoittaudu/")["Location"].endswith("/haku/")
    assert browser_of(learner).post(f"/koulutukset/toteutus/{run.code}/ilmoittaudu/")["Location"].endswith("/haku/")
    with pytest.raises(CannotEnrol):
        enrol_learner(run=run, learner=learner)
    assert not Enrolment.objects.exists()
    assert "Miksi haet?" in client.get(address(run)).content.decode()


def test_a_draft_is_kept_by_autosave_and_an_older_save_changes_nothing(run):
    browser = browser_of(make_person())
    first = Question.objects.filter(run=run)[0]
    assert browser.post(address(run, "tallenna/"), {f"q{first.pk}": "Alku", "seq": "2"}).status_code == 200
    assert browser.post(address(run, "tallenna/"), {f"q{first.pk}": "Vanha", "seq": "1"}).status_code == 409
    assert browser.post(address(run, "tallenna/"), {f"q{first.pk}": "Vanha", "seq": "x"}).status_code == 400
    assert "Alku" in browser.get(address(run)).content.decode()


def test_what_is_missing_is_said_and_what_is_typed_is_kept(run):
    browser = browser_of(make_person())
    second = Question.objects.filter(run=run)[1]
    response = browser.post(address(run), {f"q{second.pk}": "Illalla", "check": "1"})
    assert response.status_code == 422
    assert Application.objects.get().draft == {f"q{second.pk}": "Illalla"}
    assert browser.get(address(run, "laheta/"))["Location"] == address(run)


def test_sending_shows_everything_first_and_keeps_the_words_of_the_questions(run):
    learner = make_person()
    browser = browser_of(learner)
    assert browser.post(address(run), answers_to(run, check="1"))["Location"] == address(run, "laheta/")
    assert "Haluan oppia." in browser.get(address(run, "laheta/")).content.decode()
    assert Application.objects.get().state == Application.State.DRAFT  # looking sends nothing
    for _ in range(2):
        browser.post(address(run, "laheta/"))
    sent = Application.objects.get()
    Question.objects.all().delete()
    assert sent.answers[0] == {"question": "Miksi haet?", "answer": "Haluan oppia."}
    assert sent.state == Application.State.SENT
    assert browser.post(address(run), {"keep": "1"}).status_code == 409


def test_taking_back_keeps_the_text_and_lets_it_be_sent_again(run):
    learner = make_person()
    apply_as(learner, run)
    browser = browser_of(learner)
    browser.post(address(run, "peru/"))
    assert "Haluan oppia." in browser.get(address(run)).content.decode()
    assert apply_as(learner, run).state == Application.State.SENT


def test_accepting_gives_a_place_and_tells_it(run, teacher):
    learner = make_person()
    application = apply_as(learner, run)
    page = reverse("trainer:applicant", args=[run.code, application.pk])
    assert "Haluan oppia." in teacher.get(page).content.decode()
    teacher.post(page, {"decision": "accept", "message": "Nähdään Lahdessa!"})
    assert Enrolment.objects.active().filter(run=run, learner=learner).exists()
    assert list(Notice.objects.values_list("kind", flat=True)) == ["admissions.accepted"]
    run_due()
    assert "Nähdään Lahdessa!" not in mail.outbox[0].body
    assert "Nähdään Lahdessa!" in browser_of(learner).get(address(run)).content.decode()


def test_accepting_into_a_full_run_gives_a_turn_and_then_a_place(run, teacher):
    people = [make_person() for _ in range(3)]
    applications = [apply_as(one, run) for one in people]
    for application in applications:
        teacher.post(reverse("trainer:applicant", args=[run.code, application.pk]), {"decision": "accept"})
    last = Application.objects.get(learner=people[2])
    assert last.state == Application.State.WAITING
    cancel_enrolment(enrolment=Enrolment.objects.get(learner=people[0]))
    browser_of(people[2]).post(f"/koulutukset/toteutus/{run.code}/jono/vastaa/", {"answer": "yes"})
    last.refresh_from_db()
    assert last.state == Application.State.ACCEPTED
    assert Enrolment.objects.active().filter(learner=people[2]).exists()
    # Who has left may apply again.
    assert apply_as(people[0], run).state == Application.State.SENT


def test_a_no_is_told_and_can_be_changed_later(run, teacher):
    learner = make_person()
    page = reverse("trainer:applicant", args=[run.code, apply_as(learner, run).pk])
    teacher.post(page, {"decision": "decline", "message": ""})
    assert Application.objects.get().state == Application.State.DECLINED
    assert not Enrolment.objects.exists()
    teacher.post(page, {"decision": "decline"})
    assert Notice.objects.count() == 1  # pressed twice
    teacher.post(page, {"decision": "accept"})
    assert Enrolment.objects.active().filter(learner=learner).exists()


def test_a_draft_is_nobodys_to_read_but_the_writers(run, teacher):
    browser_of(make_person()).post(address(run), answers_to(run, keep="1"))
    assert teacher.get(reverse("trainer:applicants", args=[run.code])).context["number"] == 0
    page = reverse("trainer:applicant", args=[run.code, Application.objects.get().pk])
    assert teacher.get(page).status_code == 404


def test_the_list_filters_by_state(run, teacher):
    apply_as(make_person(), run)
    declined = apply_as(make_person(), run)
    teacher.post(reverse("trainer:applicant", args=[run.code, declined.pk]), {"decision": "decline"})
    page = teacher.get(reverse("trainer:applicants", args=[run.code]), {"tila": "declined"})
    assert [one.pk for one in page.context["page"]] == [declined.pk]


def link_in_mail() -> str:
    run_due()
    letter = next(one for one in reversed(mail.outbox) if one.to == [BOSS])
    return re.search(r"/tyonantaja/[^\s]+", letter.body)[0]


def test_the_employers_link_opens_a_page_and_acts_once_on_a_post(with_employer, client):
    run, learner = with_employer, make_person("Tiina")
    application = apply_as(learner, run, employer=BOSS)
    link = link_in_mail()
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    assert "Haluan oppia." not in client.get(link).content.decode()
    assert Approval.objects.get().decided_at is None
    assert client.post(link, {"answer": "yes", "name": ""}).status_code == 422
    told = {"answer": "yes", "name": "Leena Leipuri", "note": "Hyvä."}
    assert client.post(link, told, follow=True).status_code == 200
    application.refresh_from_db()
    assert application.state == Application.State.ACCEPTED
    assert Enrolment.objects.active().filter(learner=learner).exists()
    assert Approval.objects.get().email == ""
    client.post(link, {"answer": "no", "name": "Leena Leipuri"})
    assert Approval.objects.get().approved


def test_an_employers_no_leaves_the_application_open_for_another_link(with_employer, client):
    learner = make_person()
    apply_as(learner, with_employer, employer=BOSS)
    old = link_in_mail()
    client.post(old, {"answer": "no", "name": "Leena Leipuri"})
    assert Application.objects.get().state == Application.State.SENT
    browser_of(learner).post(address(with_employer, "tyonantaja/"), {"email": BOSS})
    assert client.get(old).status_code == 410
    assert client.get(link_in_mail()).status_code == 200
    for _ in range(3):
        browser_of(learner).post(address(with_employer, "tyonantaja/"), {"email": BOSS})
    assert Approval.objects.get().serial == 3  # three links a day


def test_an_employers_link_that_is_old_says_so_and_shows_nothing_of_the_applicant(with_employer, client):
    apply_as(make_person("Tiina"), with_employer, employer=BOSS)
    link = link_in_mail()
    Approval.objects.update(expires_at=timezone.now())
    response = client.get(link)
    assert response.status_code == 410
    assert "Tiina" not in response.content.decode()
    assert client.post(link, {"answer": "yes", "name": "Leena"}).status_code == 410
    with pytest.raises(LinkOver):
        answer_for_employer(
            approval_id=Approval.objects.get().pk, serial=1, approved=True, name="L", job_title="", note=""
        )


def test_an_employer_who_approves_a_full_run_gives_a_turn(with_employer, client):
    for _ in range(2):
        enrol_learner(run=with_employer, learner=make_person(), invited=True)
    apply_as(make_person(), with_employer, employer=BOSS)
    client.post(link_in_mail(), {"answer": "yes", "name": "Leena Leipuri"})
    assert Turn.objects.get().state == Turn.State.WAITING
    assert Application.objects.get().state == Application.State.WAITING


def test_ones_own_address_is_no_employers(with_employer):
    learner = make_person()
    response = browser_of(learner).post(
        address(with_employer), answers_to(with_employer, check="1", employer=learner.user.email)
    )
    assert response.status_code == 422


def test_a_foreign_link_is_a_missing_page(client):
    assert client.get("/tyonantaja/jotain/").status_code == 404
    assert client.get(f"/tyonantaja/{issue_link(Approval(pk=99, serial=1))}/").status_code == 404


def test_old_drafts_and_decided_applications_are_forgotten_and_waiting_ones_are_not(run, teacher):
    waiting, draft, declined = make_person(), make_person(), make_person()
    apply_as(waiting, run)
    browser_of(draft).post(address(run), answers_to(run, keep="1"))
    teacher.post(reverse("trainer:applicant", args=[run.code, apply_as(declined, run).pk]), {"decision": "decline"})
    forget_old_applications()
    assert Application.objects.count() == 3
    old = timezone.now() - datetime.timedelta(days=183)
    Application.objects.update(saved_at=old, sent_at=old)
    Application.objects.filter(learner=declined).update(decided_at=old)
    forget_old_applications()
    assert [one.learner_id for one in Application.objects.all()] == [waiting.pk]


def test_a_full_open_run_keeps_its_people_when_the_way_changes():
    run, inside = make_full_run()
    let_in_by(run, "application")
    assert Enrolment.objects.active().filter(learner=inside[0]).exists()

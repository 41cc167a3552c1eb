"""Applicants and invitations as tables, and asking all who have not answered again."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from certificates.api import revoke_award
from courses.admissions.models import Application, Turn
from courses.api import (
    Invitation,
    accept_invitation,
    close_run,
    invite_people,
    invite_unanswered_again,
    read_invited,
    take_out,
)
from courses.meetings.api import SignUp
from courses.queries_invitations import hash_of
from lms.jobs.api import run_due
from lms.records.models import AuditEntry
from lms.records.tables import csv_rows
from tests.dashboard.people import client_of, enrol_people, main_of, make_manager, make_trainer
from tests.factories import make_run
from tests.factories.certificates import make_award
from tests.factories.meetings import make_day

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def run():
    return make_run(type="blended_cohort", lessons=1)


@pytest.fixture
def browser(run):
    return client_of(make_trainer(run))


def at(run, name: str, *more: str) -> str:
    return reverse(f"trainer:{name}", args=[run.code, *more])


def table(browser, run, name: str, kind: str = "csv") -> bytes:
    return b"".join(browser.get(at(run, name, kind)).streaming_content)


def apply(run, name: str, **answers: str) -> Application:
    learner = enrol_people(make_run(lessons=1), name)[0].learner
    said = [{"question": question, "answer": answer} for question, answer in answers.items()]
    return Application.objects.create(run=run, learner=learner, state="sent", sent_at=timezone.now(), answers=said)


def invite(run, *addresses: str) -> list[Invitation]:
    invite_people(run=run, people=read_invited("\n".join(addresses)), actor=None)
    run_due()
    return list(Invitation.objects.order_by("pk"))


def long_ago() -> None:
    """As if the invitations had been sent three days ago."""
    then = timezone.now() - 3 * DAY
    Invitation.objects.update(invited_at=then, sent_times=[then.isoformat()])


def test_applicants_come_with_a_column_for_every_question(run, browser):
    apply(run, "Aino Aalto", Miksi="=Opin", Missa="Lahti")
    apply(run, "Bo Berg", Missa="Vasa")
    page = main_of(browser.get(at(run, "applicants")))
    assert at(run, "applicants-export", "xlsx") in page
    today = timezone.localdate().isoformat()
    assert csv_rows(table(browser, run, "applicants-export").decode()) == [
        ["nimi", "sahkoposti", "tila", "lahetetty", "paatetty", "tyonantaja", "Miksi", "Missa"],
        ["Aino Aalto", "aino.aalto@example.org", "sent", today, "", "", "=Opin", "Lahti"],
        ["Bo Berg", "bo.berg@example.org", "sent", today, "", "", "", "Vasa"],
    ]
    sheet = load_workbook(io.BytesIO(table(browser, run, "applicants-export", "xlsx"))).active
    assert sheet["G2"].value == "'=Opin"
    assert AuditEntry.objects.filter(verb="run.people_exported").count() == 2


def test_drafts_are_in_nobodys_table(run, browser):
    Application.objects.filter(pk=apply(run, "Aino Aalto", Miksi="Kesken").pk).update(state="draft", sent_at=None)
    assert len(csv_rows(table(browser, run, "applicants-export").decode())) == 1


def test_invitations_come_with_what_became_of_them(run, browser):
    first, _second = invite(run, "Aino Ahonen <aino@example.org>", "bo@example.org")
    Invitation.objects.filter(pk=first.pk).update(accepted_at=timezone.now())
    rows = csv_rows(table(browser, run, "invitations-export").decode())
    assert {(row[0], row[1], row[3]) for row in rows[1:]} == {
        ("aino@example.org", "Aino Ahonen", "joined"),
        ("bo@example.org", "", "open"),
    }


def test_who_has_come_in_stands_with_when_and_how_and_no_address(run, browser):
    [aino, bo] = enrol_people(run, "Aino Aalto", "Bo Berg")
    take_out(enrolment=bo, reason="Sovittu.", actor=None)
    invite(run, "cilla@example.org")
    Invitation.objects.update(key_hash=hash_of("avain"))
    cilla = enrol_people(make_run(lessons=1), "Cilla Ceder")[0].learner
    accept_invitation(invitation=Invitation.objects.get(), learner=cilla, actor=cilla.user)
    page = main_of(browser.get(at(run, "run")))
    assert at(run, "sign-ups-export", "csv") in page
    today = timezone.localdate().isoformat()
    assert csv_rows(table(browser, run, "sign-ups-export").decode()) == [
        ["nimi", "ryhma", "liittynyt", "tapa", "tila", "suorittanut", "lahtenyt"],
        ["Aino Aalto", "", today, "self", "active", "", ""],
        ["Bo Berg", "", today, "self", "cancelled", "", today],
        ["Cilla Ceder", "", today, "invitation", "active", "", ""],
    ]
    assert "By an invitation" in main_of(browser.get(at(run, "participant", str(cilla.enrolments.get(run=run).pk))))


def test_who_signed_up_for_a_day_without_an_account_is_in_the_table_too():
    run = make_run(type="theme_day", lessons=1)
    SignUp.objects.create(meeting=make_day(run), name="=Dan Dahl", email="dan@example.org", came=True)
    rows = csv_rows(table(client_of(make_trainer(run)), run, "sign-ups-export").decode())
    assert [rows[1][0], *rows[1][3:5]] == ["=Dan Dahl", "sign_up", "came"]
    assert "dan@example.org" not in str(rows)


def test_the_queue_comes_in_its_order_with_offers(run, browser):
    aino, bo, left = enrol_people(make_run(lessons=1), "Aino Aalto", "Bo Berg", "Cilla Ceder")
    now = timezone.now()
    Turn.objects.create(run=run, learner=aino.learner, state="offered", offered_at=now, reply_by=now + DAY)
    Turn.objects.create(run=run, learner=left.learner, state="left", ended_at=now)
    Turn.objects.create(run=run, learner=bo.learner)
    assert at(run, "queue-export", "xlsx") in main_of(browser.get(at(run, "applicants")))
    today, until = (timezone.localdate(moment).isoformat() for moment in (now, now + DAY))
    assert csv_rows(table(browser, run, "queue-export").decode()) == [
        ["sija", "nimi", "sahkoposti", "jonossa_alkaen", "tila", "vastattava"],
        ["1", "Aino Aalto", "aino.aalto@example.org", today, "offered", until],
        ["2", "Bo Berg", "bo.berg@example.org", today, "waiting", ""],
    ]


def test_certificates_come_with_their_numbers_and_whether_they_hold(learner):
    award = make_award(learner)
    run = award.enrolment.run
    browser = client_of(make_trainer(run))
    assert at(run, "awards-export", "csv") in main_of(browser.get(at(run, "awards")))
    today, holder = timezone.localdate().isoformat(), award.public["holder"]
    valid = [holder, award.serial, today, "valid", "", ""]
    assert csv_rows(table(browser, run, "awards-export").decode())[1:] == [valid]
    revoke_award(award=award, reason="Väärä henkilö.", actor=None)
    revoked = [holder, award.serial, today, "revoked", today, "Väärä henkilö."]
    assert csv_rows(table(browser, run, "awards-export").decode())[1:] == [revoked]
    assert AuditEntry.objects.filter(verb="run.people_exported").count() == 2


@pytest.mark.parametrize(
    "name", ["applicants-export", "awards-export", "invitations-export", "queue-export", "sign-ups-export"]
)
def test_only_whoever_looks_after_the_run_takes_people_along(run, name):
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    assert other.get(at(run, name, "csv")).status_code == 404
    manager = client_of(make_manager())
    assert manager.get(at(run, name, "csv")).status_code == 200
    assert manager.get(at(run, name, "pdf")).status_code == 404


def test_all_who_have_not_answered_are_asked_again_once(run, browser, mailoutbox):
    joined, taken_back, expired, waits = invite(run, *(f"{name}@example.org" for name in ("a", "b", "c", "d")))
    long_ago()
    now = timezone.now()
    Invitation.objects.filter(pk=joined.pk).update(accepted_at=now)
    Invitation.objects.filter(pk=taken_back.pk).update(revoked_at=now)
    Invitation.objects.filter(pk=expired.pk).update(expires_at=now - DAY)
    keys = dict(Invitation.objects.values_list("pk", "key_hash"))
    mailoutbox.clear()
    page = at(run, "invite-all-again")
    assert page in main_of(browser.get(at(run, "invitations")))
    assert browser.get(page).status_code == 200
    for _again in range(2):
        assert browser.post(page).status_code == 302
        run_due()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["c@example.org", "d@example.org"]
    for one in Invitation.objects.filter(pk__in=[expired.pk, waits.pk]):
        assert one.key_hash != keys[one.pk]
        assert one.state == Invitation.State.OPEN


def test_the_page_shows_how_far_the_mails_are(run, browser):
    invite(run, "a@example.org", "b@example.org")
    long_ago()
    assert invite_unanswered_again(run=run, actor=None) == 2
    response = browser.get(at(run, "invitations"))
    assert (response.context["unsent"], response.context["number"]) == (2, 2)


def test_nobody_is_asked_again_to_a_closed_run(run, browser):
    invite(run, "a@example.org")
    long_ago()
    close_run(run=run, actor=None)
    assert browser.post(at(run, "invite-all-again")).status_code == 302
    assert not Invitation.objects.filter(mail_waits=True).exists()


@pytest.mark.parametrize("number", [1, 90])
def test_asking_again_costs_the_same_for_any_number(run, statements, number):
    invite(run, *(f"a{each}@example.org" for each in range(number)))
    long_ago()
    with statements(4):  # who waits, their links, the job, the record
        assert invite_unanswered_again(run=run, actor=None) == number

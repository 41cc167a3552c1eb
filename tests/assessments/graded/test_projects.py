"""A development project: milestones in order, one conversation, and a supervisor who approves the plan by a link."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.graded.api import publish_project
from assessments.graded.models import Submission
from assessments.graded.models.projects import Endorsement, Milestone, ProjectMessage
from assessments.graded.rules.projects import Stage, is_finished, open_stage
from assessments.graded.services.assignments import NotOpen, withdraw
from assessments.graded.services.projects import LinkUsed, NothingToApprove, ask_approval, endorse, forget_addresses
from courses.api import Enrolment, Progress, enrol_learner, fold_enrolments
from lms.accounts.api import Learner, User
from lms.jobs.api import run_due
from lms.jobs.models import Mail, Notice
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, main_of, make_manager, make_trainer
from tests.factories.courses import make_run
from tests.factories.projects import make_planning

pytestmark = pytest.mark.django_db
SUPERVISOR = {"name": "Leena Leipuri", "job_title": "yrittäjä"}
DONE, OPEN = Stage(is_accepted=True), Stage(is_accepted=False)


@pytest.fixture
def planning(learner):
    return make_planning(learner)


def asked_link(planning, email="leena@example.org") -> str:
    """Has the link sent, and reads it from the mail."""
    answer = planning.browser.post(f"{planning.address}esihenkilo/", {"email": email})
    assert answer.status_code == 302, main_of(answer)
    text = Mail.objects.filter(to=email).latest("pk").text
    return re.search(r"/hyvaksynta/[^\s/]+/", text)[0]


@pytest.mark.parametrize(
    ("stages", "place", "finished"),
    [
        ([], 0, False),
        ([OPEN, OPEN], 0, False),
        ([DONE, OPEN], 1, False),
        ([DONE, DONE], 2, True),
        ([DONE, Stage(is_accepted=True, needs_approval=True), OPEN], 1, False),
        ([DONE, Stage(is_accepted=False, needs_approval=True, is_approved=True)], 1, False),
        ([Stage(is_accepted=True, needs_approval=True, is_approved=True)], 1, True),
    ],
)
def test_one_milestone_is_open_at_a_time(stages, place, finished):
    assert open_stage(stages) == place
    assert is_finished(stages) is finished


def test_a_project_goes_through_its_milestones_and_completes_the_training(planning):
    page = main_of(planning.browser.get(planning.address))
    assert page.count("tehtava/") == 1
    assert planning.browser.get(planning.milestone_address(1)).status_code == 404
    planning.accept(0)
    assert planning.browser.get(planning.milestone_address(1)).status_code == 200
    planning.accept(1)
    assert planning.browser.get(planning.milestone_address(2)).status_code == 404
    link = asked_link(planning)
    Client().post(link, SUPERVISOR)
    last = planning.accept(2)
    done = Progress.objects.get(enrolment=planning.enrolment)
    assert (done.activity, done.evidence_kind, done.evidence_id) == (planning.activity, "assignment_accepted", last.pk)
    planning.enrolment.refresh_from_db()
    assert planning.enrolment.status == Enrolment.Status.COMPLETED


def test_a_returned_milestone_is_written_again_and_holds_the_next_one_back(planning):
    first = planning.hand_in(0)
    planning.decide(first, "returned")
    assert planning.browser.get(planning.milestone_address(1)).status_code == 404
    assert "To be completed" in main_of(planning.browser.get(f"/en{planning.address}"))
    planning.accept(0)
    assert planning.browser.get(planning.milestone_address(1)).status_code == 200


def test_a_milestone_is_saved_by_its_open_page_and_handed_in_there(planning):
    address = planning.milestone_address(0)
    page = planning.browser.get(address)
    form = {"pass": page.context["pass"], "writer": "sivu", "base": "0", "text": "Idea.", "seq": "5"}
    assert planning.browser.post(f"{address}tallenna/", form).status_code == 200
    shown = planning.browser.get(f"{address}palauta/").context["shown"]
    ticked = {"shown": shown, "own_work": "on", "unidentifiable": "on"}
    assert planning.browser.post(f"{address}palauta/", ticked).status_code == 302
    waiting = planning.browser.get(address)
    assert planning.address in main_of(waiting)
    with pytest.raises(NotOpen):
        planning.hand_in(0)


def test_opening_the_link_changes_nothing_and_a_post_approves_once(planning):
    planning.accept(0)
    planning.hand_in(1, "Suunnitelma leipomolle.")
    link, stranger = asked_link(planning), Client()
    for _visit in range(2):
        page = stranger.get(link)
        assert page.status_code == 200
        assert "Suunnitelma leipomolle." in main_of(page)
        assert "no-store" in page["Cache-Control"]
    assert not Endorsement.objects.exclude(endorsed_at=None).exists()
    assert stranger.post(link, {"name": "", "job_title": "yrittäjä"}).status_code == 422
    assert stranger.post(link, SUPERVISOR).status_code == 302
    given = Endorsement.objects.get()
    assert (given.name, given.job_title, given.email) == ("Leena Leipuri", "yrittäjä", "")
    again = stranger.post(link, {"name": "Joku Muu", "job_title": "tuntematon"})
    assert again.status_code == 200
    assert "leipomolle" not in main_of(again)
    given.refresh_from_db()
    assert given.name == "Leena Leipuri"
    for page in (planning.browser.get(planning.address), client_of(planning.trainer).get(planning.trainer_address)):
        assert "Leena Leipuri, yrittäjä" in main_of(page)


def test_a_link_that_is_old_or_not_ours_shows_nothing(planning):
    planning.accept(0)
    planning.hand_in(1, "Suunnitelma leipomolle.")
    link = asked_link(planning)
    Endorsement.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    for answer in (Client().get(link), Client().post(link, SUPERVISOR)):
        assert answer.status_code == 410
        assert "leipomolle" not in answer.content.decode()
    assert not Endorsement.objects.exclude(endorsed_at=None).exists()
    for strange in (link[:-3] + "xx/", "/hyvaksynta/1/", "/hyvaksynta/%00/"):
        assert Client().get(strange).status_code == 404


def test_the_link_works_for_a_stranger_only_with_a_token_of_the_page(planning):
    planning.accept(0)
    planning.hand_in(1)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(asked_link(planning), SUPERVISOR).status_code == 403
    assert not Endorsement.objects.exclude(endorsed_at=None).exists()


def test_the_supervisors_mail_says_who_asks_and_nothing_of_the_plan(planning):
    planning.accept(0)
    planning.hand_in(1, "Suunnitelma leipomolle.")
    asked_link(planning)
    run_due()
    (letter,) = [one for one in mail.outbox if one.to == ["leena@example.org"]]
    assert "Tiina Testaaja" in letter.body
    assert "Tiina" not in letter.subject
    assert "leipomolle" not in letter.body


def test_links_are_sent_only_for_what_is_handed_in_and_three_a_day(planning):
    ask = f"{planning.address}esihenkilo/"
    assert planning.browser.post(ask, {"email": "leena@example.org"}).status_code == 404
    planning.accept(0)
    planning.hand_in(1)
    assert planning.browser.post(ask, {"email": "ei osoite"}).status_code == 422
    for place in range(3):
        asked_link(planning, f"esihenkilo{place}@example.org")
    refused = planning.browser.post(ask, {"email": "leena@example.org"})
    assert refused.status_code == 422
    assert "leena@example.org" in main_of(refused)
    assert Endorsement.objects.count() == 3


def test_a_trainer_records_an_approval_given_in_another_way(planning):
    planning.accept(0)
    planning.hand_in(1)
    browser, record = client_of(planning.trainer), f"{planning.trainer_address}hyvaksynta/"
    assert browser.post(record, SUPERVISOR).status_code == 422
    assert browser.post(record, SUPERVISOR | {"reason": "Puhelimessa 12.3."}).status_code == 302
    assert "Puhelimessa 12.3." in main_of(planning.browser.get(planning.address))
    assert browser.post(record, SUPERVISOR | {"reason": "Toisen kerran."}).status_code == 404


def test_the_conversation_is_one_and_both_sides_read_it(planning):
    browser = client_of(planning.trainer)
    planning.browser.post(f"{planning.address}viesti/", {"text": "Kelpaako tämä idea?"})
    listed = main_of(browser.get(f"/en/kouluttaja/ohjaus/{planning.run.code}/projektit/"))
    assert "Waits for your answer" in listed
    for _press in range(2):
        browser.post(f"{planning.trainer_address}viesti/", {"text": "Kelpaa hyvin."})
    for page in (planning.browser.get(planning.address), browser.get(planning.trainer_address)):
        assert main_of(page).count("Kelpaa hyvin.") == 1
        assert "Kelpaako tämä idea?" in main_of(page)
    run_due()
    (letter,) = [one for one in mail.outbox if planning.address in one.body]
    assert "Kelpaa" not in letter.body
    assert browser.post(f"{planning.trainer_address}viesti/", {"text": " "}).status_code == 422


def test_others_see_no_project(planning):
    planning.accept(0)
    other_trainer = client_of(make_trainer(make_run(), "muu@example.org"))
    stranger = client_of(User.objects.create_user(email="muu2@example.org"))
    for browser in (other_trainer, stranger, client_of(make_manager()), Client()):
        for address in (planning.address, planning.trainer_address):
            assert browser.get(address).status_code in (302, 404)
            assert browser.post(f"{address}viesti/", {"text": "Hei."}).status_code in (302, 403, 404)
    assert not ProjectMessage.objects.exists()


@pytest.mark.parametrize("stages", [2, 6])
def test_the_project_page_costs_the_same_for_any_number_of_milestones(learner, statements, stages):
    planning = make_planning(learner, approved=1, stages=stages)
    planning.hand_in(0)
    asked_link(planning)
    planning.browser.get(planning.address)
    with statements(10):  # one for the message that was begun
        planning.browser.get(planning.address)


@pytest.mark.parametrize("people", [1, 4])
def test_the_trainers_list_costs_the_same_for_any_number_of_people(planning, statements, people):
    for place in range(people - 1):
        user = User.objects.create_user(email=f"h{place}@example.org")
        enrol_learner(run=planning.run, learner=Learner.objects.create(user=user))
    browser = client_of(planning.trainer)
    with statements(9):
        browser.get(f"/kouluttaja/ohjaus/{planning.run.code}/projektit/")


def test_publishing_again_keeps_milestones_and_follows_their_order(planning):
    keys = [one.key for one in planning.milestones]
    before = list(Milestone.objects.values_list("pk", flat=True))
    publish_project(key=planning.activity.key, milestones=keys, approved=2)
    assert list(Milestone.objects.values_list("pk", flat=True)) == before
    publish_project(key=planning.activity.key, milestones=[keys[2], keys[0]], approved=0)
    left = Milestone.objects.values_list("activity__key", "position", "needs_approval")
    assert list(left) == [(keys[2], 1, False), (keys[0], 2, False)]


def test_what_is_said_and_approved_is_exported_folded_and_erased(planning, learner):
    planning.accept(0)
    planning.hand_in(1)
    Client().post(asked_link(planning), SUPERVISOR)
    planning.browser.post(f"{planning.address}viesti/", {"text": "Kelpaako tämä idea?"})
    told = str([section.rows for section in sections_of(learner)])
    assert "Kelpaako tämä idea?" in told
    assert "Leena Leipuri" in told
    other = Learner.objects.create()
    staying = enrol_learner(run=planning.run, learner=other)
    fold_enrolments(source_id=learner.pk, target_id=other.pk)
    assert ProjectMessage.objects.get().enrolment_id == staying.pk
    assert Endorsement.objects.get().enrolment_id == staying.pk
    erase_learner(learner=other)
    assert not ProjectMessage.objects.exists()
    assert not Endorsement.objects.exists()


def test_a_plan_that_was_taken_back_is_neither_shown_nor_approved(planning):
    planning.accept(0)
    plan = planning.hand_in(1, "Suunnitelma leipomolle.")
    link, stranger = asked_link(planning), Client()
    assert withdraw(enrolment=planning.enrolment, activity_id=plan.work.activity_id)
    planning.hand_in(1, "Aivan toinen suunnitelma.")
    for answer in (stranger.get(link), stranger.post(link, SUPERVISOR)):
        assert answer.status_code == 410
        assert "leipomolle" not in main_of(answer)
    with pytest.raises(LinkUsed):
        endorse(endorsement_id=Endorsement.objects.get().pk, **SUPERVISOR)
    assert not Endorsement.objects.exclude(endorsed_at=None).exists()


def test_no_link_is_made_for_a_plan_that_was_taken_back_meanwhile_and_a_link_of_one_is_over(planning):
    planning.accept(0)
    plan = planning.hand_in(1, "Suunnitelma leipomolle.")
    link = asked_link(planning)
    Submission.objects.filter(pk=plan.pk).update(state=Submission.State.WITHDRAWN)  # as joining two works does
    assert Client().get(link).status_code == 410
    with pytest.raises(LinkUsed):
        endorse(endorsement_id=Endorsement.objects.get().pk, **SUPERVISOR)
    place = {"enrolment": planning.enrolment, "activity_id": planning.activity.pk, "submission": plan}
    with pytest.raises(NothingToApprove):
        ask_approval(**place, email="toinen@example.org")
    assert Endorsement.objects.count() == 1


def test_a_supervisors_address_is_forgotten_when_the_link_works_no_more(planning):
    planning.accept(0)
    planning.hand_in(1)
    asked_link(planning)
    assert forget_addresses() == 0
    Endorsement.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert forget_addresses() == 1
    assert Endorsement.objects.get().email == ""


def more_time_address(planning) -> str:
    return (
        f"/kouluttaja/arvioitavat/lisaaika/{planning.run.code}/{planning.enrolment.pk}/{planning.milestones[0].slug}/"
    )


def test_a_trainer_gives_more_time_for_a_milestone_and_both_see_it(learner):
    planning = make_planning(learner)
    trainer = client_of(planning.trainer)
    address = more_time_address(planning)
    assert address in main_of(trainer.get(planning.trainer_address))
    until = (timezone.localdate() + timedelta(days=20)).isoformat()
    assert trainer.post(address, {"until": until, "reason": "Esihenkilö on lomalla."}).status_code == 302
    assert "Esihenkilö on lomalla." in main_of(planning.browser.get(planning.milestone_address(0)))
    day = date_format(date.fromisoformat(until), "j.n.Y")
    assert day in main_of(trainer.get(planning.trainer_address))


def test_more_time_is_given_only_by_a_trainer_of_the_run_and_only_until_it_is_accepted(learner):
    planning = make_planning(learner)
    address = more_time_address(planning)
    stranger = make_trainer(make_run(lessons=1), "muu-kouluttaja@example.org")
    assert client_of(stranger).get(address).status_code == 404
    assert planning.browser.get(address).status_code == 404
    planning.accept(0)
    assert address not in main_of(client_of(planning.trainer).get(planning.trainer_address))


def asking(planning) -> list[str]:
    """What the trainer's home says of projects."""
    today = client_of(planning.trainer).get(reverse("trainer:home")).context["today"]
    asked = [line for line in today.lines if line.words == _("Messages about projects to answer")]
    return [f"/{line.url.partition('kouluttaja/')[2]}" for line in asked]


def write(planning, text: str = "Miten rajaan aiheen?") -> None:
    planning.browser.post(f"{planning.address}viesti/", {"text": text})


def test_a_learners_message_is_told_to_every_trainer_once_until_it_is_answered(planning):
    first, second = planning.trainer, make_trainer(planning.run, "toinen@example.org")
    waits = [f"/ohjaus/{planning.run.code}/projektit/"]
    assert asking(planning) == []
    write(planning)
    write(planning, "Ja milloin?")
    told = Notice.objects.filter(kind="graded.project_message_waits")
    assert set(told.values_list("person", flat=True)) == {first.key, second.key}
    assert told.count() == 2
    assert asking(planning) == waits
    client_of(second).post(f"{planning.trainer_address}viesti/", {"text": "Rajaa yhteen ryhmään."})
    assert asking(planning) == []
    write(planning, "Kiitos!")
    assert told.count() == 4
    assert asking(planning) == waits


def test_a_trainer_says_that_a_message_needs_no_answer(planning):
    browser, settle = client_of(planning.trainer), f"{planning.trainer_address}valmis/"
    assert settle not in browser.get(planning.trainer_address).content.decode()
    write(planning, "Kiitos!")
    assert settle in browser.get(planning.trainer_address).content.decode()
    for _again in range(2):
        assert browser.post(settle).status_code == 302
    assert asking(planning) == []
    assert settle not in browser.get(planning.trainer_address).content.decode()
    assert AuditEntry.objects.filter(verb="project.message_settled").count() == 1
    stranger = make_trainer(make_run(), "vieras@example.org")
    assert client_of(stranger).post(settle).status_code == 404

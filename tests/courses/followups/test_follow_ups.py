"""Follow-up some months after a training: made in time and once, answered by a person or by the link."""

import datetime
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.api import Course, Enrolment, Run, RunStaff, cancel_enrolment, fold_enrolments, name_trainer, type_policy
from courses.discussions.api import send_message
from courses.followups.api import FollowUp, due_for, make_follow_ups
from courses.followups.models import Try
from courses.followups.rules import months_due
from courses.followups.services.linking import address_of, make_link
from courses.followups.services.making import Familiar, forget_old_follow_ups
from courses.types import months_after
from lms.jobs.api import run_due
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from lms.records.models import AuditEntry
from lms.records.tables import csv_rows
from tests.dashboard.people import client_of, enrol_people, main_of, make_manager, make_staff, make_trainer
from tests.factories import make_run

pytestmark = pytest.mark.django_db
SAID = {"where_now": "Töissä.", "helped": "Ryhmä.", "needs": ""}


def months_ago(months: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=round(months * 30.5))


def end(run: Run) -> None:
    """As if it had ended about three months ago."""
    Run.objects.filter(pk=run.pk).update(ends=months_ago(3))


@pytest.fixture
def run():
    """A short group."""
    return make_run(type="short_group")


@pytest.fixture
def asked(run):
    """One participant, and the conversation to have with them."""
    enrol_people(run, "Aino Aamu")
    end(run)
    make_follow_ups()
    return FollowUp.objects.get()


def page_of(one: FollowUp, name: str = "one") -> str:
    return reverse(f"followups:{name}", args=[one.pk])


def talk(browser: Client, one: FollowUp, outcome: str, **said):
    return browser.post(page_of(one), {"channel": "call", "outcome": outcome, "note": "", **said})


def test_the_days_come_from_the_type_of_the_training():
    ended = datetime.date(2026, 1, 31)
    days = [(3, datetime.date(2026, 4, 30))]
    policy = type_policy("short_group")
    assert list(months_due(policy, ended, datetime.date(2026, 4, 15))) == []
    assert list(months_due(policy, ended, datetime.date(2026, 4, 16))) == days
    assert list(months_due(policy, ended, datetime.date(2026, 6, 29))) == days
    assert list(months_due(policy, ended, datetime.date(2026, 6, 30))) == []
    assert [months for months, _day in months_due(policy, ended, datetime.date(2026, 7, 20))] == [6]
    assert list(months_due(type_policy("theme_day"), ended, datetime.date(2026, 4, 30))) == []


def test_conversations_are_made_once_for_those_who_stayed(run):
    stayed, left = enrol_people(run, "Aino Aamu", "Ville Valo")
    cancel_enrolment(enrolment=left, actor=None)
    end(run)
    trainer = make_trainer(run)
    for _day in range(2):
        make_follow_ups()
    one = FollowUp.objects.get()
    assert (one.enrolment, one.months, one.trainer) == (stayed, 3, trainer)
    assert due_for(trainer) == 1 and due_for(make_trainer(make_run(), "muu@example.org")) == 0


def test_with_two_trainers_somebody_takes_it_on(run, asked):
    first, second = make_trainer(run), make_trainer(run, "toinen@example.org")
    assert asked.trainer is None and due_for(first) == due_for(second) == 1
    assert client_of(first).post(page_of(asked, "take")).status_code == 302
    assert due_for(first) == 1 and due_for(second) == 0
    assert "Olli Opettaja" in main_of(client_of(second).get(page_of(asked)))


def test_a_run_without_a_last_day_counts_from_each_completion():
    run = make_run(type="self_paced")
    done, _open = enrol_people(run, "Aino Aamu", "Ville Valo")
    then = timezone.now() - datetime.timedelta(days=92)
    Enrolment.objects.filter(pk=done.pk).update(status="completed", completed_at=then)
    make_follow_ups()
    assert [one.enrolment_id for one in FollowUp.objects.all()] == [done.pk]


def test_a_run_closed_without_a_last_day_counts_from_its_closing():
    run = make_run(type="coaching_group")
    (stayed,) = enrol_people(run, "Aino Aamu")
    make_follow_ups()
    assert not FollowUp.objects.exists()
    then = timezone.now() - datetime.timedelta(days=92)
    Run.objects.filter(pk=run.pk).update(closed_at=then)
    make_follow_ups()
    one = FollowUp.objects.get()
    assert (one.enrolment, one.months) == (stayed, 3)
    assert one.due == months_after(timezone.localdate(then), 3)


def test_of_several_trainers_the_one_who_wrote_last_is_proposed_else_the_first_named(run):
    wrote, not_written = enrol_people(run, "Aino Aamu", "Ville Valo")
    first, second = make_trainer(run), make_trainer(run, "toinen@example.org")
    for trainer in (first, second):
        send_message(sender=trainer, recipients=[wrote], run=run, text="Hei!", key=uuid.uuid4())
    end(run)
    make_follow_ups()
    assert FollowUp.objects.get(enrolment=wrote).trainer == second
    assert FollowUp.objects.get(enrolment=not_written).trainer == first


def test_the_one_who_had_the_first_conversation_is_proposed_for_the_next(run):
    (enrolment,) = enrol_people(run, "Aino Aamu")
    make_trainer(run)
    second = make_trainer(run, "toinen@example.org")
    day = timezone.now()
    FollowUp.objects.create(
        enrolment=enrolment, months=3, due=day.date(), state="reached", closed_by=second, closed_at=day
    )
    Run.objects.filter(pk=run.pk).update(ends=months_ago(6))
    make_follow_ups()
    assert FollowUp.objects.get(months=6).trainer == second


def test_proposing_takes_as_many_statements_at_any_size(run, statements):
    make_trainer(run), make_trainer(run, "toinen@example.org")
    people = enrol_people(run, *[f"Aino{number} Aamu" for number in range(12)])
    with statements(3):
        Familiar(people[:1])
    with statements(3):
        Familiar(people)


def test_a_conversation_is_handed_over_to_a_colleague_and_to_nobody_else(run, asked):
    first, second = make_trainer(run), make_trainer(run, "toinen@example.org")
    stranger = make_trainer(make_run(), "muu@example.org")
    browser = client_of(first)
    assert str(second.key) in main_of(browser.get(page_of(asked)))
    assert browser.post(page_of(asked, "hand"), {"to": str(stranger.key)}).status_code == 302
    asked.refresh_from_db()
    assert asked.trainer is None
    assert browser.post(page_of(asked, "hand"), {"to": str(second.key)}).status_code == 302
    asked.refresh_from_db()
    assert asked.trainer == second
    assert (due_for(first), due_for(second)) == (0, 1)
    assert client_of(stranger).post(page_of(asked, "hand"), {"to": str(second.key)}).status_code == 404


def test_the_conversations_of_a_trainer_who_has_left_the_run_are_everybodys(run, asked):
    first, second = make_trainer(run), make_trainer(run, "toinen@example.org")
    client_of(second).post(page_of(asked, "take"))
    assert due_for(first) == 0
    RunStaff.objects.filter(user=second).delete()
    assert due_for(first) == 1


def test_nobody_is_asked_about_the_coaching(run, asked):
    FollowUp.objects.all().delete()
    Course.objects.update(policy="private")
    assert make_follow_ups() == 0


def test_a_trainer_writes_down_what_was_told(run, asked):
    browser = client_of(make_trainer(run))
    assert "Aino Aamu" in main_of(browser.get(reverse("followups:list")))
    empty = talk(browser, asked, "reached")
    assert empty.status_code == 422
    mixed = talk(browser, asked, "not_reached", where_now="Töissä.")
    assert mixed.status_code == 422 and "Töissä." in main_of(mixed)
    assert talk(browser, asked, "again", note="Ei vastannut").status_code == 302
    asked.refresh_from_db()
    assert asked.is_open and asked.tries.get().note == "Ei vastannut"
    assert talk(browser, asked, "reached", **SAID).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.where_now, asked.channel) == ("reached", "Töissä.", "call")
    assert talk(browser, asked, "refused").status_code == 422
    asked.refresh_from_db()
    assert asked.state == "reached" and Try.objects.count() == 2
    over = main_of(browser.get(reverse("followups:list"), {"tila": "kaikki", "ryhma": run.code}))
    assert "Aino Aamu" in over
    assert "Aino Aamu" not in main_of(browser.get(reverse("followups:list")))


def test_the_link_is_answered_once_without_signing_in(run, asked):
    trainer = client_of(make_trainer(run))
    assert trainer.post(page_of(asked, "link")).status_code == 302
    asked.refresh_from_db()
    path = address_of(asked).split("://", 1)[1].split("/", 1)[1]
    assert f"/{path}" in main_of(trainer.get(page_of(asked)))
    person = Client(enforce_csrf_checks=False)
    page = person.get(f"/{path}")
    assert page.status_code == 200 and "Aino" not in page.content.decode()
    asked.refresh_from_db()
    assert asked.is_open
    assert person.post(f"/{path}", {"answer": "yes"}).status_code == 422
    assert person.post(f"/{path}", {"answer": "yes", **SAID}).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.channel, asked.closed_by, asked.helped) == ("reached", "link", None, "Ryhmä.")
    again = person.post(f"/{path}", {"answer": "no"})
    assert again.status_code == 200 and "Töissä" not in again.content.decode()
    asked.refresh_from_db()
    assert asked.state == "reached"


@pytest.mark.parametrize("change", [{"link_ends": timezone.now() - datetime.timedelta(days=1)}, {"serial": 7}])
def test_an_old_link_does_nothing(run, asked, change):
    one = make_link(follow_up=asked, actor=None)
    path = "/" + address_of(one).split("://", 1)[1].split("/", 1)[1]
    FollowUp.objects.update(**change)
    for answer in ("yes", "no"):
        assert Client().post(path, {"answer": answer, **SAID}).status_code == 410
    assert FollowUp.objects.get().is_open
    assert Client().get("/jalkiseuranta/roskaa/").status_code == 404
    assert Client().get(path[:-2] + "x/").status_code == 404


def test_who_does_not_want_it_is_never_asked_again(run, asked):
    FollowUp.objects.create(enrolment=asked.enrolment, months=6, due=timezone.localdate())
    one = make_link(follow_up=asked, actor=None)
    path = "/" + address_of(one).split("://", 1)[1].split("/", 1)[1]
    thanks = Client().post(path, {"answer": "no"}, follow=True)
    assert thanks.status_code == 200 and thanks.context["refused"]
    assert {row.state for row in FollowUp.objects.all()} == {"refused"}
    other = make_run(type="short_group")
    end(other)
    Enrolment.objects.create(run=other, learner=asked.enrolment.learner)
    assert make_follow_ups() == 0


def test_the_mail_says_nothing_of_the_person_and_goes_twice_at_most(run, asked):
    browser = client_of(make_trainer(run))
    for _press in range(3):
        browser.post(page_of(asked, "mail"))
    run_due()
    sent = [one for one in mail.outbox if "/jalkiseuranta/" in one.body]
    assert len(sent) == 2 and "Aamu" not in sent[0].subject + sent[0].body
    assert asked.tries.filter(channel="mail").count() == 2


def test_a_conversation_is_for_the_trainers_of_its_run_only(run, asked):
    strangers = (make_trainer(make_run(), "muu@example.org"), make_manager(), make_staff("kuka@example.org"))
    for user in strangers:
        assert client_of(user).get(page_of(asked)).status_code == 404
        assert client_of(user).post(page_of(asked, "link")).status_code == 404
    assert client_of(strangers[2]).get(reverse("followups:list")).status_code == 404
    empty = client_of(strangers[0]).get(reverse("followups:list"), {"ryhma": run.code})
    assert "Aino Aamu" not in main_of(empty)


def test_what_was_told_is_the_persons_own(run, asked):
    talk(client_of(make_trainer(run)), asked, "reached", **SAID)
    learner = asked.enrolment.learner
    assert "Töissä." in str(sections_of(learner))
    erase_learner(learner=learner, actor=None)
    assert not FollowUp.objects.exists() and not Try.objects.exists()


def test_what_was_asked_two_years_ago_is_forgotten(asked):
    FollowUp.objects.update(due=timezone.localdate() - datetime.timedelta(days=731))
    assert forget_old_follow_ups() == 1


def test_two_enrolments_of_one_person_keep_the_conversation_that_was_had(run, asked):
    other = make_run(type="short_group")
    target = enrol_people(other, "Aino Toinen")[0]
    Enrolment.objects.filter(pk=target.pk).update(run=run)
    FollowUp.objects.create(enrolment=target, months=3, due=timezone.localdate())
    FollowUp.objects.filter(pk=asked.pk).update(state="reached", where_now="Töissä.")
    fold_enrolments(source_id=asked.enrolment.learner_id, target_id=target.learner_id)
    assert FollowUp.objects.get().where_now == "Töissä."


def test_the_list_takes_as_many_statements_at_any_size(run, statements):
    trainer = make_trainer(run)
    name_trainer(run=run, user=trainer, actor=None)
    browser = client_of(trainer)
    for names in (("Aino Aamu",), ("Ville Valo", "Kaisa Kallio", "Olli Oja")):
        Run.objects.update(ends=None)
        enrol_people(run, *names)
        end(run)
        make_follow_ups()
        with statements(6):
            browser.get(reverse("followups:list"))


def test_the_table_has_how_each_was_tried_and_how_it_ended_and_nothing_of_their_lives(run, asked):
    browser = client_of(make_trainer(run))
    talk(browser, asked, "again", note="Ei vastannut")
    talk(browser, asked, "reached", **SAID)
    link = f"{reverse('followups:export', args=['csv'])}?ryhma={run.code}"
    assert f'href="{link}"' in main_of(browser.get(f"{reverse('followups:list')}?ryhma={run.code}"))
    today = timezone.localdate().isoformat()
    got = b"".join(browser.get(link).streaming_content).decode()
    assert csv_rows(got)[1:] == [
        ["Aino Aamu", run.name, "3", asked.due.isoformat(), "reached", "call", "2", today, today],
    ]
    assert "Töissä." not in got and "Ei vastannut" not in got
    assert AuditEntry.objects.filter(verb="follow_ups.exported").count() == 1


def test_only_ones_own_runs_are_in_the_table(run, asked):
    url = reverse("followups:export", args=["csv"])
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    assert len(csv_rows(b"".join(other.get(url).streaming_content).decode())) == 1
    assert client_of(make_manager()).get(url).status_code == 404
    assert client_of(make_trainer(run)).get(reverse("followups:export", args=["pdf"])).status_code == 404

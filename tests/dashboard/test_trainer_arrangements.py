"""Arrangements in tests: given in one place, seen by who has them, and taken back."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from assessments.graded.api import Accommodation, QuizSettings, start_attempt
from assessments.graded.queries.terms import terms_for
from courses.api import Enrolment, Group, RunItem, enrol_learner
from lms.accounts.models import Learner
from lms.dashboard.dates import before_me
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, main_of, make_manager, make_trainer
from tests.factories import make_run
from tests.factories.graded import make_taking

MORE_TIME = {"test": "", "extra_percent": "50", "reason": "Lukivaikeus"}


@pytest.fixture
def taking(learner):
    return make_taking(learner, "short_text", minutes_allowed=20, attempts_allowed=2)


@pytest.fixture(params=[make_trainer, make_manager], ids=["trainer", "cohort administrator"])
def staff(request, taking):
    return client_of(make_trainer(taking.run) if request.param is make_trainer else make_manager())


def address(taking, name: str = "person-arrangements", *more) -> str:
    more = (taking.enrolment.pk,) if name == "person-arrangements" else more
    return reverse(f"trainer:{name}", args=[taking.run.code, *more])


def test_more_time_is_told_to_both_and_kept_in_the_trail(staff, taking, trainee):
    attempt = taking.start()
    assert (
        address(taking)
        in staff.get(reverse("trainer:participant", args=[taking.run.code, taking.enrolment.pk])).content.decode()
    )
    page = main_of(staff.post(address(taking), MORE_TIME, follow=True))
    assert gettext("%(percent)s %% more time") % {"percent": 50} in page
    assert "Lukivaikeus" in page
    attempt.refresh_from_db()
    assert attempt.deadline - attempt.started_at == datetime.timedelta(minutes=30)
    assert "30" in main_of(client_of(trainee).get(taking.address))
    entry = AuditEntry.objects.get(verb="accommodation.given")
    assert (entry.reason, entry.learner_key) == ("Lukivaikeus", taking.enrolment.learner.key)
    assert entry.actor_key


def test_everybodys_page_lists_all_and_gives_to_all(staff, taking):
    staff.post(address(taking), MORE_TIME)
    everybody = address(taking, "arrangements")
    given = {"test": str(taking.activity.pk), "extra_attempts": "1", "reason": "Sähkökatko"}
    page = main_of(staff.post(everybody, given, follow=True))
    assert Accommodation.objects.filter(enrolment=None, activity=taking.activity, extra_attempts=1).exists()
    for words in (gettext("Everybody"), "Sähkökatko", "Lukivaikeus"):
        assert words in page


def test_taking_back_asks_for_a_press_and_leads_back(staff, taking):
    staff.post(address(taking), MORE_TIME)
    row = Accommodation.objects.get()
    withdraw = address(taking, "withdraw-arrangement", row.pk)
    assert staff.get(withdraw).status_code == 405
    assert staff.post(withdraw).url == address(taking)
    assert not Accommodation.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"reason": ""},
        {"extra_percent": ""},
        {"extra_percent": "-1"},
        {"extra_percent": "301"},
        {"extra_minutes": "kymmenen"},
        {"extra_attempts": "99999999999999999999"},
        {"test": "0"},
        {"test": "x"},
        {"opens_at": "2027-02-31T10:00"},
        {"opens_at": "2027-03-02T10:00", "closes_at": "2027-03-01T10:00"},
    ],
)
def test_what_cannot_be_arranged_is_told_and_the_text_stays(taking, change):
    client = client_of(make_trainer(taking.run))
    response = client.post(address(taking), MORE_TIME | {"reason": "Syy jää tähän"} | change)
    assert response.status_code == 422
    assert not Accommodation.objects.exists()
    assert change.get("reason", "Syy jää tähän") in main_of(response)


def test_a_test_of_another_run_cannot_be_chosen_nor_an_arrangement_of_it_taken_back(taking):
    other = make_taking(Learner.objects.create(), "short_text", minutes_allowed=20)
    client = client_of(make_trainer(taking.run))
    assert client.post(address(taking), MORE_TIME | {"test": str(other.activity.pk)}).status_code == 422
    client_of(make_manager()).post(address(other), MORE_TIME)
    row = Accommodation.objects.get()
    for run in (taking.run, other.run):
        assert client.post(reverse("trainer:withdraw-arrangement", args=[run.code, row.pk])).status_code == 404
    assert (
        client.post(reverse("trainer:person-arrangements", args=[taking.run.code, other.enrolment.pk])).status_code
        == 404
    )
    assert Accommodation.objects.count() == 1


def test_the_times_of_a_test_are_set_and_shown(staff, taking):
    times = address(taking, "quiz-times", taking.activity.slug)
    assert times in staff.get(address(taking, "arrangements")).content.decode()
    page = staff.post(times, {"opens_at": "2027-03-01T09:00", "closes_at": "2027-03-05T16:00"}, follow=True)
    item = RunItem.objects.get(activity=taking.activity)
    assert timezone.localtime(item.opens_at).isoformat()[:16] == "2027-03-01T09:00"
    assert "5.3.2027 16.00" in main_of(page)
    assert 'value="2027-03-01T09:00"' in staff.get(times).content.decode()
    assert staff.post(times, {"opens_at": "2027-03-01T09:00", "closes_at": "2027-03-01T09:00"}).status_code == 422


@pytest.mark.parametrize("people", [1, 12])
def test_the_page_asks_the_same_whatever_the_size(taking, statements, people):
    for number in range(people):
        enrolment = Enrolment.objects.create(run=taking.run, learner=Learner.objects.create())
        Accommodation.objects.create(run=taking.run, enrolment=enrolment, extra_minutes=number, reason="Syy")
    client = client_of(make_trainer(taking.run))
    # session with user and learner; run; tests, their rules, groups, people, what is arranged; the page around it
    client.get(address(taking, "arrangements"))
    with statements(8):
        assert client.get(address(taking, "arrangements")).status_code == 200


def test_a_group_is_chosen_on_the_one_page_and_only_its_people_have_more(staff, taking, trainee, pseudonymous):
    group = Group.objects.create(run=taking.run, name="Tampere")
    other = enrol_learner(run=taking.run, learner=pseudonymous)
    Enrolment.objects.filter(pk=taking.enrolment.pk).update(group=group)
    attempt, beside = taking.start(), start_attempt(other, taking.activity.pk)
    page = main_of(staff.post(address(taking, "arrangements"), MORE_TIME | {"whom": f"ryhma-{group.pk}"}, follow=True))
    assert gettext("Group %(name)s") % {"name": "Tampere"} in page
    for one, minutes in ((attempt, 30), (beside, 20)):
        one.refresh_from_db()
        assert one.deadline - one.started_at == datetime.timedelta(minutes=minutes)
    assert "Lukivaikeus" in staff.get(address(taking)).content.decode()
    assert "30" in main_of(client_of(trainee).get(taking.address))
    group.delete()
    assert not Accommodation.objects.exists()


def test_a_person_is_chosen_on_the_one_page(staff, taking):
    page = main_of(staff.get(address(taking, "arrangements")))
    assert f'value="osallistuja-{taking.enrolment.pk}"' in page
    staff.post(address(taking, "arrangements"), MORE_TIME | {"whom": f"osallistuja-{taking.enrolment.pk}"})
    assert Accommodation.objects.get().enrolment == taking.enrolment


def test_who_is_of_another_run_cannot_be_chosen(staff, taking, pseudonymous):
    elsewhere = enrol_learner(run=make_run(), learner=pseudonymous)
    group = Group.objects.create(run=elsewhere.run, name="Muut")
    for whom in (f"osallistuja-{elsewhere.pk}", f"ryhma-{group.pk}", "ryhma-", "x"):
        assert staff.post(address(taking, "arrangements"), MORE_TIME | {"whom": whom}).status_code == 422
    assert not Accommodation.objects.exists()


def test_of_closing_times_the_one_nearest_to_the_person_holds(taking):
    group = Group.objects.create(run=taking.run, name="Tampere")
    Enrolment.objects.filter(pk=taking.enrolment.pk).update(group=group)
    enrolment = Enrolment.objects.get(pk=taking.enrolment.pk)
    item = RunItem.objects.get(activity=taking.activity)
    noon, settings = timezone.now().replace(microsecond=0), QuizSettings.restored(taking.version.settings)
    for place, (whose, of_group) in enumerate(((None, None), (None, group), (enrolment, None)), start=1):
        at = noon + datetime.timedelta(days=place)
        Accommodation.objects.create(run=taking.run, enrolment=whose, group=of_group, closes_at=at, reason="Syy")
        assert terms_for(enrolment, item, settings).closes_at == at
        coming, _awaited = before_me(enrolment.learner.user, [])
        assert [one.at for one in coming] == [at]

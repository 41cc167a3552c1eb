"""Compulsory days are compulsory whatever the rule says, and each type of training completes as its policy says."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.api import Award, pdf_of
from courses.api import DaysFact, Enrolment, Run, approve_whole, close_run, parse_rule
from courses.completion.judging import judge
from courses.completion.shape import BadRule, Facts, StepFact
from courses.meetings.api import Mark, Meeting, save_roll
from courses.meetings.services.absence import accept_make_up, send_make_up
from courses.meetings.services.planning import cancel_meeting
from courses.meetings.services.settling import settle_by_days
from tests.dashboard.people import client_of, do_steps, enrol_people, main_of, make_trainer
from tests.factories import make_run
from tests.factories.certificates import make_certified_run
from tests.factories.meetings import make_day

PRESENT, ABSENT = ("present", 0, ""), ("absent", 0, "")


def mark(day: Meeting, enrolment: Enrolment, said: tuple = PRESENT) -> str:
    """Mark one person; the state of their enrolment afterwards."""
    save_roll(meeting=day, marks=[Mark(enrolment.pk, said)], actor=None, force=True)
    enrolment.refresh_from_db()
    return enrolment.status


def home(enrolment: Enrolment) -> str:
    page = reverse("dashboard:course", args=[enrolment.run.code])
    return main_of(client_of(enrolment.learner.user).get(page))


def held_days(run: Run, number: int) -> list[Meeting]:
    """Days of the last weeks, the last one yesterday."""
    return [make_day(run, days=-7 * back - 1, title=f"Päivä {back}") for back in reversed(range(number))]


def test_a_missed_compulsory_day_keeps_everybody_from_completing_under_the_ordinary_rule(db):
    run = make_certified_run(type="blended_cohort", lessons=2)
    day = make_day(run, days=-1, title="Aloitus", compulsory=True, make_up="Kirjoita.")
    (enrolment,) = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki")
    mark(day, enrolment, ABSENT)
    do_steps(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.status == "active"
    page = home(enrolment)
    assert str(_("Compulsory contact day: attend it or make up for it")) in page
    assert "Aloitus" in page
    assert _("%(done)s / %(total)s done") % {"done": 2, "total": 3} in page
    send_make_up(enrolment=enrolment, meeting=day, answer="Luin ja kirjoitin.", actor=enrolment.learner.user)
    accept_make_up(enrolment=enrolment, meeting=day, actor=None)
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"
    assert Award.objects.filter(enrolment=enrolment).exists()


def test_an_attended_compulsory_day_and_the_steps_complete(db):
    run = make_run(type="blended_cohort", lessons=1)
    day = make_day(run, days=-1, compulsory=True)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    assert mark(day, enrolment) == "active"
    do_steps(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"


def test_a_day_that_is_not_compulsory_keeps_nobody(db):
    run = make_run(type="blended_cohort", lessons=1)
    day = make_day(run, days=-1)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    mark(day, enrolment, ABSENT)
    do_steps(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"


def test_a_compulsory_day_that_is_cancelled_keeps_nobody_any_more(db):
    run = make_run(type="blended_cohort", lessons=1)
    day = make_day(run, compulsory=True)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    do_steps(enrolment)
    cancel_meeting(meeting=day, actor=None)
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"


def test_the_sentence_names_the_compulsory_days_to_the_learner_and_the_trainer(db):
    run = make_run(type="blended_cohort", lessons=1)
    make_day(run, title="Aloitus", compulsory=True)
    (enrolment,) = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki")
    quoted = _("“%(title)s”") % {"title": "Aloitus"}
    said = ngettext(
        "the compulsory contact day %(days)s is attended or made up for",
        "the compulsory contact days %(days)s are attended or made up for",
        1,
    ) % {"days": quoted}
    assert said in home(enrolment)
    assert said in main_of(client_of(make_trainer(run)).get(reverse("trainer:run", args=[run.code])))


def test_a_count_of_days_says_how_many_are_done(db):
    run = make_run(type="blended_cohort", lessons=1)
    Run.objects.filter(pk=run.pk).update(rule={"all": [{"is": "days", "count": 5}]})
    days = held_days(run, 5)
    (enrolment,) = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki")
    for day in days[:3]:
        mark(day, enrolment)
    assert "(3/5)" in home(enrolment)


def test_a_webinar_without_lessons_is_completed_by_joining_and_gives_its_certificate(db):
    run = make_certified_run(type="webinar", lessons=0)
    day = make_day(run, days=-1)
    joined, missed = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki", "Mikko Malli")
    assert str(_("every contact day is attended")) in home(joined)
    assert mark(day, missed, ABSENT) == "active"
    assert mark(day, joined) == "completed"
    award = Award.objects.get()
    assert (award.enrolment, award.template_version.kind) == (joined, "osallistumistodistus")
    assert pdf_of(award).sha256


def test_a_short_group_is_completed_by_most_of_its_days(db):
    run = make_certified_run(type="short_group", lessons=0)
    days = held_days(run, 5)
    often, seldom = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki", "Mikko Malli")
    for number, day in enumerate(days):
        mark(day, often, ABSENT if number == 1 else PRESENT)
        mark(day, seldom, ABSENT if number < 2 else PRESENT)
    assert [one.status for one in (often, seldom)] == ["completed", "active"]
    assert Award.objects.get().enrolment == often
    assert "(3/4)" in home(seldom)


def test_a_short_group_completes_nobody_while_days_are_ahead(db):
    run = make_run(type="short_group", lessons=0)
    first = make_day(run, days=-1)
    make_day(run, days=6)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    assert mark(first, enrolment) == "active"


def test_before_its_last_day_more_days_may_come_and_closing_ends_the_waiting(db):
    run = make_run(type="short_group", lessons=0)
    Run.objects.filter(pk=run.pk).update(ends=timezone.localdate() + datetime.timedelta(days=30))
    day = make_day(run, days=-1)
    (enrolment,) = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki")
    assert mark(day, enrolment) == "active"
    close_run(run=run, actor=None)
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"


def test_a_run_whose_last_day_has_passed_is_settled_by_itself(db):
    run = make_run(type="short_group", lessons=0)
    Run.objects.filter(pk=run.pk).update(ends=timezone.localdate() + datetime.timedelta(days=1))
    day = make_day(run, days=-1)
    (enrolment,) = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki")
    assert mark(day, enrolment) == "active"
    assert settle_by_days() == 0
    Run.objects.filter(pk=run.pk).update(ends=timezone.localdate())
    assert settle_by_days() == 1
    assert settle_by_days() == 0


def test_a_coaching_group_is_completed_when_its_trainer_says_so(db):
    run = make_run(type="coaching_group", lessons=1)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    do_steps(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.status == "active"
    trainer = make_trainer(run)
    page = main_of(client_of(trainer).get(reverse("trainer:participant", args=[run.code, enrolment.pk])))
    assert reverse("trainer:approve", args=[run.code, enrolment.pk]) in page
    assert approve_whole(enrolment_id=enrolment.pk, reason="Oma tavoite on täynnä.", actor=trainer)


def test_a_theme_day_completes_nobody_and_asks_for_nothing(db):
    run = make_run(type="theme_day", lessons=1)
    (enrolment,) = enrol_people(run, "Aino Esimerkki")
    do_steps(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.status == "active"
    assert str(_("What is required")) not in home(enrolment)


def test_what_the_author_chose_goes_before_the_type(db):
    run = make_run(type="webinar", lessons=1)
    Run.objects.filter(pk=run.pk).update(rule={"all": [{"is": "required"}]})
    make_day(run, days=-1)
    (enrolment,) = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki")
    do_steps(enrolment)
    enrolment.refresh_from_db()
    assert enrolment.status == "completed"


STEP = StepFact("a", "A", "m", required=True, done=True)


@pytest.mark.parametrize(
    ("percent", "days", "complete"),
    [
        (80, DaysFact(4, of=5), True),
        (80, DaysFact(3, of=5), False),
        (80, DaysFact(3, of=4), False),  # 80 % of four is more than three
        (100, DaysFact(1, of=1), True),
        (50, DaysFact(1, of=3), False),
        (80, DaysFact(5, of=5, ahead=True), False),
        (80, DaysFact(5, ("Aloitus",), ("Aloitus",), of=6), False),
        (80, DaysFact(), True),  # no days at all ask for nothing
    ],
)
def test_a_share_of_days_by_table(percent, days, complete):
    rule = parse_rule({"all": [{"is": "required"}, {"is": "days", "percent": percent}]})
    assert judge(rule, Facts(steps=(STEP,), days=days)).complete is complete


@pytest.mark.parametrize("percent", [0, 101, 80.5, "80"])
def test_a_share_that_is_none_is_refused(percent):
    with pytest.raises(BadRule):
        parse_rule({"all": [{"is": "days", "percent": percent}]})


@pytest.mark.parametrize("number", [1, 12])
def test_the_home_costs_the_same_with_any_number_of_days(db, statements, number):
    run = make_run(type="blended_cohort", lessons=2)
    for each in range(number):
        make_day(run, days=each + 1, compulsory=True)
    (enrolment,) = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki")
    client = client_of(enrolment.learner.user)
    page = reverse("dashboard:course", args=[run.code])
    client.get(page)
    with statements(7):
        client.get(page)


def test_a_step_that_the_authors_rule_leaves_out_does_not_hold_the_certificate_back(db):
    run = make_certified_run(type="blended_cohort", lessons=2)
    key = str(run.items.get(activity__slug="lesson-1").activity.key)
    Run.objects.filter(pk=run.pk).update(rule={"all": [{"is": "step", "key": key}]})
    (enrolment,) = enrol_people(Run.objects.get(pk=run.pk), "Aino Esimerkki")
    do_steps(enrolment, 1)
    assert Award.objects.get().enrolment == enrolment


def test_the_list_of_a_webinar_asks_who_joined(db):
    webinar, group = make_run(type="webinar", lessons=0), make_run(type="short_group", lessons=0)
    asked = []
    for run in (webinar, group):
        enrol_people(run, f"Aino{run.pk} Esimerkki")
        page = reverse("days:roll", args=[run.code, make_day(run, days=-1).pk])
        asked.append(str(_("Who joined")) in main_of(client_of(make_trainer(run, f"t{run.pk}@example.org")).get(page)))
    assert asked == [True, False]

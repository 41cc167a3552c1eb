"""A run made from the one before: every date moves alike, by the clock on the wall."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.api import (
    Enrolment,
    NothingToShift,
    Run,
    add_group,
    copy_run,
    dates_of,
    name_trainer,
    nearest_same_weekday,
    next_name,
    next_start,
    set_times,
    shifted,
)
from courses.copying import HERE, DatedLine, RunDates, address_for
from lms.accounts.api import User
from lms.records.models import AuditEntry
from tests.factories import make_course, make_run

DAYS = st.integers(-3700, 3700)
MOMENTS = st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2040, 1, 1), timezones=st.just(datetime.UTC))


def wall(moment: datetime.datetime) -> datetime.datetime:
    """What the clock on the wall shows."""
    return moment.astimezone(HERE).replace(tzinfo=None, fold=0)


@given(MOMENTS, DAYS)
def test_a_moved_moment_keeps_its_time_unless_the_clock_skips_it(moment, days):
    meant = wall(moment) + datetime.timedelta(days=days)
    found = wall(shifted(moment, days))
    assert found.date() == meant.date()
    if found != meant:  # only the night when summer time begins: 3.00–3.59 becomes 4.00
        assert (meant.hour, found.hour, found.minute) == (3, 4, 0)
        assert meant.month == 3 and meant.weekday() == 6


@given(st.lists(MOMENTS, min_size=2, max_size=8), DAYS)
def test_moved_moments_stay_in_their_order(moments, days):
    ordered = sorted(moments, key=wall)
    moved = [shifted(moment, days) for moment in ordered]
    assert moved == sorted(moved)


@given(MOMENTS, st.integers(-500, 500))
def test_whole_weeks_keep_the_weekday(moment, weeks):
    assert wall(shifted(moment, 7 * weeks)).weekday() == wall(moment).weekday()


def test_nine_in_the_morning_is_nine_on_both_sides_of_summer_time():
    in_winter = datetime.datetime(2027, 1, 14, 9, 0, tzinfo=HERE)
    in_summer = shifted(in_winter, 182)
    assert (in_summer.isoformat(), in_winter.isoformat()) == ("2027-07-15T09:00:00+03:00", "2027-01-14T09:00:00+02:00")


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 1, 1)), st.integers(-3700, 3700))
def test_the_proposed_day_is_the_nearest_of_the_same_weekday(start, days):
    wanted = start + datetime.timedelta(days=days)
    found = nearest_same_weekday(start, wanted)
    assert found.weekday() == start.weekday()
    assert abs((found - wanted).days) <= 3


@given(st.dates(datetime.date(2015, 1, 1), datetime.date(2030, 1, 1)))
def test_the_proposed_start_is_to_come_and_on_the_same_weekday(start):
    today = datetime.date(2026, 11, 22)
    found = next_start(start, today)
    assert found > start
    assert found >= today
    assert found.weekday() == start.weekday()
    assert (found - start).days % 364 == 0


@pytest.mark.parametrize(
    ("name", "becomes"),
    [("Kevät 2026, Lahti", "Kevät 2027, Lahti"), ("Syksy 2026–2027", "Syksy 2027–2028"), ("Ryhmä 12", "Ryhmä 12")],
)
def test_the_years_of_a_name_move_along(name, becomes):
    assert next_name(name, 1) == becomes


def test_an_address_is_made_of_course_and_name_and_is_nobody_elses():
    taken = {"tyokyky-kevat-2027"}
    assert address_for("tyokyky", "Kevät 2027", taken) == "tyokyky-kevat-2027-2"
    assert address_for("tyokyky", "春", set()) == "tyokyky"
    assert len(address_for("a" * 80, "b" * 120, set())) <= 80


def test_dates_beyond_the_calendar_are_told_as_such():
    dates = RunDates([DatedLine("x", datetime.date(9999, 1, 1))], datetime.date(2026, 1, 1))
    with pytest.raises(OverflowError):
        dates.moved_to(datetime.date(2030, 1, 1))


@pytest.fixture
def spring(db) -> Run:
    """A run that goes on, with dates of every kind, groups, a trainer and a participant."""
    run = make_run(make_course(type="blended_cohort", kinds=("quiz",), code="tyokyky"), capacity=20)
    Run.objects.filter(pk=run.pk).update(
        name="Kevät 2026, Lahti",
        starts=datetime.date(2026, 1, 15),
        ends=datetime.date(2026, 5, 28),
        place="Lahti",
        enrolment_opens=datetime.datetime(2025, 11, 3, 8, 0, tzinfo=HERE),
        enrolment_closes=datetime.datetime(2026, 1, 8, 23, 59, tzinfo=HERE),
    )
    run.refresh_from_db()
    quiz = run.items.get(activity__kind="quiz")
    set_times(
        run=run,
        activity_id=quiz.activity_id,
        opens_at=datetime.datetime(2026, 3, 26, 9, 0, tzinfo=HERE),
        closes_at=datetime.datetime(2026, 4, 2, 16, 0, tzinfo=HERE),
        actor=None,
    )
    for name in ("Iltaryhmä", "Päiväryhmä"):
        add_group(run=run, name=name, actor=None)
    return run


def copy(source: Run, starts: datetime.date | None = datetime.date(2027, 1, 14), **changes) -> Run:
    facts = {"name": "Kevät 2027", "place": "Lahti", "capacity": 24, "trainers": [], "actor": None}
    return copy_run(source=source, starts=starts, **facts | changes)


def test_a_copy_has_every_date_moved_and_the_plan_but_no_people(spring, learner):
    trainer = User.objects.create_user(email="opettaja@example.org", is_staff=True)
    name_trainer(run=spring, user=trainer, actor=None)
    Enrolment.objects.create(run=spring, learner=learner)
    made = copy(spring, trainers=[trainer], actor=trainer)
    quiz = made.items.get(activity__kind="quiz")
    assert (made.starts, made.ends) == (datetime.date(2027, 1, 14), datetime.date(2027, 5, 27))
    moments = (made.enrolment_opens, made.enrolment_closes, quiz.opens_at, quiz.closes_at)
    assert [wall(moment).isoformat() for moment in moments] == [
        "2026-11-02T08:00:00",
        "2027-01-07T23:59:00",
        "2027-03-25T09:00:00",
        "2027-04-01T16:00:00",
    ]
    assert sorted(made.groups.values_list("name", flat=True)) == ["Iltaryhmä", "Päiväryhmä"]
    assert [one.user for one in made.staff.all()] == [trainer]
    assert (made.capacity, made.places_taken, made.is_open, made.frozen_at) == (24, 0, False, None)
    assert (made.code, made.made_from, made.items.count()) == ("tyokyky-kevat-2027", spring, spring.items.count())
    assert not made.enrolments.exists()
    entry = AuditEntry.objects.get(verb="run.copied")
    assert (entry.actor_key, entry.detail) == (trainer.key, {"source": spring.pk, "days": 364})


def test_confirming_twice_makes_one_run(spring):
    assert copy(spring) == copy(spring)
    assert Run.objects.count() == 2


def test_a_run_without_dates_is_copied_without_a_start_and_takes_none(db):
    run = make_run()
    assert dates_of(run).base is None
    assert copy(run, None).starts is None
    with pytest.raises(NothingToShift):
        copy(run, datetime.date(2027, 1, 1), name="Toinen")


def test_the_dates_of_a_run_are_told_with_a_few_statements(spring, statements):
    with statements(3):  # its steps, the assignments that are due, the way in; no contact days, nothing to ask
        lines = dates_of(spring).lines
    assert len(lines) == 6

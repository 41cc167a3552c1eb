"""The pure rules: quiet hours by the clock on the wall, and what becomes of a notice."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.jobs.models import MailChoice, Notice
from lms.jobs.rhythm import Pace, fate_of, is_quiet, is_summary_day, is_summary_time, morning_after

HELSINKI = ZoneInfo("Europe/Helsinki")
HOURS = (21, 8)
State, Often = Notice.State, MailChoice.Often


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"), [(7, 59, True), (8, 0, False), (20, 59, False), (21, 0, True), (0, 0, True)]
)
def test_quiet_hours_begin_at_nine_in_the_evening_and_end_at_eight(hour, minute, quiet):
    assert is_quiet(at(2, hour, minute), HOURS) is quiet


def test_no_hours_are_never_quiet():
    assert not is_quiet(at(2, 3), None)


def test_the_morning_is_the_next_eight_o_clock_also_when_the_clocks_change():
    assert morning_after(at(2, 22), HOURS) == at(3, 8)
    assert morning_after(at(3, 5), HOURS) == at(3, 8)
    before = datetime(2026, 10, 24, 22, tzinfo=HELSINKI)
    after = morning_after(before, HOURS)
    assert (after.hour, after.timestamp() - before.timestamp()) == (8, 11 * 3600)  # one hour comes twice


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(HELSINKI)))
def test_the_morning_is_never_quiet_and_never_more_than_a_night_away(now):
    if is_quiet(now, HOURS):
        morning = morning_after(now, HOURS)
        assert not is_quiet(morning, HOURS)
        assert timedelta(0) < morning - now <= timedelta(hours=11)


def test_summaries_go_out_on_weekday_afternoons_only():
    monday, saturday = at(2, 16), at(7, 16)
    assert is_summary_time(monday, HOURS)
    assert not is_summary_time(saturday, HOURS)
    assert not is_summary_time(at(2, 15, 59), HOURS)
    assert not is_summary_time(at(2, 21), HOURS)


def test_a_weekly_summary_comes_on_mondays():
    assert is_summary_day(Often.WEEKLY, at(2, 16))
    assert not is_summary_day(Often.WEEKLY, at(3, 16))
    assert is_summary_day(Often.DAILY, at(3, 16))


@pytest.mark.parametrize(
    ("pace", "topic", "often", "off", "sent", "fate"),
    [
        (Pace.SOON, "feedback", Often.SOON, [], 1, State.MAILED),
        (Pace.SOON, "feedback", Often.SOON, [], 2, State.HELD),
        (Pace.SOON, "feedback", Often.DAILY, [], 0, State.HELD),
        (Pace.SUMMARY, "feedback", Often.SOON, [], 0, State.HELD),
        (Pace.AT_ONCE, "days", Often.WEEKLY, [], 9, State.MAILED),
        (Pace.AT_ONCE, "days", Often.SOON, ["days"], 0, State.DROPPED),
        (Pace.SOON, "feedback", Often.SOON, ["feedback"], 0, State.DROPPED),
        (Pace.SOON, "feedback", Often.NEVER, [], 0, State.DROPPED),
        (Pace.AT_ONCE, "", Often.NEVER, [], 9, State.MAILED),
    ],
)
def test_what_becomes_of_a_notice(pace, topic, often, off, sent, fate):
    assert fate_of(pace=pace, topic=topic, often=often, off=off, sent=sent) == fate

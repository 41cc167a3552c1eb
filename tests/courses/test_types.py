"""Six course types, one engine: what each policy says, and what it governs."""

import datetime

import pytest

from courses.api import TYPES, Attendance, Completion, Course, Span, Way, follow_up_days, sync_course, type_policy
from courses.facts import CourseFacts
from courses.services.runs import freeze_run
from tests.factories import make_course, make_run

#: type: ways in, queue, span, meetings, groups, attendance, head counts, completion, follow-up, certificates
TABLE = {
    "blended_cohort": (
        {"application", "invitation", "employer", "code", "open"}, True, Span.PERIOD, True, True,
        Attendance.NAMED, False, Completion.RULES, (6,), {"todistus", "osallistumistodistus", "opintosuoritusote"},
    ),
    "self_paced": (
        {"open", "code", "invitation"}, False, Span.NONE, False, False,
        Attendance.NONE, False, Completion.PARTS, (3,), {"osallistumistodistus"},
    ),
    "short_group": (
        {"invitation", "application", "open", "code"}, True, Span.PERIOD, True, True,
        Attendance.NAMED, False, Completion.DAYS, (3, 6), {"osallistumistodistus"},
    ),
    "coaching_group": (
        {"invitation", "open", "code", "application"}, True, Span.OPEN_ENDED, True, False,
        Attendance.NAMED, True, Completion.OWN_GOAL, (3, 6), {"osallistumistodistus"},
    ),
    "theme_day": (
        {"open", "code", "invitation"}, False, Span.DAY, True, False,
        Attendance.NAMED, True, Completion.NONE, (), set(),
    ),
    "webinar": (
        {"open", "invitation", "code"}, False, Span.DAY, True, False,
        Attendance.JOINED, False, Completion.DAYS, (), {"osallistumistodistus"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("key", TABLE)
def test_a_type_has_the_policy_that_was_settled_for_it(key):
    policy = type_policy(key)
    assert TABLE[key] == (
        set(policy.ways),
        policy.has_queue,
        policy.span,
        policy.has_meetings,
        policy.has_groups,
        policy.attendance,
        policy.head_counts,
        policy.completion,
        policy.follow_up,
        set(policy.certificates),
    )
    assert policy.means and policy.for_visitors
    assert [way for way in Way if policy.allows(way)] == [way for way in Way if way in TABLE[key][0]]


def test_every_type_of_the_database_has_a_policy_and_no_policy_is_without_a_type():
    assert list(TYPES) == Course.Type.values


@pytest.mark.parametrize(
    ("key", "asked", "not_asked"),
    [
        ("blended_cohort", {"starts", "ends", "place", "capacity"}, set()),
        ("self_paced", set(), {"starts", "ends", "place", "capacity"}),
        ("coaching_group", {"starts", "ends", "place", "capacity"}, set()),
        ("theme_day", {"starts", "place", "capacity"}, {"ends"}),
        ("webinar", {"starts", "capacity"}, {"ends", "place"}),
    ],
)
def test_a_run_is_asked_only_what_its_type_has(key, asked, not_asked):
    asks = type_policy(key).asks
    assert asked <= asks
    assert not not_asked & asks
    assert {"name", "language", "is_open", "enrolment_opens", "enrolment_closes"} <= asks


@pytest.mark.parametrize(
    ("key", "days"),
    [("short_group", ["2026-11-30", "2027-02-28"]), ("blended_cohort", ["2027-02-28"]), ("theme_day", [])],
)
def test_follow_up_falls_on_the_same_day_of_the_month_or_its_last(key, days):
    found = follow_up_days(type_policy(key), datetime.date(2026, 8, 31))
    assert [day.isoformat() for day in found] == days


def published_as(course: Course, kind: str) -> Course:
    facts = CourseFacts(course.key, course.code, kind, course.policy, "fi", "Koulutus", 18)
    sync_course(facts)
    course.refresh_from_db()
    return course


def test_the_type_follows_the_author_until_somebody_is_in_a_run(db):
    run = make_run(make_course(type="self_paced"))
    assert published_as(run.course, "blended_cohort").type == "blended_cohort"
    freeze_run(run=run)
    assert published_as(run.course, "theme_day").type == "blended_cohort"

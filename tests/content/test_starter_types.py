"""The examples of other kinds of training: a theme day and a short group."""

import pytest

from content.seeding.course_plans import plan_course
from content.seeding.loader import STARTER
from courses.api import type_policy


@pytest.mark.parametrize(
    ("slug", "kind", "lessons", "days"),
    [("arki-joka-kantaa", "theme_day", 1, None), ("askel-kerrallaan", "short_group", 3, 2)],
)
def test_shipped_example_has_its_type_its_days_and_only_a_certificate_that_the_type_gives(slug, kind, lessons, days):
    plan = plan_course(STARTER / "courses" / slug, STARTER / "modules")
    course = plan.pages[0].values
    assert course["course_type"] == kind
    assert [page.model for page in plan.pages].count("LessonPage") == lessons
    assert [one["value"] for one in course["rule"] if one["type"] == "days"] == ([days] if days else [])
    given = course["certificate"].name if course["certificate"] else None
    assert given is None or given in type_policy(kind).certificates

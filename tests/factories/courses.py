"""Courses, runs and lessons, made as publishing makes them but without a page."""

import itertools
import uuid

from courses.api import (
    Activity,
    Course,
    CourseFacts,
    OutlineItem,
    OutlineSection,
    Published,
    Run,
    create_run,
    publish_activity,
    publish_outline,
    sync_course,
)

_numbers = itertools.count(1)


def make_course(
    *, lessons: int = 2, kinds: tuple[str, ...] = (), policy: str = "training", type: str = "self_paced", code: str = ""
) -> Course:
    """A course of one module with ``lessons`` lessons, then one activity of each of ``kinds``."""
    number = next(_numbers)
    course = sync_course(
        CourseFacts(
            key=uuid.uuid4(),
            code=code or f"course-{number}",
            type=type,
            policy=policy,
            language="fi",
            title=f"Koulutus {number}",
            hours=18,
        )
    )
    items = [_publish(course, kind, place) for place, kind in enumerate(["lesson"] * lessons + list(kinds), start=1)]
    section = OutlineSection(key=uuid.uuid4(), titles={"fi": "Moduuli 1"}, items=tuple(items))
    publish_outline(course_key=course.key, sections=[section])
    course.refresh_from_db()
    return course


def _publish(course: Course, kind: str, place: int) -> OutlineItem:
    key = uuid.uuid4()
    publish_activity(
        Published(
            key=key,
            course_key=course.key,
            kind=kind,
            slug=f"{kind}-{place}",
            language="fi",
            title=f"Vaihe {place}",
            body={"blocks": []},
            hash=str(key),
            minutes=10,
        )
    )
    return OutlineItem(activity=key)


def make_run(
    course: Course | None = None, *, is_open: bool = True, capacity: int | None = None, **course_fields
) -> Run:
    """An open run of ``course`` (made on the way when missing)."""
    course = course or make_course(**course_fields)
    return create_run(
        course=course, code=f"run-{next(_numbers)}", name="Syksy 2026", actor=None, is_open=is_open, capacity=capacity
    )


def add_activity(course: Course, kind: str, place: int) -> Activity:
    """An activity of ``course`` that stands in no outline."""
    return Activity.objects.get(key=_publish(course, kind, place).activity)

"""Changing a run's facts, closing it and opening it again."""

import datetime

import pytest

from courses.api import (
    CannotEnrol,
    OutlineItem,
    OutlineSection,
    adopt_outline,
    change_run,
    close_run,
    enrol_learner,
    enrolment_for,
    open_runs_of,
    pending_changes,
    place_freed,
    publish_outline,
    reopen_run,
)
from lms.records.models import AuditEntry
from tests.factories import make_course, make_run


@pytest.fixture
def freed():
    """The runs of which was told that a place may be free."""
    told = []
    place_freed.receiver(receiver := lambda run_id: told.append(run_id))
    yield told
    place_freed._receivers.remove(receiver)


def test_more_places_are_told_and_nothing_is_when_nothing_changes(db, freed):
    run = make_run(capacity=2)
    change_run(run=run, actor=None, capacity=2)
    assert (freed, AuditEntry.objects.filter(verb="run.changed").count()) == ([], 0)
    change_run(run=run, actor=None, capacity=3)
    assert freed == [run.pk]
    change_run(run=run, actor=None, name="Toinen", starts=datetime.date(2027, 1, 1))
    assert freed == [run.pk]


def test_only_what_may_change_changes(db):
    with pytest.raises(KeyError):
        change_run(run=make_run(), actor=None, places_taken=0)


def test_another_language_calls_the_modules_by_their_titles_in_it(db):
    run = make_run()
    section = run.course.outline[0]
    items = tuple(OutlineItem(activity=item["activity"]) for item in section["items"])
    titles = {"fi": "Moduuli", "sv": "Modul"}
    outline = [OutlineSection(key=section["key"], titles=titles, items=items)]
    publish_outline(course_key=run.course.key, sections=outline)
    change_run(run=run, actor=None, language="sv")
    assert run.sections.get().title == "Modul"


def test_a_closed_run_takes_nobody_and_goes_on_for_those_inside(db, learner, freed):
    run = make_run()
    enrol_learner(run=run, learner=learner)
    first = close_run(run=run, actor=None).closed_at
    assert close_run(run=run, actor=None).closed_at == first
    run.refresh_from_db()
    with pytest.raises(CannotEnrol):
        enrol_learner(run=run, learner=type(learner).objects.create(), invited=True)
    assert enrolment_for(learner, run.code) is not None
    assert open_runs_of(run.course.key) == []
    reopen_run(run=run, actor=None)
    assert open_runs_of(run.course.key) == [run]
    assert freed == [run.pk]
    trail = AuditEntry.objects.filter(subject="courses.run").order_by("pk").values_list("verb", flat=True)
    assert list(trail)[-2:] == ["run.closed", "run.reopened"]


def republish(course, *, order: list[int], voluntary: int | None = None) -> None:
    """The author publishes the steps in another order, one of them perhaps voluntary."""
    section = course.outline[0]
    items = tuple(
        OutlineItem(activity=section["items"][place]["activity"], required=place != voluntary) for place in order
    )
    publish_outline(
        course_key=course.key, sections=[OutlineSection(key=section["key"], titles=section["titles"], items=items)]
    )


@pytest.mark.parametrize(
    ("order", "voluntary", "told"),
    [
        ([0, 1, 2], None, {}),
        ([1, 2, 0], None, {"moved": ["Vaihe 1"]}),
        ([0, 1, 2], 1, {"voluntary": ["Vaihe 2"]}),
        ([0, 2], None, {"removed": ["Vaihe 2"]}),
        ([2, 0], 0, {"removed": ["Vaihe 2"], "voluntary": ["Vaihe 1"]}),
    ],
)
def test_the_authors_changes_are_told_step_by_step(db, learner, order, voluntary, told):
    run = make_run(make_course(lessons=3, type="blended_cohort"))
    enrol_learner(run=run, learner=learner)
    republish(run.course, order=order, voluntary=voluntary)
    run.refresh_from_db()
    found = {kind: titles for kind, titles in pending_changes(run).items() if titles}
    assert {kind: titles for kind, titles in found.items() if kind != "moved"} | (
        {"moved": found["moved"]} if "moved" in told else {}
    ) == told
    adopt_outline(run=run, actor=None)
    assert not any(pending_changes(run).values())

"""Due dates counted from a run's first day, as the page shows them that makes the next run."""

import datetime

from assessments.graded.api import AssignmentSettings, publish_assignment
from courses.api import Run, RunItem, dates_of
from courses.copying import HERE
from tests.factories.assignments import make_writing
from tests.factories.projects import make_planning

JANUARY = datetime.date(2027, 1, 14)


def told(run: Run) -> list[str]:
    """The moments that are told of the run, as its clock shows them; without its first day itself."""
    moments = [line.when for line in dates_of(run).lines if isinstance(line.when, datetime.datetime)]
    return sorted(moment.astimezone(HERE).strftime("%d.%m. %H.%M") for moment in moments)


def begin(run: Run) -> Run:
    Run.objects.filter(pk=run.pk).update(starts=JANUARY)
    return Run.objects.get(pk=run.pk)


def test_an_assignment_is_due_so_many_days_from_the_first_day(learner):
    run = make_writing(learner, due_days=14).run
    assert told(run) == []  # no first day yet
    run = begin(run)
    assert told(run) == ["28.01. 23.59"]
    assert [line.new for line in dates_of(run).moved_to(JANUARY + datetime.timedelta(days=7))][-1] == datetime.datetime(
        2027, 2, 4, 23, 59, tzinfo=HERE
    )


def test_a_date_of_the_runs_own_is_told_once(learner):
    run = begin(make_writing(learner, due_days=14).run)
    RunItem.objects.filter(run=run).update(due_at=datetime.datetime(2027, 2, 1, 12, 0, tzinfo=HERE))
    assert told(run) == ["01.02. 12.00"]


def test_milestones_are_told_by_their_newest_rules(learner, statements):
    planning = make_planning(learner, stages=3)
    for days, milestone in zip((10, 20), planning.milestones, strict=False):
        settings = AssignmentSettings(titles={"fi": "Vaihe"}, due_days=days)
        publish_assignment(key=milestone.key, settings=settings)
    run = begin(planning.run)
    assert told(run) == ["03.02. 23.59", "24.01. 23.59"]
    with statements(3):  # its steps, the way in, and one for all assignments
        dates_of(run)

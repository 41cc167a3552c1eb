"""On what terms people take quizzes: reading arrangements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models import Accommodation, Attempt, QuizVersion
from assessments.graded.rules.terms import Granted, Terms, terms_of
from courses.api import Enrolment, Run, RunItem, Step
from lms.records.prepared import PreparedObjects

#: What is for nobody in particular.
EVERYBODY = Q(enrolment=None, group=None)


def granted_by(row: Accommodation) -> Granted:
    """What an arrangement grants: one of this person weighs more than one of their group, that more than one of
    everybody, then one of this quiz."""
    whose = 4 if row.enrolment_id else 2 if row.group_id else 0
    return Granted(
        weight=whose + (row.activity_id is not None),
        extra_percent=row.extra_percent,
        extra_minutes=row.extra_minutes,
        extra_attempts=row.extra_attempts,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
    )


def _accommodations(run_id: int, enrolment_id: int, activity_id: int) -> QuerySet[Accommodation]:
    group = Q(group__in=Enrolment.objects.filter(pk=enrolment_id).values("group"))
    for_person = EVERYBODY | Q(enrolment=enrolment_id) | group
    return Accommodation.objects.filter(for_person, Q(activity=None) | Q(activity=activity_id), run=run_id)


_ACCOMMODATIONS = PreparedObjects(_accommodations, -1, -2, -3)


def terms_for(enrolment: Enrolment, item: RunItem | Step, settings: QuizSettings) -> Terms:
    """What holds for this person in this quiz; one query."""
    rows = _ACCOMMODATIONS.all(enrolment.run_id, enrolment.pk, item.activity_id)
    return terms_of(
        settings, opens_at=item.opens_at, closes_at=item.closes_at, granted=[granted_by(row) for row in rows]
    )


def terms_within(attempt: Attempt, steps: list[Step]) -> Terms:
    """What holds for an attempt, by the run's outline that the page has read already; one query."""
    settings = attempt.quiz_version.rules
    step = next((step for step in steps if step.activity_id == attempt.activity_id), None)
    if step is None:  # the run has dropped the test meanwhile
        return terms_of(settings, opens_at=None, closes_at=None)
    return terms_for(attempt.enrolment, step, settings)


def accommodations_in(run: Run, *, enrolment: Enrolment | None = None) -> list[Accommodation]:
    """What has been arranged in a run: for ``enrolment``, with what is for their group and for everybody; without
    one, all of it."""
    rows = Accommodation.objects.filter(run=run).select_related("activity", "group", "enrolment__learner__user")
    if enrolment is not None:
        group = Q(group=enrolment.group_id) if enrolment.group_id else Q()
        rows = rows.filter(EVERYBODY | Q(enrolment=enrolment) | group)
    return list(rows.order_by("enrolment_id", "group_id", "activity__title", "pk"))


def granted_in(run_id: int, activity_ids: Iterable[int]) -> dict[tuple[int, int], list[Granted]]:
    """The same for many: by (enrolment, activity), where an enrolment 0 stands for everybody and a group's number below
    nought for the group; one query."""
    activity_ids = list(activity_ids)
    found = defaultdict(list)
    for row in Accommodation.objects.filter(run=run_id):
        for activity_id in activity_ids if row.activity_id is None else [row.activity_id]:
            found[row.enrolment_id or -(row.group_id or 0), activity_id].append(granted_by(row))
    return found


@dataclass(frozen=True, slots=True)
class RunQuiz:
    """A test of a run with its own rules and the run's times for it."""

    item: RunItem
    title: str
    settings: QuizSettings


def quizzes_of(run: Run) -> list[RunQuiz]:
    """The published tests of a run in order; two queries."""
    items = RunItem.objects.select_related("activity").filter(run=run, activity__kind="quiz")
    found = list(items.order_by("section__position", "position"))
    versions = QuizVersion.objects.filter(quiz__key__in=[item.activity.key for item in found]).order_by("number")
    stored = dict(versions.values_list("quiz__key", "settings"))
    quizzes = []
    for item in found:
        if item.activity.key in stored:
            settings = QuizSettings.restored(stored[item.activity.key])
            quizzes.append(RunQuiz(item, settings.title_in(run.language) or item.activity.title, settings))
    return quizzes

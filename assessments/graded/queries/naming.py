"""In which assignments and tests of a run names are hidden while they are marked."""

from dataclasses import dataclass
from uuid import UUID

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.facts.quizzes import QuizSettings
from assessments.graded.models import (
    AssignmentVersion,
    QuestionVersion,
    QuizVersion,
    ResponseMark,
    Review,
    RunMarking,
    Slot,
)
from assessments.graded.queries.hand_marking import by_hand
from courses.api import Run, RunItem


@dataclass(frozen=True)
class HidingPlace:
    """One assignment or test of a run."""

    activity_id: int
    slug: str
    title: str
    hides_names: bool
    #: Somebody has begun to mark it: nothing is changed any more.
    is_begun: bool


def hiding_in(run: Run) -> list[HidingPlace]:
    """Every assignment of the run and every test in which a person has something to mark, in order; eight queries."""
    items = RunItem.objects.filter(run=run, activity__kind__in=("assignment", "quiz")).select_related("activity")
    items = list(items.order_by("section__position", "position"))
    settings = _settings_of([item.activity.key for item in items])
    own = dict(RunMarking.objects.filter(run=run).values_list("activity_id", "hides_names"))
    begun = begun_in(run)
    return [
        HidingPlace(
            activity_id=item.activity_id,
            slug=item.activity.slug,
            title=settings[item.activity.key].title_in(run.language) or item.activity.title,
            hides_names=own.get(item.activity_id, settings[item.activity.key].hides_names),
            is_begun=item.activity_id in begun,
        )
        for item in items
        if item.activity.key in settings
    ]


def begun_in(run: Run) -> set[int]:
    """The activities of which something has been marked in the run, if only in a draft; two queries."""
    reviews = Review.objects.filter(submission__work__enrolment__run=run).order_by()
    marks = ResponseMark.objects.filter(response__attempt__enrolment__run=run).order_by()
    marks = marks.filter(response__question_version__question__kind__in=by_hand())
    return {
        *reviews.values_list("submission__work__activity_id", flat=True).distinct(),
        *marks.values_list("response__attempt__activity_id", flat=True).distinct(),
    }


def _settings_of(keys: list[UUID]) -> dict[UUID, AssignmentSettings | QuizSettings]:
    """What the author says now of each of these, of tests only where a person marks something."""
    versions = AssignmentVersion.objects.filter(assignment__key__in=keys).order_by("number")
    found = {key: AssignmentSettings.restored(one) for key, one in versions.values_list("assignment__key", "settings")}
    quizzes = QuizVersion.objects.filter(quiz__key__in=keys).order_by("number").select_related("quiz")
    newest = {one.quiz.key: one for one in quizzes}
    marked = _marked_by_hand([one.pk for one in newest.values()])
    return found | {key: QuizSettings.restored(one.settings) for key, one in newest.items() if one.pk in marked}


def _marked_by_hand(quiz_versions: list[int]) -> set[int]:
    """Those of the quizzes that ask, or may draw, something that a person marks."""
    slots = Slot.objects.filter(quiz_version__in=quiz_versions)
    asked = list(slots.values_list("quiz_version", "question_version", "draw"))
    pools = [(version, {question} if question else set(draw["pool"])) for version, question, draw in asked]
    every = {question for _version, pool in pools for question in pool}
    rows = QuestionVersion.objects.filter(pk__in=every, question__kind__in=by_hand())
    hand = set(rows.values_list("pk", flat=True))
    return {version for version, pool in pools if pool & hand}

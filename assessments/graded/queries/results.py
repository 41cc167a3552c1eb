"""Everybody's results in a run: few statements, whatever the number of people and requirements."""

import datetime
import itertools
import operator
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import CharField, IntegerField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from assessments.graded.models import (
    AssignmentVersion,
    Attempt,
    Override,
    QuizVersion,
    Regrade,
    Review,
    Slot,
    Submission,
)
from assessments.graded.rules.counting import Sent, what_counts
from courses.api import Activity, Enrolment, Progress, Run

Place = tuple[int, int]
#: When an attempt was sent does not matter here, and days are dear to read.
AT_SOME_TIME = datetime.datetime.min


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one person stands with one requirement. Points in hundredths, None where there are none.

    ``evidence`` tells on what it counts as done and is empty while it does not; ``state`` is "waiting", "returned"
    or "tried" before that.
    """

    evidence: str = ""
    state: str = ""
    points: int | None = None
    max_points: int | None = None
    is_set_by_hand: bool = False


NOTHING = Outcome()


@cache
def done_by(evidence: str) -> Outcome:
    """Done and no more: most of a book's cells, so there is one of each."""
    return Outcome(evidence)


def outcomes_in(run: Run, *, enrolment_id: int | None = None) -> dict[Place, Outcome]:
    """The outcome by (enrolment, activity), of the whole run or of one person; what is missing is nothing yet.
    Three statements."""
    found: dict[Place, Outcome] = {}
    here: dict[str, Any] = {"enrolment__run": run}
    if enrolment_id is not None:
        here["enrolment"] = enrolment_id
    for place, outcome in (*_quizzes(here), *_assignments(here)):
        found[place] = outcome
    given: dict[Place, tuple[int | None, int | None]] = {}
    for enrolment, activity, evidence, points, most, number in _done_and_set(here):
        if number:
            given[enrolment, activity] = points, most
            continue
        reached = found.get((enrolment, activity))
        found[enrolment, activity] = replace(reached, evidence=evidence) if reached else done_by(evidence)
    for place, (points, most) in given.items():
        if points is not None:
            found[place] = replace(found.get(place, NOTHING), points=points, max_points=most, is_set_by_hand=True)
    return found


def _quizzes(here: dict[str, Any]) -> Iterable[tuple[Place, Outcome]]:
    """The result of each quiz as the newest attempt's version says that it counts."""
    rows = Attempt.objects.filter(**here, state=Attempt.State.SUBMITTED).values_list(
        "enrolment_id",
        "activity_id",
        KeyTextTransform("counting", "quiz_version__settings"),
        KeyTextTransform("pass_percent", "quiz_version__settings"),
        "score",
        "max_score",
        "passed",
    )
    ordered = rows.order_by("enrolment_id", "activity_id", "number")
    for place, group in itertools.groupby(ordered, key=operator.itemgetter(0, 1)):
        attempts = list(group)
        score, most, passed = attempts[-1][4:]
        if len(attempts) > 1:
            sent = [Sent(*row[4:], submitted_at=AT_SOME_TIME) for row in attempts]
            counting, percent = attempts[-1][2:4]
            kept = what_counts(sent, counting or "best", int(percent or 0))
            score, most = kept.score, kept.max_score
        yield place, Outcome(state="waiting" if passed is None else "tried", points=score, max_points=most)


def points_of_quizzes(enrolment_id: int, keys: frozenset[str]) -> dict[str, tuple[int, int]]:
    """(points, most points) of the result that counts, by the quiz's key; without those not taken yet. What a trainer
    has set stands for it. Three statements."""
    here = {"enrolment": enrolment_id, "activity__key__in": keys}
    reached = {place[1]: (outcome.points, outcome.max_points) for place, outcome in _quizzes(here)}
    given = Override.objects.filter(**here).order_by("pk").values_list("activity_id", "points", "max_points")
    newest = {activity: (points, most) for activity, points, most in given}
    reached |= {activity: pair for activity, pair in newest.items() if pair[0] is not None}
    names = dict(Activity.objects.filter(key__in=keys).values_list("pk", "key"))
    return {str(names[activity]): pair for activity, pair in reached.items()}


def _assignments(here: dict[str, Any]) -> Iterable[tuple[Place, Outcome]]:
    """The newest version that was handed in, with the points of its released review."""
    rows = Submission.objects.filter(**{f"work__{name}": value for name, value in here.items()})
    rows = rows.exclude(state=Submission.State.WITHDRAWN).order_by("number")
    states = {"waiting": "waiting", "returned": "returned"}
    for enrolment, activity, state, criteria, levels, review in rows.values_list(
        "work__enrolment_id",
        "work__activity_id",
        "state",
        "version__settings__criteria",
        "review__levels",
        "review__state",
    ):
        outcome = Outcome(state=states.get(state, "tried"))
        if criteria and review == Review.State.RELEASED:
            outcome = replace(outcome, **_rubric_points(criteria, levels))
        yield (enrolment, activity), outcome


def _rubric_points(criteria: list[dict[str, Any]], levels: dict[str, int]) -> dict[str, int]:
    """Hundredths of the chosen levels; a criterion without a choice gives none."""
    got = [
        [level["points"] for level in one["levels"]][levels[one["key"]]]
        for one in criteria
        if 0 <= levels.get(one["key"], -1) < len(one["levels"])
    ]
    most = [max((level["points"] for level in one["levels"]), default=0) for one in criteria]
    return {"points": 100 * sum(got), "max_points": 100 * sum(most)}


def _done_and_set(here: dict[str, Any]) -> list[tuple[Any, ...]]:
    """(enrolment, activity, evidence, points, most, 0) of what is done, then (…, "", points, most, number) of what
    was set by hand, in the order in which it was set. One statement."""
    none = Cast(Value(None), IntegerField())
    done = Progress.objects.filter(**here).order_by()
    done = done.values_list("enrolment_id", "activity_id", "evidence_kind", none, none, Value(0))
    set_by_hand = Override.objects.filter(**here).order_by()
    nothing = Value("", output_field=CharField())
    given = set_by_hand.values_list("enrolment_id", "activity_id", nothing, "points", "max_points", "pk")
    return sorted(done.union(given, all=True), key=operator.itemgetter(5))


def most_points_of(activity: Activity) -> int | None:
    """Hundredths that the newest version of a quiz or an assignment can give; None where nothing can be got."""
    if activity.kind == Activity.Kind.QUIZ:
        version = QuizVersion.objects.filter(quiz__key=activity.key).order_by("-number").first()
        slots = version.slots.select_related("question_version__question") if version else ()
        return sum(_slot_points(slot) for slot in slots) or None
    if activity.kind == Activity.Kind.ASSIGNMENT:
        version = AssignmentVersion.objects.filter(assignment__key=activity.key).order_by("-number").first()
        criteria = version.settings.get("criteria", []) if version else []
        return _rubric_points(criteria, {})["max_points"] or None
    return None


def _slot_points(slot: Slot) -> int:
    if slot.draw:
        return slot.points * slot.draw["count"]
    return slot.points if slot.question_version.rule.is_scored else 0


def overrides_of(enrolment: Enrolment) -> list[Override]:
    """What was set by hand for one person, newest first."""
    rows = Override.objects.filter(enrolment=enrolment).select_related("activity", "actor")
    return list(rows.order_by("-at", "-pk"))


def regrades_of(enrolment: Enrolment) -> list[Regrade]:
    """What was counted again of one person's results, newest first."""
    rows = Regrade.objects.filter(attempt__enrolment=enrolment).select_related("attempt__activity", "actor")
    return list(rows.order_by("-at", "-pk"))

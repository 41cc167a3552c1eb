"""How the questions of a quiz have worked in one run: everybody's first sent attempt, no names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from assessments.graded.models import Attempt, QuestionVersion, Response
from assessments.graded.queries.regrading import newest_of_each, versions_beside
from assessments.graded.rules.statistics import Answered, ItemFigures, figures_of, sentences_for
from courses.api import Enrolment, Run

#: Kinds where one chooses among options, so that it says something how many chose each.
CHOICES = ("single_choice", "multiple_choice", "true_false")


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One version of a question with its figures and what they suggest."""

    version: QuestionVersion
    stem: str
    figures: ItemFigures
    sentences: list[str]
    #: Number of a newer version of the question, by which answers can be counted again.
    newer: int | None


def items_of(run: Run, activity_id: int) -> list[ItemReport]:
    """Every question version that was asked, in the order of the quiz. Two queries."""
    rows = _first_answers(run, activity_id)
    beside = versions_beside({row[1] for row in rows})
    newest, versions = newest_of_each(beside), {one.pk: one for one in beside}
    answers: dict[int, list[Answered]] = defaultdict(list)
    places: dict[int, int] = {}
    for attempt in _by_attempt(rows):
        got, full = (sum(row[at] for row in attempt) for at in (3, 4))
        for _attempt, version, position, points, most, answer in attempt:
            places[version] = min(position, places.get(version, position))
            chosen = _chosen(versions[version], answer)
            answers[version].append(Answered(points, most, got - points, full - most, chosen))
    order = sorted(places, key=lambda version: (places[version], version))
    return [_report(versions[pk], newest[pk], answers[pk], run.language) for pk in order]


def _chosen(version: QuestionVersion, answer: Any) -> tuple[str, ...]:
    return tuple(version.rule.as_posted({}, answer)) if version.question.kind in CHOICES else ()


def _report(version: QuestionVersion, newest: QuestionVersion, answers: list[Answered], language: str) -> ItemReport:
    values = version.values_in(language)
    comments = version.rule.feedback(values, None) if version.question.kind in CHOICES else []
    figures = figures_of(answers, [(one.id, one.text, one.right) for one in comments])
    newer = newest.number if newest.pk != version.pk and not version.rule.by_hand else None
    return ItemReport(version, values["stem"], figures, sentences_for(figures), newer)


def _first_answers(run: Run, activity_id: int) -> list[tuple[Any, ...]]:
    """(attempt, version, position, points, full, answer): a second attempt knows the feedback of the first."""
    sent = {"activity": activity_id, "state": Attempt.State.SUBMITTED}
    earlier = Attempt.objects.filter(
        **sent, enrolment=OuterRef("attempt__enrolment"), number__lt=OuterRef("attempt__number")
    )
    rows = Response.objects.filter(
        attempt__enrolment__run=run,
        attempt__activity=activity_id,
        attempt__state=Attempt.State.SUBMITTED,
        full_points__gt=0,
        points__isnull=False,
    )
    rows = rows.exclude(attempt__enrolment__status=Enrolment.Status.CANCELLED).filter(~Exists(earlier))
    names = ("attempt_id", "question_version_id", "position", "points", "full_points", "answer")
    return list(rows.order_by("attempt_id", "position").values_list(*names))


def _by_attempt(rows: Iterable[tuple[Any, ...]]) -> Iterable[list[tuple[Any, ...]]]:
    attempts: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        attempts[row[0]].append(row)
    return attempts.values()

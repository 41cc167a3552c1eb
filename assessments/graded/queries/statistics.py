"""How questions have worked, in one run or in all: everybody's first sent attempt, no names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from assessments.graded.models import Attempt, Question, QuestionVersion, Response
from assessments.graded.queries.regrading import newest_of_each, versions_beside
from assessments.graded.rules.statistics import ENOUGH, Answered, ItemFigures, figures_of, sentences_for
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
    rows = _first_answers(attempt__enrolment__run=run, attempt__activity=activity_id)
    beside = versions_beside({row[1] for row in rows})
    newest, versions = newest_of_each(beside), {one.pk: one for one in beside}
    answers, places = _answers(rows, versions)
    order = sorted(places, key=lambda version: (places[version], version))
    return [_report(versions[pk], newest[pk], answers[pk], run.language) for pk in order]


def items_of_question(question: Question) -> tuple[list[ItemReport], int]:
    """Every version of a question over all quizzes and runs, newest first, and how many versions have so few answers
    that their figures would tell of single people. Two queries."""
    asked = Response.objects.filter(question_version__question=question).values("attempt")
    rows = _first_answers(attempt__in=asked)
    versions = {one.pk: one for one in question.versions.select_related("question")}
    answers, _places = _answers(rows, versions)
    newest = max(versions.values(), key=lambda one: one.number, default=None)
    enough = [pk for pk in answers if len(answers[pk]) >= ENOUGH]
    order = sorted(enough, key=lambda pk: -versions[pk].number)
    language = question.source_language
    return [_report(versions[pk], newest, answers[pk], language) for pk in order], len(answers) - len(enough)


def _answers(
    rows: list[tuple[Any, ...]], versions: dict[int, QuestionVersion]
) -> tuple[dict[int, list[Answered]], dict[int, int]]:
    """What was answered to each of ``versions``, with what the rest of each person's test gave; and its first place."""
    answers: dict[int, list[Answered]] = defaultdict(list)
    places: dict[int, int] = {}
    for attempt in _by_attempt(rows):
        got, full = (sum(row[at] for row in attempt) for at in (3, 4))
        for _attempt, version, position, points, most, answer in attempt:
            if version not in versions:
                continue
            places[version] = min(position, places.get(version, position))
            chosen = _chosen(versions[version], answer)
            answers[version].append(Answered(points, most, got - points, full - most, chosen))
    return answers, places


def _chosen(version: QuestionVersion, answer: Any) -> tuple[str, ...]:
    return tuple(version.rule.as_posted({}, answer)) if version.question.kind in CHOICES else ()


def _report(version: QuestionVersion, newest: QuestionVersion, answers: list[Answered], language: str) -> ItemReport:
    values = version.values_in(language)
    comments = version.rule.feedback(values, None) if version.question.kind in CHOICES else []
    figures = figures_of(answers, [(one.id, one.text, one.right) for one in comments])
    newer = newest.number if newest.pk != version.pk and not version.rule.by_hand else None
    return ItemReport(version, values["stem"], figures, sentences_for(figures), newer)


def _first_answers(**where: Any) -> list[tuple[Any, ...]]:
    """(attempt, version, position, points, full, answer): a second attempt knows the feedback of the first."""
    sent = Attempt.State.SUBMITTED
    same = {"enrolment": OuterRef("attempt__enrolment"), "activity": OuterRef("attempt__activity")}
    earlier = Attempt.objects.filter(**same, state=sent, number__lt=OuterRef("attempt__number"))
    rows = Response.objects.filter(**where, attempt__state=sent, full_points__gt=0, points__isnull=False)
    rows = rows.exclude(attempt__enrolment__status=Enrolment.Status.CANCELLED).filter(~Exists(earlier))
    names = ("attempt_id", "question_version_id", "position", "points", "full_points", "answer")
    return list(rows.order_by("attempt_id", "position").values_list(*names))


def _by_attempt(rows: Iterable[tuple[Any, ...]]) -> Iterable[list[tuple[Any, ...]]]:
    attempts: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        attempts[row[0]].append(row)
    return attempts.values()

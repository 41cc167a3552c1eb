"""Setting the bank in order: state, tags and category of many questions at once. What they ask is not touched."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.graded.models import Question, QuestionTag
from assessments.graded.queries.bank import newest_of, quizzes_asking
from assessments.graded.services.authoring import question_problems
from lms.records.audit import log_fact

LONGEST_CATEGORY = 120


class TooLongCategory(ValueError):
    """A category's whole path would not fit; ``path`` is the one."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


@dataclass
class Arranged:
    """What became of the questions: those that changed, those that were left with the reason, and what is good to
    know of those that changed."""

    changed: list[Question] = field(default_factory=list)
    left: list[tuple[Question, str]] = field(default_factory=list)
    noted: list[tuple[Question, str]] = field(default_factory=list)


def _locked(question_ids: Iterable[int]) -> list[Question]:
    """In one order, so that two who arrange at once wait for each other; told in the order of lists."""
    rows = Question.objects.select_for_update().filter(pk__in=list(question_ids)).order_by("pk")
    return sorted(rows, key=lambda one: (one.category.casefold(), one.title.casefold(), one.pk))


@transaction.atomic
def set_status(*, question_ids: Iterable[int], status: str, actor: Any) -> Arranged:
    """Make questions drafts, ready or retired. One that could not be asked is not made ready."""
    done, questions = Arranged(), _locked(question_ids)
    newest = newest_of(questions)
    for question in questions:
        problems = _in_the_way(question, newest, status)
        if question.status == status:
            done.left.append((question, _("It is that already.")))
        elif problems:
            done.left.append((question, " ".join(problems)))
        else:
            _change(question, "status", status, actor)
            done.changed.append(question)
    if status != Question.Status.READY:
        told = _("Asked in: %(quizzes)s. What is published goes on asking it; the next publishing needs another one.")
        asking = quizzes_asking(done.changed)
        done.noted = [(one, told % {"quizzes": ", ".join(asking[one.pk])}) for one in done.changed if asking[one.pk]]
    return done


def _in_the_way(question: Question, newest: dict[int, Any], status: str) -> list[str]:
    if status != Question.Status.READY:
        return []
    version = newest.get(question.pk)
    if version is None:
        return [_("Nothing has been written in it.")]
    return question_problems(kind=question.kind, values=version.values, source_language=question.source_language)


def _change(question: Question, name: str, value: str, actor: Any) -> None:
    setattr(question, name, value)
    question.save(update_fields=[name])
    log_fact("question.arranged", subject=question, actor=actor, detail={"field": name})


@transaction.atomic
def tag_questions(*, question_ids: Iterable[int], add: Iterable[str], remove: Iterable[str], actor: Any) -> Arranged:
    """Add tags and take tags away. What is both added and taken away is added."""
    done, away = Arranged(), set(remove)
    tags = [QuestionTag.objects.get_or_create(name=name)[0] for name in add]
    for question in _locked(question_ids):
        before = set(question.tags.values_list("name", flat=True))
        after = (before - away) | {tag.name for tag in tags}
        if after == before:
            done.left.append((question, _("Its tags are like that already.")))
            continue
        question.tags.remove(*QuestionTag.objects.filter(name__in=away - {tag.name for tag in tags}))
        question.tags.add(*tags)
        log_fact("question.arranged", subject=question, actor=actor, detail={"field": "tags"})
        done.changed.append(question)
    return done


@transaction.atomic
def put_into(*, question_ids: Iterable[int], category: str, actor: Any) -> Arranged:
    """Put questions into a category, or into none."""
    done = Arranged()
    for question in _locked(question_ids):
        if question.category == category:
            done.left.append((question, _("It is there already.")))
            continue
        _change(question, "category", category, actor)
        done.changed.append(question)
    return done


@transaction.atomic
def move_category(*, old: str, new: str, actor: Any) -> int:
    """Call a category by another path, subcategories with it; where there is one of that name they become one. How
    many questions moved. Raises ``TooLongCategory`` before anything has changed."""
    inside = Question.objects.filter(Q(category=old) | Q(category__startswith=f"{old}/")).values_list("pk", flat=True)
    questions = _locked(inside)
    paths = {one.pk: new + one.category.removeprefix(old) for one in questions}
    if too_long := next((path for path in paths.values() if len(path) > LONGEST_CATEGORY), None):
        raise TooLongCategory(too_long)
    for question in questions:
        _change(question, "category", paths[question.pk], actor)
    return len(questions)

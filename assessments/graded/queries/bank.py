"""What the bank knows of its questions: their newest wording, and where they are asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from assessments.graded.models import Question, QuestionVersion, Quiz, Slot
from assessments.kinds import KINDS
from assessments.kinds.base import texts_of
from assessments.kinds.question import cited
from courses.api import Run, RunItem


@dataclass(frozen=True)
class Use:
    """One published quiz that asks or may draw a question. ``is_current`` is of the wording: False while the quiz
    still asks an earlier one. ``attempts`` is how often this question has been met in it."""

    quiz: Quiz
    title: str
    is_drawn: bool
    is_current: bool
    runs: list[Run]
    attempts: int


def uses_of(question: Question) -> list[Use]:
    """The quizzes whose newest version asks the question, each with the runs that it is part of."""
    versions = dict(question.versions.order_by("number").values_list("pk", "number"))
    newest = max(versions, key=versions.__getitem__, default=None)
    found: dict[int, tuple[Slot, int]] = {}
    for slot in _current_slots():
        asked = [slot.question_version_id] if slot.question_version_id else slot.draw["pool"]
        if mine := versions.keys() & set(asked):
            found[slot.quiz_version.quiz_id] = (slot, max(mine))
    runs = runs_of_quizzes([slot.quiz_version.quiz for slot, _version in found.values()])
    met = dict(
        question.versions.filter(responses__isnull=False)
        .values_list("responses__attempt__quiz_version__quiz")
        .annotate(times=Count("responses"))
    )
    return [
        Use(
            quiz=slot.quiz_version.quiz,
            title=slot.quiz_version.settings.get("titles", {}).get("fi", ""),
            is_drawn=slot.draw is not None,
            is_current=version == newest,
            runs=runs.get(slot.quiz_version.quiz.key, []),
            attempts=met.get(slot.quiz_version.quiz_id, 0),
        )
        for slot, version in found.values()
    ]


def _current_slots() -> QuerySet[Slot]:
    """The places of every quiz as it is now."""
    newest = Subquery(
        Quiz.objects.filter(pk=OuterRef("quiz_version__quiz")).order_by("-versions__number").values("versions__pk")[:1]
    )
    return Slot.objects.filter(quiz_version=newest).select_related("quiz_version__quiz")


def runs_of_quizzes(quizzes: Iterable[Quiz]) -> dict[object, list[Run]]:
    """The runs in whose outline a quiz stands, by the quiz's key; one query."""
    items = RunItem.objects.filter(activity__key__in=[quiz.key for quiz in quizzes])
    runs: dict[object, list[Run]] = {}
    for item in items.select_related("run__course", "activity").order_by("-run__starts", "run_id"):
        runs.setdefault(item.activity.key, []).append(item.run)
    return runs


def questions_in(category: str, *, with_retired: bool = False) -> QuerySet[Question]:
    """Questions of a category with its subcategories; of all when it is empty."""
    which = Q(category=category) | Q(category__startswith=f"{category}/") if category else Q()
    found = Question.objects.filter(which).prefetch_related("tags").order_by("category", "title", "pk")
    return found if with_retired else found.exclude(status=Question.Status.RETIRED)


def questions_that_say(words: str) -> set[int]:
    """The questions whose newest wording says ``words`` anywhere in any language: what is asked, options, feedback.
    Looked for here and not in the database, whose JSON hides ä and ö in one and matches names of fields in both."""
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-number").values("pk")[:1]
    rows = QuestionVersion.objects.filter(pk=Subquery(newest)).values_list("question", "question__kind", "values")
    sought = " ".join(words.casefold().split())
    return {
        question
        for question, kind, values in rows
        if any(
            sought in " ".join(text.casefold().split())
            for texts in values.values()
            for text in texts_of(KINDS[kind].fields, texts)
        )
    }


def newest_of(questions: Iterable[Question]) -> dict[int, QuestionVersion]:
    """The newest version by question; one query."""
    rows = QuestionVersion.objects.filter(question__in=[question.pk for question in questions])
    return {version.question_id: version for version in rows.order_by("number")}


def categories() -> list[str]:
    """Every category that is in use and those above it, in order: "Moduuli 1", "Moduuli 1/Työkyky"."""
    used = Question.objects.exclude(category="").values_list("category", flat=True).distinct()
    paths = {"/".join(parts[:depth]) for parts in (path.split("/") for path in used) for depth in range(1, 10)}
    return sorted(paths, key=str.casefold)


def quizzes_asking(questions: Iterable[Question]) -> dict[int, list[str]]:
    """By question the titles of the quizzes that ask it or may draw it now; two queries."""
    asked = [one.pk for one in questions]
    versions = QuestionVersion.objects.filter(question__in=asked).values_list("pk", "question_id")
    questions_of, found = dict(versions), {pk: [] for pk in asked}
    for slot in _current_slots() if asked else ():
        title = slot.quiz_version.settings.get("titles", {}).get("fi", "")
        pool = [slot.question_version_id] if slot.question_version_id else slot.draw["pool"]
        for question in {questions_of[version] for version in pool if version in questions_of}:
            found[question] += [title] if title not in found[question] else []
    return found


def how_many_in() -> dict[str, tuple[int, int]]:
    """By category how many questions are in it, and how many with its subcategories; retired ones too. Two queries."""
    own = dict(Question.objects.exclude(category="").order_by().values_list("category").annotate(n=Count("pk")))
    return {
        path: (own.get(path, 0), sum(n for one, n in own.items() if f"{one}/".startswith(f"{path}/")))
        for path in categories()
    }


def questions_citing() -> dict[str, list[Question]]:
    """By the short name of a fact card the questions whose newest wording rests on it, retired ones left out. Two
    queries."""
    rows = QuestionVersion.objects.filter(values__fi__has_key="facts").exclude(question__status=Question.Status.RETIRED)
    newest = newest_of(Question.objects.filter(versions__in=rows).distinct())
    found: dict[str, list[Question]] = {}
    for question in Question.objects.in_bulk(newest).values():
        for name in cited(newest[question.pk].values["fi"]):
            found.setdefault(name, []).append(question)
    return found

"""Receiving what authors write. Every service is idempotent: publishing the same again makes no new version."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, get_args
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.graded.facts.quizzes import Counting, FeedbackMode, QuizSettings, SlotFacts
from assessments.graded.models import Question, QuestionTag, QuestionVersion, Quiz, QuizVersion, Slot
from assessments.graded.rules.disclosure import MOMENTS, PARTS, parts_shown
from assessments.graded.services.drawing import draw_of, newest_ready, pool_of, too_few
from assessments.kinds import KINDS
from assessments.kinds.base import AuthorField, value_in
from assessments.kinds.pictures import picture_problems
from lms.records.audit import log_fact


class AuthorMistake(ValueError):
    """Something cannot be published as it is; ``problems`` are sentences for the author."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(self.problems))


def question_problems(*, kind: str, values: dict[str, dict], source_language: str = "fi") -> list[str]:
    """What is wrong with a question, in its source language and in every translation of it."""
    if kind not in KINDS:
        return [_("There is no question kind “%(kind)s”.") % {"kind": kind}]
    if source_language not in values:
        return [_("The question has no text in its own language.")]
    rule = KINDS[kind]
    own = value_in(rule.fields, values, source_language, source_language)
    problems = rule.problems(own) + picture_problems(own)
    for language in sorted(set(values) - {source_language}):
        if problems:
            break  # a translation repeats what is wrong with its source
        translated = rule.problems(value_in(rule.fields, values, language, source_language))
        problems += [f"{language}: {problem}" for problem in translated]
    return problems


@transaction.atomic
def revise_question(
    *,
    key: UUID,
    slug: str,
    kind: str,
    values: dict[str, dict],
    actor: Any,
    title: str = "",
    category: str = "",
    status: str = Question.Status.READY,
    source_language: str = "fi",
    tags: Iterable[str] | None = None,
) -> QuestionVersion:
    """Store a question; a new version only when what it asks or counts has changed. A draft may be unfinished.
    ``tags`` None leaves its tags as they are.

    Raises ``AuthorMistake`` for a question that cannot be asked, and for another kind than it had.
    """
    if kind not in KINDS or status != Question.Status.DRAFT:
        problems = question_problems(kind=kind, values=values, source_language=source_language)
        if problems:
            raise AuthorMistake(problems)
    rule = KINDS[kind]
    known = {language: _only_fields(rule.fields, texts) for language, texts in values.items()}
    title = title or str(known.get(source_language, {}).get("stem") or slug)
    question, _made = Question.objects.select_for_update().get_or_create(
        key=key, defaults={"slug": slug, "kind": kind, "source_language": source_language, "title": title[:200]}
    )
    if (question.kind, question.source_language) != (kind, source_language):
        raise AuthorMistake([_("The kind and the source language of a question are never changed.")])
    question.category, question.title, question.status = category, title[:200], status
    question.save(update_fields=["category", "title", "status"])
    if tags is not None:
        question.tags.set([QuestionTag.objects.get_or_create(name=name)[0] for name in tags])
    return version_with(question, known, actor)


def version_with(question: Question, values: dict[str, dict], actor: Any) -> QuestionVersion:
    """The newest version of a locked question, made when its newest one says anything else than ``values``."""
    newest = question.versions.order_by("-number").first()
    digest = digest_of(values)
    if newest and newest.hash == digest:
        return newest
    number = newest.number + 1 if newest else 1
    version = QuestionVersion.objects.create(question=question, number=number, values=values, hash=digest)
    log_fact("question.revised", subject=version, actor=actor)
    return version


def _only_fields(fields: tuple[AuthorField, ...], values: dict[str, Any]) -> dict[str, Any]:
    """``values`` without what the kind does not know."""
    kept = {}
    for field in fields:
        value = values.get(field.name)
        if field.kind == "list":
            value = [
                {"id": str(item["id"]), "value": _only_fields(field.fields, item["value"])} for item in value or ()
            ]
        if value is not None:
            kept[field.name] = value
    return kept


def digest_of(stored: Any) -> str:
    """Equal for equal things, whatever the order of their names."""
    return hashlib.sha256(json.dumps(stored, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def publish_quiz(*, key: UUID, settings: QuizSettings, slots: Sequence[SlotFacts], actor: Any = None) -> QuizVersion:
    """Fix the rules and the newest versions of the questions for attempts that start from now on.

    Attempts that are open keep the version they began with. Raises ``AuthorMistake``.
    """
    problems = settings_problems(settings) + ([] if slots else [_("The quiz has no questions.")])
    if problems:
        raise AuthorMistake(problems)
    resolved, problems = resolve(slots)
    if problems:
        raise AuthorMistake(problems)
    digest = digest_of({"settings": settings.stored(), "slots": resolved})
    quiz, _made = Quiz.objects.select_for_update().get_or_create(key=key)
    newest = quiz.versions.order_by("-number").first()
    if newest and newest.hash == digest:
        return newest
    version = QuizVersion.objects.create(
        quiz=quiz,
        number=newest.number + 1 if newest else 1,
        settings=settings.stored(),
        questions=sum(slot["draw"]["count"] if slot["draw"] else 1 for slot in resolved),
        hash=digest,
    )
    Slot.objects.bulk_create(
        Slot(quiz_version=version, position=position, **slot) for position, slot in enumerate(resolved, start=1)
    )
    log_fact("quiz.published", subject=version, actor=actor)
    return version


def settings_problems(settings: QuizSettings) -> list[str]:
    """The author's mistakes in the rules."""
    problems = []
    if not 0 <= settings.pass_percent <= 100 or not all(0 <= band.from_percent <= 100 for band in settings.bands):
        problems.append(_("A percentage must be between 0 and 100."))
    limits = (settings.attempts_allowed, settings.minutes_allowed)
    if settings.delay_minutes < 0 or any(limit is not None and limit < 1 for limit in limits):
        problems.append(_("A limit must be at least 1; leave it empty for no limit."))
    if any(moment not in MOMENTS or set(parts) - set(PARTS) for moment, parts in settings.review.items()):
        problems.append(_("What is shown when is set to something that we do not know."))
    if settings.feedback not in get_args(FeedbackMode) or settings.counting not in get_args(Counting):
        problems.append(_("Feedback or counting is set to something that we do not know."))
    if settings.tells_at_once and "verdict" not in parts_shown(settings.review, "during"):
        problems.append(_("Answers cannot be checked during the test when right and wrong are not shown then."))
    if not 0 <= settings.hint_penalty <= 100:
        problems.append(_("A hint costs between 0 and 100 per cent of the points."))
    return problems


def slot_problems(slots: Sequence[SlotFacts]) -> list[str]:
    """What keeps these places from being asked now; for an author who is about to publish."""
    return resolve(slots)[1]


def resolve(slots: Sequence[SlotFacts]) -> tuple[list[dict[str, Any]], list[str]]:
    """Each slot with the versions that are newest now. A pool holds no question that the quiz asks anyway, and
    is large enough for all draws from it, so that every attempt has as many questions as the quiz promises; else a
    sentence says which is not."""
    chosen = newest_ready(key__in=[slot.question for slot in slots if slot.question])
    problems = {_("A question must be worth something.") for slot in slots if slot.points < 1}
    pools: list[tuple[set[int], int]] = []
    resolved = []
    for slot in slots:
        version = chosen.get(slot.question)
        draw = None
        if slot.question is None:
            pool = pool_of(slot) - set(chosen.values())
            draw = draw_of(slot, pool)
            earlier = sum(count for drawn, count in pools if drawn & pool)
            pools.append((pool, slot.count))
            if slot.count < 1 or earlier + slot.count > len(pool):
                problems.add(too_few(slot, len(pool)))
        elif version is None:
            problems.add(_("A question of the quiz is not ready to be asked."))
        resolved.append({"question_version_id": version, "points": slot.points, "draw": draw})
    return resolved, sorted(problems)

"""The dry run: what an import would do, question by question. Only reads."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from assessments.graded.api import KINDS, Question, QuestionVersion, digest_of, question_problems
from assessments.interchange.comparing import comparable, is_same, laid_over
from assessments.interchange.facts import LINE, EmbeddedPicture, Reading, ReadQuestion
from assessments.kinds.base import AuthorField

#: Names all keys that are made of what a file says.
_KEYS = UUID("6d0f7a3e-0b8a-5c55-9d3e-1f6a2b0c7e41")
LANGUAGE = "fi"


class Verdict(StrEnum):
    """What an import does with one question."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(slots=True)
class Planned:
    """One question of the file, its verdict, and what its author has to write before it can be asked."""

    question: ReadQuestion
    verdict: Verdict
    key: UUID
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    known: Question | None = None

    @property
    def comes(self) -> bool:
        return self.verdict in (Verdict.NEW, Verdict.CHANGED)

    @property
    def kind_label(self) -> Any:
        kind = KINDS.get(self.question.kind)
        return kind.label if kind else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole file."""

    format: str
    questions: list[Planned]

    def only(self, *verdicts: Verdict) -> list[Planned]:
        return [one for one in self.questions if one.verdict in verdicts]

    @property
    def coming(self) -> list[Planned]:
        return [one for one in self.questions if one.comes]


def plan_import(reading: Reading, *, hashes_of: Callable[[Iterable[int]], dict[int, str]]) -> Plan:
    """Compare a file with the bank. The same file again plans nothing: a question is known by the id that its own
    system gave it, otherwise by what it says. ``hashes_of`` tells the SHA-1 of the library's pictures by number."""
    bank = _Bank([key for one in reading.questions for key in candidates(one)], hashes_of)
    met: dict[UUID, Planned] = {}
    planned = []
    for question in reading.questions:
        one = _plan(question, bank, met)
        planned.append(one)
        if one.verdict != Verdict.REFUSED:
            met.setdefault(one.key, one)
    return Plan(reading.format, planned)


def candidates(question: ReadQuestion) -> list[UUID]:
    """The keys under which the bank may know a question: our own, that of its id, that of its words."""
    keys = []
    if question.own_id:
        with contextlib.suppress(ValueError):
            keys.append(UUID(question.own_id))
        keys.append(uuid5(_KEYS, f"id\n{question.category}\n{question.own_id}"))
    kind = KINDS.get(question.kind)
    words = comparable(kind.fields, question.values) if kind else {"title": question.title}
    if seen := [hashlib.sha256(one.content).hexdigest() for one in pictures_of(question)]:
        words |= {"pictures": seen}  # "What is this?" is asked of many pictures in the same words
    return [*keys, uuid5(_KEYS, f"words\n{question.kind}\n{digest_of(words)}")]


def pictures_of(question: ReadQuestion) -> list[EmbeddedPicture]:
    """Its own picture and those of its options, in order."""
    own = [question.picture, *(one["value"].get("picture") for one in question.values.get("options") or [])]
    return [one for one in own if one]


class _Bank:
    """What the bank knows of the file's questions, in three queries."""

    def __init__(self, keys: list[UUID], hashes_of: Callable[[Iterable[int]], dict[int, str]]) -> None:
        self.questions: dict[UUID, Question] = {}
        self.versions: dict[int, list[QuestionVersion]] = {}
        for start in range(0, len(keys), 500):
            known = Question.objects.filter(key__in=keys[start : start + 500])
            self.questions |= {question.key: question for question in known}
        ids = [question.pk for question in self.questions.values()]
        for start in range(0, len(ids), 500):
            rows = QuestionVersion.objects.filter(question__in=ids[start : start + 500]).order_by("number")
            for version in rows:
                self.versions.setdefault(version.question_id, []).append(version)
        known = [version.values.get(LANGUAGE, {}) for versions in self.versions.values() for version in versions]
        self.hashes = hashes_of({number for values in known for number in _picture_numbers(values)})

    def mark(self, picture: int | EmbeddedPicture) -> str:
        """The same for the same picture, whether the library has it or the file brings it."""
        if isinstance(picture, EmbeddedPicture):
            return hashlib.sha1(picture.content, usedforsecurity=False).hexdigest()  # as the library counts it
        return self.hashes.get(picture, "gone")


def _picture_numbers(values: dict[str, Any]) -> list[int]:
    shown = [values, *(option["value"] for option in values.get("options") or [])]
    return [one["picture"] for one in shown if one.get("picture")]


def _plan(question: ReadQuestion, bank: _Bank, met: dict[UUID, Planned]) -> Planned:
    keys = candidates(question)
    known = next((bank.questions[key] for key in keys if key in bank.questions), None)
    key = known.key if known else keys[0]
    if question.refusal:
        return Planned(question, Verdict.REFUSED, key)
    if key in met:
        if _says_the_same(met[key].question, question):
            return Planned(question, Verdict.SAME, key, known=known)
        key, known = keys[-1], bank.questions.get(keys[-1])  # one id for two questions: the words tell them apart
        if key in met:
            return Planned(question, Verdict.SAME, key, known=known)
    return _judge(question, key, known, bank)


def _says_the_same(earlier: ReadQuestion, later: ReadQuestion) -> bool:
    return earlier.kind == later.kind and _seen(earlier) == _seen(later)


def _seen(question: ReadQuestion) -> tuple[dict[str, Any], list[EmbeddedPicture]]:
    return comparable(KINDS[question.kind].fields, question.values), pictures_of(question)


def _judge(question: ReadQuestion, key: UUID, known: Question | None, bank: _Bank) -> Planned:
    fields = KINDS[question.kind].fields
    versions = bank.versions.get(known.pk, []) if known else []
    if known and known.kind != question.kind:
        question.refusal = _("The bank knows it as a question of another kind, and a question keeps its kind.")
        return Planned(question, Verdict.REFUSED, key, known=known)
    said = question.values | ({"picture": question.picture} if question.picture else {})
    if any(is_same(fields, version.values.get(LANGUAGE, {}), said, bank.mark) for version in versions):
        return Planned(question, Verdict.SAME, key, known=known)
    newest = versions[-1].values if versions else {}
    values = {**newest, LANGUAGE: laid_over(fields, newest.get(LANGUAGE, {}), question.values)}
    missing = what_is_missing(question, values)
    if known and missing and known.status == Question.Status.READY:
        question.refusal = _("The bank has it ready, and in the file it is not whole: %(missing)s") % {
            "missing": " ".join(missing)
        }
        return Planned(question, Verdict.REFUSED, key, known=known)
    return Planned(question, Verdict.CHANGED if known else Verdict.NEW, key, values, missing, known)


def what_is_missing(question: ReadQuestion, values: dict[str, dict[str, Any]]) -> list[str]:
    """What keeps a question from being asked; it comes as a draft then."""
    own = values[LANGUAGE] | ({"picture": 1} if question.picture else {})
    problems = question_problems(kind=question.kind, values=values | {LANGUAGE: own})
    return problems + too_long(KINDS[question.kind].fields, values[LANGUAGE])


def too_long(fields: tuple[AuthorField, ...], values: dict[str, Any]) -> list[str]:
    """A sentence for each field of one line that its form could not hold."""
    problems = []
    for one in fields:
        value = values.get(one.name)
        if one.kind == "list":
            problems += [text for item in value or [] for text in too_long(one.fields, item["value"])]
        elif one.kind == "line" and len(str(value or "")) > LINE:
            said = {"field": one.label, "count": LINE}
            problems.append(_("“%(field)s” is longer than %(count)s characters.") % said)
    return problems

"""Reading answers: by the learner they belong to, or through what that learner shows to somebody."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from assessments.kinds.exercises import EXERCISES
from assessments.personal.models import Entry


@dataclass(frozen=True, slots=True)
class Answer:
    """An opened entry. Its ``repr`` shows no content."""

    entry_id: int
    activity_key: UUID
    exercise_key: str
    seq: int
    made_at: datetime.datetime
    saved_at: datetime.datetime
    is_left: bool
    value: Any = field(repr=False)
    prompt: dict[str, Any] = field(repr=False)

    @property
    def lines(self) -> list[str]:
        """The answer as plain lines, by the kind it had when it was given."""
        kind = EXERCISES.get(self.prompt.get("kind", ""))
        return kind.summary(self.value, self.prompt) if kind else []

    @property
    def template(self) -> str:
        """The template that shows ``lines``."""
        kind = EXERCISES.get(self.prompt.get("kind", ""))
        return kind.answer_template if kind else ""

    @property
    def is_from_paper(self) -> bool:
        """Whether it was first written on paper and typed in."""
        return bool(self.prompt.get("paper"))

    @property
    def paper_day(self) -> datetime.date | None:
        """The day that the paper was written on, if the person said it."""
        day = (self.prompt.get("paper") or {}).get("on")
        return datetime.date.fromisoformat(day) if day else None

    @property
    def was_helped(self) -> bool:
        """Whether somebody helped to type it in."""
        return bool((self.prompt.get("paper") or {}).get("helped"))

    @property
    def deed(self) -> str:
        """What the person did, without the content."""
        kind = EXERCISES.get(self.prompt.get("kind", ""))
        return kind.deed(self.value) if kind and self.lines else ""


@sensitive_variables()
def answers_of(learner: Any, *activity_keys: UUID) -> dict[str, Any]:
    """The learner's answers in these parts by exercise key; emptied ones are None."""
    return {key: answer.value for key, answer in newest_answers_of(learner, activity_keys).items()}


def newest_answers_of(learner: Any, activity_keys: Iterable[UUID]) -> dict[str, Answer]:
    """The newest answer to each exercise of these parts; one query."""
    rows = _entries_of(learner).filter(activity_key__in=list(activity_keys))
    return {answer.exercise_key: answer for answer in _opened(rows.order_by("saved_at", "pk"))}


def all_answers_of(learner: Any) -> list[Answer]:
    """Everything that the learner has written, oldest first, emptied answers left out; one query."""
    return [answer for answer in _opened(_entries_of(learner).order_by("made_at", "pk")) if answer.lines]


def answer_in(entry: Entry) -> Answer:
    """One entry opened; whoever asks has made sure who may read it."""
    return next(_opened([entry]))


def answers_in(entries: Iterable[Entry]) -> list[Answer]:
    """Entries opened; whoever asks has made sure who may read them."""
    return list(_opened(entries))


def own_answer(learner: Any, entry_id: int) -> Answer | None:
    """One of the learner's own answers that has something in it."""
    entry = _entries_of(learner).filter(pk=entry_id).first()
    answer = answer_in(entry) if entry else None
    return answer if answer and answer.lines else None


def entries_for_export(learner: Any) -> list[dict[str, Any]]:
    """The person's own copy of what they wrote."""
    return [
        {
            "title": answer.prompt.get("title", ""),
            "prompt": answer.prompt.get("prompt", ""),
            "answer": answer.lines,
            "made_at": answer.made_at,
            "saved_at": answer.saved_at,
            **_paper_for_export(answer),
        }
        for answer in all_answers_of(learner)
    ]


def _paper_for_export(answer: Answer) -> dict[str, Any]:
    if not answer.is_from_paper:
        return {}
    return {"from_paper": True, "paper_day": answer.paper_day, "typed_with_help": answer.was_helped}


def _entries_of(learner: Any) -> Any:
    return Entry.objects.select_related("vault").filter(vault__owner_id=learner.pk)


@sensitive_variables()
def _opened(entries: Iterable[Entry]) -> Iterator[Answer]:
    """Open entries; each vault's key is unwrapped once."""
    keys: dict[int, bytes] = {}
    for entry in entries:
        if entry.vault_id not in keys:
            keys[entry.vault_id] = entry.vault.open_key()
        key = keys[entry.vault_id]
        yield Answer(
            entry_id=entry.pk,
            activity_key=entry.activity_key,
            exercise_key=entry.exercise_key,
            seq=entry.seq,
            made_at=entry.made_at,
            saved_at=entry.saved_at,
            is_left=entry.is_left,
            value=entry.read_value(key),
            prompt=entry.read_prompt(key),
        )

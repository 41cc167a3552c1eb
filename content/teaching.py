"""A training as its trainer reads it: every step of a taught run, with nothing in it that could be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from assessments.graded.api import QuestionVersion, QuizSettings, QuizVersion
from assessments.kinds.question import Comment
from content.access import READING
from courses.api import Activity, Course, Run, Step, names_of, rule_in_sentences, run_for_trainer, steps_in

#: What a trainer reads here. Parts belong to the coaching, which is nobody's to watch.
READABLE = frozenset({Activity.Kind.LESSON, Activity.Kind.QUIZ, Activity.Kind.ASSIGNMENT, Activity.Kind.PROJECT})


@dataclass(frozen=True, slots=True)
class Entry:
    """A step in the list of contents."""

    section: str
    title: str
    kind: str
    minutes: int
    url: str
    is_here: bool = False
    #: What its author says of its opening and completion.
    said: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a quiz as its author wrote it. ``drawn``: a participant meets it only by lot."""

    stem: str
    hint: str
    options: list[str]
    comments: list[Comment]
    explanation: str
    body: str
    drawn: bool


def taught_run(user: Any, code: str) -> Run | None:
    """The run, if ``user`` teaches it; never the coaching. One query."""
    run = run_for_trainer(user, code)
    return run if run and run.course.policy == Course.Policy.TRAINING else None


def readable_steps(run: Run) -> list[Step]:
    """The published steps of the run in order, opened or not. One query."""
    return [step for step in steps_in(run) if step.publication_id and step.kind in READABLE]


def reading_address(run_code: str, step: Step) -> str:
    """Where a trainer reads the step. Shaped as the learner's addresses, so that links inside a lesson hold."""
    return reverse(READING.get(step.kind, "teaching:lesson"), args=[run_code, step.slug])


def entries_of(run: Run, steps: Iterable[Step], *, here: Step | None = None) -> list[Entry]:
    """The list of contents."""
    steps = list(steps)
    kinds = {value: str(label) for value, label in Activity.Kind.choices}
    names = names_of(steps)
    return [
        Entry(
            step.section_title,
            step.title,
            kinds[step.kind],
            step.minutes,
            reading_address(run.code, step),
            step is here,
            " ".join(rule_in_sentences(step.rule, step.title, names.steps.get(step.rule.key, ""), names)),
        )
        for step in steps
    ]


def quiz_in(key: UUID, language: str) -> tuple[QuizSettings, list[Asked]] | None:
    """The quiz as it is published now, with its questions, answers and reasons. Three queries; four with a draw."""
    version = QuizVersion.objects.filter(quiz__key=key).order_by("-number").first()
    if version is None:
        return None
    slots = list(version.slots.select_related("question_version__question"))
    pooled = {pk for slot in slots if slot.draw for pk in slot.draw["pool"]}
    drawn = QuestionVersion.objects.select_related("question").in_bulk(pooled) if pooled else {}
    questions = []
    for slot in slots:
        if slot.draw:
            questions += [asked(drawn[pk], language, drawn=True) for pk in slot.draw["pool"]]
        else:
            questions.append(asked(slot.question_version, language))
    return QuizSettings.restored(version.settings), questions


def asked(version: QuestionVersion, language: str, *, drawn: bool = False) -> Asked:
    """What a question asks and says."""
    rule, values = version.rule, version.values_in(language)
    return Asked(
        stem=values["stem"],
        hint=str(rule.hint),
        options=[text for _id, text in rule.options(values)],
        comments=rule.feedback(values, None),
        explanation=values.get("feedback") or "",
        body=rule.body(values),
        drawn=drawn,
    )

"""What the learner's pages of an assignment show, worked out before the templates. No queries of its own here."""

import secrets
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.instructions import instructions_html
from assessments.graded.models import AssignmentVersion, FeedbackFile, Review, Submission, Work, WorkFile
from assessments.graded.pages.group_work import group_part
from assessments.graded.queries.assignments import AssignmentStep, levels_in_words, newest_version
from assessments.graded.queries.overrides import set_by_hand
from assessments.graded.rules import assignments as rules
from assessments.graded.tokens.assignments import issue_work_pass
from courses.api import next_step
from lms.ui.uploads import ACCEPT, LARGEST, MOST_FILES

#: Where a step of this room is done; any other stands among the lessons.
STEP_PLACES = {
    "quiz": "graded:intro",
    "assignment": "graded:assignment",
    "project": "graded:project",
    "competence": "graded:competence",
}


@dataclass(frozen=True)
class RubricLevel:
    """One level in words."""

    place: int
    title: str
    text: str


@dataclass(frozen=True)
class RubricRow:
    """One criterion in words."""

    key: str
    title: str
    levels: list[RubricLevel]


@dataclass(frozen=True)
class Task:
    """What an assignment asks, for who only reads it."""

    intro: str
    rubric: list[RubricRow]


@dataclass(frozen=True)
class Feedback:
    """What was said of one version, as its writer reads it."""

    decision: str
    is_accepted: bool
    by: str
    at: Any
    comment: str
    levels: list[tuple[str, str]]
    files: list[FeedbackFile]


@dataclass(frozen=True)
class Version:
    """One version that was handed in."""

    submission: Submission
    files: list[WorkFile]
    feedback: Feedback | None


@dataclass(frozen=True)
class Typed:
    """What was sent and could not be taken: it stands in the form again."""

    text: str
    errors: dict[str, str] = field(default_factory=dict)


def address(found: AssignmentStep, name: str = "assignment", *more: Any) -> str:
    """The address of one of the assignment's own pages."""
    return reverse(f"graded:{name}", args=[found.enrolment.run.code, found.step.slug, *more])


def home_of(found: AssignmentStep) -> str:
    """Where one comes from: the course home, or the project whose milestone this is."""
    if found.project_slug:
        return reverse("graded:project", args=[found.enrolment.run.code, found.project_slug])
    return reverse("dashboard:course", args=[found.enrolment.run.code])


def rubric_of(settings: AssignmentSettings, language: str) -> list[RubricRow]:
    """The rubric in ``language``."""
    return [
        RubricRow(
            key=criterion.key,
            title=settings.text_in(criterion.titles, language),
            levels=[
                RubricLevel(place, settings.text_in(level.titles, language), settings.text_in(level.texts, language))
                for place, level in enumerate(criterion.levels)
            ],
        )
        for criterion in settings.criteria
    ]


def assignment_in_words(key: UUID, language: str) -> Task | None:
    """An assignment as it is published now, or None when it never was; one query."""
    version = newest_version(key)
    return task_of(version, language) if version else None


def task_of(version: AssignmentVersion, language: str) -> Task:
    """One version of an assignment in words."""
    settings = AssignmentSettings.restored(version.settings)
    return Task(settings.text_in(settings.intros, language), rubric_of(settings, language))


def feedback_of(submission: Submission) -> Feedback | None:
    """What the learner may read of a submission's review: nothing until it is given."""
    review = getattr(submission, "review", None)
    if review is None or not review.is_released:
        return None
    review.submission = submission
    return Feedback(
        decision=review.get_decision_display(),
        is_accepted=review.decision == Review.Decision.ACCEPTED,
        by=(review.reviewer.get_full_name() if review.reviewer else "") or _("your trainer"),
        at=review.released_at,
        comment=review.comment,
        levels=levels_in_words(review),
        files=list(review.files.all()),
    )


def versions_of(submissions: list[Submission]) -> list[Version]:
    """Versions with their files and feedback, in the given order."""
    return [Version(one, list(one.files.all()), feedback_of(one)) for one in submissions]


def frame(found: AssignmentStep) -> dict[str, Any]:
    """What every page of an assignment needs."""
    run, language = found.enrolment.run, found.enrolment.run.language
    return {
        "found": found,
        "run": run,
        "slug": found.step.slug,
        "course": run.course.title_in(language),
        "title": found.step.title,
        "settings": found.settings,
        "work": found.work,
        "home_url": home_of(found),
        "stop_url": home_of(found),
        "url": address(found),
        # Said in the markup where the content is not in the language of the page around it.
        "content_language": "" if language == (get_language() or "").split("-")[0] else language,
    }


def assignment_page(found: AssignmentStep, typed: Typed | None = None) -> dict[str, Any]:
    """The one page of an assignment: writing, waiting or read."""
    versions = versions_of(found.submissions)
    language = found.enrolment.run.language
    state = found.own.state if found.own else Work.State.DRAFT
    is_read = bool(versions) and hasattr(versions[0].submission, "review")
    page = (
        frame(found)
        | {
            "intro": found.settings.text_in(found.settings.intros, language),
            "instructions": instructions_html(found.step.publication_id, found.step.activity_key),
            "rubric": rubric_of(found.settings, language),
            "state": state,
            "state_label": Work.State(state).label,
            "due_at": found.due_at,
            "newest": versions[0] if versions else None,
            "earlier": versions[1:],
            "feedback": next((one.feedback for one in versions if one.feedback), None),
            "may_withdraw": state == Work.State.HANDED_IN and not is_read,
            "statements": statements_of(found),
            "set_by_hand": set_by_hand(found.enrolment.pk).get(found.step.activity_id) if is_read else None,
        }
        | group_part(found)
    )
    if found.is_open:
        return page | writing_form(found, typed)
    return page | {"ahead": _way_on(found)}


def writing_form(found: AssignmentStep, typed: Typed | None) -> dict[str, Any]:
    """What the form with the draft needs."""
    work, errors = found.work, typed.errors if typed else {}
    return {
        "text": typed.text if typed else (work.text if work else ""),
        "errors": errors,
        "error_list": list(errors.items()),
        "seq": work.seq if work else 0,
        "writer": secrets.token_hex(8),
        "pass": issue_work_pass(
            learner_id=found.enrolment.learner_id,
            enrolment_id=found.enrolment.pk,
            activity_id=found.step.activity_id,
            group_id=found.group.pk if found.group else 0,
        ),
        "save_url": address(found, "assignment-save"),
        "files": found.draft_files,
        "room_for_files": len(found.draft_files) < MOST_FILES,
        "accept": ACCEPT,
        "largest": LARGEST // (1024 * 1024),
        "most_files": MOST_FILES,
        "longest": rules.LONGEST_TEXT,
    }


def check_page(
    found: AssignmentStep, *, ticked: list[str] | None = None, problems: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What will be handed in, as it will be, with the two statements."""
    work, files = found.work, found.draft_files
    text = work.text if work else ""
    words = rules.words_in(text)
    told = problems or tuple(rules.missing_to_hand_in(found.settings, words=words, files=len(files)))
    return (
        frame(found)
        | {
            "text": text,
            "words": words,
            "files": files,
            "shown": rules.fingerprint(work.seq if work else 0, [file.pk for file in files]),
            "statements": statements_of(found),
            "ticked": ticked or [],
            "may_hand_in": not [one for one in told if one not in ("statements", "changed")],
            "problems": [sentence_of(one, found.settings, words) for one in told],
            "due_at": found.due_at,
        }
        | group_part(found)
    )


def statements_of(found: AssignmentStep) -> list[tuple[str, str]]:
    """(name, words) of what one ticks."""
    own = found.settings.text_in(found.settings.own_work, found.enrolment.run.language)
    texts = {
        "own_work": own or _own_words(found),
        "unidentifiable": _("No client can be identified: no name, no place, no rare detail, in text or files."),
    }
    return [(name, texts[name]) for name in rules.STATEMENTS]


def _own_words(found: AssignmentStep) -> str:
    if found.settings.in_groups and found.enrolment.group_id:
        return _(
            "This is our own work, and I have had my part in it. Where we have used others' texts, we have named them."
        )
    return _("This is my own work. Where I have used others' texts, I have named them.")


def sentence_of(missing: str, settings: AssignmentSettings, words: int = 0) -> str:
    """What is missing, said to the person."""
    return {
        "anything": _("There is nothing to hand in yet. Write a text or add a file."),
        "text": _("There is nothing to hand in yet. Write your text first."),
        "files": _("There is nothing to hand in yet. Add a file first."),
        "words": _("At least %(least)d words are asked for. Your text has %(words)d.")
        % {"least": settings.min_words, "words": words},
        "statements": _("Tick both statements before you hand in."),
        "changed": _("The work has changed since you opened this page. Look at it once more, then hand in."),
    }[missing]


def _way_on(found: AssignmentStep) -> dict[str, str]:
    """Where the one big button leads when there is nothing to write."""
    run = found.enrolment.run
    if found.project_slug:
        return {"label": _("Back to the development project"), "url": home_of(found)}
    ahead = next_step([one for one in found.steps if one.slug != found.step.slug or one.is_done], after=found.step.slug)
    if ahead is None:
        return {"label": _("Back to the training"), "url": reverse("dashboard:course", args=[run.code])}
    return {"label": _("Continue: %(title)s") % {"title": ahead.title}, "url": step_address(run.code, ahead)}


def step_address(code: str, step: Any) -> str:
    """Where a learner does a step."""
    return reverse(STEP_PLACES.get(step.kind, "steps:step"), args=[code, step.slug])

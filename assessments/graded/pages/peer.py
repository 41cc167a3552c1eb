"""What the pages of peer review show, worked out before the templates. No queries of its own here."""

import secrets
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.graded.facts.assignments import AssignmentSettings
from assessments.graded.models import PeerReview, PeerTurn, Submission, WorkFile
from assessments.graded.pages.assignments import frame, rubric_of
from assessments.graded.pages.marking import LEVEL, Marks
from assessments.graded.pages.naming import name_of
from assessments.graded.queries.peer import PeerStep, said_levels
from assessments.graded.rules import peer as rules
from courses.api import Enrolment


@dataclass(frozen=True)
class ReadFile:
    """A file of the text one reads; its own name is shown only where names are."""

    pk: int
    name: str
    size: int


@dataclass(frozen=True)
class Said:
    """What one reader said, as it is shown."""

    review: PeerReview
    by: str
    levels: list[tuple[str, str]]
    comment: str
    score: tuple[int, int] | None


def settings_of(submission: Submission) -> AssignmentSettings:
    """The rules under which a text was handed in."""
    return AssignmentSettings.restored(submission.version.settings)


def peers_page(step: PeerStep) -> dict[str, Any]:
    """What one reads, and what others have said of one's own text."""
    run, slug = step.found.enrolment.run, step.found.step.slug
    wanted, has_enough = step.settings.peer_reviews, step.is_waived or step.sent >= step.settings.peer_reviews
    return frame(step.found) | {
        "wanted": wanted,
        "sent": step.sent,
        "has_enough": has_enough,
        "is_waived": step.is_waived,
        "turns": [_turn_row(turn, place) for place, turn in enumerate(step.turns, start=1)],
        "open_url": reverse("graded:peer-review", args=[run.code, slug, step.open_turn.pk]) if step.open_turn else "",
        "received": [said_to_writer(one) for one in step.received] if step.sees_reviews else [],
        "sees_reviews": step.sees_reviews,
        "is_named": step.settings.peer_named,
    }


def _turn_row(turn: PeerTurn, place: int) -> dict[str, Any]:
    return {"turn": turn, "title": title_of(turn, place), "is_there": turn.submission_id is not None}


def title_of(turn: PeerTurn, place: int | None = None) -> str:
    """What a text is called to its reader: by its writer's name only where that was said before handing in."""
    if turn.submission_id and settings_of(turn.submission).peer_named:
        return name_of(turn.submission.work.enrolment.learner.user)
    return _("Text %(number)d") % {"number": place} if place else _("Another participant's text")


def said_to_writer(review: PeerReview) -> Said:
    """A review as the writer of the text reads it."""
    is_named = settings_of(review.submission).peer_named
    reader = review.turn.enrolment.learner.user if is_named and review.turn else None
    return Said(
        review=review,
        by=name_of(reader) if reader else _("Another participant"),
        levels=said_levels(review),
        comment="" if review.is_hidden else review.comment,
        score=score_of(review),
    )


def score_of(review: PeerReview) -> tuple[int, int] | None:
    """The points of the levels, a trainer's in place of the reader's; None where the rubric has no points."""
    criteria = settings_of(review.submission).criteria
    worth = {criterion.key: [level.points for level in criterion.levels] for criterion in criteria}
    return rules.score_of(worth, rules.merged(review.levels, review.set_levels))


def files_to_read(submission: Submission) -> list[ReadFile]:
    """The files that are still there."""
    is_named = settings_of(submission).peer_named
    files = enumerate(submission.files.all(), start=1)
    return [ReadFile(one.pk, shown_name(one, place, is_named), one.size) for place, one in files if not one.covered_at]


def shown_name(file: WorkFile, place: int, is_named: bool) -> str:
    """People put their names into the names of files."""
    return file.name if is_named else _("File %(number)d") % {"number": place} + f".{file.kind}"


def marks_of(turn: PeerTurn) -> Marks:
    """The stored marks as the form holds them."""
    return Marks({key: str(place) for key, place in turn.levels.items()}, turn.comment, "")


def review_page(turn: PeerTurn, *, typed: Marks | None = None, problems: tuple[str, ...] = ()) -> dict[str, Any]:
    """One text and what its reader writes of it."""
    submission, run = turn.submission, turn.enrolment.run
    settings, marks = settings_of(submission), typed or marks_of(turn)
    place = {"args": [run.code, turn.activity.slug]}
    return {
        "turn": turn,
        "run": run,
        "slug": turn.activity.slug,
        "title": settings.title_in(run.language),
        "text_title": title_of(turn),
        "submission": submission,
        "content_language": "" if submission.language == (get_language() or "").split("-")[0] else submission.language,
        "files": files_to_read(submission),
        "rubric": _rubric(settings, submission.language, marks.levels),
        "comment": marks.comment,
        "seq": turn.seq,
        "writer": secrets.token_hex(8),
        "is_named": settings.peer_named,
        "is_sent": turn.sent_at is not None,
        "longest": rules.LONGEST_COMMENT,
        "home_url": reverse("graded:peers", **place),
        "stop_url": reverse("graded:peers", **place),
        "save_url": reverse("graded:peer-save", args=[*place["args"], turn.pk]),
        "problems": [(_target(one, settings), sentence_of(one)) for one in problems],
    }


def _rubric(settings: AssignmentSettings, language: str, levels: dict[str, str], prefix: str = LEVEL) -> list[dict]:
    return [
        {"row": row, "name": f"{prefix}{row.key}", "chosen": levels.get(row.key, "")}
        for row in rubric_of(settings, language)
    ]


def _target(missing: str, settings: AssignmentSettings) -> str:
    """The field that a sentence of the error list leads to."""
    return f"{LEVEL}{settings.criteria[0].key}-0" if missing == "levels" and settings.criteria else "comment"


def sentence_of(missing: str) -> str:
    """What a review still needs, said to its writer."""
    return {
        "levels": _("Choose a level for every criterion."),
        "comment": _("Write a comment: what is good, and what could be done next."),
        "conflict": _(
            "You have written this in another window too. What you wrote is still here: look and save again."
        ),
        "too_long": _("A comment fits in %(longest)d characters.") % {"longest": rules.LONGEST_COMMENT},
    }[missing]


def readers_page(
    submission: Submission, lacking: list[tuple[Submission, int]], readers: list[Enrolment]
) -> dict[str, Any]:
    """Whose texts have too few readers, and who could read this one."""
    here = next((load for one, load in lacking if one.work_id == submission.work_id), None)
    return {
        "lacking": [
            {
                "name": name_of(one.work.enrolment.learner.user),
                "load": load,
                "url": reverse("marking:peers", args=[one.pk]) if one.work_id != submission.work_id else "",
            }
            for one, load in lacking
        ],
        "readers": [(one.pk, name_of(one.learner.user)) for one in readers] if here is not None else [],
        "lacks_readers": here is not None,
    }


def oversight_page(submission: Submission, reviews: list[PeerReview], turns: list[PeerTurn]) -> dict[str, Any]:
    """Everything about one participant's part in peer review, for the trainers of the run: with names."""
    settings = settings_of(submission)
    return {
        "submission": submission,
        "name": name_of(submission.work.enrolment.learner.user),
        "title": submission.work.activity.title,
        "run": submission.work.enrolment.run,
        "wanted": settings.peer_reviews,
        "sent": sum(turn.sent_at is not None for turn in turns),
        "waiver": submission.work.peer_waiver,
        "given": [
            (name_of(turn.submission.work.enrolment.learner.user) if turn.submission_id else "", turn) for turn in turns
        ],
        "received": [_overseen(review) for review in reviews],
        "average": average_of([score_of(review) for review in reviews]),
    }


def average_of(scores: list[tuple[int, int] | None]) -> tuple[str, int] | None:
    """(the average, most points) of several reviews, to one decimal; None where there are not two to compare."""
    given = [score for score in scores if score]
    if len(given) < 2:
        return None
    tenths = (20 * sum(points for points, _most in given) + len(given)) // (2 * len(given))
    return number_format(Decimal(tenths) / 10), given[0][1]


def _overseen(review: PeerReview) -> dict[str, Any]:
    levels = rules.merged(review.levels, review.set_levels)
    chosen = {key: str(place) for key, place in levels.items()}
    prefix = f"{review.pk}-{LEVEL}"
    return {
        "review": review,
        "by": name_of(review.turn.enrolment.learner.user) if review.turn else _("Name not given"),
        "levels": said_levels(review),
        "score": score_of(review),
        "rubric": _rubric(settings_of(review.submission), review.submission.language, chosen, prefix),
        "changer": name_of(review.changed_by) if review.changed_at else "",
    }

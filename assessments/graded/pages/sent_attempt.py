"""A sent attempt as the trainers of its run see it: the participant's result page, and what is right. No queries."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language

from assessments.graded.models import Attempt, Response
from assessments.graded.pages.answer_files import files_to_mark, marked_with
from assessments.graded.pages.marked import Marked, marked
from assessments.graded.pages.naming import name_of
from assessments.graded.pages.quizzes import parts_now, title_of
from assessments.graded.pages.remarks import attached_to
from assessments.graded.rules.disclosure import PARTS
from assessments.graded.rules.terms import Terms


@dataclass(frozen=True)
class SeenQuestion:
    """One question with everything told, and the answer's number where a person has its points to give. ``is_hidden``:
    it is being marked without names, so a page that tells the name does not show it."""

    told: Marked
    to_mark: int | None
    is_hidden: bool = False


def sent_attempt_page(
    attempts: list[Attempt],
    shown: Attempt,
    responses: list[Response],
    terms: Terms,
    is_for_a_person: Callable[[Response], bool],
    *,
    hides_names: bool = False,
) -> dict[str, Any]:
    """One of a participant's ``attempts``, with the way to the others."""
    return {
        "attempt": shown,
        "attempts": attempts,
        "run": shown.enrolment.run,
        "name": name_of(shown.enrolment.learner.user),
        "title": title_of(shown),
        "content_language": "" if shown.language == (get_language() or "").split("-")[0] else shown.language,
        "hides": parts_now(shown, terms) != frozenset(PARTS),
        "questions": [
            SeenQuestion(
                told=replace(
                    marked(shown, one, frozenset(PARTS)),
                    files=files_to_mark(one),
                    said_files=marked_with(one, attached_to(one)),
                ),
                to_mark=one.pk if is_for_a_person(one) else None,
                is_hidden=hides_names and is_for_a_person(one),
            )
            for one in responses
        ],
    }

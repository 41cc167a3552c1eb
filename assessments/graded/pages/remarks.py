"""What people have said of answers, as results show it. Only what came along with the answers: no queries here."""

from typing import Any

from assessments.graded.models import Response, ResponseMark
from assessments.kinds.base import value_in


def given_mark(response: Response) -> ResponseMark | None:
    """The mark that the learner may see; a draft is nobody's but the trainers'."""
    mark = getattr(response, "mark", None) if Response.mark.is_cached(response) else None
    return mark if mark and mark.is_released else None


def said_of(response: Response) -> str:
    """The trainer's words to the learner."""
    mark = given_mark(response)
    return mark.comment if mark else ""


def attached_to(response: Response) -> list[dict[str, Any]]:
    """The files that came with the trainer's words."""
    mark = given_mark(response)
    return mark.attached if mark else []


def judged_by(response: Response, language: str) -> dict[str, Any]:
    """The question as its answer counts now: as it was asked, or as it has been corrected since."""
    asked, mark = response.question_version, given_mark(response)
    if mark is None or mark.version is None:
        return asked.values_in(language)
    return value_in(asked.rule.fields, mark.version.values, language, asked.question.source_language)

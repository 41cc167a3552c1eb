"""One marked question as its result shows it. No queries here."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.graded.models import Attempt, Response
from assessments.graded.pages.answer_files import FileLink, given_with, own_files
from assessments.graded.pages.remarks import attached_to, judged_by, said_of
from assessments.graded.rules.disclosure import comments_shown
from assessments.kinds.pictures import picture_of
from assessments.kinds.question import Comment

#: Where the author's model stands beside one's own words.
OWN_WORDS = "graded/kinds/own_words.html"
#: Where the verdict is not told: only one's own answer.
KEPT = "graded/kinds/kept.html"


@dataclass(frozen=True)
class Marked:
    """One marked question as its result shows it."""

    position: int
    stem: str
    picture: dict[str, Any] | None
    verdict: str
    state: str
    points: int
    full_points: int
    comments: list[Comment]
    others: list[Comment]
    feedback: str
    reread: str
    is_answered: bool
    is_scored: bool
    body: str
    template: str
    said: str = ""
    answer: str = ""
    section: str = ""
    late: str = ""
    files: tuple[FileLink, ...] = ()
    said_files: tuple[FileLink, ...] = ()


def marked(attempt: Attempt, response: Response, parts: frozenset[str]) -> Marked:
    """A question with as much of its verdict and of what is said of each option as is shown now. Options that were
    neither chosen nor right come apart, to be opened by who wants to know."""
    version = response.question_version
    values = version.values_in(attempt.language)
    judged = judged_by(response, attempt.language)
    comments = comments_shown(
        version.rule.feedback(judged, response.answer),
        parts,
        seen=response.option_order,
        is_model_apart=version.rule.review_template == OWN_WORDS,
    )
    order = {id: place for place, id in enumerate(response.option_order)}
    comments.sort(key=lambda comment: order.get(comment.id, -1))
    verdict, state = _verdict(response) if "verdict" in parts else (_("Your answer is kept."), "kept")
    says = "feedback" in parts
    return Marked(
        position=response.position,
        stem=values["stem"],
        picture=picture_of(values),
        verdict=verdict,
        state=state,
        points=response.points or 0,
        full_points=response.full_points,
        comments=comments,
        others=[one for one in comments if one.feedback and not one.chosen and not one.right and "answer" in parts],
        feedback=(judged.get("feedback") or "") if says else "",
        reread=(values.get("reread") or "") if says else "",
        is_answered=response.is_answered,
        is_scored=response.full_points > 0 and response.points is not None and "points" in parts,
        body=version.rule.body(values),
        template=version.rule.review_template if "verdict" in parts or not version.rule.takes_answer else KEPT,
        said=said_of(response) if says else "",
        section=section_title(attempt, response.position),
        answer=version.rule.answer_text(values, response.answer) if response.is_answered else "",
        late=version.rule.answer_text(values, response.late_answer) if response.late_answer is not None else "",
        files=own_files(attempt, response),
        said_files=given_with(attempt, attached_to(response)) if says else (),
    )


def section_title(attempt: Attempt, position: int) -> str:
    """The heading that the question stands under; empty when there is none."""
    settings = attempt.quiz_version.rules
    section = settings.section_of(position)
    return settings.heading_of(section, attempt.language)[0] if section else ""


def _verdict(response: Response) -> tuple[str, str]:
    if not response.is_answered:
        return _("No answer"), "none"
    if not response.full_points:
        return _("Your answer is kept. It does not affect the points."), "kept"
    if response.points is None:
        return _("Waits for your trainer's marking"), "waits"
    if response.points == response.full_points:
        return _("Right"), "right"
    if response.points:
        return _("Partly right"), "partly"
    return _("Not quite"), "wrong"

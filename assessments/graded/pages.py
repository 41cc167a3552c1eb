"""What the quiz pages show, worked out before the templates. No queries here."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.graded import rules
from assessments.graded.facts import Counting, QuizSettings, Result
from assessments.graded.models import Attempt, Response
from assessments.graded.remarks import judged_by, said_of
from assessments.graded.tokens import issue_pass
from assessments.kinds.question import Comment, lines_in
from courses.api import Enrolment, Step, next_step

#: Name of the answer's field in the form.
ANSWER = "answer"


def address_of(attempt: Attempt, page: str, *more: int) -> str:
    """The address of one of the attempt's own pages."""
    return reverse(f"graded:{page}", args=[attempt.enrolment.run.code, attempt.activity.slug, *more])


def settings_of(attempt: Attempt) -> QuizSettings:
    return QuizSettings.restored(attempt.quiz_version.settings)


def title_of(attempt: Attempt) -> str:
    return settings_of(attempt).title_in(attempt.language) or attempt.activity.title


def counting_words(counting: Counting) -> str:
    """Which of several attempts counts, as a sentence."""
    words: dict[str, str] = {
        "best": _("The best result stands."),
        "last": _("The last result stands."),
        "first": _("The first result stands; later attempts are for practice."),
        "average": _("The average of your results stands."),
    }
    return words[counting]


def frame(attempt: Attempt) -> dict[str, Any]:
    """What every page inside an attempt needs."""
    run = attempt.enrolment.run
    return {
        "attempt": attempt,
        "run": run,
        "course": run.course.title_in(run.language),
        "title": title_of(attempt),
        "total": attempt.quiz_version.questions,
        "deadline_today": bool(attempt.deadline) and timezone.localdate(attempt.deadline) == timezone.localdate(),
        "stop_url": reverse("dashboard:course", args=[run.code]),
        "intro_url": address_of(attempt, "intro"),
        "review_url": address_of(attempt, "review"),
        # Said in the markup where the content is not in the language of the page around it.
        "content_language": "" if attempt.language == (get_language() or "").split("-")[0] else attempt.language,
    }


def question_page(
    attempt: Attempt, response: Response, *, posted: list[str] | None = None, error: str = ""
) -> dict[str, Any]:
    """One question. ``posted`` is what was sent and could not be taken: it stands in the form again."""
    version = response.question_version
    values = version.values_in(attempt.language)
    given = posted if posted is not None else version.rule.as_posted(values, response.answer)
    shown = frame(attempt) | version.rule.field(values, given, response.option_order)
    return shown | {
        "response": response,
        "position": response.position,
        "stem": values["stem"],
        "picture": picture_of(values),
        "hint": version.rule.hint,
        "kind": version.rule,
        "name": ANSWER,
        "error": error,
        "writer": secrets.token_hex(8),
        "pass": issue_pass(attempt),
        "save_url": address_of(attempt, "save", response.position),
        "checked": marked(attempt, response) if response.points is not None else None,
        "next_url": next_address(attempt, response.position),
        "is_immediate": settings_of(attempt).tells_at_once and version.rule.marks_at_once,
        "hint_penalty": settings_of(attempt).hint_penalty,
        "hints": lines_in(values.get("hints"))[: len(response.tries)],
        "was_tried": response.answer is not None and response.answer in response.tries,
    }


def picture_of(values: dict[str, Any]) -> dict[str, Any] | None:
    """The question's picture: its number in the library and what it tells."""
    return {"pk": values["picture"], "alt": values.get("picture_alt") or ""} if values.get("picture") else None


def next_address(attempt: Attempt, position: int) -> str:
    """The next question, or the list before sending after the last one."""
    if position < attempt.quiz_version.questions:
        return address_of(attempt, "question", position + 1)
    return address_of(attempt, "review")


def answer_in_words(attempt: Attempt, response: Response, answer: Any) -> str:
    """What was answered, as the person would say it."""
    version = response.question_version
    return version.rule.answer_text(version.values_in(attempt.language), answer) if answer is not None else ""


def review_page(attempt: Attempt, responses: list[Response]) -> dict[str, Any]:
    """The list of questions before sending."""
    asked = [response for response in responses if response.question_version.rule.takes_answer]
    answers = [
        {
            "question": f"{response.position}. {response.question_version.values_in(attempt.language)['stem']}",
            "answer": answer_in_words(attempt, response, response.answer),
            "url": address_of(attempt, "question", response.position),
        }
        for response in asked
    ]
    unanswered = sum(not response.is_answered for response in asked)
    return frame(attempt) | {"answers": answers, "unanswered": unanswered, "previous": len(responses)}


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


def marked(attempt: Attempt, response: Response) -> Marked:
    """A question with its verdict in words and what is said of each option. Options that were neither chosen nor
    right come apart, to be opened by who wants to know."""
    version = response.question_version
    values = version.values_in(attempt.language)
    judged = judged_by(response, attempt.language)
    comments = version.rule.feedback(judged, response.answer)
    order = {id: place for place, id in enumerate(response.option_order)}
    comments.sort(key=lambda comment: order.get(comment.id, -1))
    verdict, state = _verdict(response)
    return Marked(
        position=response.position,
        stem=values["stem"],
        picture=picture_of(values),
        verdict=verdict,
        state=state,
        points=response.points or 0,
        full_points=response.full_points,
        comments=comments,
        others=[one for one in comments if one.feedback and not one.chosen and not one.right],
        feedback=judged.get("feedback") or "",
        reread=values.get("reread") or "",
        is_answered=response.is_answered,
        is_scored=response.full_points > 0,
        body=version.rule.body(values),
        template=version.rule.review_template,
        said=said_of(response),
    )


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


def result_page(
    attempt: Attempt, responses: list[Response], steps: list[Step], counted: Result | None = None
) -> dict[str, Any]:
    """The result with its reasons and the way on. ``counted`` is what stands where it is not this attempt's own."""
    settings = settings_of(attempt)
    is_final = all(response.points is not None for response in responses)
    band = rules.band_for(settings.bands, attempt.score, attempt.max_score) if is_final else None
    titles = {step.slug: step.title for step in steps}
    questions = [marked(attempt, response) for response in responses]
    awaited = sum(one.state == "waits" for one in questions)
    return frame(attempt) | {
        "counted": counted,
        "is_passed": (counted.passed or (None if awaited else False)) if counted else attempt.passed,
        "counting": counting_words(settings.counting) if counted else "",
        "band": settings.band_text(band, attempt.language),
        "awaited": awaited,
        "needed": -(-rules.points_needed(attempt.max_score, settings.pass_percent) // 100),
        "needed_percent": settings.pass_percent,
        "questions": [(one, titles.get(one.reread, "")) for one in questions],
        "ahead": _way_on(attempt, steps),
        "may_retry": settings.attempts_allowed is None or attempt.number < settings.attempts_allowed,
    }


def _way_on(attempt: Attempt, steps: list[Step]) -> dict[str, str]:
    """Where the one big button leads after a passed quiz."""
    run = attempt.enrolment.run
    home = reverse("dashboard:course", args=[run.code])
    if attempt.enrolment.status == Enrolment.Status.COMPLETED:
        return {"label": _("To your certificate"), "url": reverse("dashboard:certificate", args=[run.code])}
    ahead = next_step(steps, after=attempt.activity.slug)
    if ahead is None:
        return {"label": _("Continue"), "url": home}
    name = "graded:intro" if ahead.kind == "quiz" else "steps:step"
    url = reverse(name, args=[run.code, ahead.slug])
    return {"label": _("Continue: %(title)s") % {"title": ahead.title}, "url": url}

"""What the quiz pages show, worked out before the templates. No queries here."""

import secrets
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assessments.graded.facts.quizzes import Counting, QuizSettings, Result
from assessments.graded.models import Attempt, Response
from assessments.graded.pages.answer_files import own_files, upload_field
from assessments.graded.pages.marked import Marked, marked
from assessments.graded.rules import quizzes as rules
from assessments.graded.rules.disclosure import moment_of, parts_shown
from assessments.graded.rules.terms import Terms
from assessments.graded.tokens.quizzes import issue_pass
from assessments.kinds.pictures import picture_of
from assessments.kinds.question import lines_in
from courses.api import Enrolment, Step, next_step

#: Name of the answer's field in the form.
ANSWER = "answer"


def address_of(attempt: Attempt, page: str, *more: int) -> str:
    """The address of one of the attempt's own pages."""
    return route(f"graded:{page}", attempt.enrolment.run.code, attempt.activity.slug, *more)


def route(name: str, *args: str | int) -> str:
    """The address of a page that many people ask for; a question's page names five of them."""
    return _remembered(get_language(), name, *args)


@lru_cache(maxsize=2048)
def _remembered(_language: str | None, name: str, *args: str | int) -> str:
    """In the language that is active, which is told only to remember by it."""
    return reverse(name, args=args)


def settings_of(attempt: Attempt) -> QuizSettings:
    return attempt.quiz_version.rules


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


def pause_words(minutes: int) -> str:
    """The pause between attempts as a sentence, in the largest unit that is whole; empty without one."""
    if not minutes:
        return ""
    if minutes % 60:
        told = ngettext(
            "Between attempts there is a pause of %(counter)s minute.",
            "Between attempts there is a pause of %(counter)s minutes.",
            minutes,
        )
        return told % {"counter": minutes}
    hours = minutes // 60
    told = ngettext(
        "Between attempts there is a pause of %(counter)s hour.",
        "Between attempts there is a pause of %(counter)s hours.",
        hours,
    )
    return told % {"counter": hours}


def frame(attempt: Attempt) -> dict[str, Any]:
    """What every page inside an attempt needs."""
    run = attempt.enrolment.run
    return {
        "attempt": attempt,
        "run": run,
        "course": run.course.title_in(run.language),
        "title": title_of(attempt),
        "total": attempt.quiz_version.questions,
        "send_by": send_by(attempt),
        "stop_url": route("dashboard:course", run.code),
        "intro_url": address_of(attempt, "intro"),
        "review_url": address_of(attempt, "review"),
        # Said in the markup where the content is not in the language of the page around it.
        "content_language": "" if attempt.language == (get_language() or "").split("-")[0] else attempt.language,
    }


def send_by(attempt: Attempt) -> str:
    """When the answers have to be there, as a sentence; empty without a deadline."""
    if attempt.deadline is None:
        return ""
    at = timezone.localtime(attempt.deadline)
    if at.date() == timezone.localdate():
        return _("Send your answers by %(time)s.") % {"time": date_format(at, "G.i")}
    return _("Send your answers by %(time)s on %(day)s.") % {
        "time": date_format(at, "G.i"),
        "day": date_format(at, "j.n.Y"),
    }


def question_page(
    attempt: Attempt, response: Response, *, posted: list[str] | None = None, error: str = ""
) -> dict[str, Any]:
    """One question. ``posted`` is what was sent and could not be taken: it stands in the form again."""
    version = response.question_version
    values = version.values_in(attempt.language)
    given = posted if posted is not None else version.rule.as_posted(values, response.answer)
    shown = frame(attempt) | version.rule.field(values, given, response.option_order)
    if version.rule.takes_files:
        shown |= upload_field(version, attempt.language, own_files(attempt, response))
    return shown | {
        "response": response,
        "position": response.position,
        "stem": values["stem"],
        "picture": picture_of(values),
        "section": section_at(attempt, response.position),
        "hint": version.rule.hint,
        "kind": version.rule,
        "name": ANSWER,
        "error": error,
        "writer": secrets.token_hex(8),
        "pass": issue_pass(attempt),
        "save_url": address_of(attempt, "save", response.position),
        "checked": checked(attempt, response) if response.points is not None else None,
        "next_url": next_address(attempt, response.position),
        "is_immediate": settings_of(attempt).tells_at_once and version.rule.marks_at_once,
        "hint_penalty": settings_of(attempt).hint_penalty,
        "hints": lines_in(values.get("hints"))[: len(response.tries)],
        "was_tried": response.answer is not None and response.answer in response.tries,
    }


def section_at(attempt: Attempt, position: int) -> dict[str, Any] | None:
    """The section that a question belongs to; its introduction stands before its first question."""
    settings = settings_of(attempt)
    section = settings.section_of(position)
    if section is None:
        return None
    title, intro = settings.heading_of(section, attempt.language)
    return {"title": title, "intro": intro if section.first == position else ""}


def checked(attempt: Attempt, response: Response) -> Marked:
    """A question that was checked while the attempt is open."""
    return marked(attempt, response, parts_shown(settings_of(attempt).review, "during"))


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


def parts_now(attempt: Attempt, terms: Terms) -> frozenset[str]:
    """What is shown of an attempt at this moment."""
    moment = moment_of(attempt.submitted_at, terms.closes_at, timezone.now())
    return parts_shown(settings_of(attempt).review, moment)


def result_page(
    attempt: Attempt, responses: list[Response], steps: list[Step], terms: Terms, counted: Result | None = None
) -> dict[str, Any]:
    """As much of the result and its reasons as is shown now, and the way on. ``counted`` is what stands where it is
    not this attempt's own."""
    settings = settings_of(attempt)
    parts = parts_now(attempt, terms)
    more = parts_shown(settings.review, "closed") - parts if terms.closes_at else frozenset()
    is_final = all(response.points is not None for response in responses)
    band = rules.band_for(settings.bands, attempt.score, attempt.max_score) if is_final else None
    titles = {step.slug: step.title for step in steps}
    questions = [marked(attempt, response, parts) for response in responses]
    awaited = sum(response.points is None and response.is_answered for response in responses)
    return frame(attempt) | {
        "counted": counted,
        "is_passed": (counted.passed or (None if awaited else False)) if counted else attempt.passed,
        "counting": counting_words(settings.counting) if counted else "",
        "shows_points": "points" in parts,
        "more_at": terms.closes_at if more else None,
        "band": settings.band_text(band, attempt.language) if "points" in parts else "",
        "awaited": awaited,
        "needed": -(-rules.points_needed(attempt.max_score, settings.pass_percent) // 100),
        "needed_percent": settings.pass_percent,
        "questions": [(one, titles.get(one.reread, "")) for one in questions],
        "ahead": _way_on(attempt, steps),
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

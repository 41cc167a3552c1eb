"""Before and after the questions: intro, the list before sending, the result."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessments.graded.facts.quizzes import Result
from assessments.graded.models import Attempt
from assessments.graded.pages.quizzes import (
    address_of,
    counting_words,
    parts_now,
    pause_words,
    result_page,
    review_page,
    settings_of,
)
from assessments.graded.queries import attempts as queries
from assessments.graded.queries.attempts import QuizStep
from assessments.graded.queries.overrides import set_by_hand
from assessments.graded.queries.terms import terms_for, terms_within
from assessments.graded.rules.terms import Terms
from assessments.graded.services.attempts import (
    CannotStart,
    refusal_of,
    start_attempt,
    submit_attempt,
)
from courses.api import steps_of


@require_http_methods(["GET", "HEAD", "POST"])
def intro(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """What the quiz is like and how earlier attempts went; a POST begins or goes on."""
    step = queries.quiz_step_for(request.learner, run, slug)
    if step is None:
        raise Http404
    if request.method != "POST":
        return render(request, "graded/intro.html", _intro_page(step))
    try:
        attempt = start_attempt(step.enrolment, step.item.activity_id)
    except CannotStart:
        return render(request, "graded/intro.html", _intro_page(step), status=409)
    return redirect("graded:question", run, slug, queries.first_open_position(attempt))


def _intro_page(step: QuizStep) -> dict[str, Any]:
    settings, language = step.settings, step.enrolment.run.language
    terms = terms_for(step.enrolment, step.item, settings)
    sent = [attempt for attempt in step.attempts if attempt.state == Attempt.State.SUBMITTED]
    allowed = terms.attempts
    return {
        "step": step,
        "run": step.enrolment.run,
        "course": step.enrolment.run.course.title_in(language),
        "title": settings.title_in(language) or step.item.activity.title,
        "intro": settings.intro_in(language),
        "settings": settings,
        "terms": terms,
        "sent": [(attempt, "points" in parts_now(attempt, terms)) for attempt in sent],
        "left": None if allowed is None else max(0, allowed - len(sent)),
        "counting": counting_words(settings.counting),
        "pause": pause_words(settings.delay_minutes) if terms.attempts != 1 else "",
        "refusal": "" if step.open_attempt else refusal_of(settings, terms, earlier=step.attempts),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """All questions with their answers; a POST sends the attempt that the page showed, and no other."""
    if request.method == "POST":
        attempt = _attempt_or_404(request, run, slug, request.POST.get("attempt", ""))
        submit_attempt(attempt=attempt)
        return redirect(address_of(attempt, "result", attempt.number))
    attempt = queries.open_attempt_for(request.learner, run, slug)
    if attempt is None:
        return to_intro(request, run, slug)
    return render(request, "graded/review.html", review_page(attempt, queries.responses_of(attempt)))


@require_safe
def result(request: HttpRequest, run: str, slug: str, number: int) -> HttpResponse:
    """The points in words and, for each question, why."""
    attempt = _attempt_or_404(request, run, slug, str(number))
    if attempt.state != Attempt.State.SUBMITTED:
        raise Http404
    steps = steps_of(attempt.enrolment)
    terms = terms_within(attempt, steps)
    page = result_page(attempt, queries.responses_of(attempt), steps, terms, _counted(attempt))
    page["refusal"] = _refusal(attempt, terms)
    page["set_by_hand"] = set_by_hand(attempt.enrolment_id).get(attempt.activity_id)
    return render(request, "graded/result.html", page)


def _refusal(attempt: Attempt, terms: Terms) -> str:
    """Why the test cannot be tried again just now. Other attempts matter only where their number or a pause does."""
    settings = settings_of(attempt)
    bounded = settings.delay_minutes or terms.attempts is not None
    earlier = queries.attempts_of(attempt.enrolment, attempt.activity_id) if bounded else []
    return refusal_of(settings, terms, earlier=earlier)


def _counted(attempt: Attempt) -> Result | None:
    """The result that stands, where several attempts make it together or it may be another attempt's."""
    if settings_of(attempt).counting == "best":
        return None
    return queries.results_that_count(attempt.enrolment, [attempt.activity_id])[attempt.activity_id]


def _attempt_or_404(request: HttpRequest, run: str, slug: str, number: str) -> Attempt:
    known = number.isascii() and number.isdigit() and len(number) < 10
    attempt = queries.attempt_numbered(request.learner, run, slug, int(number)) if known else None
    if attempt is None or attempt.state == Attempt.State.SET_ASIDE:
        raise Http404
    return attempt


def to_intro(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Nothing is going on: to the intro, when this person has one."""
    if queries.quiz_step_for(request.learner, run, slug) is None:
        raise Http404
    return redirect("graded:intro", run, slug)

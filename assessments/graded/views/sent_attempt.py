"""Looking at what a participant answered and how it was counted. Nothing is changed here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.graded.models import Attempt
from assessments.graded.pages.sent_attempt import sent_attempt_page
from assessments.graded.queries.attempts import responses_of
from assessments.graded.queries.hand_marking import hides_answers_in
from assessments.graded.queries.sent_attempts import sent_attempts
from assessments.graded.queries.terms import terms_within
from assessments.graded.services.hand_marking import is_for_a_person
from courses.api import steps_of


@require_safe
def attempts(request: HttpRequest, run: str, enrolment: int, slug: str) -> HttpResponse:
    """The newest of a participant's sent attempts, or the one that the address names."""
    known = request.user.is_staff and enrolment < 2**63
    found = sent_attempts(request.user, run, enrolment, slug) if known else []
    shown = _chosen(found, request.GET.get("kerta", ""))
    terms = terms_within(shown, steps_of(shown.enrolment))
    responses = responses_of(shown)
    hides = any(one.points is None for one in responses) and hides_answers_in(shown)
    page = sent_attempt_page(found, shown, responses, terms, is_for_a_person, hides_names=hides)
    return render(request, "graded/marking/attempt.html", page)


def _chosen(found: list[Attempt], number: str) -> Attempt:
    chosen = [one for one in found if str(one.number) == number] if number else found
    if not chosen:
        raise Http404
    return chosen[-1]

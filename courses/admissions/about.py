"""The run that a page is about, and what every page about getting in says of it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_info

from courses.api import Course, Run, places_left, run_by_code


def run_or_404(code: str) -> Run:
    """A run that people get into; the coaching has no such thing."""
    run = run_by_code(code)
    if run is None or run.course.policy == Course.Policy.PRIVATE:
        raise Http404
    return run


def about(request: HttpRequest, run: Run) -> dict[str, Any]:
    """The run's title, language and places, and where a visitor signs in and comes back."""
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    return {
        "run": run,
        "title": run.course.title_in(get_language()),
        "language": get_language_info(run.language)["name_translated"],
        "places": places_left(run.capacity, run.places_taken),
        "sign_in": "" if request.user.is_authenticated else sign_in,
    }

"""A part on paper, for those who would rather write by hand: empty for anybody, one's own answers for oneself."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from assessments.personal.api import newest_answers_of
from content.coaching import programme_for
from content.coaching_paper import sheets_of
from content.views.coaching import answer
from lms.accounts.api import for_learner


@for_learner
@require_safe
def paper(request: HttpRequest, programme: str, part: int) -> HttpResponse:
    """The exercises of a part as empty sheets; the same for everybody."""
    found = programme_for(request.learner, programme)
    here = found.part(part)
    return answer(request, "paper", {"programme": found, "part": here, "sheets": sheets_of(found, here, {})})


@for_learner
@require_safe
def own_paper(request: HttpRequest, programme: str, part: int) -> HttpResponse:
    """The same sheets with what the person has written."""
    found = programme_for(request.learner, programme)
    here = found.part(part)
    if not request.learner:
        return answer(request, "own_empty", {"programme": found})
    sheets = sheets_of(found, here, newest_answers_of(request.learner, found.activity_keys))
    return answer(request, "paper", {"programme": found, "part": here, "sheets": sheets, "filled": True})

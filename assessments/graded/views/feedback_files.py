"""Giving out files that come with feedback: to the run's trainers, and to the learner once it is given."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from assessments.graded.queries.feedback_files import file_for_trainer, file_of_mark, given_answers_file, given_file
from assessments.graded.views.hand_marking import answer_or_404
from lms.ui.attachments import as_attachment


@require_safe
def for_trainer(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file of a review in a run that the person teaches."""
    known = max(pk, file) < 2**63 and request.user.is_staff
    found = file_for_trainer(request.user, pk, file) if known else None
    if found is None:
        raise Http404
    return as_attachment(found)


@require_safe
def for_learner(request: HttpRequest, run: str, slug: str, pk: int) -> HttpResponseBase:
    """A file of one's own feedback."""
    found = given_file(request.learner, run, slug, pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return as_attachment(found)


@require_safe
def answers_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file that comes with the marking of an answer in a run that the person teaches."""
    found = file_of_mark(answer_or_404(request, pk), file) if file < 2**63 else None
    if found is None:
        raise Http404
    return as_attachment(found)


@require_safe
def own_answers_file(request: HttpRequest, run: str, slug: str, pk: int) -> HttpResponseBase:
    """A file that came with the marking of one's own answer."""
    found = given_answers_file(request.learner, run, slug, pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return as_attachment(found)

"""Peer reviews as the trainers of the run see them: with names, to be set right, and somebody freed from reading."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.graded.models import PeerReview, Submission
from assessments.graded.pages.marking import LEVEL
from assessments.graded.pages.naming import hides_name
from assessments.graded.pages.peer import oversight_page, readers_page, settings_of
from assessments.graded.queries import peer as queries
from assessments.graded.services.peer_giving import NoReader, give_turn
from assessments.graded.services.peer_oversight import NoReason, change_review, waive_reading
from assessments.graded.views.marking import submission_or_404


def overseen_or_404(request: HttpRequest, pk: int) -> Submission:
    """A submission with peer review, of a run that the person teaches."""
    submission = submission_or_404(request, pk)
    if not settings_of(submission).peer_reviews or hides_name(submission):  # who read whom tells names
        raise Http404
    return submission


@require_http_methods(["GET", "HEAD", "POST"])
def peers(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said of a text and what its writer said of others'; a POST changes one review."""
    submission = overseen_or_404(request, pk)
    if request.method != "POST":
        return _show(request, submission)
    review = _review_or_404(request, submission)
    levels = {key: request.POST[name] for name, key in _level_names(request, review)}
    try:
        change_review(
            review_id=review.pk,
            levels=levels,
            is_hidden="hide" in request.POST,
            reason=_reason(request),
            actor=request.user,
        )
    except NoReason:
        return _show(request, submission, changed=review.pk)
    messages.success(request, _("Changed. The writer sees that a trainer has changed it, and why."))
    return redirect("marking:peers", pk)


def _level_names(request: HttpRequest, review: PeerReview) -> list[tuple[str, str]]:
    prefix = f"{review.pk}-{LEVEL}"
    return [(name, name[len(prefix) :]) for name in list(request.POST)[:200] if name.startswith(prefix)]


def _review_or_404(request: HttpRequest, submission: Submission) -> PeerReview:
    text = request.POST.get("review", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    review = queries.review_in(submission, number).first()
    if review is None:
        raise Http404
    return review


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")[:500].replace("\x00", "")


def _show(request: HttpRequest, submission: Submission, *, changed: int = 0, status: int = 200) -> HttpResponse:
    """The page; after a refusal with what was asked for, which ``changed`` names (-1: being freed)."""
    turns = queries.turns_of(submission.work.enrolment, submission.work.activity_id)
    page = oversight_page(submission, queries.reviews_of(submission.work), turns)
    page |= readers_page(submission, queries.lacking_readers(submission), queries.possible_readers(submission))
    for one in page["received"]:
        if one["review"].pk == changed:
            one["review"].is_hidden = "hide" in request.POST
            for row in one["rubric"]:
                row["chosen"] = request.POST.get(row["name"], "")
    page["refused"] = changed
    return render(request, "graded/peer/oversight.html", page, status=422 if changed else status)


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the text to one more participant to read."""
    submission = overseen_or_404(request, pk)
    text = request.POST.get("reader", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
    try:
        give_turn(submission=submission, reader_id=number, actor=request.user)
    except NoReader:
        messages.error(request, _("Choose somebody who has handed in and has not read this text yet."))
        return _show(request, submission, status=422)
    messages.success(request, _("The text waits for its reader, who gets a mail."))
    return redirect("marking:peers", pk)


@require_POST
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Free the writer from reading others' texts."""
    submission = overseen_or_404(request, pk)
    work = submission.work
    try:
        waive_reading(
            enrolment_id=work.enrolment_id, activity_id=work.activity_id, reason=_reason(request), actor=request.user
        )
    except NoReason:
        return _show(request, submission, changed=-1)
    messages.success(request, _("Freed from reading others' texts."))
    return redirect("marking:peers", pk)

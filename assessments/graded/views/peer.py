"""Peer review as a participant meets it: taking a text, reading it, writing about it; reading what others said."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.graded.models import PeerTurn
from assessments.graded.pages.marking import Marks
from assessments.graded.pages.peer import peers_page, review_page, settings_of, shown_name
from assessments.graded.queries import peer as queries
from assessments.graded.rules.peer import LONGEST_COMMENT
from assessments.graded.services.assignments import WrittenElsewhere
from assessments.graded.services.peer import (
    AlreadySent,
    CannotSend,
    NothingToRead,
    save_turn,
    send_turn,
    take_turn,
)
from assessments.graded.views.marking import count_or_none, marks_in
from lms.ui.attachments import as_attachment


class TooLong(Exception):
    """A comment does not fit."""

    missing = ("too_long",)


@require_safe
def peers(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """What one reads and what others have said."""
    return render(request, "graded/peer/peers.html", peers_page(step_or_404(request, run, slug)))


def step_or_404(request: HttpRequest, run: str, slug: str) -> queries.PeerStep:
    """The peer review of an assignment that the learner has handed in."""
    step = queries.peer_step_for(request.learner, run, slug)
    if step is None:
        raise Http404
    return step


@require_POST
def take(request: HttpRequest, run: str, slug: str) -> HttpResponse:
    """Get the next text to read."""
    step = step_or_404(request, run, slug)
    try:
        turn = take_turn(
            enrolment=step.found.enrolment,
            activity_id=step.found.step.activity_id,
            activity_key=step.found.step.activity_key,
            wanted=step.settings.peer_reviews,
        )
    except NothingToRead:
        messages.info(
            request, _("There is no text for you to read just now. Come back when more people have handed in.")
        )
        return redirect("graded:peers", run, slug)
    return redirect("graded:peer-review", run, slug, turn.pk)


def turn_or_404(request: HttpRequest, run: str, slug: str, pk: int) -> PeerTurn:
    """The learner's own turn."""
    turn = queries.own_turn(request.learner, run, slug, pk) if pk < 2**63 else None
    if turn is None:
        raise Http404
    return turn


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, run: str, slug: str, pk: int) -> HttpResponse:
    """Read a text; a POST saves what was written of it, and sends it when that button was pressed."""
    turn = turn_or_404(request, run, slug, pk)
    if request.method != "POST":
        return render(request, "graded/peer/review.html", review_page(turn))
    try:
        _save(request, turn)
        if "send" in request.POST:
            send_turn(turn_id=turn.pk, enrolment=turn.enrolment)
    except (WrittenElsewhere, CannotSend, TooLong) as refusal:
        return _again(request, run, slug, refusal, pk)
    except AlreadySent:
        return _not_kept(request, run, slug, pk)
    if "send" not in request.POST:
        messages.success(request, _("Saved."))
        return redirect("graded:peer-review", run, slug, pk)
    messages.success(request, _("Sent. Thank you for reading."))
    return redirect("graded:peers", run, slug)


def _not_kept(request: HttpRequest, run: str, slug: str, pk: int) -> HttpResponse:
    """It was sent meanwhile, or the text is gone: what was typed besides is shown to be copied."""
    turn = queries.own_turn(request.learner, run, slug, pk)
    typed = marks_in(request).comment[: 2 * LONGEST_COMMENT]
    if turn is None or typed == turn.comment:
        return redirect("graded:peers", run, slug)
    return render(request, "graded/peer/review.html", review_page(turn) | {"not_sent": typed}, status=409)


def _save(request: HttpRequest, turn: PeerTurn, *, seq: int | None = None) -> PeerTurn:
    marks = marks_in(request)
    if len(marks.comment) > LONGEST_COMMENT:
        raise TooLong
    return save_turn(
        turn_id=turn.pk,
        levels=marks.levels,
        comment=marks.comment,
        seq=seq,
        writer=request.POST.get("writer", "")[:32].replace("\x00", ""),
        base=count_or_none(request.POST.get("base", "")),
    )


def _again(request: HttpRequest, run: str, slug: str, refusal: Any, pk: int) -> HttpResponse:
    """The page once more with what was typed."""
    problems = getattr(refusal, "missing", ("conflict",))
    marks = marks_in(request)
    typed = Marks(marks.levels, marks.comment[: 2 * LONGEST_COMMENT], "")
    page = review_page(turn_or_404(request, run, slug, pk), typed=typed, problems=problems)
    status = 409 if isinstance(refusal, WrittenElsewhere) else 422
    return render(request, "graded/peer/review.html", page, status=status)


@require_POST
def save(request: HttpRequest, run: str, slug: str, pk: int) -> JsonResponse:
    """Autosave. A 2xx answer means that it is committed."""
    turn = turn_or_404(request, run, slug, pk)
    try:
        stored = _save(request, turn, seq=count_or_none(request.POST.get("seq", "")))
    except TooLong:
        return JsonResponse({"error": "unusable"}, status=400)
    except AlreadySent:
        return JsonResponse({"error": "already_sent"}, status=409)
    except WrittenElsewhere:
        return JsonResponse({"error": "conflict"}, status=409)
    return JsonResponse({"seq": stored.seq, "saved_at": stored.saved_at})


@require_safe
def file(request: HttpRequest, run: str, slug: str, pk: int, file: int) -> HttpResponseBase:
    """A file of the text one reads, under a name that does not tell whose it is."""
    turn = turn_or_404(request, run, slug, pk)
    found = queries.file_of_turn(turn, file)
    if found is None:
        raise Http404
    place, held = found
    held.name = shown_name(held, place, settings_of(turn.submission).peer_named)
    return as_attachment(held)

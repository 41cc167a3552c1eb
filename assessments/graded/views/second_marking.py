"""The second marker's own form. It shows nothing of the first marks; when it is ready, both are shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assessments.graded.models import SecondReview, Submission
from assessments.graded.pages.marking import Marks
from assessments.graded.pages.second_marking import is_for_second, second_page
from assessments.graded.rules.assignments import LONGEST_COMMENT
from assessments.graded.services.assignments import WrittenElsewhere
from assessments.graded.services.reviewing import NotDecided, NotWaiting
from assessments.graded.services.second_marking import NotSecond, SecondIsReady, finish_second, save_second
from assessments.graded.views.marking import (
    DECISIONS,
    TooLong,
    around,
    count_or_none,
    levels_in,
    page_in,
    submission_or_404,
)


@require_POST
def second(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the draft; with a decision it is ready and both marks are shown."""
    submission = submission_or_404(request, pk)
    try:
        _save(request, submission)
        if "save" in request.POST:
            messages.success(request, _("Saved as a draft. Nobody else sees it yet."))
        else:
            decision = DECISIONS.get(request.POST.get("decision", ""), "")
            finish_second(submission_id=pk, reviewer=request.user, decision=decision)
            messages.success(request, _("Your marks are ready. Here are both."))
    except (NotWaiting, NotSecond, SecondIsReady):
        return _over(request, submission)
    except (WrittenElsewhere, NotDecided, TooLong) as refusal:
        return _again(request, pk, refusal)
    return redirect("marking:mark", pk)


def _typed(request: HttpRequest) -> Marks:
    comment = request.POST.get("comment", "").replace("\r\n", "\n").replace("\x00", "")
    return Marks(levels_in(request), comment, "")


def _save(request: HttpRequest, submission: Submission, *, seq: int | None = None) -> SecondReview:
    marks = _typed(request)
    if len(marks.comment) > LONGEST_COMMENT:
        raise TooLong
    return save_second(
        submission_id=submission.pk,
        reviewer=request.user,
        levels=marks.levels,
        comment=marks.comment,
        seq=seq,
        **page_in(request),
    )


def _again(request: HttpRequest, pk: int, refusal: Exception) -> HttpResponse:
    """The page once more with what was typed."""
    found = submission_or_404(request, pk)
    if not is_for_second(found, request.user):
        return _over(request, found)
    is_conflict = isinstance(refusal, WrittenElsewhere)
    problems = getattr(refusal, "missing", ("conflict",))
    page = second_page(found, me=request.user, typed=_typed(request), problems=problems, conflict=is_conflict)
    status = 409 if is_conflict else 422
    return render(request, "graded/marking/second.html", page | around(found), status=status)


def _over(request: HttpRequest, submission: Submission) -> HttpResponse:
    """There is nothing to mark second any more: what was typed is shown to be copied."""
    page: dict[str, Any] = {"submission": submission, "typed": _typed(request).comment}
    return render(request, "graded/marking/second_over.html", page, status=409)


@require_POST
def save(request: HttpRequest, pk: int) -> JsonResponse:
    """Autosave of the draft. A 2xx answer means that it is committed."""
    submission = submission_or_404(request, pk)
    try:
        stored = _save(request, submission, seq=count_or_none(request.POST.get("seq", "")))
    except TooLong:
        return JsonResponse({"error": "unusable"}, status=400)
    except (NotWaiting, SecondIsReady):
        return JsonResponse({"error": "already_sent"}, status=409)
    except (NotSecond, WrittenElsewhere):
        return JsonResponse({"error": "conflict"}, status=409)
    return JsonResponse({"seq": stored.seq, "saved_at": stored.saved_at})

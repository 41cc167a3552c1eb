"""Marking one submission at a time.

Only trainers of the run come here. Whoever else asks finds nothing.
"""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.graded.instructions import instructions_html
from assessments.graded.models import Submission
from assessments.graded.pages.group_work import members_page
from assessments.graded.pages.marking import (
    LEVEL,
    Marks,
    Said,
    earlier_page,
    marking_page,
)
from assessments.graded.pages.naming import hides_name, name_shown, neutral_name
from assessments.graded.pages.second_marking import is_for_second, second_page, settling_page
from assessments.graded.queries import marking as queries
from assessments.graded.queries.commenting import comments_for
from assessments.graded.rules.assignments import LONGEST_COMMENT
from assessments.graded.rules.quizzes import LARGEST_SEQ
from assessments.graded.services.assignments import WrittenElsewhere
from assessments.graded.services.reviewing import (
    HeldByAnother,
    NotDecided,
    NotWaiting,
    SecondFirst,
    decide,
    save_review,
    take_over,
)
from assessments.graded.views.marking_aids import act_on, comment_in
from courses.api import current_publication
from lms.ui.attachments import as_attachment
from lms.ui.uploads import LARGEST_REQUEST, RefusedFile, too_large

DECISIONS = {"accept": "accepted", "return": "returned"}


def submission_or_404(request: HttpRequest, pk: int) -> Submission:
    """A submission of a run that the person teaches."""
    found = queries.submission_for(request.user, pk) if pk < 2**63 and request.user.is_staff else None
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a submission and write its review; a POST saves and does what the pressed button says."""
    submission = submission_or_404(request, pk)
    if request.method != "POST":
        return _show(request, submission, Said())
    size = request.META.get("CONTENT_LENGTH") or "0"
    if size.isdigit() and int(size) > LARGEST_REQUEST:  # not read at all
        return _show(request, submission, Said(file_problem=too_large(int(size))), status=413)
    try:
        _save(request, submission)
        return act_on(request, submission) or _decided(request, submission)
    except (NotWaiting, HeldByAnother) as refusal:
        return _refused(request, pk, refusal)
    except (WrittenElsewhere, NotDecided, TooLong, RefusedFile) as refusal:
        return _again(request, pk, refusal)


class TooLong(Exception):
    """A comment or a note does not fit."""

    missing = ("too_long",)


def levels_in(request: HttpRequest) -> dict[str, str]:
    """The levels of the rubric that the form says."""
    return {name[len(LEVEL) :]: request.POST[name] for name in list(request.POST)[:200] if name.startswith(LEVEL)}


def marks_in(request: HttpRequest) -> Marks:
    """What the form says."""
    texts = [request.POST.get(name, "").replace("\r\n", "\n").replace("\x00", "") for name in ("comment", "note")]
    return Marks(levels_in(request), *texts)


def _typed(request: HttpRequest, submission: Submission) -> Marks:
    """The same, with the saved comment whose button was pressed."""
    marks = marks_in(request)
    comment = comment_in(request, marks.comment, course_id=submission.work.enrolment.run.course_id)
    return replace(marks, comment=comment)


def _save(request: HttpRequest, submission: Submission, *, seq: int | None = None) -> Any:
    marks = _typed(request, submission)
    if max(len(marks.comment), len(marks.note)) > LONGEST_COMMENT:
        raise TooLong
    return save_review(
        submission_id=submission.pk,
        reviewer=request.user,
        levels=marks.levels,
        comment=marks.comment,
        note=marks.note,
        seq=seq,
        **page_in(request),
    )


def page_in(request: HttpRequest) -> dict[str, Any]:
    """Which open page sends, and on which save it began."""
    writer = request.POST.get("writer", "")[:32].replace("\x00", "")
    return {"writer": writer, "base": count_or_none(request.POST.get("base", ""))}


def count_or_none(text: str) -> int | None:
    known = text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST_SEQ
    return int(text) if known else None


def _decided(request: HttpRequest, submission: Submission) -> HttpResponse:
    decision = DECISIONS.get(request.POST.get("decision", ""), "")
    hold, alone = request.POST.get("release") == "hold", "alone" in request.POST
    decide(submission_id=submission.pk, reviewer=request.user, decision=decision, hold=hold, alone=alone)
    return to_next(request, submission)


def _show(request: HttpRequest, submission: Submission, said: Said, *, status: int = 200) -> HttpResponse:
    """The submission with the form of whoever looks at it: the first marker's or the second's."""
    if is_for_second(submission, request.user):
        page = second_page(submission, me=request.user, typed=said.typed, problems=said.problems)
        template = "graded/marking/second.html"
    else:
        page = marking_page(submission, me=request.user, said=said) | settling_page(submission, me=request.user)
        template = "graded/marking/mark.html"
        page["saved_comments"] = comments_for(request.user, course_id=submission.work.enrolment.run.course_id)
    return render(request, template, page | around(submission), status=status)


def around(submission: Submission) -> dict[str, Any]:
    """The task, what was handed in before, and the way to the neighbours."""
    activity, run = submission.work.activity, submission.work.enrolment.run
    now = current_publication(activity=activity, language=run.language)
    before, after, place, waiting = queries.neighbours_of(submission)
    return {
        "instructions": instructions_html(now.pk if now else None, activity.key),
        "guide": queries.guide_of(submission),
        "earlier": earlier_page(submission, queries.earlier_versions(submission)),
        "before": before,
        "after": after,
        "place": place,
        "waiting": waiting,
    } | members_page(submission)


def _again(request: HttpRequest, pk: int, refusal: Exception) -> HttpResponse:
    """The page once more with what was typed."""
    is_conflict = isinstance(refusal, WrittenElsewhere)
    found = submission_or_404(request, pk)
    said = Said(
        typed=_typed(request, found),
        problems=() if isinstance(refusal, RefusedFile) else getattr(refusal, "missing", ("conflict",)),
        file_problem=str(refusal) if isinstance(refusal, RefusedFile) else "",
        release=request.POST.get("release", ""),
        conflict=is_conflict,
    )
    return _show(request, found, said, status=409 if is_conflict else 422)


def _refused(request: HttpRequest, pk: int, refusal: Exception) -> HttpResponse:
    """Somebody else holds it, or there is nothing to mark any more: what was typed is shown to be copied."""
    problems = ("held",)
    if isinstance(refusal, NotWaiting):
        messages.warning(request, _("This version is not waiting any more: it was taken back or has been marked."))
        problems = ()
    found = submission_or_404(request, pk)
    said = Said(typed=_typed(request, found), problems=problems, conflict=True)
    return _show(request, found, said, status=409)


def to_next(request: HttpRequest, submission: Submission) -> HttpResponse:
    """On to the next one that waits."""
    following = queries.next_unmarked(request.user, after=submission)
    if following is None:
        messages.success(request, _("Saved. Everything in the queue is marked."))
        return redirect("marking:queue")
    messages.success(request, _("Saved. Here is the next one."))
    return redirect("marking:mark", following.pk)


@require_POST
def save(request: HttpRequest, pk: int) -> JsonResponse:
    """Autosave of the marks. A 2xx answer means that they are committed."""
    submission = submission_or_404(request, pk)
    try:
        stored = _save(request, submission, seq=count_or_none(request.POST.get("seq", "")))
    except TooLong:
        return JsonResponse({"error": "unusable"}, status=400)
    except NotWaiting:
        return JsonResponse({"error": "already_sent"}, status=409)
    except (HeldByAnother, WrittenElsewhere):
        return JsonResponse({"error": "conflict"}, status=409)
    return JsonResponse({"seq": stored.seq, "saved_at": stored.saved_at})


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with what somebody else began."""
    submission = submission_or_404(request, pk)
    try:
        take_over(submission_id=submission.pk, reviewer=request.user)
    except NotWaiting:
        messages.warning(request, _("This version is not waiting any more: it was taken back or has been marked."))
    except SecondFirst:
        messages.warning(request, _("Finish your own marks first. Then you see both."))
    return redirect("marking:mark", pk)


@require_safe
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave this one for now: the next one that nobody marks."""
    submission = submission_or_404(request, pk)
    following = queries.next_unmarked(request.user, after=submission)
    if following is None:
        messages.success(request, _("Nothing else waits to be marked."))
        return redirect("marking:queue")
    return redirect("marking:mark", following.pk)


@require_safe
def file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file that was handed in, without its own name while names are hidden."""
    found = queries.handed_in_file(request.user, pk, file) if max(pk, file) < 2**63 else None
    if found is None or not request.user.is_staff:
        raise Http404
    submission, kept = found
    if hides_name(submission):
        kept.name = f"{name_shown(submission)} {neutral_name(kept, kept.pk)}"
    return as_attachment(kept)

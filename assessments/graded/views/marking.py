"""Marking: the queue of one's own runs, one submission at a time, and giving what is ready.

Only trainers of the run come here. Whoever else asks finds nothing.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.graded.instructions import instructions_html
from assessments.graded.models import Submission
from assessments.graded.pages.marking import LEVEL, Marks, marking_page, queue_filters, rows_of, state_links
from assessments.graded.queries import assignments as queries
from assessments.graded.queries.assignments import DONE, HELD, UNMARKED
from assessments.graded.queries.hand_marking import answers_waiting
from assessments.graded.rules.assignments import LONGEST_COMMENT
from assessments.graded.rules.quizzes import LARGEST_SEQ
from assessments.graded.services.assignments import WrittenElsewhere
from assessments.graded.services.reviewing import (
    HeldByAnother,
    NotDecided,
    NotWaiting,
    decide,
    give_held,
    save_review,
    take_over,
)
from assessments.graded.views.files import as_attachment
from courses.api import current_publication

A_PAGE = 50
DECISIONS = {"accept": "accepted", "return": "returned"}


@dataclass(frozen=True)
class Filters:
    """What of the queue is looked at."""

    state: str
    run: str
    assignment: str


def filters_in(request: HttpRequest, source: Any) -> Filters:
    """The filters of an address or a form; what we do not know filters nothing."""
    state = source.get("tila", "")
    return Filters(
        state=state if state in (UNMARKED, HELD, DONE) else UNMARKED,
        run=source.get("toteutus", "")[:80].replace("\x00", ""),
        assignment=source.get("tehtava", "")[:80].replace("\x00", ""),
    )


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first."""
    if not queries.teaches(request.user):
        raise Http404
    chosen = filters_in(request, request.GET)
    rows = queries.queue_of(request.user, state=chosen.state, run=chosen.run, assignment=chosen.assignment)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("sivu"))
    counts = queries.counts_of(request.user)
    context = {
        "page": page,
        "rows": rows_of(list(page.object_list), me=request.user),
        "chosen": chosen,
        "states": state_links(chosen.state, counts, run=chosen.run, assignment=chosen.assignment),
        "is_held": chosen.state == HELD,
        "is_done": chosen.state == DONE,
        "answers_waiting": answers_waiting(request.user),
    }
    filters = queue_filters(queries.filters_of(request.user), run=chosen.run, assignment=chosen.assignment)
    return render(request, "graded/marking/queue.html", context | filters)


@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Give everything that is ready and stands in the list one looked at."""
    if not queries.teaches(request.user):
        raise Http404
    chosen = filters_in(request, request.POST)
    ready = queries.queue_of(request.user, state=HELD, run=chosen.run, assignment=chosen.assignment)
    given = give_held(submission_ids=list(ready.values_list("pk", flat=True)), actor=request.user)
    told = ngettext("%(given)d feedback given.", "%(given)d feedbacks given.", given) % {"given": given}
    messages.success(request, told)
    return redirect("marking:queue")


def submission_or_404(request: HttpRequest, pk: int) -> Submission:
    """A submission of a run that the person teaches."""
    found = queries.submission_for(request.user, pk) if pk < 2**63 and request.user.is_staff else None
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a submission and write its review; a POST saves and, with a decision, goes on to the next."""
    submission = submission_or_404(request, pk)
    if request.method != "POST":
        return _show(request, submission)
    try:
        _save(request, submission)
        if "save" in request.POST:
            messages.success(request, _("Saved as a draft. The learner sees nothing yet."))
            return redirect("marking:mark", pk)
        _decide(request, submission)
    except (NotWaiting, HeldByAnother) as refusal:
        return _refused(request, pk, refusal)
    except (WrittenElsewhere, NotDecided, TooLong) as refusal:
        return _again(request, pk, refusal)
    return _to_next(request, submission)


class TooLong(Exception):
    """A comment or a note does not fit."""

    missing = ("too_long",)


def marks_in(request: HttpRequest) -> Marks:
    """What the form says."""
    levels = {name[len(LEVEL) :]: request.POST[name] for name in list(request.POST)[:200] if name.startswith(LEVEL)}
    texts = [request.POST.get(name, "").replace("\r\n", "\n").replace("\x00", "") for name in ("comment", "note")]
    return Marks(levels, *texts)


def _save(request: HttpRequest, submission: Submission, *, seq: int | None = None) -> Any:
    marks = marks_in(request)
    if max(len(marks.comment), len(marks.note)) > LONGEST_COMMENT:
        raise TooLong
    return save_review(
        submission_id=submission.pk,
        reviewer=request.user,
        levels=marks.levels,
        comment=marks.comment,
        note=marks.note,
        seq=seq,
        writer=request.POST.get("writer", "")[:32].replace("\x00", ""),
        base=count_or_none(request.POST.get("base", "")),
    )


def count_or_none(text: str) -> int | None:
    known = text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST_SEQ
    return int(text) if known else None


def _decide(request: HttpRequest, submission: Submission) -> None:
    decision = DECISIONS.get(request.POST.get("decision", ""), "")
    hold = request.POST.get("release") == "hold"
    decide(submission_id=submission.pk, reviewer=request.user, decision=decision, hold=hold)


def _show(request: HttpRequest, submission: Submission, *, status: int = 200, **more: Any) -> HttpResponse:
    activity, run = submission.work.activity, submission.work.enrolment.run
    now = current_publication(activity=activity, language=run.language)
    more["instructions"] = instructions_html(now.pk if now else None, activity.key)
    page = marking_page(submission, queries.earlier_versions(submission), me=request.user, **more)
    return render(request, "graded/marking/mark.html", page, status=status)


def _again(request: HttpRequest, pk: int, refusal: WrittenElsewhere | NotDecided | TooLong) -> HttpResponse:
    """The page once more with what was typed."""
    problems = getattr(refusal, "missing", ("conflict",))
    release = request.POST.get("release", "")
    status = 409 if isinstance(refusal, WrittenElsewhere) else 422
    found = submission_or_404(request, pk)
    return _show(request, found, status=status, typed=marks_in(request), problems=problems, release=release)


def _refused(request: HttpRequest, pk: int, refusal: Exception) -> HttpResponse:
    """Somebody else holds it, or there is nothing to mark any more: what was typed is shown to be copied."""
    if isinstance(refusal, NotWaiting):
        messages.warning(request, _("This version is not waiting any more: it was taken back or has been marked."))
    return _show(request, submission_or_404(request, pk), status=409, typed=marks_in(request))


def _to_next(request: HttpRequest, submission: Submission) -> HttpResponse:
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
    return redirect("marking:mark", pk)


@require_safe
def file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file that was handed in."""
    found = queries.handed_in_file(request.user, pk, file) if max(pk, file) < 2**63 else None
    if found is None or not request.user.is_staff:
        raise Http404
    return as_attachment(found)

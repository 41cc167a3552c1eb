"""Marking answers of quizzes that no rule can mark. Only trainers of the run come here; others find nothing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.graded.models import Response
from assessments.graded.pages.hand_marking import AnswerMarkForm, answer_page, answer_rows, draft_of
from assessments.graded.pages.marking import list_page, queue_filters
from assessments.graded.queries import hand_marking as queries
from assessments.graded.queries.commenting import comments_for
from assessments.graded.queries.marking import teaches
from assessments.graded.rules.quizzes import LARGEST_SEQ
from assessments.graded.services.feedback_files import add_answer_feedback_file, remove_answer_feedback_file
from assessments.graded.services.hand_marking import (
    AlreadyGiven,
    MarkedElsewhere,
    NotToMark,
    give_mark,
    hold_mark,
    is_for_a_person,
    save_mark,
)
from assessments.graded.views.marking_aids import FILE, comment_in, keep_comment, number_in, upload_in
from assessments.graded.views.queue import A_PAGE, filters_in
from lms.ui.uploads import LARGEST_REQUEST, RefusedFile, too_large

#: Buttons that keep the marks as a draft and come back to the page.
_KEEPING = ("save", "insert", "keep", "attach", "detach")


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Answers that wait, oldest first; those that are ready, or have been marked."""
    if not teaches(request.user):
        raise Http404
    chosen = filters_in(request.GET)
    rows = queries.answers_to_mark(request.user, state=chosen.state, **chosen.within)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("sivu"))
    counts = queries.answer_counts(request.user, **chosen.within)
    context = {"page": page, "rows": answer_rows(list(page.object_list), me=request.user)}
    context |= list_page(chosen, counts, home="marking:answers", mine=_("My answers"))
    known = queries.places_with_answers(request.user)
    context |= queue_filters(known, run=chosen.run, assignment=chosen.assignment)
    return render(request, "graded/marking/answers.html", context)


def answer_or_404(request: HttpRequest, pk: int) -> Response:
    """An answer to mark in a run that the person teaches."""
    found = queries.answer_to_mark(request.user, pk) if pk < 2**63 and request.user.is_staff else None
    if found is None or not is_for_a_person(found):
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an answer and give its points; a POST goes on to the next one."""
    response = answer_or_404(request, pk)
    stored = AnswerMarkForm(initial=draft_of(getattr(response, "mark", None)), most=response.full_points)
    if request.method != "POST":
        return _show(request, response, stored)
    size = request.META.get("CONTENT_LENGTH") or "0"
    if size.isdigit() and int(size) > LARGEST_REQUEST:  # not read at all
        return _show(request, response, stored, file_problem=too_large(int(size)), status=413)
    is_draft = FILE in request.FILES or any(name in request.POST for name in _KEEPING)
    form = AnswerMarkForm(_with_comment(request, response), most=response.full_points, is_draft=is_draft)
    if not form.is_valid():
        return _show(request, response, form, status=422)
    return _stored(request, response, form, is_draft=is_draft)


def _with_comment(request: HttpRequest, response: Response) -> QueryDict:
    """What was sent, with the saved comment that is to be put in."""
    sent = request.POST.copy()
    course_id = response.attempt.enrolment.run.course_id
    sent["comment"] = comment_in(request, sent.get("comment", ""), course_id=course_id)
    return sent


def _show(
    request: HttpRequest, response: Response, form: AnswerMarkForm, *, status: int = 200, **said: Any
) -> HttpResponse:
    page = answer_page(response, form, **said)
    page["saved_comments"] = comments_for(request.user, course_id=response.attempt.enrolment.run.course_id)
    page["release"] = request.POST.get("release") or ("hold" if page["is_ready"] else "now")
    return render(request, "graded/marking/answer.html", page, status=status)


def _stored(request: HttpRequest, response: Response, form: AnswerMarkForm, *, is_draft: bool) -> HttpResponse:
    """The next page, or the same one with what was typed when somebody else has saved meanwhile."""
    try:
        if is_draft:
            save_mark(response_id=response.pk, marker=request.user, seq=None, **form.cleaned_data, **_page_in(request))
            return _after_draft(request, response)
        finish = hold_mark if request.POST.get("release") == "hold" else give_mark
        finish(response_id=response.pk, marker=request.user, **form.cleaned_data, **_page_in(request))
    except (MarkedElsewhere, AlreadyGiven):
        return _show(request, answer_or_404(request, response.pk), form, conflict=True, status=409)
    except RefusedFile as refusal:
        return _show(request, answer_or_404(request, response.pk), form, file_problem=str(refusal), status=422)
    except NotToMark:
        raise Http404 from None
    return _to_next(request, response)


def _after_draft(request: HttpRequest, response: Response) -> HttpResponse:
    """The same page, where one was. Raises ``RefusedFile`` and ``AlreadyGiven``."""
    page = reverse("marking:answer", args=[response.pk])
    if "attach" in request.POST or FILE in request.FILES:
        add_answer_feedback_file(response_id=response.pk, marker=request.user, upload=upload_in(request))
        return HttpResponseRedirect(f"{page}#files")
    if "detach" in request.POST:
        removed = number_in(request, "detach")
        remove_answer_feedback_file(response_id=response.pk, marker=request.user, pk=removed)
        return HttpResponseRedirect(f"{page}#files")
    if "keep" in request.POST:
        keep_comment(request)
    if "save" not in request.POST:
        return HttpResponseRedirect(f"{page}#id_comment")
    messages.success(request, _("Saved as a draft. The learner sees nothing yet."))
    return redirect("marking:answer", response.pk)


def _page_in(request: HttpRequest) -> dict[str, Any]:
    """Which open page sends, and on which save it began."""
    writer = request.POST.get("writer", "")[:32].replace("\x00", "")
    return {"writer": writer, "base": _count(request.POST.get("base", ""))}


def _count(text: str) -> int | None:
    known = text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST_SEQ
    return int(text) if known else None


def _to_next(request: HttpRequest, response: Response) -> HttpResponse:
    following = queries.next_answer(request.user, after=response)
    if following is None:
        messages.success(request, _("Saved. No answer waits any more."))
        return redirect("marking:answers")
    messages.success(request, _("Saved. Here is the next answer."))
    return redirect("marking:answer", following.pk)


@require_POST
def save(request: HttpRequest, pk: int) -> JsonResponse:
    """Autosave of the draft. A 2xx answer means that it is committed."""
    response = answer_or_404(request, pk)
    form = AnswerMarkForm(request.POST, most=response.full_points, is_draft=True)
    if not form.is_valid():
        return JsonResponse({"error": "unusable"}, status=400)
    seq = _count(request.POST.get("seq", ""))
    try:
        mark = save_mark(response_id=pk, marker=request.user, seq=seq, **form.cleaned_data, **_page_in(request))
    except AlreadyGiven:
        return JsonResponse({"error": "already_sent"}, status=409)
    except (MarkedElsewhere, NotToMark):
        return JsonResponse({"error": "conflict"}, status=409)
    return JsonResponse({"seq": mark.seq, "saved_at": mark.saved_at})

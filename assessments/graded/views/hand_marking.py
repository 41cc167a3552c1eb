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
from assessments.graded.pages.hand_marking import AnswerMarkForm, answer_page, draft_of
from assessments.graded.pages.naming import name_of
from assessments.graded.queries import hand_marking as queries
from assessments.graded.queries.commenting import comments_for
from assessments.graded.queries.marking import teaches
from assessments.graded.rules.quizzes import LARGEST_SEQ
from assessments.graded.services.hand_marking import (
    AlreadyGiven,
    MarkedElsewhere,
    NotToMark,
    give_mark,
    hold_mark,
    is_for_a_person,
    save_mark,
)
from assessments.graded.views.marking_aids import comment_in, keep_comment

A_PAGE = 50


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Answers that wait, oldest first; or those that have been marked."""
    if not teaches(request.user):
        raise Http404
    state = request.GET.get("tila", "")
    state = state if state in (queries.READY, queries.MARKED) else queries.WAITING
    run, quiz = (request.GET.get(name, "")[:80].replace("\x00", "") for name in ("toteutus", "testi"))
    page = Paginator(queries.answers_to_mark(request.user, state=state, run=run, quiz=quiz), A_PAGE)
    shown = page.get_page(request.GET.get("sivu"))
    rows = [(one, name_of(one.attempt.enrolment.learner.user)) for one in shown]
    context = {"page": shown, "rows": rows, "run": run, "quiz": quiz, "is_marked": state == queries.MARKED}
    context |= {"is_ready": state == queries.READY, "is_waiting": state == queries.WAITING}
    context["ready"] = queries.answers_waiting(request.user)[1] if context["is_waiting"] else 0
    return render(request, "graded/marking/answers.html", context | {"state": state} | _choices(request))


def _choices(request: HttpRequest) -> dict[str, Any]:
    """What the form narrows the list to."""
    known = queries.places_with_answers(request.user)
    return {"runs": dict(one[:2] for one in known), "quizzes": dict(one[2:] for one in known)}


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
    if request.method != "POST":
        form = AnswerMarkForm(initial=draft_of(getattr(response, "mark", None)), most=response.full_points)
        return _show(request, response, form)
    is_draft = any(name in request.POST for name in ("save", "insert", "keep"))
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
    request: HttpRequest, response: Response, form: AnswerMarkForm, *, conflict: bool = False, status: int = 200
) -> HttpResponse:
    page = answer_page(response, form, conflict=conflict)
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
    except NotToMark:
        raise Http404 from None
    return _to_next(request, response)


def _after_draft(request: HttpRequest, response: Response) -> HttpResponse:
    """The same page, where one was."""
    if "keep" in request.POST:
        keep_comment(request)
    if "save" not in request.POST:
        return HttpResponseRedirect(reverse("marking:answer", args=[response.pk]) + "#id_comment")
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

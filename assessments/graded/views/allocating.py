"""Who marks what: taking works or test answers oneself, giving them to another trainer, sharing them evenly. It binds
nobody. Each view serves both: ``answers`` says which of the two piles is meant."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.graded.pages.allocating import Line, line_of, page_around, sharing_page, told_of, told_of_sharing
from assessments.graded.pages.naming import name_of
from assessments.graded.queries import allocating as queries
from assessments.graded.queries.marking import teaches
from assessments.graded.services import allocating as services
from assessments.graded.views.queue import filters_in
from lms.accounts.api import User

MOST = 200


def chosen_in(request: HttpRequest, *, answers: bool) -> list[Line]:
    """What is ticked, of that which waits in one's own runs."""
    keys = [
        int(one) for one in request.POST.getlist("item")[:MOST] if one.isascii() and one.isdigit() and len(one) < 19
    ]
    among = queries.answers_among if answers else queries.waiting_among
    return [line_of(one) for one in among(request.user, keys)]


@require_POST
def allocate(request: HttpRequest, *, answers: bool = False) -> HttpResponse:
    """Take what is ticked, let it go, or choose the trainer to whom it is given."""
    if not teaches(request.user):
        raise Http404
    lines = chosen_in(request, answers=answers)
    if not lines:
        told = _("Tick first the answers you mean.") if answers else _("Tick first the works you mean.")
        messages.warning(request, told)
        return _to_list(request, answers=answers)
    if "to" in request.POST:
        return _ask_or_give(request, lines, answers=answers)
    return _allocated(request, lines, None if "free" in request.POST else request.user, answers=answers)


def _ask_or_give(request: HttpRequest, lines: list[Line], *, answers: bool) -> HttpResponse:
    """Only trainers of every run that is among them are offered."""
    trainers = queries.trainers_of_all({one.run_id for one in lines})
    chosen = next((one for one in trainers if str(one.key) == request.POST.get("trainer")), None)
    if chosen:
        return _allocated(request, lines, chosen, answers=answers)
    named = [(one.key, name_of(one)) for one in trainers]
    is_error = "trainer" in request.POST or "asked" in request.POST
    page: dict[str, Any] = {"trainers": named, "rows": lines, "chosen": filters_in(request.POST), "is_error": is_error}
    page |= page_around(is_answers=answers)
    return render(request, "graded/marking/allocate.html", page, status=422 if is_error else 200)


def _allocated(request: HttpRequest, lines: Iterable[Line], trainer: User | None, *, answers: bool) -> HttpResponse:
    turns = services.ANSWERS if answers else services.WORKS
    number = services.allocate(turns, keys={one.key for one in lines}, trainer=trainer, actor=request.user)
    name = name_of(trainer) if trainer else ""
    told = told_of(number, is_answers=answers, name=name, is_own=trainer == request.user)
    messages.success(request, told)
    return _to_list(request, answers=answers)


def _to_list(request: HttpRequest, *, answers: bool) -> HttpResponse:
    return redirect(f"{page_around(is_answers=answers)['home']}?{urlencode(filters_in(request.POST).as_query())}")


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, *, answers: bool = False) -> HttpResponse:
    """Who would get how many? A POST shares what the page showed."""
    if not teaches(request.user):
        raise Http404
    places = sharing_page(queries.sharing_for(request.user, queries.ANSWERS if answers else queries.WORKS))
    page = {"places": places} | page_around(is_answers=answers)
    if request.method != "POST":
        return render(request, "graded/marking/share.html", page)
    wanted = next((one for one in places if one.key == request.POST.get("place") and one.shared), None)
    if wanted is None or wanted.fingerprint != request.POST.get("shown"):
        messages.warning(request, _("Something has changed meanwhile. Look at the shares once more."))
        return render(request, "graded/marking/share.html", page, status=409)
    turns = services.ANSWERS if answers else services.WORKS
    number = services.share(turns, shared=wanted.shared, actor=request.user)
    messages.success(request, told_of_sharing(number, is_answers=answers))
    return redirect(page["home"])

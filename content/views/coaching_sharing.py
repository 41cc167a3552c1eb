"""Showing one thing of one's own to a coach: exactly what they would read, to whom it goes, yes and no."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from assessments.personal.api import (
    ChangedMeanwhile,
    Share,
    journal_page_of,
    links_of,
    own_answer,
    share_answer,
    share_journal,
    share_own_page,
    withdraw_share,
)
from content.coaching import programme_for
from content.coaching_own_page import page_of
from content.views.coaching import answer
from lms.accounts.api import for_learner, open_post

MOST_PARTS = 500
#: What shows it: takes learner, link_id and seq, and for a page what was seen on it.
Shows = Callable[..., Share | None]


@open_post
@for_learner
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, programme: str, entry: int) -> HttpResponse:
    """One answer."""
    mine = own_answer(request.learner, entry) if request.learner else None
    if mine is None:
        raise Http404
    what = {"answer": mine, "seq": mine.seq, "back": reverse("coaching:own", args=[programme])}
    return asked(request, programme, what, lambda **told: share_answer(entry_id=entry, **told))


@open_post
@for_learner
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def share_day(request: HttpRequest, programme: str, entry: int) -> HttpResponse:
    """One page of the journal."""
    day = journal_page_of(request.learner, entry) if request.learner else None
    if day is None or not (day.text or day.mood_word):
        raise Http404
    what = {"day": day, "seq": day.seq, "back": reverse("coaching:journal", args=[programme])}
    return asked(request, programme, what, lambda **told: share_journal(entry_id=entry, **told))


@open_post
@for_learner
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def share_page(request: HttpRequest, programme: str) -> HttpResponse:
    """The page "My strengths"; an empty one has nothing to show."""
    page = page_of(request.learner) if request.learner else None
    if page is None or page.is_empty:
        return redirect("coaching:own-page", programme)
    parts = [(mine.entry_id, mine.seq) for mine in page.sections]
    what = {"page": page, "seq": page.kept.seq, "parts": parts, "back": reverse("coaching:own-page", args=[programme])}
    return asked(request, programme, what, lambda **told: share_own_page(seen=parts_in(request), **told))


@sensitive_variables()
def asked(request: HttpRequest, programme: str, what: dict[str, Any], shows: Shows) -> HttpResponse:
    """The question, and what follows from its answer. Yes and no weigh the same."""
    context = what | {"programme": programme_for(request.learner, programme)}
    context["links"] = [link for link in links_of(request.learner) if link.ended_at is None]
    if request.method != "POST":
        return answer(request, "share", context)
    if request.POST.get("answer") != "yes":
        return redirect(what["back"])
    link, seq = number_in(request.POST.get("link", "")), number_in(request.POST.get("seq", ""))
    try:
        if link is None or seq is None or not shows(learner=request.learner, link_id=link, seq=seq):
            raise Http404
    except ChangedMeanwhile:
        return answer(request, "share", context | {"changed": True}, status=409)
    messages.success(request, _("Your coach can now read this. You can take it back here."))
    return redirect("coaching:coach", programme)


def parts_in(request: HttpRequest) -> dict[int, int]:
    """The answers that the page had on it, each with its seq. 404 for what no page of ours sends."""
    pairs = [text.partition("-") for text in request.POST.getlist("part")[:MOST_PARTS]]
    seen = {number_in(pk): number_in(seq) for pk, _dash, seq in pairs}
    if None in seen or None in seen.values():
        raise Http404
    return seen


def number_in(text: str) -> int | None:
    """A posted number; None for anything that no page of ours sends."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


@open_post
@for_learner
@require_POST
def take_back(request: HttpRequest, programme: str, share: int) -> HttpResponse:
    """Take something back; the coach cannot read it any more."""
    if not request.learner or not withdraw_share(learner=request.learner, share_id=share):
        raise Http404
    messages.success(request, _("You took it back. The coach cannot read it any more."))
    return redirect("coaching:coach", programme)

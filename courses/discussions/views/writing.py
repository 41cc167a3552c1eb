"""Keeping what is being written: by itself while one writes, and by a button."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.discussions.models import Draft
from courses.discussions.pages.writing import begun, desk
from courses.discussions.queries.places import may_write_at
from courses.discussions.rules import LARGEST_SEQ, LONGEST_ANNOUNCEMENT, LONGEST_TITLE
from courses.discussions.services.drafts import AlreadySent, WrittenElsewhere, empty_draft, save_draft
from courses.discussions.services.refusals import NotOpen, TooMuchAtOnce


class UnusableText(Exception):
    """What was sent is not from our form."""


@require_POST
def save(request: HttpRequest, kind: str, place: int) -> HttpResponse:
    """Autosave. A 2xx answer means that the text is committed."""
    if kind not in Draft.Kind.values or not may_write_at(request.user, kind, place):
        raise Http404
    try:
        stored = _store(request, kind, place, seq=number_in(request, "seq"))
    except UnusableText:
        return JsonResponse({"error": "unusable"}, status=400)
    except AlreadySent:
        return JsonResponse({"error": "already_sent"}, status=409)
    except WrittenElsewhere:
        return JsonResponse({"error": "conflict"}, status=409)
    return JsonResponse({"seq": stored.seq, "saved_at": stored.saved_at, "signed_in": True})


def _store(request: HttpRequest, kind: str, place: int, *, seq: int | None) -> Draft:
    title, text = words_in(request, "title"), words_in(request, "text")
    if len(title) > LONGEST_TITLE or len(text) > LONGEST_ANNOUNCEMENT:
        raise UnusableText
    base, writer = number_in(request, "base"), writer_of(request)
    return save_draft(
        user=request.user, kind=kind, place=place, title=title, text=text, seq=seq, writer=writer, base=base
    )


def keep(request: HttpRequest, kind: str, place: int) -> dict[str, Any] | None:
    """The button "Save the draft". None: it is saved, and the page may be opened anew. Otherwise the form has to show
    what the answer's ``begun`` says: both texts when another window has saved something else, or what was typed."""
    title, text = words_in(request, "title"), words_in(request, "text")
    try:
        _store(request, kind, place, seq=None)
    except WrittenElsewhere as elsewhere:
        table = desk(request.user, kind, place, both=elsewhere.stored)
        return table | {"begun": begun(table, title=title, text=f"{text}\n\n{elsewhere.stored.text}"), "both": True}
    except (AlreadySent, UnusableText):
        table = desk(request.user, kind, place)
        return table | {"begun": begun(table, title=title, text=text)}
    messages.success(request, _("Saved. Only you see this."))
    return None


def at_desk(
    request: HttpRequest,
    kind: str,
    place: int,
    *,
    form_of: Callable[..., forms.Form],
    show: Callable[..., HttpResponse],
    send: Callable[[forms.Form], str],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Every page on which one writes and sends. It shows the draft; saves it by its button; sends a whole form and
    empties the draft; shows a form with mistakes, or one that may not be sent now, with all that was typed.

    ``form_of`` makes the form from ``initial`` or ``data``; ``show`` renders it, given the form, ``status`` and what
    ``_desk.html`` needs; ``send`` does it and returns where to go; ``more`` is filled in besides the draft.
    """
    if "draft" in request.POST:
        kept = keep(request, kind, place)
        if kept is None:
            return redirect(request.get_full_path())
        return show(form_of(initial=kept["begun"] | (more or {})), status=409, **kept)
    if request.method != "POST":
        table = desk(request.user, kind, place)
        return show(form_of(initial=begun(table, **(more or {}))), **table)
    form, status = form_of(data=request.POST), 422
    if form.is_valid():
        if "preview" in request.POST:
            return show(form, preview=form.cleaned_data, **desk(request.user, kind, place))
        try:
            goal = send(form)
        except (NotOpen, TooMuchAtOnce) as refusal:
            status = refuse(form, refusal)
        else:
            sent(request, kind, place)
            return redirect(goal)
    return show(form, status=status, **desk(request.user, kind, place))


def sent(request: HttpRequest, kind: str, place: int) -> None:
    """What was written here is sent: its draft goes."""
    empty_draft(
        user=request.user, kind=kind, place=place, writer=writer_of(request), text=words_in(request, "text").strip()
    )


def words_in(request: HttpRequest, name: str) -> str:
    """A posted text with line ends as we keep them."""
    return request.POST.get(name, "").replace("\r\n", "\n").replace("\x00", "")


def writer_of(request: HttpRequest) -> str:
    """The open page that sent this."""
    return request.POST.get("writer", "")[:32].replace("\x00", "")


def number_in(request: HttpRequest, name: str) -> int | None:
    """A whole number of our own form; None when it is not there. Raises ``UnusableText``."""
    text = request.POST.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > LARGEST_SEQ:
        raise UnusableText
    return int(text)


def refuse(form: Any, refusal: Exception) -> int:
    """Says on the form why it was not sent; the status to answer with. What was typed stays in it."""
    if isinstance(refusal, TooMuchAtOnce):
        form.add_error(
            "text", _("You have written a lot within an hour. Your text is kept here: send it a little later.")
        )
        return 429
    form.add_error("text", _("Nobody can write here any more. Your text is still here, so that you can copy it."))
    return 409

"""The journal's pages: a form and what was written before, changing one page of it, deleting one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from assessments.personal.api import (
    NotThere,
    OlderThanKept,
    Written,
    WrittenElsewhere,
    delete_journal_entry,
    journal_page_of,
    mood_today,
    moods_of,
)
from content.coaching import programme_for
from content.coaching_acts import CodeRefused, person_by_code
from content.coaching_code import code_card
from content.coaching_journal import JournalForm, form_for, journal_page, keep_in_journal
from content.coaching_mood import SHOWN
from content.gentle import gentle_of
from content.views.coaching import answer, has_lost_its_person, is_autosave, open_page
from courses.api import CannotEnrol
from lms.accounts.api import for_learner, open_post


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def journal(request: HttpRequest, programme: str) -> HttpResponse:
    """A new page of the journal, and those written before."""
    if request.method == "POST":
        return keep(request, programme)
    return show(request, programme, form_for(None))


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def journal_entry(request: HttpRequest, programme: str, entry: int) -> HttpResponse:
    """One page of the journal, to be changed."""
    if request.method == "POST":
        return keep(request, programme, entry)
    written = own_or_404(request, entry)
    return show(request, programme, form_for(written), written)


@sensitive_variables()
def keep(request: HttpRequest, programme: str, entry: int | None = None) -> HttpResponse:
    """Keep what was posted. Whatever stands in the way, the text comes back."""
    form = JournalForm(request.POST)
    if has_lost_its_person(request):
        told = bring_back(request)
        if told is not None:
            return refuse(request, programme, form, entry, lost=told)
    found, page = programme_for(request.learner, programme), open_page(request)
    written = own_or_404(request, entry) if entry else None
    if not form.is_valid() and not (is_autosave(request) and form.is_only_empty):
        return refuse(request, programme, form, entry)
    try:
        pk = keep_in_journal(request, programme=found, value=form.value, page=page, entry_id=entry)
    except OlderThanKept:
        return JsonResponse({"reason": "older"}, status=409)
    except WrittenElsewhere:
        return choose(request, programme, form, written)
    except NotThere:
        raise Http404 from None
    except CannotEnrol as refusal:
        form.add_error(None, str(refusal))
        return refuse(request, programme, form, entry)
    if is_autosave(request):
        return JsonResponse({"seq": page.seq, "kept": pk is not None})
    messages.success(request, _("Saved. Only you see this."))
    return redirect(f"{reverse('coaching:journal', args=[programme])}#merkinta-{pk}")


def bring_back(request: HttpRequest) -> str | None:
    """None when the code has brought the person back; else the sentence to say, which may be empty."""
    if is_autosave(request) or not request.POST.get("code"):
        return ""
    try:
        person_by_code(request, request.POST["code"])
    except CodeRefused as refusal:
        return str(refusal)
    return None


@sensitive_variables()
def refuse(
    request: HttpRequest, programme: str, form: JournalForm, entry: int | None, lost: str | None = None
) -> HttpResponse:
    """The form with the reason; a script is told in its own way."""
    if is_autosave(request):
        if lost is not None:
            return JsonResponse({"reason": "session"}, status=401)
        return JsonResponse({"reason": next(iter(form.errors.values()))[0]}, status=422)
    more = {} if lost is None else {"lost": request.POST["known"], "code_error": lost}
    written = own_or_404(request, entry) if entry and lost is None else None
    return show(request, programme, form, written, more=more, status=422)


@sensitive_variables()
def choose(request: HttpRequest, programme: str, form: JournalForm, written: Written | None) -> HttpResponse:
    """Another window has kept something else: both are shown, and pressing Save keeps the one in the form."""
    if is_autosave(request):
        return JsonResponse({"error": "conflict"}, status=409)
    return show(request, programme, form, written, more={"theirs": written}, status=409)


@sensitive_variables()
def show(
    request: HttpRequest,
    programme: str,
    form: JournalForm,
    written: Written | None = None,
    *,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = programme_for(request.learner, programme)
    posted = request.method == "POST" and status != 409
    context = {"programme": found, "form": form, "written": written, "seq": written.seq if written else 0}
    context |= {"writer": (request.POST.get("writer", "")[:32] if posted else "") or get_random_string(16)}
    context |= {"base": request.POST.get("base", "")[:20] if posted else context["seq"]}
    if request.learner and not written:
        page, pages = journal_page(request.learner, request.GET.get("sivu", "1"))
        context |= {"page": page, "pages": pages, "card": code_card(request, found)}
        context |= {"marks": moods_of(request.learner)[:SHOWN], "asks": mood_today(request.learner).asks}
        context |= gentle_of(request.learner, found)
    return answer(request, "journal_entry" if written else "journal", context | (more or {}), status)


def own_or_404(request: HttpRequest, entry: int) -> Written:
    written = journal_page_of(request.learner, entry) if request.learner else None
    if written is None:
        raise Http404
    return written


@open_post
@for_learner
@require_POST
def delete_page(request: HttpRequest, programme: str, entry: int) -> HttpResponse:
    """Delete one page of one's own journal."""
    if not request.learner or not delete_journal_entry(learner=request.learner, entry_id=entry):
        raise Http404
    messages.success(request, _("Deleted."))
    return redirect("coaching:journal", programme)

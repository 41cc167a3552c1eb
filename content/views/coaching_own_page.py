"""The page "My strengths": choosing what is on it, its order, and its PDF. Nothing of it is sent anywhere."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.personal.api import (
    ChangedElsewhere,
    move_on_own_page,
    own_page_of,
    save_own_page,
    take_off_own_page,
)
from content.coaching import Programme, programme_for
from content.coaching_acts import CodeRefused, person_by_code
from content.coaching_own_page import OwnPageForm, choices_of, page_of, pdf_of
from content.views.coaching import answer, has_lost_its_person
from lms.accounts.api import for_learner, open_post

MOST_PICKED = 500


@for_learner
@require_safe
def own_page(request: HttpRequest, programme: str) -> HttpResponse:
    """The page as it stands, ready to be printed."""
    found = programme_for(request.learner, programme)
    if not request.learner:
        return answer(request, "own_empty", {"programme": found})
    return answer(request, "own_page", {"programme": found, "page": page_of(request.learner)})


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, programme: str) -> HttpResponse:
    """Tick what comes on the page; nothing is ticked beforehand."""
    if request.method == "POST":
        return keep(request, programme)
    found = programme_for(request.learner, programme)
    if not request.learner:
        return answer(request, "own_empty", {"programme": found})
    kept = own_page_of(request.learner)
    form = OwnPageForm(initial={"name": kept.name, "words": kept.words})
    return show(request, found, form, kept.picked, base=kept.seq)


@sensitive_variables()
def keep(request: HttpRequest, programme: str) -> HttpResponse:
    """Keep what was ticked and written. Whatever stands in the way, it comes back."""
    if has_lost_its_person(request):
        try:
            person_by_code(request, request.POST.get("code", ""))
        except CodeRefused as refusal:
            return ask_whose(request, programme, str(refusal) if request.POST.get("code") else "")
    if not request.learner:
        raise Http404
    found, form, picked = programme_for(request.learner, programme), OwnPageForm(request.POST), picked_in(request)
    base = number_in(request.POST.get("base", ""))
    if not form.is_valid():
        return show(request, found, form, picked, base=base, status=422)
    try:
        save_own_page(learner=request.learner, **form.cleaned_data, picked=picked, base=base)
    except ChangedElsewhere as newer:
        return show(request, found, form, picked, base=newer.seq, status=409)
    return redirect("coaching:own-page", programme)


@sensitive_variables()
def ask_whose(request: HttpRequest, programme: str, sentence: str) -> HttpResponse:
    """This device no longer knows whose page it was: the text stays, and the code brings the person back."""
    context = {"lost": request.POST["known"], "code_error": sentence, "picked": picked_in(request)}
    found, base = programme_for(None, programme), number_in(request.POST.get("base", ""))
    context |= {"programme": found, "form": OwnPageForm(request.POST), "base": base}
    return answer(request, "own_page_lost", context, status=422)


@sensitive_variables()
def show(
    request: HttpRequest, found: Programme, form: OwnPageForm, picked: list[int], *, base: int, status: int = 200
) -> HttpResponse:
    choices = choices_of(request.learner, found, picked)
    context = {"programme": found, "form": form, "choices": choices, "base": base, "changed": status == 409}
    return answer(request, "own_page_choose", context, status)


@open_post
@for_learner
@require_POST
def arrange(request: HttpRequest, programme: str) -> HttpResponse:
    """Move one answer up or down, or leave it out."""
    if not request.learner:
        raise Http404
    act, entry = request.POST.get("act", ""), number_in(request.POST.get("entry", ""))
    if act == "off":
        there = take_off_own_page(learner=request.learner, entry_id=entry)
        messages.success(request, _("It is off this page. The answer itself is safe."))
    else:
        there = act in ("up", "down") and move_on_own_page(learner=request.learner, entry_id=entry, up=act == "up")
    if not there:
        raise Http404
    return redirect("coaching:own-page", programme)


@for_learner
@require_safe
def own_page_pdf(request: HttpRequest, programme: str) -> HttpResponse:
    """The page as a PDF for its owner, made now and kept nowhere."""
    page = page_of(request.learner) if request.learner else None
    if page is None or page.is_empty:
        raise Http404
    programme_for(request.learner, programme)
    headers = {
        "Content-Disposition": 'attachment; filename="minun-voimavarani.pdf"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(pdf_of(page), content_type="application/pdf", headers=headers)


def picked_in(request: HttpRequest) -> list[int]:
    """The ids that were ticked; what is no number is nobody's answer."""
    return [number_in(text) for text in request.POST.getlist("picked")[:MOST_PICKED] if number_in(text)]


def number_in(text: str) -> int:
    """A posted number; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0

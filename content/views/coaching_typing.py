"""Typing in what somebody has written on paper: a part's exercises on one page, numbered as on the sheets."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from content.coaching import programme_for
from content.coaching_acts import CodeRefused, person_by_code
from content.coaching_typing import NotKept, TypedPart, keep_page, typed_part
from content.views.coaching import answer, has_lost_its_person
from courses.api import CannotEnrol
from lms.accounts.api import for_learner, open_post
from lms.ui.forms import Problem


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request: HttpRequest, programme: str, part: int) -> HttpResponse:
    """The exercises of a part as they stand on paper. One button keeps them all."""
    page = page_of(request, programme, part)
    if request.method != "POST":
        return show(request, page)
    if not has_lost_its_person(request):
        return keep(request, page)
    try:
        if not request.POST.get("code"):
            return show(request, page, lost=request.POST.get("known", "")[:10], status=422)
        person_by_code(request, request.POST["code"])
    except CodeRefused as refusal:
        return show(request, page, lost="code", error=str(refusal), status=422)
    return keep(request, page_of(request, programme, part))


def page_of(request: HttpRequest, programme: str, part: int) -> TypedPart:
    """The page, or 404: of a part with nothing to fill in there is no paper."""
    found = programme_for(request.learner, programme)
    here = found.part(part)
    if not here.exercises:
        raise Http404
    return typed_part(request, found, here)


@sensitive_variables()
def keep(request: HttpRequest, page: TypedPart) -> HttpResponse:
    """Keep the page. While a later exercise has only now something to ask, the person stays with it."""
    if page.problems:
        return show(request, page, status=422)
    if page.is_empty:
        return show(request, page, error=_("Nothing has been filled in yet. One place is enough."), status=422)
    try:
        keep_page(request, page)
    except NotKept as refusal:
        return show(request, refusal.page, status=409)
    except CannotEnrol as refusal:
        return show(request, page, error=str(refusal), status=422)
    if page.opens:
        here = reverse("coaching:type-in", args=[page.programme.code, page.part.number])
        return redirect(f"{here}?tallessa=1#kohta-{page.opens[0].screen.number}")
    return redirect("coaching:done", page.programme.code, page.part.number)


@sensitive_variables()
def show(request: HttpRequest, page: TypedPart, *, lost: str = "", error: str = "", status: int = 200) -> HttpResponse:
    """The page; whatever stands in the way, what was typed is in it."""
    whose = _("This device no longer knows whose page this is. Your text is still here.") if lost else ""
    problems = [Problem(text, "code" if lost == "code" else "") for text in (whose, error) if text]
    problems += page.problems if status != 200 else []
    context: dict[str, Any] = {"page": page, "programme": page.programme, "part": page.part, "form": page.form}
    context |= {"problems": problems, "lost": lost, "code_error": error if lost else ""}
    context |= {"saved": "tallessa" in request.GET and bool(page.programme.enrolment)}
    return answer(request, "type_in", context, status=status)

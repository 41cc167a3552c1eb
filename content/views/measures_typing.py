"""Typing in a scale from a sheet of paper. What is kept is looked back at and finished like any other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from assessments.personal.api import Finished
from content.coaching_acts import CodeRefused, person_by_code
from content.measure_typing import Sheet, keep_sheet, sheet_of
from content.measuring import asking_of
from content.views.coaching import answer, has_lost_its_person
from courses.api import CannotEnrol
from lms.accounts.api import for_learner, open_post
from lms.ui.forms import Problem, problems_of


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request: HttpRequest, programme: str, scale: str, word: str) -> HttpResponse:
    """All statements on one page. One button keeps them all."""
    sheet = sheet_of(request, asking_of(request, programme, scale, word))
    if request.method == "POST" and has_lost_its_person(request):
        if not request.POST.get("code"):
            return show(request, sheet, lost=request.POST.get("known", "")[:10])
        try:
            person_by_code(request, request.POST["code"])
        except CodeRefused as refusal:
            return show(request, sheet, lost="code", error=str(refusal))
        sheet = sheet_of(request, asking_of(request, programme, scale, word))
    if sheet.asking.is_finished:
        return redirect(sheet.asking.result_url)
    return keep(request, sheet) if request.method == "POST" else show(request, sheet)


@sensitive_variables()
def keep(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Keep the sheet and go on to looking back at it."""
    if sheet.form.errors:
        return show(request, sheet)
    if sheet.is_empty:
        return show(request, sheet, error=_("Nothing has been filled in yet. One place is enough."))
    try:
        keep_sheet(request, sheet)
    except CannotEnrol as refusal:
        return show(request, sheet, error=str(refusal))
    except Finished:
        return redirect(sheet.asking.result_url)
    return redirect(sheet.asking.named("measure-review"))


@sensitive_variables()
def show(request: HttpRequest, sheet: Sheet, *, lost: str = "", error: str = "") -> HttpResponse:
    """The page; whatever stands in the way, what was marked is in it."""
    whose = _("This device no longer knows whose page this is. Your text is still here.") if lost else ""
    problems = [Problem(text, "code" if lost == "code" else "") for text in (whose, error) if text]
    problems += problems_of(sheet.form) if sheet.form.is_bound else []
    context = {"programme": sheet.asking.programme, "sheet": sheet, "form": sheet.form, "problems": problems}
    context |= {"lost": lost, "code_error": error if lost else ""}
    return answer(request, "measure_type_in", context, status=422 if problems else 200)

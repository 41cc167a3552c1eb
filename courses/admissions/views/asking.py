"""Applying one question a page."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.admissions.about import run_or_404
from courses.admissions.asking import NAME, Asking, asking_of, question_page
from courses.admissions.pages import apply_page, why_no_applying
from courses.admissions.services.applications import NotOpen, may_write, save_application
from courses.api import CannotEnrol


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, run: str, part: str = "") -> HttpResponse:
    """One question; a POST keeps the answer and goes on, back, or to checking."""
    asking = asking_of(request, run_or_404(run), part)
    if request.method == "POST":
        return _answered(request, asking)
    application = asking.application
    if why_no_applying(asking.run) or (application and not may_write(application)):
        return redirect("admissions:apply", asking.run.code)
    if not part:
        return redirect("admissions:question", asking.run.code, asking.part)
    return render(request, "admissions/question.html", question_page(request, asking, asking.form(request)))


def _answered(request: HttpRequest, asking: Asking) -> HttpResponse:
    """What was written is kept first, whether it will do or not."""
    run, form = asking.run, asking.form(request, request.POST)
    try:
        _keep(request, asking, form)
    except (NotOpen, CannotEnrol) as refusal:
        return render(request, "admissions/apply.html", apply_page(request, run, refusal=refusal), status=409)
    if "keep" in request.POST:
        messages.success(request, _("Saved. You can go on later."))
        return redirect("admissions:apply", run.code)
    if "back" in request.POST and asking.previous:
        return redirect("admissions:question", run.code, asking.previous)
    if not form.is_valid():
        return render(request, "admissions/question.html", question_page(request, asking, form), status=422)
    return _onward(request, asking)


def _keep(request: HttpRequest, asking: Asking, form: forms.Form) -> None:
    if asking.part != NAME:
        learner, asked = request.learner, form.fields
        save_application(run=asking.run, learner=learner, draft=form.draft(), only=asked)
    elif form.is_valid():
        form.save()


def _onward(request: HttpRequest, asking: Asking) -> HttpResponse:
    """The next question; after the last one what still lacks an answer, or checking and sending."""
    code = asking.run.code
    if asking.next and "check" not in request.POST:
        return redirect("admissions:question", code, asking.next)
    lacking = asking_of(request, asking.run, asking.part).first_lacking(request)
    if lacking:
        messages.warning(request, _("This question still needs an answer."))
        return redirect("admissions:question", code, lacking)
    return redirect("admissions:send", code)

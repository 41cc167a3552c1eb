"""Applying: writing, checking, sending, taking back, and asking the employer again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from courses.admissions.about import run_or_404
from courses.admissions.asking import form_sent
from courses.admissions.forms import EmployerForm
from courses.admissions.models import Application
from courses.admissions.pages import apply_page, check_page, form_for, why_no_applying
from courses.admissions.queries.applications import own_application
from courses.admissions.queries.queue import way_into
from courses.admissions.services.applications import (
    NotOpen,
    Overtaken,
    save_application,
    send_application,
    withdraw_application,
)
from courses.admissions.services.approvals import NobodyToAsk, TooManyLinks, ask_employer
from courses.api import CannotEnrol, Run
from courses.forms import NameForm
from lms.accounts.api import public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, run: str) -> HttpResponse:
    """What is asked, what was answered, and what has become of it. A POST saves, or goes on to checking."""
    found = run_or_404(run)
    if request.method != "POST" or not request.user.is_authenticated:
        return render(request, "admissions/apply.html", apply_page(request, found))
    form = form_for(request, found, request.POST)
    names = NameForm(request.POST, instance=request.user) if NameForm.needed_by(request.user) else None
    try:
        save_application(run=found, learner=request.learner, draft=form.draft())
    except (NotOpen, CannotEnrol) as refusal:
        return render(request, "admissions/apply.html", apply_page(request, found, refusal=refusal), status=409)
    return _saved(request, found, form, names)


def _saved(request: HttpRequest, run: Run, form: object, names: NameForm | None) -> HttpResponse:
    """On to checking if that was asked and nothing is missing; what is typed is saved in any case."""
    if names is not None and names.is_valid():
        names.save()
    if "check" not in request.POST:
        messages.success(request, _("Saved. You can go on later."))
        return redirect("admissions:apply", run.code)
    if form.is_valid() and (names is None or names.is_valid()):
        return redirect("admissions:send", run.code)
    return render(request, "admissions/apply.html", apply_page(request, run, form=form, names=names), status=422)


@require_POST
def save(request: HttpRequest, run: str) -> JsonResponse:
    """Autosave. A 2xx answer means that it is committed."""
    found = run_or_404(run)
    form, seq = form_sent(request, found), request.POST.get("seq", "")
    if not (seq.isascii() and seq.isdigit() and len(seq) < 18):
        return JsonResponse({"error": "unusable"}, status=400)
    try:
        kept = {"draft": form.draft(), "only": form.fields if "part" in request.POST else ()}
        stored = save_application(run=found, learner=request.learner, seq=int(seq), **kept)
    except Overtaken:
        return JsonResponse({"error": "conflict"}, status=409)
    except (NotOpen, CannotEnrol):
        return JsonResponse({"error": "already_sent"}, status=409)
    return JsonResponse({"seq": stored.seq, "saved_at": stored.saved_at})


def own_or_404(request: HttpRequest, run: Run) -> Application:
    """The application of the person who presses."""
    application = own_application(run, request.learner)
    if application is None:
        raise Http404
    return application


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, run: str) -> HttpResponse:
    """Show all the answers once more; a POST sends them."""
    found = run_or_404(run)
    application = own_or_404(request, found)
    form = form_for(request, found, application.draft)
    is_draft = application.state == Application.State.DRAFT
    if not is_draft or not form.is_valid() or NameForm.needed_by(request.user) or why_no_applying(found):
        return redirect("admissions:apply", found.code)
    if request.method != "POST":
        return render(request, "admissions/check.html", check_page(request, found, form))
    try:
        send_application(application=application, answers=form.answers(), actor=request.user)
        messages.success(request, _("Your application is sent."))
    except CannotEnrol as refusal:
        messages.warning(request, str(refusal))
    except TooManyLinks:
        messages.warning(
            request, _("Three links have gone to employers within a day. Your text is kept; send it tomorrow.")
        )
    return redirect("admissions:apply", found.code)


@require_POST
def withdraw(request: HttpRequest, run: str) -> HttpResponse:
    """Take it back before it is decided."""
    found = run_or_404(run)
    withdraw_application(application=own_or_404(request, found), actor=request.user)
    messages.success(request, _("Your application is taken back. Your text is kept, so you can still send it again."))
    return redirect("admissions:apply", found.code)


@require_POST
def employer(request: HttpRequest, run: str) -> HttpResponse:
    """Send the employer a new link, perhaps to another address."""
    found = run_or_404(run)
    application = own_or_404(request, found)
    form = EmployerForm(request.POST, own_address=request.user.email)
    if not way_into(found).needs_employer:
        raise Http404
    if not form.is_valid():
        return render(request, "admissions/apply.html", apply_page(request, found, employer=form), status=422)
    try:
        ask_employer(application=application, email=form.cleaned_data["email"])
        messages.success(request, _("The link is on its way. An earlier link does not work any more."))
    except TooManyLinks:
        messages.warning(request, _("Three links have been sent within a day. Try again tomorrow."))
    except NobodyToAsk:
        messages.info(request, _("The application does not wait for an employer."))
    return redirect("admissions:apply", found.code)

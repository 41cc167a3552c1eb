"""A person's own data: see it, take it, delete it. Also for people without an account."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.accounts.api import deletion_date, for_learner, public
from lms.privacy.erasure import CannotErase, erase_learner, what_stays
from lms.privacy.export import export_learner, sections_of


@never_cache
@for_learner
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is held about this person, in plain words."""
    if not request.learner:
        return render(request, "privacy/nothing.html")
    context = {"sections": sections_of(request.learner), "deletion_date": deletion_date(request.learner)}
    return render(request, "privacy/home.html", context)


@never_cache
@for_learner
@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """Everything as one file."""
    if not request.learner:
        raise Http404
    name = f"polku-{timezone.localdate()}.zip"
    return FileResponse(export_learner(request.learner), as_attachment=True, filename=name)


@never_cache
@for_learner
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(enabled=lambda request: request.user.is_authenticated)
def delete(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; a confirmed POST erases the person and ends the session."""
    if not request.learner:
        raise Http404
    context = {"sections": sections_of(request.learner), "stays": what_stays(request.learner)}
    if request.method != "POST":
        return render(request, "privacy/delete.html", context)
    if "confirm" not in request.POST:
        return render(request, "privacy/delete.html", context | {"unconfirmed": True}, status=422)
    try:
        erase_learner(learner=request.learner, actor=request.user if request.user.is_authenticated else None)
    except CannotErase:
        return render(request, "privacy/delete.html", context | {"cannot": True}, status=409)
    logout(request)
    return redirect("privacy:gone")


@public
@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    """Everything is deleted."""
    return render(request, "privacy/gone.html")

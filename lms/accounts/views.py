"""Account pages that allauth does not have."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from lms.accounts.access import for_learner
from lms.accounts.forms import NameForm, ProfileForm
from lms.accounts.resend import send_again, written_in
from lms.accounts.services.merging import claim_of, drop_claim, merge_learners, open_claim, what_moves
from lms.accounts.services.profiles import change_profile


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What somebody wrote is never lost to a token that grew old."""
    is_open = getattr(request, "is_open_post", False)
    return send_again(request, needs_sign_in=False, status=422 if is_open else 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for 404. What was written to something that went away meanwhile is shown, to be copied."""
    return render(request, "404.html", {"written": written_in(request)}, status=404)


def settings_home(request: HttpRequest) -> HttpResponse:
    """The person's own settings: name and language here, the rest behind links."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        change_profile(user=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        with override(request.user.language):
            return redirect("accounts:settings")
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.errors else 200)


def welcome(request: HttpRequest) -> HttpResponse:
    """Ask for the name once, after sign-up; it can be given later."""
    form = NameForm(request.POST or None, instance=request.user)
    target = safe_next(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
    if request.method == "POST" and form.is_valid():
        change_profile(user=request.user, **form.cleaned_data)
        return HttpResponseRedirect(target)  # redirect() would take a word for the name of a view
    context = {"form": form, "next": target}
    return render(request, "accounts/welcome.html", context, status=422 if form.errors else 200)


@require_POST
@for_learner
def begin_claim(request: HttpRequest) -> HttpResponse:
    """Somebody without an account wants to keep what they did in one."""
    if request.user.is_authenticated or not request.learner:
        raise Http404
    open_claim(request)
    return redirect("account_signup" if request.POST.get("new") else "account_login")


def claim(request: HttpRequest) -> HttpResponse:
    """Show what would move into the account; a POST moves it, or leaves it."""
    intent = claim_of(request)
    if intent is None:
        raise Http404
    if request.method != "POST":
        return render(request, "accounts/claim.html", {"moves": what_moves(intent.learner)})
    if "leave" not in request.POST:
        merge_learners(source=intent.learner, target=request.learner, actor=request.user)
        messages.success(request, _("What you did without an account is now in your account."))
    drop_claim(request)
    return redirect(settings.LOGIN_REDIRECT_URL)


def safe_next(request: HttpRequest) -> str:
    """The address to go to afterwards, if it is one of ours."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else ""

"""An invitation's link: opening it changes nothing, for mail programs open links too; pressing the button acts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.api import (
    CannotEnrol,
    Invitation,
    LinkOver,
    Run,
    RunFull,
    accept_invitation,
    enrolment_for,
    invitation_by_key,
    places_left,
    queue_by_invitation,
    refuse_inviting,
    type_policy,
)
from courses.forms import NameForm
from courses.views.enrolment import why_closed
from lms.accounts.api import expect_person, public

#: In the session: the invitation whose button was pressed before there was an account.
PRESSED = "invitation_pressed"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """What one is invited to, and the button that brings in. A link that is over says what to do instead."""
    found = invitation_by_key(key)
    if found is None:
        return render(request, "courses/invitation_over.html", status=404)
    if request.user.is_authenticated and enrolment_for(request.learner, found.run.code):
        return _page(request, found, enrolled=True)
    if found.state != Invitation.State.OPEN:
        return _over(request, found)
    if request.method == "POST":
        return _join(request, found) if request.user.is_authenticated else _to_account(request, found)
    pressed, refusal = _has_just_signed_in(request, found), why_refused(found)
    if pressed and not refusal and not NameForm.needed_by(request.user):
        return _join(request, found)
    return _page(request, found, refusal=refusal)


def _has_just_signed_in(request: HttpRequest, found: Invitation) -> bool:
    """Whether this visit pressed the button of this invitation and has come back from the sign-in it led to: then
    nothing is asked twice. True once."""
    pressed = request.method == "GET" and request.user.is_authenticated and request.session.pop(PRESSED, None)
    return bool(pressed) and pressed == {"invitation": found.pk, "link": found.key_hash}


def _to_account(request: HttpRequest, found: Invitation) -> HttpResponse:
    """To sign up or to sign in, as the person says themselves, with the address filled in, and back."""
    expect_person(request, email=found.email, name=found.name)
    if not why_refused(found):  # a turn in a queue is asked for when it is known to whom it goes
        request.session[PRESSED] = {"invitation": found.pk, "link": found.key_hash}
    page = "account_login" if request.POST.get("account") == "known" else "account_signup"
    return redirect(f"{reverse(page)}?{urlencode({'next': request.path})}")


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    if NameForm.needed_by(request.user):
        form = NameForm(request.POST, instance=request.user)
        if not form.is_valid():
            return _page(request, found, form=form, status=422)
        form.save()
    try:
        if "queue" in request.POST and (
            address := queue_by_invitation(invitation=found, learner=request.learner, actor=request.user)
        ):
            return redirect(address)
        accept_invitation(invitation=found, learner=request.learner, actor=request.user)
    except LinkOver:  # pressed twice, or taken back a moment ago
        return redirect(request.path)
    except CannotEnrol as refusal:
        return _page(request, found, refusal=str(refusal), full=isinstance(refusal, RunFull), status=409)
    title = found.run.course.title_in(get_language())
    messages.success(request, _("You are now in the training %(title)s.") % {"title": title})
    return redirect("dashboard:course", found.run.code)


def _page(
    request: HttpRequest,
    found: Invitation,
    *,
    refusal: str = "",
    form: NameForm | None = None,
    enrolled: bool = False,
    full: bool = False,
    status: int = 200,
) -> HttpResponse:
    run, signed_in = found.run, request.user.is_authenticated
    if form is None and signed_in and NameForm.needed_by(request.user):
        form = NameForm(instance=request.user)
    context = {
        "run": run,
        "title": run.course.title_in(get_language()),
        "language": get_language_info(run.language)["name_translated"],
        "places": places_left(run.capacity, run.places_taken),
        "until": found.expires_at,
        "enrolled": enrolled,
        "refusal": refusal,
        "may_queue": has_a_queue(run, full=full) and not ("queue" in request.POST and status == 409),
        "signed_in": signed_in,
        "form": form,
    }
    return render(request, "courses/invitation.html", context, status=status)


def has_a_queue(run: Run, *, full: bool) -> bool:
    """Whether the invited can queue, until the invitation ends: the run has places, none of them is free or others
    wait for it, it is not over, and its type has queues."""
    try:
        refuse_inviting(run)
    except CannotEnrol:
        return False
    left = places_left(run.capacity, run.places_taken)
    return left is not None and (full or left == 0) and type_policy(run.course.type).has_queue


def _over(request: HttpRequest, found: Invitation) -> HttpResponse:
    """The link was used, has expired or was taken back."""
    can_enrol = found.state != Invitation.State.JOINED and not why_closed(found.run)
    context = {"state": found.state, "run": found.run, "can_enrol": can_enrol}
    context["title"] = found.run.course.title_in(get_language())
    return render(request, "courses/invitation_over.html", context, status=410)


def why_refused(found: Invitation) -> str:
    """Why the invited cannot come in now, as a sentence; empty when they can."""
    try:
        refuse_inviting(found.run)
    except CannotEnrol as refusal:
        return str(refusal)
    return _("This run is full.") if places_left(found.run.capacity, found.run.places_taken) == 0 else ""

"""Inviting people to a run: the list is checked first, and nothing is sent before it has been looked at."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.admissions.api import has_queue
from courses.api import (
    CannotEnrol,
    Course,
    Invitation,
    LinkOver,
    PlannedLine,
    Run,
    SentTooOften,
    Verdict,
    enrol_known,
    invitations_of,
    invitations_unsent,
    invite_people,
    invite_unanswered_again,
    places_left,
    plan_invitations,
    refuse_inviting,
    revoke_invitation,
    send_invitation_again,
)
from lms.dashboard.inviting import InviteForm, left_out, said
from lms.dashboard.views.access import run_of
from lms.jobs.api import bouncing

A_PAGE = 50

#: Lines that invite nobody until somebody does something: shown first, however long the list.
TO_PUT_RIGHT = (Verdict.PROBLEM, Verdict.TOO_OFTEN)


def inviting_run(request: HttpRequest, code: str) -> Run:
    """A run of one's own to which people are invited: the coaching has no such thing."""
    run = run_of(request, code)
    if run.course.policy == Course.Policy.PRIVATE:
        raise Http404
    return run


def why_not(run: Run) -> str:
    """Why nobody can be invited, as a sentence; empty when they can."""
    try:
        refuse_inviting(run)
    except CannotEnrol as refusal:
        return str(refusal)
    return ""


@require_safe
def invitations(request: HttpRequest, run: str) -> HttpResponse:
    """Who has been invited, and what has become of it."""
    found = inviting_run(request, run)
    page = Paginator(invitations_of(found), A_PAGE).get_page(request.GET.get("sivu"))
    refused = bouncing(one.email for one in page)
    unsent, number = invitations_unsent(found)
    context = {"run": found, "page": page, "refused": refused, "refusal": why_not(found)}
    context |= {"unsent": unsent, "number": number, "sent": number - unsent}
    return render(request, "dashboard/trainer/invitations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, run: str) -> HttpResponse:
    """Take a list, say what each line would do, and invite when it is confirmed."""
    found = inviting_run(request, run)
    if refusal := why_not(found):
        return _page(request, found, refusal=refusal, status=409 if request.method == "POST" else 200)
    form = InviteForm(request.POST, request.FILES) if request.method == "POST" else InviteForm()
    if not form.is_valid():
        return _page(request, found, form=form, status=422 if form.is_bound else 200)
    if form.is_confirmed():
        return _invite(request, found, form)
    return _page(request, found, form=form.after_check(), plan=plan_invitations(found, form.lines, actor=request.user))


def _invite(request: HttpRequest, run: Run, form: InviteForm) -> HttpResponse:
    try:
        enrolled = enrol_known(run=run, people=form.lines, actor=request.user)
        number = invite_people(run=run, people=form.lines, actor=request.user)
    except CannotEnrol as refusal:
        form.add_error(None, str(refusal))
        plan = plan_invitations(run, form.lines, actor=request.user)
        return _page(request, run, form=form, plan=plan, status=409)
    if enrolled:
        sentence = ngettext("One person is enrolled.", "%(number)d people are enrolled.", enrolled)
        messages.success(request, sentence % {"number": enrolled})
        if not number:
            return redirect("trainer:invitations", run.code)
    if not number:
        messages.info(request, _("Nobody on the list was left to be invited."))
        return redirect("trainer:invitations", run.code)
    sentence = ngettext(
        "One invitation is on its way.",
        "%(number)d invitations are on their way. You can leave this page: the mails go out by themselves.",
        number,
    )
    messages.success(request, sentence % {"number": number})
    if left := left_out(form.lines):
        messages.warning(request, left)
    return redirect("trainer:invitations", run.code)


def _page(
    request: HttpRequest,
    run: Run,
    *,
    form: InviteForm | None = None,
    plan: Sequence[PlannedLine] = (),
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    verdicts = [line.verdict for line in plan]
    places, number = places_left(run.capacity, run.places_taken), verdicts.count(Verdict.INVITE)
    context = {
        "run": run,
        "form": form,
        "lines": [said(line) for line in sorted(plan, key=lambda line: line.verdict not in TO_PUT_RIGHT)],
        "number": number,
        "known": verdicts.count(Verdict.KNOWN),
        "mistakes": sum(map(verdicts.count, TO_PUT_RIGHT)),
        "places": places,
        "too_few": places is not None and number > places,
        "has_queue": has_queue(run),
        "refusal": refusal,
    }
    return render(request, "dashboard/trainer/invite.html", context, status=status)


@require_POST
def again(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """A new link to the same address."""
    found = inviting_run(request, run)
    invitation = get_object_or_404(Invitation.objects.select_related("run__course"), run=found, pk=pk)
    try:
        send_invitation_again(invitation=invitation, actor=request.user)
        messages.success(request, _("A new invitation is on its way. The earlier link does not work any more."))
    except SentTooOften:
        messages.warning(request, _("Three mails have gone to this address within an hour. Try again later."))
    except LinkOver:
        messages.info(request, _("The person is in already."))
    except CannotEnrol as refusal:
        messages.warning(request, str(refusal))
    return redirect("trainer:invitations", found.code)


@require_http_methods(["GET", "HEAD", "POST"])
def again_all(request: HttpRequest, run: str) -> HttpResponse:
    """A new link to everybody who has not answered; asks first."""
    found = inviting_run(request, run)
    if request.method != "POST":
        return render(request, "dashboard/trainer/invite_again.html", {"run": found, "refusal": why_not(found)})
    try:
        number = invite_unanswered_again(run=found, actor=request.user)
    except CannotEnrol as refusal:
        messages.warning(request, str(refusal))
        return redirect("trainer:invitations", found.code)
    said = _("Nobody was left to be asked again: those who have not answered were written to within a day.")
    if number:
        said = _("Invitations on their way: %(number)d. You can leave this page.") % {"number": number}
    messages.info(request, said)
    return redirect("trainer:invitations", found.code)


@require_POST
def revoke(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    found = inviting_run(request, run)
    revoke_invitation(invitation=get_object_or_404(Invitation, run=found, pk=pk), actor=request.user)
    messages.success(request, _("The invitation is taken back. Its link does not work any more."))
    return redirect("trainer:invitations", found.code)

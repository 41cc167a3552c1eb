"""A coach proposes to hand a person over, or takes the proposal back. The person alone decides."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from assessments.personal.api import NotACoach, link_of_coach, propose_handover, take_back_handover
from lms.accounts.api import coaches_only
from lms.dashboard.coach_handover import HandoverForm


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@coaches_only
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """To whom and why. Nothing changes before the person's own yes."""
    link = link_of_coach(request.user, pk)
    if link is None:
        raise Http404
    form = HandoverForm(request.POST if request.method == "POST" else None, link=link)
    if form.is_valid() and was_proposed(request, pk, form):
        told = _("The person is asked on their own page. Until there is an answer, everything stays as it is.")
        messages.success(request, told)
        return redirect("coach:home")
    return render(
        request, "dashboard/coach/handover.html", {"link": link, "form": form}, status=422 if form.is_bound else 200
    )


@sensitive_variables()
def was_proposed(request: HttpRequest, pk: int, form: HandoverForm) -> bool:
    """Propose it. 404 when the person has ended it meanwhile; false with an error when the other is no coach now."""
    values = form.cleaned_data
    try:
        made = propose_handover(coach=request.user, link_id=pk, to_id=values["to"], reason=values["reason"])
    except NotACoach:
        form.add_error("to", _("This one is not a coach here any more. Choose another."))
        return False
    if made is None:
        raise Http404
    return True


@require_POST
@coaches_only
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The person is not asked any more; or the coach has read the no."""
    if not take_back_handover(coach=request.user, link_id=pk):
        raise Http404
    messages.success(request, _("Done. You go on with the person as before."))
    return redirect("coach:home")

"""Coming back by mail or text message: leaving an address for it, and asking for a code there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from assessments.personal.api import confirm_way_back, forget_way_back, set_way_back, way_back_of
from content.coaching import programme_for
from content.coaching_acts import CodeRefused
from content.views.coaching import answer
from content.ways_back import AddressForm, come_back, refuse_too_many, send_back
from lms.accounts.api import for_learner, open_post


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest, programme: str) -> HttpResponse:
    """One's own address for coming back: leave it, then type in the code that came there."""
    if not request.learner or request.learner.user_id:
        return redirect("coaching:own" if request.learner else "coaching:path", programme)
    if request.method == "POST" and "code" in request.POST:
        return confirm(request, programme)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not refuse_too_many(request, form):
        to = form.cleaned_data["address"]
        set_way_back(learner=request.learner, channel=to.channel, address=to.address, language=get_language())
        return redirect("coaching:way-back", programme)
    return show(request, programme, {"form": form}, status=422 if form.errors else 200)


@sensitive_variables()
def confirm(request: HttpRequest, programme: str) -> HttpResponse:
    """The code that came to the address."""
    if confirm_way_back(learner=request.learner, code=request.POST["code"]):
        messages.success(request, _("Done. If you lose your code, we can send you one there."))
        return redirect("coaching:way-back", programme)
    error = _("This code is not right, or it is too old. Check the numbers, or ask for a new code.")
    return show(request, programme, {"form": AddressForm(), "code_error": error}, status=422)


@sensitive_variables()
def show(request: HttpRequest, programme: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page, with the address that is left now."""
    context |= {"programme": programme_for(request.learner, programme), "mine": way_back_of(request.learner)}
    return answer(request, "way_back", context, status=status)


@open_post
@for_learner
@require_POST
def no_way_back(request: HttpRequest, programme: str) -> HttpResponse:
    """Forget the address."""
    if request.learner:
        forget_way_back(learner=request.learner)
        messages.success(request, _("Deleted."))
    return redirect("coaching:way-back", programme)


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def send_code(request: HttpRequest, programme: str) -> HttpResponse:
    """No resume code at hand: have one sent, then type it in. The page never tells whose address it knows."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"programme": programme_for(None, programme), "form": form}
    if not form.is_valid():
        return answer(request, "send_code", context, status=422 if form.is_bound else 200)
    if "code" not in request.POST:
        if refuse_too_many(request, form):
            return answer(request, "send_code", context, status=422)
        send_back(form)
        return sent(request, context)
    try:
        come_back(request, form, request.POST["code"])
    except CodeRefused as refusal:
        return sent(request, context | {"code_error": str(refusal)}, status=422)
    return redirect("coaching:path", programme)


def sent(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Where the code is typed in. The address stands in the form, so nobody keeps the page."""
    response = answer(request, "sent_code", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response

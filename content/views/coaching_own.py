"""What belongs to the person alone: coming back, what they have written, their code, this device, deleting."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.personal.api import all_answers_of, delete_answer
from content.coaching import programme_for
from content.coaching_acts import CodeRefused, delete_everything, leave_device, person_by_code, renew_code
from content.coaching_code import code_card
from content.levels import forget_level
from content.views.coaching import answer
from lms.accounts.api import answer_device_question, for_learner, open_post

#: Tells the browser to forget what it kept of this site. Its cookies go too.
FORGET = '"cache", "cookies", "storage"'


@open_post
@for_learner
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, programme: str) -> HttpResponse:
    """Come back by a resume code. Only a POST tries it."""
    found = programme_for(None, programme)
    context = {"programme": found, "typed": request.POST.get("code", "")[:200]}
    if request.method != "POST":
        return answer(request, "resume", context)
    try:
        person_by_code(request, request.POST.get("code", ""))
    except CodeRefused as refusal:
        return answer(request, "resume", context | {"error": str(refusal)}, status=422)
    return redirect("coaching:path", programme)


@for_learner
@require_safe
def own(request: HttpRequest, programme: str) -> HttpResponse:
    """Everything the person has written, with what they can do to it."""
    found = programme_for(request.learner, programme)
    if not request.learner:
        return answer(request, "own_empty", {"programme": found})
    rows = []
    for mine in all_answers_of(request.learner):
        place = found.place_of(mine.exercise_key)
        args = place and [found.code, place[0].number, place[1].number]
        rows.append({"answer": mine, "part": place and place[0], "url": args and reverse("coaching:screen", args=args)})
    return answer(request, "own", {"programme": found, "rows": rows, "card": code_card(request, found)})


@open_post
@for_learner
@require_POST
def delete_one(request: HttpRequest, programme: str, entry: int) -> HttpResponse:
    """Delete one answer of one's own."""
    if not request.learner or not delete_answer(learner=request.learner, entry_id=entry):
        raise Http404
    messages.success(request, _("Deleted."))
    return redirect("coaching:own", programme)


@open_post
@for_learner
@require_http_methods(["GET", "HEAD", "POST"])
def delete_all(request: HttpRequest, programme: str) -> HttpResponse:
    """Ask once, then delete everything."""
    found = programme_for(request.learner, programme)
    if not request.learner:
        return redirect("coaching:path", programme)
    if request.method != "POST":
        return answer(request, "delete_all", {"programme": found, "card": code_card(request, found)})
    delete_everything(request)
    return forgotten(request, programme, "deleted")


@open_post
@for_learner
@require_POST
def new_code(request: HttpRequest, programme: str) -> HttpResponse:
    """A new resume code; the old one ends."""
    if not request.learner or request.learner.user_id:
        raise Http404
    renew_code(request)
    return redirect(reverse("coaching:own", args=[programme]) + "#koodi")


@open_post
@for_learner
@require_POST
def device(request: HttpRequest, programme: str) -> HttpResponse:
    """Own device or shared: decides how long it remembers the person."""
    if not request.learner or request.learner.user_id or request.POST.get("device") not in ("own", "shared"):
        raise Http404
    answer_device_question(request, own=request.POST["device"] == "own")
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("coaching:path", args=[programme])
    return HttpResponseRedirect(back)  # redirect() would take a word for the name of a view


@open_post
@for_learner
@require_POST
def clear_device(request: HttpRequest, programme: str) -> HttpResponse:
    """Leave nothing of the person on this device. Their answers stay where they are."""
    leave_device(request)
    return forgotten(request, programme, "cleared")


def forgotten(request: HttpRequest, programme: str, template: str) -> HttpResponse:
    """The last page of a session that is over."""
    response = answer(request, template, {"programme": programme_for(None, programme), "offline": None})
    response["Cache-Control"] = "private, no-store"
    forget_level(response)
    if template == "cleared" or not request.user.is_authenticated:
        response["Clear-Site-Data"] = FORGET
    return response

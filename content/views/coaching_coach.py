"""The person and their coach. Nothing is shown to a coach before the person has said yes on a page that says what."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.personal.api import (
    ask_for_call,
    end_as_person,
    links_of,
    shares_of,
    show_progress,
    take_back_call,
)
from content.coaching import programme_for
from content.coaching_coach import LONGEST_NICKNAME, CallForm, CoachCodeRefused, coach_by_code, say_yes
from content.coaching_code import code_card
from content.measure_results import own_results
from content.views.coaching import answer
from lms.accounts.api import for_learner, open_post


@open_post
@for_learner
@require_http_methods(["GET", "HEAD", "POST"])
def coach(request: HttpRequest, programme: str) -> HttpResponse:
    """One's coaches and what each sees; and the field for a coach's code."""
    found = programme_for(request.learner, programme)
    links = list(links_of(request.learner)) if request.learner else []
    context = {"programme": found, "links": [link for link in links if link.ended_at is None]}
    context |= {"shares": shares_of(request.learner) if links else []}
    context |= {"results": own_results(request.learner) if links else []}
    context |= {"over": [link for link in links if link.ended_at], "card": code_card(request, found)}
    if request.method != "POST":
        return answer(request, "coach", context)
    typed = request.POST.get("code", "")[:200]
    try:
        code = coach_by_code(request, typed)
    except CoachCodeRefused as refusal:
        return answer(request, "coach", context | {"typed": typed, "error": str(refusal)}, status=422)
    return redirect("coaching:join", programme, code.plain)


@open_post
@for_learner
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, programme: str, code: str) -> HttpResponse:
    """Who the coach is, and exactly what they will and will not see. Yes and no weigh the same."""
    context = {"programme": programme_for(request.learner, programme), "longest": LONGEST_NICKNAME}
    try:
        found = coach_by_code(request, code)
        if request.method != "POST":
            return answer(request, "coach_join", context | {"code": found})
        if request.POST.get("answer") != "yes":
            return redirect("coaching:start", programme)
        link = say_yes(request, found)
    except CoachCodeRefused as refusal:
        return answer(request, "coach", context | {"error": str(refusal), "typed": code}, status=422)
    messages.success(request, _("%(name)s is now your coach here.") % {"name": link.coach_name})
    return redirect("coaching:start", programme)


@open_post
@for_learner
@require_POST
def choose(request: HttpRequest, programme: str, link: int) -> HttpResponse:
    """Show the dots to the coach or hide them; it holds at once."""
    shows = request.POST.get("shows") == "progress"
    if not request.learner or not show_progress(learner=request.learner, link_id=link, shows=shows):
        raise Http404
    told = _("Your coach now sees which parts you have done.") if shows else _("Your coach no longer sees your parts.")
    messages.success(request, told)
    return redirect("coaching:coach", programme)


@open_post
@for_learner
@require_POST
def end(request: HttpRequest, programme: str, link: int) -> HttpResponse:
    """End it with a coach; it holds at once."""
    if not request.learner or not end_as_person(learner=request.learner, link_id=link):
        raise Http404
    messages.success(request, _("It has ended. The coach sees nothing of yours any more."))
    return redirect("coaching:coach", programme)


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, programme: str, link: int) -> HttpResponse:
    """Ask a coach to be in touch."""
    links = links_of(request.learner).filter(ended_at=None, pk=link) if request.learner else []
    if not links:
        raise Http404
    form = CallForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and ask_for_call(learner=request.learner, link_id=link, **form.cleaned_data):
        messages.success(request, _("Your coach sees that you would like to hear from them."))
        return redirect("coaching:coach", programme)
    context = {"programme": programme_for(request.learner, programme), "form": form, "link": links[0]}
    return answer(request, "call", context, status=422 if form.is_bound else 200)


@open_post
@for_learner
@require_POST
def no_call(request: HttpRequest, programme: str, link: int) -> HttpResponse:
    """Take the wish back; it is deleted."""
    if not request.learner or not take_back_call(learner=request.learner, link_id=link):
        raise Http404
    messages.success(request, _("You took it back. The number is deleted."))
    return redirect("coaching:coach", programme)


@for_learner
@require_safe
def leave(request: HttpRequest, programme: str) -> HttpResponse:
    """The end of a session on a device that is not one's own: keep with the code, print, or throw away."""
    found = programme_for(request.learner, programme)
    card = code_card(request, found)
    if card is None:
        return redirect("coaching:path", programme)
    return answer(request, "leave", {"programme": found, "card": card})

"""Another coach? The person alone says yes or no, and until then nothing changes."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.personal.api import (
    AnotherProposal,
    CoachLink,
    NotACoach,
    accept_handover,
    decline_handover,
    links_of,
    shares_of,
)
from content.coaching import programme_for
from content.measure_results import own_results
from content.views.coaching import answer
from lms.accounts.api import for_learner, open_post


@open_post
@for_learner
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, programme: str, link: int) -> HttpResponse:
    """Who it would be, why, and what they would and would not see. Yes and no weigh the same."""
    if request.method != "POST":
        return ask(request, programme, link)
    try:
        settle(request, link)
    except AnotherProposal:
        messages.info(request, _("The proposal has changed or was taken back. Nothing was changed."))
    except NotACoach:
        messages.info(request, _("The other one is not a coach here any more. You go on with your coach as before."))
    return redirect("coaching:coach", programme)


def ask(request: HttpRequest, programme: str, pk: int) -> HttpResponse:
    """The question; without one there is nothing to see."""
    link = links_of(request.learner).filter(ended_at=None, pk=pk).first() if request.learner else None
    if link is None:
        raise Http404
    if not (hasattr(link, "handover") and link.handover.is_open):
        return redirect("coaching:coach", programme)
    shown = [own for own in shares_of(request.learner) if own.share.link_id == link.pk]
    context = {"programme": programme_for(request.learner, programme), "link": link, "shown": shown}
    context["results"] = [own for own in own_results(request.learner) if own.share.link_id == link.pk]
    return answer(request, "handover", context)


def settle(request: HttpRequest, pk: int) -> CoachLink | None:
    """Yes or no, to the very proposal that the page showed. 404 when the link is not the person's."""
    number = request.POST.get("proposal", "")
    if not (request.learner and number.isascii() and number.isdigit() and len(number) < 16):
        raise Http404
    which = {"learner": request.learner, "link_id": pk, "handover_id": int(number)}
    if request.POST.get("answer") != "yes":
        if not decline_handover(**which):
            raise Http404
        messages.success(request, _("You go on with your coach as before. Your coach sees that you said no."))
        return None
    new = accept_handover(**which, shows_progress=request.POST.get("shows") != "nothing")
    if new is None:
        raise Http404
    told = _("%(name)s is your coach now. Your former coach sees nothing of yours any more.")
    messages.success(request, told % {"name": new.coach_name})
    return new

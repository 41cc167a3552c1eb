"""What the person presses about how they are: a mark, "do not ask me", its taking back, and deleting a day's mark."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from assessments.personal.api import ask_for_mood, delete_mood, mark_mood
from content.coaching import programme_for
from content.coaching_mood import day_in, questions_of
from content.views.coaching import answer
from lms.accounts.api import for_learner, open_post


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, programme: str, part: int, screen: int) -> HttpResponse:
    """Two questions, either may be left; then back to the screen. Who is not known any more reads on."""
    found = programme_for(request.learner, programme)
    found.part(part).screen(screen)
    back = reverse("coaching:screen", args=[programme, part, screen])
    if not request.learner:
        return redirect(back)
    if request.method != "POST":
        return answer(request, "mood", {"programme": found, "groups": questions_of(request.learner), "back": back})
    keep(request)
    return redirect(back)


@sensitive_variables()
def keep(request: HttpRequest) -> None:
    """Today's words, or "do not ask me again"; what was typed along with that is kept nowhere."""
    if request.POST.get("act") == "off":
        ask_for_mood(learner=request.learner, asks=False)
        messages.success(request, _("We do not ask any more. You can take this back in the journal."))
    elif mark_mood(learner=request.learner, mood=request.POST.get("mood", ""), energy=request.POST.get("energy", "")):
        messages.success(request, _("Saved. Only you see this."))


@open_post
@for_learner
@require_POST
def change(request: HttpRequest, programme: str) -> HttpResponse:
    """In the journal: ask again or do not ask, and delete the mark of a day."""
    programme_for(request.learner, programme)
    act, day = request.POST.get("act", ""), day_in(request.POST.get("day", ""))
    if not request.learner or act not in ("on", "off", "delete") or (act == "delete" and day is None):
        raise Http404
    if act == "delete":
        delete_mood(learner=request.learner, day=day)
        messages.success(request, _("Deleted."))
    else:
        ask_for_mood(learner=request.learner, asks=act == "on")
        messages.success(request, _("We ask again.") if act == "on" else _("We do not ask any more."))
    return redirect("coaching:journal", programme)

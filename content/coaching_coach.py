"""What a person does about their coach: find them by a code, say yes or no, choose what they see, end it."""

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from assessments.personal.api import CoachCode, CoachLink, CodeOver, coach_code, join_coach
from content.coaching_acts import leave_device, one_act, person_of
from content.tries import count_try, place_of_request, tries

#: Wrong codes of one address in ten minutes. A class types behind one address; a guesser needs millions.
WRONG_CODES, WINDOW_SECONDS = 60, 600
LONGEST_NICKNAME = 40


class CallForm(forms.Form):
    """How and when the coach may be in touch."""

    contact = forms.CharField(label=lazy("Phone number or e-mail"), max_length=120)
    time = forms.CharField(
        label=lazy("When would it suit you?"),
        max_length=200,
        required=False,
        help_text=lazy("You may leave this empty. For example: in the morning, or only by text message."),
    )


class CoachCodeRefused(Exception):
    """The code leads to no coach; ``str()`` is a sentence for the person."""


def coach_by_code(request: HttpRequest, text: str) -> CoachCode:
    """The coach's code that was typed or scanned. Raises ``CoachCodeRefused``."""
    key = place_of_request(request, "coach-code-wrong")
    if tries(key) >= WRONG_CODES:
        sentence = _("There have been many wrong codes. Wait %(minutes)d minutes and try again.")
        raise CoachCodeRefused(sentence % {"minutes": WINDOW_SECONDS // 60})
    found = coach_code(text)
    if found is None:
        count_try(key, WINDOW_SECONDS)
        raise CoachCodeRefused(_("Code not found. Check the words or ask your coach."))
    if request.user.is_authenticated and found.coach_id == request.user.pk:
        raise CoachCodeRefused(_("This is your own code. Others use it to find you."))
    return found


def say_yes(request: HttpRequest, code: CoachCode) -> CoachLink:
    """Begin with the coach; somebody new becomes a person here, with a resume code. Raises ``CoachCodeRefused``."""
    nickname = request.POST.get("nickname", "").replace("\x00", "").strip()[:LONGEST_NICKNAME]
    shows = request.POST.get("shows") != "nothing"
    try:
        with one_act(request):
            return join_coach(learner=person_of(request), code=code, nickname=nickname, shows_progress=shows)
    except CodeOver:
        raise CoachCodeRefused(_("This code cannot be used any more. Ask your coach for a new one.")) from None


def join_address(code: CoachCode) -> str:
    """Where the poster's picture leads."""
    return reverse("coaching:join", args=[code.run.code, code.plain])


def begin_together(request: HttpRequest) -> None:
    """The coach's session ends, and on the same device that of a new person begins. Nothing connects the two."""
    leave_device(request)
    with one_act(request):
        person_of(request)

"""One field for whatever code somebody was given: their own, a coach's or a group's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from content.coaching import programme_for
from content.coaching_acts import CodeRefused, person_by_code
from content.coaching_coach import CoachCodeRefused, coach_by_code
from content.sitting_sending import NoSuchGroup, group_by_code
from content.views.coaching import answer
from lms.accounts.api import for_learner, open_post

#: A resume code ends in three digits, a coach's in two; a group's has none.
RESUME_DIGITS = 3


@open_post
@for_learner
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def any_code(request: HttpRequest, programme: str) -> HttpResponse:
    """Leads each code where it belongs; nobody has to know which kind theirs is."""
    typed = request.POST.get("code", "")[:200]
    context = {"programme": programme_for(None, programme), "typed": typed}
    if request.method != "POST":
        return answer(request, "any_code", context)
    try:
        return redirect(goal_of(request, programme, typed))
    except (CodeRefused, CoachCodeRefused, NoSuchGroup) as refusal:
        return answer(request, "any_code", context | {"error": str(refusal)}, status=422)


@sensitive_variables()
def goal_of(request: HttpRequest, programme: str, typed: str) -> str:
    """Where the code leads; a resume code has brought its person back by then. Raises what each kind raises."""
    digits = sum(letter.isdecimal() for letter in typed)
    if digits >= RESUME_DIGITS:
        person_by_code(request, typed)
        return reverse("coaching:path", args=[programme])
    if digits:
        return reverse("coaching:join", args=[programme, coach_by_code(request, typed).plain])
    return reverse("sitting:room", args=[group_by_code(request, typed).plain])

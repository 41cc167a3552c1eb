"""The ordinary text or the one in plain language: the reader chooses, and this browser remembers it.

One functional cookie, set only when a person chooses. On a device that is not said to be one's own it ends with the
browser, for what somebody reads is nobody else's business. Answers and progress know nothing of it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from content.render import LEVELS, built
from courses.api import Step
from lms.accounts.api import is_own_device

COOKIE = "polku_level"
STANDARD, PLAIN = LEVELS
#: What the parameter ``taso`` may say.
ASKED = {"selko": PLAIN, "yleis": STANDARD}
#: Seconds for which one's own device remembers: as long as it may remember answers.
OWN_DEVICE = 90 * 24 * 3600


def asked_level(request: HttpRequest) -> str:
    """The level that the address asks for; empty when it does not."""
    return ASKED.get(request.GET.get("taso", ""), "")


def level_of(request: HttpRequest) -> str:
    """The level to show: what is asked for now, else what this browser remembers."""
    return asked_level(request) or (PLAIN if remembers_plain(request) else STANDARD)


def remembers_plain(request: HttpRequest) -> bool:
    """Whether plain language was chosen in this browser."""
    return request.COOKIES.get(COOKIE) == PLAIN


def keep_level(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Remember what was asked for. A page that a choice has shaped is kept by no cache between."""
    asked = asked_level(request)
    if asked == PLAIN:
        age = OWN_DEVICE if is_own_device(request.session) else None
        response.set_cookie(COOKIE, PLAIN, max_age=age, samesite="Lax", httponly=True, secure=request.is_secure())
    elif asked:
        forget_level(response)
    if asked or remembers_plain(request):
        response["Cache-Control"] = "private, no-store"
    return response


def forget_level(response: HttpResponse) -> None:
    """Back to the ordinary text on this browser."""
    response.delete_cookie(COOKIE, samesite="Lax")


def lesson_at_level(request: HttpRequest, step: Step) -> dict[str, Any]:
    """What a lesson's template shows: ``lesson``, its ``level``, and ``lacks_plain`` when nothing of it is in the
    plain language that the reader has chosen. Then one mark says so, instead of one at every block."""
    level = level_of(request)
    lesson = built(step.publication_id, step.activity_key, level)
    lacks = level == PLAIN and not lesson.has_plain
    if lacks:
        lesson = built(step.publication_id, step.activity_key, STANDARD)
    return {"lesson": lesson, "level": level, "lacks_plain": lacks}

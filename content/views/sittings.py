"""A group's pages for anybody in the room: the code, the phone, the common screen. Nobody is known here by name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from assessments.personal.api import Refused, Sitting, SittingOver, sitting_by_code
from content.sitting_sending import NoSuchGroup, group_by_code, remember_device, send
from content.sittings import Room, picture_of, room_of, typed_address
from lms.accounts.api import open_post, public

#: Characters of a text that could not be sent, shown so that it can be copied.
LONGEST_LOST = 2000


@public
@open_post
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """The field for a group's code."""
    if request.method != "POST":
        return render(request, "content/sittings/join.html")
    typed = request.POST.get("code", "")[:200]
    try:
        found = group_by_code(request, typed)
    except NoSuchGroup as refusal:
        return render(request, "content/sittings/join.html", {"typed": typed, "error": str(refusal)}, status=422)
    goal = "sitting:screen" if request.POST.get("as") == "screen" else "sitting:room"
    return redirect(goal, found.plain)


@public
@open_post
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, code: str) -> HttpResponse:
    """What the group is at, on one's own phone; and the way to send something to the common screen."""
    try:
        sitting = group_by_code(request, code)
        if request.method == "POST":
            return take(request, room_of(sitting, at_screen(request, sitting)))
    except (NoSuchGroup, SittingOver) as refusal:
        return over(request, refusal)
    return show(request, room_of(sitting))


@sensitive_variables()
def take(request: HttpRequest, here: Room) -> HttpResponse:
    """Send what was posted from a screen, even when the group has gone on meanwhile. Raises ``SittingOver``."""
    if not here.asks:
        return redirect("sitting:room", here.sitting.plain)
    try:
        device = send(request, here)
    except Refused as refusal:
        return show(request, here, typed=refusal.typed, error=str(refusal), status=422)
    goal = reverse("sitting:room", args=[here.sitting.plain])
    return remember_device(redirect(f"{goal}?lahetetty={here.number}"), device)


@sensitive_variables()
def show(request: HttpRequest, here: Room, *, typed: Any = None, error: str = "", status: int = 200) -> HttpResponse:
    """The phone's page."""
    context = {"room": here, "error": error, "sent": request.GET.get("lahetetty") == str(here.number)}
    if here.asks:
        ask = here.ask(typed)
        context |= {"ask": ask, "problems": [{"text": error, "target": ask["target"]}] if error else []}
    return render(request, "content/sittings/room.html", context, status=status)


def at_screen(request: HttpRequest, sitting: Sitting) -> int:
    """The screen that the form was for, among those where the group has been."""
    number = request.POST.get("screen", "")
    known = number.isascii() and number.isdigit() and len(number) < 4
    return min(int(number), sitting.screen) if known else sitting.screen


@sensitive_variables()
def over(request: HttpRequest, refusal: Exception) -> HttpResponse:
    """The group is over: what was typed is shown, so that it is not lost, and was not kept."""
    fields = [text for name, text in request.POST.items() if name == "answer" or name.startswith("line-")]
    lost = [text[:LONGEST_LOST] for text in fields if text.strip()]
    context = {"typed_address": typed_address(), "lost": lost, "error": str(refusal)}
    return render(request, "content/sittings/over.html", context, status=410 if request.method == "POST" else 404)


@public
@never_cache
@require_safe
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """The common screen. It shows what the coach has let it show, to anybody who has the code."""
    try:
        sitting = group_by_code(request, code)
    except NoSuchGroup as refusal:
        return over(request, refusal)
    context = {"room": room_of(sitting), "picture": picture_of(sitting), "typed_address": typed_address()}
    return render(request, "content/sittings/screen.html", context)


@public
@never_cache
@require_safe
def now(request: HttpRequest, code: str) -> JsonResponse:
    """The number that tells open pages whether anything has changed. One statement."""
    sitting = sitting_by_code(code)
    if sitting is None:
        raise Http404
    return JsonResponse({"version": sitting.version})

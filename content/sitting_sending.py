"""Sending to a group's common screen: nobody is known, and nobody floods it.

A device gets a name of chance in a cookie when it first sends. The name is counted for some hours in the cache; no
note and no table holds it.
"""

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assessments.personal.api import Refused, Sitting, SittingFull, send_notes, sitting_by_code
from content.sittings import Room
from content.tries import count_try, place_of_request, tries

COOKIE = "polku_group"
A_DAY = 24 * 60 * 60
#: Wrong codes and sent answers of one network address in ten minutes. When a group ends, each of its open pages asks
#: once more with a code that is wrong by then.
WRONG_CODES, SENT_BY_ADDRESS, WINDOW = 200, 300, 600
#: Answers of one device to one screen. Cards and words are counted, so there it is one.
WRITTEN_BY_DEVICE, CHOSEN_BY_DEVICE = 5, 1


class NoSuchGroup(Exception):
    """The code leads to no group; ``str()`` is a sentence for whoever typed it."""


def group_by_code(request: HttpRequest, text: str) -> Sitting:
    """The group whose code was typed or scanned. Raises ``NoSuchGroup``."""
    key = place_of_request(request, "group-code-wrong")
    if tries(key) >= WRONG_CODES:
        sentence = _("There have been many wrong codes. Wait %(minutes)d minutes and try again.")
        raise NoSuchGroup(sentence % {"minutes": WINDOW // 60})
    found = sitting_by_code(text)
    if found is None:
        count_try(key, WINDOW)
        raise NoSuchGroup(_("There is no group with this code now. Check the words, or ask the one who leads it."))
    return found


@sensitive_variables()
def send(request: HttpRequest, room: Room) -> str:
    """Send what was posted, the same of one device once; returns the device's name. Raises ``Refused`` with a
    sentence, and ``SittingOver``."""
    device = device_of(request)
    mine, ours = f"group-device:{device}:{room.sitting.pk}:{room.number}", place_of_request(request, "group-sent")
    notes = room.read(request.POST)
    same = f"group-same:{salted_hmac(COOKIE, f'{mine} {notes}').hexdigest()}"
    if tries(same):  # the button was pressed twice
        return device
    most = CHOSEN_BY_DEVICE if room.is_counted else WRITTEN_BY_DEVICE
    if tries(mine) >= most:
        raise Refused(said_enough(room), typed=typed_in(room, request.POST))
    if tries(ours) >= SENT_BY_ADDRESS:
        raise Refused(_("Much has been sent at once. Wait a moment and try again."), typed=typed_in(room, request.POST))
    try:
        send_notes(sitting_id=room.sitting.pk, screen=room.number, values=notes)
    except SittingFull:
        sentence = _("The screen is full. Tell it aloud, if you like.")
        raise Refused(sentence, typed=typed_in(room, request.POST)) from None
    count_try(same, A_DAY)
    count_try(mine, A_DAY)
    count_try(ours, WINDOW)
    return device


def said_enough(room: Room) -> str:
    """Why this device cannot send more from this screen."""
    if room.is_counted:
        return _("Your choice has been sent already. It cannot be changed, because nobody knows which one is yours.")
    return _("You have sent five times here already. Leave some room for the others.")


def typed_in(room: Room, post: Any) -> Any:
    """What was posted, to be shown again."""
    return room.screen.exercise.parse(post, room.screen.values, {})


def device_of(request: HttpRequest) -> str:
    """The device's name of chance, a new one when it has none of ours."""
    known = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
    return known or secrets.token_urlsafe(12)


def remember_device(response: HttpResponse, device: str) -> HttpResponse:
    """Give the device its name until its browser is closed."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_signed_cookie(COOKIE, device, salt=COOKIE, httponly=True, samesite="Lax", secure=secure)
    return response

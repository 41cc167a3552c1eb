"""No form loses text: what could not be taken is shown again, ready to be sent once more."""

import re
from dataclasses import dataclass

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.urls import reverse

from lms.accounts.csrf import comes_from_here

#: Never shown again: secrets, and the token that was refused.
SECRET = re.compile(r"password|passcode|secret|token|credential|^code$|^otp", re.IGNORECASE)
#: What reading a body that is no form of ours may raise.
UNREADABLE = (
    BadRequest,
    MultiPartParserError,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    UnreadablePostError,
)
#: From here on, or with a line break, a value is something somebody wrote.
LONG = 60


@dataclass(frozen=True)
class Kept:
    """One posted value."""

    name: str
    value: str

    @property
    def is_text(self) -> bool:
        """Whether to show it, rather than carry it along unseen."""
        return len(self.value) > LONG or "\n" in self.value


def send_again(request: HttpRequest, *, needs_sign_in: bool = False, status: int = 403) -> HttpResponse:
    """The page that shows what was posted and sends it once more, with a fresh token; after sign-in if needed.

    A request that another site made is told so and is not offered to be sent: a person could be led to press a
    button for what somebody else wrote.
    """
    kept = [] if getattr(request, "is_foreign", False) and status == 403 else kept_values(request)
    context = {
        "kept": kept,
        "had_secrets": any(SECRET.search(name) and name != "csrfmiddlewaretoken" for name in posted_names(request)),
        "had_files": "multipart" in (request.content_type or ""),
        "needs_sign_in": needs_sign_in,
        "sign_in_url": reverse("account_login"),
        "address": request.get_full_path(),
    }
    return render(request, "accounts/send_again.html", context, status=status)


def kept_values(request: HttpRequest) -> list[Kept]:
    """What was posted and may be shown."""
    return [
        Kept(name, value)
        for name in posted_names(request)
        if not SECRET.search(name)
        for value in request.POST.getlist(name)
    ]


def written_in(request: HttpRequest) -> list[str]:
    """What somebody typed into a form whose goal is gone meanwhile: everything posted that has several words.

    Only of what our own form sent: another site could have its words shown here.
    """
    if request.method != "POST" or not comes_from_here(request):
        return []
    return [kept.value.strip() for kept in kept_values(request) if len(kept.value.split()) > 1]


def posted_names(request: HttpRequest) -> list[str]:
    """The names of the posted fields; none when the body is not a form that can be read."""
    try:
        return list(request.POST)
    except UNREADABLE:
        return []

"""The admin's refusals as sentences instead of errors."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from content.models.base import PublishRefused

ADMIN = "/hallinta/"


class RefusalsInAdminMiddleware:
    """Answers a refused deletion or publication in the admin with a message and the way back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not request.path.startswith(ADMIN) or not isinstance(exception, ProtectedError | PublishRefused):
            return None
        sentences = sentences_of(exception)
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse(
                {"success": False, "error_code": "refused", "error_message": " ".join(sentences)}, status=400
            )
        for sentence in sentences:
            messages.error(request, sentence)
        return HttpResponseRedirect(way_back(request))


def sentences_of(exception: Exception) -> list[str]:
    """What to tell the author."""
    if isinstance(exception, ValidationError):
        return list(exception.messages)
    return [str(exception.args[0])]


def way_back(request: HttpRequest) -> str:
    """The page the author came from, if it is ours; else the admin's front page."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        return referer
    return reverse("wagtailadmin_home")

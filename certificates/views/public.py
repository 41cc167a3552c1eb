"""Verifying: anybody with the link, the QR code or the typed code sees the public part and the state."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.queries import award_by_code, public_award
from certificates.serial import LONGEST
from certificates.views.sheet import Sheet
from certificates.views.throttle import too_many_tries
from lms.accounts.api import public

View = Callable[..., HttpResponse]


def verification(view: View) -> View:
    """A public page that search engines leave out and that nobody keeps: a revocation shows at once."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = view(request, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return public(require_safe(never_cache(answer)))


@verification
def check(request: HttpRequest) -> HttpResponse:
    """The form for a typed code. Every wrong code gets one answer."""
    if "code" not in request.GET:
        return render(request, "certificates/check.html")
    if not request.GET["code"].strip():
        return render(request, "certificates/check.html", {"is_empty": True}, status=422)
    if too_many_tries(request):
        return render(request, "429.html", status=429)
    award = award_by_code(request.GET["code"])
    return redirect("certificates:verify", key=award.key) if award else _not_found(request)


@verification
def verify(request: HttpRequest, key: str) -> HttpResponse:
    """The public part of one certificate."""
    award = public_award(key)
    if award is None:
        return _not_found(request)
    return render(request, "certificates/verify.html", {"sheet": Sheet(award), "now": timezone.now()})


@verification
def verify_json(request: HttpRequest, key: str) -> HttpResponse:
    """The same for programs."""
    award = public_award(key)
    if award is None:
        return JsonResponse({"state": "not_found"}, status=404)
    sheet, since = Sheet(award), award.revoked_at or award.superseded_at
    answer = {"state": sheet.state, "since": since, "address": sheet.verify_url, "certificate": award.public}
    return JsonResponse(answer)


def _not_found(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("code", "")[:LONGEST]
    return render(request, "certificates/check.html", {"not_found": True, "typed": typed}, status=404)

"""The demo mailbox. Its addresses exist in demo mode only."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from lms.jobs.models import DemoMail

LOCAL = {"127.0.0.1", "::1"}
SHOWN = 100


def on_this_machine(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view exists only in demo mode and only for a browser on the same machine: it shows sign-in codes."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.DEMO or request.META.get("REMOTE_ADDR") not in LOCAL:
            raise Http404
        return view(request, *args, **kwargs)

    guarded.audience = "public"
    return login_not_required(never_cache(guarded))


@on_this_machine
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest mails."""
    mails = DemoMail.objects.order_by("-pk")[:SHOWN]
    return render(request, "jobs/mailbox.html", {"mails": mails})


@on_this_machine
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail, as text."""
    return render(request, "jobs/mail.html", {"mail": get_object_or_404(DemoMail, pk=pk)})

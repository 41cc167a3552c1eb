"""Who marks what: taking works oneself, giving them to another trainer, sharing them evenly. It binds nobody."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.graded.models import Submission
from assessments.graded.pages.allocating import sharing_page
from assessments.graded.pages.naming import name_of, name_shown
from assessments.graded.queries import allocating as queries
from assessments.graded.queries.marking import teaches
from assessments.graded.services.allocating import allocate_works, share_works
from assessments.graded.views.queue import filters_in
from lms.accounts.api import User

MOST = 200


def chosen_in(request: HttpRequest) -> list[Submission]:
    """What is ticked, of that which waits in one's own runs."""
    keys = [
        int(one) for one in request.POST.getlist("item")[:MOST] if one.isascii() and one.isdigit() and len(one) < 19
    ]
    return queries.waiting_among(request.user, keys)


@require_POST
def allocate(request: HttpRequest) -> HttpResponse:
    """Take what is ticked, let it go, or choose the trainer to whom it is given."""
    if not teaches(request.user):
        raise Http404
    works = chosen_in(request)
    if not works:
        messages.warning(request, _("Tick first the works you mean."))
        return _to_queue(request)
    if "to" in request.POST:
        return _ask_or_give(request, works)
    is_mine = "free" not in request.POST
    return _allocated(request, works, request.user if is_mine else None)


def _ask_or_give(request: HttpRequest, works: list[Submission]) -> HttpResponse:
    """Only trainers of every run that is among the works are offered."""
    trainers = queries.trainers_of_all({one.work.enrolment.run_id for one in works})
    chosen = next((one for one in trainers if str(one.key) == request.POST.get("trainer")), None)
    if chosen:
        return _allocated(request, works, chosen)
    named = [(one.key, name_of(one)) for one in trainers]
    rows = [(one.pk, name_shown(one), one.work.activity.title) for one in works]
    is_error = "trainer" in request.POST or "asked" in request.POST
    page: dict[str, Any] = {"trainers": named, "rows": rows, "chosen": filters_in(request.POST), "is_error": is_error}
    return render(request, "graded/marking/allocate.html", page, status=422 if is_error else 200)


def _allocated(request: HttpRequest, works: Iterable[Submission], trainer: User | None) -> HttpResponse:
    number = allocate_works(work_ids={one.work_id for one in works}, trainer=trainer, actor=request.user)
    if trainer is None:
        told = ngettext("%(n)d work is nobody's now.", "%(n)d works are nobody's now.", number)
    elif trainer == request.user:
        told = ngettext("You have taken %(n)d work.", "You have taken %(n)d works.", number)
    else:
        told = ngettext("%(n)d work was given to %(name)s.", "%(n)d works were given to %(name)s.", number)
    messages.success(request, told % {"n": number, "name": name_of(trainer)})
    return _to_queue(request)


def _to_queue(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('marking:queue')}?{urlencode(filters_in(request.POST).as_query())}")


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Who would get how many? A POST shares what the page showed."""
    if not teaches(request.user):
        raise Http404
    page = sharing_page(queries.sharing_for(request.user))
    if request.method != "POST":
        return render(request, "graded/marking/share.html", {"places": page})
    wanted = next((one for one in page if one.key == request.POST.get("place") and one.shared), None)
    if wanted is None or wanted.fingerprint != request.POST.get("shown"):
        messages.warning(request, _("The works have changed meanwhile. Look at the shares once more."))
        return render(request, "graded/marking/share.html", {"places": page}, status=409)
    number = share_works(shared=wanted.shared, actor=request.user)
    told = ngettext("%(n)d work was shared.", "%(n)d works were shared.", number) % {"n": number}
    messages.success(request, told)
    return redirect("marking:queue")

"""A trainer's conversations after the training."""

from functools import partial
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.api import is_trainer
from courses.followups.forms import HandOverForm, TalkForm
from courses.followups.models import FollowUp
from courses.followups.queries import colleagues_of, counts_of, follow_up_for, follow_ups_of
from courses.followups.services.linking import AskedOften, address_of, mail_link, make_link
from courses.followups.services.talking import FollowUpOver, hand_over, take_on, write_down

A_PAGE = 50
ALL = "kaikki"


def own(request: HttpRequest, pk: int) -> FollowUp:
    """A conversation of a run that the person teaches."""
    found = follow_up_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def only_for_trainers(request: HttpRequest) -> None:
    """Nothing is here for who teaches no run."""
    if not request.user.is_staff or not is_trainer(request.user):
        raise Http404


@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Whom to contact, the soonest first; those that are over when asked for."""
    only_for_trainers(request)
    code, shows_all = request.GET.get("ryhma", "")[:80], request.GET.get("tila") == ALL
    rows = follow_ups_of(request.user, run=code)
    shown = rows if shows_all else rows.filter(state=FollowUp.State.OPEN)
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("sivu"))
    context = {"page": page, "run": code, "shows_all": shows_all, "counts": counts_of(rows)}
    return render(request, "followups/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """One conversation: how it has been tried, the link, and writing it down."""
    found = own(request, pk)
    form = TalkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        told = {name: values[name] for name in ("channel", "outcome", "note")}
        try:
            write_down(follow_up=found, answers=form.answers, actor=request.user, **told)
            messages.success(request, _("Written down."))
            return redirect("followups:list")
        except FollowUpOver:
            form.add_error(None, _("This conversation has been closed meanwhile. Your text is kept here."))
    return _page(request, own(request, pk), form)


def _page(request: HttpRequest, found: FollowUp, form: TalkForm) -> HttpResponse:
    address = address_of(found) if found.has_link else ""
    words = _("How are you after the training? Three questions, no signing in: %(link)s") % {"link": address}
    context = {"one": found, "form": form, "tries": found.tries.select_related("by"), "address": address}
    context["handing"] = HandOverForm(colleagues=colleagues_of(found).exclude(pk=request.user.pk))
    context |= {"sms": f"sms:?&body={quote(words)}", "user": request.user}
    return render(request, "followups/one.html", context, status=422 if form.is_bound else 200)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """It becomes one's own to do."""
    return _acted(request, pk, take_on, _("This is yours now."))


@require_POST
def hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to a colleague."""
    found = own(request, pk)
    form = HandOverForm(request.POST, colleagues=colleagues_of(found))
    if not form.is_valid():
        messages.error(request, _("Choose a colleague who teaches the run."))
        return redirect("followups:one", pk)
    colleague = form.cleaned_data["to"]
    said = _("%(name)s takes care of this.") % {"name": colleague.get_full_name()}
    return _acted(request, pk, partial(hand_over, to=colleague), said)


@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the link to pass on."""
    return _acted(request, pk, make_link, _("The link is below. Send it in a text message, for example."))


@require_POST
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the link by mail."""
    return _acted(request, pk, mail_link, _("The link is on its way by e-mail."))


def _acted(request: HttpRequest, pk: int, act: object, said: str) -> HttpResponse:
    try:
        act(follow_up=own(request, pk), actor=request.user)
        messages.success(request, said)
    except FollowUpOver:
        messages.info(request, _("This conversation is closed already."))
    except AskedOften:
        messages.warning(request, _("Two e-mails have been sent already. Call, or send the link in a text message."))
    return redirect("followups:one", pk)

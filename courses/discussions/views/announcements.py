"""Announcements: everybody in the run reads them, its trainers write them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.api import Group, groups_of
from courses.discussions.forms import EVERYTHING, AnnouncementForm, choices_of, chosen_group
from courses.discussions.models import Announcement, Draft
from courses.discussions.pages.threads import frame
from courses.discussions.queries import announcements as queries
from courses.discussions.queries.members import Member, name_of
from courses.discussions.services.announcements import (
    delete_announcement,
    edit_announcement,
    look_at_announcements,
    publish_announcement,
)
from courses.discussions.views.access import member_or_404, trainer_or_404
from courses.discussions.views.writing import at_desk
from lms.ui.sanitize import paragraphs

A_PAGE = 10
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def announcements(request: HttpRequest, run: str) -> HttpResponse:
    """What the trainers have told; what has come since the last look is marked as new."""
    member = member_or_404(request, run)
    page = Paginator(queries.announcements_for(member), A_PAGE).get_page(request.GET.get("sivu"))
    upto = queries.seen_upto(member)
    rows = [
        {
            "announcement": one,
            "html": paragraphs(one.text),
            "name": name_of(one.author) or _("Trainer"),
            "is_new": one.pk > upto and one.author_id != request.user.pk,
        }
        for one in page
    ]
    newest = max((row["announcement"].pk for row in rows), default=0)
    if newest > upto and request.method == "GET":
        look_at_announcements(member=member, upto=newest)
    return render(request, "discussions/announcements.html", frame(member) | {"page": page, "rows": rows})


@form_page
def new(request: HttpRequest, run: str) -> HttpResponse:
    """Write one, look at it, send it."""
    member = trainer_or_404(request, run)
    groups = groups_of(member.run)
    return at_desk(
        request,
        Draft.Kind.ANNOUNCEMENT,
        member.run.pk,
        form_of=partial(AnnouncementForm, groups=choices_of(groups)),
        show=partial(_form, request, member),
        send=partial(_announce, request, member, groups),
        more={"group": request.POST.get("group", EVERYTHING), "by_mail": "by_mail" in request.POST},
    )


def _announce(request: HttpRequest, member: Member, groups: list[Group], form: AnnouncementForm) -> str:
    typed = form.cleaned_data
    words = {name: typed[name] for name in ("title", "text", "by_mail", "key")}
    publish_announcement(run=member.run, group=chosen_group(groups, typed), actor=request.user, **words)
    messages.success(request, _("The announcement is there for everybody it is meant for."))
    return reverse("discussions:announcements", args=[member.run.code])


def _form(
    request: HttpRequest, member: Member, form: AnnouncementForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    if shown := more.pop("preview", None):
        more["preview"] = {"title": shown["title"], "html": paragraphs(shown["text"])}
    return render(request, "discussions/announce.html", frame(member) | {"form": form} | more, status=status)


def announcement_or_404(member: Member, pk: int) -> Announcement:
    """One of the run's."""
    found = queries.announcement_in(member, pk)
    if found is None:
        raise Http404
    return found


@form_page
def edit(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Put one right; its readers see that it was edited."""
    member = trainer_or_404(request, run)
    found = announcement_or_404(member, pk)
    more = {"announcement": found}
    if request.method != "POST":
        known = {"title": found.title, "text": found.text}
        return _form(request, member, AnnouncementForm(initial=known, groups=[], edited=True), **more)
    form = AnnouncementForm(request.POST, groups=[], edited=True)
    if not form.is_valid():
        return _form(request, member, form, status=422, **more)
    if "preview" in request.POST:
        return _form(request, member, form, preview=form.cleaned_data, **more)
    words = {name: form.cleaned_data[name] for name in ("title", "text")}
    edit_announcement(announcement=found, actor=request.user, **words)
    messages.success(request, _("Saved."))
    return redirect("discussions:announcements", run)


@form_page
def delete(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Take one away, once asked."""
    member = trainer_or_404(request, run)
    found = announcement_or_404(member, pk)
    if request.method != "POST":
        return render(request, "discussions/unannounce.html", frame(member) | {"announcement": found})
    delete_announcement(announcement=found, actor=request.user)
    messages.success(request, _("The announcement was taken away."))
    return redirect("discussions:announcements", run)

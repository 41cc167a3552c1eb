"""Discussions: the list, a new one, reading and answering, following."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.api import Group, groups_of
from courses.discussions.forms import AnswerForm, ThreadForm
from courses.discussions.models import Draft, Thread
from courses.discussions.pages import threads as pages
from courses.discussions.pages.writing import begun, desk
from courses.discussions.queries import threads as queries
from courses.discussions.queries.members import Member
from courses.discussions.queries.threads import Place
from courses.discussions.services.refusals import NotOpen, TooMuchAtOnce
from courses.discussions.services.threads import answer, follow_thread, look_at_thread, open_thread
from courses.discussions.views.access import member_or_404, thread_or_404
from courses.discussions.views.writing import keep, refuse, sent

WHOLE = Place("", "")


@require_safe
def threads(request: HttpRequest, run: str) -> HttpResponse:
    """What is discussed in the run, or (``?kohta=``) about one module or lesson of it."""
    member = member_or_404(request, run)
    page = pages.list_page(member, request.GET.get("kohta", ""), request.GET.get("sivu"))
    return render(request, "discussions/threads.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, run: str) -> HttpResponse:
    """Begin a discussion."""
    member = member_or_404(request, run)
    if not member.may_write:
        return redirect("discussions:threads", run)
    places = queries.places_in(member)
    groups = groups_of(member.run) if member.is_trainer else []
    choices = {"places": [(one.name, label_of(one)) for one in places], "groups": [(g.pk, g.name) for g in groups]}
    if "draft" in request.POST:
        kept = keep(request, Draft.Kind.THREAD, member.run.pk)
        if kept is None:
            return redirect("discussions:new", run)
        posted = {name: request.POST.get(name, "") for name in ("place", "group")}
        return _form(request, member, ThreadForm(initial=kept["begun"] | posted, **choices), status=409, **kept)
    if request.method != "POST":
        table = desk(request.user, Draft.Kind.THREAD, member.run.pk)
        begin = begun(table, place=request.GET.get("kohta", ""))
        return _form(request, member, ThreadForm(initial=begin, **choices), **table)
    form = ThreadForm(request.POST, **choices)
    return _begin(request, member, form, places, groups)


def _begin(
    request: HttpRequest, member: Member, form: ThreadForm, places: list[Place], groups: list[Group]
) -> HttpResponse:
    status = 422
    if form.is_valid():
        typed = form.cleaned_data
        place = next((one for one in places if one.name == typed["place"]), WHOLE)
        group = next((one for one in groups if str(one.pk) == typed.get("group")), None) or own_group(member)
        words = {name: typed[name] for name in ("title", "text", "key")}
        try:
            made = open_thread(member=member, place=place, group=group, **words)
        except (NotOpen, TooMuchAtOnce) as refusal:
            status = refuse(form, refusal)
        else:
            sent(request, Draft.Kind.THREAD, member.run.pk)
            messages.success(request, _("Your post is there for the others to read."))
            return redirect("discussions:thread", member.run.code, made.pk)
    table = desk(request.user, Draft.Kind.THREAD, member.run.pk)
    return _form(request, member, form, status=status, **table)


def own_group(member: Member) -> Group | None:
    """For whom a participant's new discussion is: their own group, if the run's groups discuss apart."""
    if member.is_trainer or not member.group_id or not queries.by_group(member):
        return None
    return Group.objects.get(pk=member.group_id)


def label_of(place: Place) -> str:
    """A module or a step in the list to choose from; steps stand further in."""
    return place.title if place.section_key else f"\u2003{place.title}"


def _form(request: HttpRequest, member: Member, form: ThreadForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = pages.frame(member) | {"form": form, "own_group": own_group(member)} | more
    return render(request, "discussions/new.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Read a discussion; a POST answers."""
    member = member_or_404(request, run)
    found = thread_or_404(member, pk)
    if request.method == "POST":
        return _answer(request, member, found)
    table = desk(request.user, Draft.Kind.REPLY, found.pk)
    return _show(request, member, found, AnswerForm(initial=begun(table)), **table)


def _show(
    request: HttpRequest, member: Member, found: Thread, form: AnswerForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = pages.thread_page(member, found, request.GET.get("sivu"))
    quoted = quoted_in(request, found)
    page |= {"form": form, "quotes": quoted, "quoted_name": pages.writer_of(quoted.writing) if quoted else ""}
    if request.method == "GET":
        look_at_thread(follow=page["follow"], upto=page["upto"])
    return render(request, "discussions/thread.html", page | more, status=status)


def quoted_in(request: HttpRequest, found: Thread) -> Any:
    """The post that is being answered, if one was chosen; not one that is hidden or gone."""
    text = request.POST.get("quotes", "") or request.GET.get("lainaa", "")
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        return None
    post = queries.post_in(found, int(text))
    return post if post and pages.state_of(post) == "shown" else None


def _answer(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    if "draft" in request.POST:
        kept = keep(request, Draft.Kind.REPLY, found.pk)
        if kept is None:
            return redirect("discussions:thread", found.run.code, found.pk)
        return _show(request, member, found, AnswerForm(initial=kept["begun"]), status=409, **kept)
    form, status = AnswerForm(request.POST), 422
    if form.is_valid():
        try:
            post = answer(member=member, thread=found, quotes=quoted_in(request, found), **form.cleaned_data)
        except (NotOpen, TooMuchAtOnce) as refusal:
            status = refuse(form, refusal)
        else:
            sent(request, Draft.Kind.REPLY, found.pk)
            return redirect(pages.post_address(member.run.code, found.pk, post.number))
    table = desk(request.user, Draft.Kind.REPLY, found.pk)
    return _show(request, member, found, form, status=status, **table)


@require_POST
def follow(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Hear of new posts by mail, or no more."""
    found = thread_or_404(member_or_404(request, run), pk)
    is_on = request.POST.get("follow") == "1"
    follow_thread(user=request.user, thread=found, is_on=is_on)
    told = _("You follow this discussion. You hear of new answers by mail.")
    messages.success(request, told if is_on else _("You do not follow this discussion any more."))
    return redirect("discussions:thread", run, pk)

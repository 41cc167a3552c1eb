"""Discussions: the list, a new one, reading and answering, following."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.api import Group, groups_of
from courses.discussions.forms import EVERYTHING, AnswerForm, ThreadForm, choices_of, chosen_group
from courses.discussions.models import Draft, Thread
from courses.discussions.pages import threads as pages
from courses.discussions.pages.posts import state_of, writer_of
from courses.discussions.queries import threads as queries
from courses.discussions.queries.members import Member
from courses.discussions.queries.threads import Place
from courses.discussions.services.threads import answer, follow_thread, look_at_thread, open_thread
from courses.discussions.views.access import member_or_404, thread_or_404
from courses.discussions.views.writing import at_desk

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
    places, groups = queries.places_in(member), groups_of(member.run) if member.is_trainer else []
    return at_desk(
        request,
        Draft.Kind.THREAD,
        member.run.pk,
        form_of=partial(ThreadForm, places=[(p.name, label_of(p)) for p in places], groups=choices_of(groups)),
        show=partial(_form, request, member),
        send=partial(_begin, request, member, places, groups),
        more={name: request.POST.get(name, default) for name, default in chosen_before(request).items()},
    )


def chosen_before(request: HttpRequest) -> dict[str, str]:
    """What the form has chosen at first: the lesson that one comes from."""
    return {"place": request.GET.get("kohta") or EVERYTHING, "group": EVERYTHING}


def _begin(request: HttpRequest, member: Member, places: list[Place], groups: list[Group], form: ThreadForm) -> str:
    typed = form.cleaned_data
    place = next((one for one in places if one.name == typed["place"]), WHOLE)
    group = chosen_group(groups, typed) or own_group(member)
    words = {name: typed[name] for name in ("title", "text", "key")}
    made = open_thread(member=member, place=place, group=group, **words)
    messages.success(request, _("Your post is there for the others to read."))
    return reverse("discussions:thread", args=[member.run.code, made.pk])


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
    return at_desk(
        request,
        Draft.Kind.REPLY,
        found.pk,
        form_of=AnswerForm,
        show=partial(_show, request, member, found),
        send=partial(_answer, request, member, found),
    )


def _show(
    request: HttpRequest, member: Member, found: Thread, form: AnswerForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    page = pages.thread_page(member, found, request.GET.get("sivu"))
    quoted = quoted_in(request, found)
    page |= {"form": form, "quotes": quoted, "quoted_name": writer_of(quoted.writing) if quoted else ""}
    if request.method == "GET":
        look_at_thread(follow=page["follow"], upto=page["upto"])
    return render(request, "discussions/thread.html", page | more, status=status)


def _answer(request: HttpRequest, member: Member, found: Thread, form: AnswerForm) -> str:
    post = answer(member=member, thread=found, quotes=quoted_in(request, found), **form.cleaned_data)
    return pages.post_address(member.run.code, found.pk, post.number)


def quoted_in(request: HttpRequest, found: Thread) -> Any:
    """The post that is being answered, if one was chosen; not one that is hidden or gone."""
    text = request.POST.get("quotes", "") or request.GET.get("lainaa", "")
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        return None
    post = queries.post_in(found, int(text))
    return post if post and state_of(post) == "shown" else None


@require_POST
def follow(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """Hear of new posts by mail, or no more."""
    found = thread_or_404(member_or_404(request, run), pk)
    is_on = request.POST.get("follow") == "1"
    follow_thread(user=request.user, thread=found, is_on=is_on)
    told = _("You follow this discussion. You hear of new answers by mail.")
    messages.success(request, told if is_on else _("You do not follow this discussion any more."))
    return redirect("discussions:thread", run, pk)

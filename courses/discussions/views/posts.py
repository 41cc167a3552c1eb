"""What one can do to a single post: put it right, take it away, report it; a trainer hides it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.discussions.forms import HideForm, PostForm, ReportForm
from courses.discussions.models import Post, Thread
from courses.discussions.pages import threads as pages
from courses.discussions.pages.posts import post_view, state_of
from courses.discussions.queries.members import Member
from courses.discussions.services.keeping_order import hide_post, report_post, show_post
from courses.discussions.services.refusals import NotOpen, TooMuchAtOnce
from courses.discussions.services.threads import change_post, delete_post
from courses.discussions.views.access import member_or_404, post_or_404, trainer_or_404
from courses.discussions.views.writing import refuse

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _page(
    request: HttpRequest, name: str, member: Member, post: Post, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = pages.frame(member) | {
        "thread": post.thread,
        "title": pages.title_of(post.thread, member),
        "view": post_view(post, member, post.thread, timezone.now()),
        "back_url": pages.post_address(member.run.code, post.thread_id, post.number),
    }
    return render(request, f"discussions/{name}.html", context | more, status=status)


def _own_post(request: HttpRequest, run: str, pk: int, number: int) -> tuple[Member, Thread, Post]:
    member = member_or_404(request, run)
    thread, post = post_or_404(member, pk, number)
    post.thread = thread
    if post.writing.author_id != request.user.pk:
        raise Http404
    return member, thread, post


def _too_late(request: HttpRequest, member: Member, post: Post) -> HttpResponse:
    messages.warning(
        request,
        _("A post can be changed for fifteen minutes. If something in it must go, ask a trainer to hide it."),
    )
    return redirect(pages.post_address(member.run.code, post.thread_id, post.number))


@form_page
def edit(request: HttpRequest, run: str, pk: int, number: int) -> HttpResponse:
    """Put one's own post right."""
    member, _thread, post = _own_post(request, run, pk, number)
    has_title = post.number == 1
    if request.method != "POST":
        if not post_view(post, member, post.thread, timezone.now()).may_change:
            return _too_late(request, member, post)
        form = PostForm(initial={"title": post.writing.title, "text": post.writing.text}, has_title=has_title)
        return _page(request, "edit", member, post, form=form)
    form, status = PostForm(request.POST, has_title=has_title), 422
    if form.is_valid():
        try:
            change_post(
                member=member, post=post, title=form.cleaned_data.get("title", ""), text=form.cleaned_data["text"]
            )
        except NotOpen as refusal:
            status = refuse(form, refusal)
        else:
            return redirect(pages.post_address(run, pk, number))
    return _page(request, "edit", member, post, form=form, status=status)


@form_page
def delete(request: HttpRequest, run: str, pk: int, number: int) -> HttpResponse:
    """Take one's own post away, once asked."""
    member, _thread, post = _own_post(request, run, pk, number)
    if request.method != "POST":
        if not post_view(post, member, post.thread, timezone.now()).may_change:
            return _too_late(request, member, post)
        return _page(request, "delete", member, post)
    try:
        all_gone = delete_post(member=member, post=post)
    except NotOpen:
        return _too_late(request, member, post)
    messages.success(request, _("Your post was taken away."))
    return redirect("discussions:threads", run) if all_gone else redirect("discussions:thread", run, pk)


@form_page
def report(request: HttpRequest, run: str, pk: int, number: int) -> HttpResponse:
    """Ask the trainers to look at a post."""
    member = member_or_404(request, run)
    thread, post = post_or_404(member, pk, number)
    post.thread = thread
    if state_of(post) != "shown":
        raise Http404
    form, status = (
        ReportForm(request.POST if request.method == "POST" else None),
        422 if request.method == "POST" else 200,
    )
    if form.is_valid():
        try:
            report_post(member=member, post=post, reason=form.cleaned_data["reason"])
        except TooMuchAtOnce:
            form.add_error("reason", _("You have reported a lot within an hour. Write to your trainers instead."))
            status = 429
        else:
            messages.success(request, _("Thank you. The trainers will look at the post."))
            return redirect(pages.post_address(run, pk, number))
    return _page(request, "report", member, post, form=form, status=status)


@form_page
def hide(request: HttpRequest, run: str, pk: int, number: int) -> HttpResponse:
    """A trainer hides a post, with a reason for its writer, or shows it again."""
    member = trainer_or_404(request, run)
    thread, post = post_or_404(member, pk, number)
    post.thread = thread
    if request.method == "POST" and "show" in request.POST:
        show_post(post=post, actor=request.user)
        messages.success(request, _("The post is shown again."))
        return redirect(pages.post_address(run, pk, number))
    form = HideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        hide_post(post=post, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("The post is hidden. Its writer sees the reason."))
        return redirect(pages.post_address(run, pk, number))
    return _page(request, "hide", member, post, form=form, status=422 if form.is_bound else 200)

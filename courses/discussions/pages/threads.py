"""Discussions as people of the run see them."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.api import groups_of
from courses.discussions.models import Follow, Thread
from courses.discussions.pages.posts import Acts, post_view, writer_of
from courses.discussions.queries import threads as queries
from courses.discussions.queries.members import Member
from courses.discussions.queries.threads import Place

THREADS_A_PAGE, POSTS_A_PAGE = 20, 25


def frame(member: Member) -> dict[str, Any]:
    """What every page of a run's talk shows around itself."""
    home = "trainer:run" if member.is_trainer else "dashboard:course"
    title = member.run.name if member.is_trainer else member.run.course.title_in(get_language())
    return {"run": member.run, "member": member, "home_url": reverse(home, args=[member.run.code]), "home_title": title}


@dataclass(frozen=True)
class ThreadLine:
    """One discussion in the list."""

    thread: Thread
    title: str
    name: str
    about: str
    answers: int
    is_new: bool
    is_followed: bool


def title_of(thread: Thread, member: Member) -> str:
    """The title, where it may be read."""
    if thread.opening is None:
        return _("The beginning of this discussion was removed")
    if thread.is_hidden and not member.is_trainer and thread.opening.author_id != member.user.pk:
        return _("Hidden discussion")
    return thread.opening.title


def about_of(thread: Thread, places: list[Place]) -> str:
    """What the discussion is about, in words; empty for the whole training."""
    for place in places:
        if (thread.section_key, thread.activity_id) == (place.section_key, place.activity_id):
            return place.title
    return thread.activity.title if thread.activity else ""


def list_page(member: Member, wanted: str, number: str | None) -> dict[str, Any]:
    """The list, narrowed to the place called ``wanted``; an unknown name narrows nothing."""
    outline = queries.outline_of(member)
    places, hidden = queries.places_of(outline), queries.hidden_in(outline)
    place = next((one for one in places if one.name == wanted), None)
    rows = queries.threads_for(member, place)
    page = Paginator(rows.exclude(activity__in=hidden) if hidden else rows, THREADS_A_PAGE).get_page(number)
    threads = list(page.object_list)
    follows = queries.follows_of(member, threads) if threads else {}
    context = frame(member) | {
        "page": page,
        "lines": [line_of(one, member, places, follows.get(one.pk)) for one in threads],
        "place": place,
        "new_url": reverse("discussions:new", args=[member.run.code]) + (f"?kohta={place.name}" if place else ""),
    }
    if member.is_trainer:
        context["reports"] = queries.waiting_reports(member).count()
        context["groups"] = groups_of(member.run)
        context["by_group"] = queries.by_group(member)
    return context


def line_of(thread: Thread, member: Member, places: list[Place], follow: Follow | None) -> ThreadLine:
    followed = bool(follow and follow.is_on)
    return ThreadLine(
        thread=thread,
        title=title_of(thread, member),
        name=writer_of(thread.opening),
        about=about_of(thread, places),
        answers=thread.posts_count - 1,
        is_new=followed and thread.posts_count > follow.seen,
        is_followed=followed,
    )


def thread_page(member: Member, thread: Thread, number: str | None) -> dict[str, Any]:
    """A page of posts; whoever follows and asks for no page gets the one with the first new post."""
    follow = thread.follow
    pages = Paginator(range(1, thread.posts_count + 1), POSTS_A_PAGE)
    if number is None and follow and 0 < follow.seen < thread.posts_count:
        number = str(page_of(follow.seen + 1))
    page = pages.get_page(number)
    numbers = list(page.object_list)
    posts = queries.posts_of(thread, first=numbers[0], last=numbers[-1], with_reports=member.is_trainer)
    now, is_open = timezone.now(), member.may_write and not thread.is_locked
    acts = Acts(member, thread, page=page.number, is_open=is_open)
    return frame(member) | {
        "thread": thread,
        "title": title_of(thread, member),
        "about": about_of(thread, queries.places_in(member) if thread.section_key or thread.activity_id else []),
        "page": page,
        "upto": numbers[-1],
        "views": [post_view(post, member, thread, now, acts) for post in posts],
        "follow": follow,
        "is_followed": bool(follow and follow.is_on),
        "is_open": is_open,
        "is_unanswered": thread.posts_count == 1 and not thread.needs_no_answer and not posts[0].by_trainer,
    }


def page_of(number: int) -> int:
    """On which page of its discussion a post stands."""
    return (number - 1) // POSTS_A_PAGE + 1


def post_address(run_code: str, thread_id: int, number: int) -> str:
    """Where a post is read."""
    page = page_of(number)
    return f"{reverse('discussions:thread', args=[run_code, thread_id])}?sivu={page}#viesti-{number}"

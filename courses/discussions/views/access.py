"""Whose talk it is: a run that is not yours is a missing run."""

from django.http import Http404, HttpRequest

from courses.discussions.models import Post, Thread
from courses.discussions.queries.members import Member, member_of
from courses.discussions.queries.threads import post_in, thread_for


def member_or_404(request: HttpRequest, code: str) -> Member:
    """Whoever is in the run or teaches it."""
    found = member_of(request.user, code)
    if found is None:
        raise Http404
    return found


def trainer_or_404(request: HttpRequest, code: str) -> Member:
    """Whoever teaches the run."""
    found = member_or_404(request, code)
    if not found.is_trainer:
        raise Http404
    return found


def thread_or_404(member: Member, pk: int) -> Thread:
    """A discussion that they see."""
    found = thread_for(member, pk)
    if found is None:
        raise Http404
    return found


def post_or_404(member: Member, thread: int, number: int) -> tuple[Thread, Post]:
    """A post with words in it, in a discussion that they see."""
    found = thread_or_404(member, thread)
    post = post_in(found, number)
    if post is None or post.writing is None:
        raise Http404
    return found, post
